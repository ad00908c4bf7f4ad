// The stand-in Discord's places: threads, forums, webhooks, direct messages, servers, permissions, interactions.
import { describe, expect, it } from 'vitest'
import { APPLICATION_ID, GUILD_ID } from '../support/discord.ts'
import { bodyOf, CHANNEL, callDiscord, verdictOf } from '../support/discord-caller.ts'

const FORUM = '410000000000000001'
const THREAD = '420000000000000001'
const TAG = { id: '9', name: 'missiles' }
const BUTTON = { type: 1, components: [{ type: 2, style: 2, label: 'Why?', custom_id: '1:why' }] }
const LINK = { type: 1, components: [{ type: 2, style: 5, label: 'Read', url: 'https://wire.example' }] }

describe('a forum', () => {
  const setUp = (changes: object = {}) => {
    const made = callDiscord()
    made.discord.channels.set(FORUM, { type: 15, tags: [TAG], ...changes })
    const post = (body: unknown) => made.call('POST', `/channels/${FORUM}/threads`, body)
    return { ...made, post }
  }
  const BODY = { name: 'Test-fire', message: { content: 'a', nonce: 'n', enforce_nonce: true }, applied_tags: [TAG.id] }

  it('takes a post with its first message, which has the id of the thread', async () => {
    const { call, discord, post } = setUp()
    const response = await post(BODY)
    const thread = await bodyOf(response)
    expect(response.status).toBe(201)
    expect(thread).toMatchObject({ type: 11, parent_id: FORUM, applied_tags: [TAG.id], message: { id: thread.id } })
    expect(discord.messages[0]).toMatchObject({ id: thread.id, channel_id: thread.id })
    expect((await call('PATCH', `/channels/${thread.id}/messages/${thread.id}`, { content: 'b' })).status).toBe(200)
  })

  it('compares no nonce: a repeat is a second post', async () => {
    const { discord, post } = setUp()
    await post(BODY)
    await post(BODY)
    expect(discord.messages).toHaveLength(2)
  })

  it.each([
    ['no name', { ...BODY, name: '' }, {}, '400 50035'],
    ['a tag it does not have', { ...BODY, applied_tags: ['8'] }, {}, '404 10087'],
    ['no tag where one is required', { ...BODY, applied_tags: [] }, { tagRequired: true }, '400 40067'],
    ['an empty message', { ...BODY, message: {} }, {}, '400 50006'],
  ])('refuses a post with %s', async (_name, body, changes, verdict) => {
    const { post } = setUp(changes)
    expect(await verdictOf(post(body))).toBe(verdict)
  })

  it('takes no plain message', async () => {
    const { send } = setUp()
    expect(await verdictOf(send({ content: 'a' }, FORUM))).toBe('400 50008')
  })
})

describe('a thread', () => {
  const setUp = (changes: object) => {
    const made = callDiscord()
    made.discord.channels.set(THREAD, { type: 11, parent: CHANNEL, ...changes })
    return made
  }

  it('that is archived refuses an edit, and wakes at a message', async () => {
    const { call, discord, send } = setUp({})
    const { id } = await bodyOf(send({ content: 'a' }, THREAD))
    discord.channels.set(THREAD, { archived: true })
    const edit = () => verdictOf(call('PATCH', `/channels/${THREAD}/messages/${id}`, { content: 'b' }))
    expect(await edit()).toBe('400 50083')
    expect((await send({ content: 'b' }, THREAD)).status).toBe(200)
    expect(await edit()).toBe('200')
  })

  it('that is locked takes a message only from who may manage threads', async () => {
    const { discord, send } = setUp({ locked: true, archived: true })
    expect(await verdictOf(send({ content: 'a' }, THREAD))).toBe('400 160005')
    discord.channels.allow(CHANNEL, 'manageThreads')
    expect(await verdictOf(send({ content: 'a' }, THREAD))).toBe('200')
  })

  it('has the permissions of its channel, and one of its own kind', async () => {
    const { discord, send } = setUp({})
    discord.channels.deny(CHANNEL, 'send')
    expect(await verdictOf(send({ content: 'a' }, THREAD))).toBe('200')
    discord.channels.deny(CHANNEL, 'sendInThreads')
    expect(await verdictOf(send({ content: 'a' }, THREAD))).toBe('403 50013')
  })

  it('can be opened on a message, archived and read', async () => {
    const { call, send } = callDiscord()
    const { id } = await bodyOf(send({ content: 'a' }))
    const opened = await bodyOf(call('POST', `/channels/${CHANNEL}/messages/${id}/threads`, { name: 'More' }))
    expect(opened).toMatchObject({ id, type: 11, name: 'More' })
    await call('PATCH', `/channels/${id}`, { archived: true })
    expect(await bodyOf(call('GET', `/channels/${id}`))).toMatchObject({ thread_metadata: { archived: true } })
    expect(await verdictOf(call('PATCH', `/channels/${id}`, { locked: true }))).toBe('403 50013')
  })
})

