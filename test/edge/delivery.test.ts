// What an Outbox makes of a destination's answers.

import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'

type Deliveries = {
  items: { id: string; state: string; attempts: { outcome: string }[]; next?: string; replay_of?: string }[]
}

let network: Network
let source: string

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  network = new Network().on(FEED, () => new Response(rss(WIRE))).install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 10 })).id
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const destination = async (body: object, query = 'missile'): Promise<string> => {
  const { id } = await api<{ id: string }>('POST', '/destinations', body)
  await api('POST', '/rules', { query, destination: id })
  await api('POST', `/sources/${source}/poll`, undefined, 200)
  return id
}
const hook = (query?: string) => destination({ kind: 'webhook', url: HOOK }, query)
const channel = (query?: string) => destination({ kind: 'discord-channel', channel: '700' }, query)
const posts = () => network.to(DISCORD).filter(({ method }) => method === 'POST')
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const deliveries = async (id: string) => (await api<Deliveries>('GET', `/destinations/${id}/deliveries`)).items
/** Runs the alarm, as if so much time had passed. */
const run = async (id: string, afterMs = 0): Promise<void> => {
  vi.setSystemTime(Date.now() + afterMs)
  await runInDurableObject(outbox(id), (object) => object.alarm())
}

describe('a webhook', () => {
  it('that fails is tried again after 5 seconds, 30 seconds, 2 and 5 minutes, with the same id', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    network.on(HOOK, () => new Response('oops', { status: 500 }))
    const id = await hook()
    await run(id)
    for (const wait of [5_000, 30_000, 120_000, 300_000, 1_800_000]) {
      const tried = network.to(HOOK).length
      await run(id, wait - 1)
      expect(network.to(HOOK)).toHaveLength(tried)
      await run(id, 1)
      expect(network.to(HOOK)).toHaveLength(tried + 1)
    }
    expect(new Set(network.to(HOOK).map(({ headers }) => headers.get('webhook-id'))).size).toBe(1)
    const [delivery] = await deliveries(id)
    expect(delivery).toMatchObject({ state: 'pending', next: expect.any(String) })
    expect(delivery!.attempts).toHaveLength(6)
    expect(delivery!.attempts[0]).toMatchObject({ outcome: 'answered 500' })
  })

  it('that redirects is never followed', async () => {
    network.on(HOOK, () => new Response(null, { status: 307, headers: { location: 'http://127.0.0.1:4/' } }))
    const id = await hook()
    await run(id)
    expect(network.to('http://127.0.0.1:4/')).toEqual([])
    expect((await deliveries(id))[0]).toMatchObject({ state: 'pending' })
  })

  it.each<[number, Record<string, string>, string]>([
    [200, {}, 'sent'],
    [202, {}, 'sent'],
    [204, {}, 'sent'],
    [301, { location: 'http://127.0.0.1:3/' }, 'pending'],
    [304, {}, 'pending'],
    [400, {}, 'pending'],
    [401, {}, 'pending'],
    [404, {}, 'pending'],
    [409, {}, 'pending'],
    [413, {}, 'dead'],
    [500, {}, 'pending'],
    [503, {}, 'pending'],
    [400, { 'webhook-delivery': 'disable' }, 'dead'],
    [200, { 'webhook-delivery': 'disable' }, 'sent'],
  ])('that answers %i with %j: the delivery is %s', async (status, headers, state) => {
    network.on(HOOK, () => new Response(null, { status, headers }))
    const id = await hook()
    await run(id)
    expect((await deliveries(id))[0]).toMatchObject({ state })
    const { disabled } = await outbox(id).status()
    expect(disabled).toBe(headers['webhook-delivery'] === undefined ? undefined : 'the receiver asked for no more')
  })

  it('that answers 410 is disabled; enabling it replays what is dead', async () => {
    network.on(HOOK, () => new Response('gone', { status: 410 }))
    const id = await hook()
    await run(id)
    const [dead] = await deliveries(id)
    expect(dead).toMatchObject({ state: 'dead' })
    expect(await api('GET', '/destinations')).toMatchObject({ items: [{ disabled: 'the receiver asked for no more' }] })
    network.on(HOOK, () => new Response('back'))
    expect(await api('POST', `/destinations/${id}/enable`, undefined, 200)).toMatchObject({ replayed: 1 })
    await run(id)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent', replay_of: dead!.id })
    expect((await outbox(id).outcomes()).map(({ state }) => state)).toEqual(['sent'])
  })

  it('that asks for patience is given it, and nothing counts against it', async () => {
    network.on(HOOK, () => new Response('slow', { status: 429, headers: { 'retry-after': '120' } }))
    const id = await hook()
    await run(id)
    await run(id, 119_000)
    expect(network.to(HOOK)).toHaveLength(1)
    await run(id, 1_000)
    expect(network.to(HOOK)).toHaveLength(2)
  })

  it('that takes nothing for 75 hours has its parcel declared dead, with the reason', async () => {
    network.on(HOOK, () => new Response('oops', { status: 500 }))
    const id = await hook()
    await run(id)
    await run(id, 76 * 3_600_000)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'dead' })
    expect((await outbox(id).outcomes())[0]).toMatchObject({
      state: 'dead',
      reason: expect.stringContaining('75 hours'),
    })
  })

  it('signs with the old secret too for a day after a rotation', async () => {
    network.on(HOOK, () => new Response('ok'))
    const id = await hook()
    const rotated = await api('POST', `/destinations/${id}/rotate`, undefined, 200)
    expect(rotated['secret']).toMatch(/^whsec_/)
    await run(id)
    expect(network.to(HOOK)[0]!.headers.get('webhook-signature')?.split(' ')).toHaveLength(2)
  })

  it('can be tested: a signed webhook.test, and an answer without details', async () => {
    network.on(HOOK, () => new Response('ok'))
    const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
    expect(await api('POST', `/destinations/${id}/test`, undefined, 200)).toEqual({ answer: 'accepted' })
    expect(JSON.parse(network.to(HOOK)[0]!.body)).toMatchObject({
      type: 'webhook.test',
      data: { challenge: expect.any(String) },
    })
    network.on(HOOK, () => new Response('no', { status: 500 }))
    expect(await api('POST', `/destinations/${id}/test`, undefined, 200)).toEqual({ answer: 'refused' })
  })
})

