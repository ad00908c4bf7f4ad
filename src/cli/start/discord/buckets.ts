// Discord's rate limits as a client sees them: fixed windows per bucket and major parameter, named in headers on every
// answer; beside them windows that no header names, and the one over all requests.
// The figures are observed ones; Discord documents only the global one and says that the others may change.

export type Limit = { readonly limit: number; readonly windowMs: number }

/** `shared` is the scope of what is limited for the place and not for the caller: such a 429 is not held against the caller. */
export type Scope = 'user' | 'shared' | 'global'
export type HiddenLimit = Limit & { readonly scope?: Scope }

const READ: Limit = { limit: 10, windowMs: 1_000 }

export const LIMITS = {
  'create-message': { limit: 5, windowMs: 5_000 },
  'edit-message': { limit: 5, windowMs: 5_000 },
  'delete-message': { limit: 5, windowMs: 1_000 },
  'read-message': READ,
  'list-messages': READ,
  'create-thread': { limit: 5, windowMs: 5_000 },
  'read-channel': READ,
  'change-channel': { limit: 5, windowMs: 5_000 },
  'execute-webhook': { limit: 5, windowMs: 2_000 },
  'webhook-message': { limit: 5, windowMs: 2_000 },
  'read-webhook': READ,
  'open-dm': { limit: 10, windowMs: 10_000 },
  'read-guild': READ,
  'list-guilds': READ,
  'leave-guild': READ,
  commands: { limit: 5, windowMs: 5_000 },
  application: READ,
} as const satisfies Record<string, Limit>

export type Route = keyof typeof LIMITS

/** Requests per second and bot; without a token, per address (Discord's rate-limit page). */
export const GLOBAL_LIMIT: Limit = { limit: 50, windowMs: 1_000 }
/** Edits, in one channel, of messages older than an hour: as others counted them (circuitsacul/starboard-4, issue 118). */
export const OLD_EDITS: Limit = { limit: 3, windowMs: 20_000 }

export type Ticket = { readonly passed: boolean; readonly used: number; readonly ends: number; readonly waitMs: number }

export type Windows = { readonly take: (key: string, limit: Limit) => Ticket }

/** @param now ms since the epoch */
export const createWindows = (now: () => number): Windows => {
  const windows = new Map<string, { readonly ends: number; readonly used: number }>()
  return {
    take: (key, { limit, windowMs }) => {
      const at = now()
      const known = windows.get(key)
      const { ends, used } = known !== undefined && known.ends > at ? known : { ends: at + windowMs, used: 0 }
      const passed = used < limit
      windows.set(key, { ends, used: passed ? used + 1 : used })
      return { passed, used: passed ? used + 1 : used, ends, waitMs: ends - at }
    },
  }
}

/** The headers of an announced bucket: they stand on every answer, also on refusals of another kind. */
export const bucketHeaders = (bucket: string, { limit }: Limit, { used, ends, waitMs }: Ticket) => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(limit - used),
  'X-RateLimit-Reset': (ends / 1_000).toFixed(3),
  'X-RateLimit-Reset-After': (waitMs / 1_000).toFixed(3),
  'X-RateLimit-Bucket': bucket,
})

/** @param code given where the limit is one of its own, as for edits of old messages */
export const tooMany = (waitMs: number, scope: Scope, error?: { readonly code: number; readonly message: string }) => {
  const seconds = waitMs / 1_000
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global', ...error }
  const headers = {
    'Retry-After': String(Math.ceil(seconds)),
    'X-RateLimit-Scope': scope,
    ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
  }
  return Response.json(body, { status: 429, headers })
}
