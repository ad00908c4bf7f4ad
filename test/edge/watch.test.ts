// /watch, all of it, as a manager of a server says it.
import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TOPIC_IDS } from '../../src/core/topics/ids.ts'
import { Wire } from '../../src/edge/store/wire.ts'
import { button, DISCORD, type Told, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import {
  CAN_POST,
  choose,
  type Given,
  type Person,
  press,
  type Resolved,
  slash,
  submit,
  typing,
} from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { rss, story, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const say = (interaction: object) => talk(network, interaction)
const watch = (subcommand: string, options: Record<string, Given> = {}, person: Person = {}) =>
  say(slash(person, `watch ${subcommand}`, options))
const rules = () => desk().listRules('guild:500')
const only = async () => (await rules())[0]!
const added = async (query = 'missile', options: Record<string, Given> = {}) => {
  const before = new Set((await rules()).map(({ id }) => id))
  await watch('add', { query, ...options })
  return (await rules()).find(({ id }) => !before.has(id))!
}

/** Four stories of a wire, three of which nobody has seen before. */
const wire = async (backfill = 0): Promise<string> => {
  network.on(FEED, () => new Response(rss(WIRE)))
  const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire', backfill })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
  return id
}

/** Discord refuses what goes to the channel of the one rule, until it no longer does. */
const stopped = async (): Promise<string> => {
  const { destination } = await added()
  network.on(`${DISCORD}/channels/700`, () => Response.json({ code: 50013 }, { status: 403 }))
  await wire(10)
  await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination)))
  network.on(`${DISCORD}/channels/700`, () => Response.json({ id: '42' }))
  return destination
}

