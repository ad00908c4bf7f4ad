// Stories in a list, by the addresses of their links: whatever else a page has on it, a link to a story is one.
import { READ } from '../limits.ts'
import type { Block, BlockLink } from './blocks.ts'

export type Listed<S> = {
  readonly story: S
  /** The words of the link. */
  readonly title: string
  /** What follows it up to the next story. */
  readonly beside: string
}

/** UTF-16 units of what is kept beside a link: a date and a label. */
const BESIDE_CHARS = 200

/** A link of one sign is an arrow or a page number. */
const isTitle = (text: string): boolean => /\p{L}\p{M}?.*\p{L}/u.test(text)

type Found<S> = { readonly story: S; readonly link: BlockLink }

/** Each story of one line with the text from its link to the next. */
const besides = <S>(text: string, found: readonly Found<S>[]): readonly { from: Found<S>; beside: string }[] => {
  let at = 0
  const starts = found.map(({ link }) => {
    const start = Math.max(text.indexOf(link.text, at), at)
    at = start + link.text.length
    return start
  })
  return found.map((from, n) => ({ from, beside: text.slice((starts[n] ?? 0) + from.link.text.length, starts[n + 1]) }))
}

/** The stories that a page links to, in order; one that is linked twice appears twice. */
export const listedIn = <S>(
  blocks: readonly Block[],
  storyOf: (href: string) => S | undefined,
): readonly Listed<S>[] => {
  const listed: { story: S; title: string; beside: string }[] = []
  for (const { text, links } of blocks) {
    if (listed.length >= READ.ITEMS) break
    const found = links.flatMap((link) => {
      const story = isTitle(link.text) ? storyOf(link.href) : undefined
      return story === undefined ? [] : [{ story, link }]
    })
    const last = listed.at(-1)
    if (found.length === 0 && last !== undefined && last.beside.length < BESIDE_CHARS) {
      last.beside = `${last.beside} ${text}`.slice(0, BESIDE_CHARS)
    }
    for (const { from, beside } of besides(text, found)) {
      listed.push({ story: from.story, title: from.link.text, beside: beside.trim().slice(0, BESIDE_CHARS) })
    }
  }
  return listed.slice(0, READ.ITEMS)
}
