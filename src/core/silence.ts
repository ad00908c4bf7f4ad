// When a source has been silent for longer than is usual for it: three times its own usual gap between news.
import { HEALTH } from './limits.ts'

/** Milliseconds, both; `after` is when its silence is worth a word. */
export type Rhythm = { readonly gap: number; readonly last: number; readonly after: number }

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1)
  return ((low ?? 0) + (high ?? low ?? 0)) / 2
}

/** @param arrivals when new items came, in ms since the epoch, oldest first; undefined while too few are known. */
export const rhythmOf = (arrivals: readonly number[]): Rhythm | undefined => {
  const recent = arrivals.slice(-(HEALTH.GAPS + 1))
  const gaps = recent.slice(1).map((at, index) => at - (recent[index] ?? at))
  const last = recent.at(-1)
  if (last === undefined || gaps.length < HEALTH.GAPS_LEAST) return undefined
  const gap = Math.max(median(gaps), HEALTH.GAP_LEAST_MS)
  return { gap, last, after: last + HEALTH.QUIET_GAPS * gap }
}
