// The places of a bot's messages and the bodies that go there: into a channel or thread as they are, into a forum as a thread each.
import type { Digest } from '../../core/alert/digest.ts'
import { digestHeading } from '../../core/alert/digest-text.ts'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { type ForumPost, forumPostIn, messageIn } from './body.ts'
import { menuDigest, plainDigest } from './digest.ts'
import { headlineOf } from './embed.ts'
import { alertMessage, fitsMessage, type Message, textMessage, withNonce } from './message.ts'
import { plainAlerts } from './plain.ts'
import { plainLine } from './text.ts'

export type BotPlace = {
  /** Of a text channel, a thread, a forum or a person's direct messages. */
  readonly channel: string
  readonly forum?: true
  /** Ids of the tags of a forum's posts. */
  readonly tags?: readonly string[]
}

const forumPost = ({ tags = [] }: Pick<BotPlace, 'tags'>, name: string, message: Message): ForumPost => {
  const applied = tags.slice(0, DISCORD.TAGS)
  const post = { name: plainLine(name, DISCORD.THREAD_NAME) || 'Nightdesk', message }
  return applied.length === 0 ? post : { ...post, applied_tags: applied }
}

/** @param name of the post, in a forum */
const packed = (place: BotPlace, id: string, name: string, message: Message): string =>
  JSON.stringify(place.forum === true ? forumPost(place, name, message) : withNonce(id, message))

/** A post of a forum is one story's, with its title and what people say to it. */
export const fitsIn = (place: BotPlace, alerts: readonly Alert[]): number =>
  place.forum === true ? 1 : fitsMessage(alerts)

export const packAlerts = (place: BotPlace, id: string, alerts: readonly Alert[]): string => {
  const [first] = alerts
  return packed(place, id, first === undefined ? '' : headlineOf(first), alertMessage(id, alerts))
}

export const packText = (place: BotPlace, id: string, text: string): string =>
  packed(place, id, text, textMessage(text))

export const packDigest = (place: BotPlace, id: string, digest: Digest): string =>
  packed(place, id, digestHeading(digest), menuDigest(id, digest))

const plainMessage = (body: string): Message | undefined => plainDigest(body) ?? plainAlerts(body)

/** The plain form where messages stand by themselves. */
export const plain = (body: string): string | undefined => {
  const plainer = plainMessage(body)
  return plainer === undefined ? undefined : JSON.stringify(plainer)
}

/**
 * The plain form in a forum: a post as well, without tags, one of which may have been deleted since. An answer becomes a post of its
 * own: the thread may be what refused it.
 */
const plainPost = (body: string): string | undefined => {
  const plainer = plainMessage(body)
  if (plainer === undefined) return undefined
  const { nonce: _nonce, enforce_nonce: _enforced, ...message } = plainer
  const name = forumPostIn(body)?.name ?? messageIn(body)?.embeds?.[0]?.author?.name ?? ''
  return JSON.stringify(forumPost({}, name, message))
}

export const plainIn = ({ forum }: BotPlace, body: string): string | undefined =>
  forum === true ? plainPost(body) : plain(body)
