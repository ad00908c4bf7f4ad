// What looking again needs of a Wire's tables: what lists said of known items, what changed and is not told yet, and whose pages are
// looked at when.
import type { Item, ItemDiff } from '../core/model.ts'
import type { HandOver, Recorded, SourceHealth, StoredItem } from './ports.ts'

/** What lists say of one known item. It outlives the item's texts. */
export type Listing = {
  readonly item: number
  /** READER_VERSION of whoever read `words`; 0 = of no use for comparing. */
  readonly reader: number
  /** Fingerprint of the title and lead as they were last listed. */
  readonly words: string
  /** When a list last showed it, to the day. */
  readonly last: number
}

/** A listed state that takes the place of the one known. */
export type Relisted = { readonly item: number; readonly words: string }

/** What a list says of items already known, to be kept with the poll's mark. */
export type Relisting = {
  /** Only to be noted as still listed. */
  readonly still: readonly number[]
  /** To be compared with from now on, and not told. */
  readonly taken: readonly Relisted[]
  /** To be matched again. */
  readonly changed: readonly (Relisted & { readonly next: Item })[]
}

/** A state of an item that may have to be told. */
export type Changed = {
  readonly stored: StoredItem
  readonly next: Item
  /** Of the latest revision; 0 = none yet. */
  readonly revision: number
  /** READER_VERSION if the page was read, else 0: a list said it. */
  readonly paged: number
  /** More came to be known of it; nothing that was told has changed. */
  readonly filled: boolean
}

/** One state of an item as it is told: its number, and what it means for rules and destinations. */
export type Revision = {
  readonly sequence: number
  readonly number: number
  readonly kind: 'revised' | 'withdrawn'
  readonly at: number
  /** The state itself; absent when the item was withdrawn. */
  readonly next?: Item
  readonly paged: number
  readonly diff?: ItemDiff
  readonly matched: readonly Recorded[]
  readonly handOvers: readonly HandOver[]
  /** Somebody hears of it for the first time: its page is looked at again from now on. */
  readonly watched: boolean
}

/** An item whose page is looked at again. */
export type Watch = {
  readonly stored: StoredItem
  readonly revision: number
  readonly since: number
  /** When its page was first found gone, if it was gone at every look since. */
  readonly gone?: number
  /** It was gone together with too many others: that is never told, and forgotten when it is back. */
  readonly doubted: boolean
  /** READER_VERSION that read its page for the state we hold; 0 = that state came from a list. */
  readonly paged: number
}

/** What a look leaves behind. `due` absent = the last look. */
export type Looked = {
  readonly sequence: number
  readonly due?: number
  readonly gone?: number
  /** When its page was last seen, there or gone. */
  readonly seen?: number
  readonly changed?: number
}

export type Round = { readonly seen: number; readonly gone: number; readonly changed: number }

/** Suspected trouble of the whole site: held back instead of told, until a round is well. */
export type HeldBack = Pick<SourceHealth, 'state' | 'evidence'> & { readonly by: 'list' | 'pages' }

export type RevisionStore = {
  /** By key; items of which nothing is kept are left out. */
  listings(keys: readonly string[]): ReadonlyMap<string, Listing>
  heldBack(): HeldBack | undefined
  holdBack(run: number, held: HeldBack | undefined): void
  /** States to be told now, of items that are matched. */
  changes(now: number, limit: number): readonly Changed[]
  /** Notes what a page said: to be told, or (the site changed, or our reader) taken as it is. */
  paged(
    run: number,
    page: { readonly sequence: number; readonly next: Item; readonly filled: boolean; readonly told: boolean },
    now: number,
  ): void
  postpone(run: number, until: number): void
  /** The change is none after all. */
  forget(run: number, sequence: number): void
  /** Item, alerts and what was matched in one transaction. */
  revise(run: number, revision: Revision): void
  /** Watches whose time has come, newest item first. */
  dueLooks(now: number, limit: number): readonly Watch[]
  looked(run: number, looks: readonly Looked[]): void
  /** What is gone now was gone in a round that is held back. */
  doubtGone(run: number): void
  /** Of pages seen since; `gone` counts all that are gone now, `changed` those that changed since. */
  round(since: number): Round
  /** When the oldest page that is gone was first found so. */
  goneSince(): number | undefined
  nextLook(): number | undefined
}
