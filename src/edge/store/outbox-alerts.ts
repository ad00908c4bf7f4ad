// The Outbox's waiting alerts, and the one recorded end of each rule's match.
import { mergedRules } from '../../core/alert/cluster.ts'
import { ENDINGS, mergedInto } from '../../core/alert/ending.ts'
import { joinAlerts, keeping } from '../../core/alert/join.ts'
import type { Schedule } from '../../core/alert/schedule.ts'
import type { Alert, AlertState } from '../../core/model.ts'
import type { AlertStore, DueTurn, WaitingAlert } from '../../flow/delivery-ports.ts'
import type { HandOver } from '../../flow/ports.ts'
import { alertIn, DAMAGED, type Damage } from './damage.ts'
import type { Mutes } from './outbox-mutes.ts'
import type { Messages } from './posted-store.ts'
import { storyStore } from './story-store.ts'

/** When an alert is to go out, not before a time. */
export type Planned = (alert: Alert, notBefore: number) => Schedule

export type Reception = {
  readonly planned: Planned
  /** A message that has left can still be made to name who tells its story as well. */
  readonly marks: boolean
}

type Known = { readonly state: AlertState; readonly parcel: string | null; readonly body: string }
type WaitingRow = { readonly id: string; readonly body: string; readonly received: number }

const WAITS = `state = 'waiting' AND parcel IS NULL`

const naming = (first: Alert, { source, item }: Alert): Alert => {
  const { alsoIn = [] } = first
  // It told the story before, under another address.
  if (alsoIn.some(({ id }) => id === source.id)) return first
  const also = { ...source, ...(item.url === undefined ? {} : { url: item.url }) }
  return { ...first, alsoIn: [...alsoIn, also] }
}

/** The ends of alerts and of their rules; parcels settle through it too. */
export const endings = (sql: SqlStorage) => ({
  settleRules: (alert: string, rules: readonly string[], state: AlertState, reason: string): void => {
    for (const rule of rules) {
      sql.exec('UPDATE outcomes SET state = ?, reason = ? WHERE alert = ? AND rule = ?', state, reason, alert, rule)
    }
  },
  settleAlert: (alert: string, state: AlertState, reason: string): void => {
    sql.exec('UPDATE alerts SET state = ?, reason = ? WHERE id = ?', state, reason, alert)
    sql.exec(`UPDATE outcomes SET state = ?, reason = ? WHERE alert = ? AND state = 'waiting'`, state, reason, alert)
  },
  /** A replayed alert is on its way again: what had died of it waits for the new end. */
  revive: (alert: string): void => {
    sql.exec(`UPDATE alerts SET state = 'waiting', reason = NULL WHERE id = ?`, alert)
    sql.exec(`UPDATE outcomes SET state = 'waiting', reason = NULL WHERE alert = ? AND state = 'dead'`, alert)
  },
  /** An alert that had joined another waits by itself. */
  unmerge: (alert: string, reason: string): void => {
    sql.exec(`UPDATE alerts SET state = 'waiting', reason = NULL WHERE id = ?`, alert)
    sql.exec(
      `UPDATE outcomes SET state = 'waiting', reason = NULL WHERE alert = ? AND state = 'merged' AND reason = ?`,
      alert,
      reason,
    )
  },
})

export type Endings = ReturnType<typeof endings>

