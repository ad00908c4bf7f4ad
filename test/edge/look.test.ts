// Pages of stories that were told are looked at again: withdrawn needs two looks an hour apart, a changed text is one revision, and a
// site in trouble is not taken for its stories.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk } from '../../src/edge/store/desk.ts'
import { api } from '../support/desk-client.ts'
import { kcnaWatchArticlePage, kcnaWatchListing } from '../support/kcna-watch-page.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const ORIGIN = 'http://127.0.0.1:1'
const LIST = `${ORIGIN}/newstream/`
const HOOK = 'http://127.0.0.1:2/hook'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Told = { readonly title: string; readonly paragraphs: readonly string[] }

const pageOf = (number: number): string => `${ORIGIN}/newstream/17954000${10 + number}-${number}/story-${number}/`
const html = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'text/html' } })

let network: Network
let source: string
let hook: string
/** Undefined = the page is gone. */
let stories: Map<number, Told | undefined>
let stamp: string

const story = (number: number, more: Partial<Told> = {}): void => {
  stories.set(number, {
    title: `Missile story ${number}`,
    paragraphs: [`Pyongyang, November 22 (KCNA) -- Crew ${number} got a banner.`, 'A choir sang afterwards. -0-'],
    ...more,
  })
}

const listing = (): string =>
  kcnaWatchListing(
    [...stories].map(([number, told]) => ({
      url: pageOf(number),
      title: told?.title ?? `Missile story ${number}`,
      excerpt: (told?.paragraphs[0] ?? `Pyongyang, November 22 (KCNA) -- Crew ${number} got a banner.`).slice(0, 120),
      date: 'November 22, 2026',
    })),
  )

const article = (number: number): Response => {
  const told = stories.get(number)
  if (told === undefined) return html('gone', 404)
  return html(
    kcnaWatchArticlePage({
      crawled: ['November 23, 2026', 'Nov 23, 2026'],
      label: 'KCNA.kp (En)',
      date: '22/11/2026',
      originalUrl: 'http://www.kcna.kp/en/article/detail/00112233445566778899aabbccddeeff',
      stamp,
      cards: [],
      ...told,
    }),
  )
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  stories = new Map()
  stamp = 'www.kcna.kp (2026.11.22.)'
  network = new Network()
    .on(LIST, ({ url }) => (url === LIST ? html(listing()) : article(Number(/story-(\d+)/.exec(url)?.[1]))))
    .on(HOOK, () => new Response('ok'))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: LIST, kind: 'kcna-watch', backfill: 100 })).id
  hook = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const wire = () => env.WIRE.get(env.WIRE.idFromName(source))
const rule = (query: string, more: object = {}) => api('POST', '/rules', { query, destination: hook, ...more })
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const outboxAlarm = () => runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(hook)), (object) => object.alarm())
/** Both objects' alarms, as if so much time had passed; the Wire's as often as it is due, and what it finds is told at once. */
const later = async (ms: number): Promise<void> => {
  const until = Date.now() + ms
  for (;;) {
    const next = await runInDurableObject(wire(), (_object, { storage }) => storage.getAlarm())
    if (next === null || next > until) break
    vi.setSystemTime(Math.max(next, Date.now()))
    await runInDurableObject(wire(), (object) => object.alarm())
    await poll()
    await outboxAlarm()
  }
  vi.setSystemTime(until)
  for (let run = 0; run < 3; run++) await outboxAlarm()
}
type Posted = {
  type: string
  data: { revision?: number; item: { url: string }; rules: unknown[]; diff?: Record<string, unknown> }
}
const posted = () => network.to(HOOK).map(({ body }) => JSON.parse(body) as Posted)
const events = () => posted().map(({ type, data }) => `${type} ${data.revision ?? 0}`)
const state = async () => (await api<{ items: Record<string, unknown>[] }>('GET', '/sources')).items[0]
const looks = (number = 1) => network.to(pageOf(number)).length

/** Polled, completed and told. */
const told = async (query = 'missile'): Promise<void> => {
  await rule(query)
  await poll()
  await later(5 * MINUTE)
  expect(events()).toEqual([...stories].map(() => 'item.matched 0'))
  network.seen.length = 0
}

