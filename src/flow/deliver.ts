// One run of an Outbox: fix parcels out of waiting alerts, send what is pending, settle every answer.
import { eventFor } from '../core/alert/event.ts'
import { DELIVER, UNITS } from '../core/limits.ts'
import type { Alert, DestinationKind, Event } from '../core/model.ts'
import type { AttemptDetail, Clearance, OutboxPorts, Parcel, SendOutcome, WaitingAlert } from './delivery-ports.ts'

export const deliver = async (outbox: OutboxPorts): Promise<void> => {
  if (outbox.store.disabled() !== undefined) return
  if (outbox.store.backoff().next > outbox.clock()) return
  const asked = rulesOf(waitingNow(outbox))
  const clearance = await outbox.clear(asked)
  if (clearance !== undefined && !clearance.open) return closeUntil(outbox, clearance)
  // Read again: while the Desk was asked, matches may have joined and the destination may have gone. From here to the fixed
  // parcel nothing waits, so nothing can come between.
  fixParcels(outbox, dropDead(outbox, waitingNow(outbox), clearance, new Set(asked)))
  await sendPending(outbox)
}

const waitingNow = (outbox: OutboxPorts): readonly WaitingAlert[] =>
  outbox.store.waiting(outbox.clock(), DELIVER.ALERTS_PER_RUN)

const rulesOf = (waiting: readonly WaitingAlert[]): string[] => [
  ...new Set(waiting.flatMap(({ alert }) => alert.matches.map(({ rule }) => rule))),
]

const closeUntil = (outbox: OutboxPorts, { until }: Clearance): void => {
  outbox.store.setBackoff(outbox.store.backoff().failures, until ?? outbox.clock() + DELIVER.REARM_MS)
}

/** Rules that ended, or whose event is not wanted here, take their share of an alert with them; an alert without rules is dropped. */
const dropDead = (
  outbox: OutboxPorts,
  waiting: readonly WaitingAlert[],
  clearance: Clearance | undefined,
  asked: ReadonlySet<string>,
): readonly Alert[] => {
  if (clearance === undefined) return waiting.map(({ alert }) => alert)
  const live = new Set(clearance.live)
  // A rule that matched while the Desk was asked was live a moment ago.
  const lives = (rule: string): boolean => live.has(rule) || !asked.has(rule)
  return waiting.flatMap(({ alert }) => {
    const lost = alert.matches.flatMap(({ rule }) => {
      const reason = reasonAgainst(alert, rule, lives, clearance.events)
      return reason === undefined ? [] : [{ rule, reason }]
    })
    for (const { rule, reason } of lost) outbox.store.settleRules(alert.id, [rule], 'dropped', reason)
    const gone = new Set(lost.map(({ rule }) => rule))
    const matches = alert.matches.filter(({ rule }) => !gone.has(rule))
    if (matches.length > 0) return [lost.length === 0 ? alert : { ...alert, matches }]
    outbox.store.settleAlert(alert.id, 'dropped', lost[0]?.reason ?? 'no rule')
    return []
  })
}

const reasonAgainst = (
  alert: Alert,
  rule: string,
  lives: (rule: string) => boolean,
  events: readonly Event[] | undefined,
): string | undefined => {
  if (!lives(rule)) return 'rule gone or paused'
  const event = eventFor(alert, rule)
  return events === undefined || events.includes(event) ? undefined : `the destination takes no event ${event}`
}

const fixParcels = (outbox: OutboxPorts, alerts: readonly Alert[]): void => {
  for (let left = alerts; left.length > 0; ) {
    const share = left.slice(0, outbox.courier.fits(left))
    left = left.slice(share.length)
    const ids = share.map(({ id }) => id)
    const id = outbox.newId()
    const created = outbox.clock()
    outbox.store.fix({ id, body: outbox.courier.pack(id, share, created), alerts: ids, created, tries: 0 })
  }
}

