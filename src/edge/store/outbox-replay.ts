// A parcel once more: the same alerts, packed anew as their destination takes them now.
import { entriesOf } from '../../core/alert/digest.ts'
import type { Courier, Parcel } from '../../flow/delivery-ports.ts'
import { topicOf } from '../../flow/topic-of.ts'
import type { Cargo } from './outbox-history.ts'

/** What a parcel carries fits no message any more. */
export class Unpackable extends Error {}

/** A digest's in the order of its lines, by which an edit finds them later. */
const inOrder = ({ alerts, turn }: Cargo): Cargo['alerts'] =>
  turn === undefined ? alerts : entriesOf(alerts, topicOf).map(({ alert }) => alert)

const bodyOf = ({ pack, packDigest }: Courier, id: string, { alerts, turn }: Cargo, now: number): string => {
  try {
    if (turn === undefined || packDigest === undefined) return pack(id, alerts, now)
    return packDigest(id, { ...turn, entries: entriesOf(alerts, topicOf), page: 1, pages: 1 }, now)
  } catch (error) {
    throw new Unpackable(error instanceof Error ? error.message : 'unknown')
  }
}

/** @param of the parcel that is replayed @throws Unpackable */
export const replayOf = (courier: Courier, of: string, cargo: Cargo, id: string, now: number): Parcel => ({
  id,
  body: bodyOf(courier, id, cargo, now),
  alerts: inOrder(cargo).map((alert) => alert.id),
  created: now,
  tries: 0,
  replayOf: of,
})
