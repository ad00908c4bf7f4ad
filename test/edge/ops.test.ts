// The operator's channel: one message per change of a source, the gate or a quota, a line a day, and no more than that.
import { createExecutionContext, reset, runInDurableObject, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Owner, SourceState } from '../../src/core/model.ts'
import { round } from '../../src/edge/cron.ts'
import type { Desk } from '../../src/edge/store/desk.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const HOOK = 'http://127.0.0.1:2/hook'
const DISCORD = 'http://127.0.0.1:9/api/v10'
const OPS = `${DISCORD}/channels/900/messages`
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Ahead of the real clock, so that no alarm goes off by itself. */
const START = Date.parse('2030-11-20T12:00:00Z')

let network: Network
let source: { id: string }
let place = ''

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const setChannel = (channel: string) =>
  runInDurableObject(desk(), (object) => {
    const own = object as unknown as { env: Record<string, unknown> }
    own.env = { ...own.env, OPS_CHANNEL: channel }
  })

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  network = new Network()
    .on(FEED, () => new Response(rss(WIRE)))
    .on(HOOK, () => new Response('thanks'))
    .on(DISCORD, () => Response.json({ id: '42' }))
    .install()
  await setChannel('900')
  source = await api('POST', '/sources', { url: FEED, name: 'The wire' })
  await poll()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const poll = () => api('POST', `/sources/${source.id}/poll`, undefined, 200)
const later = (ms: number) => {
  vi.setSystemTime(Date.now() + ms)
}
const flush = async (...destinations: string[]): Promise<void> => {
  await runInDurableObject(desk(), (object) => object.alarm())
  for (const id of ['ops', ...destinations]) await runInDurableObject(outbox(id), (object) => object.alarm())
}
const minute = async (afterMs = MINUTE): Promise<void> => {
  later(afterMs)
  await desk().due(Math.floor(Date.now() / MINUTE))
  await flush()
}
const told = () => network.to(OPS).map(({ body }) => JSON.parse(body).content.replaceAll('\\', ''))
const fails = (status = 500) => {
  network.on(FEED, () => new Response('oops', { status }))
}
const answers = () => {
  network.on(FEED, () => new Response(rss(WIRE)))
}

it('is told when a source fails and when it is ok again, and of nothing in between', async () => {
  fails()
  for (let time = 0; time < 3; time++) {
    await poll()
    await flush()
    later(6 * MINUTE)
  }
  answers()
  await poll()
  await flush()
  expect(told()).toEqual(['The wire is failing: status: answered 500.', 'The wire is ok again.'])
  const [message] = network.to(OPS)
  expect(JSON.parse(message!.body)).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true })
})

const SINCE = '2030-11-20T12:00:00.000Z'
const SILENCE = { since: SINCE, lastItem: '2030-11-19T12:00:00.000Z', usualGapMinutes: 60 }

it.each<[string, (object: Desk) => Promise<true>, () => string[], string]>([
  [
    'a source',
    (object) => object.reportSource(source.id, { state: 'quiet', since: SINCE, silence: SILENCE }),
    () => network.to(HOOK).map(({ body }) => JSON.parse(body).type),
    'source.silent',
  ],
  [
    'a destination',
    (object) => object.destinationTurned(place, 'gone'),
    told,
    'Alerts to 127.0.0.1:2 have stopped: gone. What waits is kept; enable the destination to send it.',
  ],
])('what becomes of %s is known only with word of it on its way', async (_what, report, heard, word) => {
  place = (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK, events: ['source'] })).id
  await runInDurableObject(desk(), async (object, { storage }) => {
    storage.sql.exec(`CREATE TRIGGER full BEFORE INSERT ON facts WHEN NEW.name = 'notices'
      BEGIN SELECT raise(ABORT, 'full'); END`)
    await expect(report(object)).rejects.toThrow('full')
    storage.sql.exec('DROP TRIGGER full')
    await report(object)
  })
  await flush(place)
  expect(heard()).toEqual([word])
})

