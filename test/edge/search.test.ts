// GET /api/v1/items?q=: the full-text index narrows, the evaluator decides, so that a search finds what a rule would have matched.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Asker, askerOf } from '../../src/core/match/evaluate.ts'
import { narrow } from '../../src/core/match/narrow.ts'
import { prepare } from '../../src/core/match/subject.ts'
import type { Item, Source, Subject } from '../../src/core/model.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { printQuery } from '../../src/core/query/print.ts'
import { TOPIC_IDS } from '../../src/core/topics/ids.ts'
import { migrate } from '../../src/edge/store/migrations.ts'
import { search } from '../../src/edge/store/search.ts'
import { WIRE_MIGRATIONS, type WireTables, wireStore } from '../../src/edge/store/wire-store.ts'
import { subjectOf } from '../../src/flow/record.ts'
import { anySubject, anyTree } from '../core/query/arbitrary.ts'
import { api, call } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story } from '../support/stories.ts'

const RUNS = { seed: 20_261_123 } as const
const FEED = 'http://127.0.0.1:1/feed.xml'
const SOURCE: Source = {
  id: 'wire',
  owner: 'operator',
  name: 'Wire',
  url: FEED,
  kind: 'feed',
  every: 5,
  backfill: 0,
  created: '2026-11-01T00:00:00Z',
}

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const itemOf = ({ title, lead, text, tags }: Subject, number: number): Item => ({
  id: `item-${number}`,
  title,
  lead,
  text,
  complete: true,
  authors: [],
  tags,
  ended: true,
})

