// The couriers against the stand-in for Discord: a post, a look, a mark and an answer in each kind of place, and what people do to them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Digest } from '../../src/core/alert/digest.ts'
import { channelKind } from '../../src/edge/discord/channel.ts'
import { channelCourier, directCourier, webhookCourier } from '../../src/edge/discord/courier.ts'
import { settingsOf } from '../../src/edge/settings.ts'
import type { Courier, Parcel, SendOutcome } from '../../src/flow/delivery-ports.ts'
import { alertWith, numbered, withdrawnAlert } from '../support/alerts.ts'
import { handledBy } from '../support/discord.ts'
import { callDiscord } from '../support/discord-caller.ts'
import { Network } from '../support/network.ts'

const API = 'http://127.0.0.1:9/api/v10'
const CHANNEL = '400000000000000007'
const FORUM = '400000000000000008'
const THREAD = '400000000000000009'
const DIRECT = '400000000000000004'
const TAG = { id: '600000000000000001', name: 'missiles' }

const settings = settingsOf({ PUBLIC_URL: 'http://127.0.0.1:8787', DISCORD_API: API, DISCORD_TOKEN: 't' } as never)

const PLACES: [string, Courier][] = [
  ['a channel', channelCourier({ kind: 'discord-channel', channel: CHANNEL }, settings)],
  ['a thread', channelCourier({ kind: 'discord-channel', channel: THREAD }, settings)],
  ['a forum', channelCourier({ kind: 'discord-channel', channel: FORUM, forum: true, tags: [TAG.id] }, settings)],
  ['direct messages', directCourier({ kind: 'discord-dm', user: '3', channel: DIRECT }, settings)],
  ['a webhook', webhookCourier({ kind: 'discord-webhook', id: '77', token: 'secret' }, settings)],
]
const [[, channel], , [, forum]] = PLACES as [[string, Courier], unknown, [string, Courier]]

let discord: ReturnType<typeof callDiscord>['discord']

beforeEach(() => {
  discord = callDiscord().discord
  discord.channels.set(THREAD, { type: 11, parent: CHANNEL })
  discord.channels.set(FORUM, { type: 15, tags: [TAG], tagRequired: true })
  discord.channels.set(DIRECT, { type: 1, recipient: '3' })
  new Network().on(API, handledBy(discord)).install()
})
afterEach(() => {
  expect(discord.breaches()).toEqual([])
  vi.restoreAllMocks()
})

const parcelOf = (body: string | undefined, more: Partial<Parcel> = {}): Parcel => ({
  id: 'p'.repeat(24),
  body: body ?? '',
  alerts: ['a'],
  created: 0,
  tries: 0,
  ...more,
})
const posting = (courier: Courier): Parcel => parcelOf(courier.pack('p'.repeat(24), [alertWith()], 0))
const marking = (courier: Courier, message: string): Parcel =>
  parcelOf(courier.packEdit?.(posting(courier), withdrawnAlert(), [alertWith()]), { act: { kind: 'edit', message } })
const answering = (courier: Courier, message: string): Parcel => ({
  ...parcelOf(courier.packReply?.('r'.repeat(24), withdrawnAlert(), message, 0)),
  id: 'r'.repeat(24),
})
const messageOf = (outcome: SendOutcome): string => ('message' in outcome && outcome.message) || 'none'

