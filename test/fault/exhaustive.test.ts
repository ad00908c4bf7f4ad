// One story's way from tick to delivery, cut at every single step in every way, restarted and drained: everything arrives, always under
// the same id, and something is armed wherever something is owed. `npm run test:faults` cuts at every step, `npm test` at some.

import { abortAllDurableObjects, reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import { api } from '../support/desk-client.ts'
import { FAULTS, type Fault, FaultPoints } from '../support/fault-points.ts'
import { Network, type Seen } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const CHANNEL = `${DISCORD}/channels/700/messages`
const MINUTE = 60_000
/** Ahead of the real clock, so that no alarm goes off by itself. */
const START = Date.parse('2030-11-20T12:00:00Z')
/** Minutes between the rounds after a fault: within them every back-off and lease ends. */
const WAITS = [1, 1, 2, 5, 10, 30]

const points = new FaultPoints()
let network: Network
let feed = ''
let runs = 0
let source = ''
let places: readonly string[] = []
/** What Discord has, by nonce: a repeated one is the same message. */
let channel = new Map<string, string>()

const postToChannel = ({ body }: Seen): Response => {
  const { nonce } = JSON.parse(body) as { nonce: string }
  const known = channel.get(nonce)
  if (known === undefined) channel.set(nonce, body)
  return Response.json({ id: nonce, channel_id: '700' })
}

const objects = () =>
  points.aside(() => [
    env.DESK.get(env.DESK.idFromName('desk')),
    env.WIRE.get(env.WIRE.idFromName(source)),
    ...places.map((id) => env.OUTBOX.get(env.OUTBOX.idFromName(id))),
  ])
const outboxes = () => objects().slice(2) as ReturnType<typeof env.OUTBOX.get>[]

const scene = async (): Promise<void> => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  channel = new Map()
  feed = `http://127.0.0.1:1/feed-${++runs}.xml`
  network = new Network()
    .on(feed, () => new Response(rss(WIRE)))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, () => Response.json([]))
    .on(CHANNEL, (seen) => (seen.method === 'POST' ? postToChannel(seen) : Response.json([])))
    .install()
  const answer = vi.mocked(globalThis.fetch).getMockImplementation()!
  vi.mocked(globalThis.fetch).mockImplementation((input, init) =>
    points.later({ kind: 'fetch', name: new Request(input as RequestInfo, init as RequestInit).url }, () =>
      answer(input, init),
    ),
  )
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  source = (await api<{ id: string }>('POST', '/sources', { url: feed, name: `wire ${runs}`, backfill: 10, every: 1 }))
    .id
  const hook = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  const room = await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' })
  places = [hook.id, room.id]
  for (const destination of places) await api('POST', '/rules', { query: 'missile OR rocket OR choir', destination })
}

const isCut = (error: unknown): boolean => error instanceof Error && error.message.startsWith('cut ')

/** Runs every alarm whose time has come. The platform tries one that throws again; here the next round does. */
const alarms = async (): Promise<void> => {
  for (const object of objects()) {
    await runInDurableObject(object as DurableObjectStub, async (instance, state) => {
      const at = await state.storage.getAlarm()
      if (at === null || at > Date.now()) return
      await state.storage.deleteAlarm()
      await (instance as { alarm(): Promise<void> }).alarm()
    }).catch((error: unknown) => {
      if (!isCut(error)) throw error
    })
  }
}

/** From the cron's minute to everything sent. */
const run = async (): Promise<void> => {
  await round(env, Date.now()).catch(() => undefined)
  vi.setSystemTime(Date.now() + 1_000)
  await alarms()
}

const runUntilCut = async (fault: Fault | undefined): Promise<void> => {
  const running = run()
  if (fault !== 'hang') return running
  let ended = false
  running
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  while (!points.reached && !ended) await scheduler.wait(1)
  await scheduler.wait(1)
}

const drain = async (): Promise<void> => {
  for (const wait of WAITS) {
    vi.setSystemTime(Date.now() + wait * MINUTE)
    await round(env, Date.now())
    for (const outbox of outboxes()) await outbox.poke()
    await alarms()
    vi.setSystemTime(Date.now() + 1_000)
    await alarms()
  }
}

/** Where something is owed and no alarm stands. */
const unarmed = async (): Promise<string[]> => {
  const found = await Promise.all(
    outboxes().map(async (outbox, index) => {
      const { pending } = await outbox.status()
      const alarm = await runInDurableObject(outbox, (_object, state) => state.storage.getAlarm())
      return pending > 0 && alarm === null ? [places[index] ?? ''] : []
    }),
  )
  return found.flat()
}

const TITLES = WIRE.filter(({ title }) => /missile|rocket|choir/i.test(title)).map(({ title }) => title)

const expectAllArrived = async (label: string): Promise<void> => {
  const hooks = network.to(HOOK).map(({ headers, body }) => ({
    id: headers.get('webhook-id') ?? '',
    title: (JSON.parse(body) as { data: { item: { title: string } } }).data.item.title,
  }))
  for (const title of TITLES) {
    const ids = new Set(hooks.filter((hook) => hook.title === title).map(({ id }) => id))
    expect(ids.size, `${label}: ids of “${title}” at the webhook`).toBe(1)
    const messages = [...channel.values()].filter((body) => body.includes(title))
    expect(messages.length, `${label}: messages with “${title}” in the channel`).toBe(1)
  }
  for (const outbox of outboxes()) {
    const outcomes = await outbox.outcomes()
    expect(
      outcomes.map(({ state }) => state),
      label,
    ).toEqual(TITLES.map(() => 'sent'))
  }
}

const cutAt = async (step: number, fault: Fault): Promise<void> => {
  await scene()
  points.arm(step, fault)
  await runUntilCut(fault)
  const cut = points.steps[step]
  const label = `${fault} step ${step}, ${cut?.kind ?? 'none'} ${cut?.name ?? ''}`
  points.disarm()
  await abortAllDurableObjects()
  vi.setSystemTime(Date.now() + MINUTE)
  for (const outbox of outboxes()) await outbox.poke()
  expect(await unarmed(), label).toEqual([])
  await drain()
  await expectAllArrived(label)
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
}

beforeEach(async () => {
  await points.install()
})

afterEach(async () => {
  points.disarm()
  points.uninstall()
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

/** Steps of one run without a fault. */
const count = async (): Promise<number> => {
  await scene()
  points.arm()
  await run()
  await run()
  const { length } = points.steps
  points.disarm()
  await drain()
  await expectAllArrived('no fault')
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
  return length
}

/** Every step in the campaign; in `npm test` one in so many, another beginning for each fault. */
const STRIDE = inject('faults') === 'all' ? 1 : 151

it('cut at any step, in any way, everything arrives once it is restarted', { timeout: 30 * 60_000 }, async () => {
  const steps = await count()
  expect(steps).toBeGreaterThan(50)
  let cuts = 0
  for (const [offset, fault] of FAULTS.entries()) {
    for (let step = (offset * 5) % STRIDE; step < steps; step += STRIDE) {
      await cutAt(step, fault)
      cuts++
    }
  }
  console.log(`${cuts} cuts over ${steps} steps: nothing lost, nothing under two ids`)
})
