// Why an item was told: the matched terms, marked, in the sentence in which they stand. How a mark looks is the caller's.

import type { Field, Item, Span } from '../model.ts'
import { cut, ELLIPSIS, wordStart } from './cut.ts'
import { apart, type Piece, piecesOf, sliced } from './marked.ts'
import { type Stretch, sentencesOf } from './sentence.ts'

export type Marks = {
  /** How a found term is set off: `**bold**`, colour. */
  readonly mark: (text: string) => string
  /** What is done to the text around it: escaping. As it is by default. */
  readonly plain?: (text: string) => string
}

/** Sentences that are shown. */
const SENTENCES = 3

const fieldText = (item: Item, field: Field): string => {
  if (field === 'title') return item.title
  return field === 'lead' ? item.lead : (item.text ?? '')
}

/** The part of a sentence around its first span, at most `limit` units, with marks of omission. */
const windowOf = (sentence: Stretch, first: Span, limit: number): Stretch => {
  if (sentence.end - sentence.start <= limit) return sentence
  const start = Math.max(sentence.start, Math.min(first.start - Math.floor(limit / 3), sentence.end - limit))
  return { start, end: Math.min(sentence.end, start + limit) }
}

/** A stretch of text with its spans marked, and an ellipsis on a side where the sentence goes on. */
const marked = (text: string, sentence: Stretch, part: Stretch, spans: readonly Span[], marks: Marks): string => {
  const plain = marks.plain ?? ((words: string) => words)
  const isOpen = part.start > sentence.start
  const start = isOpen ? wordStart(text, part.start, spans[0]?.start ?? 0) : part.start
  const pieces = piecesOf(sliced({ text, found: spans }, start, part.end))
  const shown = (part.end < sentence.end ? goingOn(pieces) : pieces).map((piece) =>
    piece.found ? marks.mark(plain(piece.text)) : plain(piece.text),
  )
  return `${isOpen ? ELLIPSIS : ''}${shown.join('').replace(/\s+/g, ' ')}`
}

/** The ellipsis takes the place of what it stands for. */
const goingOn = (pieces: readonly Piece[]): readonly Piece[] => {
  const last = pieces.at(-1)
  if (last === undefined || last.found) return [...pieces, { text: ELLIPSIS }]
  return [...pieces.slice(0, -1), { text: cut(last.text + ELLIPSIS, last.text.length) }]
}

const linesOf = (item: Item, field: Field, spans: readonly Span[], limit: number, marks: Marks): string[] => {
  const own = apart(spans.filter((span) => span.field === field))
  if (own.length === 0) return []
  const text = fieldText(item, field)
  return sentencesOf(text).flatMap((sentence) => {
    const inside = own.filter((span) => span.start >= sentence.start && span.start < sentence.end)
    const [first] = inside
    return first === undefined ? [] : [marked(text, sentence, windowOf(sentence, first, limit), inside, marks)]
  })
}

/**
 * The sentences that hold these spans (of one match or of several), in the order of the item, at most three; each at most `limit` UTF-16 units of
 * the published text (marks and escapes come on top). Empty for a match by facts alone.
 */
export const whyLines = (spans: readonly Span[], item: Item, limit: number, marks: Marks): string[] =>
  (['title', 'lead', 'text'] as const).flatMap((field) => linesOf(item, field, spans, limit, marks)).slice(0, SENTENCES)
