// Reading back a body that was packed here: the message in it, whether it stands by itself or opens a thread of a forum.
import type { Message } from './message.ts'

/** A post in a forum: a thread and its first message (Discord: Start Thread in Forum or Media Channel). */
export type ForumPost = {
  readonly name: string
  readonly message: Message
  readonly applied_tags?: readonly string[]
}

type Body = Message & Partial<ForumPost>

const bodyOf = (body: string): Body | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Body) : undefined
  } catch {
    return undefined
  }
}

export const forumPostIn = (body: string): ForumPost | undefined => {
  const value = bodyOf(body)
  return typeof value?.name === 'string' && typeof value.message === 'object' ? (value as ForumPost) : undefined
}

/** Undefined for a body that is none of ours. */
export const messageIn = (body: string): Message | undefined => forumPostIn(body)?.message ?? bodyOf(body)

/** Where a message stands: its id is kept as `channelId/messageId`; in a forum the thread is the channel. */
export type MessagePlace = { readonly channel?: string; readonly id: string }

export const placeOfMessage = (message: string): MessagePlace => {
  const at = message.indexOf('/')
  return at < 0 ? { id: message } : { channel: message.slice(0, at), id: message.slice(at + 1) }
}

/** What stays of a posted message when its embeds or text are put anew: its pings, which an edit does not repeat, and its buttons. */
export const postedRest = ({ content, components, allowed_mentions }: Message): Message => ({
  ...(content === undefined ? {} : { content }),
  ...(components === undefined ? {} : { components }),
  allowed_mentions: allowed_mentions ?? { parse: [] },
})
