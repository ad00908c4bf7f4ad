// Whether a request really comes from Discord: Ed25519 over timestamp and raw body, and a timestamp near enough to now.
import { verifyKey } from 'discord-interactions'
import { REQUEST, UNITS } from '../../core/limits.ts'

/** 64 bytes as hexadecimal. */
const SIGNATURE = /^[0-9a-f]{128}$/i
const TIMESTAMP = /^\d{1,12}$/

/**
 * When Discord signed it, in ms since the epoch; undefined when it did not.
 * @param now stale and future timestamps are refused, so that an old request cannot be played again later
 */
export const signedAt = async (
  body: Uint8Array,
  headers: Headers,
  publicKey: string,
  now: number,
): Promise<number | undefined> => {
  const signature = headers.get('x-signature-ed25519') ?? ''
  const timestamp = headers.get('x-signature-timestamp') ?? ''
  if (!TIMESTAMP.test(timestamp)) return undefined
  const at = Number(timestamp) * UNITS.SECOND
  if (Math.abs(now - at) > REQUEST.INTERACTION_WINDOW_MS) return undefined
  return (await isSigned(timestamp, body, signature, publicKey)) ? at : undefined
}

/** Whether a signature in hexadecimal is the key's over timestamp and body; false for whatever is no signature. */
export const isSigned = async (
  timestamp: string,
  body: Uint8Array,
  signature: string,
  publicKey: string,
): Promise<boolean> => SIGNATURE.test(signature) && verifyKey(body, signature, timestamp, await keyOf(publicKey))

const keys = new Map<string, Promise<CryptoKey>>()

/** Imported once per isolate: the import costs a third of a verification. */
const keyOf = (publicKey: string): Promise<CryptoKey> => {
  const known = keys.get(publicKey)
  if (known !== undefined) return known
  const bytes = Uint8Array.from(publicKey.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const key = crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify'])
  keys.set(publicKey, key)
  return key
}
