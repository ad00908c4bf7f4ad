// A try of which nobody knows whether it arrived: a timeout, a cut connection, a killed run. Where the place itself drops repeats
// for a while, it is tried again soon; later one looks first; and where nothing helps, a repeat is recorded as possible.
import { ENDINGS } from '../../core/alert/ending.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Courier, OutboxPorts, Parcel, ParcelMarks, SendOutcome } from '../delivery-ports.ts'

/** Signed webhooks know a repeat by its id, and an edit repeated is the same edit. A bot's message has a nonce and can be looked for. */
const repeats = ({ kind, look }: Courier, { act }: Parcel): 'harmless' | 'checked' | 'visible' => {
  if (kind === 'webhook' || act?.kind === 'edit') return 'harmless'
  return look === undefined ? 'visible' : 'checked'
}

/** Nothing was said: neither taken nor turned away. */
const isUnknown = (sent: SendOutcome): boolean =>
  sent.outcome === 'unknown' || (sent.outcome === 'later' && sent.status === undefined)

/** What a try that may have arrived leaves on its parcel. @param at when the try began */
export const doubtOf = (courier: Courier, parcel: Parcel, at: number): ParcelMarks => {
  const kind = repeats(courier, parcel)
  if (kind === 'visible') return { mayRepeat: true }
  return kind === 'checked' && parcel.doubtSince === undefined ? { doubtSince: at } : {}
}

export const doubtAfter = (courier: Courier, parcel: Parcel, sent: SendOutcome, at: number): ParcelMarks =>
  isUnknown(sent) ? doubtOf(courier, parcel, at) : {}

/** Milliseconds until the next try under the same nonce; undefined when there is no doubt, or the nonce may be forgotten. */
export const untilRetry = (doubtSince: number | undefined, now: number): number | undefined => {
  if (doubtSince === undefined) return undefined
  const elapsed = now - doubtSince
  if (elapsed < 0 || elapsed >= DELIVER.LOOK_MS) return undefined
  const next = DELIVER.DOUBT_MS.find((after) => after > elapsed) ?? DELIVER.LOOK_MS
  return next - elapsed
}

/** A clock that went back says nothing of how long ago it was. */
const isOld = (doubtSince: number, now: number): boolean => now < doubtSince || now - doubtSince >= DELIVER.LOOK_MS

/** What a look said in place of a try, and how it is told. */
type Looked = { readonly sent: SendOutcome; readonly reason: string }

/**
 * Looks for a parcel whose nonce may be forgotten: it is there, or nobody can say now. Else undefined, its next try may repeat it, and is
 * recorded so.
 */
export const findAgain = async (
  { store, courier, clock }: OutboxPorts,
  parcel: Parcel,
): Promise<Looked | undefined> => {
  const { doubtSince, id } = parcel
  if (doubtSince === undefined || courier.look === undefined || !isOld(doubtSince, clock())) return undefined
  const looked = await courier.look(parcel)
  if (looked.found === 'there') {
    const sent = { outcome: 'sent', status: 200, message: looked.message } as const
    return { sent, reason: ENDINGS.foundThere }
  }
  if (looked.found === 'later') return { sent: looked.sent, reason: `looked for it: ${looked.sent.reason}` }
  if (parcel.mayRepeat !== true) store.mark(id, { mayRepeat: true })
  return undefined
}
