// KCNA Watch: its article page, its listings, the fragment its own pages load, and the `More From` cards. By the words on the
// page first, which have outlived redesigns, and by class names second, of which few are known for sure.
import { parseDate } from '../dates.ts'
import { resolveUrl } from '../links.ts'
import type { Item, Reading } from '../model.ts'
import { type Block, pageOf, type Page } from './blocks.ts'
import { compact, itemOf } from './item.ts'
import { oneLine } from './plain-text.ts'

/** `Date: 30/01/2023 | Source: KCNA.kp (En) | Read original version at source`. */
const DATE_LINE = /^Date:\s*(\d{1,2}\/\d{1,2}\/\d{4})\s*\|?\s*Source:\s*([^|\n]+?)\s*(?:\||Read original version|$)/i
const ORIGINAL = /^read original version at source$/i
const MORE_FROM = /^More From\b/i
const AFTERWORD = /^(?:More Articles|Load More|Show More|Upgrade to NK PRO\b.*)$/i
const STAMP_LINE = /^(?:www\.)?kcna\.kp\s*[(（][^)）]*\d\.?\s*[)）]$/i

/** `/newstream/<unix time>-<number>/…`: a story, not the listing itself. */
const STORY_PATH = /\/newstream\/\d{6,}-[^/?#]+/i

/** `KCNA.kp (En)`, `Minju Choson (EN)`. */
const LABEL = /^[\p{L}\d][\p{L}\d .,'&-]{1,40} \(([A-Za-z]{2,3})\)$/u

/** The languages that labels name, as BCP 47. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['en', 'en'],
  ['kr', 'ko'],
  ['ko', 'ko'],
  ['kor', 'ko'],
  ['cn', 'zh'],
  ['ch', 'zh'],
  ['zh', 'zh'],
  ['ru', 'ru'],
  ['jp', 'ja'],
  ['ja', 'ja'],
  ['es', 'es'],
  ['sp', 'es'],
])

/** The walls and checks that stand in place of a page; met on this site (the member form) or in front of any. */
const WALL = /nk-paywall-free-member-form|free-member-form/i
const CHECK = /<title[^>]*>\s*(?:just a moment|attention required|access denied|web page blocked|checking your browser|verify(?:ing)? you are human|bot verification|are you a robot)/i
/** What a challenge page carries, whatever its words. */
export const CHALLENGE = /\/cdn-cgi\/challenge-platform\/|_cf_chl_opt|cf-browser-verification|challenges\.cloudflare\.com/i

/** Whether an address or a text belongs to the site at all. */
export const isKcnaWatch = (text: string, url: string | undefined): boolean =>
  (url !== undefined && URL.canParse(url) && /(?:^|\.)kcnawatch\.org$/.test(new URL(url).hostname)) ||
  /kcnawatch\.org\/newstream\/|Read original version at source/i.test(text)

const languageOf = (label: string | undefined, page: Page, words: string): string | undefined => {
  const named = LANGUAGES.get((LABEL.exec(label ?? '')?.[1] ?? '').toLowerCase())
  // The site's own language is English, whatever the language of the story on the page.
  return named ?? (/[\p{sc=Hangul}\p{sc=Han}\p{sc=Cyrillic}]/u.test(words) ? undefined : page.language)
}

type Landmark = { readonly at: number; readonly next: number; readonly date: string; readonly label: string }

/** Blocks that the date line may be spread over. */
const SPREAD = 5

const landmarkIn = (blocks: readonly Block[]): Landmark | undefined => {
  for (const [at, block] of blocks.entries()) {
    if (!/^Date:/i.test(block.text)) continue
    for (let next = at + 1; next <= Math.min(at + SPREAD, blocks.length); next++) {
      const parts = blocks.slice(at, next).map(({ text }) => text.replace(/^\|\s*|\s*\|$/g, ''))
      const line = parts.join(' | ').replace(/:\s*\|\s*/g, ': ')
      const found = DATE_LINE.exec(line)
      if (found !== null) return { at, next, date: found[1] ?? '', label: found[2] ?? '' }
    }
  }
  return undefined
}

const isDate = (text: string): boolean => parseDate(text)?.day !== undefined

/** Blocks in front of the date line in which a heading is looked for. */
const ABOVE = 6

/** The line above the date line; where that is the logo's label or today's date, the nearest heading above; else nothing. */
const titleAbove = (blocks: readonly Block[], { at, label }: Landmark): string => {
  const isFrame = ({ text }: Block): boolean => text.toLowerCase().endsWith(label.toLowerCase()) || startsWithDate(text)
  const above = blocks.slice(Math.max(0, at - ABOVE), at).toReversed()
  const [nearest] = above
  if (nearest !== undefined && !isFrame(nearest)) return nearest.text
  return above.find((block) => block.heading && !isFrame(block))?.text ?? ''
}

/** `February 25, 2026Feb 25, 2026`: the day the page was looked at, printed on top of it. */
const startsWithDate = (text: string): boolean => isDate(/^\p{L}{3,9}\.? \d{1,2}, \d{4}/u.exec(text)?.[0] ?? '')

const storyBlocks = (blocks: readonly Block[], { next }: Landmark): readonly Block[] => {
  const after = blocks.slice(next)
  const end = after.findIndex(({ text }) => MORE_FROM.test(text) || AFTERWORD.test(text))
  const until = end < 0 ? after : after.slice(0, end)
  const stamp = until.findIndex(({ text }) => STAMP_LINE.test(text))
  const story = stamp < 0 ? until : until.slice(0, stamp + 1)
  const framed = story.filter(({ classes }) => classes.has('article-content'))
  return (framed.length > 0 ? framed : story).filter(
    ({ text, links }) => !ORIGINAL.test(text) && !links.some((link) => ORIGINAL.test(link.text)),
  )
}

const originalLink = (blocks: readonly Block[], base: string | undefined): string | undefined =>
  blocks
    .flatMap(({ links }) => links)
    .filter((link) => ORIGINAL.test(link.text))
    .map((link) => resolveUrl(link.href, base))
    .find((link) => link !== undefined)

const articleOf = (page: Page, mark: Landmark, url: string | undefined): Item => {
  const title = titleAbove(page.blocks, mark)
  const text = storyBlocks(page.blocks, mark)
    .map((block) => block.text)
    .join('\n')
  return itemOf({
    url: url ?? resolveUrl(page.canonical ?? ''),
    title,
    text,
    published: mark.date,
    label: mark.label,
    language: languageOf(mark.label, page, title + text),
    originalUrl: originalLink(page.blocks.slice(mark.at), url),
  })
}

/** A page without the date line whose body can still be told by its class. */
const framedArticle = (page: Page, url: string | undefined): Item | undefined => {
  const body = page.blocks.filter(({ classes }) => classes.has('article-content'))
  if (body.length === 0) return undefined
  const first = page.blocks.indexOf(body[0] as Block)
  const title = page.blocks.slice(0, first).findLast((block) => block.heading)?.text
  const text = body.map((block) => block.text).join('\n')
  const address = url ?? resolveUrl(page.canonical ?? '')
  return itemOf({ url: address, title, text, language: languageOf(undefined, page, text) })
}

type Card = { readonly url: string; title: string; excerpt?: string; date?: string; label?: string }

/** `everywhere`: in a place that holds nothing but cards, so that any link is a title. */
const cardLink = (block: Block, base: string | undefined, everywhere: boolean): Card | undefined => {
  const inCard = everywhere || block.classes.has('article-desc')
  const link = block.links.find(({ href }) => STORY_PATH.test(href) || inCard)
  const url = link === undefined ? undefined : resolveUrl(link.href, base)
  if (link === undefined || url === undefined || AFTERWORD.test(link.text)) return undefined
  const beside = block.text.replace(link.text, '').trim()
  return { url, title: link.text, ...(isDate(beside) ? { date: beside } : {}) }
}

/**
 * Cards: a linked title opens one, and until the next title the first date and the first other line are its date and its
 * excerpt. Each is printed up to twice (for wide and for narrow screens).
 */
const cardsIn = (blocks: readonly Block[], base: string | undefined, everywhere: boolean): readonly Card[] => {
  const cards: Card[] = []
  for (const block of blocks) {
    const linked = cardLink(block, base, everywhere)
    const card = cards.at(-1)
    if (linked !== undefined && linked.url !== card?.url) cards.push(linked)
    else if (card === undefined || block.text === card.title || block.text === card.excerpt) continue
    else if (isDate(block.text)) card.date ??= block.text
    else if (LABEL.test(block.text)) card.label ??= block.text
    else if (isExcerpt(block)) card.excerpt ??= block.text
  }
  return cards
}

/** The lines under `More From`, up to `More Articles`; whether that end was found. */
const underMoreFrom = (blocks: readonly Block[], from: number): { readonly blocks: readonly Block[]; readonly closed: boolean } => {
  const more = blocks.findIndex(({ text }, at) => at >= from && MORE_FROM.test(text))
  const rest = more < 0 ? [] : blocks.slice(more + 1)
  const end = rest.findIndex(({ text }) => AFTERWORD.test(text))
  return { blocks: end < 0 ? rest : rest.slice(0, end), closed: end >= 0 }
}

/** Words that frame cards on search pages. */
const JUNK = /^(?:KCNA Watch Logo|Browse|Search|Next|Previous|Share|Tweet|\d+)$/i

const isExcerpt = ({ text, heading }: Block): boolean => !heading && !JUNK.test(text) && !AFTERWORD.test(text) && !MORE_FROM.test(text)

const itemOfCard = (card: Card, page: Page, label: string | undefined): Item =>
  itemOf({
    url: card.url,
    title: card.title,
    summary: card.excerpt?.replace(/\s*(?:\.\.\.|…)?\s*Upgrade to NK PRO today\.?$/i, ''),
    excerpt: true,
    published: card.date,
    label: card.label ?? label,
    language: languageOf(card.label ?? label, page, card.title),
  })

/** What a page of KCNA Watch turned out to be. */
export type WatchPage = Reading | 'blocked' | 'not-an-article'

const isStoryUrl = (url: string | undefined): boolean => url !== undefined && STORY_PATH.test(url)

/**
 * Reads a page of KCNA Watch. An article is the first item and the cards under it are further ones; a wall in place of a
 * story is `blocked`, a story that nevertheless ends with its end mark is whole and is read.
 */
export const readKcnaWatch = (html: string, url: string | undefined): WatchPage => {
  if (CHALLENGE.test(html) || CHECK.test(html)) return 'blocked'
  const page = pageOf(html)
  const base = url ?? resolveUrl(page.canonical ?? '') ?? 'https://kcnawatch.org/'
  const mark = landmarkIn(page.blocks)
  const article = mark === undefined ? framedArticle(page, url) : articleOf(page, mark, url)
  const more = underMoreFrom(page.blocks, mark?.next ?? 0)
  const cards = mark === undefined ? cardsIn(page.blocks, base, false) : cardsIn(more.blocks, base, more.closed)
  const walled = WALL.test(html) || WALL.test(url ?? '')
  if (walled && (article === undefined ? cards.length === 0 : !article.ended)) return 'blocked'
  if (article === undefined && (cards.length === 0 || isStoryUrl(url))) return 'not-an-article'
  const label = mark === undefined ? undefined : oneLine(mark.label)
  return {
    feed: compact<Reading['feed']>({ title: 'KCNA Watch', homePageUrl: resolveUrl('/', base), feedUrl: url }),
    items: [...(article === undefined ? [] : [article]), ...cards.map((card) => itemOfCard(card, page, label))],
  }
}
