// Lists of the API: `{ items, next? }`, in the order of their ids.
import type { RuleOutcome } from '../store/outbox-store.ts'

export type Page<T> = { readonly items: readonly T[]; readonly next?: string }

/** @param cursor the last id of the page before */
export const pageById = <T extends { readonly id: string }>(all: readonly T[], limit: number, cursor = ''): Page<T> => {
  const rest = all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => id > cursor)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return rest.length > limit && last !== undefined ? { items, next: last.id } : { items }
}

/** An outcome has no id of its own: it is one rule's end in one alert. Neither id has a full stop in it. */
const outcomeId = ({ alert, rule }: RuleOutcome): string => `${alert}.${rule}`
const OUTCOME_ID = /^[\w-]+\.[\w-]+$/

/** By alert, then rule; undefined for a cursor that no such list gave. */
export const pageOfOutcomes = (
  all: readonly RuleOutcome[],
  limit: number,
  cursor: string | undefined,
): Page<RuleOutcome> | undefined => {
  if (cursor !== undefined && !OUTCOME_ID.test(cursor)) return undefined
  const page = pageById(
    all.map((outcome) => ({ id: outcomeId(outcome), outcome })),
    limit,
    cursor,
  )
  return { ...page, items: page.items.map(({ outcome }) => outcome) }
}
