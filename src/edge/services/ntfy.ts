// The courier to ntfy: a notification an alert, as plain text, with the story behind a tap (ntfy's documentation of publishing as JSON,
// 2026). A digest is a list of headlines with their addresses.

import type { Digest, DigestEntry } from '../../core/alert/digest.ts'
import { type EntryTelling, HEADING_ROOM, isSilent, tellDigest, tellEntry } from '../../core/alert/digest-telling.ts'
import { inert } from '../../core/alert/inert.ts'
import { noticeText } from '../../core/alert/notice.ts'
import { jsonLength } from '../../core/alert/payload.ts'
import { countWithin, linesWithin, plainText, tell } from '../../core/alert/telling.ts'
import { NTFY } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { err } from '../../core/result.ts'
import type { Courier } from '../../flow/delivery-ports.ts'
import type { Answer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { sendTo, serviceAddress } from './service.ts'

/** The server's address alone; the topic is as good as a password. */
export type NtfyConfig = { readonly kind: 'ntfy'; readonly url: string; readonly topic: string }

/** Delivered without sound or vibration; ntfy's default is 3. */
const QUIET = 2

type Note = {
  readonly title: string
  readonly message: string
  readonly quiet?: boolean
  readonly links?: readonly Link[]
}
type Link = { readonly label: string; readonly url: string }

const noteOf = (topic: string, { title, message, quiet = false, links = [] }: Note): string =>
  JSON.stringify({
    topic,
    title,
    message,
    ...(quiet ? { priority: QUIET } : {}),
    ...(links[0] === undefined ? {} : { click: links[0].url }),
    ...(links.length < 2
      ? {}
      : { actions: links.slice(0, NTFY.ACTIONS).map(({ label, url }) => ({ action: 'view', label, url })) }),
  })

/** As a server counts them: a line of JSON costs what its escapes cost. */
const sizeOf = (line: string): number => jsonLength(line) + jsonLength('\n')

const joined = (lines: readonly string[], room: number = NTFY.MESSAGE_BYTES): string =>
  linesWithin(lines, room, sizeOf).join('\n')

const alertNote = (topic: string, alert: Alert): string => {
  const { headline, lines, links } = tell(alert)
  return noteOf(topic, { title: headline, message: joined(lines.map(plainText)), quiet: alert.silent, links })
}

const entryLines = ({ topic, headline, detail, link }: EntryTelling): string[] => [
  ...(topic === undefined ? [] : [`— ${topic} —`]),
  `• ${headline}`,
  `  ${detail}`,
  ...(link === undefined ? [] : [`  ${link.url}`]),
]

const digestNote = (topic: string, digest: Digest): string => {
  const { title, note, entries } = tellDigest(digest)
  const message = joined([...(note === undefined ? [] : [note]), ...entries.flatMap(entryLines)])
  return noteOf(topic, { title, message, quiet: isSilent(digest) })
}

const entrySize = (entry: DigestEntry): number =>
  tellEntry(entry)
    .flatMap(entryLines)
    .reduce((sum, line) => sum + sizeOf(line), 0)

/** The day's quota of messages is spent: ntfy's own code for it. */
const QUOTA_SPENT = 42908

const waitOf = ({ status, text }: Answer): number | undefined =>
  status === 429 && text.includes(String(QUOTA_SPENT)) ? NTFY.QUOTA_MS : undefined

/** A topic in the path would be another topic than the one that was asked for. */
export const ntfyServer = (url: string, settings: Settings): ReturnType<typeof serviceAddress> => {
  const address = serviceAddress(url, settings)
  if (!address.ok) return address
  const { pathname, search, hash } = new URL(address.value)
  return pathname === '/' && search + hash === ''
    ? address
    : err('Give the server’s address alone; the topic goes in "topic".')
}

export const ntfyCourier = ({ url, topic }: NtfyConfig, settings: Settings): Courier => ({
  kind: 'ntfy',
  fits: () => 1,
  pack: (_id, [alert]) => (alert === undefined ? '' : alertNote(topic, alert)),
  fitsDigest: (entries) => countWithin(entries.map(entrySize), NTFY.MESSAGE_BYTES - HEADING_ROOM),
  packDigest: (_id, digest) => digestNote(topic, digest),
  packNotice: (_id, notice) => noteOf(topic, { title: 'Nightdesk', message: inert(noticeText(notice)) }),
  send: ({ body }) => sendTo(ntfyServer(url, settings), settings, body, { wait: waitOf }),
})
