import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type ArticlePage,
  type Card,
  kcnaWatchArticlePage,
  kcnaWatchCards,
  kcnaWatchListing,
} from '../../support/kcna-watch-page.ts'
import { codeOf, read } from './support.ts'

const URL_OF_STORY = 'https://kcnawatch.org/newstream/1675049999-123456789/harbour-opened/'

const card = (n: number): Card => ({
  url: `https://kcnawatch.org/newstream/16751${n}0000-${n}/card-${n}/`,
  title: `Card ${n}: "Boats" & Nets`,
  excerpt: `Pyongyang, February ${n} (KCNA) -- The boats of the number ${n} fishing station went out at dawn and came`,
  date: `February ${n}, 2023`,
})

const page: ArticlePage = {
  crawled: ['February 25, 2026', 'Feb 25, 2026'],
  label: 'KCNA.kp (En)',
  title: 'Harbour Opened',
  date: '03/02/2023',
  originalUrl: 'http://www.kcna.kp/en/article/q/abc.kcmsf',
  paragraphs: ['Pyongyang, February 3 (KCNA) -- A harbour was opened.', 'It has two quays & a crane. -0-'],
  stamp: 'www.kcna.kp (Juche112.2.3.)',
  cards: [1, 2, 3, 4, 5, 6, 7].map(card),
}

const article = (change: Partial<ArticlePage> = {}, from = {}) =>
  read(kcnaWatchArticlePage({ ...page, ...change }), { url: URL_OF_STORY, ...from })

