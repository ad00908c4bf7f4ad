// How much is measured: the full run, and a short one for whoever wants to see that nothing is broken.
import type { Effort } from './measure.ts'

export type Plan = {
  readonly ping: Effort
  readonly idleRound: Effort
  readonly quietRound: Effort
  readonly quietPoll: Effort
  readonly busyPoll: Effort
  /** Fresh processes a line. */
  readonly starts: number
  /** Runs of `wrangler check startup` a Worker. */
  readonly checks: number
}

export const FULL: Plan = {
  ping: { batches: 7, calls: 1_000 },
  idleRound: { batches: 7, calls: 500 },
  quietRound: { batches: 7, calls: 50 },
  quietPoll: { batches: 7, calls: 300 },
  busyPoll: { batches: 7, calls: 50 },
  starts: 21,
  checks: 5,
}

export const QUICK: Plan = {
  ping: { batches: 3, calls: 400 },
  idleRound: { batches: 3, calls: 150 },
  quietRound: { batches: 3, calls: 20 },
  quietPoll: { batches: 3, calls: 100 },
  busyPoll: { batches: 3, calls: 20 },
  starts: 4,
  checks: 1,
}
