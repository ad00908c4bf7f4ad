import { describe, expect, it } from 'vitest'
import { type RawDocument, readDocument, readText } from '../../../src/core/feed/read.ts'
import { READ } from '../../../src/core/limits.ts'
import { type ReadErrorCode, SOURCE_KINDS } from '../../../src/core/model.ts'
import { hashOf, kcnaListPage } from '../../support/kcna-page.ts'
import { kcnaWatchCards } from '../../support/kcna-watch-page.ts'
import { rodongList } from '../../support/rodong-page.ts'
import { rss, story } from '../../support/stories.ts'
import { wpPosts } from '../../support/wp-json.ts'
import { codeOf, decode, read } from './support.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (...parts: readonly (string | Iterable<number>)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8(part) : part)]))

const codeOfBytes = (document: RawDocument): string => {
  const result = readDocument(document, decode)
  return result.ok ? `${result.value.items.length} items` : result.error.code
}

const titleOf = (body: Uint8Array, contentType?: string): string => {
  const result = readDocument({ body, ...(contentType === undefined ? {} : { contentType }) }, decode)
  return result.ok ? (result.value.items[0]?.title ?? '') : result.error.code
}

describe('each way a document cannot be read', () => {
  const cases: readonly (readonly [what: string, code: ReadErrorCode, document: RawDocument])[] = [
    ['no bytes', 'empty', { body: new Uint8Array() }],
    ['nothing but white space', 'empty', { body: utf8(' \n\t ') }],
    ['a byte over the cap', 'too-large', { body: new Uint8Array(READ.BODY_BYTES + 1).fill(32) }],
    ['compressed bytes', 'unreadable', { body: bytes([0x1f, 0x8b, 8, 0, 0, 0]) }],
    ['control characters', 'unreadable', { body: bytes([1, 2, 3, 4, 5]) }],
    ['half a JSON document', 'unreadable', { body: utf8('{"version":"1","items":[') }],
    ['words', 'not-a-feed', { body: utf8('no feed at all') }],
    [
      'HTML where a feed was asked for',
      'not-a-feed',
      { body: utf8('<!doctype html><html><body><p>Hello</p></body></html>') },
    ],
    ['XML of another kind', 'not-a-feed', { body: utf8('<?xml version="1.0"?><urlset><url/></urlset>') }],
    ['JSON of another kind', 'not-a-feed', { body: utf8('{"a":1}') }],
    [
      'a page without an article',
      'not-an-article',
      { body: utf8('<html><body><p>Hello</p></body></html>'), kind: 'kcna-watch' },
    ],
    ['a bot check', 'blocked', { body: utf8('<html><script>window._cf_chl_opt={}</script></html>') }],
    ['a feed cut before its first item ends', 'truncated', { body: utf8('<rss><channel><item><title>x') }],
    [
      'Korean in a charset that nobody named',
      'charset',
      {
        body: bytes(
          '<rss><channel><item><title>',
          Array.from({ length: 40 }, () => [0xb1, 0xe8]).flat(),
          '</title></item></channel></rss>',
        ),
      },
    ],
  ]

  it.each(cases)('%s is %s', (_, code, document) => {
    expect(codeOfBytes(document)).toBe(code)
  })

  it('has one plain sentence for each', () => {
    for (const [, , document] of cases) {
      const result = readDocument(document, decode)
      expect(result.ok ? '' : result.error.message).toMatch(/^[A-Z][^.]*\.$/)
    }
  })
})

