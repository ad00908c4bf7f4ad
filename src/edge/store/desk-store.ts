// The Desk's tables: what people made (sources, rules, destinations' names), and what is bot-wide.
import type { Destination, Owner, Rule, Source } from '../../core/model.ts'
import type { Sample, SourceHealth } from '../../flow/ports.ts'
import { ALLOWANCE_TABLE } from './allowance.ts'
import { FACTS_TABLE } from './facts.ts'
import type { Migrations } from './migrations.ts'
import { OWNER_TABLES, ownerStore } from './owner-store.ts'
import { REPLIES_OWNER, REPLIES_TABLE, repliesOf } from './replies.ts'
import { RULE_HISTORY_TABLE, ruleHistory } from './rule-history.ts'

export const DESK_MIGRATIONS: Migrations = [
  `${FACTS_TABLE}
   CREATE TABLE sources (
     id TEXT PRIMARY KEY, owner TEXT NOT NULL, url TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
     doc TEXT NOT NULL, health TEXT, token TEXT, UNIQUE (owner, url)) WITHOUT ROWID;
   CREATE TABLE destinations (
     id TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint TEXT NOT NULL, doc TEXT NOT NULL,
     pending INTEGER NOT NULL DEFAULT 0, oldest INTEGER, UNIQUE (owner, fingerprint)) WITHOUT ROWID;
   CREATE TABLE rules (id TEXT PRIMARY KEY, owner TEXT NOT NULL, destination TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE sample (sequence INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
   CREATE TABLE host_pages (host TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (host, day)) WITHOUT ROWID;`,
  `${RULE_HISTORY_TABLE}
   ${OWNER_TABLES}
   ${REPLIES_TABLE}
   ${ALLOWANCE_TABLE}
   ALTER TABLE destinations ADD COLUMN disabled TEXT;`,
  REPLIES_OWNER,
]

export type SourceEntry = { readonly source: Source; readonly health?: SourceHealth }

type Doc = { doc: string }

const docs = <T>(cursor: SqlStorageCursor<Doc>): T[] => cursor.toArray().map(({ doc }) => JSON.parse(doc) as T)

const sourceTable = (sql: SqlStorage) => ({
  all: (): Source[] => docs<Source>(sql.exec<Doc>('SELECT doc FROM sources WHERE removed = 0 ORDER BY id')),
  entries: (): SourceEntry[] =>
    sql
      .exec<Doc & { health: string | null }>('SELECT doc, health FROM sources WHERE removed = 0 ORDER BY id')
      .toArray()
      .map(({ doc, health }) => ({
        source: JSON.parse(doc) as Source,
        ...(health === null ? {} : { health: JSON.parse(health) as SourceHealth }),
      })),
  /** Also one whose subscription ended, so that its id stays its own. */
  byUrl: (owner: Owner, url: string): { id: string; removed: boolean } | undefined => {
    const row = sql
      .exec<{ id: string; removed: number }>('SELECT id, removed FROM sources WHERE owner = ? AND url = ?', owner, url)
      .toArray()[0]
    return row === undefined ? undefined : { id: row.id, removed: row.removed === 1 }
  },
  taken: (id: string): boolean => sql.exec('SELECT 1 FROM sources WHERE id = ?', id).toArray().length > 0,
  put: (source: Source): void => {
    sql.exec(
      'INSERT OR REPLACE INTO sources (id, owner, url, doc) VALUES (?, ?, ?, ?)',
      source.id,
      source.owner,
      source.url,
      JSON.stringify(source),
    )
  },
  remove: (id: string): void => {
    sql.exec('UPDATE sources SET removed = 1, token = NULL, health = NULL WHERE id = ?', id)
  },
  setHealth: (id: string, health: SourceHealth): void => {
    sql.exec('UPDATE sources SET health = ? WHERE id = ?', JSON.stringify(health), id)
  },
  setToken: (id: string, digest: string): void => {
    sql.exec('UPDATE sources SET token = ? WHERE id = ?', digest, id)
  },
  token: (id: string): string | undefined =>
    sql.exec<{ token: string | null }>('SELECT token FROM sources WHERE id = ? AND removed = 0', id).toArray()[0]
      ?.token ?? undefined,
})

