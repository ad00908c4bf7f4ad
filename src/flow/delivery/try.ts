// One try of one parcel, recorded before and after, and what its answer means for the parcel, the destination and the gate.
import { ENDINGS } from '../../core/alert/ending.ts'
import { DELIVER } from '../../core/limits.ts'
import type { AttemptDetail, OutboxPorts, Parcel, ParcelMarks, SendOutcome } from '../delivery-ports.ts'
import { doubtAfter, doubtOf, findAgain, untilRetry } from './doubt.ts'
import { learn } from './limit.ts'
import { asideUntil, backOff, blame, release, waitAfter, waitUntil } from './standing.ts'

/** What is to follow a try: the next parcel, nothing for now, or a younger one beside this. */
export type Then = 'go on' | 'stop' | 'probe'

type Failure = Extract<SendOutcome, { outcome: 'later' | 'unknown' }>

/** @param as a probe, only a success says that more may be tried, and a failure is not held against the destination again */
export const trySend = async (outbox: OutboxPorts, pending: Parcel, as: 'turn' | 'probe' = 'turn'): Promise<Then> => {
  const parcel = afterCut(outbox, pending)
  const looked = await findAgain(outbox, parcel)
  const at = outbox.clock()
  outbox.store.attempt(parcel.id, at)
  const sent = looked?.sent ?? (await sendOf(outbox, parcel, at))
  const detail = detailOf(sent, at, outbox.clock() - at)
  const then = await settle(
    outbox,
    parcel,
    sent,
    looked === undefined ? detail : { ...detail, reason: looked.reason },
    as,
  )
  return as === 'probe' && sent.outcome !== 'sent' ? 'stop' : then
}

/** A run that was killed between a try and its answer leaves a doubt. */
const afterCut = ({ store, courier }: OutboxPorts, parcel: Parcel): Parcel => {
  const { id, cutShort } = parcel
  if (cutShort === undefined) return parcel
  const marks = doubtOf(courier, parcel, cutShort)
  store.closeAttempt(id, { at: cutShort, ms: 0, outcome: 'unknown', reason: 'the run was cut short' })
  store.mark(id, marks)
  return { ...parcel, ...marks }
}

/** A courier that fails over a parcel fails over this one alone. */
const sendOf = async ({ courier }: OutboxPorts, parcel: Parcel, at: number): Promise<SendOutcome> => {
  try {
    return await courier.send(parcel, at)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    console.error(`parcel ${parcel.id} could not be sent: ${why}`)
    return { outcome: 'later', reason: 'it could not be sent', status: 0 }
  }
}

const detailOf = (sent: SendOutcome, at: number, ms: number): AttemptDetail => ({
  at,
  ms,
  outcome: sent.outcome,
  reason: sent.outcome === 'sent' ? ENDINGS.accepted : sent.reason,
  ...(sent.status === undefined ? {} : { status: sent.status }),
  ...(sent.outcome === 'sent' && sent.message !== undefined ? { message: sent.message } : {}),
})

const settle = async (
  outbox: OutboxPorts,
  parcel: Parcel,
  sent: SendOutcome,
  detail: AttemptDetail,
  as: 'turn' | 'probe',
): Promise<Then> => {
  const { store } = outbox
  switch (sent.outcome) {
    case 'sent':
      store.settle(parcel.id, 'sent', detail)
      await outbox.passed()
      if (sent.last !== undefined) {
        store.disable(sent.last)
        return 'stop'
      }
      return sentOn(outbox, parcel, sent.pauseMs)
    case 'limited':
      return limited(outbox, parcel, sent, detail)
    case 'later':
    case 'unknown':
      return failed(outbox, parcel, sent, detail, as)
    case 'malformed':
      return malformed(outbox, parcel, detail)
    case 'unmarkable':
      store.settle(parcel.id, isEdit(parcel) ? 'dropped' : 'dead', detail)
      return 'go on'
    case 'refused':
      return refused(outbox, parcel, detail)
    case 'gone':
      store.settle(parcel.id, 'dead', detail)
      store.disable(sent.reason)
      return 'stop'
    case 'gate':
      store.keep(parcel.id, detail)
      waitAtGate(outbox, sent.forMs)
      await outbox.closeGate(sent.reason, sent.forMs)
      return 'stop'
  }
}

/**
 * The Desk keeps the gate; should it not answer, each comes back ever later by itself. A Discord webhook, which the gate does not
 * keep, waits the whole term.
 */
const waitAtGate = (outbox: OutboxPorts, forMs: number): void => {
  if (forMs < DELIVER.REARM_MS || outbox.courier.kind === 'discord-webhook')
    waitUntil(outbox, outbox.clock() + bounded(forMs))
  else backOff(outbox, DELIVER.REARM_MS)
}