describe('/watch add', () => {
  it('says how many of the last items match, with examples and the words marked, and what can be done next', async () => {
    await wire()
    const told = await watch('add', { query: 'missile' })
    expect(told).toMatchObject({ type: 5, deferred: true })
    expect(told.content).toMatch(
      /^Watching for missile in <#700>, at once\.\nIt matches 1 of the last 4 items\.\n• .*\*\*[Mm]issile/,
    )
    expect(['Preview', 'Edit', 'Undo'].map((label) => button(told, label).split(':')[1])).toEqual([
      'watch-preview',
      'watch-edit',
      'watch-undo',
    ])
  })

  it.each<[string, Record<string, Given>, Person, Resolved]>([
    ['from a thread, for the thread', {}, { channel: { id: '710', type: 11 } }, {}],
    ['to a thread', { channel: '710' }, {}, { channels: { 710: { id: '710', type: 11, app_permissions: CAN_POST } } }],
  ])('%s: alerts are posted in it', async (_where, options, person, resolved) => {
    const told = await say(slash(person, 'watch add', { query: 'missile', ...options }, resolved))
    expect(told.content).toMatch(/^Watching for missile in <#710>/)
    await wire(10)
    const [place] = await desk().listDestinations('guild:500')
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(place!.id)))
    expect(network.to(`${DISCORD}/channels/`).map(({ url }) => url)).toEqual([`${DISCORD}/channels/710/messages`])
  })

  it('to a thread in which the bot may not write saves nothing, and names the right', async () => {
    const mute = String(BigInt(CAN_POST) & ~(1n << 38n))
    const thread = { channels: { 710: { id: '710', type: 11, app_permissions: mute } } }
    const told = await say(slash({}, 'watch add', { query: 'missile', channel: '710' }, thread))
    expect(told.content).toMatch(/cannot post in <#710> yet\. Give my role there: Send Messages in Threads/)
    expect(await rules()).toEqual([])
  })

  it('asks no wire', async () => {
    await wire()
    const before = network.to(FEED).length
    await watch('add', { query: 'missile' })
    expect(network.to(FEED)).toHaveLength(before)
  })

  it('takes topics, alone or with words', async () => {
    expect((await added('launch', { topic: 'missiles, nuclear' })).query).toBe('(@missiles OR @nuclear) launch')
    expect((await added('a OR b', { topic: 'space' })).query).toBe('@space (a OR b)')
    await watch('add', { topic: 'navy' })
    expect((await rules()).map(({ query }) => query)).toContain('@navy')
    expect((await watch('add', {})).content).toMatch(/Tell me what to watch for/)
  })

  it('takes scope, sources, delivery, changes, silence and a name', async () => {
    const source = await wire()
    const options = { scope: 'title', source, delivery: 'daily', time: '7:05', zone: 'Europe/Berlin' }
    await watch('add', { query: 'missile', ...options, changes: 'edit', silent: true, name: 'Arms' })
    expect(await only()).toMatchObject({
      scope: 'title',
      sources: [source],
      delivery: { daily: '07:05', zone: 'Europe/Berlin' },
      revisions: 'edit',
      silent: true,
      name: 'Arms',
    })
  })

  it.each<[string, Record<string, Given>, RegExp]>([
    ['a wrong query', { query: 'missile "launch' }, /```\nmissile "launch\n {8}\^\n```/],
    ['a wrong time', { query: 'missile', time: '25:00' }, /“25\\:00” is no time of day/],
    [
      'a wrong zone',
      { query: 'missile', delivery: 'daily', zone: 'Mars/Base' },
      /do not know the time zone “Mars\/Base”/,
    ],
    ['an unknown source', { query: 'missile', source: 'nowhere' }, /no source “nowhere”/],
    ['an unknown topic', { topic: 'weather' }, /```\n@weather/],
    ['a channel that is not told of', { query: 'missile', channel: '777' }, /cannot deliver to that channel/],
  ])('%s is told, and nothing is saved', async (_fact, options, sentence) => {
    expect((await watch('add', options)).content).toMatch(sentence)
    expect(await rules()).toEqual([])
  })

  it('refuses the fifty-first rule with the number and what to remove', async () => {
    const { destination } = await added()
    for (let number = 1; number < 50; number++)
      await desk().addRule('guild:500', { query: `word${number}`, destination })
    expect((await watch('add', { query: 'missile' })).content).toMatch(/50 rules.*\/watch remove/)
  })

  it('a role that is pinged is one that was chosen', async () => {
    const roles = { 9: { id: '9', mentionable: true } }
    await say(slash({}, 'watch add', { query: 'missile', ping: '9' }, { roles }))
    expect((await only()).mentions).toEqual({ roles: ['9'], users: [] })
  })

  it('alerts the channel', async () => {
    await added('missile')
    const source = await wire(10)
    expect(source).toBeTruthy()
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName((await only()).destination)))
    expect(network.to(`${DISCORD}/channels/700/messages`)).toHaveLength(1)
  })
})

describe('a forum', () => {
  const forum = { 800: { id: '800', type: 15, app_permissions: CAN_POST } }
  const add = (options: Record<string, Given>) =>
    say(slash({}, 'watch add', { query: 'missile', channel: '800', ...options }, { channels: forum }))
  const tags = [
    { id: '1', name: 'Arms' },
    { id: '2', name: 'Space news' },
  ]

  it('takes tags by their names', async () => {
    network.on(`${DISCORD}/channels/800`, () => Response.json({ type: 15, flags: 0, available_tags: tags }))
    await add({ tags: 'space news, arms' })
    expect(await desk().listDestinations('guild:500')).toMatchObject([{ tags: ['2', '1'] }])
  })

  it('keeps its tags for a rule that names none', async () => {
    network.on(`${DISCORD}/channels/800`, () => Response.json({ type: 15, flags: 16, available_tags: tags }))
    await add({ tags: 'arms' })
    expect((await add({ query: 'rocket' })).content).toMatch(/^Watching for rocket in <#800>/)
    expect(await desk().listDestinations('guild:500')).toMatchObject([{ tags: ['1'] }])
    await add({ query: 'choir', tags: 'space news' })
    expect(await desk().listDestinations('guild:500')).toMatchObject([{ tags: ['2'] }])
  })

  it('says which tags there are', async () => {
    network.on(`${DISCORD}/channels/800`, () => Response.json({ type: 15, flags: 16, available_tags: tags }))
    expect((await add({ tags: 'weather' })).content).toMatch(/no tag “weather”. It has: Arms, Space news/)
    expect((await add({})).content).toMatch(/need a tag: Arms, Space news/)
    expect(await rules()).toEqual([])
  })

  it('needs the right to send in its posts as well', async () => {
    const inPosts = 1n << 38n
    const deaf = { 800: { ...forum[800], app_permissions: String(BigInt(CAN_POST) & ~inPosts) } }
    const told = await say(slash({}, 'watch add', { query: 'missile', channel: '800' }, { channels: deaf }))
    expect(told.content).toMatch(/cannot post in <#800> yet.*: Send Messages in Threads \(/)
    expect(await rules()).toEqual([])
  })

  it('is named where tags are', async () => {
    const { id } = await added()
    expect((await watch('edit', { rule: id, tags: 'Arms' })).content).toMatch(/Tags go with a forum/)
    expect((await watch('edit', { rule: id, tags: 'Arms', query: 'rocket' })).content).toMatch(/Tags go with a forum/)
    expect(await only()).toMatchObject({ query: 'missile' })
  })

  it('tags for another kind of channel are refused', async () => {
    expect((await watch('add', { query: 'missile', tags: 'Arms' })).content).toMatch(/Tags belong to forums/)
  })
})

describe('the buttons under a saved rule', () => {
  it('Preview shows the newest alert, without a ping', async () => {
    await wire()
    const told = await watch('add', { query: 'missile' })
    const seen = await say(press({}, button(told, 'Preview')))
    expect(seen.content).toMatch(/pings nobody/)
    expect(seen.embeds).toHaveLength(1)
    expect(network.to(`${DISCORD}/channels/`)).toEqual([])
  })

  it('Edit opens a form with the rule in it, and what is sent is saved', async () => {
    const told = await watch('add', { query: 'missile' })
    const { modal } = await say(press({}, button(told, 'Edit')))
    expect(JSON.stringify(modal)).toContain('"value":"missile"')
    const sent = submit({}, modal!.custom_id, {
      query: 'rocket',
      name: 'missile',
      scope: ['title'],
      delivery: ['daily'],
    })
    expect((await say(sent)).content).toMatch(/^Watching for rocket in <#700>, daily at 07:30 \(Asia\/Seoul\)/)
    expect(await only()).toMatchObject({ query: 'rocket', name: 'rocket', scope: 'title' })
  })

  it('Edit opens for a rule without a name of its own, however long its query, which goes on without one', async () => {
    const query = Array.from({ length: 30 }, (_, number) => `missile${number}`).join(' OR ')
    const told = await watch('add', { query })
    const { modal } = await say(press({}, button(told, 'Edit')))
    const fields = modal?.components as { component: { custom_id: string; value?: string } }[]
    expect(fields.map(({ component }) => component.value)).toEqual([query, undefined, undefined, undefined])
    await say(submit({}, modal!.custom_id, { query: 'rocket', name: '' }))
    expect(await only()).toMatchObject({ query: 'rocket', name: 'rocket' })
  })

  it('Undo of a removal says so where another rule has taken the place, and what to remove', async () => {
    const { id } = await added()
    const removed = await watch('remove', { rule: id })
    const [{ id: destination = '' } = {}] = await desk().listDestinations('guild:500')
    for (let number = 0; number < 50; number++) {
      await desk().addRule('guild:500', { query: `missile${number}`, destination })
    }
    expect((await say(press({}, button(removed, 'Undo')))).content).toBe(
      'A server may have 50 rules, and all 50 are taken. Remove one with /watch remove.',
    )
    expect(await rules()).toHaveLength(50)
  })

  it('Undo takes the rule back, once', async () => {
    const told = await watch('add', { query: 'missile' })
    expect(await say(press({}, button(told, 'Undo')))).toMatchObject({ type: 7, content: 'Undone.', components: [] })
    expect(await rules()).toEqual([])
    expect((await say(press({}, button(told, 'Undo')))).content).toMatch(/changed again since/)
  })
})

it('a wrong query is pointed at in the words of whoever asks, with what may have been meant', async () => {
  const told = await say(slash({ locale: 'ko' }, 'watch add', { query: '@missile' }))
  expect(told.content).toBe('```\n@missile\n^\n```그런 주제는 없습니다. \\@missiles인가요?')
  expect((await watch('add', { query: '@missile' })).content).toBe(
    '```\n@missile\n^\n```There is no topic \\@missile. Did you mean \\@missiles?',
  )
})

describe('/watch new', () => {
  it('asks five questions on one page and makes the rule', async () => {
    const { modal } = await watch('new')
    expect(modal?.components).toHaveLength(5)
    const fields = { query: 'launch', topics: ['missiles'], 'other-topics': ['russia'], channel: ['700'] }
    const channels = { 700: { id: '700', type: 0, app_permissions: CAN_POST } }
    expect((await say(submit({}, modal!.custom_id, fields, { channels }))).content).toMatch(
      /Watching for \\\(\\@missiles OR \\@russia\\\) launch/,
    )
    expect(await only()).toMatchObject({ query: '(@missiles OR @russia) launch', delivery: 'instant' })
  })

  it.each<[string, Person, string[]]>([
    ['a text channel', {}, ['700']],
    ['a voice channel, which takes no alerts', { channel: { id: '700', type: 2 } }, []],
    ['nowhere that is known', { channel: { id: '' } }, []],
  ])('from %s it proposes only what can be chosen', async (_where, person, chosen) => {
    const { modal } = await watch('new', {}, person)
    expect(Array.from(JSON.stringify(modal).matchAll(/"id":"(\d+)","type":"channel"/g), ([, id]) => id)).toEqual(chosen)
  })

  it('offers every topic', async () => {
    const { modal } = await watch('new')
    const offered = Array.from(JSON.stringify(modal).matchAll(/"value":"([\w-]+)"/g), ([, id]) => id)
    expect(offered).toEqual([...TOPIC_IDS])
  })
})

describe('/watch edit', () => {
  it('changes what is given and leaves the rest', async () => {
    const { id } = await added('missile', { name: 'Arms', silent: true })
    expect((await watch('edit', { rule: id, query: 'rocket' })).content).toMatch(/^Watching for Arms: rocket/)
    expect(await only()).toMatchObject({ id, query: 'rocket', name: 'Arms', silent: true })
    expect((await watch('edit', { rule: id })).content).toMatch(/what to change/)
    expect((await watch('edit', { rule: id, query: '-' })).content).toMatch(/```/)
  })

  it('changes the hour or the time zone of a daily digest alone, and the form shows both', async () => {
    const { id } = await added('missile', { delivery: 'daily', time: '09:00', zone: 'Europe/London' })
    await watch('edit', { rule: id, zone: 'America/New_York' })
    expect((await only()).delivery).toEqual({ daily: '09:00', zone: 'America/New_York' })
    await watch('edit', { rule: id, time: '08:15' })
    expect((await only()).delivery).toEqual({ daily: '08:15', zone: 'America/New_York' })
    const told = await watch('edit', { rule: id, delivery: 'daily' })
    expect(told.content).toContain('daily at 08:15 (America/New_York)')
    const { modal } = await say(press({}, button(told, 'Edit')))
    expect(JSON.stringify(modal)).toContain(
      '"label":"daily at 08:15 (America/New_York)","value":"daily","default":true',
    )
    await say(submit({}, modal!.custom_id, { query: 'rocket', delivery: ['daily'] }))
    expect(await only()).toMatchObject({ query: 'rocket', delivery: { daily: '08:15', zone: 'America/New_York' } })
  })

  it('switches off that several sources share an alert, and /watch show and history say so', async () => {
    const { id } = await added()
    expect(await only()).toMatchObject({ merge: true })
    expect((await watch('show', { rule: id })).content).not.toContain('Several sources')
    await watch('edit', { rule: id, merge: false })
    expect(await only()).toMatchObject({ merge: false })
    expect((await watch('show', { rule: id })).content).toContain('Several sources in one alert: no')
    expect((await watch('history', { rule: id })).content).toContain('Several sources in one alert: yes → no')
  })

  it('ends the ping of a rule, and hears every source again', async () => {
    const source = await wire()
    const roles = { 9: { id: '9', mentionable: true } }
    await say(slash({}, 'watch add', { query: 'missile', ping: '9', source }, { roles }))
    const { id } = await only()
    expect(await only()).toMatchObject({ mentions: { roles: ['9'] }, sources: [source] })
    const { choices } = await say(typing({}, 'watch edit', 'source', '', { rule: id }))
    expect(choices[0]).toEqual({ name: 'all', value: '*' })
    await watch('edit', { rule: id, source: choices[0]!.value })
    expect(await only()).toMatchObject({ mentions: { roles: ['9'] }, sources: [] })
    await watch('edit', { rule: id, 'no-ping': false, name: 'Arms' })
    expect((await only()).mentions.roles).toEqual(['9'])
    expect((await watch('edit', { rule: id, 'no-ping': true })).content).toMatch(/^Watching for Arms/)
    expect((await only()).mentions).toEqual({ roles: [], users: [] })
  })

  it.each<[string, (id: string) => Promise<Told>]>([
    ['gets another rule', () => watch('add', { query: 'rocket' })],
    [
      'gets back a rule that was moved away',
      async (rule) => {
        const channels = Object.fromEntries(
          ['700', '701'].map((id) => [id, { id, type: 0, app_permissions: CAN_POST }]),
        )
        await say(slash({}, 'watch edit', { rule, channel: '701' }, { channels }))
        return say(slash({}, 'watch edit', { rule, channel: '700' }, { channels }))
      },
    ],
  ])('a channel that had stopped and %s is tried again, and that is said', async (_what, act) => {
    const destination = await stopped()
    const outbox = env.OUTBOX.get(env.OUTBOX.idFromName(destination))
    expect((await outbox.status()).disabled).toMatch(/may not post/)
    expect((await act((await only()).id)).content).toMatch(
      /\nIts place had stopped taking alerts \(the bot may not post/,
    )
    expect((await outbox.status()).disabled).toBeUndefined()
  })

  it('moves it to another channel', async () => {
    const { id, destination } = await added()
    const channels = { 701: { id: '701', type: 0, app_permissions: CAN_POST } }
    const moved = await say(slash({}, 'watch edit', { rule: id, channel: '701' }, { channels }))
    expect(moved.content).toMatch(/in <#701>/)
    expect((await only()).destination).not.toBe(destination)
  })
})

describe('/watch list, show, remove', () => {
  it('shows ten rules a page', async () => {
    expect((await watch('list')).content).toMatch(/No rules yet/)
    const { destination } = await added('word0')
    for (let number = 1; number < 12; number++)
      await desk().addRule('guild:500', { query: `word${number}`, destination })
    const first = await watch('list')
    expect(first.content.split('\n')).toHaveLength(10)
    expect(first.content).toContain('<#700>')
    const second = await say(press({}, button(first, 'More')))
    expect(second).toMatchObject({ type: 7 })
    expect(second.content.split('\n')).toHaveLength(2)
    expect((await say(press({}, button(second, 'Back')))).content).toBe(first.content)
  })

  it('leaves out no rule where ten are too long for one message', async () => {
    const { destination } = await added('word0')
    const zone = 'America/Argentina/ComodRivadavia'
    for (let number = 10; number < 20; number++) {
      const [name, query] = [`Rule ${number} ${'*'.repeat(70)}`, `word${number} ${'word '.repeat(30)}`]
      await desk().addRule('guild:500', { name, query, destination, delivery: { daily: '07:30', zone } })
    }
    const pages = [await watch('list')]
    while (JSON.stringify(pages.at(-1)?.components).includes('"More"'))
      pages.push(await say(press({}, button(pages.at(-1)!, 'More'))))
    expect(pages.length).toBeGreaterThan(1)
    const lines = pages.flatMap(({ content }) => content.split('\n'))
    expect(lines).toHaveLength(11)
    for (const line of lines) expect(line).toMatch(/^• .*\)$/)
  })

  it('is whole even where its owner is to know much', async () => {
    const { destination } = await added('word0')
    for (let number = 10; number < 16; number++)
      await desk().addRule('guild:500', {
        query: `word${number} ${'word '.repeat(30)}`,
        name: 'n'.repeat(80),
        destination,
      })
    const quiet = (await watch('list')).content
    for (let time = 0; time < 10; time++)
      await desk().destinationTurned(destination, `reason ${time} ${'x'.repeat(80)}`)
    const told = await watch('list')
    expect(told.content).toBe(quiet)
    expect(JSON.stringify(told.embeds)).toMatch(/reason 0 .*reason 9 /)
  })

  it('shows everything about one', async () => {
    const { id, destination } = await added('missile', { name: 'Arms' })
    expect((await watch('show', { rule: id })).content).toMatch(/^\*\*Arms\*\*\nLooks for: missile\n.*title and lead/s)
    await api('GET', '/sources', undefined, 200)
    expect(destination).toBeTruthy()
  })

  it('removes one, which can be undone', async () => {
    const { id } = await added('missile', { name: 'Arms' })
    const told = await watch('remove', { rule: id })
    expect(told).toMatchObject({ type: 4, content: 'The rule Arms is removed.' })
    expect(await rules()).toEqual([])
    await say(press({}, button(told, 'Undo')))
    expect(await only()).toMatchObject({ id, name: 'Arms' })
  })
})

describe('/watch pause, resume', () => {
  it('for a while, or until resumed', async () => {
    const { id } = await added()
    expect((await watch('pause', { rule: id, for: '8h' })).content).toMatch(/paused until <t:\d+:f>/)
    const until = Date.parse((await only()).snoozed ?? '') - Date.now()
    expect(Math.abs(until - 8 * 3_600_000)).toBeLessThan(60_000)
    await watch('pause', { rule: id })
    expect((await only()).paused).toBe(true)
    expect((await watch('list')).content).toMatch(/paused/)
    expect((await watch('resume', { rule: id })).content).toMatch(/goes on/)
    expect(await only()).toMatchObject({ paused: false })
    expect(await only()).not.toHaveProperty('snoozed')
  })

  it.each(['nonsense', 'constructor', '__proto__'])('for %s is no time, and nothing is paused', async (span) => {
    const { id } = await added()
    expect((await watch('pause', { rule: id, for: span })).content).toMatch(/Choose for how long/)
    expect((await say(choose({}, `1:snooze-for:${id}`, [span]))).content).toMatch(/do not know/)
    expect(await only()).toMatchObject({ paused: false })
    expect(await only()).not.toHaveProperty('snoozed')
  })

  it('resume also tries a place again that had stopped taking alerts', async () => {
    const { id, destination } = await added()
    network.on(`${DISCORD}/channels/700`, () => Response.json({ code: 50001 }, { status: 403 }))
    await wire(10)
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination)))
    expect((await watch('show', { rule: id })).content).toMatch(/Fault: the bot cannot see the channel/)
    expect((await watch('resume', { rule: id })).content).toMatch(
      /stopped taking alerts \(the bot cannot see the channel.*1 message/s,
    )
    expect((await watch('show', { rule: id })).content).not.toMatch(/Fault/)
  })
})

