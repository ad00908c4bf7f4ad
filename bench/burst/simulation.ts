// A sender that knows every limit, also those that no header names, and loses no time: what the real one is measured against.
import type { Arrival } from './arrivals.ts'

export type Window = { readonly limit: number; readonly windowMs: number }

export type Limits = {
  /** Of each channel. */
  readonly channel: Window
  readonly global: Window
  /** Of some channels, besides. */
  readonly hidden: (destination: number) => Window | undefined
  /** Alerts that one message carries at most. */
  readonly perMessage: number
}

/** Windows as Discord has them: one begins with the first request after the one before has ended. */
class FixedWindow {
  #ends = Number.NEGATIVE_INFINITY
  #used = 0
  readonly #limit: Window

  constructor(limit: Window) {
    this.#limit = limit
  }

  /** The first moment from `at` on when a request passes. */
  next(at: number): number {
    return at >= this.#ends || this.#used < this.#limit.limit ? at : this.#ends
  }

  take(at: number): void {
    if (at >= this.#ends) {
      this.#ends = at + this.#limit.windowMs
      this.#used = 0
    }
    this.#used++
  }
}

type Channel = { readonly windows: readonly FixedWindow[]; readonly arrivals: readonly Arrival[]; sent: number }

const firstFree = (windows: readonly FixedWindow[], from: number): number => {
  let at = from
  for (let before = Number.NaN; before !== at; ) {
    before = at
    for (const window of windows) at = window.next(at)
  }
  return at
}

/** When the last alert is sent, ms after the beginning: each message leaves as soon as every limit lets it, with all that waits. */
export const simulate = (arrivals: readonly Arrival[], limits: Limits): number => {
  const global = new FixedWindow(limits.global)
  const channels = [...Map.groupBy(arrivals, ({ destination }) => destination)].map(([destination, own]): Channel => {
    const hidden = limits.hidden(destination)
    return {
      windows: [limits.channel, ...(hidden === undefined ? [] : [hidden])].map((window) => new FixedWindow(window)),
      arrivals: own,
      sent: 0,
    }
  })
  const nextOf = ({ windows, arrivals, sent }: Channel, now: number): number => {
    const waiting = arrivals[sent]
    return waiting === undefined ? Number.POSITIVE_INFINITY : firstFree([...windows, global], Math.max(now, waiting.at))
  }
  let now = 0
  for (;;) {
    const next = channels.reduce<{ channel?: Channel; at: number }>(
      (best, channel) => {
        const at = nextOf(channel, now)
        return at < best.at ? { channel, at } : best
      },
      { at: Number.POSITIVE_INFINITY },
    )
    if (next.channel === undefined) return now
    now = next.at
    const ready = next.channel.arrivals.slice(next.channel.sent).filter(({ at }) => at <= now).length
    next.channel.sent += Math.min(ready, limits.perMessage)
    for (const window of [...next.channel.windows, global]) window.take(now)
  }
}
