// The reply to a deferred interaction: an edit of the placeholder that Discord shows meanwhile. The token in the address is all it takes.
import { COMMAND, FETCH } from '../../core/limits.ts'
import type { Settings } from '../settings.ts'
import { type Message, messageData } from './reply.ts'
import { discordHeaders } from './rest.ts'

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
  const url = `${settings.discordApi}/webhooks/${application}/${encodeURIComponent(token)}/messages/@original`
  const body = JSON.stringify(messageData(message))
  for (const pause of [...COMMAND.FOLLOW_UP_WAITS_MS, undefined]) {
    const status = await patch(url, discordHeaders(settings, false), body)
    if (status < 300) return true
    if (!isPassing(status) || pause === undefined) {
      console.error(`a reply could not be delivered: ${status}`)
      return false
    }
    await wait(pause)
  }
  return false
}

/** The status; 599 when there was no answer. */
const patch = async (url: string, headers: Record<string, string>, body: string): Promise<number> => {
  try {
    const signal = AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS)
    const response = await fetch(url, { method: 'PATCH', headers, body, signal, redirect: 'manual' })
    await response.body?.cancel()
    return response.status
  } catch {
    return 599
  }
}
