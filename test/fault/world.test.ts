// The world at its worst: ticks that come twice, never or together; places that hang, dawdle, babble or hang up; a KV that lags, a Desk
// that is away, a clock that is wrong. Each time everything arrives, under one id, once in the channel, with an alarm wherever
// something is owed.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import { RULESET_KEY } from '../../src/edge/ruleset-cache.ts'
import { Desk } from '../../src/edge/store/desk.ts'
import { SOURCES_KEY } from '../../src/edge/store/publisher.ts'
import { api } from '../support/desk-client.ts'
import { handledBy } from '../support/discord.ts'
import { CHANNEL, DISCORD, type FaultWorld, HOOK, MINUTE, openFaultWorld } from '../support/fault-world.ts'
import type { Seen } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const HOUR = 60 * MINUTE
const MESSAGES = `${DISCORD}/channels/${CHANNEL}/messages`
/** What every real wait for an answer is cut to: the clock of these tests stands still, but timers run. */
const SHORT_MS = 20

let world: FaultWorld

beforeEach(async () => {
  world = await openFaultWorld()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const timeout = AbortSignal.timeout.bind(AbortSignal)
const setTimer = globalThis.setTimeout

/** Waits for answers end soon: nobody sits out ten seconds of silence. */
const hurry = (): void => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.min(ms, SHORT_MS)))
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms = 0) =>
    setTimer(work, Math.min(ms, SHORT_MS))) as typeof setTimeout)
}

const arrives = async (label: string): Promise<void> => {
  expect(await world.unarmed(), label).toEqual([])
  await world.drain()
  await world.expectAllArrived(label)
  expect(await world.unarmed(), label).toEqual([])
}

describe('a tick of the cron', () => {
  const now = (): Promise<void> => round(env, Date.now())
  const nextMinute = (): void => {
    vi.setSystemTime(Date.now() + MINUTE)
  }

  it('that comes three times is one', async () => {
    nextMinute()
    for (let turn = 0; turn < 3; turn++) await now()
    expect(world.network.to(world.feed)).toHaveLength(1)
    await arrives('three times')
  })

  it('that overlaps another of its minute, and one of the next, asks the source once at a time', async () => {
    let open = 0
    let most = 0
    world.network.on(world.feed, async () => {
      most = Math.max(most, ++open)
      await scheduler.wait(SHORT_MS)
      open--
      return new Response(rss(WIRE))
    })
    nextMinute()
    const rounds = [now(), now()]
    await scheduler.wait(SHORT_MS / 2)
    nextMinute()
    await Promise.all([...rounds, now(), now()])
    expect(most).toBe(1)
    await arrives('overlapping')
  })

  it('that is missed for half an hour costs half an hour', async () => {
    vi.setSystemTime(Date.now() + 30 * MINUTE)
    await now()
    expect(world.network.to(world.feed)).toHaveLength(1)
    await arrives('missed')
  })

  it('that comes after the next one is made up for already', async () => {
    nextMinute()
    nextMinute()
    await now()
    await round(env, Date.now() - MINUTE)
    expect(world.network.to(world.feed)).toHaveLength(1)
    await arrives('out of order')
  })

  it('that dies before it has told the Desk of its end is followed by the next', async () => {
    vi.spyOn(Desk.prototype, 'roundEnded').mockRejectedValueOnce(new Error('cut'))
    await world.minute()
    await arrives('cut')
  })
})

/** A body that breaks off. */
const brokenOff = (status: number, begin: string): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(begin))
        controller.error(new Error('connection reset'))
      },
    }),
    { status },
  )

const GARBAGE = '\u0000\u0001<html>\ufffd{"id":'
const ODD_HEADERS = {
  'retry-after': 'soon',
  'x-ratelimit-remaining': '-1',
  'x-ratelimit-reset-after': 'NaN',
  'x-ratelimit-scope': 'nobody',
}

type Answer = (keep: () => Promise<Response>) => Response | Promise<Response>

/** What a place does to a message; `keep` takes it, as a place does that is well. */
const MISBEHAVIOUR: readonly (readonly [string, Answer])[] = [
  ['hangs', () => new Promise<Response>((_, reject) => setTimer(() => reject(new Error('aborted')), 2 * SHORT_MS))],
  [
    'takes it and then hangs',
    async (keep) => {
      await keep()
      return new Promise<Response>((_, reject) => setTimer(() => reject(new Error('aborted')), 2 * SHORT_MS))
    },
  ],
  [
    'answers slowly',
    async (keep) => {
      await scheduler.wait(SHORT_MS / 2)
      return keep()
    },
  ],
  ['answers 200 with garbage and has not taken it', () => new Response(GARBAGE, { headers: ODD_HEADERS })],
  [
    'takes it and answers 200 with garbage',
    async (keep) => {
      await keep()
      return new Response(GARBAGE, { headers: ODD_HEADERS })
    },
  ],
  ['answers 503 with garbage', () => new Response(GARBAGE, { status: 503, headers: ODD_HEADERS })],
  ['answers 429 with garbage', () => new Response(GARBAGE, { status: 429, headers: ODD_HEADERS })],
  [
    'takes it and closes in the middle of its answer',
    async (keep) => {
      await keep()
      return brokenOff(200, '{"id":"4')
    },
  ],
  ['closes in the middle of a failure', () => brokenOff(500, '{"mess')],
  ['refuses connections', () => Promise.reject(new Error('connection refused'))],
]

