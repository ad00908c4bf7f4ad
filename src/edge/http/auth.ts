// Who may use the API: the operator's token, compared as digests in constant time; a push token opens one source and nothing else.
import type { Context, MiddlewareHandler } from 'hono'
import type { Secret } from '../../core/secret.ts'
import { fingerprint, freshId, sha256 } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { type ApiError, apiError, refuse } from './errors.ts'
import type { App } from './types.ts'

const encoder = new TextEncoder()

const CLOSED = apiError(
  503,
  'not-set-up',
  'The API is closed until ADMIN_TOKEN is set to 32 characters or more: npx wrangler secret put ADMIN_TOKEN',
)
const UNKNOWN = apiError(401, 'token', 'The API wants the header "Authorization: Bearer" with the admin token.')

export const bearerOf = (context: Context): string | undefined =>
  /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]

/** 144 and 192 bits. */
const NONCE_CHARS = 24
const MAC_CHARS = 32

const sameDigest = async (given: string, digest: Uint8Array): Promise<boolean> =>
  crypto.subtle.timingSafeEqual(await sha256(encoder.encode(given)), digest)

/** Undefined when the operator's token was given. */
export const operatorRefusal = async (context: Context<App>): Promise<ApiError | undefined> => {
  const { adminToken } = settingsOf(context.env)
  if (adminToken === undefined) return CLOSED
  const given = bearerOf(context)
  const expected = await sha256(encoder.encode(adminToken.reveal()))
  return given !== undefined && (await sameDigest(given, expected)) ? undefined : UNKNOWN
}

export const operatorOnly: MiddlewareHandler<App> = async (context, next) => {
  const refusal = await operatorRefusal(context)
  if (refusal !== undefined) return refuse(context, refusal)
  return next()
}

const PUSH_PREFIX = 'push_'

const macOf = async (adminToken: Secret, source: string, nonce: string): Promise<string> =>
  (await fingerprint(`push\n${source}\n${nonce}\n${await fingerprint(adminToken.reveal())}`)).slice(0, MAC_CHARS)

/** A token for one source, which can be told from a forged one without asking any object. */
export const newPushToken = async (adminToken: Secret, source: string): Promise<string> => {
  const nonce = freshId(NONCE_CHARS)
  return `${PUSH_PREFIX}${nonce}${await macOf(adminToken, source, nonce)}`
}

/** Whether we made this token for this source; whether it is still the source's newest only the Desk knows. */
export const isOurPushToken = async (adminToken: Secret, source: string, token: string): Promise<boolean> => {
  if (!token.startsWith(PUSH_PREFIX)) return false
  const nonce = token.slice(PUSH_PREFIX.length, PUSH_PREFIX.length + NONCE_CHARS)
  const expected = `${PUSH_PREFIX}${nonce}${await macOf(adminToken, source, nonce)}`
  return sameDigest(token, await sha256(encoder.encode(expected)))
}
