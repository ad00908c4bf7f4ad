import { describe, expect, it } from 'vitest'
import { createDiscord, type FakeDiscordOptions } from '../support/fake-discord.ts'

const AGENT = 'DiscordBot (https://example.org, 1.0)'
const CHANNEL = '400000000000000001'

const setUp = (options: FakeDiscordOptions = {}) => {
  const clock = { now: Date.UTC(2026, 10, 23) }
  const discord = createDiscord({ token: 't', now: () => clock.now, ...options })
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    discord.fetch(
      new Request(`http://127.0.0.1/api/v10${path}`, {
        method,
        headers: { authorization: 'Bot t', 'user-agent': AGENT, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
  const send = (body: unknown) => call('POST', `/channels/${CHANNEL}/messages`, body)
  const hook = (body: unknown, query = '?wait=true') =>
    discord.fetch(
      new Request(`http://127.0.0.1/api/v10/webhooks/77/secret${query}`, {
        method: 'POST',
        headers: { 'user-agent': AGENT },
        body: JSON.stringify(body),
      }),
    )
  return { clock, discord, call, send, hook }
}

describe('messages', () => {
  it('gives the first message again for an enforced nonce, and creates no second', async () => {
    const { discord, send } = setUp()
    const first = (await (await send({ content: 'a', nonce: 'n1', enforce_nonce: true })).json()) as { id: string }
    const again = (await (await send({ content: 'a', nonce: 'n1', enforce_nonce: true })).json()) as { id: string }
    expect(again.id).toBe(first.id)
    expect(discord.messages).toHaveLength(1)
  })

  it.each([
    ['a nonce that is not enforced', { content: 'a', nonce: 'n1' }, 0],
    ['a nonce forgotten after five minutes', { content: 'a', nonce: 'n1', enforce_nonce: true }, 5 * 60_000],
  ])('creates a second message for %s', async (_name, body, later) => {
    const { clock, discord, send } = setUp()
    await send(body)
    clock.now += later
    await send(body)
    expect(discord.messages).toHaveLength(2)
  })

  it('answers 404 10008 for the nonce of a message that was deleted', async () => {
    const { call, discord, send } = setUp()
    await send({ content: 'a', nonce: 'n1', enforce_nonce: true })
    await call('DELETE', `/channels/${CHANNEL}/messages/${discord.messages[0]?.id}`)
    const answer = await send({ content: 'a', nonce: 'n1', enforce_nonce: true })
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 10008 }])
  })

  it.each([
    ['nothing', {}, 50006],
    ['a content of 2,001 characters', { content: 'x'.repeat(2_001) }, 50035],
    ['eleven embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 50035],
    [
      'embeds of 6,001 characters',
      { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] },
      50035,
    ],
    ['a nonce of 26 characters', { content: 'a', nonce: 'n'.repeat(26) }, 50035],
    ['no JSON', 'not json', 50109],
  ])('refuses %s with 400', async (_name, body, code) => {
    const { send } = setUp()
    const answer = await send(body)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code }])
  })

  it('lists the newest first, and edits in place', async () => {
    const { call, send } = setUp()
    await send({ content: 'one' })
    const { id } = (await (await send({ content: 'two' })).json()) as { id: string }
    await call('PATCH', `/channels/${CHANNEL}/messages/${id}`, { content: 'changed' })
    const listed = (await (await call('GET', `/channels/${CHANNEL}/messages?limit=10`)).json()) as { content: string }[]
    expect(listed.map(({ content }) => content)).toEqual(['changed', 'one'])
  })

  it('tells of each message once, and of each edit', async () => {
    const events: string[] = []
    const { call, discord, send } = setUp({ onMessage: ({ edited }) => events.push(edited ? 'edited' : 'new') })
    await send({ content: 'a', nonce: 'n', enforce_nonce: true })
    await send({ content: 'a', nonce: 'n', enforce_nonce: true })
    await call('PATCH', `/channels/${CHANNEL}/messages/${discord.messages[0]?.id}`, { content: 'b' })
    expect(events).toEqual(['new', 'edited'])
  })
})

