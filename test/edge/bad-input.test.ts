// Whatever a source answers: one recorded failure with a code, state kept, validators unchanged, no exception in the log.
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network
let source: { id: string }
let errors: ReturnType<typeof vi.spyOn>

beforeEach(async () => {
  errors = vi.spyOn(console, 'error')
  network = new Network().on(FEED, () => new Response(rss(WIRE), { headers: { etag: '"good"' } })).install()
  source = await api('POST', '/sources', { url: FEED })
  await poll()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const poll = () => api('POST', `/sources/${source.id}/poll`, undefined, 200)
const state = async () => (await api<{ items: { state: string; evidence?: string }[] }>('GET', '/sources')).items[0]

const BAD: [string, () => Response, string, string][] = [
  ['a body that is no feed', () => new Response('just words'), 'not-a-feed', 'unparsable'],
  ['an empty body', () => new Response(''), 'empty', 'unparsable'],
  [
    'HTML where XML was asked',
    () =>
      new Response('<!doctype html><html><title>Hi</title><p>Hi</p></html>', {
        headers: { 'content-type': 'text/html' },
      }),
    'not-a-feed',
    'unparsable',
  ],
  ['a body over the cap', () => new Response('x'.repeat(5_000_000)), 'too-large', 'failing'],
  [
    'a bot check',
    () => new Response('no', { status: 403, headers: { 'cf-mitigated': 'challenge' } }),
    'blocked',
    'blocked',
  ],
  ['a refusal', () => new Response('no', { status: 403 }), 'blocked', 'blocked'],
  ['a server error', () => new Response('oops', { status: 500 }), 'status', 'failing'],
  [
    'a redirect without end',
    () => new Response(null, { status: 302, headers: { location: FEED } }),
    'redirects',
    'failing',
  ],
  [
    'a redirect to a strange scheme',
    () => new Response(null, { status: 302, headers: { location: 'ftp://127.0.0.1/' } }),
    'address',
    'failing',
  ],
  [
    'a cut connection',
    () => {
      throw new TypeError('Network connection lost.')
    },
    'network',
    'failing',
  ],
]

it.each(BAD)('%s', async (_fact, answer, code, expected) => {
  network.on(FEED, answer)
  expect(await poll()).toMatchObject({ outcome: 'failed', new: 0, matched: 0, error: { code } })
  expect(await state()).toMatchObject({ state: expected, evidence: expect.stringContaining(code) })
  const { items } = await api<{ items: unknown[] }>('GET', '/items')
  expect(items).toHaveLength(4)

  network.on(
    FEED,
    ({ headers }) => new Response(null, { status: headers.get('if-none-match') === '"good"' ? 304 : 500 }),
  )
  expect(await poll()).toMatchObject({ outcome: 'not-modified' })
  expect(await state()).toMatchObject({ state: 'ok' })
  expect(errors).not.toHaveBeenCalled()
})

it('a feed in an unknown charset is read as UTF-8', async () => {
  network.on(
    FEED,
    () => new Response(rss(WIRE), { headers: { 'content-type': 'application/rss+xml; charset=klingon' } }),
  )
  expect(await poll()).toMatchObject({ outcome: 'unchanged' })
})

it('a source that fails is left alone until its back-off has passed, but a poll by hand goes through', async () => {
  network.on(FEED, () => new Response('oops', { status: 500 }))
  await poll()
  const asked = network.to(FEED).length
  await poll()
  expect(network.to(FEED)).toHaveLength(asked + 1)
})
