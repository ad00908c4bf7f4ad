// One alert as an embed: who says it, what, when, and why it is told. Every text from the wire is disarmed.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10'
import { eventOf } from '../../core/alert/event.ts'
import { markOf } from '../../core/alert/mark.ts'
import { datedAs } from '../../core/alert/pyongyang.ts'
import { DISCORD, UNITS } from '../../core/limits.ts'
import type { Alert, Span } from '../../core/model.ts'
import { whyLines } from '../../core/summary/why.ts'
import { alsoField } from './also.ts'
import { changedField } from './change.ts'
import { linksField, namedLink, webLink } from './link.ts'
import { summaryOf } from './summary.ts'
import { bold, clip, disarm, listed, plainLine, visible, wholePieces } from './text.ts'

/** Where a story's links stand: as buttons below the message, or in the embed. */
export type LinkPlace = 'buttons' | 'embed'

/** A headline of invisible marks alone would leave the embed without a title. */
export const headlineOf = ({ item }: Pick<Alert, 'item'>): string => visible(item.title) ?? '(no headline)'

export const originOf = ({ item, source }: Alert): string =>
  [visible(item.label ?? '') ?? source.name, item.dateline].filter((part) => part !== undefined).join(' · ')

const spansOf = ({ matches }: Alert): readonly Span[] => matches.flatMap(({ spans }) => spans)

/** A rule may have matched by facts alone, or only what stood there before. */
const whyOf = (alert: Alert): string => {
  const lines = whyLines(spansOf(alert), alert.item, DISCORD.WHY_LINE, { mark: bold, plain: disarm })
  const fallback = eventOf(alert) === 'item' ? 'all of the query held' : 'an earlier state of it matched'
  return wholePieces(lines, '\n', DISCORD.FIELD).trim() || fallback
}

const footerOf = ({ matches, headlineOnly }: Alert): string => {
  const names = matches.map(({ name }) => plainLine(name, DISCORD.FOOTER))
  const note = headlineOnly ? ' · headline only' : ''
  const word = names.length > 1 ? 'Rules: ' : 'Rule: '
  return word + listed(names, DISCORD.FOOTER - word.length - note.length) + note
}

const seenOf = ({ firstSeen }: Alert): string => `<t:${Math.floor(Date.parse(firstSeen) / UNITS.SECOND)}:f>`

const storyLinks = ({ item }: Alert): APIEmbedField[] => {
  const original = item.originalUrl === item.url ? undefined : item.originalUrl
  const links = [namedLink('Read', item.url, DISCORD.LINK), namedLink('Original', original, DISCORD.LINK)]
  return linksField('Links', links, ' · ')
}

export const embedOf = (alert: Alert, links: LinkPlace): APIEmbed => {
  const { item } = alert
  const url = webLink(item.url, DISCORD.EMBED_URL)
  const summary = summaryOf(item, spansOf(alert), DISCORD.SUMMARY)
  return {
    author: { name: plainLine([markOf(alert), originOf(alert)].filter(Boolean).join(' · '), DISCORD.AUTHOR) },
    title: clip(disarm(headlineOf(alert)), DISCORD.EMBED_TITLE),
    ...(url === undefined ? {} : { url }),
    ...(visible(summary) === undefined ? {} : { description: summary }),
    fields: [
      ...changedField(alert),
      { name: 'Why', value: whyOf(alert) },
      { name: 'Published', value: datedAs(item), inline: true },
      { name: 'First seen', value: seenOf(alert), inline: true },
      ...(links === 'embed' ? storyLinks(alert) : []),
      ...alsoField(alert),
    ],
    footer: { text: footerOf(alert) },
    ...(item.published !== undefined && item.day === undefined ? { timestamp: item.published } : {}),
  }
}

/** Characters that count toward Discord's 6,000 for all embeds of a message. */
export const embedLength = ({ author, title, description, fields, footer }: APIEmbed): number =>
  [
    author?.name,
    title,
    description,
    footer?.text,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, text) => sum + (text?.length ?? 0), 0)

export const embedsLength = (embeds: readonly APIEmbed[]): number =>
  embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