describe.each(PLACES)('in %s', (place, courier) => {
  it('a story is posted, marked and answered, each once', async () => {
    const posted = await courier.send(posting(courier), 0)
    expect(posted).toMatchObject({ outcome: 'sent', bucket: { remaining: expect.any(Number) } })
    const message = messageOf(posted)
    expect(message).toMatch(/^\d+\/\d+$/)
    expect(await courier.send(marking(courier, message), 0)).toMatchObject({ outcome: 'sent', message })
    expect(discord.messages).toHaveLength(1)
    expect(discord.messages[0]?.embeds?.[0]?.title).toBe('~~Missile brigade honoured~~')
    if (courier.packReply === undefined) return
    expect(await courier.send(answering(courier, message), 0)).toMatchObject({ outcome: 'sent' })
    const [channel] = message.split('/')
    expect(discord.messages.map(({ channel_id }) => channel_id)).toEqual([channel, channel])
  })

  it('is told where it is by a look, but for posts of a forum and webhooks', async () => {
    const parcel = posting(courier)
    const message = messageOf(await courier.send(parcel, 0))
    const found = await courier.look?.(parcel)
    if (place === 'a webhook' || place === 'a forum') expect(found).toBeUndefined()
    else expect(found).toEqual({ found: 'there', message })
  })

  it('a mark on a message that somebody deleted is nobody’s fault', async () => {
    const message = messageOf(await courier.send(posting(courier), 0))
    const [where = '', id = ''] = message.split('/')
    expect(discord.erase(where, id)).toBe(true)
    expect(await courier.send(marking(courier, message), 0)).toMatchObject({ outcome: 'unmarkable' })
  })
})

describe('in a channel', () => {
  it('a repeat is answered with the first message', async () => {
    const [first, second] = [await channel.send(posting(channel), 0), await channel.send(posting(channel), 0)]
    expect(messageOf(second)).toBe(messageOf(first))
    expect(discord.messages).toHaveLength(1)
  })

  it('an answer goes out plain where the bot may not read the history, and nothing is lost', async () => {
    const message = messageOf(await channel.send(posting(channel), 0))
    discord.channels.deny(CHANNEL, 'history')
    const parcel = answering(channel, message)
    expect(await channel.send(parcel, 0)).toMatchObject({ outcome: 'malformed' })
    expect(await channel.send({ ...parcel, body: channel.plain?.(parcel.body) ?? '' }, 0)).toMatchObject({
      outcome: 'sent',
    })
    expect(discord.messages.at(-1)?.content).toContain('Its page was gone twice')
    expect(await channel.look?.(parcel)).toMatchObject({ found: 'unseen' })
  })

  it.each(['send', 'view'] as const)(
    'that the bot may not %s into, the owner is told what to allow',
    async (permission) => {
      discord.channels.deny(CHANNEL, permission)
      const outcome = await channel.send(posting(channel), 0)
      expect(outcome).toMatchObject({ outcome: 'gone' })
      expect('reason' in outcome && outcome.reason).toMatch(/allow it (?:View Channel|Send Messages)/)
    },
  )

  it('that is spent, patience is asked for with what the channel has left', async () => {
    const outcomes: SendOutcome[] = []
    for (let number = 0; number < 6; number++) {
      const id = `parcel-${number}`
      outcomes.push(await channel.send({ ...parcelOf(channel.pack(id, [alertWith()], 0)), id }, 0))
    }
    expect(outcomes[4]).toMatchObject({ outcome: 'sent', bucket: { remaining: 0 } })
    expect(outcomes[5]).toMatchObject({ outcome: 'limited', scope: 'user', bucket: { remaining: 0 } })
  })

  it('a revoked token and a blocked address close the gate', async () => {
    discord.setToken(undefined)
    expect(await channel.send(posting(channel), 0)).toMatchObject({ outcome: 'gate', status: 401 })
    discord.setToken('t')
    discord.block(60_000)
    expect(await channel.send(posting(channel), 0)).toMatchObject({ outcome: 'gate', status: 429 })
  })
})

describe('in a thread', () => {
  const thread = PLACES[1]?.[1] as Courier

  it('that was archived a post opens it again, but a mark cannot be made', async () => {
    const message = messageOf(await thread.send(posting(thread), 0))
    discord.channels.set(THREAD, { archived: true })
    expect(await thread.send(marking(thread, message), 0)).toMatchObject({ outcome: 'unmarkable' })
    expect(await thread.send(answering(thread, message), 0)).toMatchObject({ outcome: 'sent' })
  })
})

