// The couriers to Discord: which calls they make, with which bodies, and what they read back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { channelKind } from '../../src/edge/discord/channel.ts'
import { channelCourier, directCourier, webhookCourier } from '../../src/edge/discord/courier.ts'
import { settingsOf } from '../../src/edge/settings.ts'
import type { Courier, Parcel } from '../../src/flow/delivery-ports.ts'
import { alertWith, numbered, withdrawnAlert } from '../support/alerts.ts'
import { Network } from '../support/network.ts'

const API = 'http://127.0.0.1:9/api/v10'
const settings = settingsOf({
  PUBLIC_URL: 'http://127.0.0.1:8787',
  DISCORD_API: API,
  DISCORD_TOKEN: 'the-token',
} as never)

const CHANNEL = channelCourier({ kind: 'discord-channel', channel: '7' }, settings)
const FORUM = channelCourier(
  { kind: 'discord-channel', channel: '8', forum: true, tags: ['1', '2', '3', '4', '5', '6'] },
  settings,
)
const DIRECT = directCourier({ kind: 'discord-dm', user: '3', channel: '4' }, settings)
const HOOK = webhookCourier({ kind: 'discord-webhook', id: '9', token: 'hook-token' }, settings)
const HOOK_THREAD = webhookCourier({ kind: 'discord-webhook', id: '9', token: 'hook-token', thread: '55' }, settings)

const parcelOf = (courier: Courier, more: Partial<Parcel> = {}): Parcel => ({
  id: 'parcel',
  body: courier.pack('parcel', [alertWith()], 0),
  alerts: ['a'],
  created: 0,
  tries: 0,
  ...more,
})

let network: Network
let answer: () => Response

beforeEach(() => {
  answer = () => Response.json({ id: '5', channel_id: '7' })
  network = new Network().on(API, () => answer()).install()
})
afterEach(() => vi.restoreAllMocks())

const called = (): string[] => network.seen.map(({ method, url }) => `${method} ${url.replace(API, '')}`)
const said = (at = 0) => JSON.parse(network.seen[at]?.body ?? '{}')

describe('a post', () => {
  it.each([
    ['a channel', CHANNEL, 'POST /channels/7/messages'],
    ['a forum', FORUM, 'POST /channels/8/threads'],
    ['direct messages', DIRECT, 'POST /channels/4/messages'],
    ['a webhook', HOOK, 'POST /webhooks/9/hook-token?wait=true'],
    ['a webhook’s thread', HOOK_THREAD, 'POST /webhooks/9/hook-token?wait=true&thread_id=55'],
  ])('to %s is one call', async (_place, courier, call) => {
    expect(await courier.send(parcelOf(courier), 0)).toMatchObject({ outcome: 'sent', message: '7/5' })
    expect(called()).toEqual([call])
  })

  it('carries the bot’s token to the API and never with a webhook', async () => {
    await CHANNEL.send(parcelOf(CHANNEL), 0)
    await HOOK.send(parcelOf(HOOK), 0)
    expect(network.seen.map(({ headers }) => headers.get('authorization'))).toEqual(['Bot the-token', null])
    for (const { headers } of network.seen) expect(headers.get('user-agent')).toMatch(/^DiscordBot \(\S+, \S+\)$/)
  })

  it('to a channel has a nonce; to a forum a name and at most five tags, and no nonce, which Discord does not take there', async () => {
    await CHANNEL.send(parcelOf(CHANNEL), 0)
    await FORUM.send(parcelOf(FORUM), 0)
    expect(said(0)).toMatchObject({ nonce: 'parcel', enforce_nonce: true })
    expect(said(1)).toMatchObject({ name: 'Missile brigade honoured', applied_tags: ['1', '2', '3', '4', '5'] })
    expect(said(1).message).not.toHaveProperty('nonce')
  })

  it('to a forum is one story’s; elsewhere up to ten share it', () => {
    const alerts = Array.from({ length: 12 }, (_, number) => numbered(number))
    expect([CHANNEL, DIRECT, HOOK, FORUM].map((courier) => courier.fits(alerts))).toEqual([10, 10, 10, 1])
  })

  it('whose connection fails is of unknown outcome', async () => {
    answer = () => {
      throw new TypeError('Network connection lost.')
    }
    for (const courier of [CHANNEL, HOOK]) {
      expect(await courier.send(parcelOf(courier), 0)).toEqual({ outcome: 'unknown', reason: 'connection failed' })
    }
  })

  it('whose answer breaks off is of unknown outcome', async () => {
    answer = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"id":'))
            controller.error(new Error('cut'))
          },
        }),
      )
    expect(await CHANNEL.send(parcelOf(CHANNEL), 0)).toMatchObject({ outcome: 'unknown' })
  })

  it('is known by its message’s id however long the answer', async () => {
    answer = () => Response.json({ embeds: ['미'.repeat(60_000)], id: '5', channel_id: '7' })
    expect(await CHANNEL.send(parcelOf(CHANNEL), 0)).toMatchObject({ outcome: 'sent', message: '7/5' })
  })
})

