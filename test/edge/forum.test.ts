// A channel that the API is given: Discord is asked what it is, so that a forum gets posts, and tags only where there are some.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { type Discord, handledBy } from '../support/discord.ts'
import { callDiscord } from '../support/discord-caller.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const CHANNEL = '400000000000000007'
const FORUM = '400000000000000008'
const TAG = { id: '600000000000000001', name: 'missiles' }

let discord: Discord

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  discord = callDiscord({ token: 'test-bot-token' }).discord
  discord.channels.set(FORUM, { type: 15, tags: [TAG] })
  new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(DISCORD, handledBy(discord))
    .install()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const create = (channel: string, tags: readonly string[] | undefined, status: number) =>
  api<{ id: string; error: { message: string; at: string } }>(
    'POST',
    '/destinations',
    { kind: 'discord-channel', channel, ...(tags === undefined ? {} : { tags }) },
    status,
  )

describe('a destination of the API', () => {
  it('that is a forum opens a post for each story, with its tags', async () => {
    const { id } = await create(FORUM, [TAG.id], 201)
    const source = await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 10 })
    await api('POST', '/rules', { query: 'missile OR rocket', destination: id })
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    await runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(id)), (object) => object.alarm())
    const posts = discord.requests.filter(({ method }) => method === 'POST')
    expect(posts.map(({ path, status }) => `${path} ${status}`)).toEqual(
      Array.from({ length: 2 }, () => `/channels/${FORUM}/threads 201`),
    )
    expect(posts[0]?.body).toMatchObject({ applied_tags: [TAG.id] })
    expect(discord.breaches()).toEqual([])
  })

  it.each([
    ['tags for a channel that is none', CHANNEL, [TAG.id], '/tags', 'Only a forum has tags.'],
    ['a tag that the forum does not have', FORUM, ['5'], '/tags', `${TAG.id} (missiles)`],
  ])('with %s is refused at once', async (_fact, channel, tags, at, words) => {
    const { error } = await create(channel, tags, 400)
    expect(error.at).toBe(at)
    expect(error.message).toContain(words)
  })

  it('that is a forum which wants a tag is refused without one, and told which there are', async () => {
    discord.channels.set(FORUM, { tagRequired: true })
    const { error } = await create(FORUM, undefined, 400)
    expect(error.message).toContain(`${TAG.id} (missiles)`)
  })

  it('that is no place for messages is refused', async () => {
    discord.channels.set(CHANNEL, { type: 4 })
    expect((await create(CHANNEL, undefined, 400)).error.at).toBe('/channel')
  })

  it('is taken as it comes while Discord does not answer', async () => {
    discord.fail(9, 503)
    await create(CHANNEL, undefined, 201)
  })
})