describe('in a forum', () => {
  it('a deleted tag drops the tags, and one that must be there is asked of the owner', async () => {
    discord.channels.set(FORUM, { tags: [], tagRequired: false })
    const parcel = posting(forum)
    expect(await forum.send(parcel, 0)).toMatchObject({ outcome: 'malformed' })
    const plain = { ...parcel, body: forum.plain?.(parcel.body) ?? '' }
    expect(await forum.send(plain, 0)).toMatchObject({ outcome: 'sent' })
    discord.channels.set(FORUM, { tagRequired: true })
    expect(await forum.send(plain, 0)).toMatchObject({ outcome: 'gone', reason: expect.stringContaining('tag') })
  })

  it('an answer whose thread was deleted or locked is a post of its own', async () => {
    discord.channels.set(FORUM, { tagRequired: false })
    const message = messageOf(await forum.send(posting(forum), 0))
    const [opened = ''] = message.split('/')
    const parcel = answering(forum, message)
    discord.channels.set(opened, { locked: true })
    expect(await forum.send(parcel, 0)).toMatchObject({ outcome: 'malformed' })
    discord.channels.remove(opened)
    expect(await forum.send(parcel, 0)).toMatchObject({ outcome: 'malformed' })
    const plain = { ...parcel, body: forum.plain?.(parcel.body) ?? '' }
    expect(messageOf(await forum.send(plain, 0)).split('/')[0]).not.toBe(opened)
  })
})

describe('direct messages', () => {
  it('that a person closed say what to do', async () => {
    discord.channels.set(DIRECT, { closed: true })
    const direct = PLACES[3]?.[1] as Courier
    const outcome = await direct.send(posting(direct), 0)
    expect(outcome).toMatchObject({ outcome: 'gone', reason: expect.stringContaining('privacy settings') })
  })
})

describe('a webhook', () => {
  it('that was deleted is never called again by its outcome', async () => {
    const hook = PLACES[4]?.[1] as Courier
    discord.webhooks.remove('77')
    expect(await hook.send(posting(hook), 0)).toMatchObject({ outcome: 'gone' })
  })
})

it('a forum is told from a channel, with its tags', async () => {
  expect(await channelKind(settings, FORUM)).toMatchObject({ found: true, kind: 'forum', tags: [TAG] })
  expect(await channelKind(settings, CHANNEL)).toMatchObject({ found: true, kind: 'text' })
  discord.channels.remove(CHANNEL)
  expect(await channelKind(settings, CHANNEL)).toMatchObject({ found: false })
})

describe.each(PLACES)('in %s', (_place, courier) => {
  const digest: Digest = {
    kind: 'quiet',
    period: '2026-11-23',
    entries: [1, 2, 3].map((number) => ({ alert: numbered(number), topic: 'missiles' })),
    page: 1,
    pages: 1,
  }
  const carried = digest.entries.map(({ alert }) => alert)

  it('a digest is posted, marked, and goes out plain where it is refused', async () => {
    const body = courier.packDigest?.('d'.repeat(24), digest, 0) ?? ''
    const message = messageOf(await courier.send({ ...parcelOf(body), id: 'd'.repeat(24) }, 0))
    const change = withdrawnAlert({ title: 'Missile brigade 2 honoured' }, { story: 'story-2' })
    const edit = parcelOf(courier.packEdit?.({ body }, change, carried), { act: { kind: 'edit', message } })
    expect(await courier.send(edit, 0)).toMatchObject({ outcome: 'sent' })
    expect(discord.messages[0]?.embeds?.[0]?.description).toContain('**Withdrawn** [Missile brigade 2 honoured]')
    const plain = courier.plain?.(body) ?? ''
    discord.channels.set(FORUM, { tagRequired: false })
    expect(await courier.send({ ...parcelOf(plain), id: 'e'.repeat(24) }, 0)).toMatchObject({ outcome: 'sent' })
    expect(plain).toContain('Missile brigade 3 honoured')
    expect(courier.plain?.(plain)).toBeUndefined()
  })
})
