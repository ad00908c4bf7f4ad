import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'

let network: Network

beforeEach(() => {
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE), { headers: { 'content-type': 'application/rss+xml', etag: '"one"' } }))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const deliver = async (destination: string): Promise<void> => {
  await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination)))
}

const setUp = async () => {
  const source = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'Wire', kind: 'feed', backfill: 10 })
  const hook = await api<{ id: string; secret: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  const channel = await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' })
  await api('POST', '/rules', { query: 'missile', destination: hook.id, name: 'Missiles' })
  await api('POST', '/rules', { query: 'missile OR rocket', destination: channel.id, name: 'Launchers' })
  return { source, hook, channel }
}

describe('the main job', () => {
  it('turns new items of a feed into a signed webhook and a Discord message, each with its reason', async () => {
    const { source, hook, channel } = await setUp()
    const report = await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    expect(report).toEqual({ outcome: 'read', new: 4, matched: 2 })
    await deliver(hook.id)
    await deliver(channel.id)

    const [posted] = network.to(HOOK)
    const payload = new Webhook(hook.secret).verify(posted!.body, Object.fromEntries(posted!.headers)) as {
      type: string
      data: { item: { title: string }; rules: { name: string; spans: unknown[] }[] }
    }
    expect(payload.type).toBe('item.matched')
    expect(payload.data.item.title).toBe('Missile brigade honoured')
    expect(payload.data.rules[0]?.name).toBe('Missiles')
    expect(payload.data.rules[0]?.spans[0]).toEqual({ field: 'title', start: 0, end: 7, text: 'Missile' })

    const [message] = network.to(`${DISCORD}/channels/700/messages`)
    const body = JSON.parse(message!.body)
    expect(message!.headers.get('authorization')).toBe('Bot test-bot-token')
    expect(body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } })
    expect(body.nonce).toHaveLength(24)
    expect(body.embeds.map(({ title }: { title: string }) => title).toSorted()).toEqual([
      'Missile brigade honoured',
      'Rocket museum opens',
    ])
  })

  it('asks with the validators of the last good answer, and an unchanged list costs nothing', async () => {
    const { source } = await setUp()
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    network.on(
      FEED,
      ({ headers }) => new Response(null, { status: headers.get('if-none-match') === '"one"' ? 304 : 500 }),
    )
    expect(await api('POST', `/sources/${source.id}/poll`, undefined, 200)).toEqual({
      outcome: 'not-modified',
      new: 0,
      matched: 0,
    })
    network.on(FEED, () => new Response(rss(WIRE)))
    expect(await api('POST', `/sources/${source.id}/poll`, undefined, 200)).toEqual({
      outcome: 'unchanged',
      new: 0,
      matched: 0,
    })
  })

  it('writes nothing for a list that has not changed', async () => {
    const { source } = await setUp()
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    network.on(FEED, () => new Response(null, { status: 304 }))
    const wire = env.WIRE.get(env.WIRE.idFromName(source.id))
    const changes = () =>
      runInDurableObject(
        wire,
        (_object, state) => state.storage.sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n,
      )
    const before = await changes()
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    expect(await changes()).toBe(before)
  })

  it('takes the first list of a source as baseline when no backfill was asked for', async () => {
    const source = await api<{ id: string }>('POST', '/sources', { url: FEED })
    expect(await api('POST', `/sources/${source.id}/poll`, undefined, 200)).toEqual({
      outcome: 'read',
      new: 0,
      matched: 0,
    })
    const { items } = await api<{ items: unknown[] }>('GET', '/items')
    expect(items).toHaveLength(4)
  })

  it('alerts once for an item, however often it is listed', async () => {
    const { source, hook } = await setUp()
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    network.on(FEED, () => new Response(`${rss(WIRE)}<!-- changed -->`))
    expect(await api('POST', `/sources/${source.id}/poll`, undefined, 200)).toEqual({
      outcome: 'read',
      new: 0,
      matched: 0,
    })
    await deliver(hook.id)
    expect(network.to(HOOK)).toHaveLength(1)
  })

  it('ends every item x matching rule in exactly one recorded outcome', async () => {
    const { source, hook, channel } = await setUp()
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    await deliver(hook.id)
    await deliver(channel.id)
    const outcomes = await Promise.all(
      [hook.id, channel.id].map((id) => env.OUTBOX.get(env.OUTBOX.idFromName(id)).outcomes()),
    )
    const ends = outcomes.flat().map(({ state }) => state)
    expect(ends).toEqual(['sent', 'sent', 'sent'])
  })
})
