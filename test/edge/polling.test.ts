// When and where a source is asked: back-off, what its answers ask for, and where it has moved to.
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'
import { setWireFact, wireFact, wireOf, wireWrites } from '../support/wire-facts.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const NEW = 'http://127.0.0.1:3/feed.xml'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Shown = { id: string; state: string; since: string; evidence?: string }

let network: Network
let source: Shown

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  network = new Network().on(FEED, () => new Response(rss(WIRE))).install()
  source = await api('POST', '/sources', { url: FEED, every: 5 })
  await poll()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = () => api('POST', `/sources/${source.id}/poll`, undefined, 200)
const shown = async () => (await api<{ items: Shown[] }>('GET', '/sources')).items[0] as Shown
/** The cron's call, so long after. */
const turn = async (afterMs: number): Promise<void> => {
  vi.setSystemTime(Date.now() + afterMs)
  const { state: _state, since: _since, evidence: _evidence, ...subscription } = source
  await wireOf(source.id).tick(subscription as never)
}
/** Minutes until a turn asks again, of turns every so many minutes. */
const minutesUntilAsked = async (every = 5): Promise<number> => {
  const asked = network.to('http://127.0.0.1').length
  for (let minutes = every; minutes <= 26 * 60; minutes += every) {
    await turn(every * MINUTE)
    if (network.to('http://127.0.0.1').length > asked) return minutes
  }
  return Number.POSITIVE_INFINITY
}

describe('back-off', () => {
  it('is 5 minutes doubled with every failure in a row, up to 6 hours, and ends with the first good answer', async () => {
    network.on(FEED, () => new Response('oops', { status: 500 }))
    await poll()
    const waits: number[] = []
    for (let failure = 0; failure < 9; failure++) waits.push(await minutesUntilAsked())
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 360, 360])
    network.on(FEED, () => new Response(rss(WIRE)))
    await poll()
    expect(await minutesUntilAsked()).toBe(5)
  })

  it('of a source that refuses us goes on to 24 hours', async () => {
    await setWireFact(source.id, 'poll', { validators: {}, next: 0, failures: 8, listed: true })
    network.on(FEED, () => new Response('no', { status: 403 }))
    await poll()
    expect(await minutesUntilAsked(20)).toBe(1_280)
    expect(await minutesUntilAsked(20)).toBe(1_440)
    expect(await minutesUntilAsked(20)).toBe(1_440)
  })

  it.each([
    [429, '7200', 120],
    [503, '7200', 120],
    [503, '60', 5],
    [503, String(72 * 3600), 1_440],
  ])('%s with Retry-After: %s waits %s minutes', async (status, asked, minutes) => {
    network.on(FEED, () => new Response('later', { status, headers: { 'retry-after': asked } }))
    await poll()
    expect(await minutesUntilAsked()).toBe(minutes)
  })
})

describe('a cache header', () => {
  it.each([
    ['max-age=60', 5],
    ['max-age=300', 5],
    ['max-age=1200', 20],
    ['max-age=31536000', 60],
    ['no-cache', 5],
  ])('%s: asked again after %s minutes', async (value, minutes) => {
    const headers = { 'cache-control': value }
    network.on(FEED, () => new Response(`${rss(WIRE)}<!-- ${value} -->`, { headers }))
    await poll()
    expect(await minutesUntilAsked()).toBe(minutes)
    network.on(FEED, () => new Response(null, { status: 304, headers }))
    await poll()
    expect(await minutesUntilAsked()).toBe(minutes)
  })

  it('does not stop a poll by hand, and costs one row a poll only where it puts one off', async () => {
    network.on(FEED, () => new Response(null, { status: 304, headers: { 'cache-control': 'max-age=300' } }))
    const before = await wireWrites(source.id)
    await poll()
    expect(await wireWrites(source.id)).toBe(before)
    network.on(FEED, () => new Response(null, { status: 304, headers: { 'cache-control': 'max-age=900' } }))
    expect(await poll()).toMatchObject({ outcome: 'not-modified' })
    expect(await poll()).toMatchObject({ outcome: 'not-modified' })
    expect(await wireWrites(source.id)).toBe(before + 2)
  })
})

describe('a permanent redirect', () => {
  const moved = (status = 301, to = NEW) => new Response(null, { status, headers: { location: to } })
  const fresh = () => new Response(rss([story(9, 'A new address', 'The wire is read there now.'), ...WIRE]))
  beforeEach(() => {
    network.on(FEED, () => moved()).on(NEW, fresh)
  })

  it('is followed each time, and after three equal ones the new address is asked first', async () => {
    expect(await poll()).toMatchObject({ outcome: 'read' })
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
    await poll()
    expect(network.to(FEED)).toHaveLength(4)
    expect(await shown()).toMatchObject({ state: 'moved', evidence: expect.stringContaining(NEW) })
    await poll()
    await poll()
    expect(network.to(FEED)).toHaveLength(4)
    expect(network.to(NEW)).toHaveLength(5)
  })

  it('that leads elsewhere each time, or is temporary, is not remembered', async () => {
    for (const to of [NEW, `${NEW}?b`, NEW]) {
      network.on(FEED, () => moved(308, to))
      await poll()
    }
    network.on(FEED, () => moved(302))
    for (let time = 0; time < 3; time++) await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
    expect(await wireFact(source.id, 'move')).toBeUndefined()
  })

  it('writes nothing more once it is remembered', async () => {
    for (let time = 0; time < 3; time++) await poll()
    network.on(NEW, () => new Response(null, { status: 304 }))
    await poll()
    const before = await wireWrites(source.id)
    await poll()
    await poll()
    expect(await wireWrites(source.id)).toBe(before)
  })

  it('is checked once a day, and forgotten when the given address answers itself again', async () => {
    for (let time = 0; time < 3; time++) await poll()
    vi.setSystemTime(Date.now() + 25 * HOUR)
    await poll()
    expect(network.to(FEED)).toHaveLength(5)
    expect(await shown()).toMatchObject({ state: 'moved' })
    vi.setSystemTime(Date.now() + 25 * HOUR)
    network.on(FEED, () => new Response(rss(WIRE)))
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
    expect(await wireFact(source.id, 'move')).toBeUndefined()
  })

  it('to an address that stops answering: the given one is asked again at the next turn', async () => {
    for (let time = 0; time < 3; time++) await poll()
    network.on(NEW, () => new Response('gone', { status: 410 }))
    expect(await poll()).toMatchObject({ outcome: 'failed' })
    expect(await shown()).toMatchObject({ state: 'failing' })
    const asked = network.to(FEED).length
    network.on(FEED, () => new Response(rss(WIRE)))
    await turn(5 * MINUTE)
    expect(network.to(FEED)).toHaveLength(asked + 1)
    expect(await shown()).toMatchObject({ state: 'ok' })
  })

  it('a secret in the new address’s query is not shown', async () => {
    network.on(FEED, () => moved(301, `${NEW}?token=planted-secret`))
    for (let time = 0; time < 3; time++) await poll()
    const { evidence, state } = await shown()
    expect(state).toBe('moved')
    expect(evidence).not.toContain('planted-secret')
  })
})
