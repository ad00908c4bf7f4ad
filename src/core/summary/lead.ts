// What an alert says of an item in a few lines: the lead, and where the match stands further down, the sentence that holds it, marked.

import type { Item, Span } from '../model.ts'
import { cut, ELLIPSIS, wordStart } from './cut.ts'
import { withoutHonorifics } from './honorifics.ts'
import {
  apart,
  cutMarked,
  type MarkedText,
  type Piece,
  piecesOf,
  replaced,
  sliced,
  trimmed,
  unmarked,
} from './marked.ts'
import { type Stretch, sentenceAt } from './sentence.ts'

/** Share of the room that is the lead's when a sentence from further down follows it. */
const LEAD_SHARE = 0.6
const GAP = ` ${ELLIPSIS} `

const tidy = (marked: MarkedText): MarkedText => withoutHonorifics(trimmed(replaced(marked, /\s+/g, () => ' ')))

const wordOf = ({ text }: Span): string => text.toLowerCase()

type Below = {
  readonly sentence: MarkedText
  /** Where what is not in the headline stands in it. */
  readonly wanted: Stretch | undefined
}

/** The first sentence of the text that says what neither lead nor headline say of the match. */
const foundBelow = ({ text }: Item, spans: readonly Span[]): Below | undefined => {
  if (text === undefined || spans.some(({ field }) => field === 'lead')) return undefined
  const headline = new Set(spans.filter(({ field }) => field === 'title').map(wordOf))
  const below = spans.filter(({ field }) => field === 'text')
  const first = below.find((span) => !headline.has(wordOf(span)))
  if (first === undefined) return undefined
  const { start, end } = sentenceAt(text, first.start)
  const sentence = tidy(sliced({ text, found: apart(below) }, start, end))
  const isNew = (place: Stretch): boolean => !headline.has(sentence.text.slice(place.start, place.end).toLowerCase())
  return { sentence, wanted: sentence.found.find(isNew) ?? sentence.found[0] }
}

/** Share of the room after which what was found is in danger of being cut off. */
const SAFE = 0.6

/** At most `limit` units of a sentence, among them what is wanted of it; it begins with a whole word where there is one. */
const around = ({ sentence, wanted }: Below, limit: number): MarkedText => {
  const { text } = sentence
  if (wanted === undefined || text.length <= limit || wanted.end <= limit * SAFE) return cutMarked(sentence, limit)
  const from = wordStart(text, Math.max(0, wanted.start - Math.floor(limit / 4)), wanted.start)
  return cutMarked(sliced(sentence, from), limit)
}

const after = (start: string, { text, found }: MarkedText): MarkedText => ({
  text: start + text,
  found: found.map((place) => ({ start: place.start + start.length, end: place.end + start.length })),
})

/**
 * The lead without honorifics, at most `limit` UTF-16 units; when nothing was found in it and something further down, the sentence that
 * holds it follows, what was found set apart. Without a lead, the summary or the text's beginning; empty when the item has no words but
 * its title.
 */
export const summarise = (item: Item, spans: readonly Span[], limit: number): readonly Piece[] => {
  const lead = tidy(unmarked(item.lead || item.summary || item.text || '')).text
  const below = foundBelow(item, spans)
  const beginning = cut(lead, limit)
  if (below === undefined) return piecesOf(unmarked(beginning))
  const { sentence } = below
  const shown = beginning.indexOf(sentence.text)
  if (shown >= 0) return piecesOf({ text: beginning, found: after(beginning.slice(0, shown), sentence).found })
  const start = cut(lead, Math.floor(limit * LEAD_SHARE))
  const head = start + (start.endsWith(ELLIPSIS) ? ' ' : GAP)
  return piecesOf(after(head, around(below, limit - head.length)))
}
