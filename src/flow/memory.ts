// What a Wire remembers beside its items: where its list has moved to, how often news comes, and a reading that was cut short.
import type { SourceHealth } from './ports.ts'

/** Permanent redirects from the source's address: where to, how often in a row, and when that was seen last. */
export type Move = { readonly to: string; readonly times: number; readonly checked: number }

/**
 * Written before a body is parsed and gone after: whoever finds it `open` knows that the run was killed while reading.
 * A document that killed too many runs keeps its mark, closed, and is not read again.
 */
export type ReadingMark = {
  readonly digest: string
  readonly at: number
  readonly kills: number
  readonly open: boolean
}

/** Counted since the Wire began: new items kept, alerts recorded; and when the last new ones came, oldest first. */
export type News = { readonly items: number; readonly alerts: number; readonly arrivals: readonly number[] }

/** `untold`: the Desk did not answer, so it is told again. */
export type KnownHealth = SourceHealth & { readonly untold?: true }

export type WireMemory = {
  /** The one feed that the source's page named, when a page was given where a feed was meant. */
  lead(): string | undefined
  setLead(run: number, url: string | undefined): void
  move(): Move | undefined
  setMove(run: number, move: Move | undefined): void
  news(): News
  readingMark(): ReadingMark | undefined
  /** Resolves once the mark is on disk: a run that is killed a moment later takes with it what was merely written. */
  setReadingMark(run: number, mark: ReadingMark): Promise<void>
  /** Closes the mark of a run that was killed, counts it, and does less until then. */
  cutShort(run: number, mark: ReadingMark, leanUntil: number): void
  leanUntil(): number
}
