// How much a run does at a time. A run that was killed for its CPU leaves an open mark; for an hour after, less is done at once.
import { COMPLETE, POLL } from '../core/limits.ts'
import { CUT_SHORT, turnState } from './health.ts'
import type { Failure, WirePorts } from './ports.ts'

export type Pace = { readonly items: number; readonly pages: number }

export const paceOf = ({ store, clock }: Pick<WirePorts, 'store' | 'clock'>): Pace => {
  const divisor = store.leanUntil() > clock() ? POLL.LEAN_DIVISOR : 1
  return {
    items: Math.max(1, Math.floor(POLL.BATCH_ITEMS / divisor)),
    pages: Math.max(1, Math.floor(COMPLETE.PAGES_PER_TICK / divisor)),
  }
}

/** Sees whether the run before this one was killed while it read. */
export const noticeCut = async (wire: WirePorts): Promise<void> => {
  const mark = wire.store.readingMark()
  if (mark?.open !== true) return
  wire.store.cutShort(wire.run, mark, wire.clock() + POLL.LEAN_MS)
  await turnState(wire, 'failing', CUT_SHORT)
}

/** Marks that a document is about to be read; or says why it must not be, because it has killed too many runs. */
export const beginReading = async (wire: WirePorts, digest: string): Promise<Failure | undefined> => {
  const mark = wire.store.readingMark()
  const kills = mark?.digest === digest ? mark.kills : 0
  if (kills >= POLL.KILLS) return { code: 'too-large', message: `reading it was cut short ${kills} times` }
  await wire.store.setReadingMark(wire.run, { digest, at: wire.clock(), kills, open: true })
  return undefined
}
