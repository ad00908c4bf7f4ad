// The Wire's archive: full-text search over its items, and the purge of texts and keys.
import { ARCHIVE } from '../../core/limits.ts'
import { INDEX_VERSION, indexWords, type Narrow } from '../../core/match/narrow.ts'
import type { Item } from '../../core/model.ts'
import type { ArchiveStore } from '../../flow/archive-ports.ts'
import type { StoredItem } from '../../flow/ports.ts'
import { subjectOf } from '../../flow/record.ts'
import { factsOf } from './facts.ts'
import { type ItemRow, toStored } from './item-row.ts'
import type { Commit } from './revision-store.ts'

/**
 * Contentless: the texts stand in `items`. `ascii` takes our words as they are (every letter beyond ASCII is a letter to it); SQLite's
 * own tokenizers find no short Korean or Chinese word.
 */
export const ARCHIVE_TABLES = `
  CREATE VIRTUAL TABLE item_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');`

export type ItemPage = { readonly before?: number; readonly since?: number; readonly until?: number }

export type ArchiveTables = ArchiveStore & {
  /** Sees to it that what was filed in another way is filed anew. */
  open(): void
  index(sequence: number, item: Item): void
  /** Newest first seen first. With `needed`, items that cannot hold it are left out, as far as is known. */
  page(options: ItemPage, limit: number, needed?: Narrow): readonly StoredItem[]
  /** When the oldest item that is still there was first seen; ms since the epoch. */
  oldest(): number | undefined
}

/** In FTS5's own query language; our words hold nothing that it could take for a sign. */
export const ftsQuery = (needed: Narrow): string => {
  switch (needed.type) {
    case 'word':
      return `"${needed.text}"`
    case 'prefix':
      return `"${needed.text}"*`
    case 'letters':
      return `"${Array.from(needed.text).join(' ')}"`
    default:
      return `(${needed.of.map(ftsQuery).join(needed.type === 'all' ? ' AND ' : ' OR ')})`
  }
}

/** `left`: items up to this sequence are not filed yet. */
type Index = { readonly version: number; readonly left: number }

const EVER = Number.MAX_SAFE_INTEGER

/** Sources do not change how words are read: facts are the evaluator's. */
const wordsOf = (item: Item): string => indexWords(subjectOf(item, { id: '' }))

export const archiveTables = (sql: SqlStorage, commit: Commit): ArchiveTables => {
  const facts = factsOf(sql)
  const newest = (): number => sql.exec<{ at: number | null }>('SELECT max(sequence) AS at FROM items').one().at ?? 0
  const left = (): number => {
    const index = facts.get<Index>('index')
    return index?.version === INDEX_VERSION ? index.left : newest()
  }
  const setLeft = (sequence: number): void => facts.set('index', { version: INDEX_VERSION, left: sequence })
  const unindex = (sequence: number): void => {
    sql.exec('DELETE FROM item_words WHERE rowid = ?', sequence)
  }
  const index = (sequence: number, item: Item): void => {
    unindex(sequence)
    sql.exec('INSERT INTO item_words (rowid, words) VALUES (?, ?)', sequence, wordsOf(item))
  }
  const scan = ({ before = EVER, since = 0, until = EVER }: ItemPage, limit: number): StoredItem[] =>
    sql
      .exec<ItemRow>(
        'SELECT * FROM items WHERE sequence < ? AND first_seen >= ? AND first_seen < ? ORDER BY sequence DESC LIMIT ?',
        before,
        since,
        until,
        limit,
      )
      .toArray()
      .map(toStored)
  const filed = ({ before = EVER, since = 0, until = EVER }: ItemPage, limit: number, needed: Narrow): StoredItem[] =>
    sql
      .exec<ItemRow>(
        `SELECT items.* FROM item_words JOIN items ON items.sequence = item_words.rowid
         WHERE item_words MATCH ? AND item_words.rowid < ? AND item_words.rowid > ? AND first_seen >= ? AND first_seen < ?
         ORDER BY item_words.rowid DESC LIMIT ?`,
        ftsQuery(needed),
        before,
        left(),
        since,
        until,
        limit,
      )
      .toArray()
      .map(toStored)

  return {
    open: () => {
      if (facts.get<Index>('index')?.version === INDEX_VERSION) return
      sql.exec(`INSERT INTO item_words (item_words) VALUES ('delete-all')`)
      setLeft(newest())
    },
    index,
    page: (options, limit, needed) => {
      if (needed === undefined) return scan(options, limit)
      const found = filed(options, limit, needed)
      const unfiled = left()
      if (found.length === limit || unfiled === 0) return found
      const before = Math.min(options.before ?? EVER, unfiled + 1)
      return [...found, ...scan({ ...options, before }, limit - found.length)]
    },
    oldest: () =>
      sql.exec<{ at: number }>('SELECT first_seen AS at FROM items ORDER BY sequence LIMIT 1').toArray()[0]?.at,
    unindexed: left,
    reindex: (run) =>
      commit(run, () => {
        const batch = scan({ before: left() + 1 }, ARCHIVE.REINDEX_ITEMS)
        for (const { sequence, item } of batch) index(sequence, item)
        setLeft(batch.length < ARCHIVE.REINDEX_ITEMS ? 0 : (batch.at(-1)?.sequence ?? 1) - 1)
      }),
    tidied: () => facts.get<string>('tidied'),
    markTidied: (run, day) => commit(run, () => facts.set('tidied', day)),
    purge: (run, textsBefore) => {
      let done = false
      commit(run, () => {
        const texts = purgeTexts(sql, textsBefore)
        const keys = purgeKeys(sql)
        done = texts < ARCHIVE.PURGE_ITEMS && keys < ARCHIVE.PURGE_ITEMS
      })
      return done
    },
  }
}

/** How many went. What is still owed a match stays, however old. */
const purgeTexts = (sql: SqlStorage, before: number): number => {
  const old = sql
    .exec<{ sequence: number }>(
      `SELECT sequence FROM items WHERE first_seen < ? AND state <> 'new' ORDER BY sequence LIMIT ?`,
      before,
      ARCHIVE.PURGE_ITEMS,
    )
    .toArray()
  for (const { sequence } of old) {
    sql.exec('DELETE FROM item_words WHERE rowid = ?', sequence)
    for (const table of ['outcomes', 'revisions', 'watches', 'changes']) {
      sql.exec(`DELETE FROM ${table} WHERE item = ?`, sequence)
    }
    sql.exec('DELETE FROM items WHERE sequence = ?', sequence)
  }
  return old.length
}

/**
 * Counted from the newest listing, not from today: a list that has not changed for years still lists what it listed, and its return
 * must not make its old stories new.
 */
const purgeKeys = (sql: SqlStorage): number => {
  const old = sql
    .exec<{ item: number }>(
      `SELECT item FROM listings WHERE last < (SELECT max(last) FROM listings) - ?
       AND item NOT IN (SELECT sequence FROM items) LIMIT ?`,
      ARCHIVE.KEYS_MS,
      ARCHIVE.PURGE_ITEMS,
    )
    .toArray()
    .map(({ item }) => item)
  if (old.length === 0) return 0
  const items = JSON.stringify(old)
  sql.exec('DELETE FROM keys WHERE item IN (SELECT value FROM json_each(?))', items)
  sql.exec('DELETE FROM listings WHERE item IN (SELECT value FROM json_each(?))', items)
  return old.length
}
