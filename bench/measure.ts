// From calls to figures: the CPU of many calls in batches, ours and the peer's in turn, so that both meet the same machine.
import { atRest, type Workerd } from './workerd.ts'

/** Over batches or over processes; ms of CPU. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number }

export type Line = {
  readonly name: string
  readonly ours: Figure
  /** An empty Worker, called the same way. */
  readonly peer: Figure
  /** How many measurements, of how many calls each. */
  readonly samples: number
  readonly calls: number
}

export const figureOf = (values: readonly number[]): Figure => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  return { median: (low + high) / 2, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}

/** One way of calling one process. */
export type Side = {
  readonly subject: Pick<Workerd, 'cpu'>
  readonly call: () => Promise<void>
  /** Waits for what a call set off but did not wait for. */
  readonly settled?: () => Promise<void>
}

/** CPU of one call, ms: the mean over `calls` of them, one after the other. */
export const perCall = async ({ subject, call, settled }: Side, calls: number): Promise<number> => {
  const before = subject.cpu()
  for (let done = 0; done < calls; done++) await call()
  await (settled?.() ?? atRest(subject))
  return (subject.cpu() - before) / calls
}

const MICROSECONDS = 1_000

/** CPU of this process, all threads, user and system, ms: compilation and garbage collection are part of a call. */
export const ownCpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / MICROSECONDS
}

export type Effort = { readonly batches: number; readonly calls: number }

/** An empty call is so short that a small batch would measure the timer. */
const LEAST_PEER_CALLS = 200

/** Warm figures: the first batch of each side lets V8 compile, and is not counted. */
export const compare = async (name: string, { batches, calls }: Effort, ours: Side, peer: Side): Promise<Line> => {
  const peerCalls = Math.max(calls, LEAST_PEER_CALLS)
  const measured: { ours: number; peer: number }[] = []
  for (let batch = 0; batch <= batches; batch++) {
    measured.push({ ours: await perCall(ours, calls), peer: await perCall(peer, peerCalls) })
  }
  const counted = measured.slice(1)
  return {
    name,
    ours: figureOf(counted.map((values) => values.ours)),
    peer: figureOf(counted.map((values) => values.peer)),
    samples: batches,
    calls,
  }
}

/** Cold figures: each sample is the first call of a fresh process, its start not counted. */
export const compareFirst = async (
  name: string,
  samples: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<Line> => {
  const measured: { ours: number; peer: number }[] = []
  for (let sample = 0; sample < samples; sample++) measured.push({ ours: await ours(), peer: await peer() })
  return {
    name,
    ours: figureOf(measured.map((values) => values.ours)),
    peer: figureOf(measured.map((values) => values.peer)),
    samples,
    calls: 1,
  }
}
