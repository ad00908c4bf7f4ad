import { describe, expect, it } from 'vitest'
import { GUILD_ID } from '../support/discord.ts'
import { bodyOf, CHANNEL, callDiscord, verdictOf } from '../support/discord-caller.ts'

describe('messages', () => {
  it('gives the first message again for an enforced nonce, and creates no second', async () => {
    const { discord, send } = callDiscord()
    const first = (await (await send({ content: 'a', nonce: 'n1', enforce_nonce: true })).json()) as { id: string }
    const again = (await (await send({ content: 'a', nonce: 'n1', enforce_nonce: true })).json()) as { id: string }
    expect(again.id).toBe(first.id)
    expect(discord.messages).toHaveLength(1)
  })

  it.each([
    ['a nonce that is not enforced', { content: 'a', nonce: 'n1' }, 0],
    ['a nonce forgotten after two minutes', { content: 'a', nonce: 'n1', enforce_nonce: true }, 120_000],
  ])('creates a second message for %s', async (_name, body, later) => {
    const { clock, discord, send } = callDiscord()
    await send(body)
    clock.advance(later)
    await send(body)
    expect(discord.messages).toHaveLength(2)
  })

  it('answers 404 10008 for the nonce of a message that was deleted', async () => {
    const { call, discord, send } = callDiscord()
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
    ['a field without a name', { embeds: [{ fields: [{ name: ' ', value: 'x' }] }] }, 50035],
    ['a title of 257 characters', { embeds: [{ title: 'x'.repeat(257) }] }, 50035],
    ['six rows', { content: 'a', components: Array.from({ length: 6 }, () => ({ type: 1, components: [] })) }, 50035],
    [
      'one custom_id twice',
      {
        content: 'a',
        components: [{ type: 1, components: [1, 2].map(() => ({ type: 2, custom_id: 'x', label: 'l' })) }],
      },
      50035,
    ],
    [
      'a kind of mention both parsed and listed',
      { content: 'a', allowed_mentions: { parse: ['roles'], roles: ['1'] } },
      50035,
    ],
    ['no JSON', 'not json', 50109],
  ])('refuses %s with 400', async (_name, body, code) => {
    const { send } = callDiscord()
    const answer = await send(body)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code }])
  })

  it('lists the newest first, and edits in place', async () => {
    const { call, send } = callDiscord()
    await send({ content: 'one' })
    const { id } = (await (await send({ content: 'two' })).json()) as { id: string }
    await call('PATCH', `/channels/${CHANNEL}/messages/${id}`, { content: 'changed' })
    const listed = (await (await call('GET', `/channels/${CHANNEL}/messages?limit=10`)).json()) as { content: string }[]
    expect(listed.map(({ content }) => content)).toEqual(['changed', 'one'])
  })

  it('tells of each message once, and of each edit', async () => {
    const events: string[] = []
    const { call, discord, send } = callDiscord({ onMessage: ({ edited }) => events.push(edited ? 'edited' : 'new') })
    await send({ content: 'a', nonce: 'n', enforce_nonce: true })
    await send({ content: 'a', nonce: 'n', enforce_nonce: true })
    await call('PATCH', `/channels/${CHANNEL}/messages/${discord.messages[0]?.id}`, { content: 'b' })
    expect(events).toEqual(['new', 'edited'])
  })
})

describe('what a look sees', () => {
  it('has the nonce while it is remembered, and not later', async () => {
    const { call, clock, send } = callDiscord()
    await send({ content: 'a', nonce: 'n1', enforce_nonce: true })
    const look = async () => (await (await call('GET', `/channels/${CHANNEL}/messages`)).json()) as { nonce?: string }[]
    expect((await look())[0]?.nonce).toBe('n1')
    clock.advance(120_000)
    expect((await look())[0]).not.toHaveProperty('nonce')
  })

  it('goes back in pages, over what others wrote', async () => {
    const { call, clock, discord, send } = callDiscord()
    const { id } = await bodyOf(send({ content: 'ours' }))
    for (let number = 0; number < 60; number += 1) {
      clock.advance(1_000)
      discord.say(CHANNEL, `chatter ${number}`)
    }
    const page = async (query: string) =>
      (await (await call('GET', `/channels/${CHANNEL}/messages?limit=50${query}`)).json()) as { id: string }[]
    const first = await page('')
    expect(first).toHaveLength(50)
    const second = await page(`&before=${first.at(-1)?.id}`)
    expect(second.at(-1)?.id).toBe(id)
    expect(second).toHaveLength(11)
    expect(await verdictOf(call('GET', `/channels/${CHANNEL}/messages?limit=101`))).toBe('400 50035')
  })
})

