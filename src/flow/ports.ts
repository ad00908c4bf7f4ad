// The ports: what the flows need of the world, and nothing of how the world gives it. Edges implement them.
import type { Fingerprint } from '../core/identity.ts'
import type { Ruleset } from '../core/match/ruleset.ts'
import type { Alert, Item, ReadError, ReadErrorCode, Reading, Source, SourceState } from '../core/model.ts'
import type { Result } from '../core/result.ts'
import type { ArchiveStore } from './archive-ports.ts'
import type { KnownHealth, WireMemory } from './memory.ts'
import type { Relisting, RevisionStore } from './revision-ports.ts'

/** Milliseconds since the epoch. */
export type Clock = () => number

export type Validators = { readonly etag?: string; readonly lastModified?: string }

export const FETCH_FAILURES = ['address', 'redirects', 'timeout', 'network', 'status', 'blocked', 'too-large'] as const
export type FetchFailure = (typeof FETCH_FAILURES)[number]

/** What a good answer says of the next one. */
export type Outlook = {
  /** The answer stays the same for so long, says its cache header. */
  readonly freshMs?: number
  /** Where permanent redirects alone led from the address that was asked. */
  readonly movedTo?: string
}

export type FetchOutcome =
  | ({ readonly outcome: 'not-modified' } & Outlook)
  | ({
      readonly outcome: 'fetched'
      readonly body: Uint8Array
      /** Where the body came from after redirects. */
      readonly url: string
      readonly contentType?: string
      readonly validators: Validators
      /** `name=value` pairs that a further page of the same list may have to send back. */
      readonly cookies?: string
    } & Outlook)
  | {
      readonly outcome: 'failed'
      readonly code: FetchFailure
      readonly message: string
      readonly status?: number
      readonly retryAfterMs?: number
    }

/** How a further page of a list wants to be asked for. */
export type PageAsk = {
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
}

/** Gets one document; never throws. */
export type Fetcher = (url: string, validators?: Validators, ask?: PageAsk) => Promise<FetchOutcome>

/** Reads one document's bytes; never throws. */
export type Reader = (document: {
  readonly body: Uint8Array
  readonly url?: string
  readonly contentType?: string
  readonly kind: Source['kind']
  /** What a list called the story on this page. */
  readonly title?: string
}) => Result<Reading, ReadError>

export type Failure = { readonly code: FetchFailure | ReadErrorCode; readonly message: string }

/** `silence`: nothing new for three times the usual gap, whatever the state. */
export type SourceHealth = {
  readonly state: SourceState
  readonly since: string
  readonly evidence?: string
  readonly silence?: { readonly since: string; readonly lastItem: string; readonly usualGapMinutes: number }
}

/** An item as a Wire keeps it. `new` items are owed a match; `baseline` ones were there before anybody asked. */
export type StoredItem = {
  readonly sequence: number
  readonly key: string
  readonly item: Item
  readonly firstSeen: number
  readonly tries: number
  /** The rules that the title alone satisfies have had their alert. */
  readonly headlined: boolean
}

/** An unseen item on its way into the store, with every key it is known by. */
export type SeenItem = {
  readonly keys: readonly [string, ...string[]]
  readonly item: Item
  /** Fingerprint of the title and lead as listed, for comparing with later lists. */
  readonly words: string
}

/** One rule's match of one item, and the alert that carries it. */
export type Recorded = { readonly sequence: number; readonly rule: string; readonly alert: string }

export type HandOver = { readonly alert: Alert; readonly notBefore: number }

/** What one poll leaves behind, to be written with the items it found. */
export type PollMark = {
  readonly validators: Validators
  readonly digest: string
  /** No poll before this moment; 0 when the source did not ask for one. */
  readonly next: number
  /** Items listed, and how many of them have a title: what the next list is held against. */
  readonly size: number
  readonly titled: number
}

export type PollState = {
  readonly validators: Validators
  /** Fingerprint of the last body read well. */
  readonly digest?: string
  /** No poll before this moment, but by hand: back-off, or a source's own wish. 0 when all is well. */
  readonly next: number
  readonly failures: number
  /** The first successful list has been taken as baseline. */
  readonly listed: boolean
  /** Of the last good list. */
  readonly size?: number
  readonly titled?: number
}