const isEdit = ({ act }: Parcel): boolean => act?.kind === 'edit'

/** Edits have a limit of their own: only edits wait for it. */
const sentOn = (outbox: OutboxPorts, parcel: Parcel, pauseMs = 0): Then => {
  const until = pauseMs === 0 ? 0 : outbox.clock() + pauseMs
  if (isEdit(parcel)) {
    release(outbox)
    outbox.store.pauseEdits(until)
    return 'go on'
  }
  release(outbox, until)
  return pauseMs === 0 ? 'go on' : 'stop'
}

const limited = (
  outbox: OutboxPorts,
  parcel: Parcel,
  sent: Extract<SendOutcome, { outcome: 'limited' }>,
  detail: AttemptDetail,
): Then => {
  const until = outbox.clock() + Math.max(bounded(sent.afterMs), insistence(outbox, parcel))
  if (isEdit(parcel)) {
    outbox.store.keep(parcel.id, detail)
    outbox.store.pauseEdits(until)
    return 'go on'
  }
  outbox.store.keep(parcel.id, detail)
  learn(outbox, sent)
  waitUntil(outbox, until)
  return 'stop'
}

/** A place that refuses one parcel again and again is asked ever less often, whatever it asks for: it is not to spend everybody's quota. */
const insistence = ({ courier, random }: OutboxPorts, { tries }: Parcel): number =>
  tries < DELIVER.LIMITED_TRIES ? 0 : waitAfter(tries - DELIVER.LIMITED_TRIES + 1, courier.kind, random())

/** What a service asks for, never so little that it is hammered, never so much that it is given up. */
const bounded = (askedMs: number): number =>
  Math.min(Math.max(askedMs, DELIVER.LIMITED_MIN_MS), DELIVER.RETRY_AFTER_MAX_MS)

const failed = (
  outbox: OutboxPorts,
  parcel: Parcel,
  sent: Failure,
  detail: AttemptDetail,
  as: 'turn' | 'probe',
): Then => {
  const { store, courier } = outbox
  const now = outbox.clock()
  const marks: ParcelMarks = {
    ...(sent.status === undefined ? {} : { failures: (parcel.failures ?? 0) + 1 }),
    ...(sent.status === 500 ? { errors: (parcel.errors ?? 0) + 1 } : {}),
    ...doubtAfter(courier, parcel, sent, detail.at),
  }
  if (parcel.aside === true) {
    store.keep(parcel.id, detail, { ...marks, notBefore: asideUntil(outbox) })
    return 'go on'
  }
  store.keep(parcel.id, detail, marks)
  if ((marks.errors ?? 0) >= DELIVER.FORM_ERRORS) degraded(outbox, parcel)
  blame(outbox, parcel)
  // Its own failure stands; the destination's was counted with the older one's.
  if (as === 'probe') return 'stop'
  const soon = untilRetry(marks.doubtSince ?? parcel.doubtSince, now)
  if (soon !== undefined) {
    waitUntil(outbox, now + soon)
    return 'stop'
  }
  backOff(outbox, sent.outcome === 'later' ? sent.afterMs : 0)
  return isSuspect(parcel, marks) ? 'probe' : 'stop'
}

/** A service that does not answer may be down, or fall over this parcel: it says so less soon than one that answers. */
const isSuspect = ({ tries }: Parcel, { failures = 0 }: ParcelMarks): boolean =>
  failures >= DELIVER.PROBE_FAILURES || tries + 1 >= DELIVER.PROBE_SILENCES

/** The plainest form of the same parcel, once; false when there is none, or it is plain already, or marks a message that is not. */
const degraded = ({ store, courier }: OutboxPorts, { id, body, form, act }: Parcel): boolean => {
  const plainer = form === 'plain' || act?.kind === 'edit' ? undefined : plainOf(courier.plain, body)
  if (plainer === undefined) return false
  store.degrade(id, plainer)
  return true
}

const plainOf = (plain: ((body: string) => string | undefined) | undefined, body: string): string | undefined => {
  try {
    return plain?.(body)
  } catch {
    return undefined
  }
}

const malformed = (outbox: OutboxPorts, parcel: Parcel, detail: AttemptDetail): Then => {
  if (!degraded(outbox, parcel)) return refused(outbox, parcel, detail)
  outbox.store.keep(parcel.id, detail)
  return 'go on'
}

const refused = (outbox: OutboxPorts, parcel: Parcel, detail: AttemptDetail): Then => {
  outbox.store.together(() => {
    outbox.store.settle(parcel.id, 'dead', detail)
    // The fault lies with this parcel, not with the place, to which another source's words may go.
    outbox.store.giveBack(parcel.alerts, outbox.clock())
  })
  blame(outbox, parcel)
  return 'go on'
}
