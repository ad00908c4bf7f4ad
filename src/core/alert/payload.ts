// The bodies of webhooks: `{ type, timestamp, data }` after Standard Webhooks, with items as `read` prints them. Their JSON Schemas are
// docs/schemas.
import { compact } from '../feed/item.ts'
import { type JsonFeedItem, toJsonFeedItem } from '../feed/json-feed-item.ts'
import { WEBHOOK } from '../limits.ts'
import type { Alert, AlsoIn, Event, ItemDiff, Match, Span } from '../model.ts'
import type { Digest, DigestEntry, DigestKind } from './digest.ts'
import { eventOf } from './event.ts'

type NamedMatch = { readonly id: string; readonly name: string; readonly spans: readonly Span[] }

const TYPES = { item: 'item.matched', revised: 'item.revised', withdrawn: 'item.withdrawn' } as const
type ItemType = (typeof TYPES)[keyof typeof TYPES]

export type ItemData = {
  readonly item: JsonFeedItem
  readonly rules: readonly NamedMatch[]
  /** Rules that matched as well and had no room. */
  readonly more_rules?: number
  readonly source: { readonly id: string; readonly name: string }
  readonly first_seen: string
  readonly headline_only?: true
  /** Number of the item's state, from 1; absent for the item as it was first seen. */
  readonly revision?: number
  readonly diff?: ItemDiff
  /** Other sources with the same story. */
  readonly also_in?: readonly AlsoIn[]
}

export type ItemEvent = {
  readonly type: ItemType
  /** When the parcel was made. */
  readonly timestamp: string
  readonly data: ItemData
}

export type DigestItem = ItemData & { readonly type: ItemType; readonly topic?: string }

export type DigestEvent = {
  readonly type: 'digest'
  readonly timestamp: string
  readonly data: {
    readonly kind: DigestKind
    readonly period: string
    readonly page: number
    readonly pages: number
    readonly items: readonly DigestItem[]
  }
}

export type WebhookTest = {
  readonly type: 'webhook.test'
  readonly timestamp: string
  readonly data: { readonly challenge: string }
}

/** UTF-8 bytes of a text, without an encoder: the core knows no platform. */
export const utf8Length = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** UTF-8 bytes of a text inside a JSON string, escapes included. */
export const jsonLength = (text: string): number => utf8Length(JSON.stringify(text)) - 2

/** The longest start of a text within so many UTF-8 bytes; never half a character. */
export const cutBytes = (text: string, limit: number): string => {
  let bytes = 0
  let end = 0
  for (const character of text) {
    bytes += utf8Length(character)
    if (bytes > limit) return text.slice(0, end)
    end += character.length
  }
  return text
}

/** How much of an item there is room for. */
type Room = {
  readonly text: number
  /** Summary and lead may each be a whole article where a feed has no other place for it. */
  readonly lead: number
  readonly spans: number
  readonly diff: readonly (keyof ItemDiff)[]
  /** Rules, tags, authors, other sources: of each so many. */
  readonly names: number
  /** Bytes of a tag, a label, a dateline. */
  readonly name: number
}

const NAME_BYTES = 1_024
const LEAD_BYTES = 1_024

/** What is shortened when a body is too large, in this order; the last fits whatever a source may have published. */
const ROOMS: readonly Room[] = [
  {
    text: WEBHOOK.TEXT_BYTES,
    lead: WEBHOOK.TEXT_BYTES / 2,
    spans: 100,
    diff: ['title', 'lead', 'text'],
    names: 50,
    name: NAME_BYTES,
  },
  {
    text: WEBHOOK.TEXT_BYTES / 4,
    lead: LEAD_BYTES,
    spans: 20,
    diff: ['title', 'lead', 'text'],
    names: 50,
    name: NAME_BYTES,
  },
  { text: 0, lead: LEAD_BYTES, spans: 5, diff: ['title', 'lead'], names: 20, name: 256 },
  { text: 0, lead: LEAD_BYTES, spans: 0, diff: ['title'], names: 10, name: 128 },
  { text: 0, lead: 256, spans: 0, diff: [], names: 3, name: 64 },
]

/** A digest tells of an item in short: its lead, and where it was found. */
const DIGEST_ROOMS: readonly Room[] = [
  { text: 0, lead: LEAD_BYTES, spans: 5, diff: ['title'], names: 10, name: 256 },
  ...ROOMS.slice(-1),
]

/** An id beyond it is none; a link beyond it opens nowhere. */
const ID_BYTES = 1_024
const isShort = (url: string | undefined): url is string => url !== undefined && jsonLength(url) <= WEBHOOK.URL_BYTES

const shortened = (text: string | undefined, limit: number): string | undefined =>
  text === undefined || limit === 0 ? undefined : cutBytes(text, limit)

