// The cards of KCNA Watch: in its listings, in the fragment its pages load, and under `More From` on an article page.
import { resolveUrl } from '../links.ts'
import type { Item } from '../model.ts'
import type { Block, Page } from './blocks.ts'
import { itemOf } from './item.ts'
import { AFTERWORD, isDate, isLabel, languageOf, MORE_FROM, STORY_PATH } from './kcna-watch-marks.ts'

export type Card = { readonly url: string; title: string; excerpt?: string; date?: string; label?: string }

/** `everywhere`: in a place that holds nothing but cards, so that any link is a title. */
const cardLink = (block: Block, base: string | undefined, everywhere: boolean): Card | undefined => {
  const inCard = everywhere || block.marks.has('.article-desc')
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
export const cardsIn = (blocks: readonly Block[], base: string | undefined, everywhere: boolean): readonly Card[] => {
  const cards: Card[] = []
  for (const block of blocks) {
    const linked = cardLink(block, base, everywhere)
    const card = cards.at(-1)
    if (linked !== undefined && linked.url !== card?.url) cards.push(linked)
    else if (card === undefined || block.text === card.title || block.text === card.excerpt) continue
    else if (isDate(block.text)) card.date ??= block.text
    else if (isLabel(block.text)) card.label ??= block.text
    else if (isExcerpt(block)) card.excerpt ??= block.text
  }
  return cards
}

/** The lines under `More From`, up to `More Articles`; whether that end was found. */
export const underMoreFrom = (
  blocks: readonly Block[],
  from: number,
): { readonly blocks: readonly Block[]; readonly closed: boolean } => {
  const more = blocks.findIndex(({ text }, at) => at >= from && MORE_FROM.test(text))
  const rest = more < 0 ? [] : blocks.slice(more + 1)
  const end = rest.findIndex(({ text }) => AFTERWORD.test(text))
  return { blocks: end < 0 ? rest : rest.slice(0, end), closed: end >= 0 }
}

/** Words that frame cards on search pages. */
const JUNK = /^(?:KCNA Watch Logo|Browse|Search|Next|Previous|Share|Tweet|\d+)$/i

const isExcerpt = ({ text, heading }: Block): boolean =>
  !heading && !JUNK.test(text) && !AFTERWORD.test(text) && !MORE_FROM.test(text)

/** A card as an item; `label` for those that name no source of their own. */
export const itemOfCard = (card: Card, page: Page, label: string | undefined): Item =>
  itemOf({
    url: card.url,
    title: card.title,
    summary: card.excerpt?.replace(/\s*(?:\.\.\.|…)?\s*Upgrade to NK PRO today\.?$/i, ''),
    excerpt: true,
    published: card.date,
    label: card.label ?? label,
    language: languageOf(card.label ?? label, page, card.title),
  })
