// The Outbox's parcels with every try of them.
import type { DigestTurn } from '../../core/alert/schedule.ts'
import type { AlertState } from '../../core/model.ts'
import type {
  AttemptDetail,
  Parcel,
  ParcelForm,
  ParcelMarks,
  ParcelState,
  ParcelStore,
} from '../../flow/delivery-ports.ts'
import { DAMAGED, type Damage, idsIn, isJson } from './damage.ts'
import type { Endings } from './outbox-alerts.ts'
import type { Messages } from './posted-store.ts'

export type ParcelRow = {
  id: string
  state: ParcelState
  created: number
  tries: number
  alerts: string
  body: string
  replay_of: string | null
  reason: string | null
  target: string | null
  answers: string | null
  form: ParcelForm
  failures: number
  errors: number
  doubt_since: number | null
  may_repeat: number
  aside: number
  not_before: number
  /** When a try began that has no end. */
  cut: number | null
}

const ENDS: Record<Exclude<ParcelState, 'pending'>, AlertState> = { sent: 'sent', dead: 'dead', dropped: 'dropped' }

const marksIn = (row: ParcelRow): ParcelMarks => ({
  failures: row.failures,
  errors: row.errors,
  ...(row.doubt_since === null ? {} : { doubtSince: row.doubt_since }),
  ...(row.may_repeat === 0 ? {} : { mayRepeat: true }),
  ...(row.aside === 0 ? {} : { aside: true }),
  ...(row.not_before === 0 ? {} : { notBefore: row.not_before }),
  ...(row.cut === null ? {} : { cutShort: row.cut }),
})

/** Undefined when it cannot be sent as it is. */
const parcelIn = (row: ParcelRow): Parcel | undefined => {
  const alerts = idsIn(row.alerts)
  if (alerts === undefined || !isJson(row.body)) return undefined
  return {
    id: row.id,
    body: row.body,
    alerts,
    created: row.created,
    tries: row.tries,
    form: row.form,
    ...marksIn(row),
    ...(row.replay_of === null ? {} : { replayOf: row.replay_of }),
    ...(row.target === null ? {} : { act: { kind: 'edit', message: row.target } }),
    ...(row.answers === null ? {} : { answers: row.answers }),
  }
}

const COLUMNS: readonly (readonly [keyof ParcelMarks, string])[] = [
  ['failures', 'failures'],
  ['errors', 'errors'],
  ['doubtSince', 'doubt_since'],
  ['mayRepeat', 'may_repeat'],
  ['aside', 'aside'],
  ['notBefore', 'not_before'],
]

/** Edits of one message go in their order: each is built on the one before. */
const READY = `SELECT parcels.*, attempts.at AS cut FROM parcels
  LEFT JOIN attempts ON attempts.parcel = parcels.id AND attempts.try = parcels.tries AND attempts.outcome IS NULL
  WHERE state = 'pending' AND not_before <= ? AND NOT EXISTS (
    SELECT 1 FROM parcels AS before WHERE before.state = 'pending' AND before.target = parcels.target
    AND before.sequence < parcels.sequence AND before.aside = 0)`

