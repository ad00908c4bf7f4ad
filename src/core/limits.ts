// Every number with a unit, each with its reason and, where it comes from outside, its source.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const KB = 1_024
export const UNITS = { SECOND, MINUTE, HOUR, DAY, KB } as const

/** Reading documents. */
export const READ = {
  /** Decompressed bytes of one document. Real feeds stay under 1 MB; a year of KCNA in one document has 2.4 MB. */
  BODY_BYTES: 4 * 1_024 * KB,
  /** Levels of nesting. linkedom is super-linear in depth: 50,000 levels cost seconds. */
  DEPTH: 200,
  /** Attributes of one element. No vocabulary we read has more than a dozen. */
  ATTRIBUTES: 64,
  /** Elements of one document: 2,000 items with 20 elements each. A tree of 100,000 costs more than 100 ms. */
  ELEMENTS: 40_000,
  /** Items of one document; the newest come first in every feed we know. */
  ITEMS: 2_000,
  /** UTF-16 units of a title: what a Discord embed takes. The longest of 1,055 real titles has 184. */
  TITLE_CHARS: 256,
  /** UTF-16 units of a text. The longest of 1,039 real articles has 40,282. */
  TEXT_CHARS: 200_000,
  /** UTF-16 units of a publisher's id; longer ones are kept whole in the reading and hashed for keys. */
  ID_CHARS: 2_048,
  /** Lists that a page without items may point to, when it is refused. A WordPress page has two or three. */
  ALTERNATES: 20,
} as const

/** The query language (docs/query-language.md). They hold for what a person writes. */
export const QUERY = {
  CHARS: 400,
  TERMS: 64,
  PREFIXES: 8,
  PREFIX_LETTERS: 3,
  NEAR_WORDS: 20,
  DEPTH: 10,
  /** Terms of a topic pack, which has none of the other limits. */
  PACK_TERMS: 1_000,
} as const

/** Finding words (core/text, core/query). */
export const MATCH = {
  /** Occurrences of one term in one field that are looked at. No real article repeats a term so often; NEAR pairs them. */
  HITS: 1_000,
  /** Parts that a soft-broken word may have to be found as one: `anti-air-craft`, `D.P.R.K.`. */
  JOINED_PARTS: 6,
  /** Letters on both sides of a space that may be a broken word: `test fire`, never `to go` for `togo`. */
  SPACED_LETTERS: 3,
  /** Rules that an isolate keeps read; one takes about 2 KB, and an isolate has 128 MB for everything. */
  RULES_HELD: 8_192,
  /** Different terms of those rules. */
  TERMS_HELD: 16_384,
} as const

/** Fetching from the world. */
export const FETCH = {
  /** One deadline for head and body. kcna.kp takes 2-80 s a page; what is slower is tried again at its next turn. */
  SOURCE_DEADLINE_MS: 20 * SECOND,
  /** Standard Webhooks asks for 15-30 s; an Outbox waits for nobody else. */
  DELIVERY_DEADLINE_MS: 15 * SECOND,
  /** Redirects followed for a source; each is checked again. */
  REDIRECTS: 3,
  /** UTF-16 units of an address; browsers and proxies agree on about this much. */
  URL_CHARS: 2_048,
  /** Bytes kept of an answer to a delivery: enough for Discord's JSON, no more. */
  ANSWER_BYTES: 16 * KB,
} as const

/** Polling a source. */
export const POLL = {
  /** Minutes between polls, at the operator's wish; KCNA's own sites ask for more patience. */
  EVERY_MINUTES: 5,
  EVERY_MINUTES_KCNA: 10,
  EVERY_MINUTES_MAX: 24 * 60,
  /** Back-off after the nth failure in a row: 5 min x 2^(n-1), at most 6 h; at most 24 h only for a source that refuses us. */
  BACKOFF_MS: 5 * MINUTE,
  BACKOFF_MAX_MS: 6 * HOUR,
  BLOCKED_MAX_MS: 24 * HOUR,
  /** Bounds for a source's own Retry-After. */
  RETRY_AFTER_MAX_MS: 24 * HOUR,
  /** Bounds for `max-age` and `Expires`: until then a cache would answer the same; a list marked fresh for a year is still read. */
  FRESH_MAX_MS: HOUR,
  /** Turns fall on whole minutes and polls take seconds: a wait that ends so soon after a turn does not cost that turn. */
  TURN_SLACK_MS: MINUTE,
  /** A run that has not ended by then is taken over; its late writes are refused by the epoch. */
  LEASE_MS: 2 * MINUTE,
  /** Feeds named in the failure of a page that leads to several. */
  FEEDS_SHOWN: 5,
  /** Further pages of a list read when nothing on it is known. */
  PAGES: 5,
  /** Items matched and recorded in one transaction: bounds the work that a crash can repeat. */
  BATCH_ITEMS: 100,
  /** Equal permanent redirects in a row after which the new address is asked first; a single one may be a mistake. */
  MOVED_AFTER: 3,
  /** How often the address that was given is asked again, in case it answers itself. */
  MOVED_RECHECK_MS: DAY,
  /** A run that was cut short while reading: so long less is done at a time, and by this divisor. */
  LEAN_MS: HOUR,
  LEAN_DIVISOR: 4,
  /** Runs that one document may cut short before it is given up. */
  KILLS: 3,
} as const

