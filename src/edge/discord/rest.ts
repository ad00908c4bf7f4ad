// Calls to Discord's API and what its answers mean for a delivery (docs/design.md; Discord's rate-limit and opcode pages, August 2026).
import { GATE, UNITS } from '../../core/limits.ts'
import { HOMEPAGE, VERSION } from '../../core/version.ts'
import type { SendOutcome } from '../../flow/delivery-ports.ts'
import { type Answer, askedWait, post } from '../send.ts'
import type { Settings } from '../settings.ts'

export const DISCORD_USER_AGENT = `DiscordBot (${HOMEPAGE}, ${VERSION})`

type ErrorBody = {
  readonly code?: number
  readonly message?: string
  readonly retry_after?: number
  readonly global?: boolean
}

/** JSON error codes after which a destination can never take anything again. */
const GONE: ReadonlyMap<number, string> = new Map([
  [10003, 'the channel no longer exists'],
  [10004, 'the server no longer exists'],
  [10015, 'the webhook was deleted'],
  [50001, 'the bot cannot see the channel'],
  [50013, 'the bot may not post in the channel'],
  [50027, 'the webhook was deleted'],
  [50083, 'the thread is archived'],
  [160005, 'the thread is locked'],
  [40058, 'a forum channel needs a thread'],
])
/** The message exists already and was deleted since: a repeated nonce answers so. */
const DELETED_SINCE = 10008
const DEFAULT_WAIT_MS = 5 * UNITS.SECOND

export const discordHeaders = (settings: Settings, withToken: boolean): Record<string, string> => {
  const headers = { 'content-type': 'application/json', 'user-agent': DISCORD_USER_AGENT }
  const token = settings.discordToken
  return withToken && token !== undefined ? { ...headers, authorization: `Bot ${token.reveal()}` } : headers
}

const errorOf = (text: string): ErrorBody | undefined => {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as ErrorBody) : undefined
  } catch {
    return undefined
  }
}

/** @param bot whether the call carried the bot's token: a 401 then is everybody's */
export const sendDiscord = async (
  settings: Settings,
  path: string,
  body: string,
  bot: boolean,
): Promise<SendOutcome> => {
  const answer = await post(settings.discordApi + path, discordHeaders(settings, bot), body)
  return 'outcome' in answer ? answer : judge(answer, bot)
}

const judge = (answer: Answer, bot: boolean): SendOutcome => {
  const { status } = answer
  const error = errorOf(answer.text)
  if (status >= 200 && status < 300) return sentOf(answer)
  if (error?.code === DELETED_SINCE) return { outcome: 'sent', status }
  if (status === 429) return limitedOf(answer, error)
  if (status === 401 && bot) return closed('Discord refused the bot’s token (401)', status, GATE.BAD_TOKEN_MS)
  if (status === 403 && error === undefined)
    return closed('Discord’s network turned us away (403)', status, GATE.BLOCKED_MS)
  const gone = GONE.get(error?.code ?? 0)
  if (gone !== undefined) return { outcome: 'gone', reason: gone, status }
  if (status === 401 || status === 403 || status === 404) {
    return { outcome: 'gone', reason: `Discord answered ${status}`, status }
  }
  if (status >= 400 && status < 500) return { outcome: 'refused', reason: refusalOf(status, error), status }
  return { outcome: 'later', reason: `Discord answered ${status}`, status }
}

const closed = (reason: string, status: number, forMs: number): SendOutcome => ({
  outcome: 'gate',
  reason,
  status,
  forMs,
})

const refusalOf = (status: number, error: ErrorBody | undefined): string =>
  error?.code === undefined ? `Discord answered ${status}` : `Discord answered ${status}, code ${error.code}`

const sentOf = ({ status, headers, text }: Answer): SendOutcome => {
  const message = (errorOf(text) as { id?: string } | undefined)?.id
  const spent = headers.get('x-ratelimit-remaining') === '0'
  const pause = spent ? Number(headers.get('x-ratelimit-reset-after') ?? 0) * UNITS.SECOND : 0
  return {
    outcome: 'sent',
    status,
    ...(message === undefined ? {} : { message }),
    ...(pause > 0 ? { pauseMs: pause } : {}),
  }
}

/** A 429 without Discord's JSON comes from the network in front of it: our address is blocked, which is no destination's fault. */
const limitedOf = (answer: Answer, error: ErrorBody | undefined): SendOutcome => {
  const { status } = answer
  if (error?.retry_after === undefined)
    return closed('Discord’s network blocks our address (429)', status, GATE.BLOCKED_MS)
  const afterMs = error.retry_after * UNITS.SECOND || askedWait(answer) || DEFAULT_WAIT_MS
  if (error.global === true) return closed('Discord’s global rate limit is spent', status, afterMs)
  return { outcome: 'limited', reason: 'Discord’s rate limit for the channel is spent', status, afterMs }
}
