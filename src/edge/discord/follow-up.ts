// The reply to a deferred interaction: an edit of the placeholder that Discord shows meanwhile. The token in the address is all it takes.
import { COMMAND } from '../../core/limits.ts'
import type { Settings } from '../settings.ts'
import { type Message, messageData } from './reply.ts'
import { callDiscord } from './rest.ts'

export type FollowUp = { readonly application: string; readonly token: string }

/** What may be different in a moment: Discord may not know the token before it has read our first answer. */
const isPassing = (status: number): boolean => status === 404 || status === 429 || status >= 500

/** True once Discord has it. @param wait sleeps so many ms */
export const followUp = async (
  settings: Settings,
  { application, token }: FollowUp,
  message: Message,
  wait: (ms: number) => Promise<void>,
): Promise<boolean> => {
  const path = `/webhooks/${application}/${encodeURIComponent(token)}/messages/@original`
  const body = JSON.stringify(messageData(message))
  for (const pause of [...COMMAND.FOLLOW_UP_WAITS_MS, undefined]) {
    const answer = await callDiscord(settings, { method: 'PATCH', path, body, bot: false })
    const failure = 'silence' in answer ? answer.silence : String(answer.status)
    if ('status' in answer && answer.status < 300) return true
    if (('status' in answer && !isPassing(answer.status)) || pause === undefined) {
      console.error(`a reply could not be delivered: ${failure}`)
      return false
    }
    await wait(pause)
  }
  return false
}
