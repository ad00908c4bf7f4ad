// How often something was told of, day by day. A day is Pyongyang's: the wires date their stories by it.
import { UNITS } from '../core/limits.ts'
import { localAt } from '../core/zone.ts'
import type { StoredItem } from './ports.ts'

export const TREND_ZONE = 'Asia/Pyongyang'

/** Dates as `YYYY-MM-DD`. */
export type Tally = {
  readonly days: Readonly<Record<string, number>>
  /** When the oldest item that is still kept was first seen; ms since the epoch. Days before it say nothing. */
  readonly since?: number
  /** There is more than was looked at: the figures are a floor. */
  readonly cut?: true
}

/**
 * The day a story is of: as it was dated, else when it was first seen, which for what was there before anybody asked is the day of the
 * first poll. A date after that is a slip, and does not count.
 */
export const dayOf = ({ item, firstSeen }: Pick<StoredItem, 'item' | 'firstSeen'>): string => {
  if (item.day !== undefined) return item.day
  const published = item.published === undefined ? Number.NaN : Date.parse(item.published)
  const dated = published <= firstSeen + UNITS.DAY ? published : firstSeen
  return localAt(TREND_ZONE, dated).date
}

/** The last so many days, oldest first, today's included. @param now ms since the epoch */
export const lastDays = (count: number, now: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => localAt(TREND_ZONE, now - (count - 1 - index) * UNITS.DAY).date)

/** Several Wires’ tallies as one, known since the first of them began. */
export const added = (tallies: readonly Tally[]): Tally => {
  const days: Record<string, number> = {}
  for (const tally of tallies) {
    for (const [day, count] of Object.entries(tally.days)) days[day] = (days[day] ?? 0) + count
  }
  const since = tallies.flatMap((tally) => tally.since ?? [])
  return {
    days,
    ...(since.length === 0 ? {} : { since: Math.min(...since) }),
    ...(tallies.some(({ cut }) => cut === true) ? { cut: true } : {}),
  }
}
