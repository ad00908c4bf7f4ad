import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/core/feed/read.ts'
import { READ } from '../../../src/core/limits.ts'
import { SOURCE_KINDS } from '../../../src/core/model.ts'

const page = (head: string): string => `<!doctype html><html><head>${head}</head><body><p>Hello</p></body></html>`

const alternates = (head: string, url = 'https://paper.example/news/') => {
  const result = readText(page(head), { url })
  return result.ok ? 'read' : result.error.alternates
}

describe('a page that is no feed', () => {
  it('says which feeds it names, with type and title, absolute', () => {
    expect(
      alternates(`<link rel="stylesheet" href="a.css">
        <link rel="alternate" type="application/rss+xml" title="All &amp; everything" href="/feed/">
        <LINK REL='Alternate' TYPE='application/atom+xml' HREF='atom.xml?a=1&amp;b=2'>
        <link rel="alternate feed" type="application/feed+json" href="https://paper.example/feed.json">`),
    ).toEqual([
      { url: 'https://paper.example/feed/', type: 'application/rss+xml', title: 'All & everything' },
      { url: 'https://paper.example/news/atom.xml?a=1&b=2', type: 'application/atom+xml' },
      { url: 'https://paper.example/feed.json', type: 'application/feed+json' },
    ])
  })

  it.each([
    ['a page in another language', '<link rel="alternate" hreflang="ko" href="/ko/">'],
    ['an embedding', '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">'],
    ['a single post', '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">'],
    ['readers’ comments', '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'],
    ['an address of another kind', '<link rel="alternate" type="application/rss+xml" href="javascript:x">'],
    ['nothing', ''],
  ])('does not name %s', (_, head) => {
    expect(alternates(head)).toBeUndefined()
  })

  it('reads them relative to its base, and names each once', () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="feed/">'
    expect(alternates(`<base href="https://other.example/x/">${link}${link}`)).toEqual([
      { url: 'https://other.example/x/feed/', type: 'application/rss+xml' },
    ])
  })

  it('names no more than a few', () => {
    const links = Array.from(
      { length: 1_000 },
      (_, n) => `<link rel="alternate" type="application/rss+xml" href="/${n}">`,
    )
    expect(alternates(links.join(''))).toHaveLength(READ.ALTERNATES)
  })

  it.each(SOURCE_KINDS.filter((kind) => ['auto', 'feed', 'wp-json'].includes(kind)))(
    'says so to a source of kind %s',
    (kind) => {
      const head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
      const result = readText(page(head), { url: 'https://paper.example/', kind })
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'not-a-feed', alternates: [{ url: 'https://paper.example/feed/' }] },
      })
    },
  )
})
