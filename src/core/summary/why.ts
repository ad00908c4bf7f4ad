// Why an item was told: the matched terms, marked, in the sentence in which they stand. How a mark looks is the caller's.

import type { Field, Item, Span } from '../model.ts'
import { cut, wordStart } from './cut.ts'
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
  const pieces: string[] = []
  let at = part.start > sentence.start ? wordStart(text, part.start, spans[0]?.start ?? 0) : part.start
  for (const span of spans) {
    if (span.start < at || span.end > part.end) continue
    pieces.push(plain(text.slice(at, span.start)), marks.mark(plain(text.slice(span.start, span.end))))
    at = span.end
  }
  const rest = text.slice(at, part.end)
  pieces.push(plain(part.end < sentence.end ? cut(`${rest}…`, Math.max(1, rest.length)) : rest))
  return `${part.start > sentence.start ? '…' : ''}${pieces.join('').replace(/\s+/g, ' ')}`
}

const linesOf = (item: Item, field: Field, spans: readonly Span[], limit: number, marks: Marks): string[] => {
  // Spans of several rules may overlap: the longer one is marked, what begins inside it is passed over.
  const own = spans.filter((span) => span.field === field).toSorted((a, b) => a.start - b.start || b.end - a.end)
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
