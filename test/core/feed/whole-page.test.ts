// The readers' one pass and the naive whole-page tree are shown the same pages and have to find the same stories.
import { describe, expect, it } from 'vitest'
import { readArticleWhole, type WholeKind } from '../../../bench/peers/whole-page.ts'
import { hashOf, kcnaArticlePage, kcnaOldArticlePage } from '../../support/kcna-page.ts'
import { kcnaWatchArticlePage } from '../../support/kcna-watch-page.ts'
import { rodongArticle, rodongMiddleArticle, rodongOldArticle, rodongStoryPath } from '../../support/rodong-page.ts'
import { read } from './support.ts'

const KCNA = `http://www.kcna.kp/en/article/detail/${hashOf(3)}`
const RODONG = `http://www.rodong.rep.kp/en/${rodongStoryPath({ day: '2026-02-19', serial: '003', title: '' })}`
const WATCH = 'https://kcnawatch.org/newstream/1675049999-123456789/harbour-opened/'

const paragraphs = [
  'Pyongyang, February 3 (KCNA) -- A harbour was opened for Kim Jong Un by Ri & Pak.',
  'It has two quays, a crane "of 40 t" & 1 000 m of rail: <sic>.',
  'Nobody fell in.',
]
const title = 'Harbour of Kim Jong Il & Sons Opened'

const watch = kcnaWatchArticlePage({
  crawled: ['February 25, 2026', 'Feb 25, 2026'],
  label: 'KCNA.kp (En)',
  title,
  date: '03/02/2023',
  originalUrl: 'http://www.kcna.kp/en/article/q/abc.kcmsf',
  paragraphs,
  cards: [],
})

const date = 'Feb. 19, 2026 Thursday'

/** A frame such as sites have: menus in front, scripts between, more behind. */
const framed = (html: string): string =>
  html
    .replace('<body', `<script>var a = "<p>no</p>"</script><body`)
    .replace(
      /<body[^>]*>/,
      (body) => body + '<ul class="menu"><li><a href="/y">Section &amp; all</a></li></ul>'.repeat(120),
    )
    .replace('</body>', `${'<div class="foot"><a href="/x">more</a></div>'.repeat(50)}</body>`)

const PAGES: readonly (readonly [name: string, kind: WholeKind, url: string, html: string])[] = [
  ['KCNA Watch', 'kcna-watch', WATCH, watch],
  ['KCNA', 'kcna', KCNA, kcnaArticlePage({ hash: hashOf(3), title, paragraphs })],
  [
    'KCNA with subtitle and captions',
    'kcna',
    KCNA,
    kcnaArticlePage({ hash: hashOf(3), title, subtitle: 'It Is Wide', paragraphs, captions: ['The crane'] }),
  ],
  [
    'KCNA in Korean',
    'kcna',
    KCNA.replace('/en/', '/kp/'),
    kcnaArticlePage({
      language: 'kp',
      hash: hashOf(3),
      title: '항구 준공',
      paragraphs: ['김정은동지께서 항구를 돌아보시였다.'],
    }),
  ],
  ['KCNA before July 2026', 'kcna', KCNA, kcnaOldArticlePage(title, paragraphs, 'www.kcna.kp')],
  ['Rodong Sinmun until 2022', 'rodong', RODONG, rodongOldArticle({ title, paragraphs, date })],
  ['Rodong Sinmun 2022 to 2024', 'rodong', RODONG, rodongMiddleArticle({ title, paragraphs, date })],
  ['Rodong Sinmun since 2025', 'rodong', RODONG, rodongArticle({ title, subtitle: 'It Is Wide', paragraphs, date })],
]

describe.each(PAGES)('%s', (_, kind, url, html) => {
  it.each([
    ['as it is', html],
    ['in a frame', framed(html)],
  ])('%s: one pass finds the title and the text that the tree has', (__, page) => {
    const whole = readArticleWhole(page, kind)
    const [item] = read(page, { url, kind }).items
    expect(whole?.text).toBeTruthy()
    expect({ title: item?.title, text: item?.text }).toEqual(whole)
  })
})