const itemWithin = (item: JsonFeedItem, room: Room): JsonFeedItem => {
  const { authors, tags, _nightdesk: own } = item
  const shorter = compact<JsonFeedItem>({
    ...item,
    id: cutBytes(item.id, ID_BYTES),
    url: isShort(item.url) ? item.url : undefined,
    summary: shortened(item.summary, room.lead),
    content_text: item.content_text === undefined ? undefined : cutBytes(item.content_text, room.text),
    authors: authors?.slice(0, room.names).filter((author) => utf8Length(JSON.stringify(author)) <= NAME_BYTES),
    tags: tags?.slice(0, room.names).map((tag) => cutBytes(tag, room.name)),
    language: shortened(item.language, room.name),
    _nightdesk: compact<JsonFeedItem['_nightdesk']>({
      ...own,
      lead: cutBytes(own.lead, room.lead),
      source: shortened(own.source, room.name),
      dateline: shortened(own.dateline, room.name),
      original_url: isShort(own.original_url) ? own.original_url : undefined,
    }),
  })
  const cut = JSON.stringify(shorter) !== JSON.stringify(item)
  return cut ? { ...shorter, _nightdesk: { ...shorter._nightdesk, cut: true } } : item
}

const named = ({ rule, name, spans }: Match, room: Room): NamedMatch => ({
  id: rule,
  name,
  spans: spans.slice(0, room.spans),
})

const alsoWithin = (also: readonly AlsoIn[], room: Room): AlsoIn[] =>
  also.slice(0, room.names).map(({ url, ...rest }) => (isShort(url) && room.spans > 0 ? { ...rest, url } : rest))

/** The fields of a diff that there is room for. */
const diffWithin = (diff: ItemDiff, fields: Room['diff']): ItemDiff =>
  Object.fromEntries(Object.entries(diff).filter(([field]) => fields.some((kept) => kept === field)))

const dataOf = (alert: Alert, room: Room): ItemData => {
  const { change, matches, alsoIn } = alert
  const left = matches.length - room.names
  return compact<ItemData>({
    item: itemWithin(toJsonFeedItem(alert.item), room),
    rules: matches.slice(0, room.names).map((match) => named(match, room)),
    more_rules: left > 0 ? left : undefined,
    source: alert.source,
    first_seen: alert.firstSeen,
    headline_only: alert.headlineOnly ? true : undefined,
    revision: alert.revision === 0 ? undefined : alert.revision,
    diff: change?.diff === undefined ? undefined : diffWithin(change.diff, room.diff),
    also_in: alsoIn === undefined ? undefined : alsoWithin(alsoIn, room),
  })
}

const typeOf = (event: Event): ItemType => (event === 'source' ? TYPES.item : TYPES[event])

/** The first of these bodies that is small enough, else the last. */
const firstWithin = <T>(rooms: readonly Room[], limit: number, make: (room: Room) => T): string => {
  let body = ''
  for (const room of rooms) {
    body = JSON.stringify(make(room))
    if (utf8Length(body) < limit) break
  }
  return body
}

/** The exact bytes to send, as text, under 20 kB: matched, revised or withdrawn, as the alert's rules have it. @param timestamp ISO 8601 */
export const itemMatched = (alert: Alert, timestamp: string): string =>
  firstWithin(
    ROOMS,
    WEBHOOK.BODY_BYTES,
    (room): ItemEvent => ({ type: typeOf(eventOf(alert)), timestamp, data: dataOf(alert, room) }),
  )

/** The envelope of a digest, with its longest period and numbers. */
const DIGEST_ROOM = WEBHOOK.BODY_BYTES - 300

const digestItem = ({ alert, topic }: DigestEntry): string =>
  firstWithin(
    DIGEST_ROOMS,
    DIGEST_ROOM / 2,
    (room): DigestItem =>
      compact<DigestItem>({
        type: typeOf(eventOf(alert)),
        topic: shortened(topic, NAME_BYTES),
        ...dataOf(alert, room),
      }),
  )

/** How many of these entries, in order, go into one body: at least one. */
export const fitsDigestBody = (entries: readonly DigestEntry[]): number => {
  let room = DIGEST_ROOM
  let count = 0
  for (const entry of entries) {
    room -= utf8Length(digestItem(entry)) + 1
    if (room < 0) break
    count++
  }
  return Math.max(1, count)
}

/** @param timestamp ISO 8601 */
export const digestBody = ({ kind, period, page, pages, entries }: Digest, timestamp: string): string => {
  const items = entries.map((entry) => JSON.parse(digestItem(entry)) as DigestItem)
  return JSON.stringify({ type: 'digest', timestamp, data: { kind, period, page, pages, items } } satisfies DigestEvent)
}

export const webhookTest = (challenge: string, timestamp: string): string => {
  const body: WebhookTest = { type: 'webhook.test', timestamp, data: { challenge } }
  return JSON.stringify(body)
}
