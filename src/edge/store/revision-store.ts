// The Wire's tables of what becomes of known items: what lists say of them, changes not told yet, pages to look at again, revisions.
import { READER_VERSION } from '../../core/feed/reader-version.ts'
import { REVISE } from '../../core/limits.ts'
import type { Item } from '../../core/model.ts'
import type { HandOver } from '../../flow/ports.ts'
import type { Changed, HeldBack, Listing, Relisting, RevisionStore, Watch } from '../../flow/revision-ports.ts'
import { factsOf } from './facts.ts'
import { type ItemRow, toStored } from './item-row.ts'

/** Items from before are listed by no reader we know: they are compared from their next list on. */
export const REVISION_TABLES = `
  CREATE TABLE listings (
    item INTEGER PRIMARY KEY, reader INTEGER NOT NULL, words TEXT NOT NULL, last INTEGER NOT NULL,
    paged INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0);
  INSERT INTO listings (item, reader, words, last) SELECT sequence, 0, '', first_seen FROM items;
  CREATE TABLE changes (
    item INTEGER PRIMARY KEY, due INTEGER NOT NULL, paged INTEGER NOT NULL, filled INTEGER NOT NULL, doc TEXT NOT NULL);
  CREATE TABLE watches (
    item INTEGER PRIMARY KEY, since INTEGER NOT NULL, due INTEGER NOT NULL, gone INTEGER, doubted INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX watches_due ON watches (due);
  CREATE TABLE revisions (
    item INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, diff TEXT,
    PRIMARY KEY (item, number)) WITHOUT ROWID;`

/** How the Wire's own store writes: in a transaction of a run that is still the current one. */
export type Commit = (run: number, work: () => void) => void

/** What the Wire's own transactions write here, besides the port. */
export type RevisionTables = RevisionStore & {
  listed(sequence: number, words: string, now: number): void
  relist(relisting: Relisting, now: number): void
  readFromPage(sequence: number): void
  watch(sequences: readonly number[], now: number): void
  /** When a change is owed, if one is. */
  owed(): number | null
  unwatch(): void
}

type ChangeRow = ItemRow & { next: string; revision: number; change_paged: number; filled: number }
type WatchRow = ItemRow & { revision: number; since: number; gone: number | null; doubted: number; paged: number }

export const revisionTables = (
  sql: SqlStorage,
  commit: Commit,
  addHandOver: (handOver: HandOver) => void,
  replaceItem: (sequence: number, item: Item) => void,
): RevisionTables => {
  const facts = factsOf(sql)
  const addChange = (sequence: number, next: Item, now: number, paged: number, filled: boolean): void => {
    // Of an item whose texts are gone there is nothing left to compare with.
    sql.exec(
      `INSERT OR REPLACE INTO changes (item, due, paged, filled, doc)
       SELECT sequence, ?, ?, ?, ? FROM items WHERE sequence = ?`,
      now,
      paged,
      filled ? 1 : 0,
      JSON.stringify(next),
      sequence,
    )
  }
  const take = (sequence: number, words: string, now: number): void => {
    sql.exec('UPDATE listings SET words = ?, reader = ?, last = ? WHERE item = ?', words, READER_VERSION, now, sequence)
  }
  const setPaged = (sequence: number, paged: number): void => {
    sql.exec('UPDATE listings SET paged = ? WHERE item = ? AND paged <> ?', paged, sequence, paged)
  }

  return {
    ...lookTables(sql, commit),
    listings: (keys) => {
      const rows = sql
        .exec<Listing & { key: string }>(
          `SELECT keys.key, listings.item, listings.reader, listings.words, listings.last
           FROM keys JOIN listings ON listings.item = keys.item WHERE keys.key IN (SELECT value FROM json_each(?))`,
          JSON.stringify(keys),
        )
        .toArray()
      return new Map(rows.map(({ key, ...listing }) => [key, listing]))
    },
    heldBack: () => facts.get<HeldBack>('held'),
    holdBack: (run, held) =>
      commit(run, () => {
        if (held === undefined) facts.remove('held')
        else facts.set('held', held)
      }),
    changes: (now, limit) =>
      sql
        .exec<ChangeRow>(
          `SELECT items.*, changes.doc AS next, changes.paged AS change_paged, changes.filled, listings.revision
           FROM changes JOIN items ON items.sequence = changes.item JOIN listings ON listings.item = changes.item
           WHERE changes.due <= ? AND items.state <> 'new' ORDER BY changes.item DESC LIMIT ?`,
          now,
          limit,
        )
        .toArray()
        .map(toChanged),
    paged: (run, { sequence, next, filled, told }, now) =>
      commit(run, () => {
        if (told) {
          addChange(sequence, next, now, READER_VERSION, filled)
        } else {
          replaceItem(sequence, next)
          setPaged(sequence, READER_VERSION)
        }
      }),
    postpone: (run, until) =>
      commit(run, () => {
        sql.exec('UPDATE changes SET due = ?', until)
      }),
    forget: (run, sequence) =>
      commit(run, () => {
        sql.exec('DELETE FROM changes WHERE item = ?', sequence)
      }),
    revise: (run, { sequence, number, kind, at, next, paged, diff, matched, handOvers, watched }) =>
      commit(run, () => {
        sql.exec('DELETE FROM changes WHERE item = ?', sequence)
        sql.exec(
          'INSERT INTO revisions (item, number, at, kind, diff) VALUES (?, ?, ?, ?, ?)',
          sequence,
          number,
          at,
          kind,
          diff === undefined ? null : JSON.stringify(diff),
        )
        sql.exec('UPDATE listings SET revision = ? WHERE item = ?', number, sequence)
        if (next === undefined) {
          sql.exec('DELETE FROM watches WHERE item = ?', sequence)
        } else {
          replaceItem(sequence, next)
          setPaged(sequence, paged)
        }
        for (const { rule, alert } of matched) {
          sql.exec('INSERT OR IGNORE INTO outcomes (item, rule, alert) VALUES (?, ?, ?)', sequence, rule, alert)
        }
        if (watched) addWatch(sql, sequence, at)
        for (const handOver of handOvers) addHandOver(handOver)
      }),
    listed: (sequence, words, now) => {
      sql.exec(
        'INSERT INTO listings (item, reader, words, last) VALUES (?, ?, ?, ?)',
        sequence,
        READER_VERSION,
        words,
        now,
      )
    },
    relist: ({ still, taken, changed }, now) => {
      for (const item of still) sql.exec('UPDATE listings SET last = ? WHERE item = ?', now, item)
      for (const { item, words } of taken) take(item, words, now)
      for (const { item, words, next } of changed) {
        take(item, words, now)
        addChange(item, next, now, 0, false)
      }
    },
    readFromPage: (sequence) => setPaged(sequence, READER_VERSION),
    watch: (sequences, now) => {
      for (const sequence of sequences) addWatch(sql, sequence, now)
    },
    owed: () =>
      sql
        .exec<{ at: number | null }>(
          `SELECT min(changes.due) AS at FROM changes JOIN items ON items.sequence = changes.item WHERE items.state <> 'new'`,
        )
        .one().at,
    unwatch: () => {
      sql.exec('DELETE FROM watches')
    },
  }
}