const destinationTable = (sql: SqlStorage) => ({
  all: (): Destination[] => docs<Destination>(sql.exec<Doc>('SELECT doc FROM destinations ORDER BY id')),
  of: (owner: Owner): Destination[] =>
    docs<Destination>(sql.exec<Doc>('SELECT doc FROM destinations WHERE owner = ? ORDER BY id', owner)),
  one: (id: string): Destination | undefined =>
    docs<Destination>(sql.exec<Doc>('SELECT doc FROM destinations WHERE id = ?', id))[0],
  byFingerprint: (owner: Owner, fingerprint: string): Destination | undefined =>
    docs<Destination>(
      sql.exec<Doc>('SELECT doc FROM destinations WHERE owner = ? AND fingerprint = ?', owner, fingerprint),
    )[0],
  put: (destination: Destination, fingerprint: string): void => {
    sql.exec(
      'INSERT INTO destinations (id, owner, fingerprint, doc) VALUES (?, ?, ?, ?)',
      destination.id,
      destination.owner,
      fingerprint,
      JSON.stringify(destination),
    )
  },
  /** A new state of one that is known. */
  change: (destination: Destination): void => {
    sql.exec('UPDATE destinations SET doc = ? WHERE id = ?', JSON.stringify(destination), destination.id)
  },
  remove: (id: string): void => {
    sql.exec('DELETE FROM destinations WHERE id = ?', id)
  },
  setDisabled: (id: string, reason: string | undefined): void => {
    sql.exec('UPDATE destinations SET disabled = ? WHERE id = ?', reason ?? null, id)
  },
  disabled: (id: string): string | undefined =>
    sql.exec<{ disabled: string | null }>('SELECT disabled FROM destinations WHERE id = ?', id).toArray()[0]
      ?.disabled ?? undefined,
  setOwed: (id: string, pending: number, oldest: number | undefined): void => {
    sql.exec('UPDATE destinations SET pending = ?, oldest = ? WHERE id = ?', pending, oldest ?? null, id)
  },
  owed: (): { pending: number; oldest: number | null } =>
    sql
      .exec<{ pending: number; oldest: number | null }>(
        'SELECT coalesce(sum(pending), 0) AS pending, min(oldest) AS oldest FROM destinations',
      )
      .one(),
})

const ruleTable = (sql: SqlStorage) => ({
  all: (): Rule[] => docs<Rule>(sql.exec<Doc>('SELECT doc FROM rules ORDER BY id')),
  of: (owner: Owner): Rule[] => docs<Rule>(sql.exec<Doc>('SELECT doc FROM rules WHERE owner = ? ORDER BY id', owner)),
  count: (): number => sql.exec<{ count: number }>('SELECT count(*) AS count FROM rules').one().count,
  some: (ids: readonly string[]): Rule[] =>
    docs<Rule>(
      sql.exec<Doc>('SELECT doc FROM rules WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)),
    ),
  put: (rule: Rule): void => {
    sql.exec(
      'INSERT OR REPLACE INTO rules (id, owner, destination, doc) VALUES (?, ?, ?, ?)',
      rule.id,
      rule.owner,
      rule.destination,
      JSON.stringify(rule),
    )
  },
  remove: (id: string): void => {
    sql.exec('DELETE FROM rules WHERE id = ?', id)
  },
})

const sampleTable = (sql: SqlStorage) => {
  /** As they stand: tried again and again while somebody works on a rule, and each item the same value as long as it stays. */
  let held: readonly { readonly doc: string; readonly sample: Sample }[] = []
  let stale = true

  const read = (): void => {
    const known = new Map(held.map(({ doc, sample }) => [doc, sample]))
    const rows = sql.exec<Doc>('SELECT doc FROM sample ORDER BY sequence DESC').toArray()
    held = rows.map(({ doc }) => ({ doc, sample: known.get(doc) ?? (JSON.parse(doc) as Sample) }))
    stale = false
  }

  return {
    add: (samples: readonly Sample[], keep: number): void => {
      stale ||= samples.length > 0
      // They come newest first; the newest is to have the highest sequence.
      for (const sample of samples.slice(0, keep).toReversed()) {
        sql.exec(
          'INSERT INTO sample (key, doc) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET doc = excluded.doc',
          `${sample.source}/${sample.key}`,
          JSON.stringify(sample),
        )
      }
      sql.exec('DELETE FROM sample WHERE sequence <= (SELECT max(sequence) FROM sample) - ?', keep)
    },
    newest: (): readonly Sample[] => {
      if (stale) read()
      return held.map(({ sample }) => sample)
    },
  }
}

const hostTable = (sql: SqlStorage) => ({
  /** Takes up to `wanted` pages out of a host's day; gives how many there were. */
  take: (host: string, day: string, wanted: number, cap: number): number => {
    const used =
      sql.exec<{ used: number }>('SELECT used FROM host_pages WHERE host = ? AND day = ?', host, day).toArray()[0]
        ?.used ?? 0
    const granted = Math.max(0, Math.min(wanted, cap - used))
    if (granted > 0) {
      sql.exec('DELETE FROM host_pages WHERE day < ?', day)
      sql.exec('INSERT OR REPLACE INTO host_pages (host, day, used) VALUES (?, ?, ?)', host, day, used + granted)
    }
    return granted
  },
})

export const deskStore = (sql: SqlStorage) => ({
  sources: sourceTable(sql),
  destinations: destinationTable(sql),
  rules: ruleTable(sql),
  sample: sampleTable(sql),
  hosts: hostTable(sql),
  history: ruleHistory(sql),
  owners: ownerStore(sql),
  replies: repliesOf(sql),
})

export type DeskStore = ReturnType<typeof deskStore>
