// What the Desk keeps of owners: who changed what, what they may have, what waits to be told, and how they are forgotten.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Destination, Owner } from '../../src/core/model.ts'
import { alertWith } from '../support/alerts.ts'
import { api } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'

const DISCORD = 'http://127.0.0.1:9/api/v10'
const DAY = 24 * 3_600_000
const START = Date.parse('2030-11-20T12:00:00Z')
const GUILD: Owner = 'guild:1'
const USER: Owner = 'user:5'

let network: Network

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const alarm = () => runInDurableObject(desk(), (object) => object.alarm())
const set = (name: string, value: string) =>
  runInDurableObject(desk(), (object) => {
    const settings = (object as unknown as { env: Record<string, unknown> }).env
    settings[name] = value
  })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const place = (owner: Owner, id: string, kind: Destination['kind'] = 'discord-channel') =>
  desk().addDestination(
    {
      id,
      owner,
      kind,
      name: `channel ${id}`,
      events: ['item'],
      address: 'discord.com/…1',
      created: '2030-11-20T12:00:00Z',
    },
    `print ${id}`,
  )
const configured = async (owner: Owner, id: string): Promise<void> => {
  await place(owner, id)
  await outbox(id).configure(id, { kind: 'discord-channel', channel: id })
}
const addRule = async (owner: Owner, destination: string, query = 'missile', by?: string): Promise<string> => {
  const saved = await desk().addRule(owner, { query, destination }, by)
  if (!saved.ok) throw new Error(saved.error.reason)
  return saved.value.rule.id
}

describe('the Desk itself keeps owners apart, whoever asks it', () => {
  const OTHER: Owner = 'guild:2'
  const STORY = 'https://wire.example/theirs'
  const theirs = async () => {
    await place(OTHER, '900')
    await place(GUILD, '700')
    const draft = { kind: 'feed' as const, every: 15, backfill: 0, created: '2030-11-20T12:00:00Z' }
    const added = await desk().addSource(OTHER, { ...draft, name: 'Theirs', url: 'http://127.0.0.1:1/own.xml' })
    if (!added.ok) throw new Error('the source was refused')
    const { id: source } = added.value.entry.source
    const item = { id: STORY, url: STORY, title: 'Theirs', lead: 'missile', complete: true, ended: false }
    const sample = { source, key: 'k1', firstSeen: START, item: { ...item, authors: [], tags: [] } }
    await desk().takeSample([sample])
    return { rule: await addRule(OTHER, '900'), source }
  }

  it('a rule delivers to its owner’s places alone, and names sources its owner sees', async () => {
    const { source } = await theirs()
    const own = await addRule(GUILD, '700')
    const noPlace = { ok: false, error: { reason: 'unknown-destination' } }
    expect(await desk().addRule(GUILD, { query: 'missile', destination: '900' })).toEqual(noPlace)
    expect(await desk().changeRule(GUILD, own, { destination: '900' })).toEqual(noPlace)
    const noSource = { ok: false, error: { reason: 'unknown-source', source } }
    expect(await desk().addRule(GUILD, { query: 'missile', destination: '700', sources: [source] })).toEqual(noSource)
    expect(await desk().changeRule(GUILD, own, { sources: [source] })).toEqual(noSource)
  })

  it('another owner’s rule, change, place and source are such as never were', async () => {
    const { rule, source } = await theirs()
    const [change] = await desk().ruleHistory(OTHER, rule)
    expect(await desk().changeRule(GUILD, rule, { query: 'rocket' })).toBeUndefined()
    expect(await desk().changeUntried(GUILD, rule, { paused: true })).toBeUndefined()
    expect(await desk().removeRule(GUILD, rule)).toBeUndefined()
    expect(await desk().undo(GUILD, change!.id)).toBe('absent')
    expect(await desk().ruleHistory(GUILD, rule)).toEqual([])
    expect(await desk().changeDestination(GUILD, '900', { name: 'Ours' })).toBeUndefined()
    expect(await desk().removeDestination(GUILD, '900')).toBe('absent')
    expect(await desk().removeSource(GUILD, source)).toBe('absent')
    expect(await desk().listWatched(GUILD)).toEqual({
      rules: [],
      destinations: [expect.objectContaining({ id: '700' })],
    })
    expect((await desk().listWatched(OTHER)).rules).toMatchObject([{ id: rule, query: 'missile', paused: false }])
  })

  it('a story of another owner’s source is found by no name, tried by no rule and offered to nobody', async () => {
    const { source } = await theirs()
    for (const name of [STORY, 'k1', `${source}:k1`]) {
      expect(await desk().itemNamed(GUILD, name)).toBeUndefined()
      expect(await desk().recall(GUILD, name)).toEqual({ samples: [], sources: [] })
      expect((await desk().recall(OTHER, name)).samples).toHaveLength(1)
    }
    expect(await desk().findItems(GUILD, 'theirs', 5)).toEqual([])
    const request = { query: 'missile', scope: 'lead' as const, sources: [], last: 10 }
    expect(await desk().tryRule(GUILD, request)).toMatchObject({ ok: true, value: { of: 0 } })
    expect(await desk().visibleEntries(GUILD)).toEqual([])
  })
})