it('an alarm of the Desk that was lost is armed again by the cron’s minute', async () => {
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  // Something to publish, and no word for anybody.
  await api('POST', '/rules', { query: 'missile', destination: id })
  await runInDurableObject(desk(), async (object, { storage }) => {
    await storage.deleteAlarm()
    await object.due(Math.floor(Date.now() / MINUTE))
    expect(await storage.getAlarm()).not.toBeNull()
  })
})

it('destinations hear nothing of that, also those that asked for word of sources', async () => {
  await api('POST', '/destinations', { kind: 'webhook', url: HOOK, events: ['source'] })
  fails(403)
  await poll()
  await flush()
  expect(told()).toEqual(['The wire is blocked: blocked: answered 403.'])
  expect(network.to(HOOK)).toEqual([])
})

it('a source that flaps is told of once in a quarter of an hour, and then with its last word', async () => {
  for (let time = 0; time < 6; time++) {
    fails()
    await poll()
    await minute()
    answers()
    await poll()
    await minute()
  }
  expect(told()).toEqual(['The wire is failing: status: answered 500.'])
  await minute(3 * MINUTE)
  expect(told()).toEqual(['The wire is failing: status: answered 500.', 'The wire is ok again.'])
  fails(404)
  await poll()
  await minute()
  answers()
  await poll()
  await minute(20 * MINUTE)
  expect(told()).toHaveLength(2)
})

describe('a server’s own source', () => {
  const STATUS = `${DISCORD}/channels/701/messages`
  const heard = () => network.to(STATUS).map(({ body }) => JSON.parse(body).content.replaceAll('\\', ''))
  const ownSource = async (owner: Owner): Promise<string> => {
    const draft = { kind: 'feed' as const, every: 15, backfill: 0, created: '2030-11-20T12:00:00Z' }
    const added = await desk().addSource(owner, { ...draft, name: 'Our wire', url: 'http://127.0.0.1:1/own.xml' })
    if (!added.ok) throw new Error('the source was refused')
    return added.value.entry.source.id
  }
  const turn = async (id: string, state: SourceState): Promise<void> => {
    await desk().reportSource(id, { state, since: new Date().toISOString(), evidence: 'answered 403' })
    await flush('status:guild:1', 'status:guild:2')
  }

  beforeEach(async () => {
    await desk().setStatusChannel('guild:1', '701')
  })

  it('that stops, and is well again, is told in the server’s status channel, and with no operator’s channel too', async () => {
    await runInDurableObject(desk(), (object) => {
      const own = object as unknown as { env: Record<string, unknown> }
      own.env = { ...own.env, OPS_CHANNEL: '' }
    })
    const id = await ownSource('guild:1')
    await turn(id, 'blocked')
    await turn(id, 'blocked')
    later(20 * MINUTE)
    await turn(id, 'ok')
    expect(heard()).toEqual(['Our wire is blocked: answered 403.', 'Our wire is ok again.'])
  })

  it('that flaps is told of once in a quarter of an hour', async () => {
    const id = await ownSource('guild:1')
    for (const state of ['failing', 'ok', 'failing', 'ok'] as const) await turn(id, state)
    expect(heard()).toEqual(['Our wire is failing: answered 403.'])
    later(15 * MINUTE)
    await minute()
    await flush('status:guild:1')
    expect(heard()).toEqual(['Our wire is failing: answered 403.', 'Our wire is ok again.'])
  })

  it('is told to no other server, and the operator’s source to none', async () => {
    await turn(await ownSource('guild:2'), 'blocked')
    await turn(source.id, 'failing')
    expect(heard()).toEqual([])
  })

  it('that was in trouble when the channel was taken away is told of anew once there is one', async () => {
    const id = await ownSource('guild:1')
    await turn(id, 'failing')
    await desk().setStatusChannel('guild:1', undefined)
    await turn(id, 'ok')
    await desk().setStatusChannel('guild:1', '701')
    later(MINUTE)
    await turn(id, 'failing')
    expect(heard()).toEqual(['Our wire is failing: answered 403.', 'Our wire is failing: answered 403.'])
  })
})

