// No more of a story here, whatever becomes of it; taking that back is a button away.
import { DISCORD } from '../../../../core/limits.ts'
import { outboxOf } from '../../../env.ts'
import type { Call } from '../../command.ts'
import { button, rows } from '../../components.ts'
import { customId } from '../../custom-id.ts'
import { headlineOf } from '../../embed.ts'
import type { Message, Reply } from '../../reply.ts'
import { clip, disarm } from '../../text.ts'
import { alertHere, destinationsHere, maySettle } from './here.ts'

export const mute = async (call: Call): Promise<Message> => {
  const { env, say, parts } = call
  if (!maySettle(call)) return { content: say.common.managersOnly }
  const here = await alertHere(call, parts[0])
  if (here === undefined) return { content: say.story.notHere }
  const label = clip(headlineOf(here.alert), DISCORD.EMBED_TITLE)
  const draft = { kind: 'story', value: here.alert.story, label } as const
  const { id } = await outboxOf(env, here.destination.id).mute(draft)
  return {
    content: say.story.muted(disarm(label)),
    components: rows(button(say.rules.undo, customId('mute-undo', id))),
  }
}

export const unmute = async (call: Call): Promise<Reply> => {
  const { env, say, parts } = call
  if (!maySettle(call)) return { content: say.common.managersOnly }
  for (const { id } of await destinationsHere(call)) {
    if (await outboxOf(env, id).unmute(parts[0] ?? '')) return { update: { content: say.rules.undone } }
  }
  return { content: say.story.notHere }
}