describe('the history of a rule', () => {
  beforeEach(() => place(GUILD, '700'))

  it('says who did what, newest first, and nothing of it to another owner', async () => {
    const id = await addRule(GUILD, '700', 'missile', '11')
    await desk().changeRule(GUILD, id, { query: 'rocket' }, '12')
    await desk().removeRule(GUILD, id, '13')
    const history = await desk().ruleHistory(GUILD, id)
    expect(history.map(({ what, by }) => [what, by])).toEqual([
      ['removed', '13'],
      ['changed', '12'],
      ['added', '11'],
    ])
    expect(history[1]).toMatchObject({ before: { query: 'missile' }, after: { query: 'rocket' } })
    expect(await desk().ruleHistory('guild:2')).toEqual([])
  })

  it('takes back an addition, a change and a removal', async () => {
    const id = await addRule(GUILD, '700')
    const last = async () => (await desk().ruleHistory(GUILD))[0]!.id
    await desk().changeRule(GUILD, id, { query: 'rocket' })
    expect(await desk().undo(GUILD, await last())).toBe('undone')
    expect(await desk().listRules(GUILD)).toMatchObject([{ query: 'missile' }])
    await desk().removeRule(GUILD, id)
    expect(await desk().undo(GUILD, await last())).toBe('undone')
    expect(await desk().listRules(GUILD)).toMatchObject([{ id, query: 'missile' }])
    const other = await addRule(GUILD, '700', 'satellite')
    expect(await desk().undo(GUILD, await last())).toBe('undone')
    expect((await desk().listRules(GUILD)).map((rule) => rule.id)).not.toContain(other)
  })

  it('takes back nothing that has changed since, or that is another owner’s', async () => {
    const id = await addRule(GUILD, '700')
    const added = (await desk().ruleHistory(GUILD))[0]!.id
    await desk().changeRule(GUILD, id, { query: 'rocket' })
    expect(await desk().undo(GUILD, added)).toBe('stale')
    expect(await desk().undo('guild:2', added)).toBe('absent')
  })

  it('is cut after 200 changes', async () => {
    const id = await addRule(GUILD, '700')
    for (let turn = 0; turn < 205; turn++) await desk().changeRule(GUILD, id, { name: `name ${turn}` })
    expect(await desk().ruleHistory(GUILD)).toHaveLength(200)
  })
})

