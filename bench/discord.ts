// A PING as Discord sends it, signed with a key pair of our own making.
import type { webcrypto } from 'node:crypto'

export type Ping = { readonly headers: Readonly<Record<string, string>>; readonly body: string }
export type Discord = {
  /** Hexadecimal, as the setting DISCORD_PUBLIC_KEY takes it. */
  readonly publicKey: string
  /** @param at ms since the epoch */
  readonly ping: (at: number) => Promise<Ping>
}

const PING = JSON.stringify({ id: '1', application_id: '2', type: 1, token: 'interaction-token', version: 1 })

const hex = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex')

export const newDiscord = async (): Promise<Discord> => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const { publicKey, privateKey } = pair as webcrypto.CryptoKeyPair
  return {
    publicKey: hex(await crypto.subtle.exportKey('raw', publicKey)),
    ping: async (at) => {
      const timestamp = String(Math.floor(at / 1_000))
      const signature = await crypto.subtle.sign('Ed25519', privateKey, new TextEncoder().encode(timestamp + PING))
      return {
        headers: {
          'content-type': 'application/json',
          'x-signature-timestamp': timestamp,
          'x-signature-ed25519': hex(signature),
        },
        body: PING,
      }
    },
  }
}
