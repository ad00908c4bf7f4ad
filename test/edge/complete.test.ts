// Items whose lead stands on their own page: what the title alone satisfies goes out at once, all else waits for the lead.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { kcnaWatchArticlePage, kcnaWatchListing } from '../support/kcna-watch-page.ts'
import { Network } from '../support/network.ts'

const ORIGIN = 'http://127.0.0.1:1'
const LIST = `${ORIGIN}/newstream/`
const PAGE = `${ORIGIN}/newstream/1795400000-1001/missile-brigade-honoured/`
const HOOK = 'http://127.0.0.1:2/hook'
const TITLE = 'Missile Brigade Honoured'
const LEAD = 'A brigade near Wonsan received a banner from the harbour workers.'
const MINUTE = 60_000

const page = () =>
  kcnaWatchArticlePage({
    crawled: ['November 23, 2026', 'Nov 23, 2026'],
    label: 'KCNA.kp (En)',
    title: TITLE,
    date: '22/11/2026',
    originalUrl: 'http://www.kcna.kp/en/article/detail/00112233445566778899aabbccddeeff',
    paragraphs: [`Pyongyang, November 22 (KCNA) -- ${LEAD}`, 'A choir sang afterwards. -0-'],
    stamp: 'www.kcna.kp (2026.11.22.)',
    cards: [],
  })

let network: Network
let source: string
let hook: string

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  network = new Network()
    .on(
      LIST,
      () =>
        new Response(
          kcnaWatchListing([
            {
              url: PAGE,
              title: TITLE,
              excerpt: 'Pyongyang, November 22 (KCNA) -- A brigade near',
              date: 'November 22, 2026',
            },
          ]),
          { headers: { 'content-type': 'text/html' } },
        ),
    )
    .on(PAGE, () => new Response(page(), { headers: { 'content-type': 'text/html' } }))
    .on(HOOK, () => new Response('ok'))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: LIST, kind: 'kcna-watch', backfill: 5 })).id
  hook = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const rule = (query: string) => api('POST', '/rules', { query, destination: hook })
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const later = async (ms: number): Promise<void> => {
  vi.setSystemTime(Date.now() + ms)
  await runInDurableObject(env.WIRE.get(env.WIRE.idFromName(source)), (wire) => wire.alarm())
  await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(hook)), (outbox) => outbox.alarm())
}
const posted = () => network.to(HOOK).map(({ body }) => JSON.parse(body).data)

it('a rule that needs the lead is matched on the page’s text, once', async () => {
  await rule('harbour')
  expect(await poll()).toEqual({ outcome: 'read', new: 1, matched: 1 })
  await later(0)
  await later(5 * MINUTE)
  expect(posted()).toHaveLength(1)
  expect(posted()[0].item).toMatchObject({ url: PAGE, _nightdesk: { lead: LEAD, source: 'KCNA.kp (En)', ended: true } })
})

it('a rule that the title alone satisfies is alerted while the page cannot be had, and not again after', async () => {
  network.on(PAGE, () => new Response('busy', { status: 503 }))
  await rule('missile')
  expect(await poll()).toMatchObject({ matched: 1 })
  await later(0)
  expect(posted()).toMatchObject([{ headline_only: true }])
  network.on(PAGE, () => new Response(page(), { headers: { 'content-type': 'text/html' } }))
  await later(5 * MINUTE)
  expect(posted()).toHaveLength(1)
})

it('a rule with NOT waits for the lead, which may forbid it', async () => {
  network.on(PAGE, () => new Response('busy', { status: 503 }))
  await rule('missile -harbour')
  expect(await poll()).toMatchObject({ matched: 0 })
  network.on(PAGE, () => new Response(page(), { headers: { 'content-type': 'text/html' } }))
  await later(5 * MINUTE)
  await later(5 * MINUTE)
  expect(posted()).toEqual([])
})

it('after three tries an item is matched on what there is, and says so', async () => {
  network.on(PAGE, () => new Response('busy', { status: 503 }))
  await rule('missile -harbour')
  await poll()
  for (let round = 0; round < 5; round++) await later(3 * MINUTE)
  expect(network.to(PAGE)).toHaveLength(3)
  expect(posted()).toMatchObject([{ headline_only: true, item: { title: TITLE } }])
})

it('a second rule that the lead satisfies joins an alert that has left as merged', async () => {
  network.on(PAGE, () => new Response('busy', { status: 503 }))
  await rule('missile')
  await rule('harbour')
  await poll()
  await later(0)
  network.on(PAGE, () => new Response(page(), { headers: { 'content-type': 'text/html' } }))
  await later(5 * MINUTE)
  const outcomes = await env.OUTBOX.get(env.OUTBOX.idFromName(hook)).outcomes()
  expect(outcomes.map(({ state }) => state).toSorted()).toEqual(['merged', 'sent'])
  expect(posted()).toHaveLength(1)
})
