// The lives of a story that the fault campaign cuts: what is set up, what is cut, and when all is as it should be.
import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { api } from './desk-client.ts'
import { CHANNEL, type FaultWorld, FORUM, HOOK, MINUTE, type Place } from './fault-world.ts'
import { type Story, story } from './stories.ts'

const HOUR = 60 * MINUTE

export type Life = {
  readonly name: string
  /** Absent: a webhook and a channel, told at once. */
  readonly places?: readonly Place[]
  readonly stories?: readonly Story[]
  /** Goes before what is cut. */
  readonly prepare?: (world: FaultWorld) => Promise<void>
  /** What is cut. @param mayFail errors that a cut explains */
  readonly act: (world: FaultWorld, mayFail: (error: unknown) => boolean) => Promise<void>
  /** What they do again whose call got no answer. */
  readonly again?: (world: FaultWorld) => Promise<void>
  readonly expectDone?: (world: FaultWorld, label: string) => Promise<void>
}

const BRIGADE = story(3, 'Missile brigade honoured', 'Pyongyang, November 1 (KCNA) -- A brigade received a banner.')
const MUSEUM = story(1, 'Rocket museum opens', 'Pyongyang, November 1 (KCNA) -- A museum opened its doors.')
const BRIGADE_LATER = { ...BRIGADE, title: 'Missile brigade honoured twice' }

const webhook = (rule: object = {}): Place => ({ destination: { kind: 'webhook', url: HOOK }, rule })

const later = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}

type Told = { readonly id: string; readonly type: string; readonly titles: readonly string[] }
type Body = { readonly type: string; readonly data: { readonly item?: Titled; readonly items?: readonly Listed[] } }
type Titled = { readonly title: string }
type Listed = { readonly item: Titled }

/** What the webhook was told, as it says it. */
const toldIn = ({ network }: FaultWorld): Told[] =>
  network.to(HOOK).map(({ headers, body }) => {
    const { type, data } = JSON.parse(body) as Body
    const items = [...(data.item === undefined ? [] : [data.item]), ...(data.items ?? []).map(({ item }) => item)]
    return { id: headers.get('webhook-id') ?? '', type, titles: items.map(({ title }) => title) }
  })

const idsOf = (told: readonly Told[]): Set<string> => new Set(told.map(({ id }) => id))

const expectSent = async ({ outboxes }: FaultWorld, matches: number, label: string): Promise<void> => {
  for (const outbox of outboxes()) {
    const ends = (await outbox.outcomes()).map(({ state }) => state)
    expect(ends, label).toEqual(Array.from({ length: matches }, () => 'sent'))
  }
}

/** From the cron's minute to everything sent. */
const tickToDelivery: Life['act'] = async (world, mayFail) => {
  await world.cron()
  later(1_000)
  await world.alarms(mayFail)
}

const INSTANT: Life = { name: 'a story told at once', act: tickToDelivery }

const DIGEST: Life = {
  name: 'an hourly digest',
  places: [webhook({ delivery: 'hourly' })],
  stories: [BRIGADE, MUSEUM],
  act: async (world, mayFail) => {
    await tickToDelivery(world, mayFail)
    later(HOUR)
    await world.alarms(mayFail)
  },
  expectDone: async (world, label) => {
    for (const { title } of world.stories) {
      const told = toldIn(world).filter(({ titles }) => titles.includes(title))
      expect(new Set(told.map(({ type }) => type)), label).toEqual(new Set(['digest']))
      expect(idsOf(told).size, `${label}: digests with “${title}”`).toBe(1)
    }
    await expectSent(world, world.stories.length, label)
  },
}

/** The message that told the story, and the answers to it. */
const REVISION: Life = {
  name: 'a story that is revised, marked and answered in its channel',
  places: [{ destination: { kind: 'discord-channel', channel: CHANNEL } }],
  stories: [BRIGADE],
  prepare: async (world) => {
    await world.minute()
    await expectSent(world, 1, 'before it is revised')
    world.stories = [BRIGADE_LATER]
    later(MINUTE)
  },
  act: tickToDelivery,
  expectDone: async (world, label) => {
    const [first, ...more] = world.discord.messages
    expect(JSON.stringify(first), `${label}: the mark`).toContain(BRIGADE_LATER.title)
    expect(first?.edited_timestamp, `${label}: the mark`).not.toBeNull()
    expect(
      more.map(({ message_reference }) => message_reference?.message_id),
      `${label}: answers`,
    ).toEqual([first?.id])
    await expectSent(world, 2, label)
  },
}

