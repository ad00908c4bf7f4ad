// What is kept for how long: texts for KEEP_DAYS, keys as long as a list shows their item and 400 days more, history for 30 days.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ARCHIVE, DELIVER } from '../../src/core/limits.ts'
import type { Env } from '../../src/edge/env.ts'
import { settingsOf } from '../../src/edge/settings.ts'
import { Desk } from '../../src/edge/store/desk.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, type Story, story } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const HOUR = 3_600_000
const DAY = 24 * HOUR

let network: Network
let source: string
let hook: string
let listed: readonly Story[]

const missile = (number: number): Story =>
  story(number, `Missile story ${number}`, `Pyongyang (KCNA) -- Lead ${number}.`)

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  listed = []
  network = new Network()
    .on(FEED, () => new Response(rss(listed)))
    .on(HOOK, () => new Response('ok'))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 2_000 })).id
  hook = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
  await api('POST', '/rules', { query: 'missile', destination: hook })
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const later = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}
const poll = () => api<{ new: number; matched: number }>('POST', `/sources/${source}/poll`, undefined, 200)
const deliver = async (): Promise<void> => {
  await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(hook)), (outbox) => outbox.alarm())
}
const inWire = <T>(look: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(env.WIRE.get(env.WIRE.idFromName(source)), (_object, { storage }) => look(storage.sql))
const rows = (table: string) => inWire((sql) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n)
const written = () => inWire((sql) => sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n)
const titles = async (query = '') =>
  (await api<{ items: { title: string }[] }>('GET', `/items?limit=200${query}`)).items.map(({ title }) => title)

describe('a feed whose oldest entry is 90 days old, for 45 days', () => {
  const DAYS = 45

  it('gives one alert for each entry, though the texts of most are gone', { timeout: 60_000 }, async () => {
    const oldest = { ...missile(1), date: new Date(Date.now() - 90 * DAY).toISOString() }
    for (let day = 0; day < DAYS; day++) {
      listed = [...Array.from({ length: day }, (_, number) => missile(day + 1 - number)), oldest]
      await poll()
      await deliver()
      later(DAY)
    }
    const urls = network
      .to(HOOK)
      .map(({ body }) => (JSON.parse(body) as { data: { item: { url: string } } }).data.item.url)
    expect(urls).toHaveLength(DAYS)
    expect(new Set(urls).size).toBe(DAYS)
    const kept = await titles()
    // Today's, and those of the last 30 days.
    expect(kept).toHaveLength(ARCHIVE.KEEP_DAYS + 1)
    expect(kept).not.toContain(oldest.title)
    expect(await titles('&q=missile')).toEqual(kept)
    expect(await rows('listings')).toBe(DAYS)
    expect(await rows('outcomes')).toBe(ARCHIVE.KEEP_DAYS + 1)
  })
})

describe('being listed', () => {
  it('is written down once a day at most, not at every poll', async () => {
    listed = Array.from({ length: 40 }, (_, number) => missile(number))
    await poll()
    const costs: number[] = []
    for (let round = 0; round < 3; round++) {
      later(2 * HOUR)
      listed = [missile(100 + round), ...listed]
      const before = await written()
      await poll()
      costs.push((await written()) - before)
    }
    // One new item with its keys, words, listing, match, hand-over and watch, and the poll's mark: nothing for the forty.
    for (const cost of costs) expect(cost).toBeLessThan(40)
    expect(costs[1]).toBe(costs[0])
  })

  it('ended 400 days ago, an item is forgotten; listed again, it is new', { timeout: 30_000 }, async () => {
    listed = [missile(1), missile(2)]
    await poll()
    for (let step = 0; step < 5; step++) {
      later(81 * DAY)
      listed = [missile(10 + step), missile(1)]
      await poll()
    }
    later(DAY)
    await poll()
    listed = [missile(2), missile(1)]
    expect(await poll()).toMatchObject({ new: 1 })
    await deliver()
  })

  it('does not end while a list stays as it is, be it for years', async () => {
    listed = [missile(1), missile(2)]
    await poll()
    for (let year = 0; year < 3; year++) {
      later(365 * DAY)
      expect(await poll()).toMatchObject({ outcome: 'unchanged' })
    }
    listed = [missile(3), missile(1), missile(2)]
    expect(await poll()).toMatchObject({ new: 1 })
    listed = [missile(4), missile(1), missile(2)]
    expect(await poll()).toMatchObject({ new: 1 })
  })
})

describe('the purge', () => {
  it('gives no number twice, though every text is gone', async () => {
    listed = [missile(1), missile(2)]
    await poll()
    later(40 * DAY)
    await poll()
    expect(await rows('items')).toBe(0)
    expect(await rows('item_words')).toBe(0)
    listed = [missile(3), missile(1), missile(2)]
    expect(await poll()).toMatchObject({ new: 1 })
    expect(await titles()).toEqual(['Missile story 3'])
    expect(await inWire((sql) => sql.exec<{ at: number }>('SELECT max(sequence) AS at FROM items').one().at)).toBe(3)
  })

  it('goes on from run to run, a batch each, and rests until the next day', { timeout: 30_000 }, async () => {
    listed = Array.from({ length: ARCHIVE.PURGE_ITEMS * 2 + 10 }, (_, number) =>
      story(number, `Choir ${number}`, `Pyongyang (KCNA) -- Lead ${number}.`),
    )
    await poll()
    later(40 * DAY)
    const left: number[] = []
    for (let run = 0; run < 3; run++) {
      await poll()
      left.push(await rows('items'))
    }
    expect(left).toEqual([ARCHIVE.PURGE_ITEMS + 10, 10, 0])
    const before = await written()
    await poll()
    expect(await written()).toBe(before)
  })

  it('leaves what is still owed a match', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const away = vi.spyOn(Desk.prototype, 'rulesetVersion').mockRejectedValue(new Error('the Desk is away'))
    listed = [missile(1)]
    await poll()
    later(40 * DAY)
    await poll()
    expect(await rows('items')).toBe(1)
    away.mockRestore()
    await poll()
    await deliver()
    expect(network.to(HOOK)).toHaveLength(1)
  })
})

