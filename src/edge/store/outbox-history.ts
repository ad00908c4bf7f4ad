// What an Outbox can say of its deliveries: parcels with their tries, the ends of matches, and where an alert has gone. No addresses, no secrets.
import type { DigestKind } from '../../core/alert/digest.ts'
import type { DigestTurn } from '../../core/alert/schedule.ts'
import { canonicalUrl } from '../../core/links.ts'
import type { Alert, AlertState } from '../../core/model.ts'
import type { ParcelForm, ParcelState } from '../../flow/delivery-ports.ts'
import type { Ending } from '../../flow/explain.ts'
import { alertIn, idsIn } from './damage.ts'
import type { ParcelRow } from './outbox-parcels.ts'

export type DeliveryAttempt = {
  readonly at: string
  /** `sent`, or the reason why not. */
  readonly outcome: string
  readonly ms: number
  readonly status?: number
  readonly may_repeat?: true
}

export type Delivery = {
  readonly id: string
  readonly state: ParcelState
  readonly alerts: readonly string[]
  readonly attempts: readonly DeliveryAttempt[]
  readonly next?: string
  readonly replay_of?: string
  /** Why it ended so. */
  readonly reason?: string
  /** It marks a message that was posted before. */
  readonly edit?: true
  readonly form?: Exclude<ParcelForm, 'full'>
  /** Younger ones go through; it is tried by itself. */
  readonly aside?: true
  readonly digest?: string
}

export type RuleOutcome = {
  readonly alert: string
  readonly rule: string
  readonly state: AlertState
  readonly reason?: string
}

/** An alert as it was handed over, and what became of it. */
export type AlertReport = {
  readonly alert: Alert
  readonly state: AlertState
  readonly reason?: string
  readonly parcel?: string
  readonly message?: string
}

/** What a replay takes with it. */
export type Cargo = { readonly alerts: readonly Alert[]; readonly turn?: DigestTurn }

type AttemptRow = {
  at: number
  outcome: string | null
  reason: string | null
  status: number | null
  ms: number | null
  may_repeat: number
}

const attemptOf = ({ at, outcome, reason, status, ms, may_repeat }: AttemptRow): DeliveryAttempt => ({
  at: new Date(at).toISOString(),
  outcome: outcome === 'sent' ? 'sent' : (reason ?? 'no answer recorded'),
  ms: ms ?? 0,
  ...(status === null || status === 0 ? {} : { status }),
  ...(may_repeat === 0 ? {} : { may_repeat: true }),
})

/** An item has few alerts at one place: one, and one for each of its changes. */
const RECALLED = 20

type Row = ParcelRow & { sequence: number; digest: string | null }

