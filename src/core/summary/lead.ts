// What an alert says of an item in a few lines: the lead, and where the match stands elsewhere, the sentences that hold it.

import type { Item, Span } from '../model.ts'
import { cut, letterStart } from './cut.ts'
import { withoutHonorifics } from './honorifics.ts'
import { sentenceAt } from './sentence.ts'

/** Share of the room that is the lead's when sentences from further down follow it. */
const LEAD_SHARE = 0.6
const GAP = ' … '

type Below = { readonly sentence: string; readonly found: string }

const tidy = (text: string): string => withoutHonorifics(text.replace(/\s+/g, ' ').trim())

/** The first sentence of the text in which something was found, when nothing was found higher up, and what was found. */
const foundBelow = (item: Item, spans: readonly Span[]): Below | undefined => {
  if (spans.some(({ field }) => field !== 'text')) return undefined
  const span = spans.find(({ field }) => field === 'text')
  if (span === undefined || item.text === undefined) return undefined
  const { start, end } = sentenceAt(item.text, span.start)
  return { sentence: tidy(item.text.slice(start, end)), found: span.text.replace(/\s+/g, ' ') }
}

/** Share of the room after which what was found is in danger of being cut off. */
const SAFE = 0.6
const OMITTED = '…'

/** At most `limit` units of a sentence, among them what was found in it. */
const around = ({ sentence, found }: Below, limit: number): string => {
  const at = sentence.indexOf(found)
  if (sentence.length <= limit || at + found.length <= limit * SAFE) return cut(sentence, limit)
  const from = letterStart(sentence, Math.max(0, at - Math.floor(limit / 4)))
  return from === 0 || limit < 2
    ? cut(sentence, limit)
    : `${OMITTED}${cut(sentence.slice(from), limit - OMITTED.length)}`
}

/**
 * The lead without honorifics, at most `limit` UTF-16 units; when the match stands only in the text, the sentence that holds it
 * follows. Without a lead, the summary or the text's beginning; empty when the item has no words but its title.
 */
export const summarise = (item: Item, spans: readonly Span[], limit: number): string => {
  const lead = tidy(item.lead || item.summary || item.text || '')
  const below = foundBelow(item, spans)
  const beginning = cut(lead, limit)
  if (below === undefined || beginning.includes(below.sentence)) return beginning
  const head = cut(lead, Math.floor(limit * LEAD_SHARE))
  return `${head}${GAP}${around(below, limit - head.length - GAP.length)}`
}