describe('replies', () => {
  it('name the message they answer', async () => {
    const { send } = callDiscord()
    const { id } = await bodyOf(send({ content: 'a' }))
    const reply = await bodyOf(send({ content: 'b', message_reference: { message_id: id } }))
    expect(reply).toMatchObject({ type: 19, message_reference: { message_id: id, channel_id: CHANNEL } })
  })

  it('to a deleted message are refused, or become plain messages when they may', async () => {
    const { discord, send } = callDiscord()
    const { id } = await bodyOf(send({ content: 'a' }))
    expect(discord.erase(CHANNEL, id)).toBe(true)
    expect(await verdictOf(send({ content: 'b', message_reference: { message_id: id } }))).toBe('400 50035')
    const reply = await bodyOf(send({ content: 'b', message_reference: { message_id: id, fail_if_not_exists: false } }))
    expect(reply).not.toHaveProperty('message_reference')
  })
})

describe('edits', () => {
  it('of messages older than an hour stand under a limit of their own', async () => {
    const { call, clock, discord, send } = callDiscord({ oldEdits: { limit: 1, windowMs: 20_000 } })
    const { id } = await bodyOf(send({ content: 'a' }))
    const edit = () => call('PATCH', `/channels/${CHANNEL}/messages/${id}`, { content: 'b' })
    expect((await edit()).status).toBe(200)
    clock.advance(3_600_001)
    expect((await edit()).status).toBe(200)
    const refused = await edit()
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-remaining')]).toEqual([
      429,
      '20',
      '3',
    ])
    expect(await refused.json()).toMatchObject({ code: 30046, retry_after: 20 })
    expect(discord.counters).toMatchObject({ oldEdits: 1, invalid: 0 })
    clock.advance(20_000)
    expect((await edit()).status).toBe(200)
  })

  it('of a message that is gone, or that another wrote, are refused', async () => {
    const { call, discord } = callDiscord()
    const edit = (id: string) => verdictOf(call('PATCH', `/channels/${CHANNEL}/messages/${id}`, { content: 'b' }))
    expect([await edit('1'), await edit(discord.say(CHANNEL, 'hello').id)]).toEqual(['404 10008', '403 50005'])
  })
})

describe('mentions', () => {
  const content = '<@1> <@&2> @everyone'
  it.each([
    ['everybody when the body says nothing', undefined, [['1'], ['2'], true]],
    ['nobody when nothing is allowed', { parse: [] }, [[], [], false]],
    ['only the role that is listed', { parse: [], roles: ['2'], users: ['9'] }, [[], ['2'], false]],
  ])('reach %s', async (_name, allowed_mentions, expected) => {
    const { discord, send } = callDiscord()
    await send({ content, ...(allowed_mentions === undefined ? {} : { allowed_mentions }) })
    const [message] = discord.messages
    expect([message?.mentions.map(({ id }) => id), message?.mention_roles, message?.mention_everyone]).toEqual(expected)
  })

  it('reach only people from a webhook that says nothing', async () => {
    const { discord, hook } = callDiscord()
    await hook({ content })
    expect(discord.messages[0]).toMatchObject({ mentions: [{ id: '1' }], mention_roles: [], mention_everyone: false })
  })
})

describe('embeds', () => {
  it('with one address are shown once', async () => {
    const { discord, send } = callDiscord()
    await send({ embeds: ['a', 'b'].map((title) => ({ title, url: 'https://wire.example/1' })) })
    expect(discord.messages[0]?.embeds?.map(({ title }) => title)).toEqual(['a'])
  })
})

describe('webhooks', () => {
  it('know no nonce: a repeat is a second message', async () => {
    const { discord, hook } = callDiscord()
    await hook({ content: 'a', nonce: 'n', enforce_nonce: true })
    await hook({ content: 'a', nonce: 'n', enforce_nonce: true })
    expect(discord.messages).toHaveLength(2)
  })

  it('answer with the message only when asked to wait', async () => {
    const { hook } = callDiscord()
    expect([(await hook({ content: 'a' })).status, (await hook({ content: 'a' }, '')).status]).toEqual([200, 204])
  })
})

