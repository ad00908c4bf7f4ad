// The body of a webhook: `{ type, timestamp, data }` after Standard Webhooks, with the item as `read` prints it.
import { type JsonFeedItem, toJsonFeedItem } from '../feed/json-feed-item.ts'
import { WEBHOOK } from '../limits.ts'
import type { Alert, AlsoIn, Match, Span } from '../model.ts'

type NamedMatch = { readonly id: string; readonly name: string; readonly spans: readonly Span[] }

export type ItemMatched = {
  readonly type: 'item.matched'
  /** When the parcel was made. */
  readonly timestamp: string
  readonly data: {
    readonly item: JsonFeedItem
    readonly rules: readonly NamedMatch[]
    readonly source: { readonly id: string; readonly name: string }
    readonly first_seen: string
    readonly headline_only?: true
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

const withText = (item: JsonFeedItem, limit: number): JsonFeedItem => {
  const text = item.content_text
  if (text === undefined || utf8Length(text) <= limit) return item
  return { ...item, content_text: cutBytes(text, limit), _nightdesk: { ...item._nightdesk, cut: true } }
}

const bodyOf = (alert: Alert, timestamp: string, textBytes: number, spans: number): string => {
  const body: ItemMatched = {
    type: 'item.matched',
    timestamp,
    data: {
      item: withText(toJsonFeedItem(alert.item), textBytes),
      rules: alert.matches.map((match) => named({ ...match, spans: match.spans.slice(0, spans) })),
      source: alert.source,
      first_seen: alert.firstSeen,
      ...(alert.headlineOnly ? { headline_only: true as const } : {}),
      ...(alert.alsoIn === undefined ? {} : { also_in: alert.alsoIn }),
    },
  }
  return JSON.stringify(body)
}

/** What may be shortened when a body is too large, in this order: the text, then the spans of each rule. */
const SHORTER = [
  { textBytes: WEBHOOK.TEXT_BYTES, spans: 100 },
  { textBytes: WEBHOOK.TEXT_BYTES / 4, spans: 20 },
  { textBytes: 0, spans: 5 },
  { textBytes: 0, spans: 0 },
] as const

/** The exact bytes to send, as text, under 20 kB. @param timestamp ISO 8601 */
export const itemMatched = (alert: Alert, timestamp: string): string => {
  const bodies = SHORTER.map(
    ({ textBytes, spans }) =>
      () =>
        bodyOf(alert, timestamp, textBytes, spans),
  )
  let body = ''
  for (const make of bodies) {
    body = make()
    if (utf8Length(body) < WEBHOOK.BODY_BYTES) break
  }
  return body
}

export const webhookTest = (challenge: string, timestamp: string): string => {
  const body: WebhookTest = { type: 'webhook.test', timestamp, data: { challenge } }
  return JSON.stringify(body)
}
