// /status and /help.
import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHEAT_SHEET } from '../../src/core/query/cheat-sheet.ts'
import { COMMANDS } from '../../src/edge/discord/commands/index.ts'
import { settingsOf } from '../../src/edge/settings.ts'
import { DISCORD, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { CAN_POST, type Given, type Person, type Resolved, slash } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const OWNER = 'guild:500' as const

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const say = (interaction: object) => talk(network, interaction)

type Embed = { readonly title: string; readonly description: string }
const ask = async (options: Record<string, Given> = {}, person: Person = {}, resolved: Resolved = {}) => {
  const told = await say(slash(person, 'status', options, resolved))
  const [own, places, sources] = (told.embeds as Embed[]).map(({ description }) => description)
  return { ...told, own, places, sources }
}
const size = (embeds: readonly object[]): number =>
  (embeds as Embed[]).reduce((sum, { title, description }) => sum + title.length + description.length, 0)

const channel = (id: string, more: object = {}): Resolved => ({
  channels: { [id]: { id, type: 0, app_permissions: CAN_POST, ...more } },
})

/** Discord refuses what goes to the channel of the one rule. */
const refused = async (): Promise<void> => {
  network.on(FEED, () => new Response(rss(WIRE)))
  network.on(`${DISCORD}/channels/700`, () => Response.json({ code: 50013 }, { status: 403 }))
  const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire', backfill: 10 })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
  const [place] = await desk().listDestinations(OWNER)
  await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(place!.id)))
}

