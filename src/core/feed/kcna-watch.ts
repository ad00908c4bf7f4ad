// A page of KCNA Watch, whichever it is. By the words on it first, which have outlived redesigns, and by class names second,
// of which few are known for sure. Walls and bot checks are recognised and never worked around.
import { READ, UNITS } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { Item, Reading } from '../model.ts'
import { pageOf } from './blocks.ts'
import { compact } from './item.ts'
import { articleOf, framedArticle, landmarkIn } from './kcna-watch-article.ts'
import { cardsIn, itemOfCard, underMoreFrom } from './kcna-watch-cards.ts'
import { STORY_PATH } from './kcna-watch-marks.ts'
import { marksOf } from './marks.ts'
import { oneLine } from './plain-text.ts'
import { isCheck, type PageReading } from './wall.ts'

/** The site's member form. */
const WALL = /nk-paywall-free-member-form|free-member-form/i

const MARKS = marksOf('.article-content', '.article-desc')

/** Whether a page is one of the site's: by its host, or by words and cards that only its pages have. */
export const isKcnaWatch = (html: string, url: string | undefined): boolean =>
  (url !== undefined && URL.canParse(url) && /(?:^|\.)kcnawatch\.org$/.test(new URL(url).hostname)) ||
  /Read original version at source/i.test(html) ||
  (html.includes('article-desc') && STORY_PATH.test(html))

/** Whether an address is that of one story. */
export const isStoryUrl = (url: string | undefined): boolean => url !== undefined && STORY_PATH.test(url)

/** Behind a wall one paragraph is a taste of the story; two, or the end mark, are the story. */
const isTaste = (article: Item): boolean => !article.ended && !(article.text ?? '').includes('\n')

/** UTF-16 units in front of the date line in which the title stands; menus are further up. */
const FRONT_CHARS = 2_000

const DATE_MARK = /\bDate:\s*(?:<[^<>]{0,200}>\s*){0,4}\d{1,2}\/\d{1,2}\/\d{4}/y

/** Where the date line begins; -1 when there is none. */
const dateMarkIn = (html: string): number => {
  for (let at = html.indexOf('Date:'); at >= 0; at = html.indexOf('Date:', at + 1)) {
    DATE_MARK.lastIndex = at
    if (DATE_MARK.test(html)) return at
  }
  return -1
}

/** A story's page without the frame in front of the story; its head stays, and all that follows. */
const withoutFront = (html: string, dated: number): string => {
  const from = dated - FRONT_CHARS
  const body = html.search(/<body/i)
  return body < 0 || from <= body ? html : html.slice(0, body) + html.slice(html.indexOf('<', from))
}

/** The line above the cards under a story, and the one that closes them; the site's own frame follows. */
const CARDS_BEGIN = />\s*More From\b/i
const CARDS_END = />\s*More Articles\s*(?=<)/i
const ORIGINAL = /Read original version at source/i

/** A part of a text from the first match of a pattern on; empty where there is none. */
const since = (text: string, pattern: RegExp): string => {
  const at = text.search(pattern)
  return at < 0 ? '' : text.slice(at)
}

/** A story's page without what follows its cards, unless the link to the original is there. */
const withoutBack = (html: string, dated: number): string => {
  const end = since(since(html.slice(dated), CARDS_BEGIN), CARDS_END)
  const behind = end.slice(end.indexOf('<'))
  return ORIGINAL.test(behind) ? html : html.slice(0, html.length - behind.length)
}

const readPage = (html: string, part: string, url: string | undefined): PageReading => {
  const page = pageOf(part, MARKS)
  const base = url ?? resolveUrl(page.canonical ?? '') ?? 'https://kcnawatch.org/'
  const mark = landmarkIn(page.blocks)
  const article = mark === undefined ? framedArticle(page, url) : articleOf(page, mark, url)
  const more = underMoreFrom(page.blocks, mark?.next ?? 0)
  const cards = mark === undefined ? cardsIn(page.blocks, base, false) : cardsIn(more.blocks, base, more.closed)
  const little = article === undefined ? cards.length === 0 : isTaste(article)
  if (little && (WALL.test(html) || WALL.test(url ?? '') || isCheck(html))) return 'blocked'
  if (article === undefined && (cards.length === 0 || isStoryUrl(url))) return 'not-an-article'
  const label = mark === undefined ? undefined : oneLine(mark.label)
  const further = cards.slice(0, READ.ITEMS).map((card) => itemOfCard(card, page, label))
  return {
    feed: compact<Reading['feed']>({ title: 'KCNA Watch', homePageUrl: resolveUrl('/', base), feedUrl: url }),
    items: article === undefined ? further : [article, ...further],
  }
}

/**
 * Reads a page of KCNA Watch. An article is the first item and the cards under it are further ones; a wall or a check in
 * place of both is `blocked`.
 */
export const readKcnaWatch = (html: string, url: string | undefined): PageReading => {
  const dated = dateMarkIn(html)
  const part = dated < 0 ? html : withoutFront(withoutBack(html, dated), dated)
  const page = readPage(html, part, url)
  const found = part === html || (typeof page !== 'string' && page.items[0]?.title !== '')
  return withMoments(found ? page : readPage(html, html, url))
}

/** The leading number of a story's address is the Unix time at which the site took it in (four of four checked; see docs/wires.md). */
const MOMENT = /\/newstream\/(1\d{9})-\d+\//

const withMoments = (page: PageReading): PageReading =>
  typeof page === 'string' ? page : { ...page, items: page.items.map(withMoment) }

const withMoment = (item: Item): Item => {
  const seconds = MOMENT.exec(item.url ?? '')?.[1]
  return seconds === undefined
    ? item
    : { ...item, ingested: new Date(Number(seconds) * UNITS.SECOND).toISOString().replace('.000Z', 'Z') }
}
