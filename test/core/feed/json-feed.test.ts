import { describe, expect, it } from 'vitest'
import { fromJsonFeedItem, toJsonFeedItem, toReadLine } from '../../../src/core/feed/json-feed-item.ts'
import { err, ok } from '../../../src/core/result.ts'
import { codeOf, read, rssItem } from './support.ts'

const feed = (items: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items, ...more })

const item = (fields: object, more: object = {}) => read(feed([fields], more)).items[0]

describe('a JSON Feed', () => {
  it('says what it is', () => {
    const text = feed([], { home_page_url: 'https://a.org ', feed_url: '/feed.json', description: 'D' })
    expect(read(text, { url: 'https://a.org/x' }).feed).toEqual({
      title: 'T',
      homePageUrl: 'https://a.org/',
      feedUrl: 'https://a.org/feed.json',
      description: 'D',
    })
  })

  it.each([
    ['a numeric id', { id: 7 }, { id: '7' }],
    ['markup before plain text', { content_text: 'no', content_html: '<p>One</p><p>Two</p>' }, { text: 'One\nTwo' }],
    ['blank lines between paragraphs', { content_text: 'One\ngoes on\n\nTwo' }, { text: 'One goes on\nTwo' }],
    ['lines as paragraphs', { content_text: 'One\nTwo' }, { text: 'One\nTwo' }],
    ['an outside address', { id: '1', external_url: 'https://b.org/' }, { url: 'https://b.org/' }],
    ['both addresses', { id: '1', url: '/c', external_url: 'https://b.org/' }, { url: 'https://site.example.org/c' }],
    ['an id that is an address', { id: 'https://b.org/1' }, { url: 'https://b.org/1' }],
    [
      'authors of 1.1',
      { authors: [{ name: 'A' }, { name: 'A' }, { name: 'B' }] },
      { authors: [{ name: 'A' }, { name: 'B' }] },
    ],
    ['the author of 1.0', { author: { name: 'A' } }, { authors: [{ name: 'A' }] }],
    [
      'dates and tags',
      { date_published: '2024-02-01T00:00:00+09:00', tags: ['x', 3] },
      { published: '2024-01-31T15:00:00Z', tags: ['x'] },
    ],
    ['a wrong date', { date_published: 'soon' }, { title: '' }],
    ['fields of the wrong kind', { id: {}, title: [], url: 5, tags: 'x', authors: {} }, { title: '', tags: [] }],
  ])('%s', (_, fields, expected) => {
    expect(item(fields)).toMatchObject(expected)
  })

  it('items inherit author and language', () => {
    const inherited = item({ id: '1' }, { authors: [{ name: 'F' }], language: 'ko' })
    expect(inherited).toMatchObject({ authors: [{ name: 'F' }], language: 'ko' })
  })

  it('keys of objects’ own machinery are keys like others', () => {
    const text =
      '{"version":"1","items":[{"id":"__proto__","__proto__":{"title":"no"},"constructor":{}},{"id":"constructor"}]}'
    expect(read(text).items.map(({ id, title }) => [id, title])).toEqual([
      ['__proto__', ''],
      ['constructor', ''],
    ])
    expect(({} as Record<string, unknown>)['title']).toBeUndefined()
  })

  it.each([
    ['{"items":', 'unreadable'],
    ['{"version":"1"}', 'not-a-feed'],
    ['[1,2]', 'not-a-feed'],
    ['{"items":[1,null,"x"],"version":"1"}', '0 items'],
  ])('%s is %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })
})

describe('an item as JSON', () => {
  const full = {
    ...rssItem(
      `<title>T</title><link>https://a.org/1</link><guid>g</guid><pubDate>30/01/2023</pubDate><source>KCNA.kp (En)</source>
       <author>me@a.org (Ada)</author><category>x</category><description>Brief.</description>
       <content:encoded>&lt;p&gt;Pyongyang, January 30 (KCNA) -- One.&lt;/p&gt;&lt;p&gt;Two. -0-&lt;/p&gt;</content:encoded>`,
      '<language>en</language>',
    ),
    originalUrl: 'http://b.org/',
  }

  it('has exactly the promised keys', () => {
    expect(toJsonFeedItem(full)).toEqual({
      id: 'g',
      url: 'https://a.org/1',
      title: 'T',
      summary: 'Brief.',
      content_text: 'Pyongyang, January 30 (KCNA) -- One.\nTwo.',
      date_published: '2023-01-30T00:00:00Z',
      authors: [{ name: 'Ada', _email: 'me@a.org' }],
      tags: ['x'],
      language: 'en',
      _nightdesk: {
        source: 'KCNA.kp (En)',
        lead: 'One.',
        dateline: 'Pyongyang, January 30 (KCNA)',
        original_url: 'http://b.org/',
        ended: true,
        day: '2023-01-30',
      },
    })
  })

  it('leaves out what it does not have', () => {
    const bare = rssItem('<guid isPermaLink="false">g</guid>')
    expect(Object.keys(toJsonFeedItem(bare))).toEqual(['id', 'title', '_nightdesk'])
    expect(toJsonFeedItem(bare)._nightdesk).toEqual({ lead: '' })
  })

  it('comes back as the item it was', () => {
    expect(fromJsonFeedItem(JSON.parse(JSON.stringify(toJsonFeedItem(full))))).toEqual(full)
    expect(fromJsonFeedItem('no object')).toBeUndefined()
  })

  it('stands in a line with the file that was named', () => {
    expect(toReadLine('a.xml', ok({ feed: { title: 'T', homePageUrl: 'https://a.org/' }, items: [] }))).toEqual({
      file: 'a.xml',
      ok: true,
      feed: { title: 'T', home_page_url: 'https://a.org/' },
      items: [],
    })
    const error = { code: 'empty', message: 'The document is empty.' } as const
    expect(toReadLine('b.xml', err(error))).toEqual({ file: 'b.xml', ok: false, error })
  })
})