describe('/status', () => {
  it('says that nothing is there yet, and how to begin', async () => {
    const { own, places, sources, deferred } = await ask()
    expect(deferred).toBe(true)
    expect(own).toMatch(/✓ I can post in this channel.\n✓ Discord takes my messages.\n✗ .*cron trigger/)
    expect(places).toMatch(/None yet. \/watch add/)
    expect(sources).toMatch(/None yet/)
  })

  it('tells what the bot lacks here, and how to give it', async () => {
    expect((await ask({}, { appPermissions: '1024' })).own).toMatch(
      /✗ I cannot post in <#700> yet. Give my role there: Send Messages, Embed Links \(Edit Channel > Permissions\)/,
    )
  })

  it('tells that it cannot look back here, and how to let it', async () => {
    const blind = String(BigInt(CAN_POST) & ~(1n << 16n))
    const { own } = await ask({}, { appPermissions: blind })
    expect(own).toMatch(/✓ I can post in this channel.\n✗ .*cannot look back in <#700>.*Read Message History/)
    expect((await ask()).own).not.toMatch(/Read Message History/)
  })

  it('tells of a round that has ended, and of a gate that is closed', async () => {
    await desk().roundEnded(Date.now())
    expect((await ask()).own).toMatch(/✓ The sources were last asked <t:\d+:R>/)
    await desk().closeGate('a test', 600_000)
    expect((await ask()).own).toMatch(/✗ Discord turns me away for now/)
  })

  it('tells of each destination whether it works, and what mends it', async () => {
    await say(slash({}, 'watch add', { query: 'missile' }))
    expect((await ask()).places).toBe('• <#700>: ✓ ready, nothing sent yet')
    await refused()
    expect((await ask()).places).toMatch(/• <#700>: ✗ the bot may not post.*Mend it, then use \/watch resume\./)
  })

  it('is silent of a channel that no rule delivers to any more', async () => {
    await say(slash({}, 'watch add', { query: 'missile' }))
    const [rule] = await desk().listRules(OWNER)
    await refused()
    await say(slash({}, 'watch edit', { rule: rule!.id, channel: '701' }, channel('701')))
    const { places } = await ask()
    expect(places).toBe('• <#701>: ✓ ready, nothing sent yet')
  })

  it('asks 20 destinations and names the others; a message’s limits hold', async () => {
    for (let number = 0; number < 30; number++) {
      const place = { id: `place${number}`, owner: OWNER, kind: 'discord-channel' as const, name: `channel 7${number}` }
      const rest = { events: [], address: 'discord.com', created: new Date().toISOString() }
      await desk().addDestination({ ...place, ...rest }, `mark${number}`)
      await desk().addRule(OWNER, { query: 'missile', destination: place.id })
    }
    const { places, embeds } = await ask()
    expect(places!.match(/^• /gm)).toHaveLength(20)
    expect(places).toMatch(/\nNot shown: <#\d+>, .*<#\d+>$/)
    expect(size(embeds)).toBeLessThanOrEqual(6_000)
  })

  it('names every source that it has no room to tell of', async () => {
    const draft = { kind: 'auto' as const, every: 60, backfill: 0, created: new Date().toISOString() }
    for (let number = 10; number < 34; number++) {
      const name = `A wire of the north, number ${number}`
      const added = await desk().addSource('operator', { ...draft, name, url: `${FEED}?${number}` })
      const evidence = 'https://wire.example/feed.xml answered 503 Service Unavailable, five times one after the other'
      if (added.ok)
        await desk().reportSource(added.value.entry.source.id, { since: draft.created, state: 'failing', evidence })
    }
    const { sources, embeds } = await ask()
    const told = Array.from(sources!.matchAll(/number (\d\d)/g), ([, number]) => Number(number))
    expect(told.length + Number(/and (\d+) more$/.exec(sources!)?.[1] ?? 0)).toBe(24)
    expect(new Set(told).size).toBe(told.length)
    expect(sources).toMatch(/\nNot shown: A wire/)
    expect(size(embeds)).toBeLessThanOrEqual(6_000)
  })

  it('tells the states of its own and the operator’s sources, troubles first, and asks no wire', async () => {
    const draft = { kind: 'auto' as const, every: 15, backfill: 0, created: new Date().toISOString() }
    const shared = await desk().addSource('operator', { ...draft, name: 'A shared wire', url: `${FEED}?1` })
    const own = await desk().addSource(OWNER, { ...draft, name: 'Our wire', url: `${FEED}?2` })
    await desk().addSource('guild:501', { ...draft, name: 'Their wire', url: `${FEED}?3` })
    await desk().addSource('operator', { ...draft, name: 'A sound wire', url: `${FEED}?4` })
    const trouble = { since: '2026-11-25T00:00:00Z' }
    for (const [source, state] of [
      [shared, 'blocked'],
      [own, 'unparsable'],
    ] as const) {
      if (source.ok) await desk().reportSource(source.value.entry.source.id, { ...trouble, state })
    }
    const { sources } = await ask()
    expect(sources!.split('\n').sort()).toEqual([
      '• ✓ A sound wire',
      '• ✗ A shared wire: the site turns me away, <t:1795564800:R>. It is the operator’s, who is told.',
      '• ✗ Our wire: its list can no longer be read, <t:1795564800:R>. Look whether the address still is a feed; /source add takes another.',
    ])
    expect(sources!.split('\n').at(-1)).toBe('• ✓ A sound wire')
    expect(network.to(FEED)).toEqual([])
  })

  it('sets the status channel after a first message there', async () => {
    const told = await ask({ channel: '701' }, {}, channel('701'))
    expect(told.content).toBe('Word of trouble goes to <#701> from now on.')
    expect(told.own).toMatch(/Word of trouble goes to <#701>\./)
    const [first] = network.to(`${DISCORD}/channels/701/messages`)
    expect(JSON.parse(first!.body)).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true })
    expect(await desk().statusChannel(OWNER)).toBe('701')
    expect((await ask({ clear: true })).content).toMatch(/no channel any more/)
    expect(await desk().statusChannel(OWNER)).toBeUndefined()
  })

  it.each<[string, Resolved, RegExp]>([
    ['it may not post in', channel('701', { app_permissions: '0' }), /Give my role there: View Channel/],
    ['is a forum', channel('701', { type: 15 }), /cannot tell that channel/],
    ['nobody named', {}, /cannot tell that channel/],
  ])('does not set a channel that %s, and says why', async (_fact, resolved, sentence) => {
    expect((await ask({ channel: '701' }, {}, resolved)).content).toMatch(sentence)
    expect(await desk().statusChannel(OWNER)).toBeUndefined()
    expect(network.to(`${DISCORD}/channels/`)).toEqual([])
  })

  it('does not set a channel where the first message does not arrive', async () => {
    network.on(`${DISCORD}/channels/701`, () => Response.json({ code: 50001 }, { status: 403 }))
    expect((await ask({ channel: '701' }, {}, channel('701'))).content).toMatch(/did not arrive \(the bot cannot see/)
    expect(await desk().statusChannel(OWNER)).toBeUndefined()
  })

  it('begins with what its owner is to know, once', async () => {
    await say(slash({}, 'watch add', { query: 'missile' }))
    const [place] = await desk().listDestinations(OWNER)
    await desk().destinationTurned(place!.id, 'the channel is gone')
    expect((await ask()).content).toMatch(/the channel is gone/)
    expect((await ask()).content).not.toMatch(/the channel is gone/)
  })

  it.each<[string, Person, RegExp]>([
    ['a member', { permissions: '0' }, /permission to manage/],
    ['a DM', { guild: undefined }, /in a server only/],
    ['a personal account that stands in the server', { owners: { 1: '800' } }, /in a server only/],
  ])('is nothing for %s', async (_who, person, sentence) => {
    const told = await say(slash(person, 'status', { channel: '701' }, channel('701')))
    expect(told.content).toMatch(sentence)
    expect(network.to(`${DISCORD}/channels/`)).toEqual([])
  })
})

describe('/help', () => {
  const help = async (person: Person = {}) => (await say(slash(person, 'help'))).embeds as Embed[]

  it('names every command to who manages the server, and the rule language', async () => {
    const [commands, language] = await help()
    for (const command of COMMANDS) {
      const paths = 'subcommands' in command && command.subcommands !== undefined ? command.subcommands : [{ name: '' }]
      for (const { name } of paths) expect(commands!.description).toContain(`${command.name} ${name}`.trim())
    }
    for (const { query } of CHEAT_SHEET) expect(language!.description).toContain(query)
    expect(size([commands!, language!])).toBeLessThanOrEqual(6_000)
    expect(commands!.description.length).toBeLessThanOrEqual(4_096)
  })

  it.each<[string, Person, string[], string[]]>([
    ['a member', { permissions: '0' }, ['/alerts add', '/help'], ['/watch', '/status']],
    ['a DM', { guild: undefined, permissions: '0' }, ['/alerts add', '/help'], ['/watch', '/status']],
  ])('names to %s what they may use there', async (_who, person, named, unnamed) => {
    const [commands] = await help(person)
    for (const name of named) expect(commands!.description).toContain(name)
    for (const name of unnamed) expect(commands!.description).not.toContain(name)
  })

  it('does not name personal alerts where they are turned off', async () => {
    const settings = settingsOf(env) as { personalAlerts: boolean }
    settings.personalAlerts = false
    expect((await help())[0]!.description).not.toContain('/alerts')
    settings.personalAlerts = true
  })

  it.each([
    ['ko', '`/감시 추가`'],
    ['es-419', '`/avisos añadir`'],
    ['constructor', '`/watch add`'],
  ])('speaks the language of whoever asks: %s', async (locale, line) => {
    const [commands] = await help({ locale })
    expect(commands!.description).toContain(line)
    expect(size(await help({ locale }))).toBeLessThanOrEqual(6_000)
  })
})
