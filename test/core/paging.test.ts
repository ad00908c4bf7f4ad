import { describe, expect, it } from 'vitest'
import { readText } from '../../src/core/feed/read.ts'
import type { PageRequest, Reading, SourceKind } from '../../src/core/model.ts'
import { nextPage } from '../../src/core/paging.ts'
import { hashOf, kcnaListPage } from '../support/kcna-page.ts'
import { rodongList, rodongListPath } from '../support/rodong-page.ts'

const reading = (text: string, url: string, kind: SourceKind = 'auto'): Reading => {
  const result = readText(text, { url, kind })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const ITEM = '<item><title>x</title></item>'
const ENTRY = '<entry><title>x</title></entry>'
const rss = (inside: string): string =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${inside}${ITEM}</channel></rss>`
const atom = (inside: string): string => `<feed xmlns="http://www.w3.org/2005/Atom">${inside}${ENTRY}</feed>`
const jsonFeed = (next: object): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [{ id: '1' }], ...next })

describe('a document that says where it goes on', () => {
  const url = 'https://paper.example/feed/'

  it.each<[string, string, PageRequest | undefined]>([
    ['Atom, rel=next', atom('<link rel="next" href="?page=2"/>'), { url: 'https://paper.example/feed/?page=2' }],
    ['RSS, rel=next', rss('<atom:link rel="next" href="/feed/2"/>'), { url: 'https://paper.example/feed/2' }],
    [
      'Atom, the archive before',
      atom('<link rel="prev-archive" href="/2026/06"/>'),
      { url: 'https://paper.example/2026/06' },
    ],
    ['JSON Feed, next_url', jsonFeed({ next_url: '/feed/2.json' }), { url: 'https://paper.example/feed/2.json' }],
    ['RSS by WordPress', rss('<generator>https://wordpress.org/?v=6.9</generator>'), { url: `${url}?paged=2` }],
    [
      'Atom by WordPress',
      atom('<generator uri="https://wordpress.org/">WordPress</generator>'),
      { url: `${url}?paged=2` },
    ],
    ['another host', atom('<link rel="next" href="https://other.example/2"/>'), undefined],
    ['no address', jsonFeed({ next_url: 'javascript:x' }), undefined],
    ['nothing of the kind', rss('<generator>Hugo</generator>'), undefined],
  ])('%s', (_, text, next) => {
    expect(nextPage('feed', url, 2, reading(text, url))).toEqual(next)
  })

  it('WordPress counts on from the page that was read', () => {
    const second = reading(rss('<generator>https://wordpress.org/?v=6.9</generator>'), `${url}?paged=2&x=1`)
    expect(nextPage('feed', url, 3, second)).toEqual({ url: `${url}?paged=3&x=1` })
  })

  it('KCNA’s form and the paper’s next link are passed on', () => {
    const list = `http://www.kcna.kp/en/article/list/${hashOf(1)}`
    const rows = [{ hash: hashOf(2), title: 'Weavers', date: '[2026.7.19.]' }]
    expect(
      nextPage('kcna', list, 2, reading(kcnaListPage({ category: hashOf(1), rows, token: 't' }), list)),
    ).toMatchObject({
      url: list,
      method: 'POST',
      body: 'page_num=2&cnt_per_page=15&keyword=&_csrf=t',
      session: true,
    })
    const paper = 'http://www.rodong.rep.kp/en/'
    const page = reading(
      rodongList([{ day: '2026-02-19', serial: '003', title: 'Weavers' }]),
      paper + rodongListPath(2, 1),
    )
    expect(nextPage('rodong', paper, 2, page)).toEqual({ url: paper + rodongListPath(2, 2) })
  })
})

describe('a list whose pages are numbered by its kind', () => {
  const posts = 'https://paper.example/wp-json/wp/v2/posts?per_page=50&_fields=id,link'
  const cards =
    'https://kcnawatch.org/wp-admin/admin-ajax.php?action=get_cat_by_source&die=true&from=0&to=10&sort=&id=189661'

  it.each<[SourceKind, string, number, string | undefined]>([
    ['wp-json', posts, 2, `${posts}&page=2`],
    ['wp-json', `${posts}&page=1`, 5, `${posts}&page=5`],
    ['auto', posts, 2, `${posts}&page=2`],
    ['kcna-watch', cards, 2, cards.replace('from=0', 'from=10')],
    ['kcna-watch', cards, 5, cards.replace('from=0', 'from=40')],
    ['auto', cards, 2, cards.replace('from=0', 'from=10')],
    ['kcna-watch', 'https://kcnawatch.org/newstream/', 2, undefined],
    ['kcna', `http://www.kcna.kp/en/article/list/${hashOf(1)}`, 2, undefined],
    ['rodong', 'http://www.rodong.rep.kp/en/', 2, undefined],
    ['feed', 'https://paper.example/feed/', 2, undefined],
    ['auto', 'https://paper.example/', 2, undefined],
    ['wp-json', 'no address', 2, undefined],
    ['wp-json', posts, 1, undefined],
  ])('%s %s, page %d', (kind, url, page, next) => {
    expect(nextPage(kind, url, page)?.url).toBe(next)
  })

  it('ends where a page was empty', () => {
    expect(nextPage('wp-json', posts, 3, { items: [] })).toBeUndefined()
  })
})