describe('an article page', () => {
  it('gives the article first', () => {
    expect(article().items[0]).toEqual({
      id: URL_OF_STORY,
      url: URL_OF_STORY,
      title: 'Harbour Opened',
      text: 'Pyongyang, February 3 (KCNA) -- A harbour was opened.\nIt has two quays & a crane.',
      lead: 'A harbour was opened.',
      complete: true,
      dateline: 'Pyongyang, February 3 (KCNA)',
      published: '2023-02-03T00:00:00Z',
      day: '2023-02-03',
      authors: [],
      tags: [],
      language: 'en',
      label: 'KCNA.kp (En)',
      originalUrl: 'http://www.kcna.kp/en/article/q/abc.kcmsf',
      ended: true,
      // 1675049999, the number that its address begins with; the date on the page is the story's.
      ingested: '2023-01-30T03:39:59Z',
    })
  })

  it('then the cards of the same source, each once, as excerpts', () => {
    const { items } = article()
    expect(items).toHaveLength(8)
    expect(items[3]).toMatchObject({
      id: card(3).url,
      title: 'Card 3: "Boats" & Nets',
      summary: card(3).excerpt,
      lead: 'The boats of the number 3 fishing station went out at dawn and came',
      complete: false,
      day: '2023-02-03',
      label: 'KCNA.kp (En)',
    })
  })

  it('is read by any kind that looks for itself, from any host', () => {
    for (const from of [
      { kind: 'auto' },
      { kind: 'kcna-watch' },
      { url: 'http://127.0.0.1:9/newstream/1675049999-1/x/' },
    ] as const) {
      expect(article({}, from).items.map(({ title }) => title)[0]).toBe('Harbour Opened')
    }
  })

  it('never takes the day on top of the page for its own', () => {
    const without = kcnaWatchArticlePage({ ...page, stamp: 'www.kcna.kp' }).replace('Date: 03/02/2023 |', 'Date: |')
    expect(JSON.stringify(read(without, { url: URL_OF_STORY }).items[0])).not.toContain('2026')
  })

  it('without its date line is found by its class, and dated by its stamp', () => {
    const without = kcnaWatchArticlePage(page).replace(/<p class="article-meta">.*<\/p>/, '')
    expect(read(without, { url: URL_OF_STORY }).items[0]).toMatchObject({
      title: 'Harbour Opened',
      lead: 'A harbour was opened.',
      day: '2023-02-03',
    })
  })

  it('whose date line is spread over elements is the same page', () => {
    const spread = kcnaWatchArticlePage(page).replace(
      /<p class="article-meta">(.*) \| (.*) \| (.*)<\/p>/,
      '<ul><li>$1</li><li>$2</li><li>$3</li></ul>',
    )
    expect(read(spread, { url: URL_OF_STORY }).items[0]).toEqual(article().items[0])
  })

  it('without a single class is the same page', () => {
    const bare = kcnaWatchArticlePage(page).replace(/ class="[^"]*"/g, '')
    expect(read(bare, { url: URL_OF_STORY }).items).toEqual(article().items)
  })

  it('behind a long frame is the same page, even where its title stands far above its date line', () => {
    const menu = '<div class="menu"><a href="/y">Section</a></div>'.repeat(500)
    const html = kcnaWatchArticlePage(page)
    const behind = html.replace(/<body[^>]*>/, (body) => body + menu)
    const apart = html.replace('</h1>', `</h1><svg><path d="${'M 0 0 '.repeat(2_000)}"/></svg>`)
    expect(read(behind, { url: URL_OF_STORY })).toEqual(article())
    expect(read(apart, { url: URL_OF_STORY })).toEqual(article())
  })

  it('in front of a long frame is the same page, even where the link to the original stands behind it', () => {
    const more = '<div class="card"><a href="/photo/1">Photo</a> Date: 1/1/2026 | Source: X (En) |</div>'.repeat(500)
    const html = kcnaWatchArticlePage(page)
    const link = /\| (<a href="[^"]*">Read original version at source<\/a>)/
    const moved = html.replace(link, '|').replace('</body>', `${more}${link.exec(html)?.[1]}</body>`)
    expect(read(html.replace('</body>', `${more}</body>`), { url: URL_OF_STORY })).toEqual(article())
    expect(read(moved, { url: URL_OF_STORY })).toEqual(article())
  })

  it('without a headline is no article, unless a list said what it is called', () => {
    const html = kcnaWatchArticlePage({ ...page, title: '' })
    expect(codeOf(html, { url: URL_OF_STORY })).toBe('not-an-article')
    expect(article({ title: '' }, { title: 'As Listed' }).items[0]?.title).toBe('As Listed')
  })

  it('without an end mark is not known to be whole', () => {
    expect(article({ paragraphs: ['One.', 'Two.'] }).items[0]).toMatchObject({
      ended: false,
      text: 'One.\nTwo.',
      lead: 'One.',
    })
  })

  it('in Korean does not take the language of the site', () => {
    expect(article({ title: '항구 준공', label: 'Rodong Sinmun' }).items[0]?.language).toBeUndefined()
    expect(article({ label: 'KCNA.kp (Kr)' }).items[0]?.language).toBe('ko')
  })

  it('without cards is an article alone', () => {
    expect(article({ cards: [] }).items).toHaveLength(1)
  })
})

describe('a list', () => {
  const cards = [1, 2, 3].map(card)

  it.each([
    ['listing page', kcnaWatchListing(cards), { url: 'https://kcnawatch.org/newstream/' }],
    [
      'fragment of cards',
      kcnaWatchCards(cards),
      { url: 'https://kcnawatch.org/wp-admin/admin-ajax.php?action=get_cat_by_source' },
    ],
    ['fragment of cards from elsewhere', kcnaWatchCards(cards), {}],
  ])('%s', (_, html, from) => {
    const { items } = read(html, from)
    expect(items.map(({ url, title, day, complete }) => [url, title, day, complete])).toEqual(
      cards.map(({ url, title }, n) => [url, title, `2023-02-0${n + 1}`, false]),
    )
    expect(items[0]?.summary).toBe(card(1).excerpt)
  })

  it('its relative links are made absolute', () => {
    const html = kcnaWatchCards(cards).replaceAll('https://kcnawatch.org/', '/')
    expect(read(html, { url: 'https://kcnawatch.org/newstream/' }).items[0]?.url).toBe(card(1).url)
  })

  it('a card that is one link, title and excerpt and date', () => {
    const { url, title, excerpt, date } = card(1)
    const html = `<div class="article-desc"><a href="${url}"><h4>${title}</h4><p>${excerpt}</p></a><p><span>${date}</span></p></div>`
    expect(read(html, { kind: 'kcna-watch' }).items[0]).toMatchObject({
      url,
      title,
      summary: excerpt,
      day: '2023-02-01',
    })
  })

  it('the site’s feed, should it ever answer, is a feed', () => {
    const { items } = read('<rss><channel><item><title>x</title></item></channel></rss>', { kind: 'kcna-watch' })
    expect(items[0]?.title).toBe('x')
  })
})

