// The burst: 1,000 alerts for 100 destinations over a minute, the same for the same seed.
import { randomOf } from '../random.ts'

export type Arrival = {
  readonly number: number
  /** 0 to `destinations` - 1. */
  readonly destination: number
  /** Milliseconds after the beginning. */
  readonly at: number
}

export type Burst = {
  readonly alerts: number
  readonly destinations: number
  readonly spanMs: number
  readonly seed: number
}

/** As many for each destination, at random moments; in the order of their times. */
export const arrivalsOf = ({ alerts, destinations, spanMs, seed }: Burst): readonly Arrival[] => {
  const random = randomOf(seed)
  return Array.from({ length: alerts }, (_, number) => ({
    number,
    destination: number % destinations,
    at: Math.floor(random() * spanMs),
  })).toSorted((a, b) => a.at - b.at)
}