describe('what may be had', () => {
  it('a server’s 51st rule is refused, with the number and what to remove', async () => {
    await place(GUILD, '700')
    for (let count = 0; count < 50; count++) await addRule(GUILD, '700', `word${count}`)
    expect(await desk().addRule(GUILD, { query: 'missile', destination: '700' })).toMatchObject({
      ok: false,
      error: { reason: 'quota', message: expect.stringContaining('50 rules') },
    })
  })

  it('a server’s hooks are five, its channels uncounted', async () => {
    for (let count = 0; count < 6; count++) expect(await place(GUILD, `70${count}`)).toMatchObject({ ok: true })
    for (let count = 0; count < 5; count++)
      expect(await place(GUILD, `hook${count}`, 'webhook')).toMatchObject({ ok: true })
    expect(await place(GUILD, 'hook5', 'webhook')).toMatchObject({ ok: false, error: { reason: 'quota' } })
  })

  it('a server’s own source is polled every 15 minutes at most, and an address of the operator’s is the operator’s source', async () => {
    const { id } = await api<{ id: string }>('POST', '/sources', { url: 'http://127.0.0.1:1/feed.xml' })
    const draft = { name: 'Own', kind: 'feed', every: 5, backfill: 0, created: '2030-11-20T12:00:00Z' } as const
    expect(await desk().addSource(GUILD, { ...draft, url: 'http://127.0.0.1:1/feed.xml' })).toMatchObject({
      ok: true,
      value: { created: false, entry: { source: { id, owner: 'operator' } } },
    })
    expect(await desk().addSource(GUILD, { ...draft, url: 'http://127.0.0.1:1/own.xml' })).toMatchObject({
      value: { created: true, entry: { source: { owner: GUILD, every: 15 } } },
    })
  })

  it('the API refuses what would spend the free quotas: 409, with the share', async () => {
    const answers: number[] = []
    for (let count = 0; count < 23; count++) {
      const body = { url: `http://127.0.0.1:1/${count}.xml`, every: 1 }
      answers.push(
        (await api<{ error?: unknown }>('POST', '/sources', body, count < 21 ? 201 : 409)).error === undefined
          ? 201
          : 409,
      )
    }
    expect(answers.slice(20)).toEqual([201, 409, 409])
  })

  it('an eleventh search in a minute waits for the next', async () => {
    const answers: boolean[] = []
    for (let count = 0; count < 11; count++) answers.push(await desk().admitSearch(GUILD))
    expect(answers.filter((answer) => answer)).toHaveLength(10)
    expect(await desk().admitSearch('guild:2')).toBe(true)
    vi.setSystemTime(START + 60_000)
    expect(await desk().admitSearch(GUILD)).toBe(true)
  })
})

describe('rules that rest', () => {
  it('an Outbox is told which rules live, and why the others do not', async () => {
    await place(GUILD, '700')
    const live = await addRule(GUILD, '700')
    const paused = await addRule(GUILD, '700')
    const snoozed = await addRule(GUILD, '700')
    await desk().changeRule(GUILD, paused, { paused: true })
    await desk().changeRule(GUILD, snoozed, { snoozed: new Date(START + DAY).toISOString() })
    expect(await desk().clear('700', [live, paused, snoozed, 'none'], false)).toMatchObject({
      live: [live],
      leftOut: { [paused]: 'paused', [snoozed]: 'snoozed', none: 'gone' },
    })
    vi.setSystemTime(START + DAY)
    expect((await desk().clear('700', [snoozed], false)).live).toEqual([snoozed])
    await desk().changeRule(GUILD, snoozed, { snoozed: null })
    expect((await desk().listRules(GUILD)).find(({ id }) => id === snoozed)).not.toHaveProperty('snoozed')
  })

  it('with PERSONAL_ALERTS=false nobody’s own rules live, and none can be made', async () => {
    await place(USER, '800', 'discord-dm')
    const rule = await addRule(USER, '800')
    await set('PERSONAL_ALERTS', 'false')
    await runInDurableObject(desk(), (object) => {
      // Settings are read once for each env object.
      const holder = object as unknown as { env: Record<string, unknown> }
      holder.env = { ...holder.env }
    })
    expect((await desk().clear('800', [rule], false)).leftOut).toEqual({ [rule]: 'paused' })
    expect(await desk().addRule(USER, { query: 'rocket', destination: '800' })).toMatchObject({
      error: { reason: 'personal-off' },
    })
  })
})

