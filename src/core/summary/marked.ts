// A text and the places in it that were found, which stay with their words through everything that is done to the text before it is
// shown.
import { cut } from './cut.ts'
import type { Stretch } from './sentence.ts'

/** Places in UTF-16 units, in order, none over another. */
export type MarkedText = { readonly text: string; readonly found: readonly Stretch[] }
export type Piece = { readonly text: string; readonly found?: true }

/** Spans of several rules may overlap: the longer of two that begin together counts, what begins inside it is passed over. */
export const apart = <Place extends Stretch>(spans: readonly Place[]): Place[] => {
  const kept: Place[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  }
  return kept
}

export const unmarked = (text: string): MarkedText => ({ text, found: [] })

/** A part of it. A place that is not whole in the part is none any more. */
export const sliced = ({ text, found }: MarkedText, start: number, end: number = text.length): MarkedText => ({
  text: text.slice(start, end),
  found: found
    .filter((place) => start <= place.start && place.end <= end)
    .map((place) => ({ start: place.start - start, end: place.end - start })),
})

type Edit = Stretch & { readonly put: string }

/** Where an edge of a place comes to stand; one inside a replaced stretch moves to that side of what replaces it. */
const moved = (edge: number, side: 'start' | 'end', edits: readonly Edit[]): number => {
  let shift = 0
  for (const { start, end, put } of edits) {
    if (start >= edge) break
    if (end > edge) return start + shift + (side === 'end' ? put.length : 0)
    shift += put.length - (end - start)
  }
  return edge + shift
}

/** With what `by` gives in the place of every match. @param pattern with the flag `g` */
export const replaced = (
  { text, found }: MarkedText,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string,
): MarkedText => {
  const edits = Array.from(text.matchAll(pattern)).flatMap((match): Edit[] => {
    const put = by(match)
    return put === match[0] ? [] : [{ start: match.index, end: match.index + match[0].length, put }]
  })
  if (edits.length === 0) return { text, found }
  const kept = edits.map(({ start, put }, index) => text.slice(edits[index - 1]?.end ?? 0, start) + put)
  return {
    text: kept.join('') + text.slice(edits.at(-1)?.end),
    found: found
      .map(({ start, end }) => ({ start: moved(start, 'start', edits), end: moved(end, 'end', edits) }))
      .filter(({ start, end }) => start < end),
  }
}

export const trimmed = (marked: MarkedText): MarkedText => {
  const { text } = marked
  return sliced(marked, text.length - text.trimStart().length, text.trimEnd().length)
}

/** At most `limit` units, as `cut` has it. */
export const cutMarked = (marked: MarkedText, limit: number): MarkedText => {
  const short = cut(marked.text, limit)
  if (short === marked.text) return marked
  // The ellipsis was no part of it.
  return { text: short, found: sliced(marked, 0, Math.max(0, short.length - 1)).found }
}

/** One after the other, none empty. */
export const piecesOf = ({ text, found }: MarkedText): readonly Piece[] => {
  const pieces = found.flatMap(({ start, end }, index): Piece[] => [
    { text: text.slice(found[index - 1]?.end ?? 0, start) },
    { text: text.slice(start, end), found: true },
  ])
  return [...pieces, { text: text.slice(found.at(-1)?.end ?? 0) }].filter((piece) => piece.text !== '')
}