describe('a page in place of the page', () => {
  const at = { url: URL_OF_STORY }
  const wall = '<div class="nk-paywall-free-member-form"><form><input name="email"></form></div>'
  const insert = (html: string): string => html.replace('</main>', `${wall}</main>`)

  it.each([
    ['the free-member wall', `<html><body>${wall}</body></html>`],
    [
      'the wall under the first paragraph',
      insert(kcnaWatchArticlePage({ ...page, paragraphs: ['The first words.'], cards: [] })),
    ],
    ['a bot check', '<html><head><title>Just a moment...</title></head><body></body></html>'],
    ['another bot check', '<html><script>window._cf_chl_opt = {}</script></html>'],
    ['a filter', '<html><head><title>Web Page Blocked</title></head></html>'],
  ])('%s is blocked', (_, html) => {
    expect(codeOf(html, at)).toBe('blocked')
  })

  it('a story that is all there is read, whatever stands beside it', () => {
    expect(codeOf(insert(kcnaWatchArticlePage(page)), at)).toBe('8 items')
    expect(codeOf(insert(kcnaWatchListing([card(1)])), { url: 'https://kcnawatch.org/newstream/' })).toBe('1 items')
  })

  it('a page of the site with no story is no article where a story was asked for, else no feed', () => {
    expect(codeOf('<html><body><p>Gone</p></body></html>', at)).toBe('not-an-article')
    expect(codeOf('<html><body><p>Members</p></body></html>', { url: 'https://kcnawatch.org/feed/' })).toBe(
      'not-a-feed',
    )
  })
})

const SEED = '../shared/data/kcna/seed-article.txt'
if (!existsSync(SEED)) console.log(`skipped: ${SEED} is not here`)

describe.skipIf(!existsSync(SEED))('a real page’s text in this frame', () => {
  it('gives title, day, label, lead, end and seven cards', () => {
    const lines = readFileSync(SEED, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const find = (start: string): number => lines.findIndex((line) => line.startsWith(start))
    const [meta, stamp, more] = [find('Date:'), find('www.kcna.kp'), find('More From')]
    const cardLines = lines.slice(more + 1, find('More Articles'))
    const cards = Array.from({ length: cardLines.length / 5 }, (_, n): Card => {
      const [title = '', , excerpt = '', date = ''] = cardLines.slice(n * 5)
      return { url: `https://kcnawatch.org/newstream/17719${n}0000-${n}/x/`, title, excerpt, date }
    })
    const title = lines[meta - 1] ?? ''
    const { items } = read(
      kcnaWatchArticlePage({
        ...page,
        title,
        date: '30/01/2023',
        paragraphs: lines.slice(meta + 1, stamp),
        stamp: lines[stamp] ?? '',
        cards,
      }),
      { url: URL_OF_STORY },
    )
    expect(items[0]).toMatchObject({
      title,
      day: '2023-01-30',
      label: 'KCNA.kp (En)',
      dateline: 'Pyongyang, January 30 (KCNA)',
      lead: expect.stringMatching(/^Kim Tong Myong, a researcher/),
      complete: true,
      ended: true,
    })
    expect(items[0]?.text).not.toMatch(/-0-|kcna\.kp|More From/)
    expect(items.slice(1).map((item) => [item.title, item.summary, item.day])).toEqual(
      cards.map((one) => [one.title, one.excerpt, '2026-02-24']),
    )
    expect(items).toHaveLength(8)
  })
})
