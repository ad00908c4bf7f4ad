// A Discord message for up to ten alerts: an embed each, mentions stated explicitly, every text disarmed.
import type {
  APIActionRowComponent,
  APIButtonComponentWithURL,
  APIEmbed,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10'
import { eventOf } from '../../core/alert/event.ts'
import { DISCORD, UNITS } from '../../core/limits.ts'
import type { Alert, Span } from '../../core/model.ts'
import { summarise } from '../../core/summary/lead.ts'
import { whyLines } from '../../core/summary/why.ts'
import { changedField, markOf } from './change.ts'
import { clip, disarm } from './text.ts'

export type Message = RESTPostAPIChannelMessageJSONBody & { enforce_nonce?: boolean }

/** SUPPRESS_NOTIFICATIONS: delivered without a sound. */
const SILENT = 1 << 12
/** Discord's numbers for an action row, a button, and a button that opens a link. */
const ACTION_ROW = 1
const BUTTON = 2
const LINK_STYLE = 5

const bold = (text: string): string => `**${text}**`

/** A headline of invisible marks alone would leave the embed without a title. */
const titleOf = ({ item }: Alert): string => disarm(item.title).trim() || '(no headline)'

const originOf = (alert: Alert): string => {
  const { item, source } = alert
  return [markOf(alert), item.label ?? source.name, item.dateline].filter((part) => part !== undefined).join(' · ')
}

const spansOf = ({ matches }: Alert): readonly Span[] => matches.flatMap(({ spans }) => spans)

const whyOf = (alert: Alert): string =>
  whyLines(spansOf(alert), alert.item, DISCORD.WHY_LINE, { mark: bold, plain: disarm }).join('\n')

/** A rule may have matched by facts alone, or only what stood there before. */
const fallbackWhy = (alert: Alert): string =>
  eventOf(alert) === 'item' ? 'all of the query held' : 'an earlier state of it matched'

const footerOf = (alert: Alert): string => {
  const names = `Rule: ${alert.matches.map(({ name }) => name).join(', ')}`
  return alert.headlineOnly ? `${names} · headline only` : names
}

const isWebLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//.test(url)

const dateOf = ({ item }: Alert): string => {
  if (item.day !== undefined) return `${item.day} (the outlet’s calendar)`
  return item.published === undefined ? 'undated' : `<t:${Math.floor(Date.parse(item.published) / UNITS.SECOND)}:f>`
}

const seenOf = ({ firstSeen }: Alert): string => `<t:${Math.floor(Date.parse(firstSeen) / UNITS.SECOND)}:R>`

/** Telling the story once, and who else tells it. */
const alsoOf = ({ alsoIn = [] }: Alert): NonNullable<APIEmbed['fields']> => {
  const names = alsoIn.map(({ name }) => disarm(name)).join(', ')
  return names === '' ? [] : [{ name: 'Also in', value: clip(names, DISCORD.FIELD), inline: true }]
}

export const embedOf = (alert: Alert): APIEmbed => {
  const summary = summarise(alert.item, spansOf(alert), DISCORD.SUMMARY)
  const embed: APIEmbed = {
    author: { name: clip(originOf(alert), DISCORD.AUTHOR) },
    title: clip(titleOf(alert), DISCORD.EMBED_TITLE),
    fields: [
      ...changedField(alert),
      { name: 'Why', value: clip(whyOf(alert), DISCORD.FIELD) || fallbackWhy(alert) },
      { name: 'Published', value: dateOf(alert), inline: true },
      { name: 'First seen', value: seenOf(alert), inline: true },
      ...alsoOf(alert),
    ],
    footer: { text: clip(footerOf(alert), DISCORD.FOOTER) },
  }
  if (summary !== '') embed.description = clip(disarm(summary), DISCORD.SUMMARY)
  const { url } = alert.item
  if (isWebLink(url) && url.length <= DISCORD.EMBED_URL) embed.url = url
  if (alert.item.published !== undefined && alert.item.day === undefined) embed.timestamp = alert.item.published
  return embed
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

/** Alerts with equal mentions and silence may share a message. */
const envelopeOf = ({ mentions, silent }: Alert): string => JSON.stringify([mentions.roles, mentions.users, silent])

/** How many of these alerts, in order, fit one message: Discord shows at most ten embeds, and embeds of one url only once. */
export const fitsMessage = (alerts: readonly Alert[]): number => {
  const urls = new Set<string>()
  let size = 0
  let count = 0
  for (const alert of alerts.slice(0, DISCORD.EMBEDS)) {
    const embed = embedOf(alert)
    size += embedLength(embed)
    const repeated = embed.url !== undefined && urls.has(embed.url)
    const first = alerts[0]
    if (first === undefined || envelopeOf(alert) !== envelopeOf(first)) break
    if (count > 0 && (size > DISCORD.EMBED_CHARS || repeated)) break
    if (embed.url !== undefined) urls.add(embed.url)
    count++
  }
  return Math.max(1, count)
}

const pingsOf = ({ mentions }: Alert): string =>
  [...mentions.roles.map((id) => `<@&${id}>`), ...mentions.users.map((id) => `<@${id}>`)].join(' ')

const linkButton = (label: string, url: string): APIButtonComponentWithURL => ({
  type: BUTTON,
  style: LINK_STYLE,
  label,
  url,
})

const rowOf = (alert: Alert): APIActionRowComponent<APIButtonComponentWithURL> | undefined => {
  const { url, originalUrl } = alert.item
  const links: readonly (readonly [string, string | undefined])[] = [
    ['Read', url],
    ['Original', originalUrl],
  ]
  const components = links.flatMap(([label, link]) =>
    isWebLink(link) && link.length <= DISCORD.BUTTON_URL ? [linkButton(label, link)] : [],
  )
  return components.length === 0 ? undefined : { type: ACTION_ROW, components }
}

/** What a bot posts and what a Discord webhook executes have in common. */
export const messageOf = (alerts: readonly Alert[]): Message => {
  const [first] = alerts
  if (first === undefined) return { content: '' }
  const pings = pingsOf(first)
  const message: Message = {
    embeds: alerts.map(embedOf),
    allowed_mentions: { parse: [], roles: [...first.mentions.roles], users: [...first.mentions.users] },
  }
  if (pings !== '') message.content = clip(pings, DISCORD.CONTENT)
  if (first.silent) message.flags = SILENT
  return message
}

/** A plain message: no embed, no mention, every mark disarmed. */
export const textMessage = (text: string): Message => ({
  content: clip(disarm(text), DISCORD.CONTENT),
  allowed_mentions: { parse: [] },
})

/** A bot's message: its nonce is the parcel's id, so that Discord itself drops a repeat. One story alone has buttons. */
export const botMessage = (id: string, alerts: readonly Alert[]): Message => {
  const [first] = alerts
  const row = alerts.length === 1 && first !== undefined ? rowOf(first) : undefined
  const message: Message = { ...messageOf(alerts), nonce: id, enforce_nonce: true }
  return row === undefined ? message : { ...message, components: [row] }
}