describe('a mark', () => {
  it.each([
    ['a channel', CHANNEL, '7/5', 'PATCH /channels/7/messages/5'],
    ['a thread of a forum', FORUM, '20/20', 'PATCH /channels/20/messages/20'],
    ['a message kept by its own id alone', CHANNEL, '5', 'PATCH /channels/7/messages/5'],
    ['a webhook', HOOK, '7/5', 'PATCH /webhooks/9/hook-token/messages/5'],
    ['a webhook’s thread', HOOK_THREAD, '55/5', 'PATCH /webhooks/9/hook-token/messages/5?thread_id=55'],
  ])('in %s is one call', async (_place, courier, message, call) => {
    const earlier = parcelOf(courier)
    const body = courier.packEdit?.(earlier, withdrawnAlert(), [alertWith()]) ?? ''
    const outcome = await courier.send(parcelOf(courier, { body, act: { kind: 'edit', message } }), 0)
    expect(outcome).toMatchObject({ outcome: 'sent' })
    expect(called()).toEqual([call])
    expect(said().embeds[0].title).toBe('~~Missile brigade honoured~~')
  })

  it('on a message that somebody deleted cannot be made, and that is all', async () => {
    answer = () => Response.json({ code: 10008, message: 'Unknown Message' }, { status: 404 })
    const parcel = parcelOf(CHANNEL, { act: { kind: 'edit', message: '7/5' } })
    expect(await CHANNEL.send(parcel, 0)).toMatchObject({ outcome: 'unmarkable' })
  })
})

describe('an answer', () => {
  const reply = (courier: Courier, message: string): Parcel =>
    parcelOf(courier, { body: courier.packReply?.('parcel', withdrawnAlert(), message, 0) ?? '' })

  it.each([
    ['a channel', CHANNEL, '7/5', 'POST /channels/7/messages'],
    ['a thread of a forum', FORUM, '20/20', 'POST /channels/20/messages'],
    ['direct messages', DIRECT, '4/5', 'POST /channels/4/messages'],
  ])('in %s goes where its message stands', async (_place, courier, message, call) => {
    await courier.send(reply(courier, message), 0)
    expect(called()).toEqual([call])
  })

  it('to a thread that was deleted is a post of its own in the forum', async () => {
    answer = () => Response.json({ code: 10003, message: 'Unknown Channel' }, { status: 404 })
    const parcel = reply(FORUM, '20/20')
    expect(await FORUM.send(parcel, 0)).toMatchObject({ outcome: 'malformed' })
    const body = FORUM.plain?.(parcel.body) ?? ''
    answer = () => Response.json({ id: '21', message: { id: '21', channel_id: '21' } })
    expect(await FORUM.send({ ...parcel, body }, 0)).toMatchObject({ outcome: 'sent', message: '21/21' })
    expect(called()[1]).toBe('POST /channels/8/threads')
    expect(said(1).name).toMatch(/^Withdrawn · Wire/)
  })

  it('is not known to webhooks', () => {
    expect(HOOK).not.toHaveProperty('packReply')
  })
})