/** Completing items from their article pages. */
export const COMPLETE = {
  PAGES_PER_TICK: 5,
  /** Between two runs of a Wire that still owes something: its own alarm never spins. */
  REST_MS: SECOND,
  TRIES: 3,
  /** After this an item is matched on what there is and its alert says `headline only`. */
  PATIENCE_MS: 30 * MINUTE,
  RETRY_MS: 2 * MINUTE,
  /** Pages a day from one host, beside the lists; kcna.kp drops addresses that ask for much. */
  PAGES_PER_HOST_DAY: 200,
  PAGES_PER_HOST_DAY_KCNA: 60,
} as const

/** Looking again at items that are known, and telling what changed. */
export const REVISE = {
  /** After an alert its item's page is looked at again so long after: KCNA replaces a quick version within a day. */
  LOOKS_MS: [15 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY] as readonly number[],
  LOOKS_PER_RUN: 5,
  /** Between two runs that only look. */
  LOOK_REST_MS: MINUTE,
  /** A page that is gone is gone when it is still gone so much later. */
  CONFIRM_MS: HOUR,
  /** While too many pages are gone at once they are looked at so often, and in the end no longer. */
  SUSPECT_MS: 6 * HOUR,
  WATCH_MS: 8 * DAY,
  /** More than so many, and more than this share of what was looked at in one round: the site changed, not its stories. */
  FLOOD_ITEMS: 3,
  FLOOD_SHARE: 1 / 3,
  /** Looks within this time are one round. */
  ROUND_MS: HOUR,
  /** Changed items matched in one run. */
  ITEMS_PER_RUN: 20,
  /** Words that may differ before a text counts as replaced: the diff's cost grows with their square. */
  DIFF_EDITS: 800,
  /** A listed item is noted as such once in this time, not at every poll: rows written are the scarce thing. */
  LISTED_MS: DAY,
  /** UTF-16 units of a stretch that stayed, and of a field's whole diff. */
  DIFF_SAME_CHARS: 120,
  DIFF_FIELD_CHARS: 4_000,
} as const

/** The archive of a Wire. */
export const ARCHIVE = {
  /** Days for which an item's texts are kept, and found by search; the setting KEEP_DAYS. Keys outlive them. */
  KEEP_DAYS: 30,
  KEEP_DAYS_MAX: 365,
  /** Keys are kept so long after a list last showed their item: kcna.kp lists a year. */
  KEYS_MS: 400 * DAY,
  /** Items and keys purged in one run, once a day or until the day's are done. */
  PURGE_ITEMS: 500,
  /** Items filed anew in one run when words are read in another way than before. */
  REINDEX_ITEMS: 100,
  /** Items looked at for one page of a search, and read at once. */
  SEARCHED: 20_000,
  SEARCH_STEP: 200,
} as const

/** Handing alerts to Outboxes. */
export const HAND_OVER = {
  ALERTS_PER_CALL: 50,
  /** A run may call 1,000 Cloudflare services; the rest is kept for its other calls. */
  CALLS_PER_RUN: 200,
  /** Destinations that one second of a burst may serve; Discord takes 50 requests a second from a bot. */
  DESTINATIONS_PER_SECOND: 40,
  RETRY_MS: 30 * SECOND,
} as const

