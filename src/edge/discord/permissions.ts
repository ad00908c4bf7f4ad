// What Discord's permission bits mean here: who manages a server, and whether the bot may post in a channel.
import type { Channel, Role } from './interaction.ts'

const BIT = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_GUILD: 1n << 5n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  EMBED_LINKS: 1n << 14n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const

/** Discord hides a command from others, but only the payload's own bits are proof. */
export const managesServer = (permissions: bigint): boolean =>
  (permissions & (BIT.MANAGE_GUILD | BIT.ADMINISTRATOR)) !== 0n

/** Discord's numbers for kinds of channels. */
const TEXT = 0
/** With one person, or the bot. */
export const DIRECT_MESSAGES = 1
const ANNOUNCEMENT = 5
const THREADS = [10, 11, 12]
const FORUM = 15

/** Channels, threads and forums: where an alert can be posted. */
export const POSTABLE = [TEXT, ANNOUNCEMENT, ...THREADS, FORUM]

/** Where a plain message can be posted: a forum's posts need a thread each. */
export const TALKABLE = [TEXT, ANNOUNCEMENT, ...THREADS]

export const isForum = ({ type }: Channel): boolean => type === FORUM

/** Rights by the names Discord shows them under. */
export const RIGHTS = [
  'View Channel',
  'Send Messages',
  'Send Messages in Threads',
  'Embed Links',
  'Mention Everyone',
] as const
export type Right = (typeof RIGHTS)[number]

const BIT_OF: Readonly<Record<Right, bigint>> = {
  'View Channel': BIT.VIEW_CHANNEL,
  'Send Messages': BIT.SEND_MESSAGES,
  'Send Messages in Threads': BIT.SEND_MESSAGES_IN_THREADS,
  'Embed Links': BIT.EMBED_LINKS,
  'Mention Everyone': BIT.MENTION_EVERYONE,
}

/** Whether the bot may look back: before a message is sent again, and to answer one. Nothing is known to be missing where the payload does not say. */
export const maySeeHistory = ({ permissions }: Channel): boolean =>
  permissions === undefined || (permissions & (BIT.READ_MESSAGE_HISTORY | BIT.ADMINISTRATOR)) !== 0n

/** A forum's posts are threads: what follows in one, as word of a change, is sent like into any other. */
const sendingTo = (type: number): readonly Right[] => {
  if (type === FORUM) return ['Send Messages', 'Send Messages in Threads']
  return THREADS.includes(type) ? ['Send Messages in Threads'] : ['Send Messages']
}

/** What the bot lacks to post in a channel, and to ping a role there. Nothing when the payload does not say what it has. */
export const missingRights = ({ type, permissions }: Channel, ping?: Role): readonly Right[] => {
  if (permissions === undefined || (permissions & BIT.ADMINISTRATOR) !== 0n) return []
  const wanted: Right[] = ['View Channel', ...sendingTo(type), 'Embed Links']
  if (ping !== undefined && !ping.mentionable) wanted.push('Mention Everyone')
  return wanted.filter((right) => (permissions & BIT_OF[right]) === 0n)
}
