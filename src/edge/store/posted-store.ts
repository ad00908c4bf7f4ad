// The messages that people can see, as they read now, and those of them that do not name yet who told their story as well.
import type { PostedStore } from '../../flow/delivery-ports.ts'
import { alertIn, idsIn } from './damage.ts'

export const RETOLD_TABLE = 'CREATE TABLE retold (alert TEXT PRIMARY KEY) WITHOUT ROWID;'

type Row = { message: string; body: string; alerts: string; digest: string | null }

/** With the edits that are on their way; edits and answers are no messages of their own. */
const POSTED = `SELECT DISTINCT parcels.message, coalesce(
    (SELECT edit.body FROM parcels AS edit WHERE edit.state = 'pending' AND edit.target = parcels.message
     ORDER BY edit.sequence DESC LIMIT 1), parcels.shown, parcels.body) AS body, parcels.alerts, parcels.digest
  FROM alerts JOIN parcels ON parcels.id = alerts.parcel
  WHERE parcels.state = 'sent' AND parcels.message IS NOT NULL AND parcels.target IS NULL AND parcels.answers IS NULL`

/** Those whose message can be edited now: one that is still on its way waits. */
export const RETOLD = `retold JOIN alerts ON alerts.id = retold.alert JOIN parcels ON parcels.id = alerts.parcel
  WHERE parcels.state = 'sent' AND parcels.message IS NOT NULL`

export const postedStore = (sql: SqlStorage) => {
  const carriedBy = (alerts: string) =>
    sql
      .exec<{ body: string }>(
        'SELECT alerts.body FROM json_each(?) AS part JOIN alerts ON alerts.id = part.value ORDER BY part.key',
        JSON.stringify(idsIn(alerts) ?? []),
      )
      .toArray()
      .flatMap(({ body }) => alertIn(body) ?? [])
  const messages = (which: string, ...bindings: SqlStorageValue[]) =>
    sql
      .exec<Row>(`${POSTED} AND ${which}`, ...bindings)
      .toArray()
      .map(({ message, body, alerts, digest }) => ({
        message,
        body,
        carried: carriedBy(alerts),
        ...(digest === null ? {} : { isDigest: true as const }),
      }))

  const store: PostedStore = {
    posted: (story, before, limit) =>
      messages('alerts.story = ? AND alerts.id <> ? ORDER BY parcels.sequence DESC LIMIT ?', story, before, limit),
    retold: () => {
      const rows = sql.exec<{ id: string }>(`SELECT alerts.id FROM ${RETOLD}`).toArray()
      const alerts = rows.map(({ id }) => id)
      if (alerts.length === 0) return { alerts, posted: [] }
      const posted = messages('alerts.id IN (SELECT value FROM json_each(?))', JSON.stringify(alerts))
      const due = new Set(alerts)
      return {
        alerts,
        posted: posted.map((one) => ({ ...one, retold: one.carried.filter(({ id }) => due.has(id)) })),
      }
    },
    named: (alerts) => {
      sql.exec('DELETE FROM retold WHERE alert IN (SELECT value FROM json_each(?))', JSON.stringify(alerts))
    },
  }
  return {
    ...store,
    /** The message of this alert is to name who told its story as well. */
    retell: (alert: string): void => {
      sql.exec('INSERT OR IGNORE INTO retold (alert) VALUES (?)', alert)
    },
  }
}

export type Messages = ReturnType<typeof postedStore>
