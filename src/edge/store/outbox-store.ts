// The Outbox's tables: waiting alerts, parcels with every try, and the one recorded end of each rule's match.
import { mergedRules } from '../../core/alert/cluster.ts'
import { joinAlerts } from '../../core/alert/join.ts'
import type { Alert, AlertState } from '../../core/model.ts'
import type { AttemptDetail, OutboxStore, Parcel, ParcelState, WaitingAlert } from '../../flow/delivery-ports.ts'
import type { Ending } from '../../flow/explain.ts'
import type { HandOver } from '../../flow/ports.ts'
import { FACTS_TABLE, factsOf } from './facts.ts'
import type { Migrations } from './migrations.ts'
import { STORIES_TABLE, storyStore } from './story-store.ts'

export const OUTBOX_MIGRATIONS: Migrations = [
  `${FACTS_TABLE}
   CREATE TABLE alerts (
     id TEXT PRIMARY KEY, received INTEGER NOT NULL, not_before INTEGER NOT NULL, state TEXT NOT NULL,
     reason TEXT, parcel TEXT, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX alerts_waiting ON alerts (not_before) WHERE state = 'waiting' AND parcel IS NULL;
   CREATE TABLE outcomes (
     alert TEXT NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, PRIMARY KEY (alert, rule)) WITHOUT ROWID;
   CREATE TABLE parcels (
     sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, created INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0, alerts TEXT NOT NULL, body TEXT NOT NULL, message TEXT, replay_of TEXT);
   CREATE INDEX parcels_pending ON parcels (sequence) WHERE state = 'pending';
   CREATE TABLE attempts (
     parcel TEXT NOT NULL, try INTEGER NOT NULL, at INTEGER NOT NULL, outcome TEXT, reason TEXT, status INTEGER, ms INTEGER,
     PRIMARY KEY (parcel, try)) WITHOUT ROWID;`,
  STORIES_TABLE,
]

type ParcelRow = {
  id: string
  state: ParcelState
  created: number
  tries: number
  alerts: string
  body: string
  replay_of: string | null
}

const toParcel = (row: ParcelRow): Parcel => ({
  id: row.id,
  body: row.body,
  alerts: JSON.parse(row.alerts) as string[],
  created: row.created,
  tries: row.tries,
  ...(row.replay_of === null ? {} : { replayOf: row.replay_of }),
})

export type Delivery = {
  readonly id: string
  readonly state: ParcelState
  readonly alerts: readonly string[]
  readonly attempts: readonly { readonly at: string; readonly outcome: string; readonly ms: number }[]
  readonly next?: string
  readonly replay_of?: string
}

export type RuleOutcome = {
  readonly alert: string
  readonly rule: string
  readonly state: AlertState
  readonly reason?: string
}

const PARCEL_ENDS: Record<Exclude<ParcelState, 'pending'>, AlertState> = {
  sent: 'sent',
  dead: 'dead',
  dropped: 'dropped',
}

const naming = (first: Alert, { source, item }: Alert): Alert => {
  const also = { ...source, ...(item.url === undefined ? {} : { url: item.url }) }
  return { ...first, alsoIn: [...(first.alsoIn ?? []), also] }
}