describe('/watch test', () => {
  it('tries words or a rule, says what nearly matched, and saves nothing', async () => {
    await wire()
    const tried = await watch('test', { query: 'missile brigade satellite' })
    expect(tried.content).toMatch(/matches none of the last 4 items.*Nearly: .*\(without satellite\)/s)
    expect(tried.components).toEqual([])
    const { id } = await added()
    expect((await watch('test', { rule: id, items: 1 })).content).toMatch(/last 1 item/)
    expect((await watch('test')).content).toMatch(/what to try/)
    expect(await rules()).toHaveLength(1)
    expect(network.to(`${DISCORD}/channels/`)).toEqual([])
  })

  it('of headlines too long for a message shows as many whole ones as fit', async () => {
    const title = (number: number): string => `${number} ${'missile _site_ '.repeat(16)}`.trim()
    const stories = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => story(number, title(number), 'A lead.'))
    network.on(FEED, () => new Response(rss(stories)))
    const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire' })
    await api('POST', `/sources/${id}/poll`, undefined, 200)
    const [, ...shown] = (await watch('test', { query: 'missile' })).content.split('\n')
    expect(shown.length).toBeGreaterThan(2)
    for (const line of shown) expect(line).toMatch(/^• \d .*\\_site\\_$/)
  })
})

