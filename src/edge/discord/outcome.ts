// What Discord's answer to a message means for its delivery (Discord's pages on rate limits and status codes, August 2026).
import { DISCORD, GATE, UNITS } from '../../core/limits.ts'
import type { Bucket, SendOutcome } from '../../flow/delivery-ports.ts'
import { type Answer, askedWait, type NoAnswer } from '../send.ts'
import { present } from '../settings.ts'
import {
  AGAIN,
  BAD_TOKEN,
  GONE,
  GONE_MESSAGE,
  LATER,
  LIMITED,
  MALFORMED,
  NETWORK_ERROR,
  REFUSED,
  UNKNOWN_MESSAGE,
  UNKNOWN_STATUS,
  WEBHOOK_GONE,
} from './codes.ts'
import { jsonOf } from './rest.ts'

export type Judged = {
  /** Whether the call carried the bot's token: a 401 then is everybody's. */
  readonly bot: boolean
  readonly edit: boolean
  /** Whether Discord knows a repeat by its nonce. */
  readonly nonce: boolean
  /** Whether it was posted to a thread inside the destination, whose end is not the destination's. */
  readonly inside: boolean
  /** Whether an earlier try of it may have arrived. */
  readonly again: boolean
}

type ErrorBody = {
  readonly code?: unknown
  readonly message?: unknown
  readonly retry_after?: unknown
  readonly global?: unknown
}

/** The words of a block by the network, which has no code of its own. */
const BLOCK = /error(?: code:)? 1015\b|blocked from accessing/i

type Seen = { readonly answer: Answer; readonly status: number; readonly code: number; readonly error?: ErrorBody }

const seenIn = (answer: Answer): Seen => {
  const value = jsonOf(answer.text)
  const { status } = answer
  if (typeof value !== 'object' || value === null) return { answer, status, code: 0 }
  const error: ErrorBody = value
  return { answer, status, error, code: typeof error.code === 'number' ? error.code : 0 }
}

export const outcomeOf = (answer: Answer | NoAnswer, judged: Judged): SendOutcome => {
  if ('silence' in answer) return { outcome: 'unknown', reason: answer.silence }
  if (answer.status >= 200 && answer.status < 300) return sentOf(answer, judged)
  const seen = seenIn(answer)
  return (
    everybodys(seen, judged) ??
    limitedOf(seen, judged) ??
    (judged.edit ? unmarkableOf(seen, judged) : undefined) ??
    thisMessages(seen, judged) ??
    thisPlaces(seen, judged) ??
    failed(seen)
  )
}

const closed = (reason: string, status: number, forMs: number): SendOutcome => ({
  outcome: 'gate',
  reason,
  status,
  forMs,
})

const saying = (status: number, code: number): string =>
  code === 0 ? `Discord answered ${status}` : `Discord answered ${status}, code ${code}`

/** Our address, our token, our whole allowance: nothing of it is a destination's fault. */
const everybodys = ({ answer, status, code, error }: Seen, { bot }: Judged): SendOutcome | undefined => {
  const turnedAway = error === undefined || code === NETWORK_ERROR || BLOCK.test(String(error.message))
  if (status === 403 && turnedAway) return closed('Discord’s network turned us away (403)', status, GATE.BLOCKED_MS)
  if (status === 429 && (turnedAway || waitIn(answer, error) === undefined))
    return closed('Discord’s network blocks our address (429)', status, blockedFor(answer))
  if (error === undefined && BLOCK.test(answer.text))
    return closed(`Discord’s network blocks our address (${status})`, status, blockedFor(answer))
  if (bot && (status === 401 || BAD_TOKEN.has(code)))
    return closed('Discord refused the bot’s token (401)', status, GATE.BAD_TOKEN_MS)
  // Without a token the limit is counted by address; other destinations go by the bot's.
  if (status === 429 && bot && isGlobal(answer, error))
    return closed('Discord’s global rate limit is spent', status, waitIn(answer, error) ?? DISCORD.LIMITED_MS)
  return undefined
}

const isGlobal = ({ headers }: Answer, error: ErrorBody | undefined): boolean =>
  error?.global === true ||
  headers.get('x-ratelimit-global') === 'true' ||
  headers.get('x-ratelimit-scope') === 'global'

const blockedFor = (answer: Answer): number => Math.max(askedWait(answer) ?? 0, GATE.BLOCKED_MS)

/** Milliseconds; the body's `retry_after` is exact, the header's is whole seconds. */
const waitIn = (answer: Answer, error: ErrorBody | undefined): number | undefined => {
  const seconds = error?.retry_after
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return Math.ceil(seconds * UNITS.SECOND)
  return askedWait(answer)
}

