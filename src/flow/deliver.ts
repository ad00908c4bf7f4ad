// One run of an Outbox: what may go now, one parcel after the other, until one does not go through or nothing is left.
import { overdueAfter } from '../core/alert/ending.ts'
import { DELIVER, UNITS } from '../core/limits.ts'
import { type Admission, admissionOf } from './delivery/admission.ts'
import { isPaced } from './delivery/limit.ts'
import { keepQuiet } from './delivery/manners.ts'
import { nextParcel, youngerThan } from './delivery/parcels.ts'
import { release, standAside, waitEnd, waitUntil } from './delivery/standing.ts'
import { trySend } from './delivery/try.ts'
import type { Clearance, OutboxPorts, Parcel } from './delivery-ports.ts'

export const deliver = async (outbox: OutboxPorts): Promise<void> => {
  if (outbox.store.disabled() !== undefined) return
  if (waitEnd(outbox.store.standing(), outbox.clock()) > outbox.clock()) return
  const asked = outbox.store.rulesWaiting(outbox.clock())
  const clearance = await outbox.clear(asked)
  if (clearance !== undefined && !clearance.open) return closeUntil(outbox, clearance)
  await sendAll(outbox, admissionOf(clearance, asked))
}

const closeUntil = (outbox: OutboxPorts, { until }: Clearance): void =>
  waitUntil(outbox, until ?? outbox.clock() + DELIVER.REARM_MS)

/** In order, until one does not go through: back-off belongs to the destination, not to the message. */
const sendAll = async (outbox: OutboxPorts, admission: Admission): Promise<void> => {
  for (let sends = 0; sends < DELIVER.PARCELS_PER_RUN; sends++) {
    if (outbox.store.disabled() !== undefined || isPaced(outbox)) return
    buryOverdue(outbox.store, outbox.clock())
    keepQuiet(outbox)
    const parcel = await nextParcel(outbox, admission)
    if (parcel === undefined) return
    const then = await trySend(outbox, parcel)
    if (then === 'stop') return
    if (then === 'probe' && !(await probe(outbox, admission, parcel))) return
  }
}

/** Ends the parcels that are too old to be tried. */
export const buryOverdue = (store: OutboxPorts['store'], now: number): void => {
  const reason = overdueAfter(DELIVER.DEAD_MS / UNITS.HOUR)
  for (const { id, alerts, aside } of store.overdue(now - DELIVER.DEAD_MS)) {
    store.together(() => {
      store.bury(id, 'dead', reason)
      // Others went through beside it: the fault was its own.
      if (aside === true) store.giveBack(alerts, now)
    })
  }
}

/** Tries a younger parcel beside one that failed: if it goes through, the fault is the older one's. */
const probe = async (outbox: OutboxPorts, admission: Admission, older: Parcel): Promise<boolean> => {
  const younger = await youngerThan(outbox, admission, older)
  if (younger === undefined || (await trySend(outbox, younger, 'probe')) === 'stop') return false
  standAside(outbox, older)
  release(outbox)
  return true
}