describe('a Discord channel', () => {
  it.each(MISBEHAVIOUR)('that %s: everything arrives, once', async (what, answer) => {
    hurry()
    const well = handledBy(world.discord)
    world.network.on(MESSAGES, (seen: Seen) => (seen.method === 'POST' ? answer(() => well(seen)) : well(seen)))
    for (let minute = 0; minute < 3; minute++) await world.minute()
    world.network.on(MESSAGES, well)
    await arrives(what)
  })
})

describe('a webhook', () => {
  it.each(MISBEHAVIOUR.filter(([what]) => what !== 'answers 200 with garbage and has not taken it'))(
    'that %s: everything arrives under one id',
    async (what, answer) => {
      hurry()
      world.network.on(HOOK, () => answer(async () => new Response('thanks')))
      for (let minute = 0; minute < 3; minute++) await world.minute()
      world.network.on(HOOK, () => new Response('thanks'))
      await arrives(what)
    },
  )
})

it('KV that lags a minute behind: a rule just made is matched all the same', async () => {
  const publish = () => runInDurableObject(env.DESK.get(env.DESK.idFromName('desk')), (object) => object.alarm())
  await publish()
  const before = new Map<string, string | null>()
  for (const key of [RULESET_KEY, SOURCES_KEY]) before.set(key, await env.RULES.get(key))
  const [hook = ''] = world.places
  await api('POST', '/rules', { query: 'harbour', destination: hook })
  await publish()
  vi.spyOn(env.RULES, 'get').mockImplementation((async (key: string, type?: unknown) => {
    const text = before.get(key) ?? null
    return type === 'json' && text !== null ? JSON.parse(text) : text
  }) as unknown as typeof env.RULES.get)
  await world.minute()
  const titles = world.network
    .to(HOOK)
    .map(({ body }) => (JSON.parse(body) as { data: { item: { title: string } } }).data.item.title)
  expect(titles).toContain('Harbour cranes repaired')
  expect(titles).toHaveLength(4)
})

const CALLS = [
  'due',
  'roundEnded',
  'rulesetVersion',
  'publishedRuleset',
  'takeSample',
  'reportSource',
  'reportOwed',
  'reportTally',
  'grantPages',
  'clear',
  'closeGate',
  'leaveGate',
  'destinationTurned',
] as const

/** Every call of the Desk that the way of a story makes. */
const takeAway = (answer: () => Promise<never>): void => {
  for (const call of CALLS) vi.spyOn(Desk.prototype, call).mockImplementation(answer as never)
}

describe('a Desk that', () => {
  const bringBack = (): void => {
    for (const call of CALLS) vi.mocked(Desk.prototype[call]).mockRestore()
  }

  it.each<[string, () => Promise<never>]>([
    ['is away', () => Promise.reject(new Error('the Desk is away'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('%s from before the tick on: what was read meanwhile is told when it is back', async (what, answer) => {
    hurry()
    takeAway(answer)
    for (let minute = 0; minute < 2; minute++) await world.minute()
    bringBack()
    await arrives(what)
  })

  it('goes away between the match and the delivery delays nobody', async () => {
    hurry()
    vi.setSystemTime(Date.now() + MINUTE)
    await round(env, Date.now())
    takeAway(() => Promise.reject(new Error('the Desk is away')))
    vi.setSystemTime(Date.now() + 1_000)
    await world.alarms()
    await world.expectAllArrived('away at delivery')
    bringBack()
    await arrives('away at delivery')
  })

  it('is away while a place fails: its back-off ends all the same', async () => {
    hurry()
    world.network.on(HOOK, () => new Response('no', { status: 500 }))
    await world.minute()
    takeAway(() => Promise.reject(new Error('the Desk is away')))
    await world.minute()
    world.network.on(HOOK, () => new Response('thanks'))
    bringBack()
    await arrives('away during back-off')
  })
})

describe('a clock that is wrong by an hour', () => {
  const failing = (): void => {
    world.network.on(HOOK, () => new Response('no', { status: 500 }))
    world.network.on(MESSAGES, () => new Response('no', { status: 503 }))
  }
  const well = (): void => {
    world.network.on(HOOK, () => new Response('thanks')).on(MESSAGES, handledBy(world.discord))
  }
  const publish = (number: number): void => {
    world.stories = [story(number, `Missile test number ${number}`, 'A missile was tried.'), ...world.stories]
  }

  it.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])('%s for a while, and then right again: nothing waits for the hour to pass', async (what, shift) => {
    await world.minute()
    publish(11)
    vi.setSystemTime(Date.now() + shift)
    failing()
    // Turns, waits, leases and alarms are all written by the wrong clock.
    for (let minute = 0; minute < 3; minute++) await world.minute()
    vi.setSystemTime(Date.now() - shift)
    publish(12)
    well()
    const asked = world.network.to(world.feed).length
    await world.minute()
    expect(world.network.to(world.feed).length, 'the source has its turn').toBeGreaterThan(asked)
    await arrives(what)
  })
})
