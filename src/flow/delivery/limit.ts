// Limits that no header tells: met once, they are learnt from the answer, and kept to.
import { DELIVER } from '../../core/limits.ts'
import type { HiddenLimit, OutboxPorts, SendOutcome } from '../delivery-ports.ts'
import { waitUntil } from './standing.ts'

type Limited = Extract<SendOutcome, { outcome: 'limited' }>

/** Services count by round numbers of seconds. */
const WINDOWS_MS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map((seconds) => seconds * 1_000)
/** How far a window measured by our clock may be from the service's own. */
const SLACK = 0.05

type Met = { readonly limit: number; readonly windowMs: number }

/** The round window nearest to what was measured, and by how much it is missed, as a share. */
const roundWindow = (measured: number): { readonly windowMs: number; readonly error: number } | undefined =>
  WINDOWS_MS.map((windowMs) => ({ windowMs, error: Math.abs(windowMs - measured) / windowMs })).find(
    ({ error }) => error <= SLACK,
  )

/**
 * What a refusal teaches: the messages since the window began, and the window's length, which is the age of the first of them and
 * the rest of the wait. The window is the shortest round one that fits; else the one that began with the last burst. One message
 * alone teaches nothing: others may have spent what it did not.
 * @param ages of the messages taken before, newest first, in ms
 */
export const limitFrom = (ages: readonly number[], afterMs: number): Met | undefined => {
  const fits = ages.flatMap((age, index) => {
    const round = roundWindow(age + afterMs)
    return round === undefined || index === 0 ? [] : [{ ...round, limit: index + 1 }]
  })
  const [best] = fits.toSorted((a, b) => a.windowMs - b.windowMs || a.error - b.error)
  if (best !== undefined) return { limit: best.limit, windowMs: best.windowMs }
  const burst = burstOf(ages, afterMs)
  const first = ages[burst - 1]
  return first === undefined || burst < 2 ? undefined : { limit: burst, windowMs: first + afterMs }
}

/** How many of the newest lie closer together than the wait that was asked for. */
const burstOf = (ages: readonly number[], gap: number): number => {
  const end = ages.findIndex((age, index) => age - (ages[index - 1] ?? 0) > gap)
  return end < 0 ? ages.length : end
}

/**
 * The refusal says when the window ends, and so when the next may begin. A limit that was known and kept to, and met all the same, is
 * first thought to hold for any stretch of time, as some services count, and then to be tighter.
 */
export const learn = ({ store, clock }: OutboxPorts, { afterMs }: Limited): void => {
  const now = clock()
  const ages = store.sends(DELIVER.SENDS).map((at) => Math.max(0, now - at))
  const known = knownLimit(store.hiddenLimit(), now)
  const until = now + DELIVER.LIMIT_KEPT_MS
  if (known === undefined) {
    const met = limitFrom(ages, afterMs)
    if (met !== undefined) store.setHiddenLimit({ ...met, until, since: now + afterMs })
  } else if (known.sliding !== true) store.setHiddenLimit({ ...known, until, sliding: true })
  else store.setHiddenLimit({ ...tighter(known, ages, afterMs), until, sliding: true })
}

const knownLimit = (limit: HiddenLimit | undefined, now: number): HiddenLimit | undefined =>
  limit === undefined || limit.until <= now ? undefined : limit

const tighter = ({ limit, windowMs }: HiddenLimit, ages: readonly number[], afterMs: number): Met => {
  const taken = ages.filter((age) => age <= windowMs - afterMs).length
  if (afterMs < windowMs && taken > 0 && taken < limit) return { limit: taken, windowMs }
  return { limit, windowMs: Math.max(Math.round(windowMs * (1 + SLACK)), afterMs) }
}

/** Whether the destination has to wait for a window to pass; the wait is set. */
export const isPaced = (outbox: OutboxPorts): boolean => {
  const { store, clock } = outbox
  const known = knownLimit(store.hiddenLimit(), clock())
  if (known === undefined) return false
  const sends = store.sends(2 * known.limit)
  // What a clock that was ahead has written says nothing.
  if ((sends[0] ?? 0) > clock()) return false
  const window = openWindow(known, sends)
  const first = window === undefined ? sends[known.limit - 1] : window[known.limit - 1]
  if (first === undefined) return false
  const free = first + known.windowMs + DELIVER.LIMIT_MARGIN_MS
  if (free <= clock()) return false
  if (window !== undefined) store.setHiddenLimit({ ...known, since: free })
  waitUntil(outbox, free)
  return true
}

/**
 * The messages of the window that was open last, newest first: windows follow each other, and each begins with the first message after
 * the one before. Undefined where nobody knows when one began.
 * @param sends when messages were taken, newest first
 */
const openWindow = (
  { limit, windowMs, since, sliding }: HiddenLimit,
  sends: readonly number[],
): readonly number[] | undefined => {
  if (since === undefined || sliding === true) return undefined
  const counted = sends.filter((at) => at >= since)
  if (counted.length === 2 * limit) return undefined
  let began = Number.NEGATIVE_INFINITY
  for (const at of counted.toReversed()) if (at - began >= windowMs) began = at
  return counted.filter((at) => at >= began)
}
