// One story of a message that carries several: what an alert of its own would have below it.
import { DISCORD } from '../../../../core/limits.ts'
import { rowOf } from '../../alert-row.ts'
import type { Call } from '../../command.ts'
import { headlineOf } from '../../embed.ts'
import type { Message, Row } from '../../reply.ts'
import { clip, disarm } from '../../text.ts'
import { alertHere } from './here.ts'

export const choose = async (call: Call): Promise<Message> => {
  const here = await alertHere(call, call.interaction.values[0])
  if (here === undefined) return { content: call.say.story.notHere }
  const row = rowOf([here.alert], call.parts[0] ?? '')
  return {
    content: `**${clip(disarm(headlineOf(here.alert)), DISCORD.EMBED_TITLE)}**`,
    components: row === undefined ? [] : [row as Row],
  }
}
