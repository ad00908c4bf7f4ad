import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Env } from '../../src/edge/env.ts'
import { app } from '../../src/edge/http/app.ts'
import { settingsOf } from '../../src/edge/settings.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const withKey = (key: string): Env => ({ ...(env as unknown as Env), DISCORD_PUBLIC_KEY: key })

describe('DISCORD_PUBLIC_KEY', () => {
  it.each([KEY, KEY.toUpperCase()])('%s is taken', (key) => {
    expect(settingsOf(withKey(key)).discordPublicKey).toBe(key)
  })

  it.each(['x', KEY.slice(1), `${KEY}a`, 'z'.repeat(64), ` ${KEY}`])(
    '%j is ignored with one line in the log, and /interactions answers 503',
    async (key) => {
      const log = vi.spyOn(console, 'error').mockReturnValue()
      const wrong = withKey(key)
      for (const _again of [1, 2]) {
        const headers = { 'x-signature-ed25519': 'ab'.repeat(64), 'x-signature-timestamp': '1' }
        const response = await app.request('/interactions', { method: 'POST', body: '{"type":1}', headers }, wrong)
        expect(response.status).toBe(503)
        expect(await response.json()).toMatchObject({ error: { code: 'not-set-up' } })
      }
      expect(log).toHaveBeenCalledTimes(1)
      expect(log.mock.calls[0]?.[0]).toMatch(/^DISCORD_PUBLIC_KEY /)
    },
  )
})