describe('/watch why', () => {
  const CRANE = 'https://wire.example/stories/4'
  const BRIGADE = 'https://wire.example/stories/3'
  const MUSEUM = 'https://wire.example/stories/1'
  const why = async (rule: string, item: string, person: Person = {}): Promise<string> =>
    (await watch('why', { rule, item }, person)).content ?? ''
  const outboxOf = async () => {
    const [place] = await desk().listDestinations('guild:500')
    return env.OUTBOX.get(env.OUTBOX.idFromName(place!.id))
  }
  /** The same wire, with the whole text of one story. */
  const wireWithText = async (backfill: number): Promise<void> => {
    const text = 'A missile brigade received a banner.\nIt rained on the parade.'
    const items = [{ id: BRIGADE, url: BRIGADE, title: 'Missile brigade honoured', content_text: text }]
    network.on(FEED, () => Response.json({ version: 'https://jsonfeed.org/version/1.1', title: 'Wire', items }))
    const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire', backfill })
    await api('POST', `/sources/${id}/poll`, undefined, 200)
  }
  /** The wire goes on until the Desk remembers nothing of its first stories. */
  const forgotten = async (): Promise<void> => {
    const later = Array.from({ length: 200 }, (_, index) => ({
      source: 'the-wire',
      key: `later-${index}`,
      firstSeen: index,
      item: { id: `later-${index}`, title: 'Later', lead: '', complete: true, authors: [], tags: [], ended: false },
    }))
    await desk().takeSample(later)
  }

  it('goes through the stages for a story that is chosen, or given by its address, and asks no wire', async () => {
    await wire(10)
    const { id } = await added()
    const asked = vi.spyOn(Wire.prototype, 'sighting')
    const { choices } = await say(typing({}, 'watch why', 'item', 'crane', { rule: id }))
    expect(choices).toMatchObject([{ name: 'Harbour cranes repaired' }])
    const told = await why(id, choices[0]!.value)
    expect(told).toMatch(/^\*\*Harbour cranes repaired\*\*\n✓ seen: the\\-wire at <t:\d+:f>\n✓ source: the\\-wire\n/)
    expect(told).toMatch(
      /\n✗ missile: not in title and lead\n✗ outcome: no alert was recorded\nIt would match without: missile$/,
    )
    expect(await why(id, `${CRANE}?utm_source=x#top`)).toBe(told)
    expect(asked).not.toHaveBeenCalled()
  })

  it('says what became of an alert, from the record of the place it went to', async () => {
    const { id } = await added()
    await wire(10)
    const outbox = await outboxOf()
    expect(await why(id, BRIGADE)).toMatch(/\n✓ outcome: alert \S+: waiting$/)
    await runDurableObjectAlarm(outbox)
    expect(await why(id, BRIGADE)).toMatch(
      /\n✓ missile: Missile \(title\), missile \(lead\)\n✓ outcome: .*: sent \(accepted\)$/,
    )
    const { id: mute } = await outbox.mute({ kind: 'source', value: 'the-wire', label: 'The *Wire*' })
    expect(await why(id, BRIGADE)).toContain('✗ muted: the source “The \\*Wire\\*” is muted at the destination')
    await outbox.unmute(mute)
  })

  it('still knows a story that was told, and its text, after it has gone from the sample', async () => {
    const { id } = await added('missile parade', { scope: 'text' })
    await wireWithText(10)
    await runDurableObjectAlarm(await outboxOf())
    await forgotten()
    for (const name of [BRIGADE, `${BRIGADE}?utm_source=x`]) {
      const told = await why(id, name)
      expect(told).toMatch(/^\*\*Missile brigade honoured\*\*\n✓ seen: the\\-wire at/)
      expect(told).toMatch(
        /✓ scope: looks at title, lead and text\n.*\n✓ parade: parade \(text\)\n✓ outcome: alert \S+: sent \(accepted\)$/,
      )
    }
  })

  it('of another rule of the same channel has an alert of its own only where that rule was told', async () => {
    await added()
    const { id } = await added('cranes')
    await wire(10)
    await runDurableObjectAlarm(await outboxOf())
    expect(await why(id, BRIGADE)).toMatch(/✗ cranes.*\n✗ outcome: no alert was recorded\n/)
    expect(await why(id, CRANE)).toMatch(/✓ cranes.*\n✓ outcome: alert \S+: sent \(accepted\)$/)
  })

  it('says so calmly where a story is not known here, and who asks the sources', async () => {
    await wire()
    const { id } = await added()
    expect(await why(id, 'https://wire.example/never')).toBe(
      [
        '✗ seen: neither among the newest stories nor in what was told there in the last 30 days',
        'The sources themselves are asked by /search; for the operator’s own rules, by `POST /api/v1/rules/:id/explain`. `nightdesk explain` tries a query on any story.',
      ].join('\n'),
    )
    expect(await why(id, 'https://wire.example/never', { locale: 'ru' })).toMatch(/^✗ увидено: нет ни среди.*\/search/s)
  })

  it('of a story that is named by its title says how to name it', async () => {
    await wire()
    const { id } = await added()
    expect(await why(id, 'Missile brigade honoured')).toMatch(
      /^✗ seen: neither.*\nChoose the story from the list that is offered, or give its whole address\.\n/,
    )
    expect(await why(id, BRIGADE)).not.toContain('Choose')
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['looks for something else since', (rule) => watch('edit', { rule, query: 'banner' })],
    [
      'delivers elsewhere since',
      (rule) => {
        const channels = { 701: { id: '701', type: 0, app_permissions: CAN_POST } }
        return say(slash({}, 'watch edit', { rule, channel: '701' }, { channels }))
      },
    ],
  ])('of a rule that %s says why there is no alert although everything holds', async (_what, change) => {
    const { id } = await added('rocket OR missile -banner')
    await wire(10)
    await change(id)
    const told = await why(id, (await only()).query === 'banner' ? BRIGADE : MUSEUM)
    expect(told).toMatch(/\n✗ outcome: no alert was recorded\nIt would be told now, .*the rule was changed since, or/)
    expect(told.match(/✗/g)).toHaveLength(1)
  })

  it('leaves open what the text alone could tell, and says who asks the sources', async () => {
    await wireWithText(0)
    const { id } = await added('parade -missile -cranes', { scope: 'text' })
    const told = await why(id, BRIGADE)
    expect(told).toMatch(
      /\n\? scope: looks at title, lead and text, and its text is not at hand here\n\? parade: not in/,
    )
    expect(told).toMatch(/\n✗ \\-missile: found, and ruled out: Missile \(title\).*\n\? \\-cranes: not in/)
    expect(told).toMatch(/\nWhat is marked \? hangs on the text.*\nThe sources themselves are asked by \/search/)
    expect(await why((await added('missile', { scope: 'text' })).id, BRIGADE)).not.toContain('?')
    expect(await why((await added('parade')).id, BRIGADE)).not.toContain('?')
  })

  it('leaves nothing open of a story that has no text', async () => {
    await wire()
    expect(await why((await added('parade', { scope: 'text' })).id, BRIGADE)).toContain('\n✗ parade: not in')
  })

  it('knows that a story stood in the first list', async () => {
    const { id } = await added('cranes')
    await wire()
    expect(await why(id, CRANE)).toContain('✗ time: it was in the source’s first list, which is not told')
  })

  it('is told in the language of whoever asks, the reasons of the record too', async () => {
    const { id } = await added()
    await wire(10)
    await watch('pause', { rule: id })
    await runDurableObjectAlarm(await outboxOf())
    expect(await why(id, BRIGADE, { locale: 'ko' })).toMatch(
      /✓ 보았는지: .*\n✗ 작동: 규칙이 멈춰 있습니다\n.*\n✓ missile: Missile \(제목\).*\n✗ 결과: 알림 \S+: 보내지 않음 \(규칙이 멈춤\)$/s,
    )
  })

  it('of a query with more clauses than fit counts those it leaves out, and keeps the outcome', async () => {
    await wire()
    const words = Array.from({ length: 64 }, (_, index) => `w${index}`).join(' ')
    const told = await why((await added(words)).id, CRANE)
    expect(told).toMatch(/\n✗ w\d\d: not in title and lead\nand \d+ more\n✗ outcome: no alert was recorded$/)
    const shown = told.split('\n').filter((line) => line.startsWith('✗ w')).length
    expect(told).toContain(`and ${64 - shown} more`)
    expect(told.length).toBeLessThanOrEqual(2_000)
  })
})