describe('a source of a server that has no status channel', () => {
  const news = (owner: Owner = 'guild:1') => desk().takeNews(owner)
  const ownSource = async (owner: Owner = 'guild:1'): Promise<string> => {
    const draft = { kind: 'feed' as const, every: 15, backfill: 0, created: '2030-11-20T12:00:00Z' }
    const added = await desk().addSource(owner, { ...draft, name: 'Our wire', url: 'http://127.0.0.1:1/own.xml' })
    if (!added.ok) throw new Error('the source was refused')
    return added.value.entry.source.id
  }
  const turn = (id: string, state: SourceState, evidence?: string) =>
    desk().reportSource(id, { state, since: new Date().toISOString(), ...(evidence === undefined ? {} : { evidence }) })
  const word = (id: string) => ({ kind: 'source', source: id, name: 'Our wire' })

  it('is told of with the server’s next command, once for each change, and with no other server’s', async () => {
    const id = await ownSource()
    await turn(id, 'ok')
    await turn(id, 'blocked', 'answered 403')
    await turn(id, 'blocked', 'answered 403 again')
    expect(await news('guild:2')).toEqual([])
    expect(await news()).toEqual([{ ...word(id), state: 'blocked', evidence: 'answered 403' }])
    await turn(id, 'ok')
    expect(await news()).toEqual([{ ...word(id), state: 'ok' }])
    await turn(source.id, 'failing')
    expect([...(await news()), ...(await news('operator'))]).toEqual([])
  })

  it('that flaps before anybody asks is told of once, with its last state', async () => {
    const id = await ownSource()
    for (const state of ['failing', 'ok', 'failing', 'blocked'] as const) await turn(id, state, 'no answer')
    expect(await news()).toEqual([{ ...word(id), state: 'blocked', evidence: 'no answer' }])
  })

  it('that is removed is nobody’s news any more', async () => {
    const id = await ownSource()
    await turn(id, 'failing')
    await desk().removeSource('guild:1', id)
    expect(await news()).toEqual([])
  })

  it('or whose channel takes nothing any more is told of there too', async () => {
    const [early, late] = [await ownSource(), await ownSource('guild:2')]
    await desk().setStatusChannel('guild:1', '701')
    await turn(early, 'failing')
    expect(await news()).toEqual([])
    await desk().destinationTurned('status:guild:1', 'the channel is gone')
    expect(await news()).toMatchObject([
      { kind: 'destination', name: '<#701>' },
      { ...word(early), state: 'failing' },
    ])
    await turn(early, 'ok')
    expect(await news()).toEqual([{ ...word(early), state: 'ok' }])
    await turn(late, 'failing')
    expect(await news('guild:2')).toHaveLength(1)
  })
})

it('a source that turns from one trouble to another is told of with the second after the quarter', async () => {
  fails()
  await poll()
  await minute()
  fails(403)
  await poll()
  await minute()
  expect(told()).toHaveLength(1)
  await minute(15 * MINUTE)
  expect(told()).toEqual(['The wire is failing: status: answered 500.', 'The wire is blocked: blocked: answered 403.'])
})

it('the gate, closed and open', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await desk().closeGate('Discord refused the bot’s token (401)', HOUR)
  await runInDurableObject(desk(), (object) => object.alarm())
  expect(told()).toEqual([])
  later(HOUR)
  await desk().openGate()
  await flush()
  expect(told()).toEqual([
    'Nothing is sent to Discord for now: Discord refused the bot’s token (401). All alerts wait.',
    'Discord takes messages again; what waited is being sent.',
  ])
})

it('a rate limit that is over in a moment is nobody’s news', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await desk().closeGate('Discord’s global rate limit is spent', 800)
  await desk().openGate()
  await flush()
  expect(told()).toEqual([])
})

it('the day’s writes to KV, spent and back', async () => {
  const day = new Date(Date.now()).toISOString().slice(0, 10)
  await runInDurableObject(desk(), (_object, state) => {
    state.storage.sql.exec(
      'INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)',
      'kv-writes',
      JSON.stringify({ day, writes: 400 }),
    )
  })
  await flush()
  await flush()
  expect(told()).toEqual(['The day’s 400 writes to KV are spent; until 00:00 UTC the Desk itself serves the rules.'])
  later(DAY)
  await flush()
  await flush()
  expect(told()[1]).toBe('KV is written again.')
})

