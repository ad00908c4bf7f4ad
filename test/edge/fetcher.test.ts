// One document from the world: what is sent, where it may lead, how much is taken, and what an answer says of the next one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetcherOf } from '../../src/edge/fetcher.ts'
import { freshFor, retryAfter } from '../../src/edge/freshness.ts'
import type { Settings } from '../../src/edge/settings.ts'
import { Network, type Seen } from '../support/network.ts'

const FEED = 'https://wire.nightdesk.dev/feed.xml'
const OTHER = 'https://news.nightdesk.dev/feed.xml'
const PUBLIC_URL = 'https://desk.nightdesk.dev'
const NOW = Date.parse('2026-11-23T12:00:00Z')

const SETTINGS: Settings = {
  discordApi: 'https://discord.com/api/v10',
  allowedGuilds: new Set(),
  allowPrivateNetwork: false,
  keepDays: 30,
  purgeDays: 30,
  personalAlerts: true,
  allowUserInstall: false,
  publicUrl: PUBLIC_URL,
  ownHost: 'desk.nightdesk.dev',
}

let network: Network

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  network = new Network().install()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const get = (validators = {}, settings: Settings = SETTINGS) => fetcherOf(settings)(FEED, validators)
const redirect = (status: number, location: string) => () => new Response(null, { status, headers: { location } })
const body = (text = 'a body') => new Response(text)

describe('a request', () => {
  it('says honestly who asks and where to complain', async () => {
    network.on(FEED, () => body())
    await get()
    expect(network.seen[0]!.headers.get('user-agent')).toMatch(
      /^Nightdesk\/\d\S* \(.*\+https:\/\/desk\.nightdesk\.dev\)$/,
    )
  })

  it('names the project where the Worker does not know its own address', async () => {
    network.on(FEED, () => body())
    const { publicUrl: _, ...rest } = SETTINGS
    await get({}, rest)
    expect(network.seen[0]!.headers.get('user-agent')).toContain('+https://github.com/')
  })

  it('carries the validators as they were given, weak ones too, and nothing that identifies anybody', async () => {
    network.on(FEED, () => new Response(null, { status: 304 }))
    expect(await get({ etag: 'W/"7"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' })).toEqual({
      outcome: 'not-modified',
    })
    const { headers } = network.seen[0] as Seen
    expect(headers.get('if-none-match')).toBe('W/"7"')
    expect(headers.get('if-modified-since')).toBe('Mon, 23 Nov 2026 10:00:00 GMT')
    expect(headers.get('cookie')).toBeNull()
    expect(headers.get('authorization')).toBeNull()
  })
})

describe('redirects', () => {
  it.each([
    [301, OTHER],
    [308, OTHER],
    [302, undefined],
    [303, undefined],
    [307, undefined],
  ])('%s is followed; moved for good to %s', async (status, movedTo) => {
    network.on(FEED, redirect(status, OTHER)).on(OTHER, () => body())
    const answer = await get()
    expect(answer).toMatchObject({ outcome: 'fetched', url: OTHER })
    expect('movedTo' in answer ? answer.movedTo : undefined).toBe(movedTo)
  })

  it('a permanent one and then a temporary one have moved as far as the permanent one', async () => {
    const third = 'https://third.nightdesk.dev/feed.xml'
    network
      .on(FEED, redirect(301, OTHER))
      .on(OTHER, redirect(302, third))
      .on(third, () => body())
    expect(await get()).toMatchObject({ url: third, movedTo: OTHER })
  })

  it('a temporary one and then a permanent one have moved nowhere', async () => {
    const third = 'https://third.nightdesk.dev/feed.xml'
    network
      .on(FEED, redirect(302, OTHER))
      .on(OTHER, redirect(301, third))
      .on(third, () => body())
    expect(await get()).not.toHaveProperty('movedTo')
  })

  it('may be relative, and tell a 304 too', async () => {
    network
      .on(FEED, redirect(308, '/new.xml'))
      .on('https://wire.nightdesk.dev/new.xml', () => new Response(null, { status: 304 }))
    expect(await get()).toEqual({ outcome: 'not-modified', movedTo: 'https://wire.nightdesk.dev/new.xml' })
  })

  it.each([
    ['to http', 'http://news.nightdesk.dev/feed.xml', 'redirects'],
    ['to an address on this machine', 'https://127.0.0.1/feed.xml', 'address'],
    ['to a private network', 'https://10.0.0.8/feed.xml', 'address'],
    ['to a cloud’s metadata', 'https://169.254.169.254/latest/meta-data/', 'address'],
    ['to localhost in disguise', 'https://LOCALHOST./', 'address'],
    ['to a name that points anywhere', 'https://a.127.0.0.1.nip.io/', 'address'],
    ['to another port', 'https://news.nightdesk.dev:8443/', 'address'],
    ['with credentials', 'https://user:pass@news.nightdesk.dev/', 'address'],
    ['to the Worker itself', 'https://desk.nightdesk.dev/healthz', 'address'],
    ['to a script', 'javascript:alert(1)', 'redirects'],
    ['to a file', 'file:///etc/passwd', 'redirects'],
    ['to nothing', 'https://', 'redirects'],
  ])('%s is not followed', async (_where, location, code) => {
    network.on(FEED, redirect(301, location))
    expect(await get()).toMatchObject({ outcome: 'failed', code })
    expect(network.seen).toHaveLength(1)
  })

  it('are checked again at every hop', async () => {
    network.on(FEED, redirect(301, OTHER)).on(OTHER, redirect(301, 'https://192.168.1.1/'))
    expect(await get()).toMatchObject({ outcome: 'failed', code: 'address' })
    expect(network.seen).toHaveLength(2)
  })

  it.each([
    [3, 'fetched'],
    [4, 'failed'],
  ])('%s in a row: %s', async (hops, outcome) => {
    const at = (hop: number) => (hop === 0 ? FEED : `https://wire.nightdesk.dev/hop/${hop}/`)
    for (let hop = 0; hop < hops; hop++) network.on(at(hop), redirect(302, at(hop + 1)))
    network.on(at(hops), () => body())
    expect(await get()).toMatchObject({ outcome })
    expect(network.seen).toHaveLength(4)
  })

  it('in a circle end after three', async () => {
    network.on(FEED, redirect(302, FEED))
    expect(await get()).toMatchObject({ outcome: 'failed', code: 'redirects' })
  })
})

