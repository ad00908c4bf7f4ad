// People's time: which of the due alerts really go out now. Hours may have become quiet since they came, and an hour may be full.
import { hourOf, type Manners, type Schedule, scheduleOf } from '../../core/alert/schedule.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { OutboxPorts, WaitingAlert } from '../delivery-ports.ts'

const hourStart = (period: string): number => Date.parse(`${period}:00:00Z`)

/** When an alert is to go out, by the soonest mode of its rules. */
export const scheduleFor = (alert: Alert, manners: Manners, sentThisHour: number, now: number): Schedule =>
  scheduleOf(
    alert.matches.map(({ delivery }) => delivery ?? 'instant'),
    manners,
    sentThisHour,
    now,
  )

/** The alerts that go out by themselves now; the others are held for a digest. */
export const dueNow = (outbox: OutboxPorts, waiting: readonly WaitingAlert[]): readonly Alert[] => {
  const { store, manners, clock } = outbox
  const now = clock()
  const sent = manners.cap === undefined ? 0 : store.countedForCap(hourStart(hourOf(now)))
  return waiting.flatMap(({ alert, received }) => {
    const schedule = lateOr(outbox, received, scheduleFor(alert, manners, sent, now))
    if (schedule.digest === undefined && schedule.at <= now) return [alert]
    store.hold(alert.id, schedule)
    return []
  })
}

/** The end of the quiet hours of now; undefined when there are none. */
export const quietUntil = ({ manners: { quiet }, clock }: OutboxPorts): Schedule | undefined => {
  const now = clock()
  const end = quiet === undefined ? { at: now } : scheduleOf(['instant'], { quiet }, 0, now)
  return end.at > now ? end : undefined
}

/** Messages that were turned away before wait as well. What may have arrived is cleared up; what somebody replays by hand goes at once. */
export const keepQuiet = (outbox: OutboxPorts): void => {
  const end = quietUntil(outbox)
  if (end !== undefined) outbox.store.holdParcels(end.at, outbox.clock())
}

/** What is a day old is news no more: told together, where the place has a form for it. */
const lateOr = ({ courier, clock }: OutboxPorts, received: number, schedule: Schedule): Schedule => {
  const isLate = clock() - received > DELIVER.LATE_MS
  if (!isLate || schedule.digest !== undefined || courier.packDigest === undefined) return schedule
  const period = hourOf(clock())
  return { at: hourStart(period), digest: { kind: 'late', period } }
}
