// One run of a Wire. First what is owed, then the poll if its time has come, then what the poll brought.
import { complete } from './complete.ts'
import { handOver } from './hand-over.ts'
import { reviewState } from './health.ts'
import { lookAgain } from './look.ts'
import { noticeCut } from './pace.ts'
import { type PollReport, poll } from './poll.ts'
import type { WirePorts } from './ports.ts'
import { matchOwed } from './record.ts'
import { revise } from './revise.ts'
import { tidy } from './tidy.ts'

export type TickReport = { readonly poll?: PollReport; readonly matched: number }

/** @param polling `turn`: the poll waits for back-off; `now`: by hand, whatever turn or back-off; `none`: only what is owed. */
export const tick = async (wire: WirePorts, polling: 'turn' | 'now' | 'none'): Promise<TickReport> => {
  await noticeCut(wire)
  await handOver(wire)
  const due = polling === 'now' || (polling === 'turn' && wire.store.pollState().next <= wire.clock())
  const report = due ? await poll(wire) : undefined
  const headlines = await matchOwed(wire)
  await complete(wire)
  const completed = await matchOwed(wire)
  await lookAgain(wire)
  const matched = new Set([...headlines, ...completed, ...(await revise(wire))]).size
  await handOver(wire)
  if (report === undefined && wire.source.every === 0) await reviewState(wire)
  tidy(wire)
  return report === undefined ? { matched } : { poll: report, matched }
}
