// SHA-256 as the core wants it: text or bytes in, base64url out.
import type { Fingerprint } from '../core/identity.ts'

const encoder = new TextEncoder()

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

export const base64url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

export const fingerprintBytes = async (bytes: Uint8Array): Promise<string> => base64url(await sha256(bytes))

export const fingerprint: Fingerprint = (text) => fingerprintBytes(encoder.encode(text))

/** A fresh name of so many characters, for what has no natural one. */
export const freshId = (characters = 16): string =>
  base64url(crypto.getRandomValues(new Uint8Array(Math.ceil((characters * 3) / 4)))).slice(0, characters)

/** For names that people read and type: `a` to `p`, four bits each. */
export const randomLetters = (count: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => String.fromCharCode(97 + (byte & 15))).join('')
