// The built Worker, given a burst of alerts by way of its API, in front of a Discord with limits that it must find out.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { apiOf } from '../../src/cli/start/api.ts'
import type { Result } from '../../src/core/result.ts'
import { serveDiscord } from '../../test/support/discord-server.ts'
import { build, readWorkerConfig } from '../build.ts'
import { serveKv } from '../kv.ts'
import { CONFIG } from '../tools.ts'
import { startWorkerd } from '../workerd.ts'
import { type Arrival, arrivalsOf, type Burst } from './arrivals.ts'
import { type Limits, simulate, type Window } from './simulation.ts'

const ADMIN_TOKEN = 'burst-admin-token-of-thirty-two-characters'
const FIRST_CHANNEL = 5_000
const SECOND = 1_000
const CHANNEL: Window = { limit: 5, windowMs: 5 * SECOND }
const GLOBAL: Window = { limit: 50, windowMs: SECOND }
const HIDDEN: Window = { limit: 4, windowMs: 60 * SECOND }
/** Every fifth channel. */
const hiddenOf = (destination: number): Window | undefined => (destination % 5 === 0 ? HIDDEN : undefined)
const EMBED_CHARS = 6_000
const PATIENCE_MS = 5 * 60 * SECOND
const LOOK_MS = 200

export type BurstFigures = {
  readonly alerts: number
  readonly delivered: number
  readonly repeated: number
  /** The longest that an alert was pushed after its time, seconds: more than a little, and the machine was too busy. */
  readonly pushedLate: number
  /** From the first alert's arrival to the last one's message, seconds. */
  readonly makespan: number
  readonly simulated: number
  readonly ratio: number
  readonly requests: number
  readonly messages: number
  readonly refused429: number
  /** Refusals beyond the first of each hidden limit, as a share of all requests. */
  readonly avoidable429: number
  /** Characters of a message's embeds, on average for each alert. */
  readonly charsPerAlert: number
  readonly cpuMsPerAlert: number
}

const must = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** A word of its own for each destination, so that one rule hears of it. */
const wordOf = (destination: number): string =>
  `kolkhoz${String(destination)
    .padStart(3, 'a')
    .replace(/\d/g, (digit) => 'bcdefghijk'[Number(digit)] ?? '')}`

const FILLER = 'The workers of the combine carried out their plan for the month ahead of schedule and received thanks. '

/** About 1,500 characters as an embed: a long headline, a full summary and three sentences of why. */
const itemOf = ({ number, destination }: Arrival) => {
  const word = wordOf(destination)
  const sentence = (turn: number): string => `Report ${number} part ${turn} of ${word} ${FILLER}`
  return {
    id: `burst-${number}`,
    url: `https://news.example/burst/${number}`,
    title: `Report ${number} of ${word}: ${FILLER}${FILLER}`.slice(0, 240),
    content_text: Array.from({ length: 8 }, (_, turn) => sentence(turn)).join(' '),
  }
}

type Created = { readonly id: string }

const numberOf = (text: string): number => Number(/Report (\d+) of/.exec(text)?.[1] ?? Number.NaN)

export const runBurst = async (burst: Burst): Promise<BurstFigures> => {
  const arrivals = arrivalsOf(burst)
  const folder = await mkdtemp(join(tmpdir(), 'nightdesk-burst-'))
  const storage = join(folder, 'storage')
  await mkdir(storage)
  const { script, folder: built } = await build('index', CONFIG, join(folder, 'build'))
  const kv = await serveKv()
  const discord = await serveDiscord({
    token: 'bot-token',
    limits: { 'create-message': CHANNEL },
    hidden: (channel) => hiddenOf(Number(channel) - FIRST_CHANNEL),
  })
  const settings = {
    ADMIN_TOKEN,
    ALLOW_PRIVATE_NETWORK: 'true',
    PUBLIC_URL: 'http://127.0.0.1:8787',
    DISCORD_TOKEN: 'bot-token',
    DISCORD_API: `${discord.origin}/api/v10`,
  }
  const config = await readWorkerConfig()
  const worker = await startWorkerd(built, {
    script,
    config,
    bindings: { settings, storage, kv: `127.0.0.1:${kv.port}` },
  })
  try {
    const api = apiOf(worker.origin, ADMIN_TOKEN)
    const source = must(await api.post<Created>('sources', { url: 'https://news.example/', name: 'Burst', every: 0 }))
    for (let destination = 0; destination < burst.destinations; destination++) {
      const channel = String(FIRST_CHANNEL + destination)
      const { id } = must(await api.post<Created>('destinations', { kind: 'discord-channel', channel }))
      must(
        await api.post<Created>('rules', { query: wordOf(destination), destination: id, name: `rule ${destination}` }),
      )
    }
    await sleep(SECOND)
    const cpu = worker.cpu()
    const began = Date.now()
    const arrived: Arrival[] = []
    // One after the other: a source is read by one run at a time, and tells whoever comes between to push again.
    for (const arrival of arrivals) {
      await sleep(Math.max(0, began + arrival.at - Date.now()))
      arrived.push({ ...arrival, at: Date.now() - began })
      must(await api.post(`sources/${source.id}/items`, { items: [itemOf(arrival)] }))
    }
    const delivered = (): number[] =>
      discord.messages.flatMap(({ embeds = [] }) =>
        embeds.map(({ title = '' }) => numberOf(title.replaceAll('\\', ''))),
      )
    for (const until = began + PATIENCE_MS; new Set(delivered()).size < burst.alerts && Date.now() < until; )
      await sleep(LOOK_MS)
    const used = worker.cpu() - cpu
    const numbers = delivered()
    const sizes = discord.messages.map(({ embeds }) => JSON.stringify(embeds).length)
    const chars = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, numbers.length)
    const posts = discord.requests.filter(({ path }) => path.endsWith('/messages'))
    const refused = posts.filter(({ status }) => status === 429)
    const hiddenSeen = new Set(
      refused.filter(({ path }) => hiddenOf(Number(path.split('/')[2]) - FIRST_CHANNEL)).map(({ path }) => path),
    )
    const makespan = Math.max(...discord.messages.map(({ timestamp }) => Date.parse(timestamp))) - began
    const limits: Limits = {
      channel: CHANNEL,
      global: GLOBAL,
      hidden: hiddenOf,
      perMessage: Math.max(
        ...discord.messages.map(({ embeds = [] }) => embeds.length),
        Math.floor(EMBED_CHARS / chars),
        1,
      ),
    }
    // A busy machine pushes late: the simulation is given what really arrived.
    const simulated = simulate(arrived, limits)
    return {
      alerts: burst.alerts,
      delivered: new Set(numbers).size,
      repeated: numbers.length - new Set(numbers).size,
      pushedLate: Math.max(...arrived.map(({ at }, index) => at - (arrivals[index]?.at ?? at))) / SECOND,
      makespan: makespan / SECOND,
      simulated: simulated / SECOND,
      ratio: makespan / simulated,
      requests: posts.length,
      messages: discord.messages.length,
      refused429: refused.length,
      avoidable429: (refused.length - hiddenSeen.size) / posts.length,
      charsPerAlert: Math.round(chars),
      cpuMsPerAlert: used / burst.alerts,
    }
  } finally {
    await worker.stop()
    await Promise.all([kv.close(), discord.close()])
    await rm(folder, { recursive: true, force: true })
  }
}
