// Standard Webhooks 1.0: the symmetric signature over `id.timestamp.body`, with every secret that is valid at the moment.
import { UNITS, WEBHOOK } from '../../core/limits.ts'
import { base64 } from '../fingerprint.ts'

const PREFIX = 'whsec_'
const encoder = new TextEncoder()

/** A fresh secret in the form receivers expect: `whsec_` and base64. */
export const newSecret = (): string => PREFIX + base64(crypto.getRandomValues(new Uint8Array(WEBHOOK.SECRET_BYTES)))

const keyOf = (secret: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (character) => character.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

const sign = async (secret: string, content: string): Promise<string> => {
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), encoder.encode(content))
  return `v1,${base64(new Uint8Array(mac))}`
}

/**
 * The three headers of one try.
 * @param id the parcel's, the same on every try
 * @param now ms since the epoch, of this try
 * @param secrets two while a rotation is under way
 */
export const signedHeaders = async (
  id: string,
  now: number,
  body: string,
  secrets: readonly string[],
): Promise<Record<string, string>> => {
  const timestamp = String(Math.floor(now / UNITS.SECOND))
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`)))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