describe('a webhook', () => {
  it('edits, reads and deletes its own message', async () => {
    const { ask, discord, hook } = callDiscord()
    const { id } = await bodyOf(hook({ content: 'a' }))
    const at = `/webhooks/77/secret/messages/${id}`
    expect(await bodyOf(ask('PATCH', at, { content: 'b' }, {}))).toMatchObject({ id, content: 'b' })
    expect(await bodyOf(ask('GET', at, undefined, {}))).toMatchObject({ content: 'b' })
    expect((await ask('DELETE', at, undefined, {})).status).toBe(204)
    expect(await verdictOf(ask('PATCH', at, { content: 'c' }, {}))).toBe('404 10008')
    expect(discord.messages).toEqual([])
  })

  it('that was deleted answers 404, and counts who calls it again', async () => {
    const { discord, hook } = callDiscord()
    discord.webhooks.remove('77')
    expect(await verdictOf(hook({ content: 'a' }))).toBe('404 10015')
    expect(discord.breaches()).toEqual([])
    await hook({ content: 'a' })
    expect(discord.breaches()).toEqual(['1 calls to a webhook that had answered 404'])
  })

  it('that was added wants its own token', async () => {
    const { discord, hook } = callDiscord()
    discord.webhooks.add({ id: '77', token: 'other', channel: CHANNEL })
    expect(await verdictOf(hook({ content: 'a' }))).toBe('401 50027')
    expect(discord.counters.unauthorized).toBe(1)
  })

  it.each([
    ['buttons that ask back', BUTTON, '?wait=true&with_components=true', '400 50035', undefined],
    ['links, unless it says so', LINK, '?wait=true', '200', undefined],
    ['nothing when it says so', LINK, '?wait=true&with_components=true', '200', 1],
  ])('of no application loses %s', async (_name, row, query, verdict, kept) => {
    const { discord, hook } = callDiscord()
    expect(await verdictOf(hook({ content: 'a', components: [row] }, query))).toBe(verdict)
    expect(discord.messages[0]?.components?.length).toBe(kept)
  })

  it('posts into a forum only with a name for the thread, and into a thread by its id', async () => {
    const { discord, hook } = callDiscord()
    discord.channels.set(FORUM, { type: 15 })
    discord.webhooks.add({ id: '77', token: 'secret', channel: FORUM })
    expect(await verdictOf(hook({ content: 'a' }))).toBe('400 220001')
    const { channel_id: thread } = await bodyOf(hook({ content: 'a', thread_name: 'More' }))
    discord.channels.set(String(thread), { archived: true })
    expect((await hook({ content: 'b' }, `?wait=true&thread_id=${thread}`)).status).toBe(200)
    expect(discord.channels.at(String(thread))).toMatchObject({ parent: FORUM, archived: false })
  })

  it('may not call itself what Discord keeps for itself', async () => {
    const { hook } = callDiscord()
    expect(await verdictOf(hook({ content: 'a', username: 'Discord news' }))).toBe('400 50035')
  })
})

describe('direct messages', () => {
  it('have one channel a person, and are refused where they are closed', async () => {
    const { call, discord, send } = callDiscord()
    const open = async (recipient: string) =>
      (await bodyOf(call('POST', '/users/@me/channels', { recipient_id: recipient }))).id
    const [one, again, other] = [
      await open('123456789012345678'),
      await open('123456789012345678'),
      await open('123456789012345679'),
    ]
    expect([again === one, other === one]).toEqual([true, false])
    expect((await send({ content: 'a' }, one)).status).toBe(200)
    discord.channels.set(one, { closed: true })
    expect(await verdictOf(send({ content: 'a' }, one))).toBe('403 50007')
  })
})

describe('permissions', () => {
  const EMBED = { embeds: [{ title: 'a' }] }
  it.each([
    ['view', 'read the channel', 'GET', '', undefined, '403 50001'],
    ['view', 'send', 'POST', '/messages', { content: 'a' }, '403 50001'],
    ['send', 'send', 'POST', '/messages', { content: 'a' }, '403 50013'],
    ['embed', 'send an embed', 'POST', '/messages', EMBED, '403 50013'],
    ['embed', 'send text', 'POST', '/messages', { content: 'a' }, '200'],
    ['history', 'reply', 'POST', '/messages', { content: 'a', message_reference: { message_id: '1' } }, '403 160002'],
    ['history', 'list, and see nothing', 'GET', '/messages', undefined, '200'],
  ] as const)('without "%s": %s', async (permission, _what, method, path, body, verdict) => {
    const { call, discord } = callDiscord()
    discord.say(CHANNEL, 'hello')
    discord.channels.deny(CHANNEL, permission)
    const answer = await call(method, `/channels/${CHANNEL}${path}`, body)
    if (method === 'GET' && answer.ok) expect(await answer.json()).toEqual([])
    else expect(await verdictOf(answer)).toBe(verdict)
  })

  it('do not help in a channel that is gone', async () => {
    const { discord, send } = callDiscord()
    discord.channels.remove(CHANNEL)
    expect(await verdictOf(send({ content: 'a' }))).toBe('404 10003')
  })
})

