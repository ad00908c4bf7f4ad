import { describe, expect, inject, it } from 'vitest'
import { isSigned } from '../../src/edge/discord/verify.ts'
import { post } from '../support/chat.ts'
import { signedHeaders } from '../support/discord-client.ts'

const PING = '{"type":1}'
const NOW = Date.now()

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

describe('a request that Discord did not sign', () => {
  it.each<[string, (headers: Record<string, string>) => Record<string, string>, string]>([
    ['no headers', () => ({}), PING],
    ['an altered body', (headers) => headers, '{"type":1 }'],
    [
      'an altered timestamp',
      (headers) => ({ ...headers, 'x-signature-timestamp': String(Math.floor(NOW / 1_000) - 1) }),
      PING,
    ],
    [
      'a signature that is not hexadecimal',
      (headers) => ({ ...headers, 'x-signature-ed25519': 'z'.repeat(128) }),
      PING,
    ],
    ['a signature too short', (headers) => ({ ...headers, 'x-signature-ed25519': 'ab'.repeat(63) }), PING],
    ['a signature too long', (headers) => ({ ...headers, 'x-signature-ed25519': 'ab'.repeat(65) }), PING],
    ['a signature of zeros', (headers) => ({ ...headers, 'x-signature-ed25519': '0'.repeat(128) }), PING],
    ['no signature', (headers) => ({ ...headers, 'x-signature-ed25519': '' }), PING],
    ['a timestamp in words', (headers) => ({ ...headers, 'x-signature-timestamp': 'now' }), PING],
    ['no timestamp', (headers) => ({ ...headers, 'x-signature-timestamp': '' }), PING],
    ['an empty body', (headers) => headers, ''],
    ['a body over the cap', (headers) => headers, 'x'.repeat(70_000)],
  ])('%s: 401', async (_fact, alter, body) => {
    const response = await post(body, alter(await signedHeaders(PING, NOW)))
    expect(response.status).toBe(401)
  })

  it.each([-6, 6])('a right signature %i minutes away from now: 401', async (minutes) => {
    const response = await post(PING, await signedHeaders(PING, Date.now() + minutes * 60_000))
    expect(response.status).toBe(401)
  })
})

describe('a request that Discord signed', () => {
  it('PING is answered PONG, as JSON', async () => {
    const response = await post(PING, await signedHeaders(PING, NOW))
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ type: 1 })
  })

  it('a body over the cap is 401 all the same: nobody reads so far', async () => {
    const body = JSON.stringify({ type: 1, more: 'x'.repeat(70_000) })
    expect((await post(body, await signedHeaders(body, NOW))).status).toBe(401)
  })

  it.each(['[]x', 'null', '"text"', '{}', '[]', '{"type":"1"}', '\u0000'])(
    '%s is no interaction: 400',
    async (body) => {
      expect((await post(body, await signedHeaders(body, Date.now()))).status).toBe(400)
    },
  )
})

const VECTORS = inject('signatures')

describe.runIf(VECTORS.length > 0)('Wycheproof’s vectors', () => {
  it('are all there', () => {
    expect(VECTORS).toHaveLength(151)
    expect(VECTORS.filter(({ signature }) => signature.length !== 128)).toHaveLength(12)
  })

  it.each(VECTORS)('$name: valid $valid', async ({ publicKey, message, signature, valid }) => {
    expect(await isSigned('', bytesOf(message), signature, publicKey)).toBe(valid)
  })

  it('each signature, sent with a body of ours: 401', async () => {
    const headers = await signedHeaders(PING, NOW)
    for (const { name, signature } of VECTORS) {
      const response = await post(PING, { ...headers, 'x-signature-ed25519': signature })
      expect(response.status, name).toBe(401)
    }
  })
})
