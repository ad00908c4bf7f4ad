// What the Desk knows of an owner beside rules, sources and destinations: where word is to go, what waits to be told, and since when
// a server's bot is gone.
import type { News } from '../../core/alert/news.ts'
import { OWNERS } from '../../core/limits.ts'
import type { Owner } from '../../core/model.ts'

export const OWNER_TABLES = `
  CREATE TABLE owners (owner TEXT PRIMARY KEY, status_channel TEXT, seen INTEGER NOT NULL DEFAULT 0, gone INTEGER) WITHOUT ROWID;
  CREATE TABLE owner_news (sequence INTEGER PRIMARY KEY, owner TEXT NOT NULL, text TEXT NOT NULL);
  CREATE INDEX owner_news_by_owner ON owner_news (owner);`

/** An earlier version kept sentences. */
const newsIn = (text: string): News => {
  try {
    return JSON.parse(text) as News
  } catch {
    return { kind: 'sentence', text }
  }
}

export const ownerStore = (sql: SqlStorage) => {
  const put = (owner: Owner): void => {
    sql.exec('INSERT OR IGNORE INTO owners (owner) VALUES (?)', owner)
  }
  /** What waits to be told of one source. */
  const dropNews = (owner: Owner, source: string): void => {
    for (const { sequence, text } of waitingFor(owner)) {
      const news = newsIn(text)
      if (news.kind === 'source' && news.source === source)
        sql.exec('DELETE FROM owner_news WHERE sequence = ?', sequence)
    }
  }
  const waitingFor = (owner: Owner): { sequence: number; text: string }[] =>
    sql
      .exec<{ sequence: number; text: string }>(
        'SELECT sequence, text FROM owner_news WHERE owner = ? ORDER BY sequence',
        owner,
      )
      .toArray()
  return {
    dropNews,
    statusChannel: (owner: Owner): string | undefined =>
      sql
        .exec<{ status_channel: string | null }>('SELECT status_channel FROM owners WHERE owner = ?', owner)
        .toArray()[0]?.status_channel ?? undefined,
    setStatusChannel: (owner: Owner, channel: string | undefined): void => {
      put(owner)
      sql.exec('UPDATE owners SET status_channel = ? WHERE owner = ?', channel ?? null, owner)
    },
    withStatus: (): Owner[] =>
      sql
        .exec<{ owner: Owner }>('SELECT owner FROM owners WHERE status_channel IS NOT NULL')
        .toArray()
        .map(({ owner }) => owner),
    /** Of one source, a later word takes the place of what was not told yet. */
    addNews: (owner: Owner, news: News): void => {
      if (news.kind === 'source') dropNews(owner, news.source)
      sql.exec('INSERT INTO owner_news (owner, text) VALUES (?, ?)', owner, JSON.stringify(news))
      sql.exec(
        `DELETE FROM owner_news WHERE owner = ? AND sequence <= (
           SELECT sequence FROM owner_news WHERE owner = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)`,
        owner,
        owner,
        OWNERS.NEWS,
      )
    },
    /** Oldest first, once. */
    takeNews: (owner: Owner): News[] => {
      const waiting = waitingFor(owner)
      if (waiting.length > 0) sql.exec('DELETE FROM owner_news WHERE owner = ?', owner)
      return waiting.map(({ text }) => newsIn(text))
    },
    /** A command came from there. */
    seen: (owner: Owner, at: number): void => {
      put(owner)
      sql.exec('UPDATE owners SET seen = ?, gone = NULL WHERE owner = ?', at, owner)
    },
    /** The same where nothing changes: written only of a server whose bot was found gone. */
    back: (owner: Owner, at: number): void => {
      sql.exec('UPDATE owners SET seen = ?, gone = NULL WHERE owner = ? AND gone IS NOT NULL', at, owner)
    },
    /** Everybody of whom anything is kept here. */
    all: (): Owner[] =>
      sql
        .exec<{ owner: Owner }>(
          'SELECT owner FROM owners UNION SELECT owner FROM owner_news UNION SELECT owner FROM allowances',
        )
        .toArray()
        .map(({ owner }) => owner),
    /** Marks who was found without the bot, and gives those that have been for so long and sent no command since. */
    gone: (present: ReadonlySet<Owner>, known: readonly Owner[], now: number, before: number): Owner[] => {
      for (const owner of known) {
        put(owner)
        if (present.has(owner)) sql.exec('UPDATE owners SET gone = NULL WHERE owner = ? AND gone IS NOT NULL', owner)
        else sql.exec('UPDATE owners SET gone = ? WHERE owner = ? AND gone IS NULL', now, owner)
      }
      return sql
        .exec<{ owner: Owner }>('SELECT owner FROM owners WHERE gone <= ? AND seen <= ?', before, before)
        .toArray()
        .map(({ owner }) => owner)
    },
    forget: (owner: Owner): void => {
      sql.exec('DELETE FROM owners WHERE owner = ?', owner)
      sql.exec('DELETE FROM allowances WHERE owner = ?', owner)
      sql.exec('DELETE FROM owner_news WHERE owner = ?', owner)
    },
  }
}

export type OwnerStore = ReturnType<typeof ownerStore>
