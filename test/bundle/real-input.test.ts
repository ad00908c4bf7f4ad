// The main job on real input, through the built Worker: articles go in at one end, Discord messages and signed webhooks come out.
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../src/core/feed/read.ts'
import { askerOf } from '../../src/core/match/evaluate.ts'
import { prepare } from '../../src/core/match/subject.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { type BuiltWorker, startBuiltWorker } from '../support/built-worker.ts'
import { type Article, asAtom, asJsonFeed, asRss } from '../support/feeds.ts'
import { kcnaWatchListing } from '../support/kcna-watch-page.ts'
import { seedArticlePage } from '../support/seed-page.ts'
import { hasShared, readSharedLines } from '../support/shared-data.ts'
import { startWorld, type World } from '../support/world.ts'

const ARTICLES = 'kcna/articles-2024.jsonl'
const SEED = 'kcna/seed-article.txt'

const QUERIES = [
  'missile OR rocket',
  '"Kim Jong Un"',
  'title:nato OR text:nato',
  '수도 OR Putin',
  'flood* -typhoon',
] as const
const DISCORD_RULES = 2

let world: World
let worker: BuiltWorker

beforeAll(async () => {
  world = await startWorld()
  worker = await startBuiltWorker(world.origin)
})

afterAll(async () => {
  await worker?.close()
  await world?.close()
})

type Delivery = { state: string; alerts: string[]; edit?: true }

const isPending = async (destination: string): Promise<boolean> => {
  const { items } = await worker.api<{ items: { id: string; pending: number }[] }>('GET', '/destinations?limit=200')
  return items.find(({ id }) => id === destination)?.pending !== 0
}

const deliveriesOf = async (destination: string): Promise<Delivery[]> => {
  const deliveries: Delivery[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = cursor === '' ? '?limit=200' : `?limit=200&cursor=${cursor}`
    const page: { items: Delivery[]; next?: string } = await worker.api(
      'GET',
      `/destinations/${destination}/deliveries${query}`,
    )
    deliveries.push(...page.items)
    cursor = page.next
  }
  return deliveries
}

