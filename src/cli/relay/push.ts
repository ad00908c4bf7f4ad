// One push to the Worker: some stories as a JSON Feed, under the source's token, which goes nowhere else and into no message.
import type { JsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { RELAY } from '../../core/limits.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { reasonOf, USER_AGENT } from './source.ts'

export type Target = { readonly worker: string; readonly source: string; readonly token: string }

export type Pushed = {
  readonly new: number
  readonly known: number
  readonly refused: readonly { readonly index: number; readonly code: string }[]
}

/** `final`: the next round would be answered the same. */
export type PushFailure = { readonly message: string; readonly final: boolean }

const failed = (message: string, final = false): Result<never, PushFailure> => err({ message, final })

/** @param items the newest first, as feeds have them */
export const pushItems = async (
  { worker, source, token }: Target,
  items: readonly JsonFeedItem[],
  stop: AbortSignal,
): Promise<Result<Pushed, PushFailure>> => {
  try {
    const response = await fetch(new URL(`/api/v1/sources/${source}/items`, worker), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/feed+json',
        'user-agent': USER_AGENT,
      },
      body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: source, items }),
      // A redirect would carry the token to wherever it leads.
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(RELAY.PUSH_DEADLINE_MS)]),
    })
    return response.ok ? await answerOf(response) : refusalOf(response.status, source)
  } catch (error) {
    return failed(`The Worker could not be reached: ${reasonOf(error)}.`)
  }
}

const answerOf = async (response: Response): Promise<Result<Pushed, PushFailure>> => {
  const answer = (await response.json().catch(() => undefined)) as Partial<Pushed> | undefined
  const isPushed = typeof answer?.new === 'number' && typeof answer.known === 'number' && Array.isArray(answer.refused)
  return isPushed ? ok(answer as Pushed) : failed('What answers at --to is not a Nightdesk Worker.', true)
}

const refusalOf = (status: number, source: string): Result<never, PushFailure> => {
  if (status === 401) return failed(`The Worker does not take NIGHTDESK_TOKEN for the source "${source}".`, true)
  if (status === 404) return failed(`The Worker has no source "${source}".`, true)
  if (status >= 300 && status < 400) return failed('The Worker redirects; give --to the address it leads to.', true)
  return failed(`The Worker answered ${status}.`)
}
