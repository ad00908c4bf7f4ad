// Faults that a review proved, each with the case that showed it.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import { Desk } from '../../src/edge/store/desk.ts'
import { Outbox } from '../../src/edge/store/outbox.ts'
import { api } from '../support/desk-client.ts'
import { kcnaWatchArticlePage, kcnaWatchListing } from '../support/kcna-watch-page.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const LIST = 'http://127.0.0.1:1/newstream/'
const PAGE = 'http://127.0.0.1:1/newstream/1795400000-1001/missile-brigade-honoured/'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const SECOND = 1_000
const DAY = 86_400_000
const HTML = { headers: { 'content-type': 'text/html' } }

let network: Network

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(HOOK, () => new Response('ok'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const make = async (path: string, body: object, status?: number): Promise<string> =>
  (await api<{ id: string }>('POST', path, body, status)).id
const hook = () => make('/destinations', { kind: 'webhook', url: HOOK })
const rule = (query: string, destination: string, more: object = {}) => make('/rules', { query, destination, ...more })
const poll = (source: string) => api('POST', `/sources/${source}/poll`, undefined, 200)
const wire = (id: string) => env.WIRE.get(env.WIRE.idFromName(id))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const later = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}
const deliver = async (id: string, afterMs = 0): Promise<void> => {
  later(afterMs)
  await runInDurableObject(outbox(id), (object) => object.alarm())
}
const feed = async () => poll(await make('/sources', { url: FEED, backfill: 10 }))
const alarmOf = (id: string) => runInDurableObject(wire(id), (_object, state) => state.storage.getAlarm())
const refusing = (retryAfter: string) => () =>
  new Response('no', { status: 503, headers: { 'retry-after': retryAfter } })

/** A list on KCNA Watch with one story whose page answers so. */
const watch = async (page: () => Response): Promise<string> => {
  const card = {
    url: PAGE,
    title: 'Missile Brigade Honoured',
    excerpt: 'Pyongyang, November 22 (KCNA) -- A brigade near',
    date: 'November 22, 2026',
  }
  network.on(LIST, () => new Response(kcnaWatchListing([card]), HTML)).on(PAGE, page)
  return make('/sources', { url: LIST, kind: 'kcna-watch', backfill: 5 })
}
const article = (title: string) =>
  kcnaWatchArticlePage({
    crawled: ['November 23, 2026', 'Nov 23, 2026'],
    label: 'KCNA.kp (En)',
    title,
    date: '22/11/2026',
    originalUrl: 'http://www.kcna.kp/x',
    paragraphs: [
      'Pyongyang, November 22 (KCNA) -- A brigade near Wonsan met the harbour workers.',
      'A choir sang. -0-',
    ],
    stamp: 'www.kcna.kp (2026.11.22.)',
    cards: [],
  })

describe('a Wire', () => {
  it('takes out of the host’s day only the pages it asks for', async () => {
    const grants = vi.spyOn(Desk.prototype, 'grantPages')
    await poll(await watch(() => new Response(article('Missile Brigade Honoured'), HTML)))
    expect(grants).toHaveBeenCalledWith(LIST, 1)
  })

  it('rests while its host’s day is spent, instead of waking every second', async () => {
    vi.spyOn(Desk.prototype, 'grantPages').mockResolvedValue(0)
    const source = await watch(() => new Response('unreachable', { status: 500 }))
    await poll(source)
    expect((await alarmOf(source))! - Date.now()).toBeGreaterThan(60 * SECOND)
  })

  it('rests while the Desk does not answer', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    vi.spyOn(Desk.prototype, 'rulesetVersion').mockRejectedValue(new Error('away'))
    const source = await make('/sources', { url: FEED, backfill: 10 })
    await poll(source)
    expect((await alarmOf(source))! - Date.now()).toBeGreaterThan(20 * SECOND)
  })

  it('keeps the listed headline of a page that has none, and matches the lead', async () => {
    const destination = await hook()
    await rule('missile harbour', destination)
    await poll(await watch(() => new Response(article(''), HTML)))
    await deliver(destination)
    expect(network.to(HOOK)).toHaveLength(1)
  })

  it('removed in the middle of a poll is empty when the poll has ended', async () => {
    const source = await make('/sources', { url: FEED, backfill: 10 })
    network.on(FEED, async () => {
      await api('DELETE', `/sources/${source}`, undefined, 204)
      return new Response(rss(WIRE))
    })
    await poll(source)
    expect(await wire(source).health()).toMatchObject({ items: 0, owed: 0 })
    expect(await alarmOf(source)).toBeNull()
  })

  it('lists the items of a first list with backfill newest first', async () => {
    await poll(await make('/sources', { url: FEED, backfill: 1 }))
    const { items } = await api<{ items: { title: string }[] }>('GET', '/items')
    expect(items[0]?.title).toBe('Harbour cranes repaired')
  })
})

