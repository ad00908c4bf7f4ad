// Whether two states of a story differ: by their words, without what belongs to the wire (dateline, stamp, end mark) and without
// what a re-encoding changes (case, width, quotes, dashes, accents, white space).
import { comparableText } from '../feed/dateline.ts'
import type { Item } from '../model.ts'
import { foldName } from '../text/fold.ts'

/** `www.kcna.kp (Juche112.1.30.)`, `[2024.09.05.]`, wherever it stands: sites stamp headlines and excerpts too, and stamp anew. */
const STAMPS =
  /(?:(?:https?:\/\/)?(?:www\.)?kcna\.kp\s*)?[(（[]\s*(?:Juche\s*|주체\s*)?\d{2,4}\.\s*\d{1,2}\.\s*\d{1,2}\.?\s*[)）\]]/giu

const bare = (text: string): string => foldName(comparableText(text.replace(STAMPS, ' ').trim()))

/** What a list says of an item, as far as it is compared: title and lead. */
export const listedWords = ({ title, lead }: Item): string => `${bare(title)}\n${bare(lead)}`

/** `filled`: the story did not change, we only came to know more of it. */
export type Difference = 'none' | 'filled' | 'changed'

/** How a later state of an item differs from an earlier one. A lead or text that was missing or cut short is filled in, not changed. */
export const differenceOf = (before: Item, after: Item): Difference => {
  const title = bare(before.title) !== bare(after.title)
  const lead = bare(before.lead) !== bare(after.lead)
  const text = bare(before.text ?? '') !== bare(after.text ?? '')
  if (!(title || lead || text)) return 'none'
  const hadLead = before.complete && before.lead !== ''
  const hadText = before.text !== undefined && after.text !== undefined
  return (title && before.title !== '') || (lead && hadLead) || (text && hadText && hadLead) ? 'changed' : 'filled'
}
