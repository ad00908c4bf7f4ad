// A poll matches with exactly the ruleset that the Desk names: from memory, from KV, or from the Desk itself when what KV has is of
// no use.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RULESET_FORMAT } from '../../src/core/match/compile.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network
let source: string

beforeEach(async () => {
  network = new Network().on(FEED, () => new Response(rss(WIRE))).install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 10 })).id
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: 'http://127.0.0.1:2/hook' })
  await api('POST', '/rules', { query: 'missile', destination: id })
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const publish = () => runInDurableObject(desk(), (object) => object.alarm())
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const published = async (): Promise<string> => (await env.RULES.get('ruleset')) ?? ''

it('what the Desk published is what the poll matches with', async () => {
  await publish()
  const fromDesk = vi.spyOn((await import('../../src/edge/store/desk.ts')).Desk.prototype, 'publishedRuleset')
  expect(await poll()).toMatchObject({ matched: 1 })
  expect(fromDesk).not.toHaveBeenCalled()
})

it.each<[string, (text: string) => string]>([
  ['is cut short', (text) => text.slice(0, text.length / 2)],
  ['is of an older format', (text) => text.replace(`"format":${RULESET_FORMAT}`, '"format":1')],
  ['is of the first form of all', (text) => JSON.stringify({ version: JSON.parse(text).version, ruleset: {} })],
  ['is no JSON', () => 'not a ruleset'],
  ['is empty', () => ''],
  ['is of another version', (text) => text.replace(/"version":"[^"]+"/, '"version":"other.1"')],
])('a copy in KV that %s is fetched from the Desk instead', async (_fault, spoil) => {
  await publish()
  const good = await published()
  const spoilt = spoil(good)
  expect(spoilt).not.toBe(good)
  await env.RULES.put('ruleset', spoilt)
  expect(await poll()).toMatchObject({ outcome: 'read', new: 4, matched: 1 })
})

it('KV without a copy, or out of order, is as good as none', async () => {
  vi.spyOn(env.RULES, 'get').mockRejectedValue(new Error('KV is away'))
  expect(await poll()).toMatchObject({ matched: 1 })
})

it('is held by the isolate: the next poll asks KV for nothing', async () => {
  await publish()
  await poll()
  const gets = vi.spyOn(env.RULES, 'get')
  network.on(FEED, () => new Response(rss([story(9, 'A missile again', 'A second one.'), ...WIRE])))
  expect(await poll()).toMatchObject({ new: 1, matched: 1 })
  expect(gets).not.toHaveBeenCalled()
})

it('an edit is matched by the very next poll, published or not', async () => {
  await publish()
  const { items } = await api<{ items: { id: string; destination: string }[] }>('GET', '/destinations')
  await api('POST', '/rules', { query: 'choir', destination: items[0]?.id })
  expect(await poll()).toMatchObject({ matched: 2 })
})

/** As another version may have left it. */
const store = (rule: Readonly<Record<string, unknown>>) =>
  runInDurableObject(desk(), (_object, state) => {
    state.storage.sql.exec(
      'INSERT OR REPLACE INTO rules (id, owner, destination, doc) VALUES (?, ?, ?, ?)',
      rule['id'],
      rule['owner'],
      'x',
      JSON.stringify(rule),
    )
  })

it('a stored rule that this version cannot read stops nobody', async () => {
  await store({ id: 'a', owner: 'guild:1' })
  expect(await poll()).toMatchObject({ matched: 1 })
})

it('a stored rule that this version cannot read is listed with the reason', async () => {
  await store({ id: 'a', owner: 'operator', query: '(missile', scope: 'lead', sources: [] })
  await store({ id: 'b', owner: 'operator' })
  const { items } = await api<{ items: { id: string; query?: string; broken?: string }[] }>('GET', '/rules')
  expect(items).toContainEqual(expect.objectContaining({ id: 'a', broken: expect.stringContaining('parenthesis') }))
  expect(items).toContainEqual(expect.objectContaining({ id: 'b', broken: expect.stringContaining('make it again') }))
  expect(items.filter(({ broken }) => broken === undefined).map(({ query }) => query)).toEqual(['missile'])
})
