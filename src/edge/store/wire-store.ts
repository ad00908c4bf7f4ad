// The Wire's tables. Everything a Wire owes stands here, so that no crash, 304 or moved-on list can hide it.
import type { Alert, Item } from '../../core/model.ts'
import type { KnownHealth } from '../../flow/memory.ts'
import type { HandOver, PollState, SeenItem, StoredItem, WireStore } from '../../flow/ports.ts'
import { FACTS_TABLE, factsOf } from './facts.ts'
import type { Migrations } from './migrations.ts'
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
]

/** A later run of the same Wire has begun: this one must write nothing more. */
export class TakenOver extends Error {}

type ItemRow = {
  sequence: number
  key: string
  first_seen: number
  tries: number
  headlined: number
  doc: string
}

const toStored = (row: ItemRow): StoredItem => ({
  sequence: row.sequence,
  key: row.key,
  item: JSON.parse(row.doc) as Item,
  firstSeen: row.first_seen,
  tries: row.tries,
  headlined: row.headlined === 1,
})

/** Matches found later for an alert whose hand-over is still open join it. */
const joined = (open: Alert, later: Alert): Alert => ({ ...later, matches: [...open.matches, ...later.matches] })

export const wireStore = (storage: DurableObjectStorage): WireStore & { begin(): number; items: ItemQueries } => {
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
  const insert = (state: 'new' | 'baseline', { keys, item }: SeenItem, now: number): void => {
    const { sequence } = sql
      .exec<{ sequence: number }>(
        'INSERT INTO items (key, state, first_seen, complete, doc) VALUES (?, ?, ?, ?, ?) RETURNING sequence',
        keys[0],
        state,
        now,
        item.complete ? 1 : 0,
        JSON.stringify(item),
      )
      .one()
    for (const key of keys) sql.exec('INSERT OR IGNORE INTO keys (key, item) VALUES (?, ?)', key, sequence)
  }
  const addHandOver = ({ alert, notBefore }: HandOver): void => {
    const open = sql
      .exec<{ body: string }>(
        'SELECT body FROM hand_overs WHERE destination = ? AND alert = ?',
        alert.destination,
        alert.id,
      )
      .toArray()[0]
    const body = open === undefined ? alert : joined(JSON.parse(open.body) as Alert, alert)
    sql.exec(
      'INSERT OR REPLACE INTO hand_overs (destination, alert, not_before, body) VALUES (?, ?, ?, ?)',
      alert.destination,
      alert.id,
      notBefore,
      JSON.stringify(body),
    )
  }

  return {
    ...memory.port,
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
    keep: (run, { fresh, baseline, now }, mark) =>
      commit(run, () => {
        // The list has its newest on top; stored last, they have the highest sequence.
        for (const seen of fresh.toReversed()) insert('new', seen, now)
        for (const seen of baseline.toReversed()) insert('baseline', seen, now)
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
        sql.exec('UPDATE items SET doc = ?, complete = 1 WHERE sequence = ?', JSON.stringify(item), sequence)
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
    record: (run, { matched, handOvers, headlined, done }) =>
      commit(run, () => {
        for (const { sequence, rule, alert } of matched) {
          sql.exec('INSERT INTO outcomes (item, rule, alert) VALUES (?, ?, ?)', sequence, rule, alert)
        }
        for (const handOver of handOvers) addHandOver(handOver)
        memory.recorded(handOvers.length)
        for (const sequence of headlined) sql.exec('UPDATE items SET headlined = 1 WHERE sequence = ?', sequence)
        for (const sequence of done) sql.exec(`UPDATE items SET state = 'done' WHERE sequence = ?`, sequence)
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
    nextOwed: (now) => {
      const handOver = sql.exec<{ at: number | null }>('SELECT min(not_before) AS at FROM hand_overs').one().at
      const item = sql.exec<{ at: number | null }>(`SELECT min(next_try) AS at FROM items WHERE state = 'new'`).one().at
      const owed = [handOver, item].filter((at) => at !== null)
      return owed.length === 0 ? undefined : Math.max(now, Math.min(...owed))
    },
    items: itemQueries(sql),
  }
}

export type ItemPage = { readonly before?: number; readonly since?: number; readonly until?: number }

type ItemQueries = {
  /** Newest first seen first, in steps, so that a filter can stop early. */
  page(options: ItemPage, limit: number): readonly StoredItem[]
  count(): { readonly items: number; readonly owed: number; readonly handOvers: number }
}

const itemQueries = (sql: SqlStorage): ItemQueries => ({
  page: ({ before, since, until }, limit) =>
    sql
      .exec<ItemRow>(
        'SELECT * FROM items WHERE sequence < ? AND first_seen >= ? AND first_seen < ? ORDER BY sequence DESC LIMIT ?',
        before ?? Number.MAX_SAFE_INTEGER,
        since ?? 0,
        until ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .toArray()
      .map(toStored),
  count: () => ({
    items: sql.exec<{ count: number }>('SELECT count(*) AS count FROM items').one().count,
    owed: sql.exec<{ count: number }>(`SELECT count(*) AS count FROM items WHERE state = 'new'`).one().count,
    handOvers: sql.exec<{ count: number }>('SELECT count(*) AS count FROM hand_overs').one().count,
  }),
})
