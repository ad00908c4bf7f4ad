// The courier to an incoming webhook of Slack, or of a service that takes Slack's older form: Mattermost first. Slack gets blocks of plain
// text; the others attachments of Markdown, with every mark of it escaped.
import type { Digest } from '../../core/alert/digest.ts'
import { HEADING_ROOM, tellDigest, tellEntry } from '../../core/alert/digest-telling.ts'
import { inert } from '../../core/alert/inert.ts'
import { noticeText } from '../../core/alert/notice.ts'
import { countWithin, headlineOf, sharing, tell } from '../../core/alert/telling.ts'
import { SERVICE, SLACK } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { Courier } from '../../flow/delivery-ports.ts'
import type { Answer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { type Dialect, sendTo, serviceAddress } from './service.ts'
import { attachmentForm, blockForm, escaped, type Form } from './slack-form.ts'

export type SlackConfig = { readonly kind: 'slack'; readonly url: string }

/** Slack's own: everybody else's webhooks know no blocks. */
const SLACK_HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com'])

const formFor = (url: string): Form =>
  URL.canParse(url) && SLACK_HOSTS.has(new URL(url).hostname) ? blockForm : attachmentForm

/** As it counts in a message, with its names and quotes: more than Slack counts, never less. */
const sizeOf = (elements: readonly object[]): number => JSON.stringify(elements).length

const pack = (form: Form, alerts: readonly Alert[]): string =>
  form.message(
    alerts.map(headlineOf).join(' · '),
    alerts.flatMap((alert) => form.alert(tell(alert))),
  )

const packDigest = (form: Form, digest: Digest): string => {
  const { title, note, entries } = tellDigest(digest)
  return form.message(title, [...form.heading(title, note), ...entries.flatMap(form.entry)])
}

/** Bodies of Slack's answers after which the webhook takes nothing any more (its pages on incoming webhooks, 2016 and 2026). */
const GONE: ReadonlyMap<string, string> = new Map([
  ['channel_is_archived', 'the channel is archived'],
  ['channel_not_found', 'the channel no longer exists'],
  ['no_service', 'the webhook was removed'],
  ['no_active_hooks', 'the webhook was removed'],
  ['no_team', 'the workspace no longer exists'],
  ['team_disabled', 'the workspace is disabled'],
])

const goneOf = ({ status, text }: Answer): string | undefined => (status < 500 ? GONE.get(text.trim()) : undefined)

const isMalformed = ({ status, text }: Answer): boolean =>
  status === 400 && /^(?:invalid_(?:payload|blocks|attachments)|missing_text|msg_blocks_too_long)/.test(text.trim())

const DIALECT: Dialect = { gone: goneOf, malformed: isMalformed, pauseMs: SLACK.PAUSE_MS }

const textMessage = (text: string): string => JSON.stringify({ text: escaped(text), mrkdwn: false })

/** What a notification of it shows. */
const plain = (body: string): string | undefined => {
  const message = JSON.parse(body) as { text?: string; blocks?: unknown; attachments?: readonly { fallback: string }[] }
  if (message.blocks !== undefined) return JSON.stringify({ text: message.text, mrkdwn: false })
  const lines = message.attachments?.map(({ fallback }) => fallback)
  return lines === undefined ? undefined : textMessage(lines.join('\n'))
}

export const slackCourier = ({ url }: SlackConfig, settings: Settings): Courier => {
  const form = formFor(url)
  return {
    kind: 'slack',
    fits: (alerts) =>
      countWithin(
        sharing(alerts, SERVICE.ALERTS).map((alert) => sizeOf(form.alert(tell(alert))) + headlineOf(alert).length),
        SLACK.MESSAGE,
      ),
    pack: (_id, alerts) => pack(form, alerts),
    fitsDigest: (entries) =>
      countWithin(
        entries.slice(0, form.entries).map((entry) => sizeOf(tellEntry(entry).flatMap(form.entry))),
        SLACK.MESSAGE - 2 * HEADING_ROOM,
      ),
    packDigest: (_id, digest) => packDigest(form, digest),
    packNotice: (_id, notice) => textMessage(inert(noticeText(notice))),
    plain,
    send: ({ body }) => sendTo(serviceAddress(url, settings), settings, body, DIALECT),
  }
}
