// The plainest form of a message, for when Discord refuses the full one: a line per story with its title, source and link. No embed,
// no component, and no message that it answers, which may be what was refused.
import type { APIEmbed } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import { messageIn } from './body.ts'
import { isMark } from './change.ts'
import { bareLink } from './link.ts'
import { type Message, pingsOf } from './message.ts'
import { clip, disarm } from './text.ts'

const GAP = ' · '

/** Of a line's room, what its link may take: a story without its title says less than one without its link. */
const LINK_SHARE = 0.6

const changeOf = ({ fields = [] }: APIEmbed): string =>
  fields.find(({ name }) => isMark(name))?.value.replace(/\s+/g, ' ') ?? ''

const lineOf = (embed: APIEmbed, room: number): string => {
  const link = bareLink(embed.url, Math.floor(room * LINK_SHARE)) ?? ''
  const linked = link === '' ? '' : GAP + link
  const source = clip(disarm(embed.author?.name ?? ''), Math.floor(room / 4))
  const title = clip(embed.title ?? '', room - linked.length - source.length - GAP.length)
  const line = [title, source].filter((part) => part !== '').join(GAP)
  const change = changeOf(embed)
  // A change is told whole or not at all: cut, it would leave its marks open.
  const changed = change !== '' && line.length + GAP.length + change.length + linked.length <= room ? GAP + change : ''
  return line + changed + linked
}

/**
 * A message of text alone that pings and sounds like another. Pings may take half of the room: those that do not fit beside the lines
 * are left out, as are their permissions. @param lineIn the line of the nth story within some room
 */
export const textForm = (
  { allowed_mentions, flags, nonce }: Message,
  head: readonly string[],
  count: number,
  lineIn: (at: number, room: number) => string,
): Message => {
  const { roles, users } = allowed_mentions ?? {}
  const pings = pingsOf({ roles: roles ?? [], users: users ?? [] }, DISCORD.CONTENT / 2)
  const first = [...(pings.content === undefined ? [] : [pings.content]), ...head]
  const room = Math.floor((DISCORD.CONTENT - first.join('\n').length) / count) - 1
  return {
    content: [...first, ...Array.from({ length: count }, (_, at) => lineIn(at, room))].join('\n'),
    allowed_mentions: pings.allowed_mentions,
    ...(flags === undefined ? {} : { flags }),
    ...(nonce === undefined ? {} : { nonce, enforce_nonce: true }),
  }
}

/** Undefined when the body has no embed, and so no plainer form. */
export const plainAlerts = (body: string): Message | undefined => {
  const message = messageIn(body)
  const { embeds = [] } = message ?? {}
  if (message === undefined || embeds.length === 0) return undefined
  return textForm(message, [], embeds.length, (at, room) => lineOf(embeds[at] ?? {}, room))
}
