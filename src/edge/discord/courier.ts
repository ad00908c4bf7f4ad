// The couriers to Discord: the bot's own messages, and webhooks made in a channel.
import { noticeText } from '../../core/alert/notice.ts'
import type { Courier } from '../../flow/delivery-ports.ts'
import type { Settings } from '../settings.ts'
import { botMessage, fitsMessage, messageOf, textMessage } from './message.ts'
import { sendDiscord } from './rest.ts'

export type DiscordChannelConfig = { readonly kind: 'discord-channel'; readonly channel: string }

/** Stored as id and token; the address is built anew, so that nothing a user typed is ever called. */
export type DiscordWebhookConfig = {
  readonly kind: 'discord-webhook'
  readonly id: string
  readonly token: string
  readonly thread?: string
}

export const channelCourier = ({ channel }: DiscordChannelConfig, settings: Settings): Courier => ({
  kind: 'discord-channel',
  fits: fitsMessage,
  pack: (id, alerts) => JSON.stringify(botMessage(id, alerts)),
  packNotice: (id, notice) => JSON.stringify({ ...textMessage(noticeText(notice)), nonce: id, enforce_nonce: true }),
  send: ({ body }) => sendDiscord(settings, `/channels/${channel}/messages`, body, true),
})

export const webhookCourier = ({ id, token, thread }: DiscordWebhookConfig, settings: Settings): Courier => ({
  kind: 'discord-webhook',
  fits: fitsMessage,
  pack: (_parcel, alerts) => JSON.stringify(messageOf(alerts)),
  packNotice: (_id, notice) => JSON.stringify(textMessage(noticeText(notice))),
  send: ({ body }) => {
    const query = thread === undefined ? '?wait=true' : `?wait=true&thread_id=${thread}`
    return sendDiscord(settings, `/webhooks/${id}/${token}${query}`, body, false)
  },
})

const HOSTS: ReadonlySet<string> = new Set(['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'])
const PATH = /^\/api(?:\/v\d+)?\/webhooks\/(\d{1,20})\/([\w-]{1,200})$/

/** Id and token of a Discord webhook's address; undefined for anything else, look-alikes included. */
export const parseWebhookUrl = (url: string): { id: string; token: string } | undefined => {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const path = PATH.exec(pathname)
  const id = path?.[1]
  const token = path?.[2]
  if (protocol !== 'https:' || !HOSTS.has(hostname) || port + username + password !== '') return undefined
  return id === undefined || token === undefined ? undefined : { id, token }
}