/** A Wire's tables with these items in them, oldest first. */
const stored = <T>(items: readonly Item[], look: (store: WireTables, sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(env.WIRE.get(env.WIRE.idFromName('search')), async (_object, { storage }) => {
    await storage.deleteAll()
    migrate(storage, WIRE_MIGRATIONS)
    const store = wireStore(storage)
    const fresh = items.map((item) => ({ item, keys: [item.id] as const, words: '' })).toReversed()
    store.keep(store.begin(), { fresh, baseline: [], now: Date.UTC(2026, 10, 1) })
    return look(store, storage.sql)
  })

const ids = (store: WireTables, q: string): string[] =>
  search(store.archive, SOURCE, { q }, 10_000).found.map(({ stored }) => stored.item.id)

const askers = new WeakMap<Item, Asker>()
const askerFor = (item: Item): Asker => {
  const ask = askers.get(item) ?? askerOf(prepare(subjectOf(item, SOURCE)))
  askers.set(item, ask)
  return ask
}

/** The naive twin: every item asked. */
const scan = (items: readonly Item[], q: string): string[] => {
  const query = parseQuery(q)
  if (!query.ok) throw new Error(q)
  return items
    .filter((item) => askerFor(item)(query.value, 'text') !== undefined)
    .map(({ id }) => id)
    .toReversed()
}

/** Queries asked of all items. */
const SLOW = 60_000
const subjects = fc.sample(anySubject, { ...RUNS, numRuns: 250 })
const items = subjects.map(itemOf)

describe('a search finds exactly what the evaluator matches', () => {
  it('for random queries over random items', { timeout: SLOW }, async () => {
    const queries = [...new Set(fc.sample(anyTree, { ...RUNS, numRuns: 200 }).map(printQuery))].filter(
      (query) => parseQuery(query).ok,
    )
    const found = await stored(items, (store) => queries.map((query) => ids(store, query)))
    const expected = queries.map((query) => scan(items, query))
    for (const [index, query] of queries.entries()) expect(found[index], query).toEqual(expected[index])
    expect(queries.length).toBeGreaterThan(120)
    expect(expected.filter((list) => list.length > 0 && list.length < items.length).length).toBeGreaterThan(65)
  })

  it('for every topic', { timeout: SLOW }, async () => {
    const queries = TOPIC_IDS.map((id) => `@${id}`)
    const found = await stored(items, (store) => queries.map((query) => ids(store, query)))
    expect(found).toEqual(queries.map((query) => scan(items, query)))
  })

  it('while what was filed in another way is filed anew', { timeout: SLOW }, async () => {
    const queries = ['missile', 'test-fire', '미싸일 OR 导弹', 'testf*', 'missile -us']
    const expected = queries.map((query) => scan(items, query))
    const found = await stored(items, (store, sql) => {
      sql.exec(`UPDATE facts SET value = '{"version":0,"left":0}' WHERE name = 'index'`)
      store.archive.open()
      const run = store.begin()
      const states: string[][][] = []
      for (;;) {
        states.push(queries.map((query) => ids(store, query)))
        if (store.archive.unindexed() === 0) return states
        store.archive.reindex(run)
      }
    })
    expect(found).toHaveLength(4)
    for (const state of found) expect(state).toEqual(expected)
  })
})

const texts = [
  '핵물질 생산을 늘이다',
  '핵무력 강화',
  '조선로동당 전원회의',
  '미싸일총국은 시험발사를 진행하였다',
  '朝中社:核战争',
  '朝鲜进行导弹试射',
  'US and DPRK',
  'the U.S. carrier',
  'It made us laugh',
  'Test-fire of a missile',
  'A test fire',
  'Testfire again',
  'Café in Pyongyang',
  'ＤＰＲＫ full width',
]

describe('short words and other spellings', () => {
  const named = texts.map((title, number) => itemOf({ title, lead: '', text: '', sources: [], tags: [] }, number))
  it.each<[string, readonly number[]]>([
    ['핵', [1, 0]],
    ['로동', [2]],
    ['미싸일', [3]],
    ['일총', [3]],
    ['核', [4]],
    ['导弹', [5]],
    ['弹', [5]],
    ['US', [8, 7, 6]],
    ['=US', [6]],
    ['u.s.', [7]],
    ['test-fire', [11, 10, 9]],
    ['testfire', [11, 10, 9]],
    ['cafe', [12]],
    ['CAFÉ', [12]],
    ['dprk', [13, 6]],
  ])('%s', async (query, expected) => {
    const found = await stored(named, (store) => ids(store, query))
    expect(found).toEqual(expected.map((number) => `item-${number}`))
    expect(found).toEqual(scan(named, query))
  })

  it('are found by the index, not by looking at everything', async () => {
    const looked = await stored(named, (store, sql) =>
      ['핵', 'US', '导弹', 'test-fire'].map((query) => {
        const parsed = parseQuery(query)
        const needed = parsed.ok ? narrow(parsed.value) : undefined
        expect(sql.exec('SELECT count(*) FROM items').one()).toBeDefined()
        return store.archive.page({}, 100, needed).length
      }),
    )
    expect(looked).toEqual([2, 3, 1, 3])
  })
})

describe('over HTTP', () => {
  beforeEach(async () => {
    const stories = Array.from({ length: 30 }, (_, number) =>
      story(number, number % 3 === 0 ? `Missile ${number}` : `Choir ${number}`, 'Pyongyang (KCNA) -- A lead.'),
    )
    new Network().on(FEED, () => new Response(rss(stories.toReversed()))).install()
    const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED })
    await api('POST', `/sources/${id}/poll`, undefined, 200)
  })

  type Page = { items: { title: string; spans: unknown[] }[]; next?: string }

  it('pages through every match once, newest first seen first', async () => {
    const titles: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 10; pages++) {
      const page = await api<Page>('GET', `/items?q=missile&limit=4${cursor}`)
      titles.push(...page.items.map(({ title }) => title))
      if (page.next === undefined) break
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
    expect(titles).toEqual(Array.from({ length: 10 }, (_, number) => `Missile ${27 - 3 * number}`))
  })

  it('shows where the query was found', async () => {
    const { items } = await api<Page>('GET', '/items?q=missile&limit=1')
    expect(items[0]?.spans).toEqual([{ field: 'title', start: 0, end: 7, text: 'Missile' }])
  })

  it('finds what changed by its new words, and no more by its old ones', async () => {
    const changed = [story(1, 'Submarine 1', 'Pyongyang (KCNA) -- A lead.')]
    vi.restoreAllMocks()
    new Network().on(FEED, () => new Response(rss(changed))).install()
    const [{ id }] = (await api<{ items: [{ id: string }] }>('GET', '/sources')).items
    await api('POST', `/sources/${id}/poll`, undefined, 200)
    expect((await api<Page>('GET', '/items?q=submarine')).items).toHaveLength(1)
    expect((await api<Page>('GET', '/items?q=title:choir&limit=100')).items).toHaveLength(19)
  })

  it('refuses a wrong query with its place', async () => {
    expect((await call('GET', `/api/v1/items?q=${encodeURIComponent('NOT missile')}`)).status).toBe(400)
  })
})
