// Written dates, as feeds and the outlets' pages have them, to instants. By rule and table, never by guessing: a text that
// is not wholly understood has no date, since no date is better than a wrong one. Does not know what time it is now.
import { gregorianYears, readCalendar } from './dates/calendar.ts'
import { plainClock, readClock } from './dates/clock.ts'
import { fold } from './dates/names.ts'
import { instantOfWall, isZone } from './zone.ts'

export type WrittenDate = {
  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly instant: string
  /** `YYYY-MM-DD`, only where a bare date was written; the instant is then that day's T00:00:00Z. */
  readonly day?: string
}

/** The longest date in use, JavaScript's own with its zone spelled out, has about 70 characters. */
const LONGEST = 100

/** Folded, without brackets and remarks: `[2024.11.1.]`, `(Coordinated Universal Time)`, `[Photo]`. */
const bare = (text: string): string =>
  fold(text)
    .replace(/[([][^\d()[\]]*[)\]]/g, ' ')
    .replace(/[[\]]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

const instantOf = (milliseconds: number): string | undefined => {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined
  return `${date.toISOString().slice(0, 19)}Z`
}

/** `2003-12-31` and its like, or RFC 822, asctime, Juche, `30/01/2023`, … to an instant; undefined when in doubt. */
export const parseDate = (text: string): WrittenDate | undefined => {
  if (text.length > LONGEST) return undefined
  const written = gregorianYears(plainClock(bare(text)))
  if (written === undefined) return undefined
  const clock = readClock(written)
  if (clock === undefined) return undefined
  const date = readCalendar(
    clock === 'none' ? written.replace(/(?<=\d)z$/, '') : clock.rest.trim(),
    clock !== 'none' && clock.twelve,
  )
  if (date === undefined) return undefined
  const midnight = Date.UTC(date.year, date.month - 1, date.day)
  if (clock === 'none') {
    const instant = instantOf(midnight)
    if (instant === undefined) return undefined
    return date.precision === 'day' ? { instant, day: instant.slice(0, 10) } : { instant }
  }
  if (date.precision !== 'day') return undefined
  const wall = midnight + ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000
  const { zone } = clock
  if (typeof zone === 'string' && !isZone(zone)) return undefined
  const instant = instantOf(typeof zone === 'string' ? instantOfWall(zone, wall) : wall - zone * 60_000)
  return instant === undefined ? undefined : { instant }
}
