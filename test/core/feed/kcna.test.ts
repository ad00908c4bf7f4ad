import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/core/feed/read.ts'
import {
  hashOf,
  KCNA_CATEGORIES,
  type KcnaArticlePage,
  type KcnaLanguage,
  kcnaArticlePage,
  kcnaEmptyPage,
  kcnaListPage,
  kcnaOldArticlePage,
  kcnaOldListPage,
} from '../../support/kcna-page.ts'
import { codeOf, read } from './support.ts'

const SITE = 'http://www.kcna.kp'
const LIST = `${SITE}/en/article/list/${hashOf(0xa2)}`
const storyUrl = (number: number, language: KcnaLanguage = 'en'): string =>
  `${SITE}/${language}/article/detail/${hashOf(number)}`

const rows = [
  { hash: hashOf(3), title: 'Kim Jong Un Visits Fish Farm', date: '[2026.7.19.]' },
  { hash: hashOf(2), title: 'Nets & "Boats" Repaired', date: '[2026.7.19.]' },
  { hash: hashOf(1), title: 'Orchard Blossoms', date: '[2026.7.9.]' },
]

describe('a list', () => {
  const { feed, items } = read(kcnaListPage({ rows }), { url: LIST, kind: 'kcna' })

  it('gives each story once, with its day in Pyongyang, its category and no lead', () => {
    expect(items).toHaveLength(3)
    expect(items[0]).toEqual({
      id: storyUrl(3),
      url: storyUrl(3),
      title: 'Kim Jong Un Visits Fish Farm',
      lead: '',
      complete: false,
      published: '2026-07-19T00:00:00Z',
      day: '2026-07-19',
      authors: [],
      tags: ['Latest News'],
      language: 'en',
      label: 'KCNA.kp (En)',
      ended: false,
    })
    expect(items.map(({ title, day }) => [title, day])).toEqual([
      ['Kim Jong Un Visits Fish Farm', '2026-07-19'],
      ['Nets & "Boats" Repaired', '2026-07-19'],
      ['Orchard Blossoms', '2026-07-09'],
    ])
    expect(feed).toEqual({ title: 'KCNA', homePageUrl: `${SITE}/`, feedUrl: LIST })
  })

  it.each<[KcnaLanguage, string, string]>([
    ['kp', 'ko', 'KCNA.kp (Kr)'],
    ['en', 'en', 'KCNA.kp (En)'],
    ['cn', 'zh', 'KCNA.kp (Cn)'],
    ['ru', 'ru', 'KCNA.kp (Ru)'],
    ['es', 'es', 'KCNA.kp (Es)'],
    ['jp', 'ja', 'KCNA.kp (Jp)'],
  ])('of /%s is in %s and labelled %s', (language, code, label) => {
    const url = `${SITE}/${language}/article/list/${hashOf(0xa2)}`
    const [item] = read(kcnaListPage({ language, rows }), { url, kind: 'kcna' }).items
    expect(item).toMatchObject({ id: storyUrl(3, language), language: code, label })
  })

  it('is known by its links where the host is another one, whose name its stories keep', () => {
    const [item] = read(kcnaListPage({ rows }), { url: `http://127.0.0.1:9/en/article/list/${hashOf(0xa2)}` }).items
    expect(item?.url).toBe(`http://127.0.0.1:9/en/article/detail/${hashOf(3)}`)
    expect(read(kcnaListPage({ rows }), {}).items[0]?.url).toBe(storyUrl(3))
  })

  it('whose dates stand in lines of their own, or in Juche years, has the same days', () => {
    const apart = kcnaListPage({ rows }).replace(/<span><nobr>(.*?)<\/nobr><\/span>/g, '<div>$1</div>')
    expect(read(apart, { url: LIST }).items.map(({ day }) => day)).toEqual(['2026-07-19', '2026-07-19', '2026-07-09'])
    const juche = kcnaListPage({ rows }).replaceAll('[2026.', '[Juche115.')
    expect(read(juche, { url: LIST }).items.map(({ day }) => day)).toEqual(['2026-07-19', '2026-07-19', '2026-07-09'])
  })

  it('keeps a story whose date cannot be read', () => {
    const [item] = read(kcnaListPage({ rows: [{ hash: hashOf(3), title: 'Orchard', date: '[soon]' }] }), {
      url: LIST,
    }).items
    expect(item).toMatchObject({ title: 'Orchard' })
    expect(item?.day).toBeUndefined()
  })

  it('takes the day from the second of two links where the first one has none', () => {
    const tile = `<main><a href="/en/article/detail/${hashOf(3)}">Tile of the story</a>`
    const { items: both } = read(kcnaListPage({ rows }).replace('<main>', tile), { url: LIST })
    expect(both).toHaveLength(3)
    expect(both[0]).toMatchObject({ title: 'Tile of the story', day: '2026-07-19' })
  })

  it('of the older site is read for archives, the date inside the link', () => {
    const old = [
      { hash: hashOf(4).repeat(3), title: 'Kim Jong Il Remembered', date: '[Juche113.8.2.]' },
      { hash: hashOf(5), title: 'Ferry Launched', date: '[2024.11.1.]' },
    ]
    const url = `${SITE}/en/category/articles/q/${hashOf(0xc1)}.kcmsf`
    const { items: found } = read(kcnaOldListPage('en', old), { url })
    expect(found.map(({ id, title, day }) => [id, title, day])).toEqual([
      [`${SITE}/en/article/q/${hashOf(4).repeat(3)}.kcmsf`, 'Kim Jong Il Remembered', '2024-08-02'],
      [`${SITE}/en/article/q/${hashOf(5)}.kcmsf`, 'Ferry Launched', '2024-11-01'],
    ])
    expect(found[0]?.tags).toEqual(['Home News'])
  })
})

