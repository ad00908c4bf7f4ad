// Discord's rate limits as a client sees them: fixed windows per bucket and major parameter, named in headers on every
// answer. The figures are the observed ones for webhooks; Discord documents none.

export type Limit = { readonly limit: number; readonly windowMs: number }

export const CHANNEL_LIMIT: Limit = { limit: 5, windowMs: 5_000 }
export const WEBHOOK_LIMIT: Limit = { limit: 5, windowMs: 2_000 }

export type Ticket = {
  readonly passed: boolean
  readonly retryAfterSeconds: number
  readonly headers: Record<string, string>
}

export type Buckets = { readonly take: (bucket: string, major: string, limit: Limit) => Ticket }

type Window = { readonly ends: number; readonly used: number }

export const createBuckets = (now: () => number): Buckets => {
  const windows = new Map<string, Window>()

  const current = (key: string, { windowMs }: Limit): Window => {
    const known = windows.get(key)
    return known !== undefined && known.ends > now() ? known : { ends: now() + windowMs, used: 0 }
  }

  const take = (bucket: string, major: string, limit: Limit): Ticket => {
    const window = current(`${bucket}:${major}`, limit)
    const passed = window.used < limit.limit
    const used = passed ? window.used + 1 : window.used
    windows.set(`${bucket}:${major}`, { ends: window.ends, used })
    const seconds = (window.ends - now()) / 1_000
    return {
      passed,
      retryAfterSeconds: seconds,
      headers: {
        'X-RateLimit-Limit': String(limit.limit),
        'X-RateLimit-Remaining': String(limit.limit - used),
        'X-RateLimit-Reset': (window.ends / 1_000).toFixed(3),
        'X-RateLimit-Reset-After': seconds.toFixed(3),
        'X-RateLimit-Bucket': bucket,
        ...(passed ? {} : { 'X-RateLimit-Scope': 'user', 'Retry-After': String(Math.ceil(seconds)) }),
      },
    }
  }

  return { take }
}
