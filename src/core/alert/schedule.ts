// When an alert goes out, and with which others: at once, at the end of an hour or of quiet hours, or at a time of day. Pure
// arithmetic on the clock; what is said in a digest stands in digest.ts.
import { UNITS } from '../limits.ts'
import type { Delivery, QuietHours } from '../model.ts'
import { nextTurn, type Turn } from '../zone.ts'
import type { DigestKind } from './digest.ts'

/** How a destination wants to be told. */
export type Manners = { readonly quiet?: QuietHours; readonly cap?: number }

export type DigestTurn = {
  readonly kind: DigestKind
  /** `YYYY-MM-DD` in the zone of the rule or the destination; `YYYY-MM-DDTHH` in UTC for an hour's. */
  readonly period: string
}

/** `at` in ms since the epoch; without a digest the alert goes out by itself. */
export type Schedule = { readonly at: number; readonly digest?: DigestTurn }

/** The clock hour that an instant lies in, `YYYY-MM-DDTHH` in UTC: what hourly digests and caps count by. */
export const hourOf = (instant: number): string => new Date(instant).toISOString().slice(0, 13)

/** The first full hour after an instant. An hour of UTC is 60 minutes whatever the clocks do. */
export const hourAfter = (instant: number): number => Math.floor(instant / UNITS.HOUR + 1) * UNITS.HOUR

const atHour = (kind: DigestKind, now: number): Schedule => ({
  at: hourAfter(now),
  digest: { kind, period: hourOf(now) },
})

/**
 * The end of the quiet hours that an instant lies in: it does where the next turn is that of their end, so that an hour which
 * clocks show twice begins and ends them once. Hours from a time to itself are none.
 */
const quietEnd = (quiet: QuietHours | undefined, instant: number): Turn | undefined => {
  if (quiet === undefined || quiet.from === quiet.to) return undefined
  const end = nextTurn(quiet.zone, quiet.to, instant)
  return end.at < nextTurn(quiet.zone, quiet.from, instant).at ? end : undefined
}

/**
 * What would go out in quiet hours goes out at their end, all in one digest. An hourly or daily one becomes part of it: kept
 * apart, a night of hourly digests would arrive as eight messages in the same minute.
 */
const heldByQuiet = (schedule: Schedule, quiet: QuietHours | undefined): Schedule => {
  const end = quietEnd(quiet, schedule.at)
  return end === undefined ? schedule : { at: end.at, digest: { kind: 'quiet', period: end.date } }
}

/** The soonest of the daily turns; an alert that comes at the very minute goes with the next. */
const daily = (modes: readonly Delivery[], now: number): Schedule | undefined => {
  const turns = modes.flatMap((mode) => (typeof mode === 'string' ? [] : [nextTurn(mode.zone, mode.daily, now)]))
  const [next] = turns.sort((a, b) => a.at - b.at)
  return next && { at: next.at, digest: { kind: 'daily', period: next.date } }
}

/** Instant before hourly before daily: the most eager of an alert's rules decides. An alert of no rule at all is instant. */
const wished = (modes: readonly Delivery[], now: number): Schedule => {
  if (modes.includes('instant')) return { at: now }
  if (modes.includes('hourly')) return atHour('hourly', now)
  return daily(modes, now) ?? { at: now }
}

/**
 * When an alert of these modes is to go out, never before `now`. The cap is of messages in a clock hour of UTC, so that it
 * can hold back only what would go out in this one.
 */
export const scheduleOf = (
  modes: readonly Delivery[],
  { quiet, cap = Number.POSITIVE_INFINITY }: Manners,
  sentThisHour: number,
  now: number,
): Schedule => {
  const schedule = heldByQuiet(wished(modes, now), quiet)
  const capped = schedule.digest === undefined && sentThisHour >= cap
  return capped ? heldByQuiet(atHour('cap', now), quiet) : schedule
}