export const alertTable = (
  storage: DurableObjectStorage,
  ends: Endings,
  damage: Damage,
  mutes: Mutes,
  messages: Messages,
) => {
  const { sql } = storage
  const stories = storyStore(sql)

  const readable = (rows: readonly WaitingRow[]): WaitingAlert[] =>
    rows.flatMap(({ id, body, received }) => {
      const alert = alertIn(body)
      if (alert !== undefined) return [{ alert, received }]
      damage.report('alert', id)
      storage.transactionSync(() => ends.settleAlert(id, 'dead', DAMAGED))
      return []
    })

  /** More rows than the damaged ones, so that these never hide the others. */
  const read = (query: string, ...bindings: SqlStorageValue[]): WaitingAlert[] => {
    for (;;) {
      const rows = sql.exec<WaitingRow>(query, ...bindings).toArray()
      const alerts = readable(rows)
      if (alerts.length > 0 || rows.length === 0) return alerts
    }
  }

  const plan = (alert: string, { at, digest }: Schedule): void => {
    const { kind = null, period = null } = digest ?? {}
    sql.exec('UPDATE alerts SET not_before = ?, digest = ?, period = ? WHERE id = ?', at, kind, period, alert)
  }
  const insert = (alert: Alert, { at, digest }: Schedule, now: number): void => {
    const { kind = null, period = null } = digest ?? {}
    sql.exec(
      `INSERT INTO alerts (id, received, not_before, state, body, story, digest, period)
       VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?)`,
      alert.id,
      now,
      at,
      JSON.stringify(alert),
      alert.story ?? null,
      kind,
      period,
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
  const freshOf = (later: Alert): Alert['matches'] => {
    const rows = sql.exec<{ rule: string }>('SELECT rule FROM outcomes WHERE alert = ?', later.id).toArray()
    const recorded = new Set(rows.map(({ rule }) => rule))
    return later.matches.filter(({ rule }) => !recorded.has(rule))
  }
  /** Rules that matched after the alert was first recorded join it while it waits, and are merged into it once it left. */
  const addMatches = (known: Known, later: Alert, planned: Planned): void => {
    // Merged only into what leaves or has left: an alert that was dropped or died told nobody, and waits anew.
    const leaving = known.state === 'sent' || (known.state === 'waiting' && known.parcel !== null)
    const fresh = freshOf(later)
    if (fresh.length === 0) return
    addOutcomes(later.id, fresh, leaving ? 'merged' : 'waiting', leaving ? ENDINGS.left : undefined)
    if (leaving) return
    const isDead = known.state === 'dead'
    const open = isDead || known.state === 'waiting' ? alertIn(known.body) : undefined
    if (isDead && open !== undefined) ends.revive(later.id)
    // A wire that did not hear that it was taken tells the whole again: what has its end stays out, with whom it called.
    const news = keeping(later, fresh)
    const alert = open === undefined ? news : joinAlerts(open, news)
    setBody(alert)
    sql.exec(`UPDATE alerts SET state = 'waiting', reason = NULL, parcel = NULL WHERE id = ?`, later.id)
    plan(later.id, planned(alert, 0))
  }
  /** A story that another source has told already is not told again to the same rules. */
  const mergeStory = (alert: Alert, now: number, marks: boolean): void => {
    const first = stories.firstOf(alert, ({ source }) => mutes.coverSource(source.id, now))
    stories.add(alert)
    const rules = first === undefined ? [] : mergedRules(alert, first.rules)
    if (first === undefined || rules.length === 0) return
    const reason = mergedInto(first.alert.id)
    const left = alert.matches.filter(({ rule }) => !rules.includes(rule))
    ends.settleRules(alert.id, rules, 'merged', reason)
    if (left.length === 0) ends.settleAlert(alert.id, 'merged', reason)
    else setBody(keeping(alert, left))
    const named = naming(first.alert, alert)
    if (named === first.alert) return
    setBody(named)
    if (!first.open && marks) messages.retell(named.id)
  }
  const take = ({ alert, notBefore }: HandOver, now: number, { planned, marks }: Reception): void => {
    const known = sql.exec<Known>('SELECT state, parcel, body FROM alerts WHERE id = ?', alert.id).toArray()[0]
    if (known !== undefined) {
      addMatches(known, alert, planned)
      return
    }
    insert(alert, planned(alert, notBefore), now)
    addOutcomes(alert.id, alert.matches, 'waiting')
    mergeStory(alert, now, marks)
  }
  /** What another source told of a story is told after all, where that of the first is not wanted. */
  const unmerge = (first: Alert, now: number): void => {
    const reason = mergedInto(first.id)
    for (const alert of stories.mergedInto(first, reason)) {
      ends.unmerge(alert.id, reason)
      // The one that they had joined told nobody, so that none of these has left.
      mergeStory(alert, now, false)
    }
  }

  const store: AlertStore = {
    waiting: (now, limit) =>
      read(
        `SELECT id, body, received FROM alerts WHERE ${WAITS} AND digest IS NULL AND not_before <= ?
         ORDER BY not_before, received LIMIT ?`,
        now,
        limit,
      ),
    rulesWaiting: (now) =>
      sql
        .exec<{ rule: string }>(
          `SELECT DISTINCT outcomes.rule FROM alerts JOIN outcomes ON outcomes.alert = alerts.id
           WHERE alerts.state = 'waiting' AND alerts.parcel IS NULL AND alerts.not_before <= ? AND outcomes.state = 'waiting'`,
          now,
        )
        .toArray()
        .map(({ rule }) => rule),
    turns: (now) =>
      sql
        .exec<DueTurn & Record<string, SqlStorageValue>>(
          `SELECT DISTINCT digest AS kind, period, not_before AS at FROM alerts
           WHERE ${WAITS} AND digest IS NOT NULL AND not_before <= ? ORDER BY not_before`,
          now,
        )
        .toArray(),
    waitingFor: ({ kind, period, at }, limit) =>
      read(
        `SELECT id, body, received FROM alerts WHERE ${WAITS} AND digest = ? AND period = ? AND not_before = ?
         ORDER BY received LIMIT ?`,
        kind,
        period,
        at,
        limit,
      ),
    hold: plan,
    settleAlert: (alert, state, reason) => storage.transactionSync(() => ends.settleAlert(alert, state, reason)),
    leaveOut: (alert, rules) =>
      storage.transactionSync(() => {
        for (const { rule, reason } of rules) ends.settleRules(alert.id, [rule], 'dropped', reason)
        if (alert.matches.length > 0) setBody(alert)
      }),
    giveBack: (alerts, now) =>
      storage.transactionSync(() => {
        const rows = sql.exec<{ body: string }>(
          // One that was told, and is dead since somebody replayed it, told the story.
          `SELECT body FROM alerts WHERE state = 'dead' AND id IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM outcomes WHERE alert = alerts.id AND state = 'sent')`,
          JSON.stringify(alerts),
        )
        for (const { body } of rows.toArray()) {
          const first = alertIn(body)
          if (first !== undefined) unmerge(first, now)
        }
      }),
    dropIfMuted: (alert, now) =>
      storage.transactionSync(() => {
        if (!mutes.cover(alert, now)) return false
        ends.settleAlert(alert.id, 'dropped', ENDINGS.muted)
        // Whoever mutes the story wants it from nobody.
        if (!mutes.coverStory(alert.story, now)) unmerge(alert, now)
        return true
      }),
  }

  return {
    ...store,
    /** Idempotent by alert id. */
    accept: (handOvers: readonly HandOver[], now: number, reception: Reception): void =>
      storage.transactionSync(() => {
        for (const one of handOvers) take(one, now, reception)
      }),
    /** Ends everything that waits. */
    dropWaiting: (reason: string): void =>
      storage.transactionSync(() => {
        const rows = sql.exec<{ id: string }>(`SELECT id FROM alerts WHERE ${WAITS}`).toArray()
        for (const { id } of rows) ends.settleAlert(id, 'dropped', reason)
      }),
  }
}