describe('the schedule', () => {
  it('is 15 minutes, 1 hour, 6 hours, 1, 3 and 7 days after the alert, and then no more', async () => {
    story(1)
    await told()
    const seen: number[] = []
    for (const at of [0.25, 1, 6, 24, 72, 168, 400]) {
      vi.setSystemTime(Date.now())
      await later(at * HOUR - (Date.now() - start()))
      seen.push(looks())
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 6])
    expect(await runInDurableObject(wire(), (_object, { storage }) => storage.getAlarm())).toBeNull()
  })

  it('has nothing for a story that nobody was told of', async () => {
    story(1)
    await rule('submarine')
    await poll()
    network.seen.length = 0
    await later(2 * DAY)
    expect(looks()).toBe(0)
  })

  it('skips a look that finds no page left in the host’s day', async () => {
    story(1)
    await told()
    const none = vi.spyOn(Desk.prototype, 'grantPages').mockResolvedValue(0)
    await later(2 * HOUR)
    expect(looks()).toBe(0)
    none.mockRestore()
    await later(3 * HOUR)
    expect(looks()).toBe(0)
    await later(2 * HOUR)
    expect(looks()).toBe(1)
  })

  /** The alert was recorded by the first poll, five minutes before `told` ended. */
  let began = 0
  const start = (): number => {
    began ||= Date.now() - 5 * MINUTE
    return began
  }
  beforeEach(() => {
    began = 0
  })
})

describe('a page that is gone', () => {
  it('is withdrawn after the second look, an hour after the first, and told once', async () => {
    story(1)
    await told()
    stories.set(1, undefined)
    await later(30 * MINUTE)
    expect(looks()).toBe(1)
    expect(events()).toEqual([])
    await later(HOUR)
    expect(events()).toEqual(['item.withdrawn 1'])
    expect(posted()[0]?.data).toMatchObject({ item: { url: pageOf(1) }, rules: [{ name: 'missile' }] })
    await later(10 * DAY)
    expect(events()).toEqual(['item.withdrawn 1'])
    expect(looks()).toBe(2)
  })

  it('and back an hour later is not', async () => {
    story(1)
    await told()
    stories.set(1, undefined)
    await later(30 * MINUTE)
    story(1)
    await later(9 * DAY)
    expect(events()).toEqual([])
  })

  it.each([500, 403, 503])('is not gone with %i', async (status) => {
    story(1)
    await told()
    network.on(pageOf(1), () => html('no', status))
    await later(9 * DAY)
    expect(events()).toEqual([])
  })

  it('is not told to a rule with `revisions: off`, nor to a destination without the event', async () => {
    story(1)
    await rule('missile', { revisions: 'off' })
    const other = await api<{ id: string }>('POST', '/destinations', {
      kind: 'webhook',
      url: `${HOOK}/other`,
      events: ['item', 'revised'],
    })
    await api('POST', '/rules', { query: 'missile', destination: other.id })
    await poll()
    stories.set(1, undefined)
    await later(3 * HOUR)
    await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(other.id)), (object) => object.alarm())
    expect(events()).not.toContain('item.withdrawn 1')
  })
})

describe('a site that', () => {
  beforeEach(async () => {
    for (let number = 1; number <= 12; number++) story(number)
    await told()
  })

  it('answers 404 for everything, its list too: nothing is told, and its pages are asked for no more', async () => {
    network.on(ORIGIN, () => html('gone', 404))
    network.on(LIST, () => html('gone', 404))
    await later(9 * DAY)
    expect(events()).toEqual([])
    // The looks of the minute in which the list failed, and none in nine days after.
    expect(network.seen.filter(({ url }) => url.includes('story-')).length).toBeLessThanOrEqual(5)
    expect(await state()).toMatchObject({ state: 'failing' })
  })

  it('answers 404 for all its pages: nothing is told, and the source is `moved`, said once', async () => {
    const reports = vi.spyOn(Desk.prototype, 'reportSource')
    for (const number of stories.keys()) network.on(pageOf(number), () => html('gone', 404))
    await later(9 * DAY)
    expect(events()).toEqual([])
    expect(reports).toHaveBeenCalledTimes(1)
    expect(await state()).toMatchObject({ state: 'moved', evidence: expect.stringContaining('are gone') })
  })

  it('had moved and is back: the source is well again, and only what goes afterwards is withdrawn', async () => {
    for (const number of stories.keys()) network.on(pageOf(number), () => html('gone', 404))
    await later(5 * HOUR)
    expect(await state()).toMatchObject({ state: 'moved' })
    for (const number of stories.keys()) if (number !== 5) network.on(pageOf(number), () => article(number))
    await later(2 * DAY)
    expect(await state()).toMatchObject({ state: 'ok' })
    expect(events()).toEqual([])
    network.on(pageOf(7), () => html('gone', 404))
    await later(2 * DAY)
    expect(posted().map(({ type, data }) => [type, data.item.url])).toEqual([['item.withdrawn', pageOf(7)]])
  })

  it('stamps all its pages anew: nothing is told', async () => {
    stamp = 'www.kcna.kp (Juche115.11.22.)'
    await later(9 * DAY)
    expect(events()).toEqual([])
    expect(await state()).toMatchObject({ state: 'ok' })
  })

  it('garbles all its pages: hardly anything is told, and the source is `unparsable`', async () => {
    for (const number of stories.keys()) {
      story(number, { paragraphs: ['Pyongyang, November 22 (KCNA) -- Cookies, please.', 'Accept all. -0-'] })
    }
    // Its list is read from memory, as it was.
    const before = listing()
    network.on(LIST, ({ url }) => (url === LIST ? html(before) : article(Number(/story-(\d+)/.exec(url)?.[1]))))
    await later(30 * MINUTE)
    expect(events()).toEqual([])
    expect(await state()).toMatchObject({ state: 'unparsable' })
  })
})

