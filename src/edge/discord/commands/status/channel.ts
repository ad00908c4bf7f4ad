// The server's status channel: where it is told that a destination or a source has stopped. Kept once a first message stands there.
import { deskOf } from '../../../env.ts'
import type { Call } from '../../command.ts'
import { greet } from '../../greeting.ts'
import type { Channel } from '../../interaction.ts'
import { missingRights, TALKABLE } from '../../permissions.ts'
import { disarm } from '../../text.ts'

/** One sentence on what came of it. */
export const setChannel = async (call: Call, channel: Channel | undefined): Promise<string> => {
  const { say, env, owner } = call
  if (channel === undefined || !TALKABLE.includes(channel.type)) return say.status.noSuchChannel
  const name = `<#${channel.id}>`
  const missing = missingRights(channel)
  if (missing.length > 0) return say.common.missingRights(missing.join(', '), name)
  const unheard = await greet(call, channel.id, say.status.greeting)
  if (unheard !== undefined) return say.status.notArrived(name, disarm(unheard.reason))
  await deskOf(env).setStatusChannel(owner, channel.id)
  return say.status.channelSet(name)
}

export const clearChannel = async ({ env, owner, say }: Call): Promise<string> => {
  await deskOf(env).setStatusChannel(owner, undefined)
  return say.status.channelCleared
}
