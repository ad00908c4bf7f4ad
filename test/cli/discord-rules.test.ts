// What the stand-in Discord counts against its caller, each counter seen to move; and the ways it can turn a caller away.
import { describe, expect, it } from 'vitest'
import { declarations } from '../../src/cli/declarations.mjs'
import { AGENT, bodyOf, CHANNEL, callDiscord, verdictOf } from '../support/discord-caller.ts'
import { hasDiscordSchema, schemaCheck } from '../support/discord-schema.ts'

describe('breaches', () => {
  it('are none for a caller that behaves', async () => {
    const { call, discord, hook, send } = callDiscord()
    await send({ content: 'a' })
    await hook({ content: 'a' })
    await call('GET', `/channels/${CHANNEL}`)
    expect(discord.breaches()).toEqual([])
    expect(discord.counters).toMatchObject({ requests: 3, invalid: 0, unauthorized: 0 })
  })

  it('are counted for a User-Agent that is missing and for a wrong one, and it is recorded', async () => {
    const { call, discord } = callDiscord()
    expect(await verdictOf(call('GET', '/users/@me', undefined, { 'user-agent': '' }))).toBe('403 40333')
    await call('GET', '/users/@me', undefined, { 'user-agent': 'curl/8' })
    expect(discord.breaches()).toEqual([
      '1 requests without a User-Agent',
      '1 requests with a User-Agent of another form than DiscordBot (url, version)',
    ])
    expect(discord.requests.map(({ headers }) => headers.get('user-agent'))).toEqual(['', 'curl/8'])
    expect(discord.counters.forbidden).toBe(2)
  })

  it('are counted for bodies that a given schema does not take', async () => {
    const { discord, send } = callDiscord({
      check: (kind, body) => (kind === 'MessageCreate' && 'contnet' in (body as object) ? 'contnet?' : undefined),
    })
    expect(await verdictOf(send({ content: 'a', contnet: 'b' }))).toBe('400 50035')
    expect((await send({ content: 'a' })).status).toBe(200)
    expect(discord.breaches()).toEqual(['1 bodies that do not fit the schema'])
  })

  it('end in a ban after too many invalid requests within ten minutes, and only then', async () => {
    const { call, clock, discord, send } = callDiscord({ invalidLimit: 3 })
    const wrong = () => call('GET', '/users/@me', undefined, { authorization: 'Bot other' })
    for (let count = 0; count < 3; count += 1) await wrong()
    clock.advance(10 * 60_000)
    await wrong()
    expect(discord.counters).toMatchObject({ invalid: 4, invalidPeak: 3, unauthorized: 4, bans: 0 })
    for (let count = 0; count < 3; count += 1) await wrong()
    expect(discord.counters).toMatchObject({ invalidPeak: 4, bans: 1 })
    const banned = await send({ content: 'a' })
    expect([banned.status, await banned.text()]).toEqual([429, 'error code: 1015'])
    expect(discord.breaches()).toEqual(['1 bans for more invalid requests in ten minutes than Discord takes'])
  })

  it('do not follow from shared limits', async () => {
    const { discord, send } = callDiscord({ invalidLimit: 1, hidden: () => ({ limit: 1, windowMs: 60_000 }) })
    for (let count = 0; count < 4; count += 1) await send({ content: 'a' })
    expect(discord.counters).toMatchObject({ limited: { shared: 3 }, bans: 0 })
  })
})

describe.runIf(hasDiscordSchema())('Discord’s own schema', () => {
  it('is what bodies are held against, where it is given', async () => {
    const { ask, call, discord, hook, send } = callDiscord({ check: schemaCheck() })
    const misspelt = { content: 'a', alowed_mentions: {} }
    const good = { content: 'a', nonce: 'n', enforce_nonce: true, allowed_mentions: { parse: [] } }
    expect([await verdictOf(send(good)), await verdictOf(send(misspelt))]).toEqual(['200', '400 50035'])
    expect([await verdictOf(hook({ content: 'a' })), await verdictOf(hook(misspelt))]).toEqual(['200', '400 50035'])
    const id = discord.messages[0]?.id
    const edit = (body: unknown) => verdictOf(call('PATCH', `/channels/${CHANNEL}/messages/${id}`, body))
    expect([await edit({ content: 'b' }), await edit(misspelt)]).toEqual(['200', '400 50035'])
    const answer = (body: unknown) => verdictOf(ask('POST', '/interactions/1/tok/callback', body, {}))
    expect([await answer({ type: 4, data: misspelt }), await answer({ type: 4, data: { content: 'a' } })]).toEqual([
      '400 50035',
      '204',
    ])
    expect(await verdictOf(call('PUT', '/applications/1/commands', declarations(false)))).toBe('200')
    expect(discord.counters.malformed).toBe(4)
  })
})

describe('a caller is turned away', () => {
  it('with a token that was taken back, until it is given again', async () => {
    const { discord, send } = callDiscord()
    discord.setToken(undefined)
    expect(await verdictOf(send({ content: 'a' }))).toBe('401 0')
    discord.setToken('t')
    expect(await verdictOf(send({ content: 'a' }))).toBe('200')
    expect(discord.counters.unauthorized).toBe(1)
  })

  it('by the network in front: 429 without JSON, without Retry-After, for as long as it was told', async () => {
    const { clock, discord, hook, send } = callDiscord()
    discord.block(60_000)
    const blocked = await send({ content: 'a' })
    expect([blocked.status, blocked.headers.get('retry-after'), blocked.headers.get('content-type')]).toEqual([
      429,
      null,
      'text/plain',
    ])
    expect((await hook({ content: 'a' })).status).toBe(429)
    expect(discord.counters.blocked).toBe(2)
    clock.advance(60_000)
    expect((await send({ content: 'a' })).status).toBe(200)
  })

  it('from a path of another version', async () => {
    const { discord } = callDiscord()
    const headers = { 'user-agent': AGENT, authorization: 'Bot t' }
    const answer = discord.fetch(new Request('http://127.0.0.1/api/users/@me', { headers }))
    expect(await verdictOf(answer)).toBe('404 0')
  })
})

describe('a poisoned body', () => {
  it('meets its error every time, and others pass', async () => {
    const { discord, send } = callDiscord()
    discord.fail(Number.POSITIVE_INFINITY, 500, undefined, {}, { body: /poison/ })
    const statuses = []
    for (const content of ['a', 'poison', 'b', 'poison']) statuses.push((await send({ content })).status)
    expect(statuses).toEqual([200, 500, 200, 500])
    discord.calm()
    expect(await bodyOf(send({ content: 'poison' }))).toMatchObject({ content: 'poison' })
  })

  it('can be told by its method', async () => {
    const { call, discord, send } = callDiscord()
    discord.fail(1, 503, 'busy', {}, { method: 'PATCH' })
    const { id } = await bodyOf(send({ content: 'a' }))
    const edit = async () => (await call('PATCH', `/channels/${CHANNEL}/messages/${id}`, { content: 'b' })).status
    expect([await edit(), await edit()]).toEqual([503, 200])
  })
})