it('a line a day, five minutes past midnight UTC, with what was counted since the last', async () => {
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  await api('POST', '/rules', { query: 'missile', destination: id })
  await minute()
  vi.setSystemTime(Date.parse('2030-11-21T00:04:00Z'))
  await minute(0)
  expect(told()).toEqual([])
  await minute()
  expect(told()).toEqual(['12 h: 0 items, 0 alerts, 0 waiting, the source ok'])

  const more = [story(8, 'Missile test', 'A missile flew.'), story(9, 'A concert', 'A choir sang.')]
  network.on(FEED, () => new Response(rss([...more, ...WIRE])))
  await poll()
  await poll()
  fails()
  later(6 * HOUR)
  await poll()
  vi.setSystemTime(Date.parse('2030-11-22T00:05:00Z'))
  await minute(0)
  await minute()
  expect(told().at(-1)).toBe('24 h: 2 items, 1 alert, 0 waiting, 0 of 1 source ok, 1 failing')
  expect(told()).toHaveLength(3)
})

it('counts an item once, however often the Wire tells of it', async () => {
  await minute()
  for (const [items, alerts] of [
    [4, 1],
    [4, 1],
    [6, 1],
    [1, 0],
  ] as const) {
    await desk().reportTally('other', { items, alerts })
  }
  vi.setSystemTime(Date.parse('2030-11-21T00:05:00Z'))
  await minute(0)
  expect(told()).toEqual(['12 h: 7 items, 1 alert, 0 waiting, the source ok'])
})

it('a message that Discord does not take is tried again, and is still the same message', async () => {
  network.on(OPS, () => new Response('oops', { status: 500 }))
  fails()
  await poll()
  await flush()
  network.on(OPS, () => Response.json({ id: '43' }))
  later(10 * MINUTE)
  await flush()
  // Between the two the channel was looked at, because a 500 leaves open whether the message is there.
  const posts = () => network.to(OPS).filter(({ method }) => method === 'POST')
  const [first, second] = posts()
  expect(second!.body).toBe(first!.body)
  await flush()
  expect(posts()).toHaveLength(2)
})

it('its Outbox has its turn in the watchdog’s round', async () => {
  await runInDurableObject(outbox('ops'), async (_object, state) => state.storage.deleteAlarm())
  network.on(OPS, () => new Response('oops', { status: 500 }))
  fails()
  await poll()
  await flush()
  await runInDurableObject(outbox('ops'), async (_object, state) => state.storage.deleteAlarm())
  const from = Math.floor(Date.now() / MINUTE)
  for (let at = from + 1; at <= from + 360; at++) {
    const context = createExecutionContext()
    await round(env, at * MINUTE)
    await waitOnExecutionContext(context)
  }
  expect(await runInDurableObject(outbox('ops'), (_object, state) => state.storage.getAlarm())).not.toBeNull()
})

it('a source that is removed is forgotten, and begins anew when it is added again', async () => {
  fails()
  await poll()
  await flush()
  await api('DELETE', `/sources/${source.id}`, undefined, 204)
  const again = await api<{ id: string; state: string }>('POST', '/sources', { url: FEED, name: 'The wire' })
  expect(again).toMatchObject({ id: source.id, state: 'ok' })
  later(MINUTE)
  await poll()
  await flush()
  expect(told()).toHaveLength(2)
})

it('is told of rules that this version cannot read, once, and when all can be read again', async () => {
  const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
  const write = (query: string) =>
    runInDurableObject(desk(), (_object, state) => {
      const rule = { id: 'a', owner: 'guild:1', query, scope: 'lead', sources: [] }
      state.storage.sql.exec(
        `INSERT OR REPLACE INTO rules (id, owner, destination, doc) VALUES ('a', 'guild:1', 'x', ?)`,
        JSON.stringify(rule),
      )
    })
  const edit = async (query: string) => {
    await api('POST', '/rules', { query, destination: id })
    await minute()
  }
  await write('(missile')
  await edit('satellite')
  await edit('launch')
  expect(told()).toEqual(['1 rule matches nothing, because this version cannot read it: a.'])
  await write('missile')
  await edit('rocket')
  await minute(HOUR)
  expect(told()[1]).toBe('Every rule can be read again.')
})