describe('/watch history', () => {
  it('says who changed what, and when, and takes the last change back', async () => {
    expect((await watch('history')).content).toMatch(/Nothing has been changed/)
    const { id } = await added()
    await watch('edit', { rule: id, query: 'rocket' }, { user: '801' })
    const told = await watch('history', { rule: id })
    expect(told.content).toMatch(
      /^• <t:\d+:R> <@801>: changed \*\*rocket\*\* \(.*Looks for: missile → rocket\)\n.*<@800>: added/,
    )
    await say(press({}, button(told, 'Undo the last change')))
    expect((await only()).query).toBe('missile')
  })

  it('names the channels that a rule was moved between', async () => {
    const { id } = await added()
    const channels = { 701: { id: '701', type: 0, app_permissions: CAN_POST } }
    await say(slash({}, 'watch edit', { rule: id, channel: '701' }, { channels }))
    expect((await watch('history', { rule: id })).content).toContain('Where: <#700> → <#701>')
  })

  it('shows whole lines, the newest, where all of them are too long', async () => {
    const { id } = await added()
    const long = (number: number): string => `${number}${' missile'.repeat(20)}`
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      await watch('edit', { rule: id, query: long(number), name: long(number).slice(0, 70), silent: number % 2 === 1 })
    }
    const { content } = await watch('history', { rule: id })
    expect(content.split('\n').length).toBeGreaterThan(3)
    for (const line of content.split('\n')) expect(line).toMatch(/^• <t:\d+:R> <@800>: changed \*\*.*\)$/)
  })
})

