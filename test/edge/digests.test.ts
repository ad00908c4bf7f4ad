// A rule that wants its alerts together: taken by the API, held by its Outbox, told in one digest at its time.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api, call } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
/** Ahead of the real clock, so that no alarm goes off by itself. */
const START = Date.parse('2030-11-20T12:00:00Z')

let network: Network
let hook: string

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(HOOK, () => new Response('ok'))
    .install()
  hook = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = async (): Promise<void> => {
  const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 10 })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
}
const alarmAt = async (at: string): Promise<void> => {
  vi.setSystemTime(Date.parse(at))
  await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(hook)), (object) => object.alarm())
}
const posted = () =>
  network
    .to(HOOK)
    .map(({ body }) => JSON.parse(body) as { type: string; data: { kind: string; period: string; items: unknown[] } })

it('a daily rule’s stories of a day come in one digest at its time, and not before', async () => {
  await api('POST', '/rules', {
    query: 'missile OR rocket',
    destination: hook,
    delivery: { daily: '07:30', zone: 'Asia/Seoul' },
  })
  await poll()
  await alarmAt('2030-11-20T22:29:59Z')
  expect(posted()).toEqual([])
  await alarmAt('2030-11-20T22:30:00Z')
  expect(posted()).toMatchObject([{ type: 'digest', data: { kind: 'daily', period: '2030-11-21' } }])
  expect(posted()[0]!.data.items).toHaveLength(2)
})

it('an hourly rule’s stories come with the next full hour', async () => {
  await api('POST', '/rules', { query: 'missile OR rocket', destination: hook, delivery: 'hourly' })
  await poll()
  await alarmAt('2030-11-20T12:59:59Z')
  expect(posted()).toEqual([])
  await alarmAt('2030-11-20T13:00:00Z')
  expect(posted()).toMatchObject([{ type: 'digest', data: { kind: 'hourly' } }])
})

it.each([
  [{ daily: '7:30', zone: 'Asia/Seoul' }],
  [{ daily: '07:30', zone: 'Asia/Nowhere' }],
  [{ daily: '07:30', zone: '+09:00' }],
  ['weekly'],
])('%j is no time, and is refused', async (delivery) => {
  const response = await call('POST', '/api/v1/rules', { query: 'missile', destination: hook, delivery })
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: { at: string } }).error.at).toMatch(/^\/delivery/)
})