/** In order, until one does not go through: back-off belongs to the destination, not to the message. */
const sendPending = async (outbox: OutboxPorts): Promise<void> => {
  for (const parcel of outbox.store.pending(DELIVER.PARCELS_PER_RUN)) {
    if (outbox.clock() - parcel.created > DELIVER.DEAD_MS) {
      const reason = `not accepted within ${DELIVER.DEAD_MS / UNITS.HOUR} hours`
      outbox.store.bury(parcel.id, 'dead', reason)
      continue
    }
    const goOn = await sendOne(outbox, parcel)
    if (!goOn) return
  }
}

const sendOne = async (outbox: OutboxPorts, parcel: Parcel): Promise<boolean> => {
  const at = outbox.clock()
  outbox.store.attempt(parcel.id, at)
  const sent = await outbox.courier.send(parcel, at)
  return settle(outbox, parcel, sent, detailOf(sent, at, outbox.clock() - at))
}

const detailOf = (sent: SendOutcome, at: number, ms: number): AttemptDetail => ({
  at,
  ms,
  outcome: sent.outcome,
  reason: sent.outcome === 'sent' ? 'accepted' : sent.reason,
  ...(sent.status === undefined ? {} : { status: sent.status }),
  ...(sent.outcome === 'sent' && sent.message !== undefined ? { message: sent.message } : {}),
})

/** Whether the next parcel may be tried at once. */
const settle = async (
  outbox: OutboxPorts,
  parcel: Parcel,
  sent: SendOutcome,
  detail: AttemptDetail,
): Promise<boolean> => {
  const { store } = outbox
  switch (sent.outcome) {
    case 'sent':
      store.settle(parcel.id, 'sent', detail)
      store.setBackoff(0, sent.pauseMs === undefined ? 0 : outbox.clock() + sent.pauseMs)
      await outbox.passed()
      return sent.pauseMs === undefined
    case 'limited':
      store.postpone(parcel.id, detail)
      store.setBackoff(store.backoff().failures, outbox.clock() + bounded(sent.afterMs))
      return false
    case 'later':
    case 'unknown':
      store.postpone(parcel.id, detail)
      backOff(outbox, sent.outcome === 'later' ? sent.afterMs : 0)
      return false
    case 'malformed':
    case 'unmarkable':
    case 'refused':
      store.settle(parcel.id, 'dead', detail)
      return true
    case 'gone':
      store.settle(parcel.id, 'dead', detail)
      store.disable(sent.reason)
      return false
    case 'gate':
      store.postpone(parcel.id, detail)
      store.setBackoff(store.backoff().failures, outbox.clock() + DELIVER.REARM_MS)
      await outbox.closeGate(sent.reason, sent.forMs)
      return false
  }
}

/** What a service asks for, never so little that it is hammered, never so much that it is given up. */
const bounded = (askedMs: number): number =>
  Math.min(Math.max(askedMs, DELIVER.LIMITED_MIN_MS), DELIVER.RETRY_AFTER_MAX_MS)

const backOff = (outbox: OutboxPorts, askedMs = 0): void => {
  const failures = outbox.store.backoff().failures + 1
  const wait = Math.max(
    waitAfter(failures, outbox.courier.kind, outbox.random()),
    Math.min(askedMs, DELIVER.RETRY_AFTER_MAX_MS),
  )
  outbox.store.setBackoff(failures, outbox.clock() + wait)
}

/** Milliseconds to wait after the nth failure in a row. @param random 0..1 */
export const waitAfter = (failures: number, kind: DestinationKind, random: number): number => {
  const last = kind.startsWith('discord') ? DELIVER.BACKOFF_LAST_DISCORD_MS : DELIVER.BACKOFF_LAST_WEBHOOK_MS
  const wait = DELIVER.BACKOFF_MS[failures - 1] ?? last
  return Math.round(wait * (1 + DELIVER.JITTER * (2 * random - 1)))
}
