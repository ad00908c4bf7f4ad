// A crash between any two steps loses nothing and repeats only what its receiver can tell is a repeat.

import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Desk } from '../../src/edge/store/desk.ts'
import { Outbox } from '../../src/edge/store/outbox.ts'
import { resetWith } from '../support/clean.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const HOOK = 'http://127.0.0.1:2/hook'

const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network
let source: string
let hook: string

beforeEach(async () => {
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(HOOK, () => new Response('thanks'))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'Wire', backfill: 10 })).id
  hook = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
  await api('POST', '/rules', { query: 'missile OR rocket', destination: hook })
})

afterEach(async () => {
  vi.restoreAllMocks()
  await resetWith([env.DESK.get(env.DESK.idFromName('desk')), wire(), outbox()])
})

const wire = () => env.WIRE.get(env.WIRE.idFromName(source))
const outbox = () => env.OUTBOX.get(env.OUTBOX.idFromName(hook))
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const ids = () => network.to(HOOK).map(({ headers }) => headers.get('webhook-id'))
const outcomes = async () => (await outbox().outcomes()).map(({ state }) => state)

it('stopped between storing and matching: the Wire’s own alarm finishes the items', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const asked = vi.spyOn(Desk.prototype, 'rulesetVersion').mockRejectedValue(new Error('the Desk is away'))
  expect(await poll()).toMatchObject({ new: 4, matched: 0 })
  expect(warned).toHaveBeenCalled()
  asked.mockRestore()
  await runDurableObjectAlarm(wire())
  await runDurableObjectAlarm(outbox())
  expect(ids()).toHaveLength(2)
})

it('stopped between record and hand-over: the recorded alerts are handed over afterwards', async () => {
  const accept = vi.spyOn(Outbox.prototype, 'accept').mockRejectedValue(new Error('not now'))
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(await poll()).toMatchObject({ new: 4, matched: 2 })
  expect(await outcomes()).toEqual([])
  await abortAllDurableObjects()
  accept.mockRestore()
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  await runDurableObjectAlarm(wire())
  await runDurableObjectAlarm(outbox())
  expect(ids()).toHaveLength(2)
  expect(await outcomes()).toEqual(['sent', 'sent'])
})

it('handed over twice: the second time changes nothing', async () => {
  await poll()
  const { items } = await api<{ items: unknown[] }>('GET', `/destinations/${hook}/deliveries`)
  expect(items).toEqual([])
  await runInDurableObject(outbox(), async (object, state) => {
    const rows = state.storage.sql.exec<{ body: string }>('SELECT body FROM alerts').toArray()
    await object.accept(
      hook,
      rows.map(({ body }) => ({ alert: JSON.parse(body), notBefore: 0 })),
    )
  })
  await runDurableObjectAlarm(outbox())
  expect(new Set(ids()).size).toBe(2)
  expect(ids()).toHaveLength(2)
})

it('stopped between send and settle: the same parcel is sent again, byte for byte and under the same id', async () => {
  await poll()
  await runInDurableObject(outbox(), async (object, state) => {
    const settle = state.storage.transactionSync.bind(state.storage)
    let stopped = false
    vi.spyOn(state.storage, 'transactionSync').mockImplementation((work) => {
      // The first write after the first answer is the one that settles.
      if (network.to(HOOK).length === 1 && !stopped) {
        stopped = true
        throw new Error('stopped here')
      }
      return settle(work)
    })
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await object.alarm()
  })
  expect(ids()).toHaveLength(1)
  await abortAllDurableObjects()
  await runDurableObjectAlarm(outbox())
  const [first, second, third] = network.to(HOOK)
  expect(second!.headers.get('webhook-id')).toBe(first!.headers.get('webhook-id'))
  expect(second!.body).toBe(first!.body)
  expect(third!.headers.get('webhook-id')).not.toBe(first!.headers.get('webhook-id'))
  expect(await outcomes()).toEqual(['sent', 'sent'])
})

it('a lost alarm is armed again by the cron’s poke', async () => {
  network.on(HOOK, () => new Response('oops', { status: 500 }))
  await poll()
  await runInDurableObject(outbox(), async (object, state) => {
    await object.alarm()
    await state.storage.deleteAlarm()
    expect(await state.storage.getAlarm()).toBeNull()
    await object.poke()
    expect(await state.storage.getAlarm()).not.toBeNull()
  })
})