describe('a page that changed', () => {
  const rewritten = { paragraphs: ['Pyongyang, November 22 (KCNA) -- Crew 1 got a submarine.', 'A band played. -0-'] }

  it('is a revision: the rule that was told hears `revised`, one that matches only now gets its alert', async () => {
    story(1)
    await told()
    await rule('submarine', { name: 'Boats' })
    // The list shows the story no more: its page alone tells.
    network.on(LIST, ({ url }) => (url === LIST ? html(kcnaWatchListing([])) : article(1)))
    story(1, rewritten)
    await later(20 * MINUTE)
    expect(events()).toEqual(['item.matched 1'])
    expect(posted()[0]?.data.rules).toHaveLength(2)
    expect(Object.keys(posted()[0]?.data.diff ?? {})).toEqual(['lead', 'text'])
    await later(9 * DAY)
    expect(events()).toHaveLength(1)
  })

  it('with its headline on the list is one revision, not two', async () => {
    story(1)
    await told()
    story(1, { ...rewritten, title: 'Missile story, rewritten' })
    await poll()
    await later(9 * DAY)
    expect(events()).toEqual(['item.revised 1'])
    expect(Object.keys(posted()[0]?.data.diff ?? {})).toEqual(['title', 'lead', 'text'])
  })

  it('while its page cannot be had is told by its headline, once', async () => {
    story(1)
    await told()
    network.on(pageOf(1), () => html('busy', 503))
    story(1, { ...rewritten, title: 'Missile story, rewritten' })
    await poll()
    await later(5 * MINUTE)
    expect(events()).toEqual(['item.revised 1'])
    network.on(pageOf(1), () => article(1))
    await later(9 * DAY)
    expect(events()).toEqual(['item.revised 1'])
  })

  it('as another edition of the reader reads it is not told', async () => {
    story(1)
    await told()
    await runInDurableObject(wire(), (_object, { storage }) => {
      storage.sql.exec('UPDATE listings SET reader = reader + 1, paged = paged + 1')
    })
    story(1, rewritten)
    await later(9 * DAY)
    expect(events()).toEqual([])
  })

  it('to another page by a redirect is not', async () => {
    story(1)
    story(2)
    await told()
    network.on(pageOf(1), () => new Response(null, { status: 302, headers: { location: pageOf(2) } }))
    await later(9 * DAY)
    expect(events()).toEqual([])
  })
})

it('a removed source looks no more, and empties itself', async () => {
  story(1)
  await told()
  await api('DELETE', `/sources/${source}`, undefined, 204)
  const left = await runInDurableObject(wire(), async (_object, { storage }) => [
    await storage.getAlarm(),
    storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM items').one().n,
  ])
  expect(left).toEqual([null, 0])
})

it('a list that has not changed costs no row and sets no alarm while pages are watched', async () => {
  story(1)
  await told()
  network.on(LIST, () => new Response(null, { status: 304 }))
  const cost = () =>
    runInDurableObject(
      wire(),
      async (_object, { storage }) =>
        [storage.sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n, await storage.getAlarm()] as const,
    )
  const before = await cost()
  expect(before[1]).not.toBeNull()
  vi.setSystemTime(Date.now() + MINUTE)
  expect(await poll()).toMatchObject({ outcome: 'not-modified' })
  expect(await cost()).toEqual(before)
})

it('a page on another site than its source’s is not asked for', async () => {
  const FEED = `${ORIGIN}/feed.xml`
  network.on(FEED, () => new Response(rss(WIRE)))
  const feed = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'feed', backfill: 10 })
  await rule('missile')
  await api('POST', `/sources/${feed.id}/poll`, undefined, 200)
  const alarm = await runInDurableObject(env.WIRE.get(env.WIRE.idFromName(feed.id)), (_object, { storage }) =>
    storage.getAlarm(),
  )
  expect(alarm).toBeNull()
})