describe('while typing', () => {
  it('rules are offered by name and by what they look for', async () => {
    const { id } = await added('missile', { name: 'Arms' })
    await added('choir')
    expect((await say(typing({}, 'watch remove', 'rule', 'miss'))).choices).toEqual([
      { name: 'Arms · missile', value: id },
    ])
    expect((await say(typing({}, 'watch remove', 'rule', ''))).choices).toHaveLength(2)
  })

  it('topics are offered one after the other', async () => {
    const { choices } = await say(typing({}, 'watch add', 'topic', 'missiles, nuc'))
    expect(choices[0]).toMatchObject({ value: 'missiles,nuclear' })
    expect((await say(typing({}, 'watch add', 'topic', ''))).choices).toHaveLength(25)
  })

  it('sources and time zones too', async () => {
    const id = await wire()
    expect((await say(typing({}, 'watch add', 'source', 'the w'))).choices).toEqual([{ name: 'The Wire', value: id }])
    expect((await say(typing({}, 'watch add', 'zone', 'seo'))).choices).toEqual([
      { name: 'Asia/Seoul', value: 'Asia/Seoul' },
    ])
  })

  it('nothing is offered to whoever may not manage the server', async () => {
    await added()
    expect((await say(typing({ permissions: '0' }, 'watch remove', 'rule', ''))).choices).toEqual([])
  })
})

describe('in the language of whoever asks', () => {
  it.each([
    ['ko', /아직 규칙이 없습니다/],
    ['ja', /まだルールがありません/],
    ['zh-CN', /还没有规则/],
    ['ru', /Правил ещё нет/],
    ['es-ES', /Aún no hay reglas/],
    ['es-419', /Aún no hay reglas/],
    ['de', /No rules yet/],
    ['constructor', /No rules yet/],
  ])('%s', async (locale, sentence) => {
    expect((await watch('list', {}, { locale })).content).toMatch(sentence)
  })
})