/** Delivering parcels. */
export const DELIVER = {
  /** Waits after failures in a row, by destination; the last one repeats. */
  BACKOFF_MS: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE] as readonly number[],
  BACKOFF_LAST_DISCORD_MS: 10 * MINUTE,
  BACKOFF_LAST_WEBHOOK_MS: 30 * MINUTE,
  /** Each wait is spread by this share either way, so that failures do not come back in step. */
  JITTER: 0.2,
  RETRY_AFTER_MAX_MS: HOUR,
  /** A service that asks for no patience at all while it refuses is given this much. */
  LIMITED_MIN_MS: SECOND / 2,
  /** Tries of one parcel after which the waits after failures are the least, whatever a refusal asks for. */
  LIMITED_TRIES: 10,
  /** An alert older than this is dead; its owner can read why and replay it. */
  DEAD_MS: 75 * HOUR,
  /** Re-armed before any work, so that a killed run is tried again. */
  REARM_MS: MINUTE,
  PARCELS_PER_RUN: 40,
  /** Between two runs of an Outbox that left something due: its alarm never spins. */
  REST_MS: SECOND,
  /** Waiting alerts read for the next parcel: five times what one message carries, so that equals find each other. */
  ALERTS_PER_LOOK: 50,
  /** Alerts told in one digest; what is more goes into the next pages. */
  ALERTS_PER_DIGEST: 400,
  /** After a try of unknown outcome, so long after the first of them the same message is tried under the same nonce. */
  DOUBT_MS: [2 * SECOND, 5 * SECOND, 15 * SECOND, 45 * SECOND, 90 * SECOND] as readonly number[],
  /** From then on Discord may have forgotten the nonce ("the past few minutes"): whoever still doubts looks first. */
  LOOK_MS: 100 * SECOND,
  /** Failures that were an answer after which a younger parcel is tried beside the oldest. */
  PROBE_FAILURES: 2,
  /** And tries in all, where a place does not answer: it may be down, or fall over this very parcel. */
  PROBE_SILENCES: 8,
  /** Younger parcels that are tried so, one a round: several at the head may be at fault, and a place that is down is not to be hammered. */
  PROBE_PARCELS: 4,
  /** Answers of 500 to one body after which the plainer one goes (discord-api-docs #8554). */
  FORM_ERRORS: 2,
  /** News goes stale: what no try has carried by then is told in one digest. */
  LATE_MS: DAY,
  /** A destination that took nothing for so long is disabled, if so many parcels or so many tries failed. */
  DISABLE_MS: 5 * DAY,
  DISABLE_PARCELS: 3,
  DISABLE_TRIES: 20,
  /** No stored wait is heeded for longer, whatever the clock was when it was written. */
  LONGEST_WAIT_MS: 75 * MINUTE,
  /** A clock that stands so far before the moment at which a wait was set has gone back; machines' clocks differ by less. */
  CLOCK_SLACK_MS: MINUTE,
  /** A limit that no header tells is believed so long after it was met. */
  LIMIT_KEPT_MS: 6 * HOUR,
  /** Between the end of such a window and the next message. */
  LIMIT_MARGIN_MS: 100,
  /** The last messages by which such a limit is known, and paced. */
  SENDS: 100,
  /** Messages with the same story that are marked when it changes, newest first. */
  MARKED: 3,
  /** Delivery history and settled alerts are kept this long, and purged so many at a time. */
  KEEP_MS: 30 * DAY,
  PURGE_ALERTS: 500,
  /** A call to the Desk that takes longer is not waited for: an unwanted alert is better than a lost one. */
  CLEAR_MS: 2 * SECOND,
} as const

/** Local time. */
export const TIME = {
  /** Time zones whose formatters an isolate keeps; one takes some tens of KB, and people share few zones. */
  ZONES_HELD: 64,
} as const

/** The gate that stops all Discord deliveries of the bot. */
export const GATE = {
  /**
   * While it is closed, one Outbox at a time may probe after so long; the last one repeats. A probe that is refused is a request too: an
   * hour of them, with those that closed the gate, comes to ten. From then on four an hour are nothing beside the 10,000 refused requests
   * in ten minutes for which Discord blocks an address, and nobody waits longer than a quarter of an hour for a token that is good again.
   */
  PROBES_MS: [MINUTE, 5 * MINUTE, 15 * MINUTE] as readonly number[],
  /** A probe without a result is taken for undecided so long. */
  PROBE_ANSWER_MS: 5 * SECOND,
  /** A closing that is over sooner is nobody's news. */
  NEWS_MS: MINUTE,
  /** Outboxes at work at once of which none has shown since that the token is good: so many may be refused at the same moment. */
  UNPROVEN: 5,
  /** A run that has not said how it went is no longer counted after so long. */
  TICKET_MS: 15 * SECOND,
  /** With fewer at work, a run that went well need not say so. */
  QUIET_TICKETS: 2,
  /** Between two Outboxes that were told to come again: 40 a second, below the 50 requests that Discord takes. */
  SLOT_MS: 25,
  /** And the latest of them, for 24,000 Outboxes. */
  SLOTS_MS: 10 * MINUTE,
  BAD_TOKEN_MS: 365 * DAY,
  /** After an answer that says our address is blocked. */
  BLOCKED_MS: 10 * MINUTE,
} as const

