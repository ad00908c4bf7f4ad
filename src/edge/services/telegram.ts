// The courier to Telegram: sendMessage with the marks given as offsets, so that nothing in a text is ever parsed (the Bot API, 2026).

import type { Digest, DigestEntry } from '../../core/alert/digest.ts'
import { type EntryTelling, HEADING_ROOM, isSilent, tellDigest, tellEntry } from '../../core/alert/digest-telling.ts'
import { inert } from '../../core/alert/inert.ts'
import { noticeText } from '../../core/alert/notice.ts'
import {
  countWithin,
  type Line,
  type Link,
  linesWithin,
  type Stretch,
  sharing,
  tell,
} from '../../core/alert/telling.ts'
import { SERVICE, TELEGRAM, UNITS } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { ok } from '../../core/result.ts'
import type { Courier } from '../../flow/delivery-ports.ts'
import type { Answer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { type Dialect, sendTo } from './service.ts'

/** @property chat a number, negative for a group, or the `@name` of a channel */
export type TelegramConfig = { readonly kind: 'telegram'; readonly token: string; readonly chat: string }

const API = 'https://api.telegram.org'

/** Offset and length in UTF-16 units. */
type Entity = { readonly type: string; readonly offset: number; readonly length: number; readonly url?: string }

const ENTITY = { strong: 'bold', found: 'bold', added: 'underline', removed: 'strikethrough' } as const

const entitiesOf = ({ text, tone, url }: Stretch, offset: number): Entity[] => {
  const place = { offset, length: text.length }
  return text === ''
    ? []
    : [
        ...(tone === undefined ? [] : [{ type: ENTITY[tone], ...place }]),
        ...(url === undefined ? [] : [{ type: 'text_link', ...place, url }]),
      ]
}

const linkLine = (links: readonly Link[]): Line[] =>
  links.length === 0
    ? []
    : [
        links.flatMap(({ label, url }, index): Stretch[] => [
          ...(index === 0 ? [] : [{ text: ' · ' }]),
          { text: label, url },
        ]),
      ]

const alertLines = (alert: Alert): readonly Line[] => {
  const { headline, lines, links } = tell(alert)
  return [
    [{ text: headline, tone: 'strong', ...(links[0] === undefined ? {} : { url: links[0].url }) }],
    ...lines,
    ...linkLine(links),
  ]
}

const entryLines = ({ topic, headline, detail, link }: EntryTelling): readonly Line[] => [
  ...(topic === undefined ? [] : [[{ text: topic, tone: 'strong' as const }]]),
  [{ text: '• ' }, { text: headline, ...(link === undefined ? {} : { url: link.url }) }],
  [{ text: detail }],
]

/** The line feed after it included. */
const lineLength = (line: Line): number => line.reduce((sum, { text }) => sum + text.length, 1)
const lengthOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lineLength(line), 0)

const messageOf = (chat: string, lines: readonly Line[], silent: boolean): string => {
  const entities: Entity[] = []
  let text = ''
  for (const line of linesWithin(lines, TELEGRAM.TEXT, lineLength)) {
    for (const stretch of line) {
      entities.push(...entitiesOf(stretch, text.length))
      text += stretch.text
    }
    text += '\n'
  }
  return JSON.stringify({
    chat_id: chat,
    text: text.trimEnd(),
    entities: entities.slice(0, TELEGRAM.ENTITIES),
    link_preview_options: { is_disabled: true },
    ...(silent ? { disable_notification: true } : {}),
  })
}

const BLANK: Line = [{ text: '' }]

const pack = (chat: string, alerts: readonly Alert[]): string => {
  const lines = alerts.flatMap((alert, index) => [...(index === 0 ? [] : [BLANK]), ...alertLines(alert)])
  return messageOf(chat, lines, alerts[0]?.silent ?? false)
}

const packDigest = (chat: string, digest: Digest): string => {
  const { title, note, entries } = tellDigest(digest)
  const head: Line[] = [[{ text: title, tone: 'strong' }], ...(note === undefined ? [] : [[{ text: note }]])]
  return messageOf(chat, [...head, ...entries.flatMap(entryLines)], isSilent(digest))
}

const fitsDigest = (entries: readonly DigestEntry[]): number =>
  countWithin(
    entries.map((entry) => lengthOf(tellEntry(entry).flatMap(entryLines))),
    TELEGRAM.TEXT - HEADING_ROOM,
  )

type ErrorBody = { readonly description?: string; readonly parameters?: { readonly retry_after?: number } }

const errorOf = ({ text }: Answer): ErrorBody => {
  try {
    return (JSON.parse(text) as ErrorBody | null) ?? {}
  } catch {
    return {}
  }
}

/** Telegram's sentences after which a chat takes nothing any more; there are no codes for them. */
const GONE =
  /bot was (?:blocked|kicked)|user is deactivated|bot is not a member|chat not found|group chat was (?:deactivated|deleted|upgraded)|bot can't initiate/i

const goneOf = (answer: Answer): string | undefined => {
  const found = GONE.exec(errorOf(answer).description ?? '')
  return (answer.status === 400 || answer.status === 403) && found !== null
    ? `Telegram: ${found[0].toLowerCase()}`
    : undefined
}

const waitOf = (answer: Answer): number | undefined => {
  const seconds = errorOf(answer).parameters?.retry_after
  return typeof seconds === 'number' && seconds > 0 ? seconds * UNITS.SECOND : undefined
}

const dialectOf = (chat: string): Dialect => ({
  gone: goneOf,
  wait: waitOf,
  malformed: ({ status }) => status === 400,
  pauseMs: /^[-@]/.test(chat) ? TELEGRAM.GROUP_PAUSE_MS : TELEGRAM.PAUSE_MS,
})

/** The words alone. */
const plain = (body: string): string | undefined => {
  const { entities, ...rest } = JSON.parse(body) as { entities?: unknown }
  return entities === undefined ? undefined : JSON.stringify(rest)
}

export const telegramCourier = ({ token, chat }: TelegramConfig, settings: Settings): Courier => ({
  kind: 'telegram',
  fits: (alerts) =>
    countWithin(
      sharing(alerts, SERVICE.ALERTS).map((alert) => lengthOf(alertLines(alert)) + 1),
      TELEGRAM.TEXT,
    ),
  pack: (_id, alerts) => pack(chat, alerts),
  fitsDigest,
  packDigest: (_id, digest) => packDigest(chat, digest),
  packNotice: (_id, notice) => messageOf(chat, [[{ text: inert(noticeText(notice)) }]], false),
  plain,
  // Built from the token, which its shape keeps from naming another host: nothing a user typed is an address here.
  send: ({ body }) => sendTo(ok(`${API}/bot${token}/sendMessage`), settings, body, dialectOf(chat)),
})
