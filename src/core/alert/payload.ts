// The body of a webhook: `{ type, timestamp, data }` after Standard Webhooks, with the item as `read` prints it.
import { type JsonFeedItem, toJsonFeedItem } from '../feed/json-feed-item.ts'
import { WEBHOOK } from '../limits.ts'
import type { Alert, AlsoIn, Event, ItemDiff, Match, Span } from '../model.ts'
import { eventOf } from './event.ts'

type NamedMatch = { readonly id: string; readonly name: string; readonly spans: readonly Span[] }

const TYPES = { item: 'item.matched', revised: 'item.revised', withdrawn: 'item.withdrawn' } as const

export type ItemEvent = {
  readonly type: (typeof TYPES)[keyof typeof TYPES]
  /** When the parcel was made. */
  readonly timestamp: string
  readonly data: {
    readonly item: JsonFeedItem
    readonly rules: readonly NamedMatch[]
    readonly source: { readonly id: string; readonly name: string }
    readonly first_seen: string
    readonly headline_only?: true
    /** Number of the item's state, from 1; absent for the item as it was first seen. */
    readonly revision?: number
    readonly diff?: ItemDiff
    /** Other sources with the same story. */
    readonly also_in?: readonly AlsoIn[]
  }
}

export type WebhookTest = {
  readonly type: 'webhook.test'
  readonly timestamp: string
  readonly data: { readonly challenge: string }
}

const named = ({ rule, name, spans }: Match): NamedMatch => ({ id: rule, name, spans })

/** UTF-8 bytes of a text, without an encoder: the core knows no platform. */
export const utf8Length = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

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

/** Summary and lead may each be a whole article where a feed has no other place for it; they keep at least this much. */
const LEAD_BYTES = 1_024

const withText = (item: JsonFeedItem, limit: number): JsonFeedItem => {
  const leadLimit = Math.max(limit / 2, LEAD_BYTES)
  const { content_text: text, summary, _nightdesk: own } = item
  const shorter = {
    ...item,
    ...(text === undefined ? {} : { content_text: cutBytes(text, limit) }),
    ...(summary === undefined ? {} : { summary: cutBytes(summary, leadLimit) }),
    _nightdesk: { ...own, lead: cutBytes(own.lead, leadLimit) },
  }
  const cut = shorter.content_text !== text || shorter.summary !== summary || shorter._nightdesk.lead !== own.lead
  return cut ? { ...shorter, _nightdesk: { ...shorter._nightdesk, cut: true } } : item
}

const typeOf = (event: Event): ItemEvent['type'] => (event === 'source' ? TYPES.item : TYPES[event])

type Room = { readonly textBytes: number; readonly spans: number; readonly diff: readonly (keyof ItemDiff)[] }

/** The fields of a diff that there is room for. */
const diffWithin = (diff: ItemDiff, fields: Room['diff']): ItemDiff =>
  Object.fromEntries(Object.entries(diff).filter(([field]) => fields.some((kept) => kept === field)))

const bodyOf = (alert: Alert, timestamp: string, { textBytes, spans, diff }: Room): string => {
  const changed = alert.change?.diff
  const body: ItemEvent = {
    type: typeOf(eventOf(alert)),
    timestamp,
    data: {
      item: withText(toJsonFeedItem(alert.item), textBytes),
      rules: alert.matches.map((match) => named({ ...match, spans: match.spans.slice(0, spans) })),
      source: alert.source,
      first_seen: alert.firstSeen,
      ...(alert.headlineOnly ? { headline_only: true as const } : {}),
      ...(alert.revision === 0 ? {} : { revision: alert.revision }),
      ...(changed === undefined ? {} : { diff: diffWithin(changed, diff) }),
      ...(alert.alsoIn === undefined ? {} : { also_in: alert.alsoIn }),
    },
  }
  return JSON.stringify(body)
}

/** What may be shortened when a body is too large, in this order: the text, then the spans of each rule and the diff. */
const SHORTER: readonly Room[] = [
  { textBytes: WEBHOOK.TEXT_BYTES, spans: 100, diff: ['title', 'lead', 'text'] },
  { textBytes: WEBHOOK.TEXT_BYTES / 4, spans: 20, diff: ['title', 'lead', 'text'] },
  { textBytes: 0, spans: 5, diff: ['title', 'lead'] },
  { textBytes: 0, spans: 0, diff: ['title'] },
]

/** The exact bytes to send, as text, under 20 kB: matched, revised or withdrawn, as the alert's rules have it. @param timestamp ISO 8601 */
export const itemMatched = (alert: Alert, timestamp: string): string => {
  let body = ''
  for (const room of SHORTER) {
    body = bodyOf(alert, timestamp, room)
    if (utf8Length(body) < WEBHOOK.BODY_BYTES) break
  }
  return body
}

export const webhookTest = (challenge: string, timestamp: string): string => {
  const body: WebhookTest = { type: 'webhook.test', timestamp, data: { challenge } }
  return JSON.stringify(body)
}
