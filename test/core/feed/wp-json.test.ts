import { describe, expect, it } from 'vitest'
import { type Post, SITE, wpPost, wpPosts } from '../../support/wp-json.ts'
import { codeOf, read } from './support.ts'

const API = `${SITE}/wp-json/wp/v2/posts?per_page=50`

const post: Post = {
  id: 41,
  title: 'Harbour &#038; Coast &#8211; <em>Spring</em>',
  html: '<p>Rason, July 19 (Coast) — The ice broke.</p>\n<p>Boats left &amp; came.</p>',
  excerpt: '<p>The ice broke. Boats [&hellip;]</p>',
  date: '2026-07-19T09:30:00',
  gmt: '2026-07-19T00:30:00',
}

const itemOf = (fields: object = {}) =>
  read(JSON.stringify([{ ...wpPost(post), ...fields }]), { url: API, kind: 'wp-json' }).items[0]

describe('a list of posts', () => {
  it('gives every field of a post, as text', () => {
    expect(read(wpPosts([post]), { url: API, kind: 'wp-json' })).toEqual({
      feed: { homePageUrl: `${SITE}/`, feedUrl: API },
      items: [
        {
          id: `${SITE}/?p=41`,
          url: `${SITE}/2026/07/story-41/`,
          title: 'Harbour & Coast – Spring',
          summary: 'The ice broke. Boats […]',
          text: 'Rason, July 19 (Coast) — The ice broke.\nBoats left & came.',
          lead: 'The ice broke.',
          complete: true,
          dateline: 'Rason, July 19 (Coast)',
          published: '2026-07-19T00:30:00Z',
          modified: '2026-07-19T00:30:00Z',
          authors: [],
          tags: [],
          ended: false,
        },
      ],
    })
  })

  it('is known for what it is by its structure, as is a single post', () => {
    expect(codeOf(wpPosts([post, { ...post, id: 42 }]), { url: API })).toBe('2 items')
    expect(codeOf(JSON.stringify(wpPost(post)), { url: `${SITE}/wp-json/wp/v2/posts/41` })).toBe('1 items')
  })

  it('that is empty is one where posts were asked for', () => {
    expect(codeOf('[]', { url: API, kind: 'wp-json' })).toBe('0 items')
    expect(codeOf('[]', { url: API })).toBe('not-a-feed')
  })

  it.each([
    ['numbers', '[1,2]'],
    ['posts without a link', '[{"id":1,"title":{"rendered":"x"}}]'],
    ['other things that have one', '[{"id":1,"link":"https://paper.example/1","title":"x"}]'],
    ['an error', '{"code":"rest_no_route","message":"No route","data":{"status":404}}'],
    ['a page where JSON was asked for', '<html><body>Maintenance</body></html>'],
  ])('is not %s', (_, body) => {
    expect(codeOf(body, { url: API, kind: 'wp-json' })).toBe('not-a-feed')
  })
})

describe('a post', () => {
  it('with the site’s own clock alone has a day and no instant', () => {
    const { date_gmt: _, modified_gmt: __, ...local } = wpPost(post) as Record<string, unknown>
    const [item] = read(JSON.stringify([local]), { url: API, kind: 'wp-json' }).items
    expect(item).toMatchObject({ published: '2026-07-19T00:00:00Z', day: '2026-07-19' })
  })

  it.each([
    ['its guid is its id', { guid: { rendered: 'https://paper.example/?p=7' } }, { id: 'https://paper.example/?p=7' }],
    ['without a number its address is its id', { id: undefined }, { id: `${SITE}/2026/07/story-41/` }],
    [
      'a draft’s empty date is none',
      { date_gmt: '0000-00-00T00:00:00', date: undefined },
      { title: 'Harbour & Coast – Spring' },
    ],
    ['an excerpt cut short is not its lead', { content: { rendered: '' } }, { complete: false }],
    [
      'a whole excerpt is',
      { content: {}, excerpt: { rendered: '<p>All of it.</p>' } },
      { complete: true, lead: 'All of it.' },
    ],
    [
      'fields of the wrong kind are left out',
      { title: 7, excerpt: null, date: {}, link: ` ${SITE}/a ` },
      { title: '7' },
    ],
    [
      'what is embedded names authors and sections',
      { _embedded: { author: [{ name: 'Ada' }], 'wp:term': [[{ name: 'Sea' }], [{ name: 'Ice' }]] } },
      { authors: [{ name: 'Ada' }], tags: ['Sea', 'Ice'] },
    ],
  ])('%s', (_, fields, expected) => {
    expect(itemOf(fields)).toMatchObject(expected)
  })
})