const toChanged = (row: ChangeRow): Changed => ({
  stored: toStored(row),
  next: JSON.parse(row.next) as Item,
  revision: row.revision,
  paged: row.change_paged,
  filled: row.filled === 1,
})

const toWatch = (row: WatchRow): Watch => ({
  stored: toStored(row),
  revision: row.revision,
  since: row.since,
  paged: row.paged,
  doubted: row.doubted === 1,
  ...(row.gone === null ? {} : { gone: row.gone }),
})

const addWatch = (sql: SqlStorage, sequence: number, now: number): void => {
  sql.exec(
    'INSERT OR IGNORE INTO watches (item, since, due) VALUES (?, ?, ?)',
    sequence,
    now,
    now + (REVISE.LOOKS_MS[0] ?? 0),
  )
}

const lookTables = (sql: SqlStorage, commit: Commit) => ({
  dueLooks: (now: number, limit: number): readonly Watch[] =>
    sql
      .exec<WatchRow>(
        `SELECT items.*, listings.revision, listings.paged, watches.since, watches.gone, watches.doubted
         FROM watches JOIN items ON items.sequence = watches.item JOIN listings ON listings.item = watches.item
         WHERE watches.due <= ? ORDER BY watches.item DESC LIMIT ?`,
        now,
        limit,
      )
      .toArray()
      .map(toWatch),
  looked: (run: number, looks: Parameters<RevisionStore['looked']>[1]): void =>
    commit(run, () => {
      for (const { sequence, due, gone, seen, changed } of looks) {
        if (due === undefined) sql.exec('DELETE FROM watches WHERE item = ?', sequence)
        else {
          sql.exec(
            `UPDATE watches SET due = ?1, gone = ?2, doubted = doubted AND ?2 IS NOT NULL, seen = coalesce(?3, seen),
               changed = coalesce(?4, changed) WHERE item = ?5`,
            due,
            gone ?? null,
            seen ?? null,
            changed ?? null,
            sequence,
          )
        }
      }
    }),
  doubtGone: (run: number): void =>
    commit(run, () => {
      sql.exec('UPDATE watches SET doubted = 1 WHERE gone IS NOT NULL AND doubted = 0')
    }),
  round: (since: number) =>
    sql
      .exec<{ seen: number; gone: number; changed: number }>(
        `SELECT count(*) FILTER (WHERE seen >= ?1) AS seen, count(*) FILTER (WHERE gone IS NOT NULL) AS gone,
           count(*) FILTER (WHERE changed >= ?1 AND changed > 0) AS changed FROM watches`,
        since,
      )
      .one(),
  goneSince: (): number | undefined =>
    sql.exec<{ at: number | null }>('SELECT min(gone) AS at FROM watches').one().at ?? undefined,
  nextLook: (): number | undefined =>
    sql.exec<{ at: number | null }>('SELECT min(due) AS at FROM watches').one().at ?? undefined,
})
