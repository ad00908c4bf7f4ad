// What an Outbox lets the Desk know: how much waits where something is stuck, and that the destination was disabled or is back. Each is
// remembered as told only once the Desk has heard it.
import { DELIVER } from '../../core/limits.ts'
import { deskOf, type Env } from '../env.ts'
import { within } from '../within.ts'
import type { Facts } from './facts.ts'
import type { OutboxTables } from './outbox-store.ts'

type Told = { readonly pending: number; readonly oldest?: number }

export const wordOf = (env: Env, facts: Facts, tables: OutboxTables, destination: () => string) => {
  const isStuck = (): boolean => tables.disabled() !== undefined || tables.standing().next > Date.now()

  return {
    /** Told only what the Desk does not know yet, so that a plain delivery costs no second call. */
    ofOwed: async (): Promise<void> => {
      const { pending, oldest } = tables.owes(Date.now())
      const told = facts.get<Told>('told')
      const isNews = (told?.pending ?? 0) !== pending && (pending === 0 || isStuck())
      if (!isNews) return
      const heard = await within(DELIVER.CLEAR_MS, deskOf(env).reportOwed(destination(), pending, oldest))
      if (heard === true) facts.set('told', { pending, ...(oldest === undefined ? {} : { oldest }) })
    },
    /** The owner is told of a destination that was disabled, or is back. */
    ofTurn: async (): Promise<void> => {
      const reason = tables.disabled()
      if (facts.get<string>('turned') === reason) return
      const told = deskOf(env).destinationTurned(destination(), reason)
      if ((await within(DELIVER.CLEAR_MS, told)) !== true) return
      if (reason === undefined) facts.remove('turned')
      else facts.set('turned', reason)
    },
  }
}

export type Word = ReturnType<typeof wordOf>