export const parcelTable = (storage: DurableObjectStorage, ends: Endings, damage: Damage, messages: Messages) => {
  const { sql } = storage

  const end = (parcel: string, state: ParcelState, reason: string, message: string | null): void => {
    sql.exec('UPDATE parcels SET state = ?, message = ?, reason = ? WHERE id = ?', state, message, reason, parcel)
    if (state === 'pending') return
    for (const alert of decidedBy(parcel)) ends.settleAlert(alert, ENDS[state], reason)
  }
  /** A parcel whose list cannot be read is found by what points to it. */
  const decidedBy = (parcel: string): readonly string[] => {
    const row = sql.exec<{ alerts: string }>('SELECT alerts FROM parcels WHERE id = ?', parcel).toArray()[0]
    const named = idsIn(row?.alerts ?? '')
    const decided =
      named === undefined
        ? sql.exec<{ id: string }>('SELECT id FROM alerts WHERE parcel = ?', parcel)
        : sql.exec<{ id: string }>(
            'SELECT id FROM alerts WHERE parcel = ? AND id IN (SELECT value FROM json_each(?))',
            parcel,
            JSON.stringify(named),
          )
    return decided.toArray().map(({ id }) => id)
  }
  const finish = (parcel: string, { outcome, reason, status, ms }: AttemptDetail): void => {
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
  const mark = (parcel: string, marks: ParcelMarks): void => {
    const given = COLUMNS.filter(([name]) => marks[name] !== undefined)
    if (given.length === 0) return
    const values = given.map(([name]) => Number(marks[name]))
    sql.exec(
      `UPDATE parcels SET ${given.map(([, column]) => `${column} = ?`).join(', ')} WHERE id = ?`,
      ...values,
      parcel,
    )
  }
  const readable = (row: ParcelRow): Parcel[] => {
    const parcel = parcelIn(row)
    if (parcel !== undefined) return [parcel]
    damage.report('parcel', row.id)
    storage.transactionSync(() => end(row.id, 'dead', DAMAGED, null))
    return []
  }
  /** As many as there are, up to the limit: damaged ones never hide the others. */
  const oldest = (limit: number, query: string, ...bindings: SqlStorageValue[]): readonly Parcel[] => {
    for (;;) {
      const rows = sql.exec<ParcelRow>(`${query} ORDER BY parcels.sequence LIMIT ?`, ...bindings, limit).toArray()
      const parcels = rows.flatMap(readable)
      if (parcels.length === rows.length) return parcels
    }
  }
  const YOUNGER = `${READY} AND aside = 0 AND sequence > coalesce((SELECT sequence FROM parcels WHERE id = ?), 0)`
  /** The message that an edit changed reads so from now on. */
  const show = (parcel: string): void => {
    sql.exec(
      `UPDATE parcels SET shown = edit.body FROM (SELECT body, target FROM parcels WHERE id = ? AND target IS NOT NULL) AS edit
       WHERE parcels.message = edit.target AND parcels.target IS NULL`,
      parcel,
    )
    const older = sql.exec<{ id: string }>(
      `SELECT older.id FROM parcels AS older JOIN parcels AS edit ON edit.id = ? AND older.target = edit.target
       WHERE older.state = 'pending' AND older.sequence < edit.sequence`,
      parcel,
    )
    for (const { id } of older.toArray()) end(id, 'dropped', 'a later edit holds what it said', null)
  }

  const store: ParcelStore = {
    together: (work) => storage.transactionSync(work),
    fix: (parcel, decides = parcel.alerts) =>
      storage.transactionSync(() => {
        const { digest, act } = parcel
        sql.exec(
          `INSERT INTO parcels (id, state, created, alerts, body, replay_of, target, answers, digest, period, page, not_before)
           VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((
             SELECT max(not_before) FROM parcels WHERE state = 'pending' AND target = ? AND aside = 0), 0))`,
          parcel.id,
          parcel.created,
          JSON.stringify(parcel.alerts),
          parcel.body,
          parcel.replayOf ?? null,
          act?.kind === 'edit' ? act.message : null,
          parcel.answers ?? null,
          digest?.kind ?? null,
          digest?.period ?? null,
          digest?.page ?? null,
          // It waits for the edit before it.
          act?.kind === 'edit' ? act.message : null,
        )
        // They are packed with all who are known to tell them.
        messages.named(decides)
        for (const alert of decides) {
          sql.exec('UPDATE alerts SET parcel = ? WHERE id = ?', parcel.id, alert)
          if (parcel.replayOf !== undefined) ends.revive(alert)
        }
      }),
    next: (now, after) => oldest(1, YOUNGER, now, after ?? '')[0],
    younger: (now, after, limit) => oldest(limit, YOUNGER, now, after),
    nextAside: (now) => oldest(1, `${READY} AND aside = 1`, now)[0],
    overdue: (before) =>
      sql
        .exec<Pick<ParcelRow, 'id' | 'alerts' | 'aside'>>(
          `SELECT id, alerts, aside FROM parcels WHERE state = 'pending' AND created < ?`,
          before,
        )
        .toArray()
        .map(({ id, alerts, aside }) => ({ id, alerts: idsIn(alerts) ?? [], ...(aside === 0 ? {} : { aside: true }) })),
    attempt: (parcel, at) =>
      storage.transactionSync(() => {
        sql.exec('UPDATE parcels SET tries = tries + 1 WHERE id = ?', parcel)
        sql.exec(
          'INSERT INTO attempts (parcel, try, at, may_repeat) SELECT id, tries, ?, may_repeat FROM parcels WHERE id = ?',
          at,
          parcel,
        )
      }),
    closeAttempt: finish,
    settle: (parcel, state, detail) =>
      storage.transactionSync(() => {
        finish(parcel, detail)
        if (state === 'sent') show(parcel)
        end(parcel, state, detail.reason, detail.message ?? null)
      }),
    bury: (parcel, state, reason) => storage.transactionSync(() => end(parcel, state, reason, null)),
    keep: (parcel, detail, marks = {}) =>
      storage.transactionSync(() => {
        finish(parcel, detail)
        mark(parcel, marks)
      }),
    mark,
    degrade: (parcel, body) => {
      sql.exec(`UPDATE parcels SET body = ?, form = 'plain', errors = 0 WHERE id = ?`, body, parcel)
    },
    pauseEdits: (until) => {
      if (until === 0) return
      sql.exec(
        `UPDATE parcels SET not_before = max(not_before, ?) WHERE state = 'pending' AND target IS NOT NULL`,
        until,
      )
    },
    holdParcels: (until, now) => {
      sql.exec(
        `UPDATE parcels SET not_before = ? WHERE state = 'pending' AND not_before <= ? AND target IS NULL AND alerts <> '[]'
         AND replay_of IS NULL AND doubt_since IS NULL AND NOT EXISTS (
           SELECT 1 FROM attempts WHERE parcel = parcels.id AND try = parcels.tries AND outcome IS NULL)`,
        until,
        now,
      )
    },
    sends: (limit) =>
      sql
        .exec<{ at: number }>(
          `SELECT attempts.at + coalesce(attempts.ms, 0) AS at FROM attempts JOIN
             (SELECT id FROM parcels WHERE target IS NULL AND tries > 0 ORDER BY sequence DESC LIMIT ?) AS latest ON parcel = latest.id
           WHERE outcome IS NULL OR outcome IN ('sent', 'unknown') ORDER BY 1 DESC LIMIT ?`,
          limit,
          limit,
        )
        .toArray()
        .map(({ at }) => at),
    countedForCap: (since) =>
      sql
        .exec<{ count: number }>(
          `SELECT (SELECT count(*) FROM attempts JOIN
             (SELECT id FROM parcels WHERE target IS NULL AND tries > 0 ORDER BY sequence DESC LIMIT 1000) AS latest ON parcel = latest.id
           WHERE outcome = 'sent' AND at >= ?)
           + (SELECT count(*) FROM parcels WHERE state = 'pending' AND aside = 0 AND target IS NULL AND alerts <> '[]'
              AND replay_of IS NULL) AS count`,
          since,
        )
        .one().count,
    pages: ({ kind, period }: DigestTurn) =>
      sql
        .exec<{ page: number | null }>(
          'SELECT max(page) AS page FROM parcels WHERE digest = ? AND period = ?',
          kind,
          period,
        )
        .one().page ?? 0,
  }

  return {
    ...store,
    /** Whether there is a parcel of this id, whatever its state. */
    knows: (parcel: string): boolean => sql.exec('SELECT 1 FROM parcels WHERE id = ?', parcel).toArray().length > 0,
    dropPending: (reason: string): void =>
      storage.transactionSync(() => {
        const rows = sql.exec<{ id: string }>(`SELECT id FROM parcels WHERE state = 'pending'`).toArray()
        for (const { id } of rows) end(id, 'dropped', reason, null)
        sql.exec('DELETE FROM retold')
      }),
    dead: (): string[] =>
      sql
        .exec<{ id: string }>(
          `SELECT id FROM parcels WHERE state = 'dead' AND EXISTS (
             SELECT 1 FROM alerts WHERE alerts.parcel = parcels.id) ORDER BY sequence`,
        )
        .toArray()
        .map(({ id }) => id),
    /** Notices that died young are on their way again. @param since ms since the epoch */
    retryNotices: (since: number): void => {
      sql.exec(
        `UPDATE parcels SET state = 'pending', reason = NULL WHERE state = 'dead' AND alerts = '[]' AND created >= ?`,
        since,
      )
    },
    /** A dead parcel that was replayed is no longer offered for replay. */
    replayed: (parcel: string): void => {
      sql.exec(`UPDATE parcels SET state = 'dropped' WHERE id = ? AND state = 'dead'`, parcel)
    },
  }
}
