// A Discord message for up to ten alerts: an embed each, mentions stated explicitly, every text disarmed.
import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import type { Alert, Mentions } from '../../core/model.ts'
import { rowOf } from './alert-row.ts'
import { embedLength, embedOf, type LinkPlace } from './embed.ts'
import { clip, disarm, wholePieces } from './text.ts'

export type Message = RESTPostAPIChannelMessageJSONBody & { enforce_nonce?: boolean }

/** SUPPRESS_NOTIFICATIONS: delivered without a sound. */
export const SILENT = 1 << 12

/** Alerts with equal mentions and silence may share a message. */
const envelopeOf = ({ mentions, silent }: Alert): string =>
  JSON.stringify([mentions.roles.toSorted(), mentions.users.toSorted(), silent])

/** How many of these alerts, in order, fit one message: Discord shows at most ten embeds, and embeds of one url only once. */
export const fitsMessage = (alerts: readonly Alert[]): number => {
  const [first] = alerts
  const urls = new Set<string>()
  let size = 0
  let count = 0
  for (const alert of alerts.slice(0, DISCORD.EMBEDS)) {
    if (first === undefined || envelopeOf(alert) !== envelopeOf(first)) break
    const embed = embedOf(alert, 'embed')
    size += embedLength(embed) + DISCORD.ALSO
    const repeated = embed.url !== undefined && urls.has(embed.url)
    if (count > 0 && (size > DISCORD.EMBED_CHARS || repeated)) break
    if (embed.url !== undefined) urls.add(embed.url)
    count++
  }
  return Math.max(1, count)
}

const SNOWFLAKE = /^\d{1,20}$/

/** What is said to ping, as much as fits, and exactly that allowed to. */
export const pingsOf = (
  { roles, users }: Mentions,
  room: number = DISCORD.CONTENT,
): Pick<Message, 'content'> & { readonly allowed_mentions: NonNullable<Message['allowed_mentions']> } => {
  const ids = (list: readonly string[]): string[] =>
    [...new Set(list)].filter((id) => SNOWFLAKE.test(id)).slice(0, DISCORD.MENTIONS)
  const role = (id: string): string => `<@&${id}>`
  const user = (id: string): string => `<@${id}>`
  const content = wholePieces([...ids(roles).map(role), ...ids(users).map(user)], ' ', room)
  const said = new Set(content.split(' '))
  const allowed_mentions = {
    parse: [],
    roles: ids(roles).filter((id) => said.has(role(id))),
    users: ids(users).filter((id) => said.has(user(id))),
  }
  return content === '' ? { allowed_mentions } : { content, allowed_mentions }
}

const NOBODY: Mentions = { roles: [], users: [] }

/** What a bot posts and what a Discord webhook executes have in common. */
const messageOf = (alerts: readonly Alert[], links: LinkPlace): Message => ({
  ...pingsOf(alerts[0]?.mentions ?? NOBODY),
  embeds: alerts.map((alert) => embedOf(alert, links)),
  ...(alerts[0]?.silent === true ? { flags: SILENT } : {}),
})

/** A webhook that is not an application's own may not carry buttons: its links stand in the embeds. */
export const webhookMessage = (alerts: readonly Alert[]): Message => messageOf(alerts, 'embed')

/** A bot's message without its nonce, which a forum does not take. One story has buttons; several have links and one menu. */
export const alertMessage = (id: string, alerts: readonly Alert[]): Message => {
  const row = rowOf(alerts, id)
  const message = messageOf(alerts, alerts.length === 1 ? 'buttons' : 'embed')
  return row === undefined ? message : { ...message, components: [row] }
}

/** Its nonce is the parcel's id, so that Discord itself drops a repeat. */
export const withNonce = (id: string, message: Message): Message => ({ ...message, nonce: id, enforce_nonce: true })

export const botMessage = (id: string, alerts: readonly Alert[]): Message => withNonce(id, alertMessage(id, alerts))

/** A plain message: no embed, no mention, every mark disarmed. */
export const textMessage = (text: string): Message => ({
  content: clip(disarm(text), DISCORD.CONTENT),
  allowed_mentions: { parse: [] },
})