const story: KcnaArticlePage = {
  hash: hashOf(3),
  title: 'Kim Jong Un Visits Fish Farm',
  paragraphs: [
    'Pyongyang, July 19 (KCNA) -- The respected Comrade Kim Jong Un met the workers of a fish farm.',
    'They caught Kim Jong Un\u2019s favourite carp.',
    'The pond is deep. -0-',
  ],
  captions: ['A photo of carp'],
}

const articleOf = (change: Partial<KcnaArticlePage> = {}, url = storyUrl(3)) =>
  read(kcnaArticlePage({ ...story, ...change }), { url, kind: 'kcna' }).items[0]

describe('a story', () => {
  it('has title, text, lead, dateline and end, and no date: the list has it', () => {
    expect(articleOf()).toEqual({
      id: storyUrl(3),
      url: storyUrl(3),
      title: 'Kim Jong Un Visits Fish Farm',
      text: `Pyongyang, July 19 (KCNA) -- The respected Comrade Kim Jong Un met the workers of a fish farm.
They caught Kim Jong Un\u2019s favourite carp.
The pond is deep.`,
      lead: 'The respected Comrade Kim Jong Un met the workers of a fish farm.',
      complete: true,
      dateline: 'Pyongyang, July 19 (KCNA)',
      authors: [],
      tags: [],
      language: 'en',
      label: 'KCNA.kp (En)',
      ended: true,
    })
  })

  it('keeps the spaces around names in elements of their own, and what was glued stays glued', () => {
    expect(articleOf({ title: 'To Kim Jong Un From Ri' })?.title).toBe('To Kim Jong Un From Ri')
    expect(articleOf({ title: 'ComradeKim Jong Unmet Ri' })?.title).toBe('ComradeKim Jong Unmet Ri')
  })

  it('has its subtitle in its title, after a dash, and never in its lead', () => {
    const item = articleOf({ subtitle: 'Carp Grow Fast' })
    expect(item?.title).toBe('Kim Jong Un Visits Fish Farm — Carp Grow Fast')
    expect(item?.lead).toMatch(/^The respected/)
  })

  it('has no captions in its text, but where there is nothing else what is deeper is the text', () => {
    expect(articleOf()?.text).not.toContain('A photo')
    const deeper = kcnaArticlePage({ ...story, captions: [] })
      .replace(/<p>/g, '<section><p>')
      .replace(/<\/p>/g, '</p></section>')
    expect(read(deeper, { url: storyUrl(3) }).items[0]?.text).toBe(articleOf()?.text)
  })

  it('without paragraphs at all is its lines, without links', () => {
    const lines = kcnaArticlePage({ ...story, captions: [] })
      .replace(/<p>/g, '<div>')
      .replace(/<\/p>/g, '</div>')
    expect(read(lines, { url: storyUrl(3) }).items[0]?.text).toBe(articleOf()?.text)
  })

  it('without a heading takes the title of the window', () => {
    const page = kcnaArticlePage(story).replace(/<h1[\s\S]*?<\/h1>/g, '')
    expect(read(page, { url: storyUrl(3) }).items[0]?.title).toBe('Kim Jong Un Visits Fish Farm')
  })

  it('is one story under all its addresses', () => {
    for (const url of [
      storyUrl(3),
      `https://kcna.kp/en/article/detail/${hashOf(3).toUpperCase()}`,
      `${storyUrl(3)};jsessionid=0A1B`,
      `${storyUrl(3)}?from=list#top`,
    ]) {
      expect(articleOf({}, url)?.id).toBe(storyUrl(3))
    }
  })

  it('that was brought without an address says itself which one it is', () => {
    const { items } = read(kcnaArticlePage(story), {})
    expect(items.map(({ id }) => id)).toEqual([storyUrl(3)])
  })

  it('that says it is another one than was asked for is none', () => {
    expect(codeOf(kcnaArticlePage(story), { url: storyUrl(4), kind: 'kcna' })).toBe('not-an-article')
  })

  it('of the older site is dated by its stamp', () => {
    const page = kcnaOldArticlePage(
      'Kim Il Sung Remembered',
      ['Pyongyang, December 10 (KCNA) -- One.', 'Two. -0-'],
      'www.kcna.kp (Juche108.12.10.)',
    )
    expect(read(page, { url: `${SITE}/en/article/q/${hashOf(4)}.kcmsf` }).items).toMatchObject([
      {
        title: 'Kim Il Sung Remembered',
        text: 'Pyongyang, December 10 (KCNA) -- One.\nTwo.',
        lead: 'One.',
        day: '2019-12-10',
        ended: true,
      },
    ])
  })

  it.each<[KcnaLanguage, string, string, string]>([
    ['kp', '(평양 7월 19일발 조선중앙통신)', '(평양 7월 19일발 조선중앙통신)과수원에 꽃이 피였다.', '날씨는 맑다.(끝)'],
    ['cn', '朝中社平壤7月19日电', '朝中社平壤7月19日电 果园开花了。', '天气很好。（完）'],
    ['jp', '【平壌7月19日発朝鮮中央通信】', '【平壌7月19日発朝鮮中央通信】果樹園に花が咲いた。', '天気はよい。---'],
    ['ru', 'Пхеньян, 19 июля. /ЦТАК/', 'Пхеньян, 19 июля. /ЦТАК/-- Сад расцвёл.', 'Погода хорошая. -0-'],
    [
      'es',
      'Pyongyang, 19 de julio (ACNC)',
      'Pyongyang, 19 de julio (ACNC) -- El huerto floreció.',
      'Hace buen tiempo. -0-',
    ],
  ])('in /%s has its dateline and its end', (language, dateline, first, last) => {
    const page = kcnaArticlePage({ language, hash: hashOf(3), title: first.slice(-8), paragraphs: [first, last] })
    const item = read(page, { url: storyUrl(3, language), kind: 'kcna' }).items[0]
    expect(item).toMatchObject({ dateline, ended: true })
    expect(first.endsWith(item?.lead ?? 'none')).toBe(true)
  })
})

