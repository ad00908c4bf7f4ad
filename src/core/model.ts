// The nouns of Nightdesk (docs/design.md, section 1): every type that flows between the rings stands here, and nothing else does.

/** Who a rule, a source or a destination belongs to. */
export type Owner = 'operator' | `guild:${string}` | `user:${string}`

export const SOURCE_KINDS = ['auto', 'feed', 'kcna-watch', 'kcna', 'rodong', 'wp-json'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** A place stories come from. The operator's sources are everybody's; another owner's are its own. */
export type Source = {
  readonly id: string
  readonly owner: Owner
  readonly name: string
  readonly url: string
  readonly kind: SourceKind
  /** Minutes between polls; 0 = push only. */
  readonly every: number
  /** How many of the newest items of the first successful list count as new. */
  readonly backfill: number
  readonly created: string
}

/** How a source does, as its Wire sees it. */
export const SOURCE_STATES = ['ok', 'quiet', 'failing', 'blocked', 'moved', 'unparsable', 'gap'] as const
export type SourceState = (typeof SOURCE_STATES)[number]

export type Author = { readonly name?: string; readonly email?: string }

/** One story as one source published it. All texts are plain: no tags, entities decoded, white space folded. */
export type Item = {
  /** guid, atom:id, rdf:about or JSON id, trimmed; else the canonical url. */
  readonly id: string
  /** Absolute, as published. */
  readonly url?: string
  /** Empty when the source gave none. */
  readonly title: string
  /** Only from a summary or description. */
  readonly summary?: string
  /** Only from content; paragraphs separated by a line feed. */
  readonly text?: string
  /** First paragraph of the text, else the summary; without dateline. Empty when there is neither. */
  readonly lead: string
  /** False when the lead is missing or an excerpt cut short, so that the article's page has to be fetched. */
  readonly complete: boolean
  /** As printed: `Pyongyang, January 30 (KCNA)`. */
  readonly dateline?: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, as published, never clamped. */
  readonly published?: string
  readonly modified?: string
  /** `YYYY-MM-DD` in the outlet's calendar, where only a bare date was given. */
  readonly day?: string
  readonly authors: readonly Author[]
  readonly tags: readonly string[]
  /** BCP 47. */
  readonly language?: string
  /** The publisher's own name for where the story came from: `KCNA.kp (En)`. */
  readonly label?: string
  readonly originalUrl?: string
  /** When an archive took the story in, where its address says so (KCNA Watch): not when it was published. */
  readonly ingested?: string
  /** The end mark (`-0-`, `(끝)`, `（完）`) closed the text: it is whole. */
  readonly ended: boolean
}

/** What a document says of itself. */
export type FeedInfo = {
  readonly title?: string
  readonly homePageUrl?: string
  readonly feedUrl?: string
  readonly description?: string
}

/** How to ask for a further page of a list. A `session` goes on: cookies that the page before has set are to be sent. */
export type PageRequest = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly session?: true
}

/** A document, read. Items in document order; an item with the key of an earlier one is left out. */
export type Reading = {
  readonly feed: FeedInfo
  readonly items: readonly Item[]
  /** The page after this one, where the document tells how to ask for it; see core/paging.ts. */
  readonly next?: PageRequest
}

export const READ_ERRORS = [
  'unreadable',
  'empty',
  'not-a-feed',
  'not-an-article',
  'blocked',
  'too-large',
  'truncated',
  'charset',
] as const
export type ReadErrorCode = (typeof READ_ERRORS)[number]
/** A list that a page leads to: `application/rss+xml`, or `text/html` for a page that is a list itself. */
export type Alternate = { readonly url: string; readonly type: string; readonly title?: string }
export type ReadError = {
  readonly code: ReadErrorCode
  readonly message: string
  /** Where to look instead. */
  readonly alternates?: readonly Alternate[]
}

export const SCOPES = ['title', 'lead', 'text'] as const
/** How much of an item a rule looks at; scopes nest: title in lead (title and lead) in text (everything). */
export type Scope = (typeof SCOPES)[number]
/** The fields of an item that words can stand in. */
export type Field = Scope

/** What a query is asked about: an item's words and facts, and nothing of where it is stored. */
export type Subject = {
  readonly title: string
  readonly lead: string
  readonly text: string
  /** The source's id and the publisher's label, either of which `source:` may name. */
  readonly sources: readonly string[]
  readonly language?: string
  readonly tags: readonly string[]
}

/** Where a term stands: UTF-16 offsets into the field, and the text found there. */
export type Span = { readonly field: Field; readonly start: number; readonly end: number; readonly text: string }

/** A wrong query: offsets into what was typed, and one sentence a journalist understands. */
export type QueryError = {
  readonly code: string
  readonly message: string
  /** What may have been meant. */
  readonly like?: string
  readonly start: number
  readonly end: number
}

