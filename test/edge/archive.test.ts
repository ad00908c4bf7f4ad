// /latest, /search and /trend: for everybody who may see the sources, so many times a minute, and nothing of a wire that formats or pings.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chartOf } from '../../src/edge/discord/trend-chart.ts'
import { Desk } from '../../src/edge/store/desk.ts'
import { dayOf, lastDays } from '../../src/flow/trend.ts'
import { DISCORD, type Told, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { type Person, slash, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { desk, FEED, operatorWire, STRANGERS, sayer } from '../support/server.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const NOW = Date.parse('2026-11-08T03:00:00Z')
const OWN = 'http://127.0.0.1:1/own.xml'
/** Neither a manager, nor in a server of ours. */
const MEMBER: Person = { permissions: '0' }

let network: Network
let say: ReturnType<typeof sayer>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
  say = sayer(network)
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const titles = ({ embeds }: Told) => embeds.map(({ title }) => title)

describe('/latest', () => {
  it('gives the newest stories as they link, with outlet and time, to everybody', async () => {
    await operatorWire(network)
    const told = await say('latest', {}, MEMBER)
    expect(told).toMatchObject({ type: 5, deferred: true, content: '' })
    expect(told.embeds[0]).toEqual({
      title: 'Harbour cranes repaired',
      url: 'https://wire.example/stories/4',
      description: 'Workers of the Rason harbour repaired four cranes.',
      footer: { text: 'The Wire' },
      timestamp: new Date(NOW).toISOString(),
    })
    expect(titles(told)).toHaveLength(4)
  })

  it.each([
    [1, 1],
    [0, 1],
    [99, 4],
  ])('asked for %d gives %d', async (count, given) => {
    await operatorWire(network)
    expect((await say('latest', { count })).embeds).toHaveLength(given)
  })

  it('asks no site', async () => {
    await operatorWire(network)
    const before = network.to(FEED).length
    await say('latest')
    expect(network.to(FEED)).toHaveLength(before)
  })

  it('of one source alone, or of one that is not there', async () => {
    const id = await operatorWire(network)
    await operatorWire(network, [story(9, 'Another wire', 'Pyongyang -- Other.')], 'http://127.0.0.1:1/b.xml')
    expect(titles(await say('latest', { source: `${id}-2` }))).toEqual(['Another wire'])
    expect((await say('latest', { source: 'never-was' })).content).toMatch(/no source/)
    expect((await talk(network, typing({}, 'latest', 'source', 'wire'))).choices).toHaveLength(2)
  })

  it('says so when there is no source, or nothing has come', async () => {
    expect((await say('latest')).content).toMatch(/No source is read yet/)
    await api('POST', '/sources', { url: FEED, name: 'The Wire' })
    expect((await say('latest')).content).toMatch(/brought nothing yet/)
  })

  it('ten long stories fit one message', async () => {
    const long = Array.from({ length: 12 }, (_, n) =>
      story(n + 1, `Title ${n} ${'*long* '.repeat(80)}`, `Pyongyang -- ${'_word_ '.repeat(400)}`),
    )
    await operatorWire(network, long)
    const { embeds } = await say('latest', { count: 10 })
    expect(embeds).toHaveLength(10)
    const length = embeds.reduce(
      (sum, { title, description, footer }) =>
        sum + String(title).length + String(description ?? '').length + (footer as { text: string }).text.length,
      0,
    )
    expect(length).toBeLessThanOrEqual(6_000)
  })

  it('lets nothing of a wire format, mention or link', async () => {
    const nasty = '@everyone **x** [a](https://evil.example) <@1>'
    const bad = { ...story(1, nasty, `Pyongyang -- ${nasty}`), id: 'javascript:alert(1)' }
    await operatorWire(network, [bad])
    const [embed] = (await say('search', { query: 'everyone' })).embeds
    expect(JSON.stringify(embed)).not.toMatch(/(?<!\\\\)@everyone|(?<!\\\\)\]\(|(?<!\\\\)<@/)
    expect(embed?.['url']).toBeUndefined()
  })
})

describe('a story', () => {
  it('shows nothing that turns the direction of what stands beside it, and a title even where none can be seen', async () => {
    await operatorWire(network, [
      story(1, 'Left \u202eto right', 'Pyongyang -- One.'),
      story(2, '\u200d', 'Pyongyang -- Two.'),
    ])
    const [source] = await desk().visibleSources('operator')
    vi.spyOn(Desk.prototype, 'visibleSources').mockResolvedValue([{ ...source!, name: 'The \u202eWire **x**' }])
    const told = await say('latest')
    expect(titles(told).toSorted()).toEqual(['(no headline)', 'Left to right'])
    expect(told.embeds[0]?.['footer']).toEqual({ text: 'The Wire ∗∗x∗∗' })
  })
})

describe('/search', () => {
  it('replayed asks no wire again and spends nothing', async () => {
    await operatorWire(network)
    const search = slash(MEMBER, 'search', { query: 'missile' })
    const first = await talk(network, search)
    const asked = vi.spyOn(Desk.prototype, 'admitSearch')
    expect((await talk(network, search)).embeds).toEqual(first.embeds)
    expect(asked).not.toHaveBeenCalled()
    expect(titles(first)).toEqual(['Missile brigade honoured'])
  })

  it('gives what matches, with the words marked', async () => {
    await operatorWire(network)
    const told = await say('search', { query: 'missile OR choir' }, MEMBER)
    expect(titles(told)).toEqual(['Missile brigade honoured', 'Choir visits Wonsan'])
    expect(told.embeds[0]?.['description']).toMatch(/^\*\*Missile\*\* brigade honoured\nA \*\*missile\*\* brigade/)
  })

  it('says so when nothing does', async () => {
    await operatorWire(network)
    const told = await say('search', { query: 'volcano' })
    expect(told).toMatchObject({ content: 'Nothing is kept that matches volcano.', embeds: [] })
  })

  it('points at the first wrong letter, and that costs no search', async () => {
    await operatorWire(network)
    for (let turn = 0; turn < 12; turn++) {
      expect((await say('search', { query: 'missile "launch' })).content).toContain(
        '```\nmissile "launch\n        ^\n```',
      )
    }
    expect((await say('search', { query: 'missile' })).embeds).toHaveLength(1)
  })

  it('is done ten times a minute at most, for each owner', async () => {
    await operatorWire(network)
    for (let turn = 0; turn < 10; turn++) await say(turn % 2 === 0 ? 'latest' : 'search', { query: 'missile' })
    for (const command of ['latest', 'search', 'trend']) {
      expect((await say(command, { query: 'missile' })).content).toMatch(/10 times.*try again in a minute/)
    }
    expect((await say('search', { query: 'missile' }, { guild: '501' })).embeds).toHaveLength(1)
    vi.setSystemTime(NOW + 61_000)
    expect((await say('search', { query: 'missile' })).embeds).toHaveLength(1)
  })

  it('asks at most twenty wires, the own ones first, and names the others', async () => {
    network.on(OWN, () => new Response(rss(WIRE)))
    await say('source add', { url: OWN, name: 'Own' })
    for (let number = 10; number < 32; number++) {
      const draft = {
        url: `http://127.0.0.1:1/${number}.xml`,
        name: `Wire ${number}`,
        kind: 'feed' as const,
        every: 60,
      }
      await desk().addSource('operator', { ...draft, backfill: 0, created: new Date(NOW).toISOString() })
    }
    const told = await say('search', { query: 'missile' })
    expect(titles(told)).toEqual(['Missile brigade honoured'])
    expect(told.content).toBe('Not asked: Wire 29, Wire 30, Wire 31. Name one in the option source to have it asked.')
    expect((await say('latest', { source: 'wire-31' })).content).not.toMatch(/Not asked/)
  })

  it.each(STRANGERS)('%s does not find what a server’s own source has', async (_who, person) => {
    await operatorWire(network)
    network.on(OWN, () => new Response(rss([story(7, 'Zebrafinch sings', 'Pyongyang -- A bird.')])))
    await say('source add', { url: OWN, name: 'Own' })
    expect(titles(await say('search', { query: 'zebrafinch' }))).toEqual(['Zebrafinch sings'])
    expect(JSON.stringify(await say('search', { query: 'zebrafinch' }, person))).not.toMatch(/sings/)
    const unknown = await say('search', { query: 'x', source: 'never' }, person)
    const known = await say('search', { query: 'x', source: 'own' }, person)
    expect(known.content.replace('own', '?')).toBe(unknown.content.replace('never', '?'))
    expect(JSON.stringify(await say('latest', {}, person))).not.toMatch(/sings/)
    expect((await say('trend', { query: 'zebrafinch' }, person)).content).not.toMatch(/1 story/)
  })
})

describe('/trend', () => {
  const dated = (day: string, number: number, title = 'Missile test') => ({
    ...story(number, title, 'Pyongyang -- Something.'),
    date: `${day}T12:00:00.000Z`,
  })

  it('shows how often, by the day in Pyongyang, the last of them today', async () => {
    await operatorWire(network, [
      dated('2026-11-07', 1),
      dated('2026-11-07', 2, 'Missiles and missile crews'),
      // 16:00 UTC is the next day there.
      { ...dated('2026-11-04', 3), date: '2026-11-04T16:00:00.000Z' },
      dated('2026-10-01', 4),
      dated('2026-11-06', 5, 'Choir'),
    ])
    const { content } = await say('trend', { query: 'missile OR missiles' }, MEMBER)
    expect(content).toContain('**missile OR missiles**: 3 stories in 7 days, by the day in Pyongyang.')
    expect(content).toContain(
      [
        '```',
        '11-02 0',
        '11-03 0',
        '11-04 0',
        '11-05 1 ██████████',
        '11-06 0',
        '11-07 2 ████████████████████',
        '11-08 0',
        '```',
      ].join('\n'),
    )
    expect(content).toMatch(/What I keep begins <t:\d+:f>/)
  })

  it.each(['7', '14', '30'])('over %s days', async (days) => {
    await operatorWire(network, [dated('2026-11-07', 1)])
    const { content } = await say('trend', { query: 'missile', days })
    expect(content.match(/^\d\d-\d\d /gm)).toHaveLength(Number(days))
    expect(content.length).toBeLessThanOrEqual(2_000)
  })

  it('of a topic, which is offered as a query names it', async () => {
    await operatorWire(network, [dated('2026-11-07', 1, 'Ballistic missile launched')])
    const { choices } = await talk(network, typing({}, 'trend', 'query', 'missil'))
    expect(choices.map(({ value }) => value)).toContain('@missiles')
    expect((await say('trend', { query: '@missiles' })).content).toContain('1 story in 7 days')
  })

  it('says so when there was nothing', async () => {
    await operatorWire(network)
    expect((await say('trend', { query: 'volcano' })).content).toBe('Nothing that matches volcano in the last 7 days.')
  })

  it('counts all wires together, and never twice what one of them has', async () => {
    await operatorWire(network, [dated('2026-11-07', 1)])
    await operatorWire(network, [dated('2026-11-07', 1), dated('2026-11-06', 2)], 'http://127.0.0.1:1/b.xml')
    expect((await say('trend', { query: 'missile' })).content).toContain('3 stories')
  })
})

describe('a day', () => {
  const item = (more: object) => ({ item: { published: '2026-11-04T16:00:00Z', ...more }, firstSeen: NOW }) as never

  it.each([
    ['as the outlet dated it', item({ day: '2026-11-04' }), '2026-11-04'],
    ['as it was published, in Pyongyang', item({}), '2026-11-05'],
    ['as it was first seen, where it has no date', item({ published: undefined }), '2026-11-08'],
    ['as it was first seen, where its date lies ahead', item({ published: '2030-01-01T00:00:00Z' }), '2026-11-08'],
  ])('is %s', (_fact, stored, day) => {
    expect(dayOf(stored)).toBe(day)
  })

  it('is listed once, the last one today', () => {
    expect(lastDays(3, Date.parse('2026-11-08T15:30:00Z'))).toEqual(['2026-11-07', '2026-11-08', '2026-11-09'])
  })

  it('with a single story among hundreds still has a bar', () => {
    const chart = chartOf([
      { day: '2026-11-07', count: 1 },
      { day: '2026-11-08', count: 900 },
    ])
    expect(chart).toBe(`\`\`\`\n11-07   1 ▏\n11-08 900 ${'█'.repeat(20)}\n\`\`\``)
  })
})

it('a Wire that was never read has no tally', async () => {
  expect(await env.WIRE.get(env.WIRE.idFromName('never')).tally({ q: 'x' })).toEqual({ days: {} })
})
