// POST /api/v1/rules/:id/explain: every stage between an item and a rule, with what stopped it.

import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Wire } from '../../src/edge/store/wire.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const OTHER = 'http://127.0.0.1:1/other.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const ITEM = WIRE[1]?.id ?? ''

type Stage = { stage: string; ok: boolean; detail: string }
type Explained = { matched: boolean; stages: Stage[]; near: string[]; item?: { title: string; source: string } }

let network: Network
let source: string
let destination: string

beforeEach(async () => {
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(OTHER, () => new Response(rss([story(9, 'Choir sings', 'A choir sang.')])))
    .on(HOOK, () => new Response('thanks'))
    .install()
  source = (await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'Wire', backfill: 10 })).id
  destination = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })).id
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const rule = async (query: string, given: object = {}): Promise<string> =>
  (await api<{ id: string }>('POST', '/rules', { query, destination, ...given })).id
const poll = () => api('POST', `/sources/${source}/poll`, undefined, 200)
const explain = (id: string, item = ITEM) => api<Explained>('POST', `/rules/${id}/explain`, { item }, 200)
const stageOf = ({ stages }: Explained, name: string): Stage | undefined => stages.find(({ stage }) => stage === name)
const failing = ({ stages }: Explained): string[] => stages.filter(({ ok }) => !ok).map(({ stage }) => stage)

describe('an item that was told', () => {
  it('is walked from being seen to being sent, clause by clause', async () => {
    const id = await rule('missile banner')
    await poll()
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination)))
    const told = await explain(id)
    expect(told).toMatchObject({ matched: true, near: [], item: { title: 'Missile brigade honoured', source } })
    expect(told.stages.map(({ stage }) => stage)).toEqual([
      'seen',
      'source',
      'time',
      'active',
      'muted',
      'scope',
      'missile',
      'banner',
      'outcome',
    ])
    expect(failing(told)).toEqual([])
    expect(stageOf(told, 'seen')?.detail).toMatch(new RegExp(`^${source} at \\d{4}-`))
    expect(stageOf(told, 'missile')?.detail).toBe('Missile (title), missile (lead)')
    expect(stageOf(told, 'outcome')?.detail).toMatch(/^alert \S+: sent \(accepted\)$/)
  })

  it('is found by its address in other clothes', async () => {
    const id = await rule('missile')
    await poll()
    expect((await explain(id, `${ITEM}?utm_source=x#top`)).item?.title).toBe('Missile brigade honoured')
  })

  it('waits, is dropped or dies, and the reason is given', async () => {
    const id = await rule('missile')
    await poll()
    expect(stageOf(await explain(id), 'outcome')?.detail).toMatch(/: waiting$/)
    await api('PATCH', `/rules/${id}`, { paused: true })
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination)))
    const dropped = await explain(id)
    expect(stageOf(dropped, 'outcome')).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/dropped \(rule paused\)/),
    })
    expect(stageOf(dropped, 'active')).toMatchObject({ ok: false, detail: 'the rule is paused' })
  })
})