export const outboxStore = (storage: DurableObjectStorage) => {
  const { sql } = storage
  const facts = factsOf(sql)
  const stories = storyStore(sql)

  const settleRules = (alert: string, rules: readonly string[], state: AlertState, reason: string): void => {
    for (const rule of rules) {
      sql.exec('UPDATE outcomes SET state = ?, reason = ? WHERE alert = ? AND rule = ?', state, reason, alert, rule)
    }
  }
  const settleAlert = (alert: string, state: AlertState, reason: string): void => {
    sql.exec('UPDATE alerts SET state = ?, reason = ? WHERE id = ?', state, reason, alert)
    sql.exec(`UPDATE outcomes SET state = ?, reason = ? WHERE alert = ? AND state = 'waiting'`, state, reason, alert)
  }
  /** A replayed alert is on its way again: what had died of it waits for the new end. */
  const revive = (alert: string): void => {
    sql.exec(`UPDATE alerts SET state = 'waiting', reason = NULL WHERE id = ?`, alert)
    sql.exec(`UPDATE outcomes SET state = 'waiting', reason = NULL WHERE alert = ? AND state = 'dead'`, alert)
  }
  const finishAttempt = (parcel: string, { outcome, reason, status, ms }: AttemptDetail): void => {
    sql.exec(
      'UPDATE attempts SET outcome = ?, reason = ?, status = ?, ms = ? WHERE parcel = ? AND try = (SELECT tries FROM parcels WHERE id = ?)',
      outcome,
      reason,
      status ?? null,
      ms,
      parcel,
      parcel,
    )
  }
  const end = (parcel: string, state: ParcelState, reason: string, message: string | null): void => {
    sql.exec('UPDATE parcels SET state = ?, message = ? WHERE id = ?', state, message, parcel)
    if (state === 'pending') return
    for (const { id } of sql.exec<{ id: string }>('SELECT id FROM alerts WHERE parcel = ?', parcel).toArray()) {
      settleAlert(id, PARCEL_ENDS[state], reason)
    }
  }
  const insertAlert = (alert: Alert, notBefore: number, now: number): void => {
    sql.exec(
      `INSERT INTO alerts (id, received, not_before, state, body) VALUES (?, ?, ?, 'waiting', ?)`,
      alert.id,
      now,
      notBefore,
      JSON.stringify(alert),
    )
  }
  /** Rules that matched after the alert was first recorded join it while it waits, and are merged into it once it left. */
  const addMatches = (known: { state: AlertState; parcel: string | null; body: string }, later: Alert): void => {
    // Merged only into what leaves or has left: an alert that was dropped or died told nobody, and waits anew.
    const leaving = known.state === 'sent' || (known.state === 'waiting' && known.parcel !== null)
    const waits = known.state === 'waiting' && known.parcel === null
    const stored = JSON.parse(known.body) as Alert
    const recorded = new Set(
      sql
        .exec<{ rule: string }>('SELECT rule FROM outcomes WHERE alert = ?', later.id)
        .toArray()
        .map(({ rule }) => rule),
    )
    const fresh = later.matches.filter(({ rule }) => !recorded.has(rule))
    if (fresh.length === 0) return
    addOutcomes(later.id, fresh, leaving ? 'merged' : 'waiting', leaving ? 'the alert had already left' : undefined)
    if (leaving) return
    const body = waits ? joinAlerts(stored, later, fresh) : { ...later, matches: fresh }
    sql.exec(
      `UPDATE alerts SET state = 'waiting', reason = NULL, parcel = NULL, body = ? WHERE id = ?`,
      JSON.stringify(body),
      later.id,
    )
  }
  const addOutcomes = (alert: string, matches: Alert['matches'], state: AlertState, reason?: string): void => {
    for (const { rule } of matches) {
      sql.exec(
        'INSERT OR IGNORE INTO outcomes (alert, rule, state, reason) VALUES (?, ?, ?, ?)',
        alert,
        rule,
        state,
        reason ?? null,
      )
    }
  }
  const setBody = (alert: Alert): void => {
    sql.exec('UPDATE alerts SET body = ? WHERE id = ?', JSON.stringify(alert), alert.id)
  }
  /** A story that another source has told already is not told again to the same rules. */
  const mergeStory = (alert: Alert): void => {
    const first = stories.firstOf(alert)
    stories.add(alert)
    const rules = first === undefined ? [] : mergedRules(alert, first.rules)
    if (first === undefined || rules.length === 0) return
    const reason = `merged into ${first.alert.id}`
    const left = alert.matches.filter(({ rule }) => !rules.includes(rule))
    settleRules(alert.id, rules, 'merged', reason)
    if (left.length === 0) settleAlert(alert.id, 'merged', reason)
    else setBody({ ...alert, matches: left })
    if (first.open) setBody(naming(first.alert, alert))
  }

  const store: OutboxStore = {
    waiting: (now, limit) =>
      sql
        .exec<{ body: string; received: number }>(
          `SELECT body, received FROM alerts WHERE state = 'waiting' AND parcel IS NULL AND not_before <= ?
           ORDER BY not_before, received LIMIT ?`,
          now,
          limit,
        )
        .toArray()
        .map((row): WaitingAlert => ({ alert: JSON.parse(row.body) as Alert, received: row.received })),
    settleAlert: (alert, state, reason) => storage.transactionSync(() => settleAlert(alert, state, reason)),
    settleRules: (alert, rules, state, reason) =>
      storage.transactionSync(() => settleRules(alert, rules, state, reason)),
    fix: (parcel) =>
      storage.transactionSync(() => {
        sql.exec(
          `INSERT INTO parcels (id, state, created, alerts, body, replay_of) VALUES (?, 'pending', ?, ?, ?, ?)`,
          parcel.id,
          parcel.created,
          JSON.stringify(parcel.alerts),
          parcel.body,
          parcel.replayOf ?? null,
        )
        for (const alert of parcel.alerts) {
          sql.exec('UPDATE alerts SET parcel = ? WHERE id = ?', parcel.id, alert)
          if (parcel.replayOf !== undefined) revive(alert)
        }
      }),
    pending: (limit) =>
      sql
        .exec<ParcelRow>(`SELECT * FROM parcels WHERE state = 'pending' ORDER BY sequence LIMIT ?`, limit)
        .toArray()
        .map(toParcel),
    attempt: (parcel, at) =>
      storage.transactionSync(() => {
        sql.exec('UPDATE parcels SET tries = tries + 1 WHERE id = ?', parcel)
        sql.exec('INSERT INTO attempts (parcel, try, at) SELECT id, tries, ? FROM parcels WHERE id = ?', at, parcel)
      }),
    settle: (parcel, state, detail) =>
      storage.transactionSync(() => {
        finishAttempt(parcel, detail)
        end(parcel, state, detail.reason, detail.message ?? null)
      }),
    bury: (parcel, state, reason) => storage.transactionSync(() => end(parcel, state, reason, null)),
    postpone: (parcel, detail) => finishAttempt(parcel, detail),
    backoff: () => facts.get('backoff') ?? { failures: 0, next: 0 },
    setBackoff: (failures, next) => {
      const known = facts.get<{ failures: number; next: number }>('backoff')
      if (known?.failures !== failures || known.next !== next) facts.set('backoff', { failures, next })
    },
    disable: (reason) => facts.set('disabled', reason),
    disabled: () => facts.get<string>('disabled'),
    owes: () => {
      const alerts = sql
        .exec<{ count: number; oldest: number | null; next: number | null }>(
          `SELECT count(*) AS count, min(received) AS oldest, min(not_before) AS next FROM alerts
           WHERE state = 'waiting' AND parcel IS NULL`,
        )
        .one()
      const parcels = sql
        .exec<{ count: number; oldest: number | null }>(
          `SELECT count(*) AS count, min(created) AS oldest FROM parcels WHERE state = 'pending'`,
        )
        .one()
      const oldest = [alerts.oldest, parcels.oldest].filter((at) => at !== null)
      const next = [alerts.next, parcels.count > 0 ? 0 : null].filter((at) => at !== null)
      return {
        pending: alerts.count + parcels.count,
        ...(oldest.length === 0 ? {} : { oldest: Math.min(...oldest) }),
        ...(next.length === 0 ? {} : { next: Math.max(Math.min(...next), store.backoff().next) }),
      }
    },
  }

  return {
    ...store,
    /** Idempotent by alert id. */
    accept: (handOvers: readonly HandOver[], now: number): void =>
      storage.transactionSync(() => {
        for (const { alert, notBefore } of handOvers) {
          const known = sql
            .exec<{ state: AlertState; parcel: string | null; body: string }>(
              'SELECT state, parcel, body FROM alerts WHERE id = ?',
              alert.id,
            )
            .toArray()[0]
          if (known !== undefined) {
            addMatches(known, alert)
          } else {
            insertAlert(alert, notBefore, now)
            addOutcomes(alert.id, alert.matches, 'waiting')
            mergeStory(alert)
          }
        }
      }),
    outcomes: (): RuleOutcome[] =>
      sql
        .exec<{ alert: string; rule: string; state: AlertState; reason: string | null }>('SELECT * FROM outcomes')
        .toArray()
        .map(({ reason, ...row }) => (reason === null ? row : { ...row, reason })),
    endingsOf: (rule: string, alerts: readonly string[]): Ending[] =>
      sql
        .exec<{ alert: string; state: AlertState; reason: string | null }>(
          'SELECT alert, state, reason FROM outcomes WHERE rule = ? AND alert IN (SELECT value FROM json_each(?))',
          rule,
          JSON.stringify(alerts),
        )
        .toArray()
        .map(({ alert, state, reason }) => ({ alert, state, ...(reason === null ? {} : { reason }) })),
    /** Of a parcel that has ended and was not replayed before. */
    alertsOf: (parcel: string): Alert[] =>
      sql
        .exec<{ body: string }>(
          `SELECT alerts.body FROM parcels, json_each(parcels.alerts) AS part JOIN alerts ON alerts.id = part.value
           WHERE parcels.id = ? AND parcels.state IN ('sent', 'dead') ORDER BY part.key`,
          parcel,
        )
        .toArray()
        .map(({ body }) => JSON.parse(body) as Alert),
    /** Whether there is a parcel of this id, whatever its state. */
    knows: (parcel: string): boolean => sql.exec('SELECT 1 FROM parcels WHERE id = ?', parcel).toArray().length > 0,
    dead: (): string[] =>
      sql
        .exec<{ id: string }>(`SELECT id FROM parcels WHERE state = 'dead' ORDER BY sequence`)
        .toArray()
        .map(({ id }) => id),
    /** A dead parcel that was replayed is no longer offered for replay. */
    replayed: (parcel: string): void => {
      sql.exec(`UPDATE parcels SET state = 'dropped' WHERE id = ? AND state = 'dead'`, parcel)
    },
    enable: (): void => {
      facts.remove('disabled')
      facts.remove('backoff')
    },
    deliveries: (
      state: ParcelState | undefined,
      before: number,
      limit: number,
    ): { row: number; delivery: Delivery }[] =>
      sql
        .exec<ParcelRow & { sequence: number }>(
          'SELECT * FROM parcels WHERE sequence < ? AND (? IS NULL OR state = ?) ORDER BY sequence DESC LIMIT ?',
          before,
          state ?? null,
          state ?? null,
          limit,
        )
        .toArray()
        .map((row) => ({ row: row.sequence, delivery: deliveryOf(sql, row, store.backoff().next) })),
  }
}

const deliveryOf = (sql: SqlStorage, row: ParcelRow, next: number): Delivery => ({
  id: row.id,
  state: row.state,
  alerts: JSON.parse(row.alerts) as string[],
  attempts: sql
    .exec<{ at: number; outcome: string | null; reason: string | null; ms: number | null }>(
      'SELECT at, outcome, reason, ms FROM attempts WHERE parcel = ? ORDER BY try',
      row.id,
    )
    .toArray()
    .map(({ at, outcome, reason, ms }) => ({
      at: new Date(at).toISOString(),
      outcome: outcome === 'sent' ? 'sent' : (reason ?? 'no answer recorded'),
      ms: ms ?? 0,
    })),
  ...(row.state === 'pending' && next > 0 ? { next: new Date(next).toISOString() } : {}),
  ...(row.replay_of === null ? {} : { replay_of: row.replay_of }),
})

export type OutboxTables = ReturnType<typeof outboxStore>