describe('an address', () => {
  it.each([
    ['webhook', { kind: 'webhook', url: HOOK }],
    ['slack', { kind: 'slack', url: HOOK }],
    ['teams', { kind: 'teams', url: HOOK }],
    ['ntfy', { kind: 'ntfy', url: 'http://127.0.0.1:2', topic: 'wire' }],
  ])(
    'of a %s that is not allowed any more is not called: the alert is dead, says why, and can be replayed',
    async (_kind, body) => {
      network.on('http://127.0.0.1:2', () => new Response('thanks'))
      const id = await destination(body)
      const setPrivate = (allowed: string | undefined) =>
        runInDurableObject(outbox(id), (object) => {
          const own = object as unknown as { env: Record<string, unknown> }
          own.env = { ...own.env, ALLOW_PRIVATE_NETWORK: allowed }
        })
      await setPrivate(undefined)
      await run(id)
      expect(network.to('http://127.0.0.1:2')).toEqual([])
      const [dead] = await deliveries(id)
      expect(dead).toMatchObject({ state: 'dead', reason: expect.stringContaining('not allowed') })
      await setPrivate('true')
      await api('POST', `/deliveries/${dead?.id}/replay`, undefined, 202)
      await run(id)
      expect(network.to('http://127.0.0.1:2')).toHaveLength(1)
    },
  )
})

