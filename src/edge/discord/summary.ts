// What Discord shows of an item in a few lines: its words disarmed, what was found in them in bold.
import type { Item, Span } from '../../core/model.ts'
import { summarise } from '../../core/summary/lead.ts'
import type { Piece } from '../../core/summary/marked.ts'
import { bold, disarm, partsWithin } from './text.ts'

const shown = ({ text, found }: Piece): string => (found ? bold(disarm(text)) : disarm(text))

/** How often it is made anew for less room, so that marks and escapes do not push out what was found, before it is cut off at the end. */
const TRIES = 4
/** Share of the room below which too little of the words would be left. */
const LEAST = 0.5

/** At most `limit` UTF-16 units, marks and escapes included; empty when the item has no words but its title. */
export const summaryOf = (item: Item, spans: readonly Span[], limit: number): string => {
  let room = limit
  for (let tries = 0; tries < TRIES && room >= limit * LEAST; tries++) {
    const line = summarise(item, spans, room).map(shown).join('')
    if (line.length <= limit) return line.trim()
    room -= line.length - limit
  }
  return partsWithin('', summarise(item, spans, limit), limit, shown).trim()
}
