// The article on a page of KCNA Watch: found by the line that begins `Date:`, else by the class of its body.
import { resolveUrl } from '../links.ts'
import type { Item } from '../model.ts'
import type { Block, Page } from './blocks.ts'
import { itemOf } from './item.ts'
import { AFTERWORD, isDate, languageOf, MORE_FROM } from './kcna-watch-marks.ts'

/** `Date: 30/01/2023 | Source: KCNA.kp (En) | Read original version at source`. */
const DATE_LINE = /^Date:\s*(\d{1,2}\/\d{1,2}\/\d{4})\s*\|?\s*Source:\s*([^|\n]+?)\s*(?:\||Read original version|$)/i
const ORIGINAL = /^read original version at source$/i
const STAMP_LINE = /^(?:www\.)?kcna\.kp\s*[(（][^)）]*\d\.?\s*[)）]$/i

export type Landmark = { readonly at: number; readonly next: number; readonly date: string; readonly label: string }

/** Blocks that the date line may be spread over. */
const SPREAD = 5

/** The line that every article page has, or undefined. */
export const landmarkIn = (blocks: readonly Block[]): Landmark | undefined => {
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
const startsWithDate = (text: string): boolean => isDate(/^[^\s\d]{3,9}\.? \d{1,2}, \d{4}/.exec(text)?.[0] ?? '')

const storyBlocks = (blocks: readonly Block[], { next }: Landmark): readonly Block[] => {
  const after = blocks.slice(next)
  const end = after.findIndex(({ text }) => MORE_FROM.test(text) || AFTERWORD.test(text))
  const until = end < 0 ? after : after.slice(0, end)
  const stamp = until.findIndex(({ text }) => STAMP_LINE.test(text))
  const story = stamp < 0 ? until : until.slice(0, stamp + 1)
  const framed = story.filter(({ marks }) => marks.has('.article-content'))
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

/** The article around its landmark. */
export const articleOf = (page: Page, mark: Landmark, url: string | undefined): Item => {
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
export const framedArticle = (page: Page, url: string | undefined): Item | undefined => {
  const body = page.blocks.filter(({ marks }) => marks.has('.article-content'))
  if (body.length === 0) return undefined
  const first = page.blocks.indexOf(body[0] as Block)
  const title = page.blocks.slice(0, first).findLast((block) => block.heading)?.text
  const text = body.map((block) => block.text).join('\n')
  const address = url ?? resolveUrl(page.canonical ?? '')
  return itemOf({ url: address, title, text, language: languageOf(undefined, page, text) })
}
