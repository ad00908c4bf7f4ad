// A wire, a webhook and a Discord channel around the whole Worker, by a clock that is set: what the fault campaigns break, let be again,
// and ask whether everything has arrived.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import { api } from './desk-client.ts'
import { createDiscord, type Discord, handledBy } from './discord.ts'
import { Network } from './network.ts'
import { rss, type Story, WIRE } from './stories.ts'

export const HOOK = 'http://127.0.0.1:2/hook'
export const DISCORD = 'http://127.0.0.1:9/api/v10'
export const CHANNEL = '700'
export const MINUTE = 60_000
/** Ahead of the real clock, so that no alarm goes off by itself. */
export const START = Date.parse('2030-11-20T12:00:00Z')
/** Minutes between the rounds after a fault: within them every back-off and lease ends. */
const WAITS = [1, 1, 2, 5, 10, 30]
const WANTED = /missile|rocket|choir/i

export type FaultWorld = {
  readonly network: Network
  readonly discord: Discord
  readonly feed: string
  readonly source: string
  readonly places: readonly string[]
  /** What the wire lists, newest first. */
  stories: readonly Story[]
  readonly outboxes: () => DurableObjectStub<import('../../src/edge/store/outbox.ts').Outbox>[]
  /** Runs every alarm whose time has come. @param mayFail errors that a fault explains */
  readonly alarms: (mayFail?: (error: unknown) => boolean) => Promise<void>
  /** From the cron's minute to everything that is due. */
  readonly minute: () => Promise<void>
  /** Rounds until every back-off and lease has ended. */
  readonly drain: () => Promise<void>
  /** Places where something is owed and no alarm stands. */
  readonly unarmed: () => Promise<readonly string[]>
  readonly expectAllArrived: (label: string) => Promise<void>
}

let worlds = 0

/** @param aside what a test itself asks of objects, kept apart from the Worker's own calls */
export const openFaultWorld = async (aside: <T>(ask: () => T) => T = (ask) => ask()): Promise<FaultWorld> => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  // An aborted object's storage may outlive reset().
  const feed = `http://127.0.0.1:1/feed-${++worlds}.xml`
  const discord = createDiscord({ token: 'test-bot-token', now: () => Date.now() })
  const network = new Network()
    .on(feed, () => new Response(rss(world.stories)))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, handledBy(discord))
    .install()
  const source = { url: feed, name: `wire ${worlds}`, backfill: 10, every: 1 }
  const made = async (path: string, body: object): Promise<string> => (await api<{ id: string }>('POST', path, body)).id
  const sourceId = await made('/sources', source)
  const places = [
    await made('/destinations', { kind: 'webhook', url: HOOK }),
    await made('/destinations', { kind: 'discord-channel', channel: CHANNEL }),
  ]
  for (const destination of places) await made('/rules', { query: 'missile OR rocket OR choir', destination })

  const outboxes = () => aside(() => places.map((id) => env.OUTBOX.get(env.OUTBOX.idFromName(id))))
  const objects = () => [
    ...aside(() => [env.DESK.get(env.DESK.idFromName('desk')), env.WIRE.get(env.WIRE.idFromName(sourceId))]),
    ...outboxes(),
  ]
  /** The platform tries an alarm that throws again; here the next round does. */
  const alarms: FaultWorld['alarms'] = async (mayFail = () => false) => {
    for (const object of objects()) {
      await runInDurableObject(object as DurableObjectStub, async (instance, { storage }) => {
        const at = await storage.getAlarm()
        if (at === null || at > Date.now()) return
        await storage.deleteAlarm()
        await (instance as { alarm(): Promise<void> }).alarm()
      }).catch((error: unknown) => {
        if (!mayFail(error)) throw error
      })
    }
  }
  const hooksWith = (title: string): string[] =>
    network.to(HOOK).flatMap(({ headers, body }) => {
      const { data } = JSON.parse(body) as { data: { item: { title: string } } }
      return data.item.title === title ? [headers.get('webhook-id') ?? ''] : []
    })

  const world: FaultWorld = {
    network,
    discord,
    feed,
    source: sourceId,
    places,
    stories: WIRE,
    outboxes,
    alarms,
    minute: async () => {
      vi.setSystemTime(Date.now() + MINUTE)
      await round(env, Date.now())
      vi.setSystemTime(Date.now() + 1_000)
      await alarms()
    },
    drain: async () => {
      for (const wait of WAITS) {
        vi.setSystemTime(Date.now() + wait * MINUTE)
        await round(env, Date.now())
        for (const outbox of outboxes()) await outbox.poke()
        await alarms()
        vi.setSystemTime(Date.now() + 1_000)
        await alarms()
      }
    },
    unarmed: async () => {
      const found = await Promise.all(
        outboxes().map(async (outbox, index) => {
          const { pending } = await outbox.status()
          const alarm = await runInDurableObject(outbox, (_object, { storage }) => storage.getAlarm())
          return pending > 0 && alarm === null ? [places[index] ?? ''] : []
        }),
      )
      return found.flat()
    },
    expectAllArrived: async (label) => {
      const titles = world.stories.map(({ title }) => title).filter((title) => WANTED.test(title))
      for (const title of titles) {
        expect(new Set(hooksWith(title)).size, `${label}: ids of “${title}” at the webhook`).toBe(1)
        const messages = discord.messages.filter((message) => JSON.stringify(message).includes(title))
        expect(messages.length, `${label}: messages with “${title}” in the channel`).toBe(1)
      }
      for (const outbox of outboxes()) {
        const states = (await outbox.outcomes()).map(({ state }) => state)
        expect(states, label).toEqual(titles.map(() => 'sent'))
      }
    },
  }
  return world
}
