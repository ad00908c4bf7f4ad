// A list that says something else of a story it listed before: one revision, told once, to whom it concerns, and never a new item.

import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk } from '../../src/edge/store/desk.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, type Story, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'

let network: Network
let source: string
let listed: readonly Story[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  listed = WIRE
  network = new Network()
    .on(FEED, () => new Response(rss(listed)))
    .on(HOOK, () => new Response('ok'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'Wire', backfill: 10 })).id
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const hook = async (more: object = {}, path = ''): Promise<string> =>
  (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK + path, ...more })).id
const rule = (destination: string, query: string, more: object = {}) =>
  api<{ id: string }>('POST', '/rules', { query, destination, ...more })
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const wire = () => env.WIRE.get(env.WIRE.idFromName(source))
const deliver = (id: string) =>
  runInDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName(id)), (outbox) => outbox.alarm())
const outcomes = async (id: string) =>
  (await env.OUTBOX.get(env.OUTBOX.idFromName(id)).outcomes()).map(({ state, reason }) => ({ state, reason }))
const state = async () => (await api<{ items: Record<string, unknown>[] }>('GET', '/sources')).items[0]

type Posted = {
  type: string
  data: {
    item: { title: string }
    rules: { id: string; name: string; spans: unknown[] }[]
    revision?: number
    diff?: Record<string, { op: string; text: string }[]>
  }
}
const posted = (start = HOOK) => network.to(start).map(({ body }) => JSON.parse(body) as Posted)

/** The list, with one story changed. */
const changed = (number: number, change: Partial<Story>): readonly Story[] =>
  listed.map((one) => (one.id.endsWith(`/${number}`) ? { ...one, ...change } : one))

const CHOIR = 2

describe('a headline that gains a word', () => {
  it('alerts the rule that matches only now, once, as the item’s first revision', async () => {
    const id = await hook()
    await rule(id, 'missile choir')
    await poll()
    listed = changed(CHOIR, { title: 'Missile choir visits Wonsan' })
    expect(await poll()).toEqual({ outcome: 'read', new: 0, matched: 1 })
    await deliver(id)
    listed = [story(9, 'Something new', 'Pyongyang, November 1 (KCNA) -- News.'), ...listed]
    expect(await poll()).toEqual({ outcome: 'read', new: 1, matched: 0 })
    await deliver(id)
    expect(posted()).toMatchObject([
      { type: 'item.matched', data: { item: { title: 'Missile choir visits Wonsan' }, revision: 1 } },
    ])
    expect(posted()[0]?.data.diff).toEqual({
      title: [
        { op: 'removed', text: 'Choir ' },
        { op: 'added', text: 'Missile choir ' },
        { op: 'same', text: 'visits Wonsan' },
      ],
    })
    expect((await api<{ items: unknown[] }>('GET', '/items')).items).toHaveLength(5)
  })

  it('of a story taken as baseline alerts too', async () => {
    const id = await hook()
    await rule(id, 'missile choir')
    const other = (await api<{ id: string }>('POST', '/sources', { url: `${FEED}?2` })).id
    await api('POST', `/sources/${other}/poll`, undefined, 200)
    listed = changed(CHOIR, { title: 'Missile choir visits Wonsan' })
    expect(await api('POST', `/sources/${other}/poll`, undefined, 200)).toMatchObject({ new: 0, matched: 1 })
  })

  it('a rule made after the story is not alerted by a change that has nothing to do with it', async () => {
    await poll()
    const id = await hook()
    await rule(id, 'choir')
    listed = changed(CHOIR, { title: 'Choir visits Hamhung' })
    expect(await poll()).toMatchObject({ matched: 0 })
    await deliver(id)
    expect(posted()).toEqual([])
  })
})

