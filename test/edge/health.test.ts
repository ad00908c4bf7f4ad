import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import worker from '../../src/index.ts'
import { api, ORIGIN } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const MINUTE = 60_000

let network: Network

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  network = new Network().install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const health = async () => {
  const response = await exports.default.fetch(new Request(`${ORIGIN}/healthz`))
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Past the age at which an isolate's copy is used. */
const later = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}

it('answers 503 until a round has ended, 200 after one, and 503 again ten minutes after the last', async () => {
  later(2 * MINUTE)
  expect((await health()).status).toBe(503)
  const controller = createScheduledController({ scheduledTime: Date.now(), cron: '* * * * *' })
  const context = createExecutionContext()
  await worker.scheduled(controller, env)
  await waitOnExecutionContext(context)
  later(2 * MINUTE)
  const well = await health()
  expect(well.status).toBe(200)
  expect(well.body).toMatchObject({ ok: true, version: expect.any(String), pending: 0, sources: { ok: 0 } })
  later(10 * MINUTE)
  expect((await health()).status).toBe(503)
})

it('costs the Desk one call a minute however often it is asked', async () => {
  later(2 * MINUTE)
  const first = await health()
  await round(env, Date.now())
  expect(await health()).toEqual(first)
})

it('a round ticks the sources that are due and no others, once', async () => {
  const FEED = 'http://127.0.0.1:1/feed.xml'
  network.on(FEED, () => new Response(rss(WIRE)))
  await api('POST', '/sources', { url: FEED, every: 5 })
  const start = Date.now()
  for (let minute = 0; minute < 10; minute++) await round(env, start + minute * MINUTE)
  expect(network.to(FEED).length).toBeGreaterThanOrEqual(1)
  const asked = network.to(FEED).length
  await round(env, start + 9 * MINUTE)
  expect(network.to(FEED)).toHaveLength(asked)
})

it('a heartbeat is sent on rounds in which every due source was tried', async () => {
  const heartbeat = { ...env, HEARTBEAT_URL: 'http://127.0.0.1:3/beat' }
  network.on('http://127.0.0.1:3/beat', () => new Response('alive'))
  await round(heartbeat, 5 * MINUTE * 1_000)
  await round(heartbeat, 5 * MINUTE * 1_000 + MINUTE)
  expect(network.to('http://127.0.0.1:3/beat')).toHaveLength(1)
})