export const historyOf = (sql: SqlStorage) => {
  const deliveryOf = (row: Row, next: number): Delivery => {
    const due = Math.max(next, row.not_before)
    return {
      id: row.id,
      state: row.state,
      alerts: idsIn(row.alerts) ?? [],
      attempts: sql
        .exec<AttemptRow>(
          'SELECT at, outcome, reason, status, ms, may_repeat FROM attempts WHERE parcel = ? ORDER BY try',
          row.id,
        )
        .toArray()
        .map(attemptOf),
      ...(row.state === 'pending' && due > 0 ? { next: new Date(due).toISOString() } : {}),
      ...(row.replay_of === null ? {} : { replay_of: row.replay_of }),
      ...(row.reason === null || row.state === 'sent' ? {} : { reason: row.reason }),
      ...(row.target === null ? {} : { edit: true }),
      ...(row.form === 'plain' ? { form: row.form } : {}),
      ...(row.aside === 0 || row.state !== 'pending' ? {} : { aside: true }),
      ...(row.digest === null ? {} : { digest: row.digest }),
    }
  }
  const bodiesOf = (query: string, ...bindings: SqlStorageValue[]): Alert[] =>
    sql
      .exec<{ body: string }>(query, ...bindings)
      .toArray()
      .flatMap(({ body }) => alertIn(body) ?? [])

  return {
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
    /** Alerts of these stories, newest first. */
    alertsOfStories: (stories: readonly string[]): Alert[] =>
      bodiesOf(
        'SELECT body FROM alerts WHERE story IN (SELECT value FROM json_each(?)) ORDER BY received DESC LIMIT ?',
        JSON.stringify(stories),
        RECALLED,
      ),
    /** Alerts of an item with this id or address, newest first. An address may have been published with a tail that says nothing. */
    alertsNamed: (name: string): Alert[] => {
      const address = canonicalUrl(name)
      const open = JSON.stringify(address ?? name).slice(0, -1)
      const written = [JSON.stringify(name), ...['"', '?', '#'].map((end) => open + end)]
      return bodiesOf(
        `SELECT body FROM alerts WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(alerts.body, value) > 0)
         ORDER BY received DESC LIMIT ?`,
        JSON.stringify(written),
        RECALLED,
      ).filter(({ item: { id, url } }) => {
        if (id === name || url === name) return true
        return address !== undefined && url !== undefined && canonicalUrl(url) === address
      })
    },
    /** What a parcel carried that has ended and was not replayed before. */
    cargoOf: (parcel: string): Cargo | undefined => {
      const row = sql
        .exec<{
          isDead: number
          alerts: string
          target: string | null
          digest: DigestKind | null
          period: string | null
        }>(
          `SELECT state = 'dead' AS isDead, alerts, target, digest, period FROM parcels WHERE id = ? AND state IN ('sent', 'dead')`,
          parcel,
        )
        .toArray()[0]
      if (row === undefined) return undefined
      // What of a dead one has left it is on its way by itself.
      const ids = row.target === null && row.isDead === 0 ? idsIn(row.alerts) : undefined
      const alerts =
        ids === undefined
          ? bodiesOf('SELECT body FROM alerts WHERE parcel = ? ORDER BY received', parcel)
          : bodiesOf(
              'SELECT alerts.body FROM json_each(?) AS part JOIN alerts ON alerts.id = part.value ORDER BY part.key',
              JSON.stringify(ids),
            )
      const { digest: kind, period } = row
      return kind === null || period === null ? { alerts } : { alerts, turn: { kind, period } }
    },
    alert: (id: string): AlertReport | undefined => {
      const row = sql
        .exec<{
          body: string
          state: AlertState
          reason: string | null
          parcel: string | null
          message: string | null
        }>(
          `SELECT alerts.body, alerts.state, alerts.reason, alerts.parcel, parcels.message
           FROM alerts LEFT JOIN parcels ON parcels.id = alerts.parcel WHERE alerts.id = ?`,
          id,
        )
        .toArray()[0]
      const alert = row === undefined ? undefined : alertIn(row.body)
      if (row === undefined || alert === undefined) return undefined
      return {
        alert,
        state: row.state,
        ...(row.reason === null ? {} : { reason: row.reason }),
        ...(row.parcel === null ? {} : { parcel: row.parcel }),
        ...(row.message === null ? {} : { message: row.message }),
      }
    },
    /** @param message its id alone, or with its channel's before it: `channel/message` */
    alertsIn: (message: string): Alert[] =>
      bodiesOf(
        `SELECT alerts.body FROM parcels, json_each(CASE WHEN json_valid(parcels.alerts) THEN parcels.alerts ELSE '[]' END) AS part
         JOIN alerts ON alerts.id = part.value
         WHERE substr(message, instr(message, '/') + 1) = ? AND target IS NULL ORDER BY part.key`,
        message.slice(message.indexOf('/') + 1),
      ),
    lastSuccess: (): number | undefined =>
      sql
        .exec<{ at: number }>(
          `SELECT attempts.at FROM parcels JOIN attempts ON attempts.parcel = parcels.id AND attempts.try = parcels.tries
           WHERE parcels.state = 'sent' ORDER BY sequence DESC LIMIT 1`,
        )
        .toArray()[0]?.at,
    lastTry: (): number | undefined =>
      sql.exec<{ at: number | null }>('SELECT max(at) AS at FROM attempts').one().at ?? undefined,
    /** @param next when the destination may be called again */
    deliveries: (
      state: ParcelState | undefined,
      before: number,
      limit: number,
      next: number,
    ): { row: number; delivery: Delivery }[] =>
      sql
        .exec<Row>(
          'SELECT *, NULL AS cut FROM parcels WHERE sequence < ? AND (? IS NULL OR state = ?) ORDER BY sequence DESC LIMIT ?',
          before,
          state ?? null,
          state ?? null,
          limit,
        )
        .toArray()
        .map((row) => ({ row: row.sequence, delivery: deliveryOf(row, next) })),
  }
}
