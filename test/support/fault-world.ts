// A wire, places and the whole Worker between them, by a clock that is set: what the fault campaigns break, let be again, and ask whether
// everything has arrived.
import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
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
export const FORUM = '701'
export const MINUTE = 60_000
/** Ahead of the real clock, so that no alarm goes off by itself. */
export const START = Date.parse('2030-11-20T12:00:00Z')
/** Minutes between the rounds after a fault: within them every back-off and lease ends, and the hour. */
const WAITS = [1, 1, 2, 5, 10, 30, 60, 60]
/** A world in which all is done is let run so many rounds more, in which nothing may happen. */
const QUIET_ROUNDS = 2
const WANTED = 'missile OR rocket OR choir'
const isWanted = (title: string): boolean => /missile|rocket|choir/i.test(title)

/** A destination as the API is told of it, and what its one rule says besides its query. */
export type Place = { readonly destination: object; readonly rule?: object }

export type FaultWorldOptions = {
  readonly places?: readonly Place[]
  /** Keeps what a test itself does to objects apart from what the Worker does. */
  readonly aside?: <T>(ask: () => T) => T
  /** Whether the process has died. */
  readonly isDead?: () => boolean
}

type Expectation = (label: string) => Promise<void>
type Owing = 'desk' | 'wire' | 'outbox'
type Known = { readonly kind: Owing; readonly name: string }

export type FaultWorld = {
  readonly network: Network
  readonly discord: Discord
  readonly feed: string
  readonly source: string
  readonly places: readonly string[]
  /** What the wire lists, newest first. */
  stories: readonly Story[]
  /** Every object that takes part. */
  readonly objects: () => DurableObjectStub[]
  readonly outboxes: () => DurableObjectStub<import('../../src/edge/store/outbox.ts').Outbox>[]
  /** A call that a cut may fail. Rejects only when its caller died with it. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>
  /** The cron's minute, in an object of its own: it dies with the others. */
  readonly cron: () => Promise<void>
  /** Runs every alarm whose time has come. @param mayFail errors that a fault explains */
  readonly alarms: (mayFail?: (error: unknown) => boolean) => Promise<void>
  /** From the cron's minute to everything that is due. */
  readonly minute: () => Promise<void>
  /** Ends all objects: what they had begun never ends. */
  readonly die: () => Promise<void>
  /** An alarm that was ringing when they died rings again, as the platform has it. */
  readonly rise: () => Promise<void>
  /** Rounds until all is as expected and stays so, or every back-off and lease has ended. */
  readonly drain: (expectation?: Expectation) => Promise<void>
  /** Wires and Outboxes that owe something and have no alarm. The Desk is looked at by the cron itself, each minute. */
  readonly unarmed: () => Promise<readonly string[]>
  readonly expectAllArrived: Expectation
}

/** Rows of work that nobody but the object's own alarm comes back to. A disabled destination waits for somebody to enable it. */
const OWED: Readonly<Record<Owing, string>> = {
  desk: `SELECT count(*) AS owed FROM facts WHERE name IN ('notices', 'dirty')`,
  wire: `SELECT (SELECT count(*) FROM items WHERE state = 'new') + (SELECT count(*) FROM hand_overs)
    + (SELECT count(*) FROM changes) AS owed`,
  outbox: `SELECT CASE WHEN EXISTS (SELECT 1 FROM facts WHERE name = 'disabled') THEN 0 ELSE
    (SELECT count(*) FROM alerts WHERE state = 'waiting' AND parcel IS NULL)
    + (SELECT count(*) FROM parcels WHERE state = 'pending') + (SELECT count(*) FROM retold) END AS owed`,
}

const INSTANT: readonly Place[] = [
  { destination: { kind: 'webhook', url: HOOK } },
  { destination: { kind: 'discord-channel', channel: CHANNEL } },
]

/** What waited while the process died was part of it, and goes no further. */
class Died extends Error {}

const made = async (path: string, body: object): Promise<string> => (await api<{ id: string }>('POST', path, body)).id

const madePlaces = async (places: readonly Place[]): Promise<string[]> => {
  const ids: string[] = []
  for (const { destination, rule } of places) {
    const id = await made('/destinations', destination)
    ids.push(id)
    await made('/rules', { query: WANTED, destination: id, ...rule })
  }
  return ids
}