describe('a rule that was told', () => {
  it('hears `revised` with what changed, numbered, also when it matches no more', async () => {
    const id = await hook()
    const { id: choirs } = await rule(id, 'choir', { name: 'Choirs' })
    await poll()
    await deliver(id)
    listed = changed(CHOIR, { title: 'Choir visits Hamhung' })
    expect(await poll()).toMatchObject({ matched: 0 })
    await deliver(id)
    listed = changed(CHOIR, { title: 'Orchestra visits Hamhung', lead: 'Pyongyang (KCNA) -- An orchestra sang.' })
    await poll()
    await deliver(id)
    expect(posted().map(({ type, data }) => [type, data.revision, data.item.title])).toEqual([
      ['item.matched', undefined, 'Choir visits Wonsan'],
      ['item.revised', 1, 'Choir visits Hamhung'],
      ['item.revised', 2, 'Orchestra visits Hamhung'],
    ])
    expect(posted()[1]?.data.rules).toMatchObject([{ id: choirs, name: 'Choirs', spans: [{ text: 'Choir' }, {}] }])
    expect(posted()[2]?.data.rules).toMatchObject([{ id: choirs, spans: [] }])
    expect(posted()[2]?.data.diff).toHaveProperty('lead')
    expect(await outcomes(id)).toEqual(Array.from({ length: 3 }, () => ({ state: 'sent', reason: 'accepted' })))
  })

  it('shares one alert with a rule of the same destination that matches only now', async () => {
    const id = await hook()
    const told = await rule(id, 'choir')
    const fresh = await rule(id, 'missile choir')
    await poll()
    await deliver(id)
    listed = changed(CHOIR, { title: 'Missile choir visits Wonsan' })
    await poll()
    await deliver(id)
    expect(posted()).toHaveLength(2)
    expect(posted()[1]).toMatchObject({ type: 'item.matched', data: { revision: 1 } })
    expect(
      posted()[1]
        ?.data.rules.map((one) => one.id)
        .toSorted(),
    ).toEqual([told.id, fresh.id].toSorted())
  })

  it('hears nothing with `revisions: off`', async () => {
    const id = await hook()
    await rule(id, 'choir', { revisions: 'off' })
    await poll()
    await deliver(id)
    listed = changed(CHOIR, { title: 'Choir visits Hamhung' })
    await poll()
    await deliver(id)
    expect(posted()).toHaveLength(1)
  })

  it('hears nothing when its destination takes no revisions, and nothing else when it takes nothing else', async () => {
    const items = await hook({ events: ['item'] }, '/items')
    const revisions = await hook({ events: ['revised'] }, '/revisions')
    await rule(items, 'choir')
    await rule(revisions, 'choir')
    await poll()
    listed = changed(CHOIR, { title: 'Choir visits Hamhung' })
    await poll()
    await deliver(items)
    await deliver(revisions)
    expect(posted(`${HOOK}/items`).map(({ type }) => type)).toEqual(['item.matched'])
    expect(posted(`${HOOK}/revisions`).map(({ type }) => type)).toEqual(['item.revised'])
    expect(await outcomes(items)).toContainEqual({
      state: 'dropped',
      reason: 'the destination takes no event revised',
    })
  })

  it('is shown on Discord what changed, without calling anybody again', async () => {
    const channel = await api<{ id: string }>('POST', '/destinations', { kind: 'discord-channel', channel: '700' })
    await rule(channel.id, 'choir', { mentions: { roles: ['5'] } })
    await poll()
    await deliver(channel.id)
    listed = changed(CHOIR, { title: 'Choir visits Hamhung' })
    await poll()
    await deliver(channel.id)
    const [first, second] = network.to(`${DISCORD}/channels/700/messages`).map(({ body }) => JSON.parse(body))
    expect(first.content).toBe('<@&5>')
    expect(second.content).toBeUndefined()
    expect(second.embeds[0].author.name).toMatch(/^Changed · /)
    expect(second.embeds[0].fields[0]).toEqual({
      name: 'Changed',
      value: 'Headline: Choir visits ~~Wonsan~~**Hamhung**',
    })
  })
})

