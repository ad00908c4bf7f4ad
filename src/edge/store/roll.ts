// The roll of the servers, called once a day: which have anything here, and which removed the bot long ago.
import type { Owner } from '../../core/model.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

export const rollOf = (facts: Facts, { destinations, rules, sources, owners, history }: DeskStore) => {
  const guilds = (): readonly Owner[] => {
    const makers = [...destinations.all(), ...rules.all(), ...sources.all()].map(({ owner }) => owner)
    const all = [...makers, ...owners.all(), ...history.owners()]
    return [...new Set(all.filter((owner) => owner.startsWith('guild:')))]
  }
  return {
    /** Once a day, while servers have anything here. */
    isDue: (now: number): boolean => facts.get<string>('roll') !== dayOf(now) && guilds().length > 0,
    begin: (now: number): void => facts.set('roll', dayOf(now)),
    /** Servers without the bot that were last seen before. @param present ids of the servers that have it */
    gone: (present: Iterable<string>, now: number, before: number): readonly Owner[] =>
      owners.gone(new Set(Array.from(present, (id): Owner => `guild:${id}`)), guilds(), now, before),
  }
}

export type Roll = ReturnType<typeof rollOf>
