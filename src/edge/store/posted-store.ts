// The messages that people can see, as they read now, and those of them that do not name yet who told their story as well.
import type { PostedStore } from '../../flow/delivery-ports.ts'
import { alertIn, idsIn } from './damage.ts'

export const RETOLD_TABLE = 'CREATE TABLE retold (alert TEXT PRIMARY KEY) WITHOUT ROWID;'

type Row = { message: string; body: string; alerts: string }

/** With the edits that are on their way; edits and answers are no messages of their own. */
const POSTED = `SELECT DISTINCT parcels.message, coalesce(
    (SELECT edit.body FROM parcels AS edit WHERE edit.state = 'pending' AND edit.target = parcels.message
     ORDER BY edit.sequence DESC LIMIT 1), parcels.shown, parcels.body) AS body, parcels.alerts
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
      .map(({ message, body, alerts }) => ({ message, body, carried: carriedBy(alerts) }))
  const named = (alert: string): void => {
    sql.exec('DELETE FROM retold WHERE alert = ?', alert)
  }

  const store: PostedStore = {
    posted: (story, before, limit) =>
      messages('alerts.story = ? AND alerts.id <> ? ORDER BY parcels.sequence DESC LIMIT ?', story, before, limit),
    retold: () => {
      for (;;) {
        const [row] = sql
          .exec<{ id: string; body: string }>(`SELECT alerts.id, alerts.body FROM ${RETOLD} LIMIT 1`)
          .toArray()
        if (row === undefined) return undefined
        const alert = alertIn(row.body)
        if (alert !== undefined) return { alert, posted: messages('alerts.id = ?', row.id) }
        named(row.id)
      }
    },
    named,
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
