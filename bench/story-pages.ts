// Stories on pages as three sites have them, around real texts where they are at hand, else made-up ones. No whole page of these
// sites is publicly known: the frame has what such pages are mostly made of, and makes each about 50 KB.
import { hashOf, kcnaArticlePage } from '../test/support/kcna-page.ts'
import { kcnaWatchArticlePage } from '../test/support/kcna-watch-page.ts'
import { rodongArticle, rodongStoryPath } from '../test/support/rodong-page.ts'
import { benchArticles } from './articles.ts'
import type { WholeKind } from './peers/whole-page.ts'

export type StoryPage = { readonly kind: WholeKind; readonly url: string; readonly html: string }

type Story = { readonly title: string; readonly paragraphs: readonly string[] }

const times = (count: number, make: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => make(number)).join('\n')

const STYLE = times(
  60,
  (n) => `.grid-${n} > .cell, .menu-${n}:hover{margin:0 ${n}px;padding:4px;color:#1a2b${n % 10}c;display:inline-block}`,
)
const SCRIPT = times(
  80,
  (n) => `window.queue=window.queue||[];queue.push(function(){if(${n}<innerWidth){load("/js/part-${n}.js","<p>")}});`,
)
const MENU = times(
  14,
  (n) => `<li class="nav-item dropdown"><a class="nav-link" href="/section/${n}/" id="menu-${n}">Section &amp; ${n}</a>
<ul class="dropdown-menu" aria-labelledby="menu-${n}">${times(
    8,
    (m) => `<li><a class="dropdown-item" href="/section/${n}/topic-${m}/" title="Topic ${m}">Topic ${m}</a></li>`,
  )}</ul></li>`,
)
const ASIDE = times(
  30,
  (
    n,
  ) => `<div class="card mb-3"><a href="/photo/${n}"><img class="img-fluid" src="/img/${n}.jpg" alt="Photo ${n}" loading="lazy"></a>
<div class="card-body"><span class="badge">Photo</span> <a href="/photo/${n}">A picture with number ${n}</a></div></div>`,
)
const FOOT = times(40, (n) => `<li class="list-inline-item"><a href="/about/${n}">About ${n}</a></li>`)

/** Style and scripts in the head, menus in front of the story, pictures, links and scripts behind it. */
const framed = (html: string): string =>
  html
    .replace('</head>', () => `<style>${STYLE}</style><script>${SCRIPT}</script></head>`)
    .replace(/<body[^>]*>/, (body) => `${body}<nav class="navbar"><ul class="navbar-nav">${MENU}</ul></nav>`)
    .replace('</body>', () => `<aside>${ASIDE}</aside><ul>${FOOT}</ul><script>${SCRIPT}</script></body>`)

const cardsOf = (stories: readonly Story[]) =>
  stories.map(({ title, paragraphs }, n) => ({
    url: `https://kcnawatch.org/newstream/17718912${n}0-${n}/card/`,
    title,
    excerpt: (paragraphs[0] ?? '').slice(0, 125),
    date: 'February 24, 2026',
  }))

/** Cards under a story of KCNA Watch. */
const CARDS = 7

const PAGES: { readonly [kind in WholeKind]: (story: Story, number: number, others: readonly Story[]) => StoryPage } = {
  'kcna-watch': (story, number, others) => ({
    kind: 'kcna-watch',
    url: `https://kcnawatch.org/newstream/1675062000-${number}/story/`,
    html: kcnaWatchArticlePage({
      ...story,
      crawled: ['February 25, 2026', 'Feb 25, 2026'],
      label: 'KCNA.kp (En)',
      date: '30/01/2024',
      originalUrl: `http://www.kcna.kp/en/article/q/${hashOf(number)}.kcmsf`,
      stamp: 'www.kcna.kp (Juche113.1.30.)',
      cards: cardsOf(others.slice(0, CARDS)),
    }),
  }),
  kcna: (story, number) => ({
    kind: 'kcna',
    url: `http://www.kcna.kp/en/article/detail/${hashOf(number)}`,
    html: kcnaArticlePage({ ...story, hash: hashOf(number) }),
  }),
  rodong: (story, number) => {
    const serial = String(number + 1).padStart(3, '0')
    return {
      kind: 'rodong',
      url: `http://www.rodong.rep.kp/en/${rodongStoryPath({ day: '2026-02-19', serial, title: '' })}`,
      html: rodongArticle({ ...story, date: 'Feb. 19, 2026 Thursday' }),
    }
  },
}

export const STORY_KINDS = Object.keys(PAGES) as readonly WholeKind[]

/** Every so many-th article gets a page. */
const EVERY = 25

const stories = (): readonly Story[] =>
  benchArticles()
    .articles.filter((_, number) => number % EVERY === 0)
    .map(({ title, subject }) => ({ title, paragraphs: `${subject.text} -0-`.split('\n') }))

/** A page each of about 40 stories. */
export const storyPages = (kind: WholeKind): readonly StoryPage[] => {
  const all = stories()
  return all.map((story, number) => {
    const page = PAGES[kind](story, number, all.toSpliced(number, 1))
    return { ...page, html: framed(page.html) }
  })
}