/** Every delivery of a destination, once none is pending. */
const settled = async (destination: string): Promise<Delivery[]> => {
  for (;;) {
    const isOpen = await isPending(destination)
    const deliveries = await deliveriesOf(destination)
    if (!isOpen && deliveries.every(({ state }) => state !== 'pending')) return deliveries
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

type End = { alert: string; rule: string; state: string }

const outcomesOf = async (destination: string): Promise<End[]> => {
  const ends: End[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = cursor === '' ? '?limit=200' : `?limit=200&cursor=${cursor}`
    const page: { items: End[]; next?: string } = await worker.api(
      'GET',
      `/destinations/${destination}/outcomes${query}`,
    )
    ends.push(...page.items)
    cursor = page.next
  }
  return ends
}

describe.runIf(hasShared(ARTICLES))('1,039 real articles', () => {
  const all = hasShared(ARTICLES) ? readSharedLines<Article>(ARTICLES) : []

  it.each([
    ['RSS', 'all of them', all, asRss, 'application/rss+xml'],
    ['Atom', 'the first 100', all.slice(0, 100), asAtom, 'application/atom+xml'],
    ['JSON Feed', 'the last 100', all.slice(-100), asJsonFeed, 'application/feed+json'],
  ] as const)('as %s, %s: every item x matching rule ends in exactly one recorded outcome', async (...row) => {
    const [name, , articles, print, type] = row
    const path = `/${name.replace(' ', '-')}`
    world.pages.set(path, { type, body: print(articles) })
    const half = `${path}-half`
    const again = Math.floor(articles.length / 2)
    world.pages.set(half, { type, body: print(articles.slice(0, again)) })
    const sources = await Promise.all(
      [path, half].map((url) =>
        worker.api<{ id: string }>('POST', '/sources', { url: world.origin + url, name: url, backfill: 2_000 }),
      ),
    )
    const destinations = await Promise.all(
      QUERIES.map((_query, index) =>
        worker.api<{ id: string; secret?: string }>(
          'POST',
          '/destinations',
          index < DISCORD_RULES
            ? { kind: 'discord-channel', channel: `${sources.length}${index}${path.length}` }
            : { kind: 'webhook', url: `${world.origin}${path}/hook/${index}` },
        ),
      ),
    )
    for (const [index, query] of QUERIES.entries()) {
      await worker.api('POST', '/rules', {
        query,
        destination: destinations[index]!.id,
        sources: sources.map(({ id }) => id),
      })
    }
    expect(await worker.api('POST', `/sources/${sources[0]!.id}/poll`, undefined, 200)).toMatchObject({
      outcome: 'read',
      new: articles.length,
    })
    expect(await worker.api('POST', `/sources/${sources[1]!.id}/poll`, undefined, 200)).toMatchObject({
      outcome: 'read',
      new: again,
    })

    const read = readText(print(articles), { contentType: type, url: world.origin + path })
    const items = read.ok ? read.value.items : []
    expect(items).toHaveLength(articles.length)
    const askers = items.map(({ title, lead, text = '', tags }) =>
      askerOf(prepare({ title, lead, text, sources: [], tags })),
    )
    for (const [index, query] of QUERIES.entries()) {
      const parsed = parseQuery(query)
      const matches = askers.map((ask) => parsed.ok && ask(parsed.value, 'lead') !== undefined)
      const matching = matches.filter(Boolean).length
      const expected = matching + matches.slice(0, again).filter(Boolean).length
      const deliveries = await settled(destinations[index]!.id)
      expect(
        deliveries.every(({ state }) => state === 'sent'),
        query,
      ).toBe(true)
      const ends = await outcomesOf(destinations[index]!.id)
      const told = ends.filter(({ state }) => state === 'sent').map(({ alert }) => alert)
      expect(new Set(ends.map(({ alert, rule }) => `${alert} ${rule}`)).size, query).toBe(expected)
      expect(
        ends.map(({ state }) => state).filter((state) => state !== 'sent' && state !== 'merged'),
        query,
      ).toEqual([])
      // The second source tells the stories of the first again: they are merged, or told where the two are not surely one. A message
      // that is edited to name it carries no alert anew.
      const carried = deliveries.filter(({ edit }) => edit !== true).flatMap(({ alerts }) => alerts)
      expect(carried.toSorted(), query).toEqual(told.toSorted())
      const merged = ends.filter(({ state }) => state === 'merged').length
      if (index < DISCORD_RULES && merged > 0)
        expect(carried.length, query).toBeLessThan(deliveries.flatMap(({ alerts }) => alerts).length)
      expect(told.length, query).toBeGreaterThanOrEqual(matching)
      if (index >= DISCORD_RULES) {
        const posts = world.posted.filter((posted) => posted.path === `${path}/hook/${index}`)
        expect(posts).toHaveLength(told.length)
        const webhook = new Webhook(destinations[index]!.secret ?? '')
        for (const { body, headers } of posts)
          expect(webhook.verify(body, headers as Record<string, string>)).toBeTruthy()
        expect(Math.max(0, ...posts.map(({ body }) => Buffer.byteLength(body)))).toBeLessThan(20_000)
      }
    }
  })
})

describe.runIf(hasShared(SEED))('the real article page', () => {
  it('listed by KCNA Watch, completed from its page, and delivered', async () => {
    const { url, html } = seedArticlePage(world.origin)
    world.pages.set(new URL(url).pathname, { type: 'text/html; charset=utf-8', body: html })
    world.pages.set('/newstream/', {
      type: 'text/html; charset=utf-8',
      body: kcnaWatchListing([
        {
          url,
          title: "NATO Secretary General's Trip Instigates Creation of Asian Version of NATO",
          excerpt: 'Pyongyang, January 30 (KCNA) -- Kim Tong Myong, a researcher of the Society for',
          date: 'January 30, 2023',
        },
      ]),
    })
    const source = await worker.api<{ id: string }>('POST', '/sources', {
      url: `${world.origin}/newstream/`,
      kind: 'kcna-watch',
      backfill: 10,
    })
    const hook = await worker.api<{ id: string; secret: string }>('POST', '/destinations', {
      kind: 'webhook',
      url: `${world.origin}/seed-hook`,
    })
    const channel = await worker.api<{ id: string }>('POST', '/destinations', {
      kind: 'discord-channel',
      channel: '4242',
    })
    await worker.api('POST', '/rules', { query: 'researcher "south korea"', scope: 'text', destination: hook.id })
    await worker.api('POST', '/rules', { query: 'nato', destination: channel.id })
    expect(await worker.api('POST', `/sources/${source.id}/poll`, undefined, 200)).toEqual({
      outcome: 'read',
      new: 1,
      matched: 1,
    })
    expect(await settled(hook.id)).toMatchObject([{ state: 'sent' }])
    expect(await settled(channel.id)).toMatchObject([{ state: 'sent' }])

    const { body, headers } = world.posted.find(({ path }) => path === '/seed-hook')!
    const payload = new Webhook(hook.secret).verify(body, headers as Record<string, string>) as {
      data: { item: Record<string, unknown> }
    }
    expect(payload.data.item).toMatchObject({
      url,
      date_published: '2023-01-30T00:00:00Z',
      _nightdesk: { source: 'KCNA.kp (En)', dateline: 'Pyongyang, January 30 (KCNA)', ended: true, day: '2023-01-30' },
    })
    const message = JSON.parse(world.posted.find(({ path }) => path === '/api/v10/channels/4242/messages')!.body)
    expect(message.embeds[0].title).toContain('NATO')
  })
})

it('nothing was logged as an error', () => {
  expect(worker.logs().filter((line) => /error|exception/i.test(line))).toEqual([])
})