describe('what stopped it', () => {
  it('nobody saw it', async () => {
    const id = await rule('missile')
    expect(await explain(id, 'https://wire.example/never')).toEqual({
      matched: false,
      near: [],
      stages: [{ stage: 'seen', ok: false, detail: 'no source has an item with this id or address' }],
    })
  })

  it('the rule listens to another source', async () => {
    const other = (await api<{ id: string }>('POST', '/sources', { url: OTHER, name: 'Other' })).id
    const id = await rule('missile', { sources: [other] })
    await poll()
    const told = await explain(id)
    expect(failing(told)).toEqual(['source', 'outcome'])
    expect(stageOf(told, 'source')?.detail).toBe(`the rule listens to ${other}, not to ${source}`)
  })

  it('one word is missing', async () => {
    const id = await rule('missile rice')
    await poll()
    const told = await explain(id)
    expect(told).toMatchObject({ matched: false, near: ['rice'] })
    expect(failing(told)).toEqual(['rice', 'outcome'])
    expect(stageOf(told, 'rice')?.detail).toBe('not in title and lead')
  })

  it('one word is ruled out', async () => {
    const id = await rule('missile -banner')
    await poll()
    expect(stageOf(await explain(id), '-banner')).toMatchObject({
      ok: false,
      detail: 'found, and ruled out: banner (lead)',
    })
  })

  it('the scope is too narrow', async () => {
    const id = await rule('banner', { scope: 'title' })
    await poll()
    const told = await explain(id)
    expect(stageOf(told, 'scope')?.detail).toBe('looks at the title')
    expect(stageOf(told, 'banner')?.detail).toBe('not in the title')
  })

  it('the rule was made after the item was seen', async () => {
    await poll()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const id = await rule('missile')
    const told = await explain(id)
    expect(told.matched).toBe(true)
    expect(failing(told)).toEqual(['time', 'outcome'])
    expect(stageOf(told, 'time')?.detail).toMatch(/after the item was first seen$/)
  })

  it('it was in the first list', async () => {
    const { id: fresh } = await api<{ id: string }>('POST', '/sources', { url: OTHER, name: 'Other' })
    const id = await rule('choir')
    await api('POST', `/sources/${fresh}/poll`, undefined, 200)
    const told = await explain(id, 'https://wire.example/stories/9')
    expect(stageOf(told, 'time')).toMatchObject({ ok: false, detail: expect.stringMatching(/first list/) })
  })

  it('its source or its story is muted at the destination', async () => {
    const id = await rule('missile')
    await poll()
    const outbox = env.OUTBOX.get(env.OUTBOX.idFromName(destination))
    const { id: mute } = await outbox.mute({ kind: 'source', value: source, label: 'Wire' }, Date.parse('2040-01-01'))
    expect(stageOf(await explain(id), 'muted')).toEqual({
      stage: 'muted',
      ok: false,
      detail: 'the source “Wire” is muted at the destination until 2040-01-01T00:00:00.000Z',
    })
    await runDurableObjectAlarm(outbox)
    await outbox.unmute(mute)
    const told = await explain(id)
    expect(failing(told)).toEqual(['muted', 'outcome'])
    expect(stageOf(told, 'muted')?.detail).toBe('it was muted or snoozed when the alert came, and no longer is')
    expect(stageOf(told, 'outcome')?.detail).toMatch(/dropped \(muted\)$/)
  })

  it('its story is muted, whatever its next source', async () => {
    const id = await rule('missile')
    await poll()
    const outbox = env.OUTBOX.get(env.OUTBOX.idFromName(destination))
    const alert = /^alert (\S+):/.exec(stageOf(await explain(id), 'outcome')?.detail ?? '')?.[1] ?? ''
    const story = (await outbox.alert(alert))?.alert.story ?? ''
    await outbox.mute({ kind: 'story', value: story, label: 'Missile brigade honoured' })
    expect(stageOf(await explain(id), 'muted')).toMatchObject({
      ok: false,
      detail: 'the story “Missile brigade honoured” is muted at the destination',
    })
  })

  it('the rule is snoozed', async () => {
    const id = await rule('missile')
    await poll()
    await api('PATCH', `/rules/${id}`, { snoozed: '2040-01-01T00:00:00Z' }, 200)
    expect(stageOf(await explain(id), 'muted')?.detail).toBe('the rule is snoozed until 2040-01-01T00:00:00Z')
  })

  it('the rule has expired', async () => {
    const id = await rule('missile', { expires: '2020-01-01T00:00:00Z' })
    await poll()
    expect(stageOf(await explain(id), 'active')?.detail).toBe('the rule expired at 2020-01-01T00:00:00Z')
  })
})

it('a wire that does not answer is named, and keeps no other’s answer away', async () => {
  const { id: mute } = await api<{ id: string }>('POST', '/sources', { url: OTHER, name: 'A mute wire' })
  const id = await rule('missile')
  await poll()
  const sighting = Wire.prototype.sighting
  vi.spyOn(Wire.prototype, 'sighting').mockImplementation(function (this: Wire, ...asked) {
    if (this.ctx.id.name === mute) throw new Error('a wire that cannot be read')
    return sighting.apply(this, asked)
  })
  expect(await explain(id)).toMatchObject({ matched: true, item: { source }, unanswered: [mute] })
})

describe('asked wrongly', () => {
  it('an unknown rule is not found', async () => {
    expect(await api('POST', '/rules/nothing/explain', { item: ITEM }, 404)).toMatchObject({
      error: { code: 'not-found' },
    })
  })

  it.each([[{}], [{ item: '' }], [{ item: 7 }], [{ item: ITEM, more: 1 }]])('%j is refused', async (body) => {
    const id = await rule('missile')
    await api('POST', `/rules/${id}/explain`, body, 400)
  })

  it('of two sources that have it, the one that the rule hears is explained', async () => {
    network.on(OTHER, () => new Response(rss(WIRE)))
    const other = (await api<{ id: string }>('POST', '/sources', { url: OTHER, name: 'Other', backfill: 10 })).id
    const id = await rule('missile', { sources: [other] })
    await poll()
    await api('POST', `/sources/${other}/poll`, undefined, 200)
    const told = await explain(id)
    expect(told.item?.source).toBe(other)
    expect(stageOf(told, 'seen')?.detail).toContain(`${source} at`)
    expect(failing(told)).toEqual([])
  })
})