describe('word of a destination that has stopped', () => {
  const stopped = async (): Promise<void> => {
    await configured(GUILD, '700')
    await desk().destinationTurned('700', 'the bot may not post in the channel')
    await alarm()
  }

  it('goes to the server’s status channel', async () => {
    await desk().setStatusChannel(GUILD, '900')
    await stopped()
    await runInDurableObject(outbox(`status:${GUILD}`), (object) => object.alarm())
    const [message] = network.to(`${DISCORD}/channels/900/messages`)
    expect(JSON.parse(message!.body).content).toContain('have stopped')
    expect(await desk().takeNews(GUILD)).toEqual([])
  })

  it('without one, waits for the next command, and is told once', async () => {
    await stopped()
    expect(await desk().takeNews(GUILD)).toMatchObject([
      { kind: 'destination', disabled: expect.stringContaining('the bot may not post in the channel') },
    ])
    expect(await desk().takeNews(GUILD)).toEqual([])
  })

  it('is told once, however often it is reported', async () => {
    await stopped()
    await desk().destinationTurned('700', 'the bot may not post in the channel')
    expect(await desk().takeNews(GUILD)).toHaveLength(1)
  })
})

describe('a place of word that turns it away', () => {
  let closed = true
  beforeEach(async () => {
    closed = true
    await desk().setStatusChannel(GUILD, '900')
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    network.on(DISCORD, () =>
      closed
        ? Response.json({ code: 50_013, message: 'Missing Permissions' }, { status: 403 })
        : Response.json({ id: '42' }),
    )
  })
  const ring = (id: string) => runInDurableObject(outbox(id), (object) => object.alarm())
  const flush = async (id: string): Promise<void> => {
    await alarm()
    await ring(id)
    await alarm()
  }
  const posted = (channel: string): string[] =>
    network.to(`${DISCORD}/channels/${channel}/messages`).map(({ body }) => JSON.parse(body).content)
  const STATUS = `status:${GUILD}`
  const stop = async (id: string): Promise<void> => {
    await configured(GUILD, id)
    await desk().destinationTurned(id, 'the bot may not post')
    await flush(STATUS)
  }

  it('is no end of word: what the status channel refused waits for the next command, with word of the channel', async () => {
    await stop('700')
    expect(await desk().takeNews(GUILD)).toMatchObject([
      { name: '<#900>', disabled: expect.any(String) },
      { name: 'channel 700', disabled: 'the bot may not post' },
    ])
    await stop('701')
    expect(await desk().takeNews(GUILD)).toMatchObject([{ name: 'channel 701' }])
  })

  it('is told everything once it has another address', async () => {
    await stop('700')
    closed = false
    await desk().setStatusChannel(GUILD, '901')
    await stop('701')
    expect(posted('901').map((text) => /channel 70./.exec(text)?.[0])).toEqual(['channel 700', 'channel 701'])
    await desk().takeNews(GUILD)
    await stop('702')
    expect(posted('901')).toHaveLength(3)
    expect(await desk().takeNews(GUILD)).toEqual([])
  })

  it('is tried with the next word an hour later, not before, and is told of no oftener', async () => {
    await stop('700')
    await stop('701')
    expect(posted('900')).toHaveLength(1)
    vi.setSystemTime(START + 61 * 60_000)
    await stop('702')
    expect(posted('900')).toHaveLength(2)
    expect((await desk().takeNews(GUILD)).filter((news) => 'name' in news && news.name === '<#900>')).toHaveLength(1)
    closed = false
    vi.setSystemTime(START + 122 * 60_000)
    await stop('703')
    expect(posted('900').slice(2)).toHaveLength(4)
    expect(await desk().takeNews(GUILD)).toMatchObject([{ name: 'channel 703' }, { name: '<#900>' }])
  })

  it('is left behind when the operator names another', async () => {
    const channel = (ops: string) =>
      runInDurableObject(desk(), (object) => {
        const own = object as unknown as { env: Record<string, unknown> }
        own.env = { ...own.env, OPS_CHANNEL: ops }
      })
    await channel('910')
    await configured('operator', '700')
    await desk().destinationTurned('700', 'the bot may not post')
    await flush('ops')
    expect((await outbox('ops').status()).disabled).toBeDefined()
    closed = false
    await channel('911')
    await configured('operator', '701')
    await desk().destinationTurned('701', 'the bot may not post')
    await flush('ops')
    expect(posted('911').map((text) => /channel 70./.exec(text)?.[0])).toEqual(['channel 700', 'channel 701'])
  })
})

