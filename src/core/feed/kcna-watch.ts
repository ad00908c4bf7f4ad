// A page of KCNA Watch, whichever it is. By the words on it first, which have outlived redesigns, and by class names second,
// of which few are known for sure. Walls and bot checks are recognised and never worked around.
import { resolveUrl } from '../links.ts'
import type { Item, Reading } from '../model.ts'
import { pageOf } from './blocks.ts'
import { compact } from './item.ts'
import { articleOf, framedArticle, landmarkIn } from './kcna-watch-article.ts'
import { cardsIn, itemOfCard, underMoreFrom } from './kcna-watch-cards.ts'
import { STORY_PATH } from './kcna-watch-marks.ts'
import { oneLine } from './plain-text.ts'

/** The walls and checks that stand in place of a page; met on this site (the member form) or in front of any. */
const WALL = /nk-paywall-free-member-form|free-member-form/i
const CHECK =
  /<title[^>]*>\s*(?:just a moment|attention required|access denied|web page blocked|checking your browser|verify(?:ing)? you are human|bot verification|are you a robot)/i
/** What a challenge page alone carries; the scripts around it stand on ordinary pages too. */
export const CHALLENGE = /_cf_chl_opt|cf-browser-verification/

/** Whether a page is one of the site's: by its host, or by words and cards that only its pages have. */
export const isKcnaWatch = (html: string, url: string | undefined): boolean =>
  (url !== undefined && URL.canParse(url) && /(?:^|\.)kcnawatch\.org$/.test(new URL(url).hostname)) ||
  /Read original version at source/i.test(html) ||
  (html.includes('article-desc') && STORY_PATH.test(html))

/** What a page of KCNA Watch turned out to be. */
export type WatchPage = Reading | 'blocked' | 'not-an-article'

/** Whether an address is that of one story. */
export const isStoryUrl = (url: string | undefined): boolean => url !== undefined && STORY_PATH.test(url)

/** Behind a wall one paragraph is a taste of the story; two, or the end mark, are the story. */
const isTaste = (article: Item): boolean => !article.ended && !(article.text ?? '').includes('\n')

/**
 * Reads a page of KCNA Watch. An article is the first item and the cards under it are further ones; a wall or a check in
 * place of both is `blocked`.
 */
export const readKcnaWatch = (html: string, url: string | undefined): WatchPage => {
  const page = pageOf(html)
  const base = url ?? resolveUrl(page.canonical ?? '') ?? 'https://kcnawatch.org/'
  const mark = landmarkIn(page.blocks)
  const article = mark === undefined ? framedArticle(page, url) : articleOf(page, mark, url)
  const more = underMoreFrom(page.blocks, mark?.next ?? 0)
  const cards = mark === undefined ? cardsIn(page.blocks, base, false) : cardsIn(more.blocks, base, more.closed)
  const walled = [WALL, CHECK, CHALLENGE].some((sign) => sign.test(html)) || WALL.test(url ?? '')
  if (walled && (article === undefined ? cards.length === 0 : isTaste(article))) return 'blocked'
  if (article === undefined && (cards.length === 0 || isStoryUrl(url))) return 'not-an-article'
  const label = mark === undefined ? undefined : oneLine(mark.label)
  return {
    feed: compact<Reading['feed']>({ title: 'KCNA Watch', homePageUrl: resolveUrl('/', base), feedUrl: url }),
    items: [...(article === undefined ? [] : [article]), ...cards.map((card) => itemOfCard(card, page, label))],
  }
}