describe('what is no change of a story', () => {
  const stamped = (stamp: string) => (one: Story) => ({
    ...one,
    title: `${one.title} [${stamp}]`,
    lead: `${one.lead} -0- www.kcna.kp (${stamp})`,
  })

  it('every item stamped anew, from Juche to Gregorian: nothing is told', async () => {
    listed = WIRE.map(stamped('Juche113.9.5.'))
    const id = await hook()
    await rule(id, 'missile OR choir')
    await poll()
    await deliver(id)
    const told = posted().length
    listed = WIRE.map(stamped('2024.09.05.'))
    expect(await poll()).toEqual({ outcome: 'read', new: 0, matched: 0 })
    await deliver(id)
    expect(posted()).toHaveLength(told)
    expect(await state()).toMatchObject({ state: 'ok' })
  })

  it('what another edition of the reader reads: nothing is told, and from then on it is compared with that', async () => {
    const id = await hook()
    await rule(id, 'missile OR choir')
    await poll()
    await deliver(id)
    const told = posted().length
    await runInDurableObject(wire(), (_object, { storage }) => {
      storage.sql.exec('UPDATE listings SET reader = reader - 1')
    })
    listed = changed(CHOIR, { title: 'Choir missile visits Wonsan' })
    await poll()
    await deliver(id)
    expect(posted()).toHaveLength(told)
    expect(await state()).toMatchObject({ state: 'ok' })
    listed = changed(CHOIR, { title: 'Choir rocket visits Wonsan' })
    await poll()
    await deliver(id)
    expect(posted()).toHaveLength(told + 1)
  })

  it('a story that is no longer listed: nothing is told', async () => {
    const id = await hook()
    await rule(id, 'missile OR choir')
    await poll()
    await deliver(id)
    const told = posted().length
    listed = [story(9, 'Something new', 'Pyongyang, November 1 (KCNA) -- News.'), ...WIRE.slice(0, 1)]
    await poll()
    await deliver(id)
    expect(posted()).toHaveLength(told)
  })
})

describe('too many at once', () => {
  it('are held back, the source says so once, and what changes afterwards is told', async () => {
    const id = await hook()
    await rule(id, 'missile OR choir OR garbled')
    await poll()
    await deliver(id)
    const told = posted().length
    const reports = vi.spyOn(Desk.prototype, 'reportSource')
    listed = WIRE.map((one) => ({ ...one, title: `Garbled ${one.title}` }))
    expect(await poll()).toEqual({ outcome: 'read', new: 0, matched: 0 })
    expect(await state()).toMatchObject({ state: 'unparsable', evidence: expect.stringContaining('4 of 4') })
    network.on(FEED, () => new Response(null, { status: 304 }))
    await poll()
    expect(await state()).toMatchObject({ state: 'unparsable' })
    expect(reports).toHaveBeenCalledTimes(1)
    network.on(FEED, () => new Response(rss(listed)))
    listed = changed(CHOIR, { title: 'Garbled choir in Hamhung' })
    await poll()
    await deliver(id)
    expect(await state()).toMatchObject({ state: 'ok' })
    expect(posted().slice(told)).toMatchObject([{ type: 'item.revised', data: { revision: 1 } }])
  })
})

describe('a crash', () => {
  it('between the list and the alert loses no change, though the list is not read again', async () => {
    const id = await hook()
    await rule(id, 'missile choir')
    await poll()
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const away = vi.spyOn(Desk.prototype, 'rulesetVersion').mockRejectedValue(new Error('the Desk is away'))
    listed = changed(CHOIR, { title: 'Missile choir visits Wonsan' })
    expect(await poll()).toMatchObject({ matched: 0 })
    away.mockRestore()
    network.on(FEED, () => new Response(null, { status: 304 }))
    vi.setSystemTime(Date.now() + 60_000)
    await runInDurableObject(wire(), (object) => object.alarm())
    await deliver(id)
    expect(posted()).toMatchObject([{ type: 'item.matched', data: { revision: 1 } }])
  })
})

describe('identity within a source', () => {
  const one = story(1, 'The same headline', 'Pyongyang, November 1 (KCNA) -- The same opening words of a story.')
  const twin = { ...one, id: 'https://wire.example/moved/77' }
  it.each<[string, Story, number]>([
    ['the same title, date and first 200 characters are one item', twin, 1],
    ['so written otherwise, too', { ...twin, title: 'THE SAME  headline' }, 1],
    ['another title makes two', { ...twin, title: 'Another headline' }, 2],
    ['another date makes two', { ...twin, date: '2026-11-05T00:00:00.000Z' }, 2],
    ['other opening words make two', { ...twin, lead: 'Pyongyang, November 1 (KCNA) -- Other opening words.' }, 2],
    ['no opening words make two', { ...twin, lead: '' }, 2],
  ])('%s', async (_fact, other, items) => {
    listed = [one]
    await poll()
    listed = [other, one]
    await poll()
    expect((await api<{ items: unknown[] }>('GET', '/items')).items).toHaveLength(items)
  })
})