/** The Desk. */
export const DESK = {
  /** Between two publications to KV, which takes one write a second and key and 1,000 a day in all. */
  PUBLISH_MS: 30 * SECOND,
  KV_WRITES_PER_DAY: 400,
  PUBLISH_RETRY_MS: MINUTE,
  /** Items whose titles and leads are kept for trying rules. */
  SAMPLE_ITEMS: 200,
  /** Turns made up for after a pause of the cron. */
  MISSED_MINUTES: 10,
  TICKS_PER_ROUND: 500,
  /** Each Outbox is poked once in a round of so many minutes. */
  POKE_ROUND_MINUTES: 6 * 60,
  ANSWER_MS: 2 * SECOND,
} as const

/** What a deployment on the free plan takes on (docs/scale.md), and what each owner may have of it. */
export const ADMISSION = {
  /** Share of a free quota that may be promised; the rest is for news, commands and days that are worse than usual. */
  SHARE: 0.6,
  /** Cloudflare's free quotas, a day (its limits and pricing pages, November 2026). */
  REQUESTS_A_DAY: 100_000,
  GB_SECONDS_A_DAY: 13_000,
  /** Two calls of each minute's cron round. */
  ROUND_REQUESTS: 2 * 24 * 60,
  /** Each Outbox is poked once in six hours. */
  POKES_A_DAY: 4,
  /** A tick waits 2 s for its source, in an object of 128 MB. */
  TICK_GB_SECONDS: 0.25,
  /** The compiled ruleset is one KV value of at most 25 MiB; a rule takes 376 bytes of it in the bench's sets. */
  RULESET_BYTES: 25 * 1_024 * KB,
  RULE_BYTES: 400,
  GUILD_SOURCES: 3,
  GUILD_RULES: 50,
  GUILD_HOOKS: 5,
  USER_RULES: 10,
  /** Minutes between polls of a server's own source, at least. */
  OWN_SOURCE_MINUTES: 15,
  SEARCHES_A_MINUTE: 10,
  /** Tests of one owner's destinations: each is a request to an address of the owner's choice. */
  TESTS_AN_HOUR: 5,
} as const

/** What the Desk remembers of people. */
export const OWNERS = {
  /** Changes of rules that are kept for an owner, newest first. */
  HISTORY: 200,
  /** Sentences waiting for an owner's next command. */
  NEWS: 20,
  /** Twice the window within which a signed interaction may come again. */
  REPLAY_MS: 10 * MINUTE,
  /** Days after which a server that removed the bot, and sent no command since, is forgotten; the setting PURGE_DAYS. */
  PURGE_DAYS: 30,
  PURGE_DAYS_MAX: 365,
  /** Servers of one page of the list that Discord gives of a bot's (its user resource page, August 2026). */
  GUILDS_PAGE: 200,
} as const

/** One story from two sources. */
export const CLUSTER = {
  /** Words of a text, from its beginning, that are compared. KCNA and Rodong differ in a few of them. */
  WORDS: 200,
  /** Share of their pairs of neighbours that two texts have in common; below it there are two stories. */
  SIMILARITY: 0.8,
  /** Fewer words than this are alike too easily: greetings differ in a name. */
  LEAST_WORDS: 20,
  /** Rodong follows KCNA within a day. */
  WITHIN_MS: 48 * HOUR,
  /** Alerts of the same title that are compared. */
  CANDIDATES: 8,
} as const

