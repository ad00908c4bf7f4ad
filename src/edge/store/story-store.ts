// What an Outbox remembers of the stories it was given, for two days: enough to know one again when another source tells it.
import { isSameStory, type Told, toldOf } from '../../core/alert/cluster.ts'
import { CLUSTER } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { alertIn } from './damage.ts'

export const STORIES_TABLE = `
  CREATE TABLE stories (
    alert TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, sketch TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX stories_by_title ON stories (title, at);`

/** The alert that told a story first. */
export type First = {
  readonly alert: Alert
  /** Its rules that have been told, or will be. */
  readonly rules: ReadonlySet<string>
  /** It has not left yet. */
  readonly open: boolean
}

type Row = Told & { readonly [column: string]: SqlStorageValue; alert: string; body: string; open: number }

export const storyStore = (sql: SqlStorage) => {
  const rulesOf = (alert: string): Set<string> => {
    const rows = sql.exec<{ rule: string }>(
      `SELECT rule FROM outcomes WHERE alert = ? AND state IN ('waiting', 'sent')`,
      alert,
    )
    return new Set(rows.toArray().map(({ rule }) => rule))
  }
  return {
    /**
     * The earliest alert, on its way or delivered, of another source's telling of the same story.
     * @param isUntold whether one that has not left is never to be told
     */
    firstOf: (alert: Alert, isUntold: (first: Alert) => boolean): First | undefined => {
      const told = toldOf(alert)
      if (told === undefined) return undefined
      const candidates = sql.exec<Row>(
        `SELECT stories.*, alerts.body, alerts.state = 'waiting' AND alerts.parcel IS NULL AS open
         FROM stories JOIN alerts ON alerts.id = stories.alert
         WHERE title = ? AND at BETWEEN ? AND ? AND alerts.state IN ('waiting', 'sent') ORDER BY at LIMIT ?`,
        told.title,
        told.at - CLUSTER.WITHIN_MS,
        told.at + CLUSTER.WITHIN_MS,
        CLUSTER.CANDIDATES,
      )
      for (const row of candidates) {
        const first = isSameStory(row, told) ? alertIn(row.body) : undefined
        const open = row.open === 1
        if (first === undefined || (open && isUntold(first))) continue
        return { alert: first, rules: rulesOf(row.alert), open }
      }
      return undefined
    },
    /** Alerts that ended so because this one tells their story, oldest first. @param reason as it was recorded */
    mergedInto: (first: Alert, reason: string): Alert[] =>
      sql
        .exec<{ body: string }>(
          `SELECT alerts.body FROM stories JOIN alerts ON alerts.id = stories.alert
           WHERE title = ? AND alerts.state = 'merged' AND alerts.reason = ? ORDER BY received, alerts.id`,
          toldOf(first)?.title ?? '',
          reason,
        )
        .toArray()
        .flatMap(({ body }) => alertIn(body) ?? []),
    /** Remembers an alert's story and forgets those that are too old to be told again. */
    add: (alert: Alert): void => {
      const told = toldOf(alert)
      if (told === undefined) return
      sql.exec('DELETE FROM stories WHERE at < ?', told.at - 2 * CLUSTER.WITHIN_MS)
      sql.exec(
        'INSERT OR REPLACE INTO stories (alert, source, title, sketch, at) VALUES (?, ?, ?, ?, ?)',
        alert.id,
        told.source,
        told.title,
        told.sketch,
        told.at,
      )
    },
  }
}
