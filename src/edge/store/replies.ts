// Interactions that changed something, by id: one that comes again within the window of its signature is answered like the first time.
import { OWNERS } from '../../core/limits.ts'

export const REPLIES_TABLE = `
  CREATE TABLE replies (interaction TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT) WITHOUT ROWID;
  CREATE INDEX replies_by_time ON replies (at);`

export type Claim = { readonly fresh: true } | { readonly fresh: false; readonly reply?: string }

export const repliesOf = (sql: SqlStorage) => ({
  claim: (interaction: string, now: number): Claim => {
    sql.exec('DELETE FROM replies WHERE at < ?', now - OWNERS.REPLAY_MS)
    const known = sql
      .exec<{ reply: string | null }>('SELECT reply FROM replies WHERE interaction = ?', interaction)
      .toArray()[0]
    if (known !== undefined) return known.reply === null ? { fresh: false } : { fresh: false, reply: known.reply }
    sql.exec('INSERT INTO replies (interaction, at) VALUES (?, ?)', interaction, now)
    return { fresh: true }
  },
  record: (interaction: string, reply: string): void => {
    sql.exec('UPDATE replies SET reply = ? WHERE interaction = ?', reply, interaction)
  },
})
