// From what a person asked for to a place alerts can go to: checked, and named so that its owner knows it and nobody else can use it.
import { type AddressRefusal, checkAddress } from '../core/links.ts'
import { err, ok, type Result } from '../core/result.ts'
import { maskUrl } from '../core/secret.ts'
import type { DestinationConfig } from './courier.ts'
import { channelKind } from './discord/channel.ts'
import { parseWebhookUrl } from './discord/courier.ts'
import { ntfyServer } from './services/ntfy.ts'
import { serviceAddress } from './services/service.ts'
import { TEAMS_HOSTS } from './services/teams.ts'
import { present, type Settings } from './settings.ts'
import { webhookPolicy } from './webhook/courier.ts'
import { newSecret } from './webhook/signature.ts'

/** How to get there, what makes two the same place, and what may be shown of it. */
export type Place = {
  readonly config: DestinationConfig
  readonly sameAs: string
  readonly address: string
  readonly name: string
}

/** One sentence for whoever asked, and the field that it is about. */
export type PlaceRefusal = {
  readonly code: 'body' | 'address'
  readonly message: string
  readonly at: string
  /** What is wrong with the address, where it is that. */
  readonly address?: AddressRefusal['code']
}

export type PlaceRequest =
  | { readonly kind: 'webhook' | 'slack' | 'teams'; readonly url: string }
  | { readonly kind: 'discord-webhook'; readonly url: string; readonly thread?: string | undefined }
  | { readonly kind: 'discord-channel'; readonly channel: string; readonly tags?: readonly string[] | undefined }
  | { readonly kind: 'ntfy'; readonly url: string; readonly topic: string }
  | { readonly kind: 'telegram'; readonly token: string; readonly chat: string }

type Placed = Result<Place, PlaceRefusal>

export const placeOf = (request: PlaceRequest, settings: Settings): Placed => {
  switch (request.kind) {
    case 'webhook':
      return webhookPlace(request.url, settings)
    case 'slack':
    case 'teams':
      return servicePlace(request.kind, request.url, settings)
    case 'ntfy':
      return ntfyPlace(request.url, request.topic, settings)
    case 'telegram':
      return ok(telegramPlace(request.token, request.chat))
    case 'discord-webhook':
      return discordWebhookPlace(request.url, request.thread)
    case 'discord-channel':
      return ok(channelPlace(request.channel, request.tags))
  }
}

const NO_ADDRESS: PlaceRefusal = { code: 'body', message: 'This is no address.', at: '/url', address: 'invalid' }

const refused = (message: string, address?: AddressRefusal['code']): PlaceRefusal => ({
  code: 'address',
  message,
  at: '/url',
  ...present({ address }),
})

const atUrl = (kind: 'webhook' | 'slack' | 'teams', url: string, config: DestinationConfig): Place => ({
  config,
  sameAs: url,
  address: maskUrl(url),
  name: kind === 'webhook' ? new URL(url).host : `${kind} at ${new URL(url).host}`,
})

const webhookPlace = (url: string, settings: Settings): Placed => {
  if (!URL.canParse(url)) return err(NO_ADDRESS)
  const address = checkAddress(url, webhookPolicy(settings))
  if (!address.ok) return err(refused(address.error.message, address.error.code))
  return ok(atUrl('webhook', address.value, { kind: 'webhook', url: address.value, secret: newSecret() }))
}

const servicePlace = (kind: 'slack' | 'teams', url: string, settings: Settings): Placed => {
  if (!URL.canParse(url)) return err(NO_ADDRESS)
  const address = serviceAddress(url, settings, kind === 'teams' ? TEAMS_HOSTS : undefined)
  return address.ok ? ok(atUrl(kind, address.value, { kind, url: address.value })) : err(refused(address.error))
}

/** Shown of a secret word: its end, and only where the rest is long enough to stay one. */
const ending = (word: string): string => (word.length >= 12 ? word.slice(-4) : '')

const ntfyPlace = (url: string, topic: string, settings: Settings): Placed => {
  if (!URL.canParse(url)) return err(NO_ADDRESS)
  const address = ntfyServer(url, settings)
  if (!address.ok) return err(refused(address.error))
  const shown = `${new URL(address.value).host}/…${ending(topic)}`
  return ok({
    config: { kind: 'ntfy', url: address.value, topic },
    sameAs: `${address.value}\n${topic}`,
    address: shown,
    name: shown,
  })
}

/** A new token for the same chat is a new place: the old one may be revoked. */
const telegramPlace = (token: string, chat: string): Place => {
  const shown = `api.telegram.org/…${chat.slice(-4)}`
  return { config: { kind: 'telegram', token, chat }, sameAs: `${token}\n${chat}`, address: shown, name: shown }
}

const discordWebhookPlace = (url: string, thread: string | undefined): Placed => {
  const parsed = parseWebhookUrl(url)
  if (parsed === undefined)
    return err(refused('A Discord webhook looks like https://discord.com/api/webhooks/ID/TOKEN.'))
  const config = { kind: 'discord-webhook' as const, ...parsed, ...present({ thread }) }
  const address = `discord.com/…${parsed.token.slice(-4)}`
  return ok({ config, sameAs: [parsed.id, thread ?? ''].join('/'), address, name: address })
}

const channelPlace = (channel: string, tags: readonly string[] | undefined): Place => {
  const address = `discord.com/…${channel.slice(-4)}`
  return { config: { kind: 'discord-channel', channel, ...present({ tags }) }, sameAs: channel, address, name: address }
}

/**
 * A channel's place once Discord was asked what it is: a forum takes posts with its own tags, nothing else takes tags. Where Discord
 * does not say, the place stays as it was, and the first delivery tells.
 */
export const askedPlace = async (place: Place, settings: Settings): Promise<Placed> => {
  const { config } = place
  if (config.kind !== 'discord-channel' || settings.discordToken === undefined) return ok(place)
  const facts = await channelKind(settings, config.channel)
  if (!facts.found) return ok(place)
  if (facts.kind === 'other') return err(ofBody('/channel', 'Messages cannot be posted in this kind of channel.'))
  const wanted = config.tags ?? []
  if (facts.kind !== 'forum') return wanted.length === 0 ? ok(place) : err(ofBody('/tags', 'Only a forum has tags.'))
  const offered = `It has ${facts.tags.map(({ id, name }) => `${id} (${name})`).join(', ') || 'none'}.`
  const known = new Set(facts.tags.map(({ id }) => id))
  if (!wanted.every((tag) => known.has(tag))) return err(ofBody('/tags', `This forum has no such tag. ${offered}`))
  if (facts.tagRequired && wanted.length === 0)
    return err(ofBody('/tags', `This forum wants a tag on every post. ${offered}`))
  return ok({ ...place, config: { ...config, forum: true } })
}

const ofBody = (at: string, message: string): PlaceRefusal => ({ code: 'body', message, at })