describe('a look', () => {
  const listed =
    (...messages: object[]) =>
    () =>
      Response.json(messages)
  const other = { id: '1', channel_id: '7', timestamp: '2026-11-23T06:00:00Z', components: [] }

  it('finds the parcel by its nonce', async () => {
    answer = listed(other, { ...other, id: '5', nonce: 'parcel' })
    expect(await CHANNEL.look?.(parcelOf(CHANNEL))).toEqual({ found: 'there', message: '7/5' })
    expect(called()).toEqual(['GET /channels/7/messages?limit=50'])
  })

  it('finds it by its buttons where Discord gives no nonce back', async () => {
    const { components } = JSON.parse(parcelOf(CHANNEL).body)
    answer = listed(other, { ...other, id: '5', components })
    expect(await CHANNEL.look?.(parcelOf(CHANNEL))).toEqual({ found: 'there', message: '7/5' })
  })

  it('finds it by its menu', async () => {
    const body = CHANNEL.pack('parcel', [numbered(1), numbered(2)], 0)
    answer = listed(other, { ...other, id: '5', components: JSON.parse(body).components })
    expect(await CHANNEL.look?.(parcelOf(CHANNEL, { body }))).toEqual({ found: 'there', message: '7/5' })
  })

  it('says that it is not there', async () => {
    answer = listed(other)
    expect(await CHANNEL.look?.(parcelOf(CHANNEL))).toEqual({ found: 'absent' })
  })

  it.each([
    ['the bot may not', () => Response.json({ code: 50001, message: 'Missing Access' }, { status: 403 })],
    ['an empty list, which is all that is shown to who may not read the history', () => Response.json([])],
    ['something else than a list', () => Response.json({ message: 'hello' })],
    ['no JSON', () => new Response('<html>')],
  ])('proves nothing after %s', async (_fact, response) => {
    answer = response
    expect(await CHANNEL.look?.(parcelOf(CHANNEL))).toMatchObject({ found: 'unseen' })
  })

  it.each([
    ['a limit', () => Response.json({ retry_after: 3 }, { status: 429 }), { outcome: 'later', afterMs: 3_000 }],
    ['a fault', () => new Response('oops', { status: 502 }), { outcome: 'later' }],
    [
      'a bad token',
      () => Response.json({ code: 0, message: '401: Unauthorized' }, { status: 401 }),
      { outcome: 'gate' },
    ],
    ['a block', () => new Response('error code: 1015', { status: 429 }), { outcome: 'gate' }],
  ])('is made again later after %s', async (_fact, response, sent) => {
    answer = response
    expect(await CHANNEL.look?.(parcelOf(CHANNEL))).toMatchObject({ found: 'later', sent })
  })

  it('proves nothing when too much came since, or the message has no mark', async () => {
    answer = listed(...Array.from({ length: 50 }, () => other))
    const doubtSince = Date.parse('2026-11-23T05:59:00Z')
    expect(await CHANNEL.look?.(parcelOf(CHANNEL, { doubtSince }))).toMatchObject({ found: 'unseen' })
    expect(await CHANNEL.look?.(parcelOf(CHANNEL, { doubtSince: doubtSince + 120_000 }))).toEqual({ found: 'absent' })
    const body = CHANNEL.plain?.(parcelOf(CHANNEL).body) ?? ''
    expect(await CHANNEL.look?.(parcelOf(CHANNEL, { body }))).toMatchObject({ found: 'unseen' })
  })

  it('is not to be had of a forum, whose posts are not among its messages', () => {
    expect(FORUM).not.toHaveProperty('look')
    expect(CHANNEL).toHaveProperty('look')
  })
})

describe('what a channel is', () => {
  it.each([
    [0, 'text'],
    [5, 'text'],
    [11, 'thread'],
    [12, 'thread'],
    [1, 'direct'],
    [4, 'other'],
    [99, 'other'],
  ])('type %i: %s', async (type, kind) => {
    answer = () => Response.json({ id: '7', type, name: 'night-desk', guild_id: '1' })
    expect(await channelKind(settings, '7')).toEqual({
      found: true,
      kind,
      name: 'night-desk',
      guild: '1',
      tags: [],
      tagRequired: false,
    })
    expect(called()).toEqual(['GET /channels/7'])
  })

  it.each([15, 16])('type %i: a forum, with its tags', async (type) => {
    const available_tags = [{ id: '31', name: 'missiles', moderated: false }, null, { id: 5 }]
    answer = () => Response.json({ id: '7', type, name: 'wires', flags: 16, available_tags })
    expect(await channelKind(settings, '7')).toMatchObject({
      found: true,
      kind: 'forum',
      tags: [{ id: '31', name: 'missiles' }],
      tagRequired: true,
    })
  })

  it.each([
    [401, 'token'],
    [403, 'View Channel'],
    [404, 'no such channel'],
    [500, 'try again'],
  ])('is not known after %i, and one sentence says why', async (status, words) => {
    answer = () => Response.json({ code: 0, message: 'words' }, { status })
    const facts = await channelKind(settings, '7')
    expect(facts.found).toBe(false)
    expect('reason' in facts && facts.reason).toContain(words)
  })
})
