// The couriers to Discord: the bot's own messages in channels, threads, forums and direct messages, and webhooks made in a channel.
import { noticeText } from '../../core/alert/notice.ts'
import type { DestinationKind } from '../../core/model.ts'
import type { Courier, Parcel, SendOutcome } from '../../flow/delivery-ports.ts'
import type { Settings } from '../settings.ts'
import { replyMessage } from './alert-reply.ts'
import { forumPostIn, messageIn, placeOfMessage } from './body.ts'
import { fitsDigest, webhookDigest } from './digest.ts'
import { packEdit } from './edit.ts'
import { lookFor } from './look.ts'
import { fitsMessage, textMessage, webhookMessage } from './message.ts'
import { outcomeOf } from './outcome.ts'
import { type BotPlace, fitsIn, packAlerts, packDigest, packText, plain, plainIn } from './place.ts'
import { callDiscord, type DiscordCall } from './rest.ts'

export type DiscordChannelConfig = BotPlace & { readonly kind: 'discord-channel' }

export type DiscordDirectConfig = { readonly kind: 'discord-dm'; readonly user: string; readonly channel: string }

/** Stored as id and token; the address is built anew, so that nothing a user typed is ever called. */
export type DiscordWebhookConfig = {
  readonly kind: 'discord-webhook'
  readonly id: string
  readonly token: string
  readonly thread?: string
}

/** Where a body goes that is no mark: an answer goes to the message it answers, in a forum a thread. */
const channelOf = ({ channel }: BotPlace, body: string): string => {
  const answered = messageIn(body)?.message_reference?.channel_id
  return typeof answered === 'string' ? answered : channel
}

const botCall = (place: BotPlace, { body, act }: Parcel): Omit<DiscordCall, 'bot'> => {
  if (act?.kind === 'edit') {
    const { channel = place.channel, id } = placeOfMessage(act.message)
    return { method: 'PATCH', path: `/channels/${channel}/messages/${id}`, body }
  }
  if (forumPostIn(body) !== undefined) return { method: 'POST', path: `/channels/${place.channel}/threads`, body }
  return { method: 'POST', path: `/channels/${channelOf(place, body)}/messages`, body }
}

const sendAsBot = async (settings: Settings, place: BotPlace, parcel: Parcel): Promise<SendOutcome> => {
  const { act, body } = parcel
  const answer = await callDiscord(settings, { ...botCall(place, parcel), bot: true })
  return outcomeOf(answer, {
    bot: true,
    edit: act?.kind === 'edit',
    nonce: messageIn(body)?.nonce !== undefined,
    inside: channelOf(place, body) !== place.channel,
    again: parcel.doubtSince !== undefined,
  })
}

const botCourier = (kind: DestinationKind, place: BotPlace, settings: Settings): Courier => ({
  kind,
  fits: (alerts) => fitsIn(place, alerts),
  pack: (id, alerts) => packAlerts(place, id, alerts),
  fitsDigest,
  packDigest: (id, digest) => packDigest(place, id, digest),
  packNotice: (id, notice) => packText(place, id, noticeText(notice)),
  plain: (body) => plainIn(place, body),
  send: (parcel) => sendAsBot(settings, place, parcel),
  // The posts of a forum are threads, which are not among its messages: who cannot look says so by having no look.
  ...(place.forum === true ? {} : { look: (parcel) => lookFor(settings, channelOf(place, parcel.body), parcel) }),
  packEdit,
  packReply: (id, change, message) => JSON.stringify(replyMessage(id, change, message)),
})

export const channelCourier = (config: DiscordChannelConfig, settings: Settings): Courier =>
  botCourier(config.kind, config, settings)

export const directCourier = ({ kind, channel }: DiscordDirectConfig, settings: Settings): Courier =>
  botCourier(kind, { channel }, settings)

const webhookCall = ({ id, token, thread }: DiscordWebhookConfig, { body, act }: Parcel): DiscordCall => {
  const inThread = thread === undefined ? '' : `thread_id=${thread}`
  const hook = `/webhooks/${id}/${token}`
  if (act?.kind === 'edit') {
    const path = `${hook}/messages/${placeOfMessage(act.message).id}${inThread === '' ? '' : `?${inThread}`}`
    return { method: 'PATCH', path, body, bot: false }
  }
  // Without `wait` a message that was not kept is answered as if it had been.
  return { method: 'POST', path: `${hook}?wait=true${inThread === '' ? '' : `&${inThread}`}`, body, bot: false }
}

export const webhookCourier = (config: DiscordWebhookConfig, settings: Settings): Courier => ({
  kind: config.kind,
  fits: fitsMessage,
  pack: (_id, alerts) => JSON.stringify(webhookMessage(alerts)),
  fitsDigest,
  packDigest: (_id, digest) => JSON.stringify(webhookDigest(digest)),
  packNotice: (_id, notice) => JSON.stringify(textMessage(noticeText(notice))),
  plain,
  send: async (parcel) => {
    const answer = await callDiscord(settings, webhookCall(config, parcel))
    return outcomeOf(answer, {
      bot: false,
      edit: parcel.act?.kind === 'edit',
      nonce: false,
      inside: false,
      again: false,
    })
  },
  packEdit,
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
