// What goes when an owner goes: a person who asked for it, or a server that removed the bot. The calls to other objects are repeated
// until each has answered.
import type { Owner } from '../../core/model.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'

export type Forgotten = { readonly rules: number; readonly destinations: number; readonly sources: number }

/** Objects that are still to be emptied. */
type Leaving = { readonly outboxes: readonly string[]; readonly wires: readonly string[] }

const NOBODY: Leaving = { outboxes: [], wires: [] }

/** The Outbox of a server's status channel. */
export const STATUS_PREFIX = 'status:'
export const statusOutbox = (owner: Owner): string => `${STATUS_PREFIX}${owner}`

/** The Desk's fact of a status channel that takes nothing. */
export const downStatus = (owner: Owner): string => `down:${statusOutbox(owner)}`

/** @param empty ends one object; true once it has */
export const farewellOf = (
  facts: Facts,
  store: DeskStore,
  empty: (kind: 'outbox' | 'wire', id: string) => Promise<boolean>,
) => {
  const leaving = (): Leaving => facts.get<Leaving>('leaving') ?? NOBODY
  const emptied = async (kind: 'outbox' | 'wire', ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const answers = await Promise.all(ids.map((id) => empty(kind, id)))
    return new Set(ids.filter((_, index) => answers[index] === true))
  }
  return {
    /** Everything of one owner leaves the Desk at once; its objects are emptied by `finish`. */
    forget: (owner: Owner): Forgotten => {
      const rules = store.rules.of(owner)
      const destinations = store.destinations.of(owner)
      const sources = store.sources.all().filter((source) => source.owner === owner)
      const { outboxes, wires } = leaving()
      facts.set('leaving', {
        outboxes: [...outboxes, ...destinations.map(({ id }) => id), statusOutbox(owner)],
        wires: [...wires, ...sources.map(({ id }) => id)],
      })
      for (const { id } of rules) store.rules.remove(id)
      for (const { id } of destinations) store.destinations.remove(id)
      for (const { id } of sources) store.sources.remove(id)
      store.history.forgetOwner(owner)
      store.owners.forget(owner)
      facts.remove(downStatus(owner))
      store.replies.forget(owner)
      if (owner.startsWith('user:')) store.history.forgetPerson(owner.slice('user:'.length))
      return { rules: rules.length, destinations: destinations.length, sources: sources.length }
    },
    isOpen: (): boolean => facts.get('leaving') !== undefined,
    finish: async (): Promise<void> => {
      const asked = leaving()
      const outboxes = await emptied('outbox', asked.outboxes)
      const wires = await emptied('wire', asked.wires)
      // Read again: others may have been forgotten while these were emptied.
      const now = leaving()
      const left = {
        outboxes: now.outboxes.filter((id) => !outboxes.has(id)),
        wires: now.wires.filter((id) => !wires.has(id)),
      }
      if (left.outboxes.length + left.wires.length === 0) facts.remove('leaving')
      else facts.set('leaving', left)
    },
  }
}

export type Farewell = ReturnType<typeof farewellOf>
