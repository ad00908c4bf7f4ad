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

/** A limit that was known and kept to, and met all the same, is tighter than was thought. */
export const learn = ({ store, clock }: OutboxPorts, { afterMs }: Limited): void => {
  const now = clock()
  const ages = store.sends(DELIVER.SENDS).map((at) => Math.max(0, now - at))
  const known = knownLimit(store.hiddenLimit(), now)
  const met = known === undefined ? limitFrom(ages, afterMs) : tighter(known, ages, afterMs)
  if (met !== undefined) store.setHiddenLimit({ ...met, until: now + DELIVER.LIMIT_KEPT_MS })
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
  const first = known === undefined ? undefined : store.sends(known.limit)[known.limit - 1]
  if (known === undefined || first === undefined) return false
  const free = Math.min(first, clock()) + known.windowMs + DELIVER.LIMIT_MARGIN_MS
  if (free <= clock()) return false
  waitUntil(outbox, free)
  return true
}
