// What an answer's headers say of when to ask again. Pure: the moment of the answer comes in.
import { UNITS } from '../core/limits.ts'

/** Milliseconds to wait, from seconds or an HTTP date (RFC 9110, 10.2.3). */
export const retryAfter = (value: string | null, now: number): number | undefined => {
  if (value === null) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * UNITS.SECOND
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

const seconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined

const DIRECTIVE = /([\w-]+)(?:\s*=\s*"?([^",]*)"?)?/g

const directivesOf = (value: string): ReadonlyMap<string, string> =>
  new Map([...value.matchAll(DIRECTIVE)].map(([, name = '', argument = '']) => [name.toLowerCase(), argument]))

/**
 * Milliseconds for which the answer stays what it is, as a private cache counts them (RFC 9111, 4.2.1): max-age before
 * Expires, less the age it came with; undefined when nothing is said, or when it is to be checked every time.
 */
export const freshFor = (headers: Headers, now: number): number | undefined => {
  const directives = directivesOf(headers.get('cache-control') ?? '')
  if (directives.has('no-cache') || directives.has('no-store')) return undefined
  const maxAge = seconds(directives.get('max-age'))
  if (maxAge !== undefined) {
    const age = seconds(headers.get('age') ?? undefined) ?? 0
    return maxAge > age ? (maxAge - age) * UNITS.SECOND : undefined
  }
  const expires = Date.parse(headers.get('expires') ?? '')
  const date = Date.parse(headers.get('date') ?? '')
  const left = expires - (Number.isNaN(date) ? now : date)
  return left > 0 ? left : undefined
}
