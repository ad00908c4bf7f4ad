// The stand-in Discord on a port: broken connections as a client meets them, and an independent client at work against it.
import { DiscordAPIError, REST } from '@discordjs/rest'
import { afterEach, describe, expect, it } from 'vitest'
import { runningClock, stillClock } from '../support/clock.ts'
import { AGENT, CHANNEL } from '../support/discord-caller.ts'
import { type ServedDiscord, type ServeOptions, serveDiscord } from '../support/discord-server.ts'

const TOKEN = 'stand-in'
/** A client that waits for nothing longer than this fails the test instead. */
const PATIENCE_MS = 300

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const served = async (options: ServeOptions = {}): Promise<ServedDiscord> => {
  const discord = await serveDiscord({ token: TOKEN, ...options })
  open.push(discord.close)
  return discord
}

/** discord.js's own client, with its own idea of Discord's limits. */
const independent = ({ origin }: ServedDiscord): REST => {
  const rest = new REST({ api: `${origin}/api`, version: '10', retries: 3, timeout: 5_000 }).setToken(TOKEN)
  open.push(() => {
    rest.clearHandlerSweeper()
    rest.clearHashSweeper()
  })
  return rest
}

const post = ({ origin }: ServedDiscord, content: string, init: RequestInit = {}) =>
  fetch(`${origin}/api/v10/channels/${CHANNEL}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${TOKEN}`, 'user-agent': AGENT, 'content-type': 'application/json' },
    body: JSON.stringify({ content, nonce: content, enforce_nonce: true }),
    ...init,
  })

