// The courier to Telegram (the Bot API, 2026): messages, edits of them, and answers to them.

import type { Digest, DigestEntry } from '../../core/alert/digest.ts'
import { type EntryTelling, HEADING_ROOM, isSilent, tellDigest, tellEntry } from '../../core/alert/digest-telling.ts'
import { inert } from '../../core/alert/inert.ts'
import { noticeText } from '../../core/alert/notice.ts'
import { countWithin, type Line, sharing } from '../../core/alert/telling.ts'
import { SERVICE, TELEGRAM, UNITS } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { ok } from '../../core/result.ts'
import type { Courier, Parcel, SendOutcome } from '../../flow/delivery-ports.ts'
import type { Answer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { type Dialect, sendTo } from './service.ts'
import { packEdit } from './telegram-edit.ts'
import { alertLines, changeLines } from './telegram-lines.ts'
import { lengthOf, messageOf, type TelegramMessage } from './telegram-message.ts'

/** @property chat a number, negative for a group, or the `@name` of a channel */
export type TelegramConfig = { readonly kind: 'telegram'; readonly token: string; readonly chat: string }

const API = 'https://api.telegram.org'

const entryLines = ({ topic, headline, detail, link }: EntryTelling): readonly Line[] => [
  ...(topic === undefined ? [] : [[{ text: topic, tone: 'strong' as const }]]),
  [{ text: '• ' }, { text: headline, ...(link === undefined ? {} : { url: link.url }) }],
  [{ text: detail }],
]

const BLANK: Line = [{ text: '' }]

const pack = (chat: string, alerts: readonly Alert[]): string => {
  const lines = alerts.flatMap((alert, index) => [...(index === 0 ? [] : [BLANK]), ...alertLines(alert)])
  return JSON.stringify(messageOf(chat, lines, alerts[0]?.silent ?? false))
}

/** An answer is heard; an edit is not. */
const packReply = (chat: string, change: Alert, message: string): string =>
  JSON.stringify({
    ...messageOf(chat, changeLines(change), change.silent),
    reply_parameters: { message_id: Number(message), allow_sending_without_reply: true },
  } satisfies TelegramMessage)

const packDigest = (chat: string, digest: Digest): string => {
  const { title, note, entries } = tellDigest(digest)
  const head: Line[] = [[{ text: title, tone: 'strong' }], ...(note === undefined ? [] : [[{ text: note }]])]
  return JSON.stringify(messageOf(chat, [...head, ...entries.flatMap(entryLines)], isSilent(digest)))
}

const fitsDigest = (entries: readonly DigestEntry[]): number =>
  countWithin(
    entries.map((entry) => lengthOf(tellEntry(entry).flatMap(entryLines))),
    TELEGRAM.TEXT - HEADING_ROOM,
  )

type AnswerBody = {
  readonly description?: string
  readonly parameters?: { readonly retry_after?: number }
  readonly result?: { readonly message_id?: unknown }
}

const bodyOf = ({ text }: Answer): AnswerBody => {
  try {
    return (JSON.parse(text) as AnswerBody | null) ?? {}
  } catch {
    return {}
  }
}

/** Telegram's sentences after which a chat takes nothing any more; there are no codes for them. */
const GONE =
  /bot was (?:blocked|kicked)|user is deactivated|bot is not a member|chat not found|group chat was (?:deactivated|deleted|upgraded)|bot can't initiate/i

const goneOf = (answer: Answer): string | undefined => {
  const found = GONE.exec(bodyOf(answer).description ?? '')
  return (answer.status === 400 || answer.status === 403) && found !== null
    ? `Telegram: ${found[0].toLowerCase()}`
    : undefined
}

const waitOf = (answer: Answer): number | undefined => {
  const seconds = bodyOf(answer).parameters?.retry_after
  return typeof seconds === 'number' && seconds > 0 ? seconds * UNITS.SECOND : undefined
}

/** It reads so already, since a try whose answer was lost. */
const AS_IT_IS = /message is not modified/i

/** An edit that is refused is nobody's fault, in whatever words: its message is gone or out of reach. */
const editOutcome = (answer: Answer): SendOutcome | undefined => {
  const { status } = answer
  if ((status !== 400 && status !== 403) || goneOf(answer) !== undefined) return undefined
  if (AS_IT_IS.test(bodyOf(answer).description ?? '')) return { outcome: 'sent', status }
  return { outcome: 'unmarkable', reason: 'the message cannot be edited', status }
}

const messageIn = (answer: Answer): string | undefined => {
  const id = bodyOf(answer).result?.message_id
  return typeof id === 'number' ? String(id) : undefined
}

const callOf = ({ act, body }: Parcel): { readonly method: string; readonly body: string } =>
  act?.kind === 'edit'
    ? { method: 'editMessageText', body: JSON.stringify({ ...JSON.parse(body), message_id: Number(act.message) }) }
    : { method: 'sendMessage', body }

const dialectOf = (chat: string, { act }: Parcel): Dialect => ({
  ...(act?.kind === 'edit' ? { own: editOutcome } : { message: messageIn }),
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
  packNotice: (_id, notice) => JSON.stringify(messageOf(chat, [[{ text: inert(noticeText(notice)) }]], false)),
  packEdit,
  packReply: (_id, change, message) => packReply(chat, change, message),
  plain,
  // Built from the token, which its shape keeps from naming another host: nothing a user typed is an address here.
  send: (parcel) => {
    const { method, body } = callOf(parcel)
    return sendTo(ok(`${API}/bot${token}/${method}`), settings, body, dialectOf(chat, parcel))
  },
})
