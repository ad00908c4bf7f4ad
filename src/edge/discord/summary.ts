// What Discord shows of an item in a few lines: its words disarmed, what was found in them in bold.
import type { Item, Span } from '../../core/model.ts'
import { summarise } from '../../core/summary/lead.ts'
import type { Piece } from '../../core/summary/marked.ts'
import { bold, disarm, partsWithin } from './text.ts'

const shown = ({ text, found }: Piece): string => (found ? bold(disarm(text)) : disarm(text))

/** At most `limit` UTF-16 units, marks and escapes included; empty when the item has no words but its title. */
export const summaryOf = (item: Item, spans: readonly Span[], limit: number): string =>
  partsWithin('', summarise(item, spans, limit), limit, shown).trim()
