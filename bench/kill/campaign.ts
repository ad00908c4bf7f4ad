// The Worker killed with SIGKILL at random moments while it delivers, started again, and asked at the end whether anything is missing or
// came twice.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, apiOf } from '../../src/cli/start/api.ts'
import type { Result } from '../../src/core/result.ts'
import { build, readWorkerConfig } from '../build.ts'
import { serveKv } from '../kv.ts'
import { randomOf } from '../random.ts'
import { ROOT } from '../tools.ts'
import { startWorkerd, type Workerd } from '../workerd.ts'
import { clockAhead, openWorld, type World } from './world.ts'

const ADMIN_TOKEN = 'kill-admin-token-of-thirty-two-characters'
const CHANNELS = ['401', '402', '403', '404']
/** Milliseconds that a process lives, at most, after it listens. */
const LIFE_MS = 500
const SECOND = 1_000
const MINUTE = 60 * SECOND
/** By how much the clock goes on between looks at the end: fine while doubts are settled, then in the steps of back-off. */
const DRAIN = [
  ...Array<number>(20).fill(5 * SECOND),
  ...Array<number>(10).fill(30 * SECOND),
  ...Array<number>(10).fill(2 * MINUTE),
  ...Array<number>(12).fill(10 * MINUTE),
]

export type CampaignOptions = {
  readonly kills: number
  /** How much later, by its clock, each restart comes. */
  readonly pauseMs: number
  readonly seed: number
  readonly onKill?: (kill: number) => void
}

export type CampaignFigures = {
  readonly kills: number
  readonly stories: number
  /** Stories times destinations. */
  readonly owed: number
  readonly lost: number
  /** Messages in the bot's channels beyond one for each story. */
  readonly repeatedInChannels: number
  /** Requests at the webhook beyond one for each story, all under the id of the first. */
  readonly repeatedAtWebhook: number
  readonly underTwoIds: number
  /** Tries that were recorded as ones that may repeat. */
  readonly mayRepeat: number
  readonly longestDelayMs: number
}

type Created = { readonly id: string }
type Deliveries = { readonly attempts: readonly { readonly may_repeat?: true }[] }

const must = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** The configuration of the Worker on its movable clock. */
const writeConfig = async (folder: string): Promise<string> => {
  const config = await readWorkerConfig()
  const path = join(folder, 'kill.json')
  const given = {
    name: 'kill',
    main: join(ROOT, 'test', 'fault', 'clock-worker.ts'),
    compatibility_date: config.compatibility_date,
    compatibility_flags: config.compatibility_flags,
    durable_objects: config.durable_objects,
    kv_namespaces: config.kv_namespaces,
    migrations: [
      { tag: 'v1', new_sqlite_classes: config.durable_objects.bindings.map(({ class_name }) => class_name) },
    ],
  }
  await writeFile(path, JSON.stringify(given))
  return path
}

const setUp = async (
  api: Api,
  world: World,
): Promise<{ readonly source: string; readonly places: readonly string[] }> => {
  const { id: source } = must(
    await api.post<Created>('sources', { url: world.feed, name: 'Wire', every: 0, backfill: 50 }),
  )
  const bodies = [
    { kind: 'webhook', url: world.hook },
    ...CHANNELS.map((channel) => ({ kind: 'discord-channel', channel })),
  ]
  const places: string[] = []
  for (const body of bodies) {
    const { id } = must(await api.post<Created>('destinations', body))
    must(await api.post<Created>('rules', { query: 'missile', destination: id }))
    places.push(id)
  }
  return { source, places }
}

const countBy = <T>(list: readonly T[], key: (one: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1)
  return counts
}

/** What arrived where, and when first; a story's title is its name. */
const arrivalsOf = (world: World) => {
  const titles = [...world.published.keys()]
  // Headlines are told whole; a number is followed by what no number goes on with.
  const channels = world.discord.messages.flatMap((message) =>
    titles
      .filter(
        (title) =>
          JSON.stringify(message)
            .replaceAll('\\', '')
            .match(new RegExp(`${title}(?!\\d)`)) !== null,
      )
      .map((title) => ({ place: message.channel_id, title, at: Date.parse(message.timestamp) })),
  )
  const hooks = world.hooks.map(({ title, at, id }) => ({ place: 'webhook', title, at, id }))
  return { titles, channels, hooks }
}