/** Health. */
export const HEALTH = {
  /** A list of so many items does not become empty from one poll to the next: the reader no longer fits the page. */
  CANARY_ITEMS: 3,
  /** A list of so many items of which more than half lost their titles: the same. */
  CANARY_TITLES: 4,
  /** A source is quiet after so many of its usual gaps. */
  QUIET_GAPS: 3,
  /** Its usual gap is the median of the last so many between arrivals of new items. */
  GAPS: 20,
  /** With fewer gaps nobody knows what is usual. */
  GAPS_LEAST: 5,
  /** No usual gap is taken to be shorter: wires publish in batches, and sleep at night. */
  GAP_LEAST_MS: 6 * HOUR,
  /** A gap in a list is an event, not a condition: it stays visible for so long. */
  GAP_SHOWN_MS: DAY,
  /** Without a finished cron round for this long, /healthz answers 503. */
  ROUND_MS: 10 * MINUTE,
  /** How old an isolate's copy of the health may be, and how often a missing one may ask the Desk. */
  COPY_MS: MINUTE,
  HEARTBEAT_MS: 5 * MINUTE,
} as const

/** The operator's channel. */
export const OPS = {
  /** A subject is not told of again so soon; what it has come to by then is told if that differs from what was told last. */
  DAMP_MS: 15 * MINUTE,
  /** Minutes after midnight UTC of the daily line: the day's last polls are in. */
  DAILY_MINUTE: 5,
  /** Messages waiting for an Outbox that cannot be reached; the oldest beyond it are let go. */
  WAITING: 500,
  /** A place that turned word away, and that nobody enables, is tried with the next word, this long after its last try. */
  RETRY_MS: HOUR,
} as const

/** Relaying from a person's machine. */
export const RELAY = {
  /** kcna.kp takes 2-80 s a page, and nothing else waits for this machine. */
  SOURCE_DEADLINE_MS: 2 * MINUTE,
  PUSH_DEADLINE_MS: 30 * SECOND,
  /** Items of one push, so that a cut connection repeats little. */
  ITEMS: 20,
  /** Article pages fetched in one round, one after the other; a day of KCNA has 9 to 34 stories. */
  PAGES: 20,
  /** Minutes between rounds: what KCNA's own sites are asked in at most. */
  EVERY_MINUTES: 10,
  /** Bytes of one push, far below what the Worker takes. */
  BYTES: 1_024 * KB,
  /** Items kept while the Worker cannot be reached, and keys remembered of those it has: a year of a wire, in 600 KB. */
  WAITING: 2_000,
  KEYS: 20_000,
} as const

/** What people may send us. */
export const REQUEST = {
  API_BODY_BYTES: 256 * KB,
  /** A pushed document, before it is read. */
  PUSH_BODY_BYTES: 4 * 1_024 * KB,
  /** Discord's own interactions stay far below. */
  INTERACTION_BODY_BYTES: 64 * KB,
  /** Either way; Discord documents none, five minutes is what Standard Webhooks and others use. */
  INTERACTION_WINDOW_MS: 5 * MINUTE,
  ADMIN_TOKEN_CHARS: 32,
  LIST: 50,
  LIST_MAX: 200,
  /** Items of one source looked at for one page of a search. */
  SEARCH_ITEMS: 2_000,
  /** Sources that one rule may name; it names none to have them all. */
  RULE_SOURCES: 100,
  NAME_CHARS: 80,
  /** Messages an hour that a destination may ask for. */
  CAP_MAX: 1_000,
} as const

/** Answering commands. */
export const COMMAND = {
  /** Discord gives up after 3 s; the answer has a way to go. */
  ANSWER_MS: 2.5 * SECOND,
  /** What goes on after the answer: Cloudflare ends it 30 s later. */
  WORK_MS: 20 * SECOND,
  /** News and records of replies are not waited for longer. */
  NEWS_MS: SECOND / 2,
  /** Waits before a late reply is sent again: Discord may not have read the first answer yet. */
  FOLLOW_UP_WAITS_MS: [SECOND / 2, SECOND, 3 * SECOND] as readonly number[],
  /** Choices of one list, and UTF-16 units of each (Discord's application command page, August 2026). */
  CHOICES: 25,
  CHOICE_CHARS: 100,
  /** Wires that one command asks, and how long for each: what was left out, or did not answer, is named. */
  WIRES: 20,
  WIRE_MS: 10 * SECOND,
  /** Stories of one answer, and where no number is given: each is an embed, of which Discord takes ten. */
  RESULTS: 10,
  RESULTS_USUAL: 5,
  /** Lines of one list: twenty of 90 characters fit a message. */
  LINES: 20,
  /** UTF-16 units of a list and of a name in it: room is left for what is said besides. */
  LIST_CHARS: 1_700,
  NAME_CHARS: 40,
} as const