describe('Discord', () => {
  it('answering 401 closes the gate for every Outbox; a probe that goes through opens it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    network.on(DISCORD, () => Response.json({ message: '401: Unauthorized', code: 0 }, { status: 401 }))
    const first = await channel()
    const second = await destination({ kind: 'discord-channel', channel: '701' }, 'rocket')
    await run(first)
    await run(second)
    expect(posts()).toHaveLength(1)
    network.on(DISCORD, () => Response.json({ id: '42' }))
    await run(first, 61_000)
    await run(second, 61_000)
    expect((await deliveries(first))[0]).toMatchObject({ state: 'sent' })
  })

  it('answering 404 disables the destination with a reason', async () => {
    network.on(DISCORD, () => Response.json({ message: 'Unknown Channel', code: 10003 }, { status: 404 }))
    const id = await channel()
    await run(id)
    expect(await api('GET', '/destinations')).toMatchObject({
      items: [{ disabled: 'the channel no longer exists: choose another place for its rules' }],
    })
  })

  it('answering 429 is waited for as long as it asks', async () => {
    network.on(DISCORD, () => Response.json({ message: 'slow down', retry_after: 1.5, global: false }, { status: 429 }))
    const id = await channel()
    await run(id)
    network.on(DISCORD, () => Response.json({ id: '42' }))
    await run(id, 1_400)
    expect(posts()).toHaveLength(1)
    await run(id, 100)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent' })
  })

  it('gets a webhook’s message with wait=true, without the bot’s token and without a nonce', async () => {
    network.on(DISCORD, () => Response.json({ id: '42' }))
    const id = await destination({
      kind: 'discord-webhook',
      url: 'https://discord.com/api/webhooks/77/token-abc',
      thread: '9',
    })
    await run(id)
    const [sent] = network.to(DISCORD)
    expect(sent!.url).toBe(`${DISCORD}/webhooks/77/token-abc?wait=true&thread_id=9`)
    expect(sent!.headers.get('authorization')).toBeNull()
    expect(JSON.parse(sent!.body)).not.toHaveProperty('nonce')
  })

  it('is called with an honest User-Agent', async () => {
    network.on(DISCORD, () => Response.json({ id: '42' }))
    await run(await channel())
    expect(network.to(DISCORD)[0]!.headers.get('user-agent')).toMatch(/^DiscordBot \(https:\/\/\S+, \d/)
  })
})

describe('a rule', () => {
  it('that was paused or removed after the match takes its alert with it', async () => {
    network.on(HOOK, () => new Response('ok'))
    const id = await hook()
    const { items } = await api<{ items: { id: string }[] }>('GET', '/rules')
    await api('PATCH', `/rules/${items[0]!.id}`, { paused: true })
    await run(id)
    expect(network.to(HOOK)).toEqual([])
    expect(await outbox(id).outcomes()).toMatchObject([{ state: 'dropped', reason: 'rule paused' }])
  })

  it('beside another for the same destination shares one alert with it', async () => {
    network.on(HOOK, () => new Response('ok'))
    const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
    await api('POST', '/rules', { query: 'missile', destination: id })
    await api('POST', '/rules', { query: 'brigade', destination: id })
    await api('POST', `/sources/${source}/poll`, undefined, 200)
    await runDurableObjectAlarm(outbox(id))
    expect(network.to(HOOK)).toHaveLength(1)
    expect(JSON.parse(network.to(HOOK)[0]!.body).data.rules).toHaveLength(2)
    expect((await outbox(id).outcomes()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })
})

describe('outcomes', () => {
  type Outcomes = { items: { alert: string; rule: string; state: string; reason?: string }[]; next?: string }
  const outcomes = (id: string, query = '') => api<Outcomes>('GET', `/destinations/${id}/outcomes${query}`)

  it('tell the end of every rule’s match and why, a page at a time', async () => {
    network.on(HOOK, () => new Response('no', { status: 410 }))
    const id = await hook('missile OR rice OR harbour OR choir')
    const waiting = await outcomes(id)
    expect(waiting.items.length).toBeGreaterThan(1)
    expect(waiting.items.every(({ state, reason }) => state === 'waiting' && reason === undefined)).toBe(true)
    await run(id)
    const { items, next } = await outcomes(id)
    expect(next).toBeUndefined()
    expect(items[0]).toEqual({
      alert: expect.any(String),
      rule: expect.any(String),
      state: 'dead',
      reason: expect.stringMatching(/./),
    })
    const first = await outcomes(id, '?limit=1')
    const rest = await outcomes(id, `?cursor=${first.next}`)
    expect([...first.items, ...rest.items]).toEqual(items)
    await api('GET', '/destinations/nothing/outcomes', undefined, 404)
  })
})
