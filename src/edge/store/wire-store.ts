// The Wire's tables. Everything a Wire owes stands here, so that no crash, 304 or moved-on list can hide it.
import { joinAlerts } from '../../core/alert/join.ts'
import type { Alert, Item } from '../../core/model.ts'
import type { KnownHealth } from '../../flow/memory.ts'
import type { HandOver, PollState, SeenItem, WireStore } from '../../flow/ports.ts'
import { ARCHIVE_TABLES, type ArchiveTables, archiveTables } from './archive-store.ts'
import { FACTS_TABLE, factsOf } from './facts.ts'
import { type ItemRow, toStored } from './item-row.ts'
import type { Migrations } from './migrations.ts'
import { REVISION_TABLES, type RevisionTables, revisionTables } from './revision-store.ts'
import { wireMemory } from './wire-memory.ts'

export const WIRE_MIGRATIONS: Migrations = [
  `${FACTS_TABLE}
   CREATE TABLE items (
     sequence INTEGER PRIMARY KEY, key TEXT NOT NULL, state TEXT NOT NULL, first_seen INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0, next_try INTEGER NOT NULL DEFAULT 0, headlined INTEGER NOT NULL DEFAULT 0,
     complete INTEGER NOT NULL, doc TEXT NOT NULL);
   CREATE INDEX items_owed ON items (sequence) WHERE state = 'new';
   CREATE TABLE keys (key TEXT PRIMARY KEY, item INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE outcomes (item INTEGER NOT NULL, rule TEXT NOT NULL, alert TEXT NOT NULL, PRIMARY KEY (item, rule)) WITHOUT ROWID;
   CREATE TABLE hand_overs (
     destination TEXT NOT NULL, alert TEXT NOT NULL, not_before INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (destination, alert)) WITHOUT ROWID;`,
  REVISION_TABLES,
  ARCHIVE_TABLES,
]

/** A later run of the same Wire has begun: this one must write nothing more. */
export class TakenOver extends Error {}

export type WireTables = WireStore & {
  begin(): number
  readonly items: ItemQueries
  readonly revisions: RevisionTables
  readonly archive: ArchiveTables
}