describe('an Outbox', () => {
  it.each(['0', 'Thu, 01 Jan 2026 00:00:00 GMT'])(
    'gives a service that asks for no patience (%s) some',
    async (retryAfter) => {
      network.on(HOOK, refusing(retryAfter))
      const destination = await hook()
      await rule('missile', destination)
      await feed()
      for (let second = 0; second < 60; second++) await deliver(destination, SECOND)
      expect(network.to(HOOK).length).toBeLessThan(5)
    },
  )

  it('tells a rule that matches after another rule’s alert was dropped', async () => {
    const destination = await hook()
    const first = await rule('missile', destination)
    const source = await watch(() => new Response('busy', { status: 503 }))
    await poll(source)
    await api('DELETE', `/rules/${first}`, undefined, 204)
    await deliver(destination)
    await rule('harbour', destination)
    network.on(PAGE, () => new Response(article('Missile Brigade Honoured'), HTML))
    later(5 * 60 * SECOND)
    await runInDurableObject(wire(source), (object) => object.alarm())
    await deliver(destination)
    expect(network.to(HOOK)).toHaveLength(1)
  })

  it('keeps the pings of both rules when a later match joins a waiting alert', async () => {
    const destination = await make('/destinations', { kind: 'discord-channel', channel: '700' })
    await rule('missile', destination, { mentions: { roles: ['1'], users: [] } })
    await rule('harbour', destination, { silent: true })
    const source = await watch(() => new Response(article('Missile Brigade Honoured'), HTML))
    await poll(source)
    await deliver(destination)
    // Asking for the channel comes first, when the destination is made.
    const posts = network.to(DISCORD).filter(({ method }) => method === 'POST')
    const [message] = posts.map(({ body }) => JSON.parse(body))
    expect(message).toMatchObject({ content: '<@&1>', allowed_mentions: { roles: ['1'] } })
    expect(message.flags).toBeUndefined()
  })

  it('a destination left half made is made by asking again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const broken = vi.spyOn(Outbox.prototype, 'configure').mockRejectedValue(new Error('storage'))
    await api('POST', '/destinations', { kind: 'webhook', url: HOOK }, 500)
    broken.mockRestore()
    const made = await api('POST', '/destinations', { kind: 'webhook', url: HOOK })
    expect(made['secret']).toMatch(/^whsec_/)
    await api('POST', '/destinations', { kind: 'webhook', url: HOOK }, 200)
  })

  it('does not rewrite the last try when a parcel dies of age', async () => {
    network.on(HOOK, () => new Response('oops', { status: 500 }))
    const destination = await hook()
    await rule('missile', destination)
    await feed()
    await deliver(destination)
    await deliver(destination, 76 * 3_600 * SECOND)
    const { items } = await api<{ items: { state: string; attempts: { outcome: string }[] }[] }>(
      'GET',
      `/destinations/${destination}/deliveries`,
    )
    expect(items[0]).toMatchObject({ state: 'dead', attempts: [{ outcome: 'answered 500' }] })
  })

  it('sends a body under 20 kB when a feed puts its whole text into the description', async () => {
    network.on(FEED, () => new Response(rss([story(1, 'Missile', 'word '.repeat(12_000))])))
    const destination = await hook()
    await rule('missile', destination)
    await feed()
    await deliver(destination)
    expect(new TextEncoder().encode(network.to(HOOK)[0]!.body).length).toBeLessThan(20_000)
  })

  it('a replayed parcel is replayed once', async () => {
    network.on(HOOK, () => new Response('gone', { status: 410 }))
    const destination = await hook()
    await rule('missile', destination)
    await feed()
    await deliver(destination)
    const { items } = await api<{ items: { id: string }[] }>('GET', `/destinations/${destination}/deliveries`)
    await api('POST', `/deliveries/${items[0]!.id}/replay`, undefined, 202)
    await api('POST', `/deliveries/${items[0]!.id}/replay`, undefined, 404)
  })
})

describe('the gate', () => {
  it('closed by a limit opens when the limit’s term is over, whether or not anybody probes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    network.on(DISCORD, () => Response.json({ message: 'slow', retry_after: 0.5, global: true }, { status: 429 }))
    const destination = await make('/destinations', { kind: 'discord-channel', channel: '700' })
    await rule('missile', destination)
    await feed()
    await deliver(destination)
    network.on(DISCORD, () => Response.json({ id: '42' }))
    later(SECOND)
    expect(await env.DESK.get(env.DESK.idFromName('desk')).health(Date.now())).toMatchObject({ gateClosed: false })
    const other = await make('/destinations', { kind: 'discord-channel', channel: '701' })
    expect(await env.DESK.get(env.DESK.idFromName('desk')).clear(other, [], true)).toMatchObject({ open: true })
  })

  it('closed by a bad token stays closed for days, until a probe goes through', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    network.on(DISCORD, () => Response.json({ message: '401', code: 0 }, { status: 401 }))
    const destination = await make('/destinations', { kind: 'discord-channel', channel: '700' })
    await rule('missile', destination)
    await feed()
    await deliver(destination)
    later(2 * DAY)
    expect(await env.DESK.get(env.DESK.idFromName('desk')).health(Date.now())).toMatchObject({ gateClosed: true })
    network.on(DISCORD, () => Response.json({ id: '42' }))
    await deliver(destination, 120 * SECOND)
    expect(await env.DESK.get(env.DESK.idFromName('desk')).health(Date.now())).toMatchObject({ gateClosed: false })
  })
})

it('the heart does not beat while the Desk is away', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  network.on('http://127.0.0.1:3/beat', () => new Response('alive'))
  const beating = { ...env, HEARTBEAT_URL: 'http://127.0.0.1:3/beat' }
  const away = vi.spyOn(Desk.prototype, 'due').mockRejectedValue(new Error('away'))
  await round(beating, 300_000_000)
  expect(network.to('http://127.0.0.1:3/beat')).toEqual([])
  away.mockRestore()
  await round(beating, 300_000_000 + 300_000)
  expect(network.to('http://127.0.0.1:3/beat')).toHaveLength(1)
})
