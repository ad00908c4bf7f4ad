// Channels, threads, forums and direct messages, with what the bot may do in each. A channel nobody spoke of is an open
// text channel: most callers only want a place to write to.
import { GUILD_ID, type Guilds } from './guilds.ts'
import { REFUSALS, type Refusal } from './refusals.ts'

export const CHANNEL_TYPE = { text: 0, direct: 1, announcement: 5, thread: 11, forum: 15 } as const

export type Permission = 'view' | 'send' | 'sendInThreads' | 'embed' | 'history' | 'mentionEveryone' | 'manageThreads'
export type Tag = { readonly id: string; readonly name: string }

export type Channel = {
  readonly id: string
  readonly type: number
  readonly name: string
  /** Absent for direct messages. */
  readonly guild?: string
  /** The channel or forum of a thread. */
  readonly parent?: string
  readonly archived?: boolean
  readonly locked?: boolean
  /** What a forum offers, or a thread carries. */
  readonly tags?: readonly Tag[]
  readonly tagRequired?: boolean
  readonly recipient?: string
  /** The person takes no direct messages. */
  readonly closed?: boolean
  readonly gone?: boolean
  /** What the bot may not; `manageThreads` is denied unless it is granted. */
  readonly denied: readonly Permission[]
}

export type Channels = {
  readonly at: (id: string) => Channel
  /** Makes a channel, or changes one. */
  readonly set: (id: string, changes: Partial<Omit<Channel, 'id'>>) => Channel
  readonly remove: (id: string) => void
  readonly deny: (id: string, ...permissions: readonly Permission[]) => void
  readonly allow: (id: string, ...permissions: readonly Permission[]) => void
  /** Why the bot may not: not there, not visible, not permitted. */
  readonly refusal: (id: string, ...needs: readonly Permission[]) => Refusal | undefined
}

export const isThread = ({ type }: Channel): boolean => type === CHANNEL_TYPE.thread
export const isForum = ({ type }: Channel): boolean => type === CHANNEL_TYPE.forum
export const isDirect = ({ type }: Channel): boolean => type === CHANNEL_TYPE.direct

const OPEN: Omit<Channel, 'id'> = {
  type: CHANNEL_TYPE.text,
  name: 'night-desk',
  guild: GUILD_ID,
  denied: ['manageThreads'],
}

export const createChannels = (guilds: Guilds): Channels => {
  const channels = new Map<string, Channel>()
  const at = (id: string): Channel => channels.get(id) ?? { id, ...OPEN }
  const set: Channels['set'] = (id, changes) => {
    // A new thread adds nothing of its own to what its channel denies.
    const fresh = changes.parent !== undefined && !channels.has(id) ? { denied: [] } : {}
    const channel = { ...at(id), ...fresh, ...changes }
    channels.set(id, channel)
    return channel
  }
  /** A thread has the permissions of the channel it hangs on. */
  const denied = (channel: Channel): readonly Permission[] =>
    channel.parent === undefined ? channel.denied : [...channel.denied, ...at(channel.parent).denied]

  const refusal: Channels['refusal'] = (id, ...needs) => {
    const channel = at(id)
    if (channel.gone === true) return REFUSALS.unknownChannel
    if (isDirect(channel) || channel.guild === undefined) return undefined
    const closed = guilds.refusal(channel.guild, true)
    if (closed !== undefined) return closed
    const lacking = denied(channel)
    if (lacking.includes('view')) return REFUSALS.missingAccess
    return needs.some((need) => lacking.includes(need)) ? REFUSALS.missingPermissions : undefined
  }

  return {
    at,
    set,
    remove: (id) => {
      set(id, { gone: true })
    },
    deny: (id, ...permissions) => {
      set(id, { denied: [...at(id).denied, ...permissions] })
    },
    allow: (id, ...permissions) => {
      set(id, { denied: at(id).denied.filter((permission) => !permissions.includes(permission)) })
    },
    refusal,
  }
}

/** A channel as the API gives it. */
export const channelView = (channel: Channel): Record<string, unknown> => ({
  id: channel.id,
  type: channel.type,
  ...(isDirect(channel)
    ? { recipients: [{ id: channel.recipient, username: 'reader' }] }
    : { name: channel.name, guild_id: channel.guild }),
  ...(channel.parent === undefined ? {} : { parent_id: channel.parent }),
  ...(isForum(channel) ? { available_tags: channel.tags ?? [] } : {}),
  ...(isThread(channel)
    ? {
        applied_tags: (channel.tags ?? []).map(({ id }) => id),
        thread_metadata: { archived: channel.archived === true, locked: channel.locked === true },
      }
    : {}),
})
