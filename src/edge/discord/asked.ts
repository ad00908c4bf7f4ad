// Which Wires a command asks: at most twenty, and what was left out is told.
import { COMMAND } from '../../core/limits.ts'
import type { Owner, Source } from '../../core/model.ts'

export type Asked = { readonly sources: readonly Source[]; readonly left: readonly Source[] }

/** The owner's own come first: those nobody else can look through. */
export const askedOf = (sources: readonly Source[], owner: Owner): Asked => {
  const rank = (source: Source): number => (source.owner === owner ? 0 : 1)
  const sorted = sources.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
  return { sources: sorted.slice(0, COMMAND.WIRES), left: sorted.slice(COMMAND.WIRES) }
}