describe('an interaction that comes again', () => {
  it('is answered like the first time, for ten minutes', async () => {
    expect(await desk().claim('1', GUILD, START)).toEqual({ fresh: true })
    expect(await desk().claim('1', GUILD, START)).toEqual({ fresh: false })
    await desk().recordReply('1', '{"type":4}')
    expect(await desk().claim('1', GUILD, START + 9 * 60_000)).toEqual({ fresh: false, reply: '{"type":4}' })
    expect(await desk().claim('1', GUILD, START + 11 * 60_000)).toEqual({ fresh: true })
  })
})

describe('being forgotten', () => {
  const repliesLeft = () =>
    runInDurableObject(desk(), (_object, { storage }) =>
      storage.sql.exec('SELECT interaction, owner, reply FROM replies ORDER BY interaction').toArray(),
    )

  it('what a person was answered goes with them; the wish itself is answered once, and says no name', async () => {
    await desk().claim('1', USER, START)
    await desk().recordReply('1', '{"data":{"content":"what they wrote"}}')
    await desk().claim('2', GUILD, START)
    await desk().recordReply('2', '{"type":4}')
    await desk().claim('3', USER, START)
    await desk().forgetUser('5')
    await desk().recordReply('3', '{"type":5}')
    expect(await repliesLeft()).toEqual([
      { interaction: '2', owner: GUILD, reply: '{"type":4}' },
      { interaction: '3', owner: null, reply: '{"type":5}' },
    ])
    expect(await desk().claim('3', USER, START)).toEqual({ fresh: false, reply: '{"type":5}' })
  })

  it('answers kept for replays go with the minute after ten, whether or not anybody says a command', async () => {
    await desk().claim('1', GUILD, START)
    await desk().due(START / 60_000)
    expect(await repliesLeft()).toHaveLength(1)
    vi.setSystemTime(START + 11 * 60_000)
    await desk().due(START / 60_000 + 11)
    expect(await repliesLeft()).toEqual([])
  })

  it('a person’s rules, destination and name in other rules’ history go at once', async () => {
    await configured(USER, '800')
    await addRule(USER, '800')
    await place(GUILD, '700')
    await addRule(GUILD, '700', 'missile', '5')
    expect(await desk().forgetUser('5')).toEqual({ rules: 1, destinations: 1, sources: 0 })
    expect(await desk().listRules(USER)).toEqual([])
    expect(await desk().listDestinations(USER)).toEqual([])
    expect(await outbox('800').isConfigured()).toBe(false)
    expect((await desk().ruleHistory(GUILD))[0]).not.toHaveProperty('by')
    expect(await desk().listRules(GUILD)).toHaveLength(1)
  })

  it('what they were told of goes too: nothing is left in the Outbox, nor kept of what comes late', async () => {
    await configured(USER, '800')
    const rule = await addRule(USER, '800')
    const alert = { ...alertWith(), destination: '800', matches: [{ rule, name: 'Missiles', spans: [] }] }
    await outbox('800').accept('800', [{ alert, notBefore: 0 }])
    await runInDurableObject(outbox('800'), (object) => object.alarm())
    expect(await outbox('800').deliveries(undefined, 1_000, 10)).toHaveLength(1)
    await desk().forgetUser('5')
    await outbox('800').accept('800', [{ alert: { ...alert, id: 'late' }, notBefore: 0 }])
    expect(await outbox('800').deliveries(undefined, 1_000, 10)).toEqual([])
    expect(await outbox('800').outcomes()).toEqual([])
    expect(await runInDurableObject(outbox('800'), (_object, { storage }) => storage.getAlarm())).toBeNull()
  })

  it('is told nothing any more, also of topics, and has its allowances anew', async () => {
    for (let count = 0; count < 10; count++) await desk().admitSearch(USER)
    expect(await desk().admitSearch(USER)).toBe(false)
    await desk().forgetUser('5')
    expect(await desk().admitSearch(USER)).toBe(true)
  })

  const roll = async (): Promise<void> => {
    await desk().due(Math.floor(Date.now() / 60_000))
    await alarm()
  }
  const botIn = (...guilds: string[]) => {
    network.on(`${DISCORD}/users/@me/guilds`, () => Response.json(guilds.map((id) => ({ id }))))
  }

  it('a server’s data go 30 days after the bot was found removed, and not a day before', async () => {
    await configured(GUILD, '700')
    await addRule(GUILD, '700')
    botIn('2')
    await roll()
    vi.setSystemTime(START + 29 * DAY)
    await roll()
    expect(await desk().listRules(GUILD)).toHaveLength(1)
    vi.setSystemTime(START + 30 * DAY)
    await roll()
    expect(await desk().listRules(GUILD)).toEqual([])
    expect(await desk().listDestinations(GUILD)).toEqual([])
    expect(await outbox('700').isConfigured()).toBe(false)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a status channel', () => desk().setStatusChannel(GUILD, '900')],
    ['a command that changed something', () => desk().claim('1', GUILD, START)],
    ['a search', () => desk().admitSearch(GUILD)],
    [
      'the history of a rule that is gone',
      async () => {
        await place(GUILD, '700')
        await desk().removeRule(GUILD, await addRule(GUILD, '700', 'missile', '11'))
        await desk().removeDestination(GUILD, '700')
      },
    ],
  ])('a server that left nothing but %s is forgotten too', async (_what, leave) => {
    await leave()
    await runInDurableObject(desk(), (_object, { storage }) => {
      const news = JSON.stringify({ [GUILD]: [{ topic: 'missiles', from: 1, to: 2 }] })
      storage.sql.exec('INSERT INTO facts (name, value) VALUES (?, ?)', 'topic-news', news)
    })
    botIn('2')
    await roll()
    vi.setSystemTime(START + 30 * DAY)
    await roll()
    const tables = ['owners', 'owner_news', 'allowances', 'rule_history', 'replies']
    const left = await runInDurableObject(desk(), (_object, { storage }) =>
      tables.map((table) => storage.sql.exec(`SELECT * FROM ${table} WHERE owner = ?`, GUILD).toArray().length),
    )
    expect(left).toEqual([0, 0, 0, 0, 0])
    expect(await desk().takeTopicNews(GUILD)).toEqual([])
  })

  it('a server that has the bot again, or sent a command since, keeps everything', async () => {
    await place(GUILD, '700')
    await addRule(GUILD, '700')
    botIn('2')
    await roll()
    vi.setSystemTime(START + 20 * DAY)
    await desk().claim('77', GUILD, Date.now())
    vi.setSystemTime(START + 31 * DAY)
    await roll()
    expect(await desk().listRules(GUILD)).toHaveLength(1)
    botIn('1', '2')
    vi.setSystemTime(START + 90 * DAY)
    await roll()
    expect(await desk().listRules(GUILD)).toHaveLength(1)
  })

  it('a list that could not be had proves nothing', async () => {
    await place(GUILD, '700')
    await addRule(GUILD, '700')
    network.on(`${DISCORD}/users/@me/guilds`, () => new Response('no', { status: 500 }))
    await roll()
    vi.setSystemTime(START + 60 * DAY)
    await roll()
    expect(await desk().listRules(GUILD)).toHaveLength(1)
  })
})
