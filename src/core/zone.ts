// What clocks on a wall show, by the IANA time zones that the runtime knows (Intl): local date and time of an instant, and the
// instant of a local date and time. Clocks that are put forward, put back, or skip a whole day are dealt with here alone.
import { TIME, UNITS } from './limits.ts'

export type LocalTime = {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`. */
  readonly time: string
}

const held = new Map<string, Intl.DateTimeFormat>()

const made = (zone: string): Intl.DateTimeFormat | undefined => {
  try {
    const [year, month, day, hour, minute, second] = Array<'numeric'>(6).fill('numeric')
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year, month, day, hour, minute, second },
    })
  } catch {
    return undefined
  }
}

/** Making a formatter costs a hundred times what using one does. */
const formatterOf = (zone: string): Intl.DateTimeFormat | undefined => {
  const known = held.get(zone)
  if (known !== undefined) return known
  const formatter = made(zone)
  if (formatter === undefined) return undefined
  if (held.size >= TIME.ZONES_HELD) held.clear()
  held.set(zone, formatter)
  return formatter
}

/** Whether a name is an IANA zone's; a bare offset (`+09:00`), which Intl takes as well, is none. */
export const isZone = (name: string): boolean => /^[a-z]/i.test(name) && formatterOf(name) !== undefined

/** What the wall clock shows, as if it were UTC, in ms; UTC itself in a zone that this runtime does not know (any more). */
const wallAt = (zone: string, instant: number): number => {
  const shown = formatterOf(zone)?.format(instant).match(/\d+/g)?.map(Number)
  if (shown === undefined) return instant
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = shown
  const ms = ((instant % UNITS.SECOND) + UNITS.SECOND) % UNITS.SECOND
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

const offsetAt = (zone: string, instant: number): number => wallAt(zone, instant) - instant

export const localAt = (zone: string, instant: number): LocalTime => {
  const shown = new Date(wallAt(zone, instant)).toISOString()
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) }
}

/** The first instant, to the ms, after `from` and not after `to`, from which the zone has another offset than `before`. */
const changeOf = (zone: string, before: number, from: number, to: number): number => {
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === before) low = middle
    else high = middle
  }
  return high
}

/**
 * The first instant at which the wall clock shows `wall` (ms as if UTC) or has gone past it: a time that exists twice means
 * the first, one that was skipped the end of the gap. Every offset in use lies within a day of UTC, and no zone has ever
 * changed twice within the two days that are looked at.
 */
export const instantOfWall = (zone: string, wall: number): number => {
  const [from, to] = [wall - UNITS.DAY, wall + UNITS.DAY]
  const [before, after] = [offsetAt(zone, from), offsetAt(zone, to)]
  const first = wall - before
  if (before === after || offsetAt(zone, first) === before) return first
  const second = wall - after
  return offsetAt(zone, second) === after ? second : changeOf(zone, before, from, to)
}

/** As instantOfWall, of a local date `YYYY-MM-DD` and time `HH:MM`. Throws a RangeError for anything else: a damaged record. */
export const instantAt = (zone: string, date: string, time: string): number => {
  const wall = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(wall)) throw new RangeError(`No local time: ${date} ${time}`)
  return instantOfWall(zone, wall)
}

const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00Z`) + UNITS.DAY).toISOString().slice(0, 10)

/** Samoa had no 30 December 2011. A gap over midnight ends on another date as well, but its own date has begun before it. */
const exists = (zone: string, date: string, at: number): boolean =>
  localAt(zone, at).date === date || localAt(zone, instantAt(zone, date, '00:00')).date === date

export type Turn = { readonly at: number; readonly date: string }

/**
 * The next turn of a daily time, strictly after `now`: one for each local date that exists, whatever the clocks do. `date` is
 * the date whose turn it is, which differs from the one shown only where a gap goes over midnight.
 */
export const nextTurn = (zone: string, time: string, now: number): Turn => {
  let { date } = localAt(zone, now)
  for (;;) {
    const at = instantAt(zone, date, time)
    if (at > now && exists(zone, date, at)) return { at, date }
    date = dayAfter(date)
  }
}
