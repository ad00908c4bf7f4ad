// Which waiting alerts are still wanted: rules end, pause and snooze, destinations choose their events, people mute stories.
import { ENDINGS, takesNo } from '../../core/alert/ending.ts'
import { eventFor } from '../../core/alert/event.ts'
import { keeping } from '../../core/alert/join.ts'
import type { Alert, Event } from '../../core/model.ts'
import type { Clearance, LeftOut, OutboxPorts, WaitingAlert } from '../delivery-ports.ts'
import { scheduleFor } from './manners.ts'

/** Why a rule's share of an alert is not told; undefined when it is. */
export type Admission = (alert: Alert, rule: string) => string | undefined

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  gone: ENDINGS.ruleGone,
  paused: ENDINGS.rulePaused,
  snoozed: ENDINGS.ruleSnoozed,
}

/** @param asked the rules that the clearance is about. One that matched since was live a moment ago. */
export const admissionOf = (clearance: Clearance | undefined, asked: readonly string[]): Admission => {
  if (clearance === undefined) return () => undefined
  const live = new Set(clearance.live)
  const known = new Set(asked)
  return (alert, rule) => {
    if (known.has(rule) && !live.has(rule)) return reasonFor(clearance.leftOut?.[rule])
    return reasonAgainst(eventFor(alert, rule), clearance.events)
  }
}

const reasonFor = (leftOut: LeftOut | undefined): string =>
  leftOut === undefined ? ENDINGS.ruleGoneOrPaused : LEFT_OUT[leftOut]

const reasonAgainst = (event: Event, events: readonly Event[] | undefined): string | undefined =>
  events === undefined || events.includes(event) ? undefined : takesNo(event)

/** The alerts with the rules that are left; what is not wanted has its end recorded. */
export const admit = (
  outbox: OutboxPorts,
  admission: Admission,
  waiting: readonly WaitingAlert[],
): readonly WaitingAlert[] =>
  waiting.flatMap((one) => {
    const { store, clock } = outbox
    const { alert } = one
    if (store.dropIfMuted(alert, clock())) return []
    const lost = alert.matches.flatMap(({ rule }) => {
      const reason = admission(alert, rule)
      return reason === undefined ? [] : [{ rule, reason }]
    })
    if (lost.length === 0 && alert.matches.length > 0) return [one]
    const gone = new Set(lost.map(({ rule }) => rule))
    const left = keeping(
      alert,
      alert.matches.filter(({ rule }) => !gone.has(rule)),
    )
    store.leaveOut(left, lost)
    if (left.matches.length > 0) return isPutOff(outbox, alert, left) ? [] : [{ ...one, alert: left }]
    store.settleAlert(alert.id, 'dropped', lost[0]?.reason ?? ENDINGS.noRule)
    return []
  })

/** The rule that wished it so soon is not among those left, and it is held as the soonest of these wishes. */
const isPutOff = ({ store, clock, manners }: OutboxPorts, alert: Alert, left: Alert): boolean => {
  const [was, is] = [alert, left].map((one) => scheduleFor(one, manners, 0, clock()))
  if (is === undefined || JSON.stringify(is) === JSON.stringify(was)) return false
  store.hold(left.id, is)
  return true
}
