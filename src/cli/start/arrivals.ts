// What the stand-ins received, as a person reads it: one shape for a Discord message and a webhook body.
// Everything shown comes from the parcel itself, nothing from what the desk meant to send.
import type { Span } from '../../core/model.ts'
import { clock, plain } from '../terminal.ts'
import type { Embed } from './discord/message-body.ts'
import type { MessageEvent } from './discord/messages.ts'
import type { Received } from './receiver.ts'
import type { Carrier } from './rules.ts'

/** A run of text; a marked one is a matched term. */
export type Piece = { readonly text: string; readonly marked: boolean }
export type Detail = { readonly label: string; readonly pieces: readonly Piece[] }

export type ShownStory = {
  readonly title: string
  readonly url?: string
  /** Who said it, where and when, as far as the parcel tells. */
  readonly source: string
  readonly summary: readonly Piece[]
  readonly details: readonly Detail[]
}

export type Arrival = {
  readonly via: Carrier
  /** The parcel's id: a Discord nonce or a `webhook-id`. */
  readonly parcel: string
  /** `ALERT`, `REVISED` …: the first word of its line. */
  readonly word: string
  readonly stories: readonly ShownStory[]
  /** Who received it, under which number. */
  readonly receipt: string
}

const unmarked = (text: string): readonly Piece[] => (text === '' ? [] : [{ text, marked: false }])
const isFull = (text: string | undefined): text is string => text !== undefined && text !== ''
const joined = (parts: readonly (string | undefined)[]): string => parts.filter(isFull).map(plain).join(' · ')
const instant = (iso: string | undefined): string | undefined => iso?.replace(/\.\d+Z$/, 'Z')

/** Discord's markdown as far as alerts use it, on one line: bold is a mark, a timestamp a time, a backslash nothing. */
export const piecesOfMarkdown = (markdown: string): readonly Piece[] =>
  plain(markdown)
    .replace(/<t:(\d+)(?::\w)?>/g, (_tag, seconds: string) => clock(Number(seconds) * 1_000))
    .split(/(?<!\\)\*\*/)
    .map((text, index) => ({ text: text.replace(/\\(\W)/g, '$1'), marked: index % 2 === 1 }))
    .filter(({ text }) => text !== '')

const textOfMarkdown = (markdown: string): string =>
  piecesOfMarkdown(markdown)
    .map(({ text }) => text)
    .join('')

type Field = NonNullable<Embed['fields']>[number]

const fieldDetails = ({ name, value }: Field): readonly Detail[] =>
  value.split('\n').map((line, index) => ({ label: index === 0 ? plain(name) : '', pieces: piecesOfMarkdown(line) }))

/** Fields that Discord shows side by side share a line here as well. */
const inlineDetail = (fields: readonly Field[]): readonly Detail[] => {
  const text = joined(fields.map(({ name, value }) => `${name} ${textOfMarkdown(value)}`))
  return text === '' ? [] : [{ label: '', pieces: unmarked(text) }]
}

const storyOfEmbed = (embed: Embed): ShownStory => {
  const fields = embed.fields ?? []
  return {
    title: textOfMarkdown(embed.title ?? ''),
    source: joined([embed.author?.name, instant(embed.timestamp)]),
    summary: piecesOfMarkdown(embed.description ?? ''),
    details: [
      ...fields.filter(({ inline }) => inline !== true).flatMap(fieldDetails),
      ...(embed.footer === undefined ? [] : [{ label: '', pieces: unmarked(plain(embed.footer.text)) }]),
      ...inlineDetail(fields.filter(({ inline }) => inline === true)),
    ],
    ...(embed.url === undefined ? {} : { url: plain(embed.url) }),
  }
}

const wordOf = ({ message, edited }: MessageEvent): string => {
  if (edited) return 'EDITED'
  return message.message_reference === undefined ? 'ALERT' : 'REPLY'
}

const receiptOf = ({ channel_id: channel, id, message_reference: reference }: MessageEvent['message']): string =>
  `Discord channel ${channel}, message ${id}${reference === undefined ? '' : `, in reply to ${reference.message_id}`}`

