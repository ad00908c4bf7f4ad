// The states of a source: silence against its own rhythm, the canary in the list, and who is told of which.
import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk } from '../../src/edge/store/desk.ts'
import { Outbox } from '../../src/edge/store/outbox.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, type Story, story, WIRE } from '../support/stories.ts'
import { setWireFact, wireFact, wireOf, wireWrites } from '../support/wire-facts.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Ahead of the real clock, so that no alarm goes off by itself. */
const START = Date.parse('2030-11-20T00:00:00Z')

type Shown = { id: string; state: string; since: string; evidence?: string }

let network: Network
let source: Shown

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  network = new Network()
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
  publish(WIRE)
  source = await api('POST', '/sources', { url: FEED, name: 'The wire' })
  await poll()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

let told: readonly Story[] = WIRE
const publish = (stories: readonly Story[]): void => {
  told = stories
  network.on(FEED, () => new Response(rss(stories)))
}
const news = (number: number) =>
  publish([story(number, `Story ${number}`, `The text of story ${number}.`), ...told].slice(0, 10))
const poll = () => api('POST', `/sources/${source.id}/poll`, undefined, 200)
const later = (ms: number) => {
  vi.setSystemTime(Date.now() + ms)
}
const shown = async () => (await api<{ items: Shown[] }>('GET', '/sources')).items[0] as Shown
/** Six arrivals eight hours apart: the wire's rhythm. */
const rhythm = async (): Promise<void> => {
  for (let number = 10; number < 16; number++) {
    later(8 * HOUR)
    news(number)
    await poll()
  }
}
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
/** What the Desk has to tell goes out. */
const flush = async (...destinations: string[]): Promise<void> => {
  await runInDurableObject(env.DESK.get(env.DESK.idFromName('desk')), (desk) => desk.alarm())
  for (const id of destinations) await runInDurableObject(outbox(id), (object) => object.alarm())
}
const hook = (events: string[]) =>
  api<{ id: string; secret: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK, events })
const posted = () => network.to(HOOK).map(({ body }) => JSON.parse(body))