describe('an Outbox', () => {
  const outbox = () => env.OUTBOX.get(env.OUTBOX.idFromName(hook))
  const counts = () =>
    runInDurableObject(outbox(), (_object, { storage }) =>
      ['alerts', 'outcomes', 'parcels', 'attempts'].map(
        (table) => storage.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n,
      ),
    )

  it('keeps what is settled for 30 days, by the cron’s poke also when nothing comes any more', async () => {
    listed = [missile(1), missile(2)]
    await poll()
    await deliver()
    expect(await counts()).toEqual([2, 2, 2, 2])
    later(DELIVER.KEEP_MS - HOUR)
    await outbox().poke()
    expect(await counts()).toEqual([2, 2, 2, 2])
    later(DAY)
    await outbox().poke()
    expect(await counts()).toEqual([0, 0, 0, 0])
    expect(await api('GET', `/destinations/${hook}/deliveries`)).toEqual({ items: [] })
  })

  it('keeps what is on its way, however old', async () => {
    network.on(HOOK, () => new Response('busy', { status: 500 }))
    listed = [missile(1)]
    await poll()
    await deliver()
    later(40 * DAY)
    await outbox().poke()
    expect((await counts()).slice(0, 3)).toEqual([1, 1, 1])
  })
})

describe('KEEP_DAYS', () => {
  it.each([
    [undefined, 30],
    ['', 30],
    ['7', 7],
    ['365', 365],
  ])('%s: %i days', (asked, days) => {
    const given: Env = asked === undefined ? { ...env } : { ...env, KEEP_DAYS: asked }
    expect(settingsOf(given).keepDays).toBe(days)
  })

  it.each(['0', '-1', '366', '30.5', 'a month'])('%s: the default, and the log says so', (asked) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(settingsOf({ ...env, KEEP_DAYS: asked }).keepDays).toBe(ARCHIVE.KEEP_DAYS)
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('KEEP_DAYS'))
  })
})
