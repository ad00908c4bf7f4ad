// The Worker killed with SIGKILL at random moments while it delivers, started again, and asked at the end whether anything is missing or
// came twice.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
import { PLACES, requestOf } from './places.ts'
import { type CampaignFigures, type Recorded, reckon } from './reckoning.ts'
import { clockAhead, openWorld, type World } from './world.ts'

const ADMIN_TOKEN = 'kill-admin-token-of-thirty-two-characters'
/** Milliseconds that a process lives, at most, after it listens. */
const LIFE_MS = 500
/** Milliseconds that one is let live at most until the world is as it is to be, and between two looks. */
const PATIENCE_MS = { random: 3_000, delivering: 15_000 }
const LOOK_MS = 2
/** In which the Worker notes what it was answered. */
const HEARD_MS = 100
const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Restarts within a minute, and ones by which Discord has forgotten every nonce. */
export const SOON: Pause = [0, MINUTE]
export const LATE: Pause = [10 * MINUTE, 10 * MINUTE]
/** By how much the clock goes on between looks at the end: fine while doubts are settled, then in the steps of back-off. */
const DRAIN = [
  ...Array<number>(8).fill(15 * SECOND),
  ...Array<number>(8).fill(30 * SECOND),
  ...Array<number>(10).fill(2 * MINUTE),
  ...Array<number>(12).fill(10 * MINUTE),
]

/** How much later, by its clock, a restart comes: at least, and at most; ms. */
export type Pause = readonly [least: number, most: number]

export type CampaignOptions = {
  readonly kills: number
  readonly pause: Pause
  readonly seed: number
  /** Kills at random moments, or while something was taken of which the Worker has not heard. */
  readonly moments: 'random' | 'delivering'
  readonly onKill?: (kill: number) => void
}

type Created = { readonly id: string }
type Status = { readonly pending: number }

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
  const places: string[] = []
  for (const place of PLACES) {
    const { id } = must(await api.post<Created>('destinations', requestOf(place, world.hook)))
    must(await api.post<Created>('rules', { query: 'missile', destination: id }))
    places.push(id)
  }
  return { source, places }
}

const arrived = ({ discord, hooks }: World): number => discord.messages.length + hooks.length

/** As soon as it holds, or when it does not for long. */
const until = async (holds: () => boolean, patienceMs = PATIENCE_MS.random): Promise<void> => {
  for (const end = Date.now() + patienceMs; !holds() && Date.now() < end; ) await sleep(LOOK_MS)
}

/** The Worker on a clock of its own, built once for all campaigns of a run. */
export type KillableWorker = { readonly built: string; readonly script: string; readonly remove: () => Promise<void> }

export const buildKillable = async (): Promise<KillableWorker> => {
  const folder = await mkdtemp(join(tmpdir(), 'nightdesk-kill-'))
  const { script, folder: built } = await build('clock-worker', await writeConfig(folder), join(folder, 'build'))
  return { built, script, remove: () => rm(folder, { recursive: true, force: true }) }
}

export const killCampaign = async (
  { built, script }: KillableWorker,
  { kills, pause: [least, most], seed, moments, onKill }: CampaignOptions,
): Promise<CampaignFigures> => {
  const random = randomOf(seed)
  const clock = clockAhead()
  const storage = await mkdtemp(join(tmpdir(), 'nightdesk-kill-storage-'))
  const config = await readWorkerConfig()
  const world = await openWorld(clock, random)
  const kv = await serveKv()
  let worker: Workerd | undefined
  let caught = 0
  const start = async (): Promise<Workerd> => {
    const settings = {
      ADMIN_TOKEN,
      ALLOW_PRIVATE_NETWORK: 'true',
      PUBLIC_URL: 'http://127.0.0.1:8787',
      DISCORD_TOKEN: 'bot-token',
      DISCORD_API: world.api,
      CLOCK_AHEAD_MS: String(clock.ahead()),
    }
    const bindings = { settings, storage, kv: `127.0.0.1:${kv.port}` }
    worker = await startWorkerd(built, { script, config, bindings }, { rest: false })
    return worker
  }
  const apiNow = async (): Promise<Api> => apiOf((worker ?? (await start())).origin, ADMIN_TOKEN)
  /** Whether everything has arrived and no doubt is left. */
  const isSettled = async (): Promise<boolean> => {
    if (reckon(world, { kills, caught }).lost > 0) return false
    const places = await (await apiNow()).list<Status>('destinations')
    return places.ok && places.value.every(({ pending }) => pending === 0)
  }
  try {
    const { source, places } = await setUp(await apiNow(), world)
    /** Every object looks at its clock, and the wire at its source. */
    const wake = async (): Promise<void> => {
      const api = await apiNow()
      await Promise.all([api.get('destinations'), api.post(`sources/${source}/poll`)])
    }
    for (let kill = 1; kill <= kills; kill++) {
      world.publish(1 + Math.floor(random() * 3))
      // Nobody waits for the answer.
      void wake()
      // Of the random ones half come while the process starts and polls, half after its first delivery.
      if (moments === 'delivering' || random() < 0.5) await until(world.isDelivering, PATIENCE_MS[moments])
      if (moments === 'random') await sleep(random() * LIFE_MS)
      if (world.isDelivering()) caught++
      await worker?.kill()
      onKill?.(kill)
      clock.advance(Math.round(least + random() * (most - least)))
      await start()
    }
    for (const step of DRAIN) {
      await wake()
      for (let known = -1; known < arrived(world); ) {
        known = arrived(world)
        await sleep(LIFE_MS / 2)
      }
      if (await isSettled()) break
      // Only the kills are to cut anything short.
      await until(world.shut)
      await sleep(HEARD_MS)
      await worker?.stop()
      world.open()
      clock.advance(step)
      await start()
    }
    const api = await apiNow()
    const histories = await Promise.all(places.map((id) => api.list<Recorded>(`destinations/${id}/deliveries`)))
    return reckon(world, { kills, caught }, histories.map(must))
  } finally {
    await worker?.kill()
    await Promise.all([world.close(), kv.close()])
    await rm(storage, { recursive: true, force: true })
  }
}