describe('a silent source', () => {
  it('is quiet after three times its usual gap, and not before', async () => {
    await rhythm()
    later(24 * HOUR)
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
    later(MINUTE)
    await poll()
    expect(await shown()).toMatchObject({
      state: 'quiet',
      since: new Date(Date.now()).toISOString(),
      evidence: 'nothing new since 2030-11-22T00:00:00.000Z; usual are 8 hours',
    })
  })

  it('costs nothing to watch: a quiet poll writes no row, before and after the silence is noticed', async () => {
    await rhythm()
    // Once a day a Wire keeps house, which writes a row: the second poll of a day is the quiet one.
    const quietly = async (): Promise<number> => {
      await poll()
      const before = await wireWrites(source.id)
      await poll()
      expect(await wireWrites(source.id)).toBe(before)
      return before
    }
    later(10 * HOUR)
    const before = await quietly()
    later(24 * HOUR)
    expect(await quietly()).toBe(before + 2)
    later(24 * HOUR)
    expect(await quietly()).toBe(before + 3)
  })

  it('raises one source.silent to destinations that asked for it, and one when it is back', async () => {
    const listening = await hook(['source'])
    await api('POST', '/destinations', { kind: 'webhook', url: `${HOOK}/other`, events: ['item'] })
    await rhythm()
    later(30 * HOUR)
    for (let time = 0; time < 3; time++) {
      await poll()
      await flush(listening.id)
      later(MINUTE)
    }
    expect(network.to(HOOK)).toHaveLength(1)
    const [silent] = network.to(HOOK)
    expect(new Webhook(listening.secret).verify(silent!.body, Object.fromEntries(silent!.headers))).toEqual({
      type: 'source.silent',
      timestamp: expect.any(String),
      data: {
        source: { id: source.id, name: 'The wire' },
        state: 'quiet',
        since: '2030-11-23T06:00:00.000Z',
        last_item: '2030-11-22T00:00:00.000Z',
        usual_gap_minutes: 480,
      },
    })
    news(20)
    await poll()
    await flush(listening.id)
    expect(posted()).toHaveLength(2)
    expect(posted()[1]).toMatchObject({
      type: 'source.silent',
      data: { source: { id: source.id, name: 'The wire' }, state: 'ok' },
    })
    expect(network.to(HOOK)[1]!.headers.get('webhook-id')).not.toBe(silent!.headers.get('webhook-id'))
    expect(await shown()).toMatchObject({ state: 'ok' })
  })

  it('on Discord is a plain message in which nothing pings or formats', async () => {
    await reset()
    publish(WIRE)
    source = await api('POST', '/sources', { url: FEED, name: '@everyone **wire**' })
    const { id } = await api<{ id: string }>('POST', '/destinations', {
      kind: 'discord-channel',
      channel: '700',
      events: ['source'],
    })
    await poll()
    await rhythm()
    later(30 * HOUR)
    await poll()
    await flush(id)
    const [message] = network.to(`${DISCORD}/channels/700/messages`)
    expect(JSON.parse(message!.body)).toEqual({
      content: expect.stringMatching(
        /^\\@everyone \\\*\\\*wire\\\*\\\* has published nothing new since 2030\\-11\\-22/,
      ),
      allowed_mentions: { parse: [] },
      nonce: expect.stringMatching(/^.{24}$/),
      enforce_nonce: true,
    })
  })

  it('is told of as silent also when it is silent because it refuses us', async () => {
    const listening = await hook(['source'])
    await rhythm()
    network.on(FEED, () => new Response('no', { status: 403 }))
    await poll()
    await flush(listening.id)
    expect(posted()).toEqual([])
    later(30 * HOUR)
    await poll()
    await flush(listening.id)
    expect(posted()).toMatchObject([{ type: 'source.silent', data: { state: 'blocked' } }])
    expect(await shown()).toMatchObject({ state: 'blocked' })
    news(20)
    await poll()
    await flush(listening.id)
    expect(posted()).toMatchObject([{}, { data: { state: 'ok' } }])
  })

  it('with fewer than five gaps has no rhythm to break', async () => {
    for (let number = 10; number < 15; number++) {
      later(8 * HOUR)
      news(number)
      await poll()
    }
    later(1_000 * HOUR)
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
  })

  it('the Desk being away delays the word of it and loses nothing', async () => {
    const listening = await hook(['source'])
    await rhythm()
    later(30 * HOUR)
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const away = vi.spyOn(Desk.prototype, 'reportSource').mockResolvedValue(undefined as never)
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
    away.mockRestore()
    await poll()
    await flush(listening.id)
    await flush(listening.id)
    expect(posted()).toHaveLength(1)
    expect(await shown()).toMatchObject({ state: 'quiet' })
  })

  it('an Outbox being away delays the word of it, and a repeated hand-over changes nothing', async () => {
    const listening = await hook(['source'])
    await rhythm()
    later(30 * HOUR)
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const away = vi.spyOn(Outbox.prototype, 'notify').mockResolvedValue(undefined as never)
    await poll()
    await flush(listening.id)
    expect(posted()).toEqual([])
    away.mockRestore()
    later(MINUTE)
    await flush(listening.id)
    const { source: named, state, since, last_item: lastItem, usual_gap_minutes: usualGapMinutes } = posted()[0].data
    await runInDurableObject(outbox(listening.id), async (object) => {
      const repeated = { kind: 'source.silent', source: named, state, since, lastItem, usualGapMinutes } as const
      await object.notify(listening.id, [repeated])
      await object.alarm()
    })
    expect(posted()).toHaveLength(1)
  })

  it('that is only pushed to is watched by an alarm of its own', async () => {
    const pushed = await api<Shown>('POST', '/sources', { url: 'https://relayed.nightdesk.dev/feed', every: 0 })
    const push = (number: number) =>
      api(
        'POST',
        `/sources/${pushed.id}/items`,
        { items: [{ id: String(number), url: `https://relayed.nightdesk.dev/${number}`, title: `Story ${number}` }] },
        200,
      )
    for (let number = 0; number < 6; number++) {
      later(8 * HOUR)
      await push(number)
    }
    const alarm = await runInDurableObject(wireOf(pushed.id), (_wire, state) => state.storage.getAlarm())
    expect(alarm! - Date.now()).toBe(24 * HOUR + 1)
    later(25 * HOUR)
    await runInDurableObject(wireOf(pushed.id), (wire) => wire.alarm())
    const { items } = await api<{ items: Shown[] }>('GET', '/sources')
    expect(items.find(({ id }) => id === pushed.id)).toMatchObject({ state: 'quiet' })
    expect(await runInDurableObject(wireOf(pushed.id), (_wire, state) => state.storage.getAlarm())).toBeNull()
    await push(7)
    const after = await api<{ items: Shown[] }>('GET', '/sources')
    expect(after.items.find(({ id }) => id === pushed.id)).toMatchObject({ state: 'ok' })
  })
})

