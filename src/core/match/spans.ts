// Spans out of hits: offsets back into the published text, in order, overlapping ones merged, and nothing told twice.

import type { Field, Span } from '../model.ts'
import { originalEnd, originalStart } from '../text/fold.ts'
import type { FieldHit } from './hit.ts'
import { FIELDS, type Prepared } from './subject.ts'

type Range = { readonly start: number; readonly end: number }

const merged = (ranges: readonly Range[]): Range[] => {
  const list: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = list.at(-1)
    if (last !== undefined && range.start < last.end) {
      list[list.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else {
      list.push(range)
    }
  }
  return list
}

const rangesIn = (field: Field, hits: readonly FieldHit[], prepared: Prepared): Range[] => {
  const own = hits.filter((hit) => hit.field === field)
  if (own.length === 0) return []
  const { folded } = prepared.words(field)
  const marks = own.flatMap((hit) => hit.marks)
  return merged(marks.map(([start, end]) => ({ start: originalStart(folded, start), end: originalEnd(folded, end) })))
}

/** Text ranges without those that repeat a range of the lead at its place in the text. */
const withoutLead = (text: readonly Range[], lead: readonly Range[], prepared: Prepared): readonly Range[] => {
  const place = lead.length === 0 ? undefined : prepared.leadInText()
  if (place === undefined) return text
  const told = (range: Range): boolean =>
    lead.some(({ start, end }) => place.start + start <= range.start && range.end <= place.start + end)
  return text.filter((range) => !told(range))
}

/** The spans of a match: title, lead, text, then start. */
export const spansOf = (hits: readonly FieldHit[], prepared: Prepared): Span[] => {
  const lead = rangesIn('lead', hits, prepared)
  const ranges: Record<Field, readonly Range[]> = {
    title: rangesIn('title', hits, prepared),
    lead,
    text: withoutLead(rangesIn('text', hits, prepared), lead, prepared),
  }
  return FIELDS.flatMap((field) =>
    ranges[field].map(({ start, end }) => ({ field, start, end, text: prepared.subject[field].slice(start, end) })),
  )
}