describe('webhooks', () => {
  it('know no nonce: a repeat is a second message', async () => {
    const { discord, hook } = setUp()
    await hook({ content: 'a', nonce: 'n', enforce_nonce: true })
    await hook({ content: 'a', nonce: 'n', enforce_nonce: true })
    expect(discord.messages).toHaveLength(2)
  })

  it('answer with the message only when asked to wait', async () => {
    const { hook } = setUp()
    expect([(await hook({ content: 'a' })).status, (await hook({ content: 'a' }, '')).status]).toEqual([200, 204])
  })
})

describe('rate limits', () => {
  it('count down in headers, then answer 429 until the window ends', async () => {
    const { clock, discord, send } = setUp({ channelLimit: { limit: 2, windowMs: 1_000 } })
    const first = await send({ content: 'a' })
    expect([first.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-limit')]).toEqual(['1', '2'])
    await send({ content: 'b' })
    clock.now += 400
    const refused = await send({ content: 'c' })
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user')
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { message: 'You are being rate limited.', retry_after: 0.6, global: false },
    ])
    expect(discord.invalid()).toBe(1)
    clock.now += 600
    expect((await send({ content: 'c' })).status).toBe(200)
  })

  it('are kept apart by channel', async () => {
    const { call, send } = setUp({ channelLimit: { limit: 1, windowMs: 1_000 } })
    await send({ content: 'a' })
    expect((await call('POST', '/channels/2/messages', { content: 'a' })).status).toBe(200)
  })
})

describe('who may call', () => {
  it.each([
    ['a wrong token', { authorization: 'Bot other' }, 401, 0],
    ['a User-Agent that names no bot', { 'user-agent': 'curl/8' }, 403, 40333],
  ])('refuses %s', async (_name, headers, status, code) => {
    const { call } = setUp()
    const answer = await call('GET', '/users/@me', undefined, headers)
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
  })
})

describe('the application', () => {
  it('names its key, takes commands and gives them back with ids', async () => {
    const { call, discord } = setUp({ publicKey: 'ab12' })
    expect(await (await call('GET', '/applications/@me')).json()).toMatchObject({ verify_key: 'ab12' })
    const put = await call('PUT', '/applications/1/commands', [{ name: 'watch', description: 'd' }])
    expect(await put.json()).toMatchObject([{ name: 'watch', id: expect.stringMatching(/^\d+$/) }])
    expect(discord.commands.get('global')).toHaveLength(1)
    expect(await (await call('GET', '/applications/1/commands')).json()).toHaveLength(1)
    expect(await (await call('GET', '/applications/1/guilds/5/commands')).json()).toEqual([])
  })

  it('does not know other routes', async () => {
    const { call } = setUp()
    expect((await call('GET', '/gateway')).status).toBe(404)
  })
})

describe('scripted answers', () => {
  it('are given to the next n requests, then no more', async () => {
    const { discord, send } = setUp()
    discord.fail(2, 503, 'busy', { 'retry-after': '1' })
    const answers = [await send({ content: 'a' }), await send({ content: 'a' }), await send({ content: 'a' })]
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(answers[0]?.headers.get('retry-after')).toBe('1')
    expect(discord.messages).toHaveLength(1)
    expect(discord.requests.map(({ path, status }) => `${path} ${status}`)).toEqual([
      `/channels/${CHANNEL}/messages 503`,
      `/channels/${CHANNEL}/messages 503`,
      `/channels/${CHANNEL}/messages 200`,
    ])
  })

  it('can be kept for one path', async () => {
    const { call, discord, send } = setUp()
    discord.fail(1, 500, undefined, {}, { path: /^\/users/ })
    expect([(await send({ content: 'a' })).status, (await call('GET', '/users/@me')).status]).toEqual([200, 500])
  })

  it('can come after the deed: the message is there, its answer is not', async () => {
    const { discord, send } = setUp()
    discord.fail(1, 502, 'bad gateway', {}, { afterwards: true })
    const body = { content: 'a', nonce: 'n', enforce_nonce: true }
    expect([(await send(body)).status, (await send(body)).status]).toEqual([502, 200])
    expect(discord.messages).toHaveLength(1)
  })
})
