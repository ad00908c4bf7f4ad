// www.kcna.kp through the Worker: a list with a session, pages without a date, and a form that turns the list's pages.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { hashOf, kcnaArticlePage, kcnaEmptyPage, kcnaListPage } from '../support/kcna-page.ts'
import { Network, type Seen } from '../support/network.ts'

const SITE = 'http://127.0.0.1:1'
const LIST = `${SITE}/en/article/list/${hashOf(0xa2)}`
const HOOK = 'http://127.0.0.1:2/hook'
const PAGE = 15

let network: Network
let stories: number

const title = (number: number): string => `Fish Farm No. ${number} Repairs Its Nets`
const row = (number: number) => ({ hash: hashOf(number), title: title(number), date: '[2026.11.22.]' })
const rows = (page: number) =>
  Array.from({ length: stories }, (_, index) => row(index + 1))
    .toReversed()
    .slice((page - 1) * PAGE, page * PAGE)
const html = (body: string, cookie?: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(cookie === undefined ? {} : { 'set-cookie': `${cookie}; Path=/` }),
    },
  })

/** Without the session's cookie and the page's token the site answers 200 and nothing. */
const list = ({ method, headers, body }: Seen): Response => {
  if (method === 'GET') return html(kcnaListPage({ rows: rows(1), token: 'token-1' }), 'JSESSIONID=abc')
  const form = new URLSearchParams(body)
  const known = headers.get('cookie') === 'JSESSIONID=abc' && form.get('_csrf')?.startsWith('token-') === true
  const page = Number(form.get('page_num'))
  const next = kcnaListPage({ rows: rows(page), token: `token-${page}` })
    .replace('cur_page = 1', `cur_page = ${page}`)
    .replace('page_cnt = 3', 'page_cnt = 9')
  return html(known ? next : kcnaEmptyPage)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  stories = PAGE
  network = new Network()
    .on(LIST, list)
    .on(`${SITE}/en/article/detail/`, ({ url }) => {
      const number = Number.parseInt(url.slice(-4), 16)
      const paragraphs = [
        `Pyongyang, November 22 (KCNA) -- Divers of farm ${number} mended nets in cold water.`,
        'They rested. -0-',
      ]
      return html(kcnaArticlePage({ hash: hashOf(number), title: title(number), paragraphs }))
    })
    .on(HOOK, () => new Response('ok'))
    .install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = (id: string) => api('POST', `/sources/${id}/poll`, undefined, 200)

it('a listed story is completed from its page, keeps the list’s date, and is alerted by its lead', async () => {
  const source = await api<{ id: string }>('POST', '/sources', { url: LIST, kind: 'kcna' })
  const hook = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  await api('POST', '/rules', { query: 'divers', destination: hook.id })
  await poll(source.id)
  stories++
  expect(await poll(source.id)).toEqual({ outcome: 'read', new: 1, matched: 1 })
  await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(hook.id)), (outbox) => outbox.alarm())
  const { item } = JSON.parse(network.to(HOOK)[0]!.body).data
  expect(item).toMatchObject({
    title: title(16),
    date_published: '2026-11-22T00:00:00Z',
    _nightdesk: { lead: 'Divers of farm 16 mended nets in cold water.', day: '2026-11-22', ended: true },
  })
})

it('a list that has moved on is turned page by page, with its session, until it meets what is known', async () => {
  const source = await api<{ id: string }>('POST', '/sources', { url: LIST, kind: 'kcna' })
  await poll(source.id)
  stories += 40
  expect(await poll(source.id)).toMatchObject({ outcome: 'read', new: 40 })
  const { items } = await api<{ items: { state: string }[] }>('GET', '/sources')
  expect(items[0]).toMatchObject({ state: 'ok' })
  expect(network.to(LIST).filter(({ method }) => method === 'POST')).toHaveLength(2)
})
