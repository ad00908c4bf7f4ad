// One POST of a delivery: bounded in time, never redirected, its answer read only as far as it is needed.
import { FETCH, UNITS } from '../core/limits.ts'
import type { SendOutcome } from '../flow/delivery-ports.ts'
import { readBytes } from './body.ts'
import { retryAfter } from './freshness.ts'

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

export type Later = Extract<SendOutcome, { outcome: 'later' }>

/** The answer, or the reason why there is none; a cut connection and a timeout leave the outcome unknown. */
export const post = async (url: string, headers: Record<string, string>, body: string): Promise<Answer | Later> => {
  const signal = AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS)
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const bytes = await readBytes(response.body, FETCH.ANSWER_BYTES)
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes)
    return { status: response.status, headers: response.headers, text }
  } catch {
    const reason = signal.aborted
      ? `no answer within ${FETCH.DELIVERY_DEADLINE_MS / UNITS.SECOND} seconds`
      : 'connection failed'
    return { outcome: 'later', reason }
  }
}

/** Milliseconds a service asked us to wait. */
export const askedWait = ({ headers }: Answer): number | undefined => retryAfter(headers.get('retry-after'), Date.now())