/** `HH:MM` in an IANA time zone. */
export type DailyTurn = { readonly daily: string; readonly zone: string }
export type Delivery = 'instant' | 'hourly' | DailyTurn
export type Mentions = { readonly roles: readonly string[]; readonly users: readonly string[] }
export const REVISION_MODES = ['both', 'reply', 'edit', 'off'] as const
export type RevisionMode = (typeof REVISION_MODES)[number]

/** Owner + query + scope + sources + destination + delivery mode (+ mentions). */
export type Rule = {
  readonly id: string
  readonly owner: Owner
  readonly name: string
  readonly query: string
  readonly scope: Scope
  /** Source ids; empty = every source the owner can see. */
  readonly sources: readonly string[]
  readonly destination: string
  readonly delivery: Delivery
  readonly mentions: Mentions
  readonly silent: boolean
  readonly revisions: RevisionMode
  /** Whether a second source's telling of the same story may be merged into the first alert. */
  readonly merge: boolean
  readonly paused: boolean
  /** Instant until which its matches are left out. */
  readonly snoozed?: string
  /** Instant after which the rule no longer matches. */
  readonly expires?: string
  readonly created: string
}

/** Rule x item with the spans that fired: why, not only that. */
export type Match = {
  readonly rule: string
  readonly name: string
  readonly spans: readonly Span[]
  /** Absent = instant. */
  readonly delivery?: Exclude<Delivery, 'instant'>
  /** How the rule wants to hear that the story changed; absent = both. */
  readonly revisions?: Exclude<RevisionMode, 'both'>
  /** Whom the rule calls; absent = nobody. */
  readonly mentions?: Mentions
  /** Without a sound. */
  readonly silent?: true
}

export const EVENTS = ['item', 'revised', 'withdrawn', 'source'] as const
export type Event = (typeof EVENTS)[number]

export const DESTINATION_KINDS = [
  'webhook',
  'discord-webhook',
  'discord-channel',
  'discord-dm',
  'slack',
  'teams',
  'ntfy',
  'telegram',
] as const
export type DestinationKind = (typeof DESTINATION_KINDS)[number]

/** Channels are where an owner's own people are; everything else leaves Discord, or the server. */
export const isHook = (kind: DestinationKind): boolean => kind !== 'discord-channel' && kind !== 'discord-dm'

/** A place alerts go to, as the Desk knows it: its secret address lives in its Outbox alone. */
export type Destination = {
  readonly id: string
  readonly owner: Owner
  readonly kind: DestinationKind
  readonly name: string
  readonly events: readonly Event[]
  /** Host and last four characters of the address: enough to recognise it, too little to use it. */
  readonly address: string
  readonly created: string
  /** Hours in which nothing is told; what comes then is told in one digest after. */
  readonly quiet?: QuietHours
  /** Messages an hour; what is more goes into one message at its end. */
  readonly cap?: number
  /** For a forum: the tags of its posts, by id. */
  readonly tags?: readonly string[]
  /** Of a person: when their daily digests come. */
  readonly turn?: DailyTurn
}

/** `HH:MM` each, in an IANA time zone; `from` after `to` goes over midnight. */
export type QuietHours = { readonly from: string; readonly to: string; readonly zone: string }

/** A stretch of a word diff. Long stretches that stayed are shortened by an ellipsis. */
export type DiffPart = { readonly op: 'same' | 'added' | 'removed'; readonly text: string }
/** The fields that changed, each in reading order. */
export type ItemDiff = { readonly [field in Field]?: readonly DiffPart[] }

/** What became of an item after it was first seen. */
export type Change = {
  readonly kind: 'revised' | 'withdrawn'
  /** Rules that were told of an earlier state; every other rule of the alert matches for the first time. */
  readonly told: readonly string[]
  /** Absent when the item is the same and only more of it came to be known. */
  readonly diff?: ItemDiff
}

/** One item (or revision number) for one destination, with all its matches. */
export type Alert = {
  /** 24 characters of base64url(SHA-256(source, item key, revision number, destination)). */
  readonly id: string
  readonly destination: string
  /** What every revision of the item has in common: 24 characters of base64url(SHA-256(source, item key)). */
  readonly story: string
  readonly source: { readonly id: string; readonly name: string }
  /** 0 for the item itself, n for its nth revision. */
  readonly revision: number
  readonly item: Item
  readonly matches: readonly Match[]
  readonly mentions: Mentions
  readonly silent: boolean
  readonly firstSeen: string
  /** The lead could not be had in time: the rules were matched on the title alone. */
  readonly headlineOnly: boolean
  /** What `revision` > 0 means. */
  readonly change?: Change
  /** What its first words are (alert/cluster.ts); absent when there are too few. */
  readonly sketch?: string
  /** Its rules that want every source by itself. */
  readonly apart?: readonly string[]
  /** Other sources that told the same story, each once. */
  readonly alsoIn?: readonly AlsoIn[]
}

export type AlsoIn = { readonly id: string; readonly name: string; readonly url?: string }

/** The one recorded end of an alert. `waiting` is the only state that is not an end. */
export const ALERT_STATES = ['waiting', 'sent', 'merged', 'dropped', 'dead'] as const
export type AlertState = (typeof ALERT_STATES)[number]
