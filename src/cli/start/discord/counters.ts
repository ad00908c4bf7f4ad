// What a well-behaved client never lets grow: the stand-in counts, and says which of Discord's rules were broken.
import type { Scope } from './buckets.ts'

/** Answers 401, 403 and 429 (not of scope shared) per address, then a ban (Discord's rate-limit page, August 2026). */
export const INVALID_LIMIT = { limit: 10_000, windowMs: 10 * 60_000 }

export type Counters = {
  requests: number
  /** Requests without a User-Agent, and with one that is not of the form Discord asks for. */
  agentMissing: number
  agentWrong: number
  /** Answers 401: of the bot's token, and of a webhook's. */
  unauthorized: number
  forbidden: number
  /** Answers 429 by scope, scripted ones too; those of limits that no header names, and of old messages, also by themselves. */
  limited: Record<Scope, number>
  hidden: number
  oldEdits: number
  /** Requests that met the block of the address. */
  blocked: number
  /** Calls to a webhook after the caller was told that it is gone. */
  deadWebhooks: number
  /** Answers 401, 403 and 429 so far, and the most of them within ten minutes. */
  invalid: number
  invalidPeak: number
  bans: number
  /** Bodies that the schema did not take, where one was given. */
  malformed: number
}

export const createCounters = (): Counters => ({
  requests: 0,
  agentMissing: 0,
  agentWrong: 0,
  unauthorized: 0,
  forbidden: 0,
  limited: { user: 0, shared: 0, global: 0 },
  hidden: 0,
  oldEdits: 0,
  blocked: 0,
  deadWebhooks: 0,
  invalid: 0,
  invalidPeak: 0,
  bans: 0,
  malformed: 0,
})

/** The rules that were broken, a sentence each; none for a client that behaves. */
export const breachesOf = (counters: Counters): readonly string[] => {
  const { agentMissing, agentWrong, deadWebhooks, bans, malformed } = counters
  const rules: readonly (readonly [number, string])[] = [
    [agentMissing, 'requests without a User-Agent'],
    [agentWrong, 'requests with a User-Agent of another form than DiscordBot (url, version)'],
    [deadWebhooks, 'calls to a webhook that had answered 404'],
    [bans, 'bans for more invalid requests in ten minutes than Discord takes'],
    [malformed, 'bodies that do not fit the schema'],
  ]
  return rules.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
}

export type InvalidRequests = { readonly count: () => boolean }

/** Counts an invalid request; true when it was one too many. */
export const createInvalidRequests = (counters: Counters, now: () => number, limit: number): InvalidRequests => {
  let recent: number[] = []
  return {
    count: () => {
      const at = now()
      recent = [...recent.filter((time) => time > at - INVALID_LIMIT.windowMs), at]
      counters.invalid += 1
      counters.invalidPeak = Math.max(counters.invalidPeak, recent.length)
      return recent.length > limit
    },
  }
}
