// The messages a stand-in Discord holds, and the nonces it remembers, which make a retry harmless.
import { type AllowedMentions, type Mentions, mentionsOf } from './mentions.ts'
import { distinctEmbeds, type MessageBody } from './message-body.ts'
import type { Snowflakes } from './snowflake.ts'

/** Discord says "the past few minutes" (its message page); the shorter end of that is the harder one to live with. */
export const NONCE_MS = 120_000

const REPLY = 19
const PLAIN = 0

export type Author = { readonly id: string; readonly username: string; readonly bot: boolean }

export type Message = Omit<MessageBody, 'enforce_nonce'> & {
  readonly id: string
  readonly type: number
  readonly channel_id: string
  readonly webhook_id?: string
  readonly author: Author
  readonly timestamp: string
  readonly edited_timestamp: string | null
  readonly mentions: readonly { readonly id: string }[]
  readonly mention_roles: readonly string[]
  readonly mention_everyone: boolean
}

/** A message as it came about: new, or known and now edited. */
export type MessageEvent = { readonly message: Message; readonly edited: boolean }

export type Place = {
  readonly channel: string
  readonly author: Author
  readonly webhook?: string
  /** Given where the id is settled already: a forum post has the id of its thread. */
  readonly id?: string
  /** Whom the body pings when it says nothing about it. */
  readonly pings: AllowedMentions
}

export type Page = { readonly limit: number; readonly before?: string; readonly after?: string }

export type Messages = {
  readonly all: readonly Message[]
  readonly create: (place: Place, body: MessageBody) => Message
  /** The message that a remembered nonce stands for; `absent` when it was deleted since. */
  readonly repeated: (author: string, body: MessageBody) => Message | 'absent' | undefined
  readonly find: (channel: string, id: string) => Message | undefined
  /** Newest first. */
  readonly list: (channel: string, page: Page) => readonly Message[]
  readonly edit: (channel: string, id: string, body: MessageBody, pings: AllowedMentions) => Message | undefined
  readonly remove: (channel: string, id: string) => boolean
  /** As the API gives it: Discord keeps no nonce for long, so a later look cannot go by it. */
  readonly view: (message: Message) => Message
}

const pinged = ({ users, roles, everyone }: Mentions) => ({
  mentions: users.map((id) => ({ id })),
  mention_roles: roles,
  mention_everyone: everyone,
})

/** What a body makes of a message: null is as good as absent, and of embeds with one address one is kept. */
const settled = (body: MessageBody, pings: AllowedMentions) => {
  const { enforce_nonce: _asked, allowed_mentions: allowed, ...rest } = body
  return {
    ...rest,
    ...(body.content === null ? { content: '' } : {}),
    ...(body.embeds === undefined ? {} : { embeds: distinctEmbeds(body.embeds ?? []) }),
    ...pinged(mentionsOf(body.content ?? '', allowed ?? pings)),
  }
}

/** @param now ms since the epoch */
export const createMessages = (now: () => number, ids: Snowflakes, nonceMs = NONCE_MS): Messages => {
  const all: Message[] = []
  const nonces = new Map<string, { readonly id: string; readonly until: number }>()

  const at = (channel: string, id: string): number =>
    all.findLastIndex((message) => message.id === id && message.channel_id === channel)

  const create: Messages['create'] = ({ channel, author, webhook, id = ids.next(), pings }, body) => {
    const message: Message = {
      content: '',
      ...settled(body, pings),
      id,
      type: body.message_reference === undefined ? PLAIN : REPLY,
      channel_id: channel,
      ...(webhook === undefined ? {} : { webhook_id: webhook }),
      author,
      timestamp: new Date(now()).toISOString(),
      edited_timestamp: null,
    }
    all.push(message)
    if (body.nonce !== undefined && webhook === undefined) {
      nonces.set(`${author.id} ${body.nonce}`, { id, until: now() + nonceMs })
    }
    return message
  }

  const repeated: Messages['repeated'] = (author, { nonce, enforce_nonce: enforced }) => {
    const entry = enforced === true && nonce !== undefined ? nonces.get(`${author} ${nonce}`) : undefined
    if (entry === undefined || entry.until <= now()) return undefined
    return all.findLast(({ id }) => id === entry.id) ?? 'absent'
  }

  const list: Messages['list'] = (channel, { limit, before, after }) => {
    const within = all.filter(
      ({ channel_id: place, id }) =>
        place === channel &&
        (before === undefined || BigInt(id) < BigInt(before)) &&
        (after === undefined || BigInt(id) > BigInt(after)),
    )
    return (after === undefined ? within.slice(-limit) : within.slice(0, limit)).toReversed()
  }

  const edit: Messages['edit'] = (channel, id, body, pings) => {
    const index = at(channel, id)
    const known = all[index]
    if (known === undefined) return undefined
    const edited = { ...known, ...settled(body, pings), edited_timestamp: new Date(now()).toISOString() }
    all[index] = edited
    return edited
  }

  const remove: Messages['remove'] = (channel, id) => {
    const index = at(channel, id)
    if (index >= 0) all.splice(index, 1)
    return index >= 0
  }

  const view: Messages['view'] = (message) => {
    const { nonce, ...rest } = message
    const kept = nonce !== undefined && Date.parse(message.timestamp) + nonceMs > now()
    return kept ? { ...rest, nonce } : rest
  }

  return { all, create, repeated, find: (channel, id) => all[at(channel, id)], list, edit, remove, view }
}