describe('a page without stories', () => {
  it('with a list’s address is no article, or a wall', () => {
    expect(codeOf(kcnaEmptyPage, { url: LIST, kind: 'kcna' })).toBe('not-an-article')
    expect(codeOf('<html><head><title>Web Page Blocked</title></head></html>', { url: LIST, kind: 'kcna' })).toBe(
      'blocked',
    )
    expect(
      codeOf('<html><head><title>Just a moment...</title></head></html>', { url: storyUrl(3), kind: 'kcna' }),
    ).toBe('blocked')
  })

  it('that leads to lists names them, each once, from its own navigation', () => {
    const result = readText(kcnaListPage({ rows: [] }), { url: `${SITE}/en` })
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'not-a-feed',
        message: expect.any(String),
        alternates: KCNA_CATEGORIES.map(({ hash, name }) => ({
          url: `${SITE}/en/article/list/${hash}`,
          type: 'text/html',
          title: name,
        })),
      },
    })
  })

  it('a front page that has stories is a list of them', () => {
    expect(codeOf(kcnaListPage({ rows }), { url: `${SITE}/en` })).toBe('3 items')
  })
})

describe('the next page of a list', () => {
  const next = (page: string, url = LIST) => read(page, { url, kind: 'kcna' }).next

  it('is asked for by the page’s own form, in its session', () => {
    expect(next(kcnaListPage({ rows, token: 'a&b=c' }))).toEqual({
      url: LIST,
      method: 'POST',
      body: 'page_num=2&cnt_per_page=15&keyword=&_csrf=a%26b%3Dc',
      headers: { 'content-type': 'application/x-www-form-urlencoded', referer: LIST },
      session: true,
    })
  })

  it.each([
    ['there is no form', kcnaListPage({ rows })],
    ['there is no token', kcnaListPage({ rows, token: 'x' }).replace('_csrf', 'other')],
    ['this is the last page', kcnaListPage({ rows, token: 'x' }).replace('cur_page = 1', 'cur_page = 3')],
  ])('is unknown where %s', (_, page) => {
    expect(next(page)).toBeUndefined()
  })
})
