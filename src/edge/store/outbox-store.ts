// The Outbox's tables, as one: waiting alerts, parcels with every try, how the destination stands, and what became of it all.
import { waitEnd } from '../../flow/delivery/standing.ts'
import type { OutboxStore } from '../../flow/delivery-ports.ts'
import { damageOf } from './damage.ts'
import { factsOf } from './facts.ts'
import { alertTable, endings } from './outbox-alerts.ts'
import { historyOf } from './outbox-history.ts'
import { mutesOf } from './outbox-mutes.ts'
import { parcelTable } from './outbox-parcels.ts'
import { standingOf } from './outbox-standing.ts'
import { postedStore, RETOLD } from './posted-store.ts'

/** What waits: how much, since when, and when something is to be done about it; ms since the epoch. */
export type Owed = { readonly pending: number; readonly oldest?: number; readonly next?: number }

export const outboxStore = (storage: DurableObjectStorage) => {
  const { sql } = storage
  const facts = factsOf(sql)
  const ends = endings(sql)
  const damage = damageOf(facts)
  const mutes = mutesOf(sql)
  const standing = standingOf(facts)
  const messages = postedStore(sql)
  const store = {
    ...messages,
    ...alertTable(storage, ends, damage, mutes, messages),
    ...parcelTable(storage, ends, damage, messages),
    ...standing,
  } satisfies OutboxStore

  return {
    ...store,
    ...historyOf(sql),
    mutes,
    damage,
    owes: (now: number): Owed => {
      const parts = sql
        .exec<{ count: number; oldest: number | null; next: number | null }>(
          `SELECT count(*) AS count, min(received) AS oldest, min(not_before) AS next FROM alerts
           WHERE state = 'waiting' AND parcel IS NULL
           UNION ALL SELECT count(*), min(created), min(not_before) FROM parcels WHERE state = 'pending'
           UNION ALL SELECT count(*), NULL, min(alerts.not_before) FROM ${RETOLD}`,
        )
        .toArray()
      const oldest = parts.flatMap(({ oldest }) => oldest ?? [])
      const next = parts.flatMap(({ next }) => next ?? [])
      return {
        pending: parts.reduce((sum, { count }) => sum + count, 0),
        ...(oldest.length === 0 ? {} : { oldest: Math.min(...oldest) }),
        ...(next.length === 0 ? {} : { next: Math.max(Math.min(...next), waitEnd(standing.standing(), now)) }),
      }
    },
  }
}

export type OutboxTables = ReturnType<typeof outboxStore>
export type { Delivery, RuleOutcome } from './outbox-history.ts'
export { OUTBOX_MIGRATIONS } from './outbox-schema.ts'