describe('a list that suddenly', () => {
  const untitled = (stories: readonly Story[]) => stories.map((one) => ({ ...one, title: '' }))
  const more = [...WIRE, story(5, 'A fifth', 'Five.'), story(6, 'A sixth', 'Six.')]

  it.each([
    ['is empty', [], 'the list is empty; the one before had 4 items'],
    [
      'lost most of its titles',
      [...untitled(more.slice(0, 4)), ...more.slice(4)],
      '4 of 6 items have no title any more',
    ],
  ])('%s is unparsable: a failure that keeps what is known', async (_fact, stories, evidence) => {
    const before = await wireFact<{ digest: string }>(source.id, 'poll')
    publish(stories)
    expect(await poll()).toMatchObject({ outcome: 'failed', error: { code: 'unreadable', message: evidence } })
    expect(await shown()).toMatchObject({ state: 'unparsable', evidence: `unreadable: ${evidence}` })
    expect(await wireFact(source.id, 'poll')).toMatchObject({ digest: before!.digest, failures: 1, size: 4 })
    expect((await api<{ items: unknown[] }>('GET', '/items')).items).toHaveLength(4)
    publish(WIRE)
    expect(await poll()).toMatchObject({ outcome: 'unchanged' })
    expect(await shown()).toMatchObject({ state: 'ok' })
  })

  it('has shrunk to one item is believed', async () => {
    publish(WIRE.slice(0, 1))
    expect(await poll()).toMatchObject({ outcome: 'read', new: 0 })
  })

  it('shares nothing with what is known is a gap, and stays one for a day', async () => {
    publish([story(90, 'Far ahead', 'The list has moved on.')])
    await poll()
    expect(await shown()).toMatchObject({ state: 'gap' })
    later(23 * HOUR)
    await poll()
    expect(await shown()).toMatchObject({ state: 'gap' })
    later(2 * HOUR)
    await poll()
    expect(await shown()).toMatchObject({ state: 'ok' })
  })
})

it('evidence is brought up to date while the state stays, and since is not', async () => {
  network.on(FEED, () => new Response('oops', { status: 500 }))
  await poll()
  const { since } = await shown()
  later(10 * MINUTE)
  network.on(FEED, () => new Response('gone', { status: 404 }))
  await poll()
  expect(await shown()).toMatchObject({ state: 'failing', since, evidence: 'status: answered 404' })
})

it('a Wire stored by an earlier version, which counted nothing, goes on without a state of its own', async () => {
  await setWireFact(source.id, 'poll', { validators: {}, next: 0, failures: 0, listed: true })
  publish([])
  expect(await poll()).toMatchObject({ outcome: 'read' })
  await runDurableObjectAlarm(wireOf(source.id))
  expect(await shown()).toMatchObject({ state: 'ok' })
})
