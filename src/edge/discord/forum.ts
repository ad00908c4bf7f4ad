// The tags of a forum. Only Discord knows their ids, so it is asked once, when a rule is pointed at the forum.
import { DISCORD } from '../../core/limits.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Settings } from '../settings.ts'
import { channelKind } from './channel.ts'
import { disarm } from './text.ts'

export type ForumFault =
  | { readonly reason: 'unreachable' }
  | { readonly reason: 'unknown-tag'; readonly tag: string; readonly tags: string }
  | { readonly reason: 'needs-tag'; readonly tags: string }

/** Ids of the tags of these names; none where none were asked for and none are needed. */
export const forumTags = async (
  settings: Settings,
  channel: string,
  names: readonly string[],
): Promise<Result<readonly string[], ForumFault>> => {
  const forum = await channelKind(settings, channel)
  if (!forum.found) return names.length === 0 ? ok([]) : err({ reason: 'unreachable' })
  const known = forum.tags.map(({ name }) => disarm(name)).join(', ')
  const byName = new Map(forum.tags.map(({ id, name }) => [name.toLowerCase(), id]))
  const unknown = names.find((name) => !byName.has(name.toLowerCase()))
  if (unknown !== undefined) return err({ reason: 'unknown-tag', tag: disarm(unknown), tags: known })
  if (names.length === 0 && forum.tagRequired) return err({ reason: 'needs-tag', tags: known })
  return ok(names.slice(0, DISCORD.TAGS).flatMap((name) => byName.get(name.toLowerCase()) ?? []))
}