/** Forums drop no repeats: a post may come twice where nobody knows whether it arrived, and then the history says so. */
const FORUM_POST: Life = {
  name: 'a post in a forum',
  places: [{ destination: { kind: 'discord-channel', channel: FORUM } }],
  stories: [BRIGADE],
  act: tickToDelivery,
  expectDone: async (world, label) => {
    const posts = world.discord.messages.filter((message) => JSON.stringify(message).includes(BRIGADE.title))
    expect(posts.length, `${label}: posts`).toBeGreaterThan(0)
    const [outbox] = world.outboxes()
    const deliveries = (await outbox?.deliveries(undefined, Number.MAX_SAFE_INTEGER, 9)) ?? []
    const doubted = deliveries.flatMap(({ delivery }) => delivery.attempts).filter((attempt) => attempt.may_repeat)
    expect(posts.length - 1, `${label}: posts that nobody said may repeat`).toBeLessThanOrEqual(doubted.length)
    await expectSent(world, 1, label)
  },
}

let answered = false
const enable = async ({ places: [place] }: FaultWorld): Promise<void> => {
  await api('POST', `/destinations/${place}/enable`, undefined, 200)
  answered = true
}

const REPLAY: Life = {
  name: 'a place that was disabled, enabled and told what it missed',
  places: [webhook()],
  stories: [BRIGADE, MUSEUM],
  prepare: async (world) => {
    answered = false
    world.network.on(HOOK, () => new Response('gone', { status: 410 }))
    await world.minute()
    expect((await world.outboxes()[0]?.status())?.disabled).toBeDefined()
    world.network.on(HOOK, () => new Response('thanks')).seen.length = 0
  },
  act: async (world, mayFail) => {
    await world.attempt(() => enable(world))
    later(1_000)
    await world.alarms(mayFail)
  },
  again: async (world) => {
    if (!answered) await enable(world)
  },
  expectDone: async (world, label) => {
    for (const { title } of world.stories) {
      const told = toldIn(world).filter(({ titles }) => titles.includes(title))
      expect(idsOf(told).size, `${label}: ids of “${title}”`).toBe(1)
    }
    await expectSent(world, world.stories.length, label)
  },
}

const SINCE = '2030-11-20T12:00:00.000Z'
const SILENT = {
  state: 'quiet',
  since: SINCE,
  silence: { since: SINCE, lastItem: '2030-11-19T12:00:00.000Z', usualGapMinutes: 60 },
} as const

let heard = false
/** As the Wire tells the Desk, until it has heard it. */
const report = async ({ source }: FaultWorld): Promise<void> => {
  heard = await env.DESK.get(env.DESK.idFromName('desk')).reportSource(source, SILENT)
}

const NOTICE: Life = {
  name: 'a notice that a source is silent',
  places: [{ destination: { kind: 'webhook', url: HOOK, events: ['source'] } }],
  stories: [],
  prepare: async () => {
    heard = false
  },
  act: async (world, mayFail) => {
    await world.attempt(() => report(world))
    later(1_000)
    await world.alarms(mayFail)
  },
  again: async (world) => {
    if (!heard) await report(world)
  },
  expectDone: async (world, label) => {
    const told = toldIn(world).filter(({ type }) => type === 'source.silent')
    expect(idsOf(told).size, `${label}: ids of the notice`).toBe(1)
  },
}

const LONG_LEAD =
  'A missile brigade received a banner for its training on Sunday, and its commander thanked the workers of the town who had brought rice, apples and a song for the evening.'
const SECOND_TELLER = { id: 'other', name: 'Another wire' }

let isHandedOver = false
/** As another Wire hands its telling of the same story over, until it was taken. */
const handOver = async (world: FaultWorld): Promise<void> => {
  const [outbox] = world.outboxes()
  const [first] = (await outbox?.outcomes()) ?? []
  const known = await outbox?.alert(first?.alert ?? '')
  if (outbox === undefined || known === undefined) throw new Error('nothing was told before')
  const alert = { ...known.alert, id: 'second', story: 'second', source: SECOND_TELLER }
  isHandedOver = await outbox.accept(world.places[0] ?? '', [{ alert, notBefore: 0 }])
}

const RETOLD: Life = {
  name: 'a story that a second source tells after its message was posted',
  places: [{ destination: { kind: 'discord-channel', channel: CHANNEL } }],
  stories: [story(4, 'Missile brigade honoured', LONG_LEAD)],
  prepare: async (world) => {
    isHandedOver = false
    await world.minute()
    await expectSent(world, 1, 'before it is told again')
    later(MINUTE)
  },
  act: async (world, mayFail) => {
    await world.attempt(() => handOver(world))
    later(1_000)
    await world.alarms(mayFail)
  },
  again: async (world) => {
    if (!isHandedOver) await handOver(world)
  },
  expectDone: async (world, label) => {
    expect(world.discord.messages, `${label}: messages`).toHaveLength(1)
    expect(JSON.stringify(world.discord.messages[0]?.embeds), `${label}: the second teller`).toContain('Another wire')
    const ends = (await world.outboxes()[0]?.outcomes()) ?? []
    expect(ends.map(({ state }) => state).toSorted(), label).toEqual(['merged', 'sent'])
  },
}

export const LIVES: readonly Life[] = [INSTANT, DIGEST, REVISION, FORUM_POST, REPLAY, NOTICE, RETOLD]
