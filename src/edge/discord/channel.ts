// What kind of place a channel is, asked once when it becomes a destination.
import type { Settings } from '../settings.ts'
import { callDiscord, jsonOf } from './rest.ts'

export type ChannelKind = 'text' | 'thread' | 'forum' | 'direct' | 'other'

export type ForumTag = { readonly id: string; readonly name: string }

export type ChannelFacts =
  | {
      readonly found: true
      readonly kind: ChannelKind
      readonly name: string
      readonly guild?: string
      /** Of a forum: the tags its posts may have, and whether each needs one. */
      readonly tags: readonly ForumTag[]
      readonly tagRequired: boolean
    }
  /** One sentence for whoever chose it. */
  | { readonly found: false; readonly reason: string }

/** Discord's numbers of channel types (Channel resource). Media channels take posts as forums do; voice and stage have a chat. */
const KINDS: ReadonlyMap<number, ChannelKind> = new Map([
  [0, 'text'],
  [1, 'direct'],
  [2, 'text'],
  [3, 'direct'],
  [5, 'text'],
  [10, 'thread'],
  [11, 'thread'],
  [12, 'thread'],
  [13, 'text'],
  [15, 'forum'],
  [16, 'forum'],
])
/** REQUIRE_TAG, a flag of forums. */
const REQUIRE_TAG = 1 << 4

const REASONS: ReadonlyMap<number, string> = new Map([
  [401, 'Discord refused the bot’s token: set DISCORD_TOKEN to a valid one.'],
  [403, 'The bot cannot see this channel: allow it View Channel there.'],
  [404, 'There is no such channel, or the bot is not in its server.'],
])

type ChannelBody = {
  readonly type?: unknown
  readonly name?: unknown
  readonly guild_id?: unknown
  readonly flags?: unknown
  readonly available_tags?: unknown
}

const tagsOf = (value: unknown): ForumTag[] =>
  (Array.isArray(value) ? value : []).flatMap((tag: { id?: unknown; name?: unknown } | null) =>
    typeof tag?.id === 'string' && typeof tag.name === 'string' ? [{ id: tag.id, name: tag.name }] : [],
  )

/** GET /channels/:id, read. */
export const channelKind = async (settings: Settings, channel: string): Promise<ChannelFacts> => {
  const answer = await callDiscord(settings, { method: 'GET', path: `/channels/${channel}`, bot: true })
  if ('silence' in answer) return { found: false, reason: 'Discord does not answer now: try again in a minute.' }
  const body = jsonOf(answer.text) as ChannelBody | null | undefined
  if (answer.status !== 200 || typeof body?.type !== 'number') {
    const reason = REASONS.get(answer.status) ?? `Discord answered ${answer.status}: try again in a minute.`
    return { found: false, reason }
  }
  return {
    found: true,
    kind: KINDS.get(body.type) ?? 'other',
    name: typeof body.name === 'string' ? body.name : '',
    ...(typeof body.guild_id === 'string' ? { guild: body.guild_id } : {}),
    tags: tagsOf(body.available_tags),
    tagRequired: typeof body.flags === 'number' && (body.flags & REQUIRE_TAG) !== 0,
  }
}