describe('rate limits', () => {
  it('count down in headers, then answer 429 until the window ends', async () => {
    const { clock, discord, send } = callDiscord({ limits: { 'create-message': { limit: 2, windowMs: 1_000 } } })
    const first = await send({ content: 'a' })
    expect([first.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-limit')]).toEqual(['1', '2'])
    await send({ content: 'b' })
    clock.advance(400)
    const refused = await send({ content: 'c' })
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user')
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { message: 'You are being rate limited.', retry_after: 0.6, global: false },
    ])
    expect(discord.counters).toMatchObject({ invalid: 1, limited: { user: 1 } })
    clock.advance(600)
    expect((await send({ content: 'c' })).status).toBe(200)
  })

  it('that no header names are met without warning, per channel and by their own scope', async () => {
    const hidden = (channel: string) => (channel === CHANNEL ? { limit: 1, windowMs: 60_000 } : undefined)
    const { clock, discord, send } = callDiscord({ hidden })
    expect((await send({ content: 'a' })).headers.get('x-ratelimit-remaining')).toBe('4')
    const refused = await send({ content: 'b' })
    expect([
      refused.status,
      refused.headers.get('x-ratelimit-remaining'),
      refused.headers.get('x-ratelimit-scope'),
    ]).toEqual([429, '3', 'shared'])
    expect(await refused.json()).toMatchObject({ retry_after: 60, global: false })
    expect((await send({ content: 'b' }, '2')).status).toBe(200)
    expect(discord.counters).toMatchObject({ hidden: 1, limited: { shared: 1, user: 0 }, invalid: 0 })
    clock.advance(60_000)
    expect((await send({ content: 'b' })).status).toBe(200)
  })

  it('over all requests hold for the bot, and not for answers to interactions', async () => {
    const { ask, call, discord } = callDiscord({ globalLimit: { limit: 2, windowMs: 1_000 } })
    const answers = await Promise.all(['1', '2', '3'].map((id) => call('GET', `/channels/${id}`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]?.headers.get('x-ratelimit-global')).toBe('true')
    expect(await answers[2]?.json()).toMatchObject({ global: true, retry_after: 1 })
    expect((await ask('POST', '/interactions/1/token/callback', { type: 5 }, {})).status).toBe(204)
    expect(discord.counters.limited.global).toBe(1)
  })

  it('are kept apart by channel', async () => {
    const { call, send } = callDiscord({ limits: { 'create-message': { limit: 1, windowMs: 1_000 } } })
    await send({ content: 'a' })
    expect((await call('POST', '/channels/2/messages', { content: 'a' })).status).toBe(200)
  })
})

describe('who may call', () => {
  it.each([
    ['a wrong token', { authorization: 'Bot other' }, 401, 0],
    ['a User-Agent that names no bot', { 'user-agent': 'curl/8' }, 403, 40333],
  ])('refuses %s', async (_name, headers, status, code) => {
    const { call } = callDiscord()
    const answer = await call('GET', '/users/@me', undefined, headers)
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
  })
})

describe('the application', () => {
  it('names its key, takes commands and gives them back with ids', async () => {
    const { call, discord } = callDiscord({ publicKey: 'ab12' })
    expect(await (await call('GET', '/applications/@me')).json()).toMatchObject({ verify_key: 'ab12' })
    const put = await call('PUT', '/applications/1/commands', [{ name: 'watch', description: 'd' }])
    expect(await put.json()).toMatchObject([{ name: 'watch', id: expect.stringMatching(/^\d+$/) }])
    expect(discord.commands.get('global')).toHaveLength(1)
    expect(await (await call('GET', '/applications/1/commands')).json()).toHaveLength(1)
    expect(await (await call('GET', `/applications/1/guilds/${GUILD_ID}/commands`)).json()).toEqual([])
  })

  it('does not know other routes', async () => {
    const { call } = callDiscord()
    expect((await call('GET', '/gateway')).status).toBe(404)
  })
})

describe('scripted answers', () => {
  it('are given to the next n requests, then no more', async () => {
    const { discord, send } = callDiscord()
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
    const { call, discord, send } = callDiscord()
    discord.fail(1, 500, undefined, {}, { path: /^\/users/ })
    expect([(await send({ content: 'a' })).status, (await call('GET', '/users/@me')).status]).toEqual([200, 500])
  })

  it('can come after the deed: the message is there, its answer is not', async () => {
    const { discord, send } = callDiscord()
    discord.fail(1, 502, 'bad gateway', {}, { afterwards: true })
    const body = { content: 'a', nonce: 'n', enforce_nonce: true }
    expect([(await send(body)).status, (await send(body)).status]).toEqual([502, 200])
    expect(discord.messages).toHaveLength(1)
  })
})