describe('a refusal', () => {
  it.each([
    [401, {}, 'blocked', undefined],
    [403, {}, 'blocked', undefined],
    [403, { 'cf-mitigated': 'challenge' }, 'blocked', undefined],
    [451, {}, 'blocked', undefined],
    [404, {}, 'status', undefined],
    [410, {}, 'status', undefined],
    [429, { 'retry-after': '120' }, 'status', 120_000],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 12:10:00 GMT' }, 'status', 600_000],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, 'status', 0],
    [503, { 'retry-after': 'soon' }, 'status', undefined],
    [500, {}, 'status', undefined],
  ])('%s %j is %s', async (status, headers, code, retryAfterMs) => {
    network.on(FEED, () => new Response('no', { status, headers }))
    const answer = await get()
    expect(answer).toMatchObject({ outcome: 'failed', code, status })
    expect('retryAfterMs' in answer ? answer.retryAfterMs : undefined).toBe(retryAfterMs)
  })

  it('on a connection that breaks is told without an exception', async () => {
    network.on(FEED, () => {
      throw new TypeError('Network connection lost.')
    })
    expect(await get()).toMatchObject({ outcome: 'failed', code: 'network' })
  })
})

describe('a body', () => {
  const MB = 1_048_576
  /** So many megabytes, made as they are asked for; tells how many were. */
  const megabytes = (count: number) => {
    let given = 0
    let cancelled = false
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (given === count) controller.close()
        else {
          given++
          controller.enqueue(new Uint8Array(MB))
        }
      },
      cancel: () => {
        cancelled = true
      },
    })
    return { stream, given: () => given, cancelled: () => cancelled }
  }

  it('of 4 MB is taken whole', async () => {
    network.on(FEED, () => new Response(megabytes(4).stream))
    const answer = await get()
    expect(answer.outcome === 'fetched' && answer.body.byteLength).toBe(4 * MB)
  })

  it('of more, or without end, is let go once it is over the cap', async () => {
    const endless = megabytes(Number.POSITIVE_INFINITY)
    network.on(FEED, () => new Response(endless.stream))
    expect(await get()).toMatchObject({ outcome: 'failed', code: 'too-large' })
    expect(endless.given()).toBeLessThanOrEqual(6)
    expect(endless.cancelled()).toBe(true)
  })

  it('that breaks off is one failure', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(10))
        controller.error(new TypeError('Network connection lost.'))
      },
    })
    network.on(FEED, () => new Response(broken))
    expect(await get()).toMatchObject({ outcome: 'failed', code: 'network' })
  })
})

describe('how long an answer stays fresh', () => {
  const date = 'Mon, 23 Nov 2026 12:00:00 GMT'
  it.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'cache-control': 'max-age=600' }, 600_000],
    [{ 'cache-control': 'public, max-age=600, must-revalidate' }, 600_000],
    [{ 'cache-control': 'Max-Age="600"' }, 600_000],
    [{ 'cache-control': 'max-age=600', age: '500' }, 100_000],
    [{ 'cache-control': 'max-age=600', age: '700' }, undefined],
    [{ 'cache-control': 'max-age=0' }, undefined],
    [{ 'cache-control': 'no-cache, max-age=600' }, undefined],
    [{ 'cache-control': 'no-store', expires: 'Mon, 23 Nov 2026 13:00:00 GMT' }, undefined],
    [{ 'cache-control': 's-maxage=600' }, undefined],
    [{ 'cache-control': 'max-age=soon' }, undefined],
    [{ 'cache-control': 'max-age=-5' }, undefined],
    [{ expires: 'Mon, 23 Nov 2026 12:30:00 GMT' }, 1_800_000],
    [{ expires: 'Mon, 23 Nov 2026 12:30:00 GMT', date: 'Mon, 23 Nov 2026 12:20:00 GMT' }, 600_000],
    [{ expires: '0' }, undefined],
    [{ expires: 'Thu, 01 Jan 1970 00:00:00 GMT', date }, undefined],
    [{ 'cache-control': 'max-age=60', expires: 'Mon, 23 Nov 2026 13:00:00 GMT' }, 60_000],
  ])('%j: %s', (headers, expected) => {
    expect(freshFor(new Headers(headers), NOW)).toBe(expected)
  })

  it('is told with a body and with a 304', async () => {
    const headers = { 'cache-control': 'max-age=60' }
    network.on(FEED, () => new Response('a body', { headers }))
    expect(await get()).toMatchObject({ outcome: 'fetched', freshMs: 60_000 })
    network.on(FEED, () => new Response(null, { status: 304, headers }))
    expect(await get()).toEqual({ outcome: 'not-modified', freshMs: 60_000 })
  })

  it.each<[string | null, number | undefined]>([
    [null, undefined],
    ['0', 0],
    ['1.5', 1_500],
    ['-1', 0],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['whenever', undefined],
  ])('Retry-After %j: %s ms', (value, expected) => {
    expect(retryAfter(value, NOW)).toBe(expected)
  })
})
