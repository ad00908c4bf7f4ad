// Interactions that changed something, by id: one that comes again within the window of its signature is answered like the first time.
import { OWNERS } from '../../core/limits.ts'
import type { Owner } from '../../core/model.ts'

export const REPLIES_TABLE = `
  CREATE TABLE replies (interaction TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT) WITHOUT ROWID;
  CREATE INDEX replies_by_time ON replies (at);`

/** Whose interaction it was, so that it goes with its owner; null for those of before. */
export const REPLIES_OWNER = 'ALTER TABLE replies ADD COLUMN owner TEXT;'

export type Claim = { readonly fresh: true } | { readonly fresh: false; readonly reply?: string }

const prune = (sql: SqlStorage, now: number): void => {
  sql.exec('DELETE FROM replies WHERE at < ?', now - OWNERS.REPLAY_MS)
}

export const repliesOf = (sql: SqlStorage) => ({
  claim: (interaction: string, owner: Owner | undefined, now: number): Claim => {
    prune(sql, now)
    const known = sql
      .exec<{ reply: string | null }>('SELECT reply FROM replies WHERE interaction = ?', interaction)
      .toArray()[0]
    if (known !== undefined) return known.reply === null ? { fresh: false } : { fresh: false, reply: known.reply }
    sql.exec('INSERT INTO replies (interaction, at, owner) VALUES (?, ?, ?)', interaction, now, owner ?? null)
    return { fresh: true }
  },
  record: (interaction: string, reply: string): void => {
    sql.exec('UPDATE replies SET reply = ? WHERE interaction = ?', reply, interaction)
  },
  /** Each minute: what no replay can ask for any more. */
  prune: (now: number): void => prune(sql, now),
  /** What was answered goes; what is under way, such as the wish to be forgotten, is answered once all the same, and is nobody's. */
  forget: (owner: Owner): void => {
    sql.exec('DELETE FROM replies WHERE owner = ? AND reply IS NOT NULL', owner)
    sql.exec('UPDATE replies SET owner = NULL WHERE owner = ?', owner)
  },
})