export const openFaultWorld = async ({
  places: drafts = INSTANT,
  aside = (ask) => ask(),
  isDead = () => false,
}: FaultWorldOptions = {}): Promise<FaultWorld> => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const feed = 'http://127.0.0.1:1/feed.xml'
  const discord = createDiscord({ token: 'test-bot-token', now: () => Date.now() })
  discord.channels.set(FORUM, { type: 15 })
  const network = new Network()
    .on(feed, () => new Response(rss(world.stories)))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, handledBy(discord))
    .install()
  const source = await made('/sources', { url: feed, name: 'Wire', backfill: 10, every: 1 })
  const places = await madePlaces(drafts)

  const known: readonly Known[] = [
    { kind: 'desk', name: 'desk' },
    { kind: 'wire', name: source },
    ...places.map((name) => ({ kind: 'outbox' as const, name })),
  ]
  const stubOf = ({ kind, name }: Known): DurableObjectStub =>
    aside(() => {
      const namespace = { desk: env.DESK, wire: env.WIRE, outbox: env.OUTBOX }[kind] as DurableObjectNamespace
      return namespace.get(namespace.idFromName(name))
    })
  const outboxes = () => aside(() => places.map((id) => env.OUTBOX.get(env.OUTBOX.idFromName(id))))

  let life = 0
  const living = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = life
    const alive = (): void => {
      if (life !== mine) throw new Died()
    }
    return work().then(
      (result) => {
        alive()
        return result
      },
      (error: unknown) => {
        alive()
        throw error
      },
    )
  }
  const attempt: FaultWorld['attempt'] = async (work) => {
    await living(work).catch((error: unknown) => {
      if (error instanceof Died) throw error
    })
  }

  const ringing = new Map<Known, number>()
  const ring = (object: Known): Promise<void> =>
    runInDurableObject(stubOf(object), async (instance, { storage }) => {
      const at = await storage.getAlarm()
      if (isDead() || at === null || at > Date.now()) return
      ringing.set(object, at)
      await aside(() => storage.deleteAlarm())
      await (instance as unknown as { alarm(): Promise<void> }).alarm()
      if (!isDead()) ringing.delete(object)
    })
  /** The platform tries an alarm that throws again; here the next round does. */
  const alarms: FaultWorld['alarms'] = (mayFail = () => false) =>
    living(async () => {
      const mine = life
      for (const object of known) {
        if (life !== mine) return
        await ring(object).catch((error: unknown) => {
          if (!mayFail(error)) throw error
        })
      }
    })

  const standing = () =>
    Promise.all(
      known.map((object) =>
        runInDurableObject(stubOf(object), async (_object, { storage }) => {
          const { owed } = storage.sql.exec<{ owed: number }>(OWED[object.kind]).one()
          return { ...object, owed, alarm: await storage.getAlarm() }
        }),
      ),
    )
  const isDone = async (expectation: Expectation): Promise<boolean> => {
    if ((await standing()).some(({ owed }) => owed > 0)) return false
    return expectation('so far').then(
      () => true,
      () => false,
    )
  }
  const cronObject = () => aside(() => env.OUTBOX.get(env.OUTBOX.idFromName('cron')))
  await runInDurableObject(cronObject(), () => undefined)

  const hooksWith = (title: string): string[] =>
    network.to(HOOK).flatMap(({ headers, body }) => {
      const { data } = JSON.parse(body) as { data: { item: { title: string } } }
      return data.item.title === title ? [headers.get('webhook-id') ?? ''] : []
    })

  const world: FaultWorld = {
    network,
    discord,
    feed,
    source,
    places,
    stories: WIRE,
    objects: () => [...known.map(stubOf), cronObject()],
    outboxes,
    alarms,
    attempt,
    cron: () => attempt(() => runInDurableObject(cronObject(), () => round(env, Date.now()))),
    minute: async () => {
      vi.setSystemTime(Date.now() + MINUTE)
      await round(env, Date.now())
      vi.setSystemTime(Date.now() + 1_000)
      await alarms()
    },
    die: async () => {
      life++
      await abortAllDurableObjects()
    },
    rise: async () => {
      for (const [object, at] of ringing) {
        await runInDurableObject(stubOf(object), async (_object, { storage }) => {
          if ((await storage.getAlarm()) === null) await storage.setAlarm(at)
        })
      }
      ringing.clear()
    },
    drain: async (expectation = world.expectAllArrived) => {
      let quiet = 0
      for (const wait of WAITS) {
        vi.setSystemTime(Date.now() + wait * MINUTE)
        await round(env, Date.now())
        await alarms()
        vi.setSystemTime(Date.now() + 1_000)
        await alarms()
        quiet = (await isDone(expectation)) ? quiet + 1 : 0
        if (quiet === QUIET_ROUNDS) return
      }
    },
    unarmed: async () =>
      (await standing())
        .filter(({ kind, owed, alarm }) => kind !== 'desk' && owed > 0 && alarm === null)
        .map(({ kind, name }) => `${kind} ${name}`),
    expectAllArrived: async (label) => {
      const titles = world.stories.map(({ title }) => title).filter(isWanted)
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