export const arrivalOfMessage = ({ message, edited }: MessageEvent): Arrival => ({
  via: 'discord',
  parcel: String(message.nonce ?? ''),
  word: wordOf({ message, edited }),
  stories:
    message.embeds === undefined || message.embeds.length === 0
      ? [{ title: plain(message.content ?? ''), source: '', summary: [], details: [] }]
      : message.embeds.map(storyOfEmbed),
  receipt: receiptOf(message),
})

type HookItem = {
  readonly title?: string
  readonly url?: string
  readonly content_text?: string
  readonly summary?: string
  readonly date_published?: string
  readonly _nightdesk?: { readonly lead?: string; readonly source?: string; readonly dateline?: string }
}
type HookRule = { readonly name?: string; readonly spans?: readonly Span[] }
type HookBody = {
  readonly type?: string
  readonly data?: { readonly item?: HookItem; readonly rules?: readonly HookRule[]; readonly first_seen?: string }
}

/** UTF-16 units shown on either side of the matched terms. */
const AROUND = 50

/** The text with its spans marked, cut to their surroundings. Spans are in order and do not overlap. */
export const markSpans = (text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): readonly Piece[] => {
  const first = spans[0]
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return []
  const from = text.lastIndexOf(' ', Math.max(0, first.start - AROUND)) + 1
  const after = text.indexOf(' ', last.end + AROUND)
  const to = after < 0 ? text.length : after
  const pieces = spans.flatMap(({ start, end }, index) => [
    { text: text.slice(spans[index - 1]?.end ?? from, start), marked: false },
    { text: text.slice(start, end), marked: true },
  ])
  return [
    { text: from > 0 ? '… ' : '', marked: false },
    ...pieces,
    { text: text.slice(last.end, to) + (to < text.length ? ' …' : ''), marked: false },
  ].filter((piece) => piece.text !== '')
}

const whyOf = (item: HookItem, { spans = [] }: HookRule): Detail => {
  const fields = { title: item.title ?? '', lead: item._nightdesk?.lead ?? '', text: item.content_text ?? '' }
  const field = (['lead', 'title', 'text'] as const).find((candidate) => spans.some((span) => span.field === candidate))
  const pieces =
    field === undefined
      ? []
      : markSpans(
          fields[field],
          spans.filter((span) => span.field === field),
        )
  return { label: 'Why', pieces: pieces.map(({ text, marked }) => ({ text: text.replace(/\s+/g, ' '), marked })) }
}

const rulesDetail = (rules: readonly HookRule[]): readonly Detail[] => {
  const names = rules.map(({ name = '' }) => plain(name)).join(', ')
  return names === '' ? [] : [{ label: '', pieces: unmarked(`Rule: ${names}`) }]
}

const WORDS: Readonly<Record<string, string>> = {
  'item.matched': 'ALERT',
  'item.revised': 'REVISED',
  'item.withdrawn': 'WITHDRAWN',
  digest: 'DIGEST',
  'webhook.test': 'TEST',
}

const storyOfHook = ({ data = {}, type }: HookBody): ShownStory => {
  const { item = {}, rules = [], first_seen: firstSeen } = data
  return {
    title: plain(item.title ?? type ?? ''),
    source: joined([item._nightdesk?.source, item._nightdesk?.dateline, instant(item.date_published ?? firstSeen)]),
    summary: unmarked(plain(item._nightdesk?.lead ?? item.summary ?? '')),
    details: [...rules.map((rule) => whyOf(item, rule)), ...rulesDetail(rules)],
    ...(item.url === undefined ? {} : { url: plain(item.url) }),
  }
}

export const arrivalOfHook = ({ id, body, path }: Received): Arrival => {
  const hook = (body ?? {}) as HookBody
  return {
    via: 'webhook',
    parcel: id,
    word: WORDS[hook.type ?? ''] ?? 'ALERT',
    stories: [storyOfHook(hook)],
    receipt: `webhook receiver ${path}, ${id}, signature good`,
  }
}
