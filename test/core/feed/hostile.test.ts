import { describe, expect, it } from 'vitest'
import { pageOf } from '../../../src/core/feed/blocks.ts'
import { marksOf } from '../../../src/core/feed/marks.ts'
import { prepare } from '../../../src/core/feed/prepare.ts'
import { type Provenance, readText } from '../../../src/core/feed/read.ts'
import { READ } from '../../../src/core/limits.ts'
import { withCpu } from '../../support/cpu.ts'
import { hashOf, kcnaArticlePage, kcnaListPage } from '../../support/kcna-page.ts'
import { kcnaWatchArticlePage, kcnaWatchCards } from '../../support/kcna-watch-page.ts'
import { rodongArticle, rodongList, rodongListPath, rodongStoryPath } from '../../support/rodong-page.ts'
import { codeOf, read, rssItem } from './support.ts'

/** Of CPU: generous against a slow machine, and far below what a super-linear reader needs for these. */
const MILLISECONDS = 3_000

const frame = (inside: string): string =>
  `<rss><channel><title>T</title><item><title>first</title></item>${inside}<item><title>last</title></item></channel></rss>`

const titles = (text: string): readonly string[] => read(text).items.map(({ title }) => title)

describe('a document made to hurt', () => {
  it.each([
    [
      'nested 100,000 deep',
      `<item><title>deep</title><description>${'<a>'.repeat(100_000)}x${'</a>'.repeat(100_000)}</description></item>`,
    ],
    ['nested and never closed', `<item><title>deep</title><description>${'<a>'.repeat(100_000)}x</description></item>`],
    [
      'nested under many names',
      `<item><title>deep</title><description>${Array.from({ length: 50_000 }, (_, i) => `<a${i}>`).join('')}</description></item>`,
    ],
  ])('%s: the branch is cut to its text, its siblings stay', (_, inside) => {
    const { value, ms } = withCpu(() => read(frame(inside)))
    expect(value.items.map(({ title }) => title)).toEqual(['first', 'deep', 'last'])
    expect(ms).toBeLessThan(MILLISECONDS)
  })

  it('is never built deeper than allowed', () => {
    let depth = 0
    let deepest = 0
    for (const [tag] of prepare(frame('<a>'.repeat(1_000))).markup.matchAll(/<\/?[a-z]/g)) {
      depth += tag.startsWith('</') ? -1 : 1
      deepest = Math.max(deepest, depth)
    }
    expect(deepest).toBe(READ.DEPTH)
  })

  it('keeps the text of what is too deep', () => {
    const { items } = read(
      frame(`<item><description>${'<a>'.repeat(300)}deep words${'</a>'.repeat(300)}</description></item>`),
    )
    expect(items[1]?.summary).toBe('deep words')
  })

  it('with 20,000 attributes: the first ones count', () => {
    const attributes = Array.from({ length: 20_000 }, (_, i) => `a${i}="x"`).join(' ')
    const { value, ms } = withCpu(() => titles(frame(`<item ${attributes}><title ${attributes}>many</title></item>`)))
    expect(value).toEqual(['first', 'many', 'last'])
    expect(ms).toBeLessThan(MILLISECONDS)
  })

  it('with more items than are taken: the first ones are', () => {
    const text = frame(Array.from({ length: READ.ITEMS + 50 }, (_, i) => `<item><title>${i}</title></item>`).join(''))
    expect(titles(text)).toHaveLength(READ.ITEMS)
  })

  it('that declares entities: none is expanded, the items are read', () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>`
    const text = laughs + frame('<item><title>&b; &f;</title></item>')
    expect(titles(text)).toEqual(['first', '&b; &f;', 'last'])
  })

  it.each([
    ['<a "', 'openings'],
    ["<a b='", 'quotes'],
    ['<!x', 'declarations'],
    ['<!--', 'comments'],
    ['<![CDATA[', 'sections'],
    ['&x', 'ampersands'],
    ['</a>', 'closings'],
    ['<br>\n', 'breaks'],
    ['<a xmlns:b="u" xmlns:c="v">', 'namespaces'],
    ['(a@a.', 'half addresses'],
    ['<item>', 'items'],
  ])('a quarter of a megabyte of %s: time grows no faster than length (%s)', (piece) => {
    const text = piece.repeat(250_000 / piece.length)
    for (const place of [
      text,
      `<item><author>${text}</author></item>`,
      `<item><description><![CDATA[${text}]]></description></item>`,
    ]) {
      expect(withCpu(() => codeOf(frame(place))).ms).toBeLessThan(MILLISECONDS)
    }
    expect(withCpu(() => codeOf(`<html><body>${text}`, { kind: 'kcna-watch' })).ms).toBeLessThan(MILLISECONDS)
  })

  it('with keys of objects’ own machinery as ids, names and attributes', () => {
    const { items } = read(
      '<rss><channel><item><guid>__proto__</guid><__proto__ a="b">x</__proto__></item><item __proto__="x"><guid>constructor</guid></item><item><guid>__proto__</guid></item></channel></rss>',
    )
    expect(items.map(({ id }) => id)).toEqual(['__proto__', 'constructor'])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('texts are cut at their limits, never inside a letter', () => {
    const title = rssItem(`<title>${'😀'.repeat(READ.TITLE_CHARS)}</title>`).title
    expect(title.length).toBeLessThanOrEqual(READ.TITLE_CHARS)
    expect(title.isWellFormed()).toBe(true)
    expect(rssItem(`<description>${'x '.repeat(READ.TEXT_CHARS)}</description>`).summary?.length).toBe(READ.TEXT_CHARS)
  })
})

describe('a document cut off', () => {
  const whole = frame('<item><title>middle</title><guid>2</guid></item>')

  it('keeps its complete items, not the one that was cut', () => {
    expect(titles(whole.slice(0, whole.indexOf('<guid>2')))).toEqual(['first'])
    expect(titles(whole.slice(0, whole.indexOf('middle') + 3))).toEqual(['first'])
  })

  it('at any letter gives a prefix of its items or an error', () => {
    const all = titles(whole)
    for (let end = 0; end < whole.length; end++) {
      const result = codeOf(whole.slice(0, end))
      if (result.endsWith('items'))
        expect(titles(whole.slice(0, end))).toEqual(all.slice(0, Number.parseInt(result, 10)))
    }
  })

  it('before its first complete item is truncated', () => {
    expect(codeOf('<rss><channel><title>T</title><item><title>One</title>')).toBe('truncated')
  })
})

/** Each site's own pages, a list and a story, and where to put something into them. */
const WEAVERS = { day: '2026-02-19', serial: '003', title: 'Weavers' }
const CARD = { url: 'https://kcnawatch.org/newstream/1675110000-1/x/', title: 'Weavers', excerpt: 'They', date: '' }
const PARAGRAPHS = ['Pyongyang, July 19 (KCNA) -- One.', 'Two. -0-']

const PAGES: readonly (readonly [name: string, html: string, from: Provenance])[] = [
  [
    'a list of KCNA',
    kcnaListPage({ rows: [{ hash: hashOf(1), title: 'Weavers', date: '[2026.7.19.]' }], token: 'x' }),
    { kind: 'kcna', url: `http://www.kcna.kp/en/article/list/${hashOf(2)}` },
  ],
  [
    'a story of KCNA',
    kcnaArticlePage({ hash: hashOf(1), title: 'Weavers', paragraphs: PARAGRAPHS }),
    { kind: 'kcna', url: `http://www.kcna.kp/en/article/detail/${hashOf(1)}` },
  ],
  [
    'a list of Rodong Sinmun',
    rodongList([WEAVERS]),
    { kind: 'rodong', url: `http://www.rodong.rep.kp/en/${rodongListPath(2, 1)}` },
  ],
  [
    'a story of Rodong Sinmun',
    rodongArticle({ title: 'Weavers', paragraphs: PARAGRAPHS, date: '' }),
    { kind: 'rodong', url: `http://www.rodong.rep.kp/en/${rodongStoryPath(WEAVERS)}` },
  ],
  ['a list of KCNA Watch', `<body>${kcnaWatchCards([CARD])}</body>`, { kind: 'kcna-watch' }],
  [
    'a story of KCNA Watch',
    kcnaWatchArticlePage({
      crawled: ['February 25, 2026', 'Feb 25, 2026'],
      label: 'KCNA.kp (En)',
      title: 'Weavers',
      date: '19/07/2026',
      originalUrl: 'http://www.kcna.kp/',
      paragraphs: PARAGRAPHS,
      cards: [],
    }),
    { kind: 'kcna-watch', url: CARD.url },
  ],
]

const AUTO: Provenance = { kind: 'auto' }

describe.each(PAGES)('%s made to hurt', (_, html, from) => {
  it.each([
    ['nested 50,000 deep', `${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}`],
    ['nested and never closed', '<b><i>'.repeat(25_000)],
    ['nested under many names', Array.from({ length: 50_000 }, (_, n) => `<a${n}>`).join('')],
    ['with 20,000 attributes', `<div ${Array.from({ length: 20_000 }, (_, n) => `a${n}="x"`).join(' ')}></div>`],
    ['with 100,000 classes', `<div class="${'c '.repeat(100_000)}">${'<p>x</p>'.repeat(1_000)}</div>`],
    ['with a tag that never ends', `<p title="${'x'.repeat(200_000)}`],
    ['with 30,000 links', `<p>${'<a href="/en/article/detail/x?12@">link</a>'.repeat(30_000)}</p>`],
    ['with 30,000 open links', '<a href="index.php?MTJA" class="active">'.repeat(30_000)],
    ['with half a megabyte in one line', `<p>${'(a@a. '.repeat(80_000)}</p>`],
    ['with forms', '<form '.repeat(80_000)],
    ['with words that begin and never end cards', '<i> More From </i> Date: 1/1/2026'.repeat(20_000)],
  ])('%s is read in time, in front of what it has and behind it', (__, piece) => {
    const behind = html.replace('</body>', `${piece}</body>`)
    const ways: readonly (readonly [string, Provenance])[] = [
      [behind, from],
      [html.replace('<body', `${piece}<body`), from],
      [behind, AUTO],
    ]
    const [read] = ways.map(([hurt, as]) => {
      const { value, ms } = withCpu(() => readText(hurt, as))
      expect(ms).toBeLessThan(MILLISECONDS)
      return value
    })
    expect(read?.ok && read.value.items[0]?.title).toBe('Weavers')
  })

  it('larger than allowed is not read', () => {
    expect(codeOf(html.padEnd(READ.BODY_BYTES + 1), from)).toBe('too-large')
  })

  it('cut off at any letter is read as far as it goes, or is an error', () => {
    const step = Math.max(1, Math.floor(html.length / 150))
    for (let end = 0; end < html.length; end += step) {
      expect(codeOf(html.slice(0, end), from)).toMatch(/^(?:\d items|empty|not-an-article|not-a-feed)$/)
    }
  })
})

describe('the limits of a page', () => {
  const marks = marksOf('.mine', 'b > i')

  it('elements past their number are not read', () => {
    const before = pageOf(`${'<i></i>'.repeat(READ.ELEMENTS - 1)}<p>near</p>`, marks).blocks.map(({ text }) => text)
    const after = pageOf(`${'<i></i>'.repeat(READ.ELEMENTS)}<p>far</p>`, marks).blocks.map(({ text }) => text)
    expect([before, after]).toEqual([['near'], []])
  })

  it('what is nested too deep keeps its text and stands in what is above the limit', () => {
    const deep = `<div class="mine">${'<u>'.repeat(READ.DEPTH)}<b><i>low</i></b>${'</u>'.repeat(READ.DEPTH)}</div><p>next</p>`
    expect(pageOf(deep, marks).blocks.map(({ text, marks: found }) => [text, ...found])).toEqual([
      ['low', '.mine'],
      ['next'],
    ])
  })

  it('attributes past their number are not seen', () => {
    const many = (count: number): string => Array.from({ length: count }, (_, n) => `a${n}=x`).join(' ')
    const seen = (count: number) => pageOf(`<p ${many(count)} class="mine">x</p>`, marks).blocks[0]?.marks.has('.mine')
    expect([seen(READ.ATTRIBUTES - 1), seen(READ.ATTRIBUTES)]).toEqual([true, false])
  })
})
