// Where a rule's alerts go: a channel, a thread or a forum of this server, with the bot's rights there checked before anything is saved.
import type { News } from '../../../core/alert/news.ts'
import type { Destination } from '../../../core/model.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { deskOf, outboxOf } from '../../env.ts'
import { fingerprint, freshId } from '../../fingerprint.ts'
import type { Call } from '../command.ts'
import { forumTags } from '../forum.ts'
import type { Channel, Role } from '../interaction.ts'
import { isForum, missingRights, POSTABLE } from '../permissions.ts'
import { disarm } from '../text.ts'
import type { Sentences } from '../words/words.ts'
import { reasonText, refusalText } from './text.ts'

/** How a channel stands in a destination's name, so that a list can show it without asking Discord. */
const NAME = /^channel (\d{1,20})$/

/** The channel that a destination is. */
export const channelIn = ({ kind, name }: Destination): string | undefined =>
  kind === 'discord-channel' ? NAME.exec(name)?.[1] : undefined

/** The channel, as Discord shows it to whoever may see it; another kind of place by its name. */
export const placeText = (say: Sentences, destination: Destination | undefined): string => {
  if (destination === undefined) return say.rules.unknownPlace
  if (destination.kind === 'discord-dm') return say.alerts.here
  const channel = channelIn(destination)
  return channel === undefined ? disarm(destination.name) : `<#${channel}>`
}

/** What an owner is to know, in their language: what a person or a wire wrote in it is disarmed, a channel stays one. */
export const newsText = (say: Sentences, news: News): string => {
  if (news.kind === 'source') {
    const { name, evidence } = news
    return say.common.news({
      ...news,
      name: disarm(name),
      ...(evidence === undefined ? {} : { evidence: disarm(evidence) }),
    })
  }
  if (news.kind !== 'destination') return disarm(say.common.news(news))
  const channel = NAME.exec(news.name)?.[1]
  const name = channel === undefined ? disarm(news.name) : `<#${channel}>`
  const { disabled } = news
  return say.common.news({ ...news, name, ...(disabled === undefined ? {} : { disabled: reasonText(say, disabled) }) })
}

/** By what a server’s channel is known at the Desk. */
export const channelMark = (channel: string): Promise<string> => fingerprint(`discord-channel\n${channel}`)

/** An error is a whole sentence for the person. @param tags names of a forum's tags, as typed */
export const openPlace = async (
  call: Call,
  channel: Channel | undefined,
  ping: Role | undefined,
  tags: readonly string[],
): Promise<Result<Destination, string>> => {
  const { say } = call
  if (channel === undefined || !POSTABLE.includes(channel.type)) return err(say.rules.noSuchPlace)
  const missing = missingRights(channel, ping)
  if (missing.length > 0) return err(say.common.missingRights(missing.join(', '), `<#${channel.id}>`))
  if (!isForum(channel)) return tags.length > 0 ? err(say.rules.tagsForForums) : keep(call, channel, undefined)
  const known = await deskOf(call.env).destinationFor(call.owner, await channelMark(channel.id))
  // The tags are the forum's posts', whichever rule they tell of: who names none leaves them.
  if (tags.length === 0 && known?.tags !== undefined && known.tags.length > 0) return ok(known)
  const found = await forumTags(call.settings, channel.id, tags)
  return found.ok ? keep(call, channel, found.value) : err(say.rules.forum(found.error))
}

/** One destination for each channel of a server. @param tags ids; absent for a channel that has none */
const keep = async (
  { env, owner, now, say }: Call,
  { id: channel }: Channel,
  tags: readonly string[] | undefined,
): Promise<Result<Destination, string>> => {
  const candidate: Destination = {
    id: freshId(12),
    owner,
    kind: 'discord-channel',
    name: `channel ${channel}`,
    events: ['item', 'revised', 'withdrawn'],
    address: `discord.com/…${channel.slice(-4)}`,
    created: new Date(now).toISOString(),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
  }
  const desk = deskOf(env)
  const added = await desk.addDestination(candidate, await channelMark(channel))
  if (!added.ok) return err(refusalText(say, added.error, ''))
  const { destination, created } = added.value
  if (!created && tags !== undefined) await desk.changeDestination(owner, destination.id, { tags })
  const forum = tags === undefined ? {} : { forum: true as const, tags }
  if (created || tags !== undefined) {
    await outboxOf(env, destination.id).configure(destination.id, { kind: 'discord-channel', channel, ...forum })
  }
  return ok(destination)
}