describe('an independent client', () => {
  const twenty = Array.from({ length: 20 }, (_, number) => `story ${number}`)
  const sendAll = async (rest: REST): Promise<string[]> => {
    const sent = twenty.map((content) => rest.post(`/channels/${CHANNEL}/messages`, { body: { content } }))
    return (await Promise.all(sent)).map((message) => (message as { content: string }).content)
  }

  it('sends 20 messages against 5 in half a second by the headers alone: no 429, all delivered', async () => {
    const discord = await served({ limits: { 'create-message': { limit: 5, windowMs: 500 } } })
    expect(await sendAll(independent(discord))).toEqual(twenty)
    expect(discord.messages.map(({ content }) => content)).toEqual(twenty)
    expect(discord.counters.limited).toEqual({ user: 0, shared: 0, global: 0 })
    expect(discord.requests).toHaveLength(20)
    expect(discord.requests[0]?.headers.get('user-agent')).toMatch(/^DiscordBot \(https:\/\/discord\.js\.org, /)
    expect(discord.breaches()).toEqual([])
  })

  it('survives a limit that no header names: some 429s, all delivered', async () => {
    const hidden = () => ({ limit: 8, windowMs: 800 })
    const discord = await served({ limits: { 'create-message': { limit: 5, windowMs: 200 } }, hidden })
    expect(await sendAll(independent(discord))).toEqual(twenty)
    expect(discord.messages).toHaveLength(20)
    expect(discord.counters.hidden).toBeGreaterThan(0)
    expect(discord.counters.limited.user).toBe(0)
  })

  it('survives the limit over all requests', async () => {
    const discord = await served({
      limits: { 'create-message': { limit: 50, windowMs: 100 } },
      globalLimit: { limit: 8, windowMs: 400 },
    })
    expect(await sendAll(independent(discord))).toEqual(twenty)
    expect(discord.counters.limited.global).toBeGreaterThan(0)
  })

  it('gets the first message again for its nonce', async () => {
    const rest = independent(await served())
    const body = { content: 'a', nonce: 'n1', enforce_nonce: true }
    const send = async () => ((await rest.post(`/channels/${CHANNEL}/messages`, { body })) as { id: string }).id
    expect(await send()).toBe(await send())
  })

  it('edits, replies, opens a forum post and reads it all back', async () => {
    const discord = await served()
    discord.channels.set('41', { type: 15 })
    const rest = independent(discord)
    const at = `/channels/${CHANNEL}/messages` as const
    const { id } = (await rest.post(at, { body: { content: 'a' } })) as { id: string }
    await rest.patch(`${at}/${id}`, { body: { content: 'b' } })
    await rest.post(at, { body: { content: 'c', message_reference: { message_id: id } } })
    expect(await rest.get(at)).toMatchObject([
      { content: 'c', message_reference: { message_id: id } },
      { content: 'b' },
    ])
    const thread = await rest.post('/channels/41/threads', { body: { name: 'n', message: { content: 'd' } } })
    expect(thread).toMatchObject({ type: 11, message: { content: 'd' } })
  })

  it('understands a refusal by its code', async () => {
    const discord = await served()
    discord.channels.deny(CHANNEL, 'send')
    const refused = independent(discord).post(`/channels/${CHANNEL}/messages`, { body: { content: 'a' } })
    await expect(refused).rejects.toThrow(DiscordAPIError)
    await expect(refused).rejects.toMatchObject({ code: 50013, status: 403 })
  })
})

describe('a broken connection', () => {
  it('that never answers leaves the caller waiting, with the message unsaved', async () => {
    const discord = await served()
    discord.hang(1)
    await expect(post(discord, 'a', { signal: AbortSignal.timeout(PATIENCE_MS) })).rejects.toThrow(/timeout/)
    expect([discord.messages.length, discord.requests[0]?.status]).toEqual([0, 0])
    expect((await post(discord, 'a')).status).toBe(200)
  })

  it.each(['hang', 'drop'] as const)(
    'of kind "%s" after the deed has saved the message, and a repeat finds it',
    async (kind) => {
      const discord = await served()
      discord[kind](1, { afterwards: true })
      await expect(post(discord, 'a', { signal: AbortSignal.timeout(PATIENCE_MS) })).rejects.toThrow()
      expect(discord.messages).toHaveLength(1)
      const again = (await (await post(discord, 'a')).json()) as { id: string }
      expect(again.id).toBe(discord.messages[0]?.id)
      expect(discord.messages).toHaveLength(1)
    },
  )

  it('that drops gives no answer and saves nothing', async () => {
    const discord = await served()
    discord.drop(1)
    await expect(post(discord, 'a')).rejects.toThrow('fetch failed')
    expect(discord.messages).toEqual([])
  })

  it('that is cut has a status and half a body', async () => {
    const discord = await served()
    discord.cut(1)
    const response = await post(discord, 'a')
    expect(response.status).toBe(200)
    let text = ''
    const read = async () => {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part
    }
    await expect(read()).rejects.toThrow()
    expect(text).toMatch(/^\{"content":"a"/)
    expect(() => JSON.parse(text)).toThrow()
    expect(discord.messages).toHaveLength(1)
  })

  it('that is slow answers late, with the message saved at once', async () => {
    const discord = await served()
    discord.slow(1, PATIENCE_MS)
    const answer = post(discord, 'a')
    while (discord.messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(discord.requests[0]?.status).toBe(0)
    expect((await answer).status).toBe(200)
  })
})

describe('its clock', () => {
  it('is the one it is given: a nonce is forgotten when that clock says so', async () => {
    const clock = stillClock()
    const discord = await served({ clock })
    await post(discord, 'a')
    clock.advance(119_999)
    await post(discord, 'a')
    expect(discord.messages).toHaveLength(1)
    clock.advance(1)
    await post(discord, 'a')
    expect(discord.messages).toHaveLength(2)
    expect(discord.messages[0]?.timestamp).toBe('2026-11-23T00:00:00.000Z')
  })

  it('may run on from another moment', async () => {
    const clock = runningClock(0)
    const early = clock.now()
    clock.advance(1_000)
    expect(clock.now() - early).toBeGreaterThanOrEqual(1_000)
    clock.set(5_000)
    expect(clock.now()).toBeGreaterThanOrEqual(5_000)
  })
})
