// What an alert says of an item in a few lines: the lead, and where the match stands elsewhere, the sentences that hold it.

import type { Item, Span } from '../model.ts'
import { cut } from './cut.ts'
import { withoutHonorifics } from './honorifics.ts'
import { sentenceAt } from './sentence.ts'

/** Share of the room that is the lead's when sentences from further down follow it. */
const LEAD_SHARE = 0.6
const GAP = ' … '

/** The first sentence of the text in which something was found, when nothing was found higher up. */
const foundBelow = (item: Item, spans: readonly Span[]): string | undefined => {
  if (spans.some(({ field }) => field !== 'text')) return undefined
  const span = spans.find(({ field }) => field === 'text')
  if (span === undefined || item.text === undefined) return undefined
  const { start, end } = sentenceAt(item.text, span.start)
  return item.text.slice(start, end)
}

/**
 * The lead without honorifics, at most `limit` UTF-16 units; when the match stands only in the text, the sentence that holds it
 * follows. Without a lead, the summary or the text's beginning; empty when the item has no words but its title.
 */
export const summarise = (item: Item, spans: readonly Span[], limit: number): string => {
  const lead = withoutHonorifics((item.lead || item.summary || item.text || '').replace(/\s+/g, ' ').trim())
  const below = foundBelow(item, spans)
  if (below === undefined) return cut(lead, limit)
  const sentence = withoutHonorifics(below.replace(/\s+/g, ' '))
  if (lead === '' || lead.includes(sentence)) return cut(lead || sentence, limit)
  const head = cut(lead, Math.floor(limit * LEAD_SHARE))
  return `${head}${GAP}${cut(sentence, limit - head.length - GAP.length)}`
}
