// Keeping house: once a day what is past its time goes, a bounded batch a run until the day's work is done; and what is to be filed anew
// for searching is.
import type { WirePorts } from './ports.ts'

export const tidy = (wire: WirePorts): void => {
  const { archive } = wire.store
  if (archive.unindexed() > 0) archive.reindex(wire.run)
  const now = wire.clock()
  const day = new Date(now).toISOString().slice(0, 10)
  if (archive.tidied() === day) return
  const done = archive.purge(wire.run, now - wire.keepMs)
  if (done) archive.markTidied(wire.run, day)
}
