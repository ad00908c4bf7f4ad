// The cron's rounds as the Desk sees them: whose turn it is, what one round could not carry, and when the last one ended.
import { DESK } from '../../core/limits.ts'
import type { Source } from '../../core/model.ts'
import { dueSources, pokedOn } from '../../flow/due.ts'
import { OPS_OUTBOX } from './bulletin.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'
import { statusOutbox } from './farewell.ts'

export type Due = {
  readonly sources: readonly Source[]
  readonly outboxes: readonly string[]
  /** Wires that have no turn, whose alarm nobody else would miss. */
  readonly wires: readonly string[]
}

export const roundsOf = (facts: Facts, { sources, destinations, owners }: DeskStore) => {
  /** A minute further ahead than ticks come late was served by a clock that was wrong: it says nothing. */
  const lastServed = (minute: number): number | undefined => {
    const served = facts.get<number>('served')
    return served === undefined || served - minute > DESK.MISSED_MINUTES ? undefined : served
  }
  /** What one round cannot carry keeps its place at the head of the next. */
  const inTurn = (due: readonly Source[]): readonly Source[] => {
    const left = new Set(facts.get<string[]>('overdue') ?? [])
    const known = left.size === 0 ? [] : sources.all().filter(({ id }) => left.has(id))
    const line = [...known, ...due.filter(({ id }) => !left.has(id))]
    const rest = line.slice(DESK.TICKS_PER_ROUND).map(({ id }) => id)
    if (rest.length > 0) facts.set('overdue', rest)
    else if (left.size > 0) facts.remove('overdue')
    return line.slice(0, DESK.TICKS_PER_ROUND)
  }
  return {
    /** Undefined when this minute, or a later one, was served already. @param minute since the epoch */
    begin: (minute: number): Due | undefined => {
      const served = lastServed(minute)
      if (served !== undefined && minute <= served) return undefined
      const statuses = owners.withStatus().map(statusOutbox)
      const outboxes = [...destinations.all().map(({ id }) => id), OPS_OUTBOX, ...statuses]
      const pushed = sources.all().flatMap(({ id, every }) => (every === 0 ? [id] : []))
      const due = {
        sources: inTurn(dueSources(sources.all(), served, minute)),
        outboxes: pokedOn(outboxes, minute),
        wires: pokedOn(pushed, minute),
      }
      facts.set('served', minute)
      return due
    },
    end: (at: number): void => facts.set('round', at),
    /** The end of the last one, ms since the epoch. */
    last: (): number | undefined => facts.get<number>('round'),
  }
}

export type Rounds = ReturnType<typeof roundsOf>
