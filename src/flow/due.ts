// Whose turn it is on a minute: the sources to tick and the objects to poke. Pure, so that the cron can compute it without the Desk.
import { hash, isTurn } from '../core/hash.ts'
import { DESK } from '../core/limits.ts'
import type { Source } from '../core/model.ts'

/**
 * Sources whose turn fell on any minute after `served` up to `minute` (both since the epoch), longest overdue first.
 * @param served the last minute served, if known; no more than ten minutes are made up for.
 */
export const dueSources = (sources: readonly Source[], served: number | undefined, minute: number): Source[] => {
  const from = Math.max((served ?? minute - DESK.MISSED_MINUTES - 1) + 1, minute - DESK.MISSED_MINUTES)
  const firstTurn = (source: Source): number | undefined => {
    for (let candidate = from; candidate <= minute; candidate++) {
      if (isTurn(source.id, source.every, candidate)) return candidate
    }
    return undefined
  }
  return sources
    .flatMap((source) => {
      const turn = firstTurn(source)
      return turn === undefined ? [] : [{ source, turn }]
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ source }) => source)
}

/** Those whose place in the six-hour round is this minute. */
export const pokedOn = (ids: readonly string[], minute: number): string[] =>
  ids.filter((id) => hash(id) % DESK.POKE_ROUND_MINUTES === minute % DESK.POKE_ROUND_MINUTES)

/** Sources by host: those of one host are ticked one after the other. */
export const byHost = (sources: readonly Source[]): Source[][] => [
  ...Map.groupBy(sources, ({ url }) => new URL(url).host).values(),
]
