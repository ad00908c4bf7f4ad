// Which parcel comes next. One is fixed right before its first try, so that what waits while a service limits us is packed together.
import { envelopeOf } from '../../core/alert/envelope.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { OutboxPorts, Parcel } from '../delivery-ports.ts'
import { type Admission, admit } from './admission.ts'
import { fixChange, fixRetold, isMarked } from './changes.ts'
import { fixDigest } from './digests.ts'
import { dueNow } from './manners.ts'
import { packing } from './packing.ts'

/** The oldest that is fixed, else a new one, else one that stands aside. */
export const nextParcel = async (outbox: OutboxPorts, admission: Admission): Promise<Parcel | undefined> =>
  outbox.store.next(outbox.clock()) ?? (await fixNext(outbox, admission)) ?? outbox.store.nextAside(outbox.clock())

/** Another in each round, as far as a few: several at the head may be at fault. */
export const youngerThan = async (
  outbox: OutboxPorts,
  admission: Admission,
  { id }: Parcel,
): Promise<Parcel | undefined> => {
  const younger = outbox.store.younger(outbox.clock(), id, DELIVER.PROBE_PARCELS)
  const [least] = younger.toSorted((a, b) => a.tries - b.tries)
  if (least?.tries === 0 || younger.length === DELIVER.PROBE_PARCELS) return least
  return (await fixNext(outbox, admission, younger.at(-1)?.id ?? id)) ?? least
}

/** Every turn fixes something, holds or settles what waits, or finds that nothing does. What is held now may be due as a digest now. */
const fixNext = async (outbox: OutboxPorts, admission: Admission, after?: string): Promise<Parcel | undefined> => {
  while (fixWaiting(outbox, admission) || (await fixDigest(outbox, admission)) || fixRetold(outbox)) {
    const next = outbox.store.next(outbox.clock(), after)
    if (next !== undefined) return next
  }
  return undefined
}

/** False when no alert is due. From the reading to the fixed parcel nothing waits, so nothing can come between. */
const fixWaiting = (outbox: OutboxPorts, admission: Admission): boolean => {
  const waiting = outbox.store.waiting(outbox.clock(), DELIVER.ALERTS_PER_LOOK)
  const due = dueNow(outbox, admit(outbox, admission, waiting))
  const [first] = due
  if (first === undefined) return waiting.length > 0
  const envelope = envelopeOf(first)
  // What is told by a mark or an answer has its own turn.
  const equals = due.filter((one) => one === first || (envelopeOf(one) === envelope && !isMarked(outbox, one)))
  packing(outbox, equals, (alerts) => fixChange(outbox, first) || fixPost(outbox, alerts))
  return true
}

const fixPost = ({ courier, store, newId, clock }: OutboxPorts, equals: readonly Alert[]): void => {
  const alerts = equals.slice(0, Math.max(1, courier.fits(equals)))
  const id = newId()
  const created = clock()
  store.fix({ id, body: courier.pack(id, alerts, created), alerts: alerts.map((alert) => alert.id), created, tries: 0 })
}