const limitedOf = ({ answer, status, code, error }: Seen, { bot }: Judged): SendOutcome | undefined => {
  const unnamed = LIMITED.get(code)
  if (status !== 429 && unnamed === undefined) return undefined
  const shared = answer.headers.get('x-ratelimit-scope') === 'shared' || (!bot && isGlobal(answer, error))
  return {
    outcome: 'limited',
    reason: unnamed === undefined ? 'Discord’s rate limit for the channel is spent' : saying(status, code),
    status,
    afterMs: waitIn(answer, error) ?? unnamed ?? DISCORD.LIMITED_MS,
    scope: shared ? 'shared' : 'user',
    ...present({ bucket: bucketOf(answer) }),
  }
}

/**
 * A mark that is not taken is nobody's fault: the message was deleted, or its thread archived. Whether the place is gone the next post
 * finds out; only a webhook must not be called again once it answered 404.
 */
const unmarkableOf = ({ status, code }: Seen, { bot }: Judged): SendOutcome | undefined => {
  if (status < 400 || status >= 500 || status === 408 || WEBHOOK_GONE.has(code)) return undefined
  if (!bot && (status === 401 || status === 404) && !GONE_MESSAGE.has(code)) return undefined
  return { outcome: 'unmarkable', reason: saying(status, code), status }
}

const thisMessages = ({ status, code }: Seen, { inside, nonce, again }: Judged): SendOutcome | undefined => {
  // A repeated nonce whose first message was deleted since is answered so: it had arrived.
  if (code === UNKNOWN_MESSAGE && nonce && again) return { outcome: 'sent', status }
  if (code === UNKNOWN_MESSAGE) return { outcome: 'malformed', reason: saying(status, code), status }
  if (LATER.has(code)) return { outcome: 'later', reason: saying(status, code), status }
  const refused = status === 413 ? 'the message is too large' : REFUSED.get(code)
  if (refused !== undefined) return { outcome: 'refused', reason: refused, status }
  const elsewhere = inside && (status === 403 || status === 404 || status === 400)
  return elsewhere || MALFORMED.has(code) || (status === 400 && !GONE.has(code))
    ? { outcome: 'malformed', reason: saying(status, code), status }
    : undefined
}

const thisPlaces = ({ status, code }: Seen, { bot }: Judged): SendOutcome | undefined => {
  const known = GONE.get(code)
  if (known !== undefined) return { outcome: 'gone', reason: known, status }
  const ended = status === 401 || status === 403 || status === 404
  return ended ? { outcome: 'gone', reason: unnamedEnd(status, bot), status } : undefined
}

const unnamedEnd = (status: number, bot: boolean): string =>
  bot
    ? `Discord answered ${status}: check that the channel exists and that the bot may post there, ${AGAIN}`
    : `Discord answered ${status}: make a new webhook and add it as a new destination`

const failed = ({ answer, status, code }: Seen): SendOutcome => {
  const reason = saying(status, code)
  if (UNKNOWN_STATUS.has(status)) return { outcome: 'unknown', reason, status }
  const refused = status >= 400 && status < 500 && status !== 408
  if (refused) return { outcome: 'refused', reason, status }
  return { outcome: 'later', reason, status, ...present({ afterMs: askedWait(answer) }) }
}

const bucketOf = ({ headers }: Answer): Bucket | undefined => {
  const read = (name: string): number | undefined => {
    const value = headers.get(`x-ratelimit-${name}`)
    const number = value === null || value.trim() === '' ? Number.NaN : Number(value)
    return Number.isFinite(number) && number >= 0 ? number : undefined
  }
  const remaining = read('remaining')
  const resetAfter = read('reset-after')
  if (remaining === undefined || resetAfter === undefined) return undefined
  return { remaining, resetAfterMs: Math.ceil(resetAfter * UNITS.SECOND), ...present({ limit: read('limit') }) }
}

type MessageBody = { readonly id?: unknown; readonly channel_id?: unknown }

/** `channelId/messageId` of a message given back, or of the first one of a thread that was opened. */
export const messageIdOf = (value: unknown): string | undefined => {
  const given = value as (MessageBody & { readonly message?: unknown }) | null | undefined
  const nested = given?.message as MessageBody | null | undefined
  const message = typeof nested === 'object' && nested !== null ? { channel_id: given?.id, ...nested } : given
  const { id, channel_id: channel } = message ?? {}
  if (typeof id !== 'string') return undefined
  return typeof channel === 'string' ? `${channel}/${id}` : id
}

/**
 * Discord gives the message back once it is kept. A 2xx without it is none of Discord's, or was cut short: where a repeat is harmless it
 * is asked for, and where it would be seen Discord's own headers are proof enough.
 */
const sentOf = (answer: Answer, { edit, nonce }: Judged): SendOutcome => {
  const { status } = answer
  const bucket = bucketOf(answer)
  const message = messageIdOf(jsonOf(answer.text))
  const proof = message !== undefined || status === 204 || (bucket !== undefined && !edit && !nonce)
  if (!proof) return { outcome: 'unknown', reason: `answered ${status} without the message`, status }
  const pauseMs = bucket?.remaining === 0 && bucket.resetAfterMs > 0 ? bucket.resetAfterMs : undefined
  return { outcome: 'sent', status, ...present({ message, bucket, pauseMs }) }
}