/**
 * A Wire's table of work. Every write belongs to a run and is refused (`TakenOver` is thrown) once a later run has begun.
 */
export type WireStore = WireMemory & {
  pollState(): PollState
  health(): KnownHealth
  setHealth(run: number, health: KnownHealth): void
  /** Which of these keys belong to an item already stored. */
  known(keys: readonly string[]): ReadonlySet<string>
  /** Stores unseen items and the poll's mark in one transaction. */
  keep(
    run: number,
    found: {
      readonly fresh: readonly SeenItem[]
      readonly baseline: readonly SeenItem[]
      readonly now: number
      readonly relisting?: Relisting
    },
    mark?: PollMark,
  ): void
  /** Ends a back-off, or waits until `next`; a source that was well and asks for nothing costs nothing. */
  markWell(run: number, next: number): void
  markFailed(run: number, next: number, failures: number): void
  /** New items, newest first, those before a sequence. */
  owed(limit: number, before?: number): readonly StoredItem[]
  /** The lead was fetched; or was not, and may be tried again at `nextTry`. */
  completed(run: number, sequence: number, item: Item): void
  missed(run: number, sequence: number, nextTry: number): void
  /** The page was not asked for: its host's day is spent. That is no try. */
  postponed(run: number, sequence: number, nextTry: number): void
  /** Items whose page may be tried now, newest first. */
  incomplete(now: number, limit: number): readonly StoredItem[]
  /** Rules that already have a recorded match of this item. */
  recordedRules(sequence: number): ReadonlySet<string>
  /** Matches, alerts and item states in one transaction. */
  record(
    run: number,
    outcome: {
      readonly matched: readonly Recorded[]
      readonly handOvers: readonly HandOver[]
      readonly headlined: readonly number[]
      readonly done: readonly number[]
      /** Items whose pages are looked at again from now on. */
      readonly watched: readonly number[]
      readonly now: number
    },
  ): void
  openDestinations(now: number): readonly string[]
  openHandOvers(destination: string, now: number, limit: number): readonly HandOver[]
  closeHandOvers(run: number, destination: string, alerts: readonly string[]): void
  postponeHandOvers(run: number, destination: string, until: number): void
  /** Items are left alone until then: the Desk, without which nothing can be matched, does not answer. */
  rest(run: number, until: number): void
  /** The next moment at which something is owed, if anything is. */
  nextOwed(now: number): number | undefined
  readonly revisions: RevisionStore
  readonly archive: ArchiveStore
}

/** What the Wire tells the Desk of its new items, for trying rules on. */
export type Sample = {
  readonly source: string
  readonly key: string
  readonly firstSeen: number
  /** Without its text. */
  readonly item: Item
  /** It had no text, so that nothing of it is left out. */
  readonly whole?: true
  /** It stood in the source's first list, and was matched with no rule. */
  readonly baseline?: true
}

/** The Desk, as a Wire sees it. */
export type DeskOfWire = {
  /** The ruleset of this moment; undefined when the Desk does not answer. */
  ruleset(sample: readonly Sample[]): Promise<Ruleset | undefined>
  /** True once the Desk knows. */
  report(source: string, health: SourceHealth): Promise<boolean>
  /** Items that were there before anybody asked: to try rules on, not to match. */
  show(sample: readonly Sample[]): Promise<void>
  /** How many of so many pages the host's day still has. @param wanted as many as one tick completes, if not given */
  pages(source: Source, wanted?: number): Promise<number>
}

/** Hands alerts to one Outbox; true when it has them for good. Idempotent by alert id. */
export type Hand = (destination: string, handOvers: readonly HandOver[]) => Promise<boolean>

export type WirePorts = {
  readonly source: Source
  readonly run: number
  readonly clock: Clock
  /** Milliseconds for which texts are kept. */
  readonly keepMs: number
  readonly store: WireStore
  readonly fetch: Fetcher
  readonly read: Reader
  readonly fingerprint: Fingerprint
  readonly fingerprintBytes: (bytes: Uint8Array) => Promise<string>
  readonly desk: DeskOfWire
  /** Before anything is written that is owed from then on: whatever cuts the run short, somebody comes back to it. */
  readonly arm: () => Promise<void>
  readonly hand: Hand
}
