// How a destination stands: its back-off, and when it has failed for too long. Back-off belongs to the destination, not to the message.
import { silentFor } from '../../core/alert/ending.ts'
import { DELIVER, UNITS } from '../../core/limits.ts'
import type { DestinationKind } from '../../core/model.ts'
import type { OutboxPorts, Parcel, Standing } from '../delivery-ports.ts'

/** When the destination may be called again. A wait that was set by a clock that was ahead, or is longer than any of ours, is none. */
export const waitEnd = ({ next, set = 0 }: Standing, now: number): number =>
  set - now > DELIVER.CLOCK_SLACK_MS || next - now > DELIVER.LONGEST_WAIT_MS ? 0 : next

/** A wait that is nobody's fault. */
export const waitUntil = ({ store, clock }: OutboxPorts, next: number): void =>
  store.setStanding({ ...store.standing(), next, set: clock() })

/** A success: whatever failed before is forgiven. */
export const release = ({ store, clock }: OutboxPorts, next = 0): void =>
  store.setStanding({ failures: 0, next, ...(next === 0 ? {} : { set: clock() }) })

export const backOff = (outbox: OutboxPorts, askedMs = 0): void => {
  const standing = outbox.store.standing()
  const failures = standing.failures + 1
  const wait = Math.max(
    waitAfter(failures, outbox.courier.kind, outbox.random()),
    Math.min(askedMs, DELIVER.RETRY_AFTER_MAX_MS),
  )
  outbox.store.setStanding({ ...standing, failures, next: outbox.clock() + wait, set: outbox.clock() })
}

const lastWait = (kind: DestinationKind): number =>
  kind.startsWith('discord') ? DELIVER.BACKOFF_LAST_DISCORD_MS : DELIVER.BACKOFF_LAST_WEBHOOK_MS

const spread = (wait: number, random: number): number => Math.round(wait * (1 + DELIVER.JITTER * (2 * random - 1)))

/** Milliseconds to wait after the nth failure in a row. @param random 0..1 */
export const waitAfter = (failures: number, kind: DestinationKind, random: number): number =>
  spread(DELIVER.BACKOFF_MS[failures - 1] ?? lastWait(kind), random)

/** When a parcel that stands aside has its next turn. */
export const asideUntil = ({ clock, courier, random }: OutboxPorts): number =>
  clock() + spread(lastWait(courier.kind), random())

export const standAside = (outbox: OutboxPorts, { id }: Parcel): void =>
  outbox.store.mark(id, { aside: true, notBefore: asideUntil(outbox) })

/** Counts a failure, and disables a destination to which nothing has gone through for days. */
export const blame = ({ store, clock }: OutboxPorts, { id }: Parcel): void => {
  const standing = store.standing()
  const failing = counted(standing.failing, id, clock())
  store.setStanding({ ...standing, failing })
  const { since, tries, parcels } = failing
  const enough = tries >= DELIVER.DISABLE_TRIES || parcels.length >= DELIVER.DISABLE_PARCELS
  if (enough && clock() - since >= DELIVER.DISABLE_MS) store.disable(silentFor(DELIVER.DISABLE_MS / UNITS.DAY))
}

const counted = (failing: Standing['failing'], id: string, now: number): NonNullable<Standing['failing']> => ({
  since: Math.min(failing?.since ?? now, now),
  tries: (failing?.tries ?? 0) + 1,
  parcels: [...new Set([...(failing?.parcels ?? []), id])].slice(0, DELIVER.DISABLE_PARCELS),
})