/** What one webhook carries. */
export const WEBHOOK = {
  /** Standard Webhooks asks for less than 20 kB. */
  BODY_BYTES: 20_000,
  TEXT_BYTES: 8 * KB,
  /** A longer link is left out, that a body may always hold three. */
  URL_BYTES: 2_048,
  /** Bytes of a fresh secret (Standard Webhooks: 24-64). */
  SECRET_BYTES: 32,
  /** How long the secret before a rotation is still signed with. */
  ROTATION_MS: DAY,
  /** After a 429 that does not say how long. */
  LIMITED_MS: MINUTE,
} as const

/** What Discord takes (Discord's message documentation, August 2026); lengths are UTF-16 units, the safe bound. */
export const DISCORD = {
  EMBEDS: 10,
  EMBED_TITLE: 256,
  DESCRIPTION: 4_096,
  /** Stories in one menu. */
  OPTIONS: 25,
  EMBED_URL: 2_048,
  EMBED_CHARS: 6_000,
  CONTENT: 2_000,
  FIELD: 1_024,
  WHY_LINE: 160,
  /** What changed, of a field's 1,024. */
  CHANGE: 900,
  FOOTER: 256,
  AUTHOR: 256,
  SUMMARY: 500,
  /** Ours: kept free for each story of a message, to name who tells it as well once it was posted. */
  ALSO: 64,
  BUTTON_URL: 512,
  /** Ours, for a link inside a field: two of them and their names fit one. */
  LINK: 480,
  NONCE: 25,
  /** Ids of one kind in allowed_mentions. */
  MENTIONS: 100,
  /** Tags of one post in a forum. */
  TAGS: 5,
  /** Label and description of an option in a menu; the name of a thread. */
  OPTION: 100,
  THREAD_NAME: 100,
  /** Messages that one look reads back; a parcel in doubt is among a channel's newest. */
  LOOK_MESSAGES: 50,
  /** Bytes read of one message given back: 6,000 characters take 36,000 bytes when each is escaped. */
  ANSWER_BYTES: 256 * KB,
  /** Bytes of such a look. */
  LOOK_BYTES: 4 * 1_024 * KB,
  /** After a limit that does not say how long it lasts: for messages, and for marks on messages older than an hour. */
  LIMITED_MS: MINUTE,
  OLD_EDIT_MS: 10 * MINUTE,
} as const

/** What is told of an alert where the place is neither Discord nor a signed webhook; lengths are UTF-16 units. */
export const SERVICE = {
  /** Alerts of one message. */
  ALERTS: 10,
  /** A name of a source, a rule or a topic, and a list of them. */
  NAME: 200,
  SUMMARY: 400,
  WHY_LINE: 160,
  /** What changed, over all fields. */
  CHANGE: 600,
  /** A longer link is left out. */
  LINK: 1_900,
  /** After a 429 that does not say how long. */
  LIMITED_MS: 30 * SECOND,
} as const

/** Slack (its Block Kit reference, 2026), and Mattermost, which takes Slack's older attachments. */
export const SLACK = {
  BLOCKS: 50,
  HEADER: 150,
  SECTION: 3_000,
  /** Of all texts of a message: undocumented; 9,600 have been seen to pass and 11,300 to be refused. */
  MESSAGE: 9_000,
  ATTACHMENTS: 20,
  /** One message a second and webhook. */
  PAUSE_MS: SECOND,
} as const

/** Microsoft Teams, by a Workflows address. */
export const TEAMS = {
  /** The limit is 28 KB after Teams has wrapped the card; messages from 21 KB on have been seen to fail. */
  BODY_BYTES: 20_000,
  /** Four requests a second. */
  PAUSE_MS: SECOND / 4,
} as const

/** ntfy (its documentation and server, 2026). */
export const NTFY = {
  /** A longer message becomes a file. */
  MESSAGE_BYTES: 4_096,
  /** A server reads twice as many bytes of JSON as of a message. */
  BODY_BYTES: 8_192,
  ACTIONS: 3,
  /** After its daily quota is spent. */
  QUOTA_MS: HOUR,
} as const

/** Telegram's Bot API (2026). */
export const TELEGRAM = {
  TEXT: 4_096,
  /** Marked stretches of a message. */
  ENTITIES: 100,
  /** One message a second in a chat, twenty a minute in a group. */
  PAUSE_MS: SECOND,
  GROUP_PAUSE_MS: 3 * SECOND,
} as const