export const wireStore = (storage: DurableObjectStorage): WireTables => {
  const { sql } = storage
  const facts = factsOf(sql)
  // In memory: an object has one instance, and the platform keeps an earlier one from writing.
  let current = 0
  const commit = (run: number, work: () => void): void => {
    if (run !== current) throw new TakenOver()
    storage.transactionSync(work)
  }
  const memory = wireMemory(facts, commit, () => storage.sync())
  const pollState = (): PollState =>
    facts.get<PollState>('poll') ?? { validators: {}, next: 0, failures: 0, listed: false }
  const insert = (state: 'new' | 'baseline', { keys, item, words }: SeenItem, now: number): void => {
    const { sequence } = sql
      .exec<{ sequence: number }>(
        // A number once given is never given again, though texts are purged: keys and listings outlive them.
        `INSERT INTO items (sequence, key, state, first_seen, complete, doc)
         VALUES (1 + max(coalesce((SELECT max(sequence) FROM items), 0), coalesce((SELECT max(item) FROM listings), 0)),
                 ?, ?, ?, ?, ?) RETURNING sequence`,
        keys[0],
        state,
        now,
        item.complete ? 1 : 0,
        JSON.stringify(item),
      )
      .one()
    for (const key of keys) sql.exec('INSERT OR IGNORE INTO keys (key, item) VALUES (?, ?)', key, sequence)
    revisions.listed(sequence, words, now)
    archive.index(sequence, item)
  }
  const replaceItem = (sequence: number, item: Item): void => {
    sql.exec(
      'UPDATE items SET doc = ?, complete = ? WHERE sequence = ?',
      JSON.stringify(item),
      item.complete ? 1 : 0,
      sequence,
    )
    archive.index(sequence, item)
  }
  const addHandOver = ({ alert, notBefore }: HandOver): void => {
    const open = sql
      .exec<{ body: string }>(
        'SELECT body FROM hand_overs WHERE destination = ? AND alert = ?',
        alert.destination,
        alert.id,
      )
      .toArray()[0]
    // Matches found later for an alert whose hand-over is still open join it.
    const body = open === undefined ? alert : joinAlerts(JSON.parse(open.body) as Alert, alert)
    sql.exec(
      'INSERT OR REPLACE INTO hand_overs (destination, alert, not_before, body) VALUES (?, ?, ?, ?)',
      alert.destination,
      alert.id,
      notBefore,
      JSON.stringify(body),
    )
  }

  const revisions = revisionTables(sql, commit, addHandOver, replaceItem)

  const archive = archiveTables(sql, commit)
  archive.open()

  return {
    ...memory.port,
    revisions,
    archive,
    /** Starts a run: every earlier one may write no more. */
    begin: () => ++current,
    pollState,
    health: () => facts.get<KnownHealth>('health') ?? { state: 'ok', since: new Date(0).toISOString() },
    setHealth: (run, health) => commit(run, () => facts.set('health', health)),
    known: (keys) => {
      const rows = sql.exec<{ key: string }>(
        'SELECT key FROM keys WHERE key IN (SELECT value FROM json_each(?))',
        JSON.stringify(keys),
      )
      return new Set(rows.toArray().map(({ key }) => key))
    },
    keep: (run, { fresh, baseline, now, relisting }, mark) =>
      commit(run, () => {
        // The list has its newest on top; stored last, they have the highest sequence.
        for (const seen of baseline.toReversed()) insert('baseline', seen, now)
        for (const seen of fresh.toReversed()) insert('new', seen, now)
        if (relisting !== undefined) revisions.relist(relisting, now)
        memory.kept(fresh.length, now, mark === undefined || pollState().listed)
        if (mark === undefined) return
        memory.read()
        facts.set('poll', { ...mark, failures: 0, listed: true })
      }),
    markWell: (run, next) => {
      if (pollState().failures > 0 || next > 0) {
        commit(run, () => facts.set('poll', { ...pollState(), next, failures: 0 }))
      }
    },
    markFailed: (run, next, failures) =>
      commit(run, () => {
        memory.failed()
        facts.set('poll', { ...pollState(), next, failures })
      }),
    owed: (limit, before = Number.MAX_SAFE_INTEGER) =>
      sql
        .exec<ItemRow>(
          `SELECT * FROM items WHERE state = 'new' AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
          before,
          limit,
        )
        .toArray()
        .map(toStored),
    completed: (run, sequence, item) =>
      commit(run, () => {
        replaceItem(sequence, item)
        revisions.readFromPage(sequence)
      }),
    postponed: (run, sequence, nextTry) =>
      commit(run, () => {
        sql.exec('UPDATE items SET next_try = ? WHERE sequence = ?', nextTry, sequence)
      }),
    missed: (run, sequence, nextTry) =>
      commit(run, () => {
        sql.exec('UPDATE items SET tries = tries + 1, next_try = ? WHERE sequence = ?', nextTry, sequence)
      }),
    incomplete: (now, limit) =>
      sql
        .exec<ItemRow>(
          `SELECT * FROM items WHERE state = 'new' AND complete = 0 AND next_try <= ? ORDER BY sequence DESC LIMIT ?`,
          now,
          limit,
        )
        .toArray()
        .map(toStored),
    recordedRules: (sequence) =>
      new Set(
        sql
          .exec<{ rule: string }>('SELECT rule FROM outcomes WHERE item = ?', sequence)
          .toArray()
          .map(({ rule }) => rule),
      ),
    record: (run, { matched, handOvers, headlined, done, watched, now }) =>
      commit(run, () => {
        for (const { sequence, rule, alert } of matched) {
          sql.exec('INSERT INTO outcomes (item, rule, alert) VALUES (?, ?, ?)', sequence, rule, alert)
        }
        for (const handOver of handOvers) addHandOver(handOver)
        memory.recorded(handOvers.length)
        for (const sequence of headlined) sql.exec('UPDATE items SET headlined = 1 WHERE sequence = ?', sequence)
        for (const sequence of done) sql.exec(`UPDATE items SET state = 'done' WHERE sequence = ?`, sequence)
        revisions.watch(watched, now)
      }),
    openDestinations: (now) =>
      sql
        .exec<{ destination: string }>('SELECT DISTINCT destination FROM hand_overs WHERE not_before <= ?', now)
        .toArray()
        .map(({ destination }) => destination),
    openHandOvers: (destination, now, limit) =>
      sql
        .exec<{ body: string; not_before: number }>(
          'SELECT body, not_before FROM hand_overs WHERE destination = ? AND not_before <= ? LIMIT ?',
          destination,
          now,
          limit,
        )
        .toArray()
        .map((row) => ({ alert: JSON.parse(row.body) as Alert, notBefore: row.not_before })),
    closeHandOvers: (run, destination, alerts) =>
      commit(run, () => {
        for (const alert of alerts) {
          sql.exec('DELETE FROM hand_overs WHERE destination = ? AND alert = ?', destination, alert)
        }
      }),
    postponeHandOvers: (run, destination, until) =>
      commit(run, () => {
        sql.exec('UPDATE hand_overs SET not_before = ? WHERE destination = ?', until, destination)
      }),
    rest: (run, until) => commit(run, () => facts.set('rest', until)),
    nextOwed: (now) => {
      const handOver = sql.exec<{ at: number | null }>('SELECT min(not_before) AS at FROM hand_overs').one().at
      const item = sql.exec<{ at: number | null }>(`SELECT min(next_try) AS at FROM items WHERE state = 'new'`).one().at
      const rest = facts.get<number>('rest') ?? 0
      const owed = [handOver, item === null ? null : Math.max(item, rest), revisions.owed()].filter((at) => at !== null)
      return owed.length === 0 ? undefined : Math.max(now, Math.min(...owed))
    },
    items: itemQueries(sql),
  }
}

type ItemQueries = {
  count(): { readonly items: number; readonly owed: number; readonly handOvers: number }
}

const itemQueries = (sql: SqlStorage): ItemQueries => ({
  count: () => ({
    items: sql.exec<{ count: number }>('SELECT count(*) AS count FROM items').one().count,
    owed: sql.exec<{ count: number }>(`SELECT count(*) AS count FROM items WHERE state = 'new'`).one().count,
    handOvers: sql.exec<{ count: number }>('SELECT count(*) AS count FROM hand_overs').one().count,
  }),
})
