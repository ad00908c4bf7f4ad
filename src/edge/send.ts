// One call of a delivery: bounded in time, never redirected, its answer read only as far as it is needed.
import { FETCH, UNITS } from '../core/limits.ts'
import type { SendOutcome } from '../flow/delivery-ports.ts'
import { readBytes } from './body.ts'
import { retryAfter } from './freshness.ts'

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

/** Nobody knows whether the call was carried out. */
export type NoAnswer = { readonly silence: string }

export type Later = Extract<SendOutcome, { outcome: 'later' }>

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly url: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** The most that is read of the answer. */
  readonly bytes: number
}

/** The answer, or why there is none; a cut connection and a timeout leave the outcome unknown. */
export const call = async ({ url, bytes, ...request }: Call): Promise<Answer | NoAnswer> => {
  const signal = AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS)
  try {
    const response = await fetch(url, { ...request, signal, redirect: 'manual' })
    const read = await readBytes(response.body, bytes)
    const text = read === undefined ? '' : new TextDecoder().decode(read)
    return { status: response.status, headers: response.headers, text }
  } catch {
    const silence = signal.aborted
      ? `no answer within ${FETCH.DELIVERY_DEADLINE_MS / UNITS.SECOND} seconds`
      : 'connection failed'
    return { silence }
  }
}

/** A POST whose repeat does no harm: without an answer it is tried again later. */
export const post = async (url: string, headers: Record<string, string>, body: string): Promise<Answer | Later> => {
  const answer = await call({ method: 'POST', url, headers, body, bytes: FETCH.ANSWER_BYTES })
  return 'silence' in answer ? { outcome: 'later', reason: answer.silence } : answer
}

/** Milliseconds a service asked us to wait. */
export const askedWait = ({ headers }: Answer): number | undefined => retryAfter(headers.get('retry-after'), Date.now())
