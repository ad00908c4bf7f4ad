// A list that has moved on by more than its own length is read on until it meets what is known.
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, type Story, story } from '../support/stories.ts'

const ORIGIN = 'http://127.0.0.1:1'
const LIST = 10

let network: Network
let stories: Story[]

beforeEach(() => {
  network = new Network().install()
  stories = Array.from({ length: 30 }, (_, number) => numbered(number))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const numbered = (number: number): Story => ({
  ...story(number, `Story ${number}`, `Lead ${number}.`),
  id: `${ORIGIN}/stories/${number}`,
})
const newest = (page: number): Story[] => stories.toReversed().slice((page - 1) * LIST, page * LIST)
const publish = (count: number): void => {
  const from = stories.length
  for (let number = from; number < from + count; number++) stories.push(numbered(number))
}
const titles = async (): Promise<string[]> => {
  const { items } = await api<{ items: { title: string }[] }>('GET', '/items?limit=200')
  return items.map(({ title }) => title)
}
const state = async () => (await api<{ items: { state: string; evidence?: string }[] }>('GET', '/sources')).items[0]
const poll = (id: string) => api('POST', `/sources/${id}/poll`, undefined, 200)

describe('40 items between two polls of a 10-item list', () => {
  it('are all found where the list can be paged', async () => {
    network.on(`${ORIGIN}/wp-json/wp/v2/posts`, ({ url }) => {
      const page = Number(new URL(url).searchParams.get('page') ?? 1)
      return Response.json(
        newest(page).map(({ id, title, lead, date }) => ({
          id: Number(id.split('/').at(-1)),
          date_gmt: date.slice(0, 19),
          link: id,
          title: { rendered: title },
          excerpt: { rendered: `<p>${lead}</p>` },
          content: { rendered: `<p>${lead}</p>` },
        })),
      )
    })
    const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/wp-json/wp/v2/posts`, kind: 'auto' })
    await poll(source.id)
    publish(40)
    expect(await poll(source.id)).toMatchObject({ outcome: 'read', new: 40 })
    expect(await state()).toMatchObject({ state: 'ok' })
    const found = await titles()
    for (let number = 30; number < 70; number++) expect(found).toContain(`Story ${number}`)
    expect(network.to(ORIGIN)).toHaveLength(1 + 5)
  })

  it('leave a recorded gap where it cannot', async () => {
    network.on(`${ORIGIN}/feed.xml`, () => new Response(rss(newest(1))))
    const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/feed.xml` })
    await poll(source.id)
    publish(40)
    expect(await poll(source.id)).toMatchObject({ outcome: 'read', new: 10 })
    expect(await state()).toMatchObject({ state: 'gap', evidence: 'none of 10 listed items was known' })
  })

  it('a list that meets what is known is not read on', async () => {
    network.on(`${ORIGIN}/feed.xml`, () => new Response(rss(newest(1))))
    const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/feed.xml` })
    await poll(source.id)
    publish(9)
    expect(await poll(source.id)).toMatchObject({ outcome: 'read', new: 9 })
    expect(await state()).toMatchObject({ state: 'ok' })
  })
})

it('the first list of a source is there to try rules on, though nothing of it is alerted', async () => {
  network.on(`${ORIGIN}/feed.xml`, () => new Response(rss(newest(1))))
  const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/feed.xml` })
  await poll(source.id)
  expect(await api('POST', '/rules/test', { query: 'story' }, 200)).toMatchObject({ of: 10, hits: 10 })
})

describe('a page where a feed was meant', () => {
  const page = (...feeds: string[]): Response =>
    new Response(
      `<!doctype html><html><head>${feeds
        .map((href) => `<link rel="alternate" type="application/rss+xml" href="${href}">`)
        .join('')}</head><body><p>Welcome</p></body></html>`,
      { headers: { 'content-type': 'text/html' } },
    )

  it('that names one feed is followed there, and the feed alone is asked from then on', async () => {
    network.on(`${ORIGIN}/home`, () => page('/feed.xml'))
    network.on(`${ORIGIN}/feed.xml`, () => new Response(rss(newest(1))))
    const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/home` })
    expect(await poll(source.id)).toMatchObject({ outcome: 'read' })
    publish(1)
    expect(await poll(source.id)).toMatchObject({ outcome: 'read', new: 1 })
    expect(network.to(`${ORIGIN}/home`)).toHaveLength(1)
  })

  it('that names several says which, and is read again when the one it led to is gone', async () => {
    network.on(`${ORIGIN}/home`, () => page('/a.xml', '/b.xml'))
    const source = await api<{ id: string }>('POST', '/sources', { url: `${ORIGIN}/home` })
    expect(await poll(source.id)).toMatchObject({
      outcome: 'failed',
      error: { code: 'not-a-feed', message: expect.stringContaining(`${ORIGIN}/a.xml, ${ORIGIN}/b.xml`) },
    })
    network.on(`${ORIGIN}/home`, () => page('/feed.xml'))
    network.on(`${ORIGIN}/feed.xml`, () => new Response('gone', { status: 404 }))
    await poll(source.id)
    await poll(source.id)
    expect(network.to(`${ORIGIN}/home`).length).toBeGreaterThan(2)
  })
})
