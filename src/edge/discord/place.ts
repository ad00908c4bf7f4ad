// The places of a bot's messages and the bodies that go there: into a channel or thread as they are, into a forum as a thread each.
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { type ForumPost, forumPostIn, messageIn } from './body.ts'
import { headlineOf } from './embed.ts'
import { alertMessage, fitsMessage, type Message, textMessage, withNonce } from './message.ts'
import { plain } from './plain.ts'
import { plainLine } from './text.ts'

export type BotPlace = {
  /** Of a text channel, a thread, a forum or a person's direct messages. */
  readonly channel: string
  readonly forum?: true
  /** Ids of the tags of a forum's posts. */
  readonly tags?: readonly string[]
}

const forumPost = ({ tags = [] }: BotPlace, name: string, message: Message): ForumPost => {
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

/** In a forum, the plain form of an answer is a post of its own: the thread may be what refused it. */
export const plainIn = (place: BotPlace, body: string): string | undefined => {
  const plainer = plain(body)
  const message = plainer === undefined ? undefined : messageIn(plainer)
  if (place.forum !== true || message === undefined || forumPostIn(body) !== undefined) return plainer
  const { nonce: _nonce, enforce_nonce: _enforced, ...bare } = message
  return JSON.stringify(forumPost(place, messageIn(body)?.embeds?.[0]?.author?.name ?? '', bare))
}