export const reckon = (world: World, kills: number, mayRepeat: number): CampaignFigures => {
  const { titles, channels, hooks } = arrivalsOf(world)
  const all = [...channels, ...hooks]
  const first = new Map<string, number>()
  for (const { place, title, at } of all) {
    const key = `${place}\n${title}`
    first.set(key, Math.min(at, first.get(key) ?? Number.POSITIVE_INFINITY))
  }
  const owed = titles.length * (CHANNELS.length + 1)
  const beyond = (list: readonly { place: string; title: string }[]): number =>
    [...countBy(list, ({ place, title }) => `${place}\n${title}`).values()].reduce((sum, count) => sum + count - 1, 0)
  const delays = Array.from(first, ([key, at]) => at - (world.published.get(key.split('\n')[1] ?? '') ?? at))
  return {
    kills,
    stories: titles.length,
    owed,
    lost: owed - first.size,
    repeatedInChannels: beyond(channels),
    repeatedAtWebhook: beyond(hooks),
    underTwoIds: titles.filter(
      (title) => new Set(hooks.filter((hook) => hook.title === title).map(({ id }) => id)).size > 1,
    ).length,
    mayRepeat,
    longestDelayMs: Math.max(0, ...delays),
  }
}

export const killCampaign = async ({ kills, pauseMs, seed, onKill }: CampaignOptions): Promise<CampaignFigures> => {
  const random = randomOf(seed)
  const clock = clockAhead()
  const folder = await mkdtemp(join(tmpdir(), 'nightdesk-kill-'))
  const storage = join(folder, 'storage')
  await mkdir(storage)
  const config = await readWorkerConfig()
  const { script, folder: built } = await build('clock-worker', await writeConfig(folder), join(folder, 'build'))
  const world = await openWorld(clock, random)
  const kv = await serveKv()
  const start = (): Promise<Workerd> => {
    const settings = {
      ADMIN_TOKEN,
      ALLOW_PRIVATE_NETWORK: 'true',
      PUBLIC_URL: 'http://127.0.0.1:8787',
      DISCORD_TOKEN: 'bot-token',
      DISCORD_API: world.api,
      CLOCK_AHEAD_MS: String(clock.ahead()),
    }
    const bindings = { settings, storage, kv: `127.0.0.1:${kv.port}` }
    return startWorkerd(built, { script, config, bindings }, { rest: false })
  }
  try {
    let worker = await start()
    const { source, places } = await setUp(apiOf(worker.origin, ADMIN_TOKEN), world)
    /** What is late may be looked after; nobody waits for the answer. */
    const wake = (): void => {
      const api = apiOf(worker.origin, ADMIN_TOKEN)
      void api.get('destinations')
      void api.post(`sources/${source}/poll`)
    }
    for (let kill = 1; kill <= kills; kill++) {
      world.publish(1 + Math.floor(random() * 3))
      wake()
      await sleep(random() * LIFE_MS)
      await worker.kill()
      onKill?.(kill)
      clock.advance(pauseMs)
      worker = await start()
    }
    for (const step of DRAIN) {
      wake()
      await sleep(LIFE_MS)
      if (step > 5 * SECOND && reckon(world, kills, 0).lost === 0) break
      await worker.stop()
      clock.advance(step)
      worker = await start()
    }
    const api = apiOf(worker.origin, ADMIN_TOKEN)
    const deliveries = await Promise.all(places.map((id) => api.list<Deliveries>(`destinations/${id}/deliveries`)))
    const tries = deliveries.flatMap((list) => must(list)).flatMap(({ attempts }) => attempts)
    await worker.stop()
    return reckon(world, kills, tries.filter((attempt) => attempt.may_repeat === true).length)
  } finally {
    await Promise.all([world.close(), kv.close()])
    await rm(folder, { recursive: true, force: true })
  }
}
