// A client that signs interactions as Discord does. The key pair is the first test vector of RFC 8032, section 7.1.

const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
export const PUBLIC_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const privateKey = () =>
  crypto.subtle.importKey(
    'jwk',
    { kty: 'OKP', crv: 'Ed25519', d: base64url(bytesOf(SEED)), x: base64url(bytesOf(PUBLIC_KEY)) },
    { name: 'Ed25519' },
    false,
    ['sign'],
  )

/** @param at ms since the epoch */
export const signedHeaders = async (body: string, at: number): Promise<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1_000))
  const signature = await crypto.subtle.sign('Ed25519', await privateKey(), new TextEncoder().encode(timestamp + body))
  return {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-ed25519': hexOf(new Uint8Array(signature)),
  }
}

export type Option = { readonly name: string; readonly type: number; readonly value: string | number | boolean }

const MANAGE_GUILD = '32'

/** A slash command as Discord posts it. */
export const slashCommand = (
  name: string,
  subcommand: string,
  options: readonly Option[],
  { guild = '500', permissions = MANAGE_GUILD, owners = { 0: guild } as Record<string, string> } = {},
): object => ({
  id: '900',
  application_id: '1000',
  type: 2,
  token: 'interaction-token',
  version: 1,
  guild_id: guild,
  channel: { id: '700', type: 0 },
  channel_id: '700',
  locale: 'en-US',
  authorizing_integration_owners: owners,
  member: { permissions, user: { id: '800', username: 'analyst' } },
  data: { id: '901', name, type: 1, options: [{ name: subcommand, type: 1, options }] },
})
