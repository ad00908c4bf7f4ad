// The tags of a forum. Only Discord knows their ids, so it is asked once, when a rule is pointed at the forum.
import { FETCH } from '../../core/limits.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { readBytes } from '../body.ts'
import type { Settings } from '../settings.ts'
import { discordHeaders } from './rest.ts'
import { disarm } from './text.ts'

/** `REQUIRE_TAG` among a forum's flags; a post takes five tags. */
const REQUIRE_TAG = 1 << 4
const MOST = 5

export type ForumFault =
  | { readonly reason: 'unreachable' }
  | { readonly reason: 'unknown-tag'; readonly tag: string; readonly tags: string }
  | { readonly reason: 'needs-tag'; readonly tags: string }

type Forum = { readonly flags: number; readonly tags: readonly { readonly id: string; readonly name: string }[] }

const forumOf = (json: unknown): Forum => {
  const { flags, available_tags: listed } = (json ?? {}) as { flags?: unknown; available_tags?: unknown }
  const tags = (Array.isArray(listed) ? listed : []).flatMap((tag: { id?: unknown; name?: unknown }) =>
    typeof tag?.id === 'string' && typeof tag.name === 'string' ? [{ id: tag.id, name: tag.name }] : [],
  )
  return { flags: typeof flags === 'number' ? flags : 0, tags }
}

const askDiscord = async (settings: Settings, channel: string): Promise<Forum | undefined> => {
  try {
    const signal = AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS)
    const headers = discordHeaders(settings, true)
    const response = await fetch(`${settings.discordApi}/channels/${channel}`, { headers, signal, redirect: 'manual' })
    const bytes = await readBytes(response.body, FETCH.ANSWER_BYTES)
    return response.ok && bytes !== undefined ? forumOf(JSON.parse(new TextDecoder().decode(bytes))) : undefined
  } catch {
    return undefined
  }
}

/** Ids of the tags of these names; none where none were asked for and none are needed. */
export const forumTags = async (
  settings: Settings,
  channel: string,
  names: readonly string[],
): Promise<Result<readonly string[], ForumFault>> => {
  const forum = await askDiscord(settings, channel)
  if (forum === undefined) return names.length === 0 ? ok([]) : err({ reason: 'unreachable' })
  const known = forum.tags.map(({ name }) => disarm(name)).join(', ')
  const byName = new Map(forum.tags.map(({ id, name }) => [name.toLowerCase(), id]))
  const unknown = names.find((name) => !byName.has(name.toLowerCase()))
  if (unknown !== undefined) return err({ reason: 'unknown-tag', tag: disarm(unknown), tags: known })
  if (names.length === 0 && (forum.flags & REQUIRE_TAG) !== 0) return err({ reason: 'needs-tag', tags: known })
  return ok(names.slice(0, MOST).flatMap((name) => byName.get(name.toLowerCase()) ?? []))
}
