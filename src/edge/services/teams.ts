// The courier to Microsoft Teams: an adaptive card 1.4 to a Workflows address. Texts stand in TextRuns, in which Teams reads no Markdown
// (the schema's reference, 2026), so that nothing needs an escape.

import type { Digest, DigestEntry } from '../../core/alert/digest.ts'
import { type EntryTelling, HEADING_ROOM, tellDigest, tellEntry } from '../../core/alert/digest-telling.ts'
import { inert } from '../../core/alert/inert.ts'
import { noticeText } from '../../core/alert/notice.ts'
import { utf8Length } from '../../core/alert/payload.ts'
import {
  countWithin,
  type Line,
  linesWithin,
  type Stretch,
  sharing,
  type Tone,
  tell,
} from '../../core/alert/telling.ts'
import { SERVICE, TEAMS } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { Courier } from '../../flow/delivery-ports.ts'
import type { Settings } from '../settings.ts'
import { type Hosts, sendTo, serviceAddress } from './service.ts'

export type TeamsConfig = { readonly kind: 'teams'; readonly url: string }

/** Power Automate, Logic Apps, and the connectors that are on their way out. */
export const TEAMS_HOSTS: Hosts = ['.logic.azure.com', '.powerplatform.com', '.webhook.office.com']

const TONES: { readonly [tone in Tone]: object } = {
  strong: { weight: 'Bolder', size: 'Medium' },
  found: { weight: 'Bolder' },
  added: { underline: true },
  removed: { strikethrough: true },
}

const runOf = ({ text, tone, url }: Stretch): object => ({
  type: 'TextRun',
  text,
  ...(tone === undefined ? {} : TONES[tone]),
  ...(url === undefined ? {} : { selectAction: { type: 'Action.OpenUrl', url } }),
})

const block = (line: Line, more: object = {}): object => ({ type: 'RichTextBlock', inlines: line.map(runOf), ...more })

const linked = (text: string, url: string | undefined): Stretch => ({ text, ...(url === undefined ? {} : { url }) })

const NEXT = { separator: true, spacing: 'Large' }

const alertBlocks = (alert: Alert): readonly object[] => {
  const { headline, lines, links } = tell(alert)
  const original = links.slice(1).map(({ label, url }) => linked(label, url))
  return [
    block([{ ...linked(headline, links[0]?.url), tone: 'strong' }], NEXT),
    ...lines.map((line) => block(line, { spacing: 'Small' })),
    ...(original.length === 0 ? [] : [block(original, { spacing: 'Small' })]),
  ]
}

const entryBlocks = ({ topic, headline, detail, link }: EntryTelling): readonly object[] => [
  ...(topic === undefined ? [] : [block([{ text: topic, tone: 'strong' }], NEXT)]),
  block([linked(headline, link?.url), { text: ` ${detail}` }], { spacing: 'Small' }),
]

const sizeOf = (element: object): number => utf8Length(JSON.stringify(element)) + 1
const sizeOfAll = (elements: readonly object[]): number => elements.reduce((sum, element) => sum + sizeOf(element), 0)

const wrapped = (body: readonly object[]): string =>
  JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body,
        },
      },
    ],
  })

const ROOM = TEAMS.BODY_BYTES - utf8Length(wrapped([]))

const cardOf = (blocks: readonly object[]): string => wrapped(linesWithin(blocks, ROOM, sizeOf))

const packDigest = (digest: Digest): string => {
  const { title, note, entries } = tellDigest(digest)
  const head = [block([{ text: title, tone: 'strong' }]), ...(note === undefined ? [] : [block([{ text: note }])])]
  return cardOf([...head, ...entries.flatMap(entryBlocks)])
}

const fitsDigest = (entries: readonly DigestEntry[]): number =>
  countWithin(
    entries.map((entry) => sizeOfAll(tellEntry(entry).flatMap(entryBlocks))),
    // The heading's two blocks as well.
    ROOM - 2 * HEADING_ROOM,
  )

export const teamsCourier = ({ url }: TeamsConfig, settings: Settings): Courier => ({
  kind: 'teams',
  fits: (alerts) =>
    countWithin(
      sharing(alerts, SERVICE.ALERTS).map((alert) => sizeOfAll(alertBlocks(alert))),
      ROOM,
    ),
  pack: (_id, alerts) => cardOf(alerts.flatMap(alertBlocks)),
  fitsDigest,
  packDigest: (_id, digest) => packDigest(digest),
  packNotice: (_id, notice) => cardOf([block([{ text: inert(noticeText(notice)) }])]),
  send: ({ body }) => sendTo(serviceAddress(url, settings, TEAMS_HOSTS), settings, body, { pauseMs: TEAMS.PAUSE_MS }),
})
