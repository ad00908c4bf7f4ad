// The shapes of what the API takes (docs/design.md, section 7).
import * as v from 'valibot'
import { DISCORD, FETCH, POLL, READ, REQUEST } from '../../core/limits.ts'
import { EVENTS, REVISION_MODES, SCOPES, SOURCE_KINDS } from '../../core/model.ts'
import { isZone } from '../../core/zone.ts'

/** Fillers of Hangul and the blank of Braille count as letters and signs, and show nothing. */
const SEEN = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u
const name = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(REQUEST.NAME_CHARS),
  v.check((text) => text.isWellFormed() && SEEN.test(text), 'A name has letters, digits or signs that can be seen'),
)
const url = v.pipe(v.string(), v.maxLength(FETCH.URL_CHARS))
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const snowflake = v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'A Discord id is a string of digits'))
const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to))
const instant = v.pipe(
  v.string(),
  v.check(
    (text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
    'An instant looks like 2026-11-23T06:00:00Z',
  ),
)
/** Of any length: the parser refuses one that is too long with the number and the place. */
const query = v.string()
const scope = v.picklist(SCOPES)
/** The row after which a page of a list begins. */
const row = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'This is no cursor that a list gave'))

export const sourceBody = v.strictObject({
  url,
  name: v.optional(name),
  kind: v.optional(v.picklist(SOURCE_KINDS), 'auto'),
  every: v.optional(whole(0, POLL.EVERY_MINUTES_MAX)),
  backfill: v.optional(whole(0, READ.ITEMS), 0),
})

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day looks like 07:30'))

/** An IANA time zone; an offset (`+09:00`) knows no summer time and is none. */
const zone = v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'A time zone looks like Asia/Seoul'))

const quiet = v.pipe(
  v.strictObject({ from: clock, to: clock, zone }),
  v.check(({ from, to }) => from !== to, 'Quiet hours that end when they begin are none'),
)

const named = {
  name: v.optional(name),
  events: v.optional(v.array(v.picklist(EVENTS))),
  quiet: v.optional(quiet),
  cap: v.optional(whole(1, REQUEST.CAP_MAX)),
}

/** ntfy's own rule for topics. */
const ntfyTopic = v.pipe(
  v.string(),
  v.regex(/^[-_A-Za-z0-9]{1,64}$/, 'A topic has letters, digits, - and _, at most 64'),
)
const telegramToken = v.pipe(
  v.string(),
  v.regex(/^\d{1,20}:[\w-]{20,100}$/, 'A bot’s token looks like 123456:ABC-DEF…'),
)
const telegramChat = v.pipe(
  v.string(),
  v.regex(/^(?:-?\d{1,20}|@[A-Za-z]\w{3,31})$/, 'A chat is a number, as text, or the @name of a channel'),
)

export const destinationBody = v.variant('kind', [
  v.strictObject({ kind: v.literal('webhook'), url, ...named }),
  v.strictObject({ kind: v.literal('slack'), url, ...named }),
  v.strictObject({ kind: v.literal('teams'), url, ...named }),
  v.strictObject({ kind: v.literal('ntfy'), url, topic: ntfyTopic, ...named }),
  v.strictObject({ kind: v.literal('telegram'), token: telegramToken, chat: telegramChat, ...named }),
  v.strictObject({ kind: v.literal('discord-webhook'), url, thread: v.optional(snowflake), ...named }),
  v.strictObject({
    kind: v.literal('discord-channel'),
    channel: snowflake,
    tags: v.optional(v.pipe(v.array(snowflake), v.maxLength(DISCORD.TAGS))),
    ...named,
  }),
])

const delivery = v.union([v.picklist(['instant', 'hourly']), v.strictObject({ daily: clock, zone })])

const ruleFields = {
  name: v.optional(name),
  scope: v.optional(scope),
  sources: v.optional(v.pipe(v.array(id), v.maxLength(REQUEST.RULE_SOURCES))),
  delivery: v.optional(delivery),
  mentions: v.optional(
    v.strictObject({
      roles: v.optional(v.pipe(v.array(snowflake), v.maxLength(DISCORD.MENTIONS)), []),
      users: v.optional(v.pipe(v.array(snowflake), v.maxLength(DISCORD.MENTIONS)), []),
    }),
  ),
  silent: v.optional(v.boolean()),
  revisions: v.optional(v.picklist(REVISION_MODES)),
  merge: v.optional(v.boolean()),
  expires: v.optional(instant),
}

export const ruleBody = v.strictObject({ query, destination: id, ...ruleFields })

export const ruleChange = v.strictObject({
  query: v.optional(query),
  destination: v.optional(id),
  paused: v.optional(v.boolean()),
  snoozed: v.optional(v.nullable(instant)),
  ...ruleFields,
})

export const ruleTest = v.strictObject({
  query,
  scope: v.optional(scope, 'lead'),
  sources: v.optional(v.array(id), []),
  last: v.optional(whole(1, REQUEST.LIST_MAX), REQUEST.LIST_MAX),
})

/** An item's id or address. */
export const ruleExplain = v.strictObject({ item: v.pipe(v.string(), v.minLength(1), v.maxLength(FETCH.URL_CHARS)) })

const count = (fallback: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/, `A number from 1 to ${REQUEST.LIST_MAX}`),
      v.transform(Number),
      whole(1, REQUEST.LIST_MAX),
    ),
    String(fallback),
  )

export const listQuery = v.strictObject({ limit: count(REQUEST.LIST), cursor: v.optional(v.string()) })

export const deliveriesQuery = v.strictObject({
  limit: count(REQUEST.LIST),
  cursor: v.optional(row),
  state: v.optional(v.picklist(['pending', 'sent', 'dead', 'dropped'])),
})

export const itemsQuery = v.strictObject({
  limit: count(REQUEST.LIST),
  cursor: v.optional(v.string()),
  q: v.optional(query),
  source: v.optional(id),
  since: v.optional(instant),
  until: v.optional(instant),
})