describe('servers', () => {
  it('are listed while the bot is in them, and say whether it was removed or they are gone', async () => {
    const { call, discord, send } = callDiscord()
    const listed = async () =>
      ((await (await call('GET', '/users/@me/guilds')).json()) as { id: string }[]).map(({ id }) => id)
    discord.guilds.add('6', 'Other')
    expect(await listed()).toEqual(['6', GUILD_ID])
    expect(await bodyOf(call('GET', '/guilds/6'))).toEqual({ id: '6', name: 'Other' })

    discord.guilds.leave(GUILD_ID)
    expect([await verdictOf(call('GET', `/guilds/${GUILD_ID}`)), await verdictOf(send({ content: 'a' }))]).toEqual([
      '403 50001',
      '403 50001',
    ])
    discord.guilds.remove(GUILD_ID)
    expect([await verdictOf(call('GET', `/guilds/${GUILD_ID}`)), await verdictOf(send({ content: 'a' }))]).toEqual([
      '404 10004',
      '404 10003',
    ])
    expect(await listed()).toEqual(['6'])
    expect((await call('DELETE', '/users/@me/guilds/6')).status).toBe(204)
    expect(await listed()).toEqual([])
  })
})

describe('commands', () => {
  const put = (names: readonly string[]) => names.map((name) => ({ name, description: 'd' }))

  it('are replaced as a whole; those that stay keep their ids', async () => {
    const { call } = callDiscord()
    const at = '/applications/1/commands'
    const ids = async (names: readonly string[]) =>
      ((await (await call('PUT', at, put(names))).json()) as { id: string; name: string }[]).map(({ id }) => id)
    const [watch, status] = await ids(['watch', 'status'])
    const [watchAgain, search] = await ids(['watch', 'search'])
    expect([watchAgain, search === status]).toEqual([watch, false])
    expect((await (await call('GET', at)).json()) as unknown[]).toHaveLength(2)
  })

  it.each([
    ['one name twice', '/applications/1/commands', put(['a', 'a']), '400 50035'],
    ['a server the bot is not in', '/applications/1/guilds/5/commands', put(['a']), '403 50001'],
  ])('are refused for %s', async (_name, path, body, verdict) => {
    const { call } = callDiscord()
    expect(await verdictOf(call('PUT', path, body))).toBe(verdict)
  })
})

describe('interactions', () => {
  const setUp = () => {
    const made = callDiscord()
    const answer = (body: unknown) => made.ask('POST', '/interactions/1/tok/callback', body, {})
    const original = (method: string, body?: unknown) =>
      made.ask(method, `/webhooks/${APPLICATION_ID}/tok/messages/@original`, body, {})
    const followUp = () => made.ask('POST', `/webhooks/${APPLICATION_ID}/tok`, { content: 'more' }, {})
    return { ...made, answer, original, followUp }
  }

  it('are answered once, the answer is edited, follow-ups come beside it', async () => {
    const { answer, discord, followUp, original } = setUp()
    discord.interactions.open({ token: 'tok', channel: CHANNEL })
    expect((await answer({ type: 5, data: { flags: 64 } })).status).toBe(204)
    expect(await verdictOf(answer({ type: 4, data: { content: 'a' } }))).toBe('400 40060')
    expect(await bodyOf(original('PATCH', { content: 'done' }))).toMatchObject({ content: 'done', channel_id: CHANNEL })
    expect(await bodyOf(followUp())).toMatchObject({ content: 'more' })
    expect(await bodyOf(original('GET'))).toMatchObject({ content: 'done', flags: 64 })
    expect(discord.replies.map(({ content }) => content)).toEqual(['done', 'more'])
    expect(discord.messages).toEqual([])
  })

  it('that were answered on their own request are edited all the same', async () => {
    const { discord, original } = setUp()
    expect((await original('PATCH', { content: 'done' })).status).toBe(200)
    expect((await original('PATCH', { content: 'again' })).status).toBe(200)
    expect(discord.replies.map(({ content }) => content)).toEqual(['again'])
  })

  it('take no first answer after three seconds, and none at all after fifteen minutes', async () => {
    const { answer, clock, discord, original } = setUp()
    discord.interactions.open({ token: 'tok', channel: CHANNEL })
    clock.advance(3_001)
    expect(await verdictOf(answer({ type: 5 }))).toBe('404 10062')
    expect(await verdictOf(original('PATCH', { content: 'a' }))).toBe('200')
    clock.advance(15 * 60_000)
    expect(await verdictOf(original('PATCH', { content: 'a' }))).toBe('401 50027')
  })

  it('of an application that only a user installed have five follow-ups', async () => {
    const { discord, followUp } = setUp()
    discord.interactions.open({ token: 'tok', channel: CHANNEL, userInstall: true })
    for (let count = 0; count < 5; count += 1) expect((await followUp()).status).toBe(200)
    expect(await verdictOf(followUp())).toBe('400 40094')
  })
})
