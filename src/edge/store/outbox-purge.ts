// The Outbox's history is kept for a time: settled alerts with their rules' ends, and parcels with their tries. What is on its way stays.
import { DELIVER } from '../../core/limits.ts'
import { damageOf } from './damage.ts'
import type { Facts } from './facts.ts'

/** Removes a batch; true when nothing more is to go. @param before ms since the epoch */
const purge = (storage: DurableObjectStorage, facts: Facts, before: number): boolean => {
  const { sql } = storage
  const ids = (query: string): string[] =>
    sql
      .exec<{ id: string }>(`${query} LIMIT ?`, before, DELIVER.PURGE_ALERTS)
      .toArray()
      .map(({ id }) => id)
  return storage.transactionSync(() => {
    const parcels = ids(`SELECT id FROM parcels WHERE state <> 'pending' AND created < ?`)
    for (const id of parcels) {
      sql.exec('DELETE FROM attempts WHERE parcel = ?', id)
      sql.exec('DELETE FROM parcels WHERE id = ?', id)
    }
    const alerts = ids(`SELECT id FROM alerts WHERE state <> 'waiting' AND received < ?`)
    for (const id of alerts) {
      sql.exec('DELETE FROM outcomes WHERE alert = ?', id)
      sql.exec('DELETE FROM retold WHERE alert = ?', id)
      sql.exec('DELETE FROM alerts WHERE id = ?', id)
    }
    damageOf(facts).forget([...parcels, ...alerts])
    return parcels.length < DELIVER.PURGE_ALERTS && alerts.length < DELIVER.PURGE_ALERTS
  })
}

/** At most once a day, or until the day's are done. */
export const tidyOutbox = (storage: DurableObjectStorage, facts: Facts, now: number): void => {
  const day = new Date(now).toISOString().slice(0, 10)
  if (facts.get<string>('tidied') === day) return
  if (purge(storage, facts, now - DELIVER.KEEP_MS)) facts.set('tidied', day)
}