describe('every kind of source', () => {
  it.each(SOURCE_KINDS)('%s takes a feed for what it is', (kind) => {
    expect(read('<rss><channel><item><title>x</title></item></channel></rss>', { kind }).items).toHaveLength(1)
  })

  it.each(SOURCE_KINDS)('%s does not take any page for its own', (kind) => {
    const code = ['kcna-watch', 'kcna', 'rodong'].includes(kind) ? 'not-an-article' : 'not-a-feed'
    expect(codeOf('<html><body><a href="https://paper.example/story/1">Story</a></body></html>', { kind })).toBe(code)
  })

  it('auto tells pages apart by their structure', () => {
    const pages = [
      kcnaListPage({ rows: [{ hash: hashOf(1), title: 'One', date: '[2026.7.19.]' }] }),
      rodongList([{ day: '2026-02-19', serial: '003', title: 'Two' }]),
      kcnaWatchCards([
        { url: 'https://kcnawatch.org/newstream/1675110000-1/x/', title: 'Three', excerpt: 'x', date: '' },
      ]),
      wpPosts([{ id: 4, title: 'Four', html: 'x', date: '2026-07-19T00:00:00' }]),
      '{"version":"https://jsonfeed.org/version/1.1","title":"","items":[{"id":"5","title":"Five"}]}',
      rss([story(6, 'Six', 'x')]),
    ]
    expect(pages.map((page) => read(page, {}).items[0]?.title)).toEqual(['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
  })
})

describe('the charset of a document', () => {
  const feed = (title: string | readonly number[], declaration = ''): Uint8Array =>
    bytes(declaration, '<rss><channel><item><title>', title, '</title></item></channel></rss>')
  /** 김 */
  const kim = [0xb1, 0xe8]
  const declared = (label: string): string => `<?xml version="1.0" encoding="${label}"?>`

  it.each([
    ['UTF-8 without a word', feed('김'), undefined, '김'],
    ['named by HTTP', feed(kim), 'text/xml; charset=euc-kr', '김'],
    ['named by HTTP, in quotes', feed(kim), 'text/xml; Charset="EUC-KR"', '김'],
    ['named by the declaration', feed(kim, declared('euc-kr')), 'text/xml', '김'],
    ['named by HTTP before the declaration', feed(kim, declared('iso-8859-1')), 'text/xml; charset=euc-kr', '김'],
    [
      'named wrongly by HTTP, rightly by the declaration',
      feed(kim, declared('euc-kr')),
      'text/xml; charset=utf-8',
      '김',
    ],
    ['named wrongly by both', feed('김', declared('x-none')), 'text/xml; charset=shift_jis-x', '김'],
    [
      'a mark before every word',
      bytes([0xef, 0xbb, 0xbf], feed('김', declared('euc-kr'))),
      'text/xml; charset=euc-kr',
      '김',
    ],
    ['UTF-16 announced in ASCII', feed('x', declared('utf-16')), undefined, 'x'],
    ['UTF-7 is not decoded', feed('+ADw-b+AD4-', declared('utf-7')), 'text/xml; charset=utf-7', '+ADw-b+AD4-'],
    ['a fault in UTF-8', feed([0xea, 0xb9, 0x80, 0xff]), undefined, '김\ufffd'],
    ['a fault in a named charset', feed([...kim, ...kim, ...kim, 0xff], declared('euc-kr')), undefined, '김김김\ufffd'],
  ])('%s', (_, body, contentType, title) => {
    expect(titleOf(body, contentType)).toBe(title)
  })

  it.each(['utf-16le', 'utf-16be'])('%s, with and without a mark', (label) => {
    const units = [...'<rss><channel><item><title>김</title></item></channel></rss>'].map((letter) =>
      letter.charCodeAt(0),
    )
    const body = units.flatMap((unit) => (label === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]))
    const mark = label === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff]
    expect(titleOf(Uint8Array.from(body))).toBe('김')
    expect(titleOf(Uint8Array.from([...mark, ...body]), 'text/xml; charset=utf-8')).toBe('김')
  })

  it('a decoder that knows nothing but UTF-8 will do', () => {
    const plain = (body: Uint8Array, label: string, fatal: boolean): string | undefined =>
      label === 'utf-8' ? decode(body, label, fatal) : undefined
    const result = readDocument({ body: feed('김', declared('euc-kr')) }, plain)
    expect(result.ok && result.value.items[0]?.title).toBe('김')
  })
})

it('an address that is none is as good as no address', () => {
  const text = '<rss><channel><item><link>/a</link></item></channel></rss>'
  expect(read(text, { url: 'nonsense' }).items[0]?.url).toBeUndefined()
  expect(read(text, { url: ' https://a.org/ ' }).items[0]?.url).toBe('https://a.org/a')
})

it('without an address the feed’s own link is the base', () => {
  const text = '<rss><channel><link>https://a.org/</link><item><link>b</link></item></channel></rss>'
  expect(read(text, {}).items[0]?.url).toBe('https://a.org/b')
})

describe('whether an item is complete', () => {
  it.each([
    ['<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">Whole story.</content:encoded>', true],
    ['<description>Whole lead.</description>', true],
    ['<description>The beginning […]</description>', false],
    ['<description>The beginning [&#8230;]</description>', false],
    ['<description>The beginning &lt;a href="x"&gt;Read more&lt;/a&gt;</description>', false],
    ['', false],
  ])('%s: %s', (inside, complete) => {
    const result = readText(`<rss><channel><item>${inside}</item></channel></rss>`)
    expect(result.ok && result.value.items[0]?.complete).toBe(complete)
  })
})
