// The date of a story where its news is made. Pyongyang keeps UTC+9, and kept UTC+8:30 from 15 August 2015 to 4 May 2018
// (IANA tz database, Asia/Pyongyang).
import { UNITS } from '../limits.ts'
import type { Item } from '../model.ts'

const HALF_HOUR_BEHIND = { from: Date.UTC(2015, 7, 14, 15), until: Date.UTC(2018, 4, 4, 15) }

const offsetAt = (instant: number): number =>
  instant >= HALF_HOUR_BEHIND.from && instant < HALF_HOUR_BEHIND.until ? 8.5 * UNITS.HOUR : 9 * UNITS.HOUR

/** `YYYY-MM-DD HH:MM` on Pyongyang's clocks; undefined for a text that is no instant. */
export const pyongyangTime = (instant: string): string | undefined => {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return undefined
  return new Date(at + offsetAt(at)).toISOString().slice(0, 16).replace('T', ' ')
}

/** When a story is dated, for people: Pyongyang's time where an instant is known, else the outlet's own day. */
export const datedAs = ({ day, published }: Pick<Item, 'day' | 'published'>): string => {
  if (day !== undefined) return `${day} (the outlet’s calendar)`
  const time = published === undefined ? undefined : pyongyangTime(published)
  return time === undefined ? 'undated' : `${time}, Pyongyang time`
}
