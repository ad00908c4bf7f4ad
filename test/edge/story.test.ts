// What can be asked of an alert where it stands: in the channel, forum or direct message it was delivered to, and nowhere else.
import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settingsOf } from '../../src/edge/settings.ts'
import { button, DISCORD, type Told, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { CAN_POST, choose, type Given, onMenu, type Person, press, slash } from '../support/discord-client.ts'
import { Network, type Seen } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const OWNER = 'guild:500' as const
const MEMBER: Person = { permissions: '0' }

let network: Network

beforeEach(() => {
  network = new Network()
    .on(DISCORD, () => Response.json({ id: '42' }))
    .on(`${DISCORD}/users/@me/channels`, ({ body }: Seen) => Response.json({ id: `4${JSON.parse(body).recipient_id}` }))
    .install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const say = (interaction: object) => talk(network, interaction)
const rules = () => desk().listRules(OWNER)

type Component = { readonly custom_id?: string; readonly options?: readonly { readonly value: string }[] }
type Sent = { readonly components?: readonly { readonly components: readonly Component[] }[] }

/** What was posted last to a channel, and the custom_ids under it. */
const posted = (channel: string): { ids: string[]; parts: Component[] } => {
  const last = network.to(`${DISCORD}/channels/${channel}/`).at(-1)
  const { message, ...own } = JSON.parse(last?.body ?? '{}') as Sent & { message?: Sent }
  const parts = ((message ?? own).components ?? []).flatMap(({ components }) => components)
  return { parts, ids: parts.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id])) }
}
const named = (verb: string, channel = '700') => posted(channel).ids.find((id) => id.startsWith(`1:${verb}:`))!

const watch = (options: Record<string, Given>) => say(slash({}, 'watch add', options))
const deliver = async () => {
  network.on(FEED, () => new Response(rss(WIRE)))
  const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire', backfill: 10 })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
  const owners = [OWNER, 'user:800'] as const
  const places = await Promise.all(owners.map((owner) => desk().listDestinations(owner)))
  for (const place of places.flat()) await runDurableObjectAlarm(outbox(place.id))
}
/** One story, told by one rule. */
const scene = async () => {
  await watch({ query: 'missile', name: 'Arms' })
  await deliver()
}
/** Two stories of one channel, in one message. */
const two = async () => {
  await watch({ query: 'missile OR choir' })
  await deliver()
}
const values = ({ components }: Told): string[] =>
  components
    .flatMap((row) => row.components as readonly Component[])
    .flatMap(({ options = [] }) => options.map(({ value }) => value))
const selectId = ({ components }: Told): string => components[0]!.components[0]!.custom_id!

/** Others who press what they should not have: of another server, in another channel, of a personal account, in a DM. */
const STRANGERS: readonly (readonly [string, Person])[] = [
  ['another server', { guild: '501' }],
  ['another channel of the server', { channel: { id: '701', type: 0 } }],
  ['a personal account that stands in the server', { owners: { 1: '800' } }],
  ['a personal account that stands in another server', { guild: '501', owners: { 1: '800' } }],
  ['a DM', { guild: undefined, permissions: '0' }],
  ['a DM of a personal account', { guild: undefined, permissions: '0', owners: { 0: '0', 1: '800' } }],
]

const withUserInstall = () => {
  const settings = settingsOf(env) as { allowUserInstall: boolean }
  settings.allowUserInstall = true
  return () => {
    settings.allowUserInstall = false
  }
}

describe('Why?', () => {
  it('tells everyone in the channel which terms stand where, in their sentences, and for which rules', async () => {
    await scene()
    const { content } = await say(press(MEMBER, named('why')))
    expect(content.split('\n')).toEqual([
      '**Missile brigade honoured**',
      'Rule **Arms**: missile',
      '• in the title: **Missile** brigade honoured',
      '• in the lead: A **missile** brigade received a banner for its training.',
    ])
  })

  it('says of a query without words that it asks for none', async () => {
    await watch({ query: 'lang:en -choir -harbour -rocket' })
    await deliver()
    expect((await say(press(MEMBER, named('why')))).content).toMatch(/asks for no word, and all of it held/)
  })

  it.each(STRANGERS)('%s learns nothing, whatever it is allowed elsewhere', async (_from, person) => {
    const done = withUserInstall()
    try {
      await scene()
      const never = named('why').replace(/:why:[^:]+/, `:why:${'x'.repeat(24)}`)
      for (const id of [named('why'), never]) {
        expect((await say(press(person, id))).content).toBe('I know no such alert in this channel.')
      }
      const { content } = await say(onMenu(person, 'Why did this match?', { id: '42' }))
      expect(content).toMatch(/no alert of mine/)
    } finally {
      done()
    }
  })

  it('works in a forum’s post', async () => {
    const forum = { 800: { id: '800', type: 15, app_permissions: CAN_POST } }
    network.on(`${DISCORD}/channels/800`, () => Response.json({ type: 15, flags: 0, available_tags: [] }))
    network.on(`${DISCORD}/channels/800/threads`, () =>
      Response.json({ id: '8001', message: { id: '8001', channel_id: '8001' } }),
    )
    await say(slash({}, 'watch add', { query: 'missile', channel: '800' }, { channels: forum }))
    await deliver()
    const post = { id: '8001', type: 11, parent_id: '800' }
    expect((await say(press({ ...MEMBER, channel: post }, named('why', '800')))).content).toMatch(/Missile brigade/)
  })

  it('works in a person’s own direct messages, and nobody else’s', async () => {
    const dm: Person = { guild: undefined, permissions: '0', channel: { id: '4800', type: 1 } }
    await say(slash(dm, 'alerts add', { query: 'missile' }))
    await deliver()
    const id = named('why', '4800')
    expect((await say(press(dm, id))).content).toMatch(/Missile brigade/)
    expect((await say(press({ ...dm, user: '801' }, id))).content).toMatch(/no such alert/)
    expect((await say(press({ ...dm, guild: '500' }, id))).content).toMatch(/no such alert/)
  })

  it('does not show a person’s own alert in a channel of others where their account is installed', async () => {
    const done = withUserInstall()
    try {
      const dm: Person = { guild: undefined, permissions: '0', channel: { id: '4800', type: 1 } }
      await say(slash(dm, 'alerts add', { query: 'missile' }))
      await deliver()
      const abroad: Person = { guild: '501', owners: { 1: '800' } }
      for (const verb of ['why', 'snooze', 'mute']) {
        expect((await say(press(abroad, named(verb, '4800')))).content, verb).toMatch(/no such alert/)
      }
    } finally {
      done()
    }
  })
})

describe('the message command', () => {
  const ask = (person: Person = MEMBER) => say(onMenu(person, 'Why did this match?', { id: '42' }))

  it('says why an alert came', async () => {
    await scene()
    expect((await ask()).content).toMatch(/^\*\*Missile brigade honoured\*\*\nRule \*\*Arms\*\*/)
  })

  it('asks which story, where a message carries several', async () => {
    await two()
    const told = await ask()
    expect(told.content).toMatch(/several stories/)
    expect((await say(choose(MEMBER, selectId(told), [values(told)[0]!]))).content).toMatch(/Rule \*\*/)
  })

  it('says of any other message that it carries no alert', async () => {
    expect((await ask()).content).toMatch(/no alert of mine/)
  })

  it('knows what the server’s own webhook posted, and not what another’s did', async () => {
    network.on('https://discord.com/api/webhooks', () => Response.json({ id: '42', channel_id: '700' }))
    const place = { id: 'a-webhook', owner: OWNER, kind: 'discord-webhook' as const, name: 'A webhook', events: [] }
    await desk().addDestination({ ...place, address: 'discord.com', created: new Date().toISOString() }, 'mark')
    await outbox(place.id).configure(place.id, { kind: 'discord-webhook', id: '77', token: 'token' })
    await desk().addRule(OWNER, { query: 'missile', destination: place.id, name: 'Hooked' })
    await desk().changeDestination(OWNER, place.id, { events: ['item'] })
    await deliver()
    expect((await ask()).content).toMatch(/Rule \*\*Hooked\*\*/)
    expect((await ask({ guild: '501' })).content).toMatch(/no alert of mine/)
  })
})

describe('Choose a story…', () => {
  it('opens what one story would have below it', async () => {
    await two()
    const [menu] = posted('700').parts
    const told = await say(choose(MEMBER, menu!.custom_id!, [menu!.options![0]!.value]))
    expect(told.components[0]!.components.map(({ label }) => label)).toEqual(['Read', 'Why?', 'Snooze', 'Mute story'])
    expect((await say(press(MEMBER, button(told, 'Why?')))).content).toMatch(/in the title/)
    expect((await say(choose(MEMBER, menu!.custom_id!, ['x'.repeat(24)]))).content).toMatch(/no such alert/)
  })
})

describe('Snooze', () => {
  it('asks for how long, and lets the rule rest', async () => {
    await scene()
    const told = await say(press({}, named('snooze')))
    expect(told.content).toBe('For how long is the rule Arms to be quiet?')
    expect(values(told)).toEqual(['1h', '8h', '24h', '7d'])
    const done = await say(choose({}, selectId(told), ['8h']))
    expect(done).toMatchObject({ type: 7, components: [] })
    expect(done.content).toMatch(/The rule Arms is paused until <t:\d+:f>/)
    const until = Date.parse((await rules())[0]?.snoozed ?? '') - Date.now()
    expect(Math.abs(until - 8 * 3_600_000)).toBeLessThan(60_000)
  })

  it('asks which rule first, where several told of it', async () => {
    await watch({ query: 'brigade', name: 'Units' })
    await scene()
    const which = await say(press({}, named('snooze')))
    expect(values(which)).toHaveLength(2)
    const rule = (await rules()).find(({ name }) => name === 'Units')!
    const long = await say(choose({}, selectId(which), [rule.id]))
    expect(long).toMatchObject({ type: 7, content: 'For how long is the rule Units to be quiet?' })
    await say(choose({}, selectId(long), ['1h']))
    expect((await rules()).filter(({ snoozed }) => snoozed !== undefined).map(({ name }) => name)).toEqual(['Units'])
  })

  it('a replay is answered like the first time', async () => {
    await scene()
    const told = await say(press({}, named('snooze')))
    const once = choose({}, selectId(told), ['1h'])
    expect((await say(once)).content).toBe((await say(once)).content)
    expect(await desk().ruleHistory(OWNER)).toHaveLength(2)
  })

  it('takes who manages the server, at every step', async () => {
    await scene()
    const told = await say(press({}, named('snooze')))
    const [{ id }] = (await rules()) as unknown as [{ id: string }]
    const steps = [
      press(MEMBER, named('snooze')),
      choose(MEMBER, '1:snooze-rule', [id]),
      choose(MEMBER, selectId(told), ['1h']),
    ]
    for (const step of steps) expect((await say(step)).content).toMatch(/permission to manage the server/)
    expect((await rules())[0]).not.toHaveProperty('snoozed')
  })

  it.each(STRANGERS)('from %s changes nothing', async (_from, person) => {
    const done = withUserInstall()
    try {
      await scene()
      const told = await say(press({}, named('snooze')))
      expect((await say(press(person, named('snooze')))).content).toMatch(/no such alert/)
      if (person.channel !== undefined) return
      expect((await say(choose(person, selectId(told), ['1h']))).content).toMatch(/no such rule/)
      expect((await rules())[0]).not.toHaveProperty('snoozed')
    } finally {
      done()
    }
  })

  it('says when its rules are gone', async () => {
    await scene()
    await desk().removeRule(OWNER, (await rules())[0]!.id)
    expect((await say(press({}, named('snooze')))).content).toMatch(/rules that told of it are gone/)
  })

  it('in direct messages takes the person whose they are', async () => {
    const dm: Person = { guild: undefined, permissions: '0', channel: { id: '4800', type: 1 } }
    await say(slash(dm, 'alerts add', { query: 'missile' }))
    await deliver()
    const told = await say(press(dm, named('snooze', '4800')))
    expect((await say(choose(dm, selectId(told), ['24h']))).content).toMatch(/paused until/)
    expect((await desk().listRules('user:800'))[0]).toHaveProperty('snoozed')
  })
})

describe('Mute story', () => {
  const mutes = async () => outbox((await desk().listDestinations(OWNER))[0]!.id).mutes()

  it('ends the story here, and can be taken back', async () => {
    await scene()
    const told = await say(press({}, named('mute')))
    expect(told.content).toBe('No more of this story here: Missile brigade honoured')
    expect(await mutes()).toMatchObject([{ kind: 'story', label: 'Missile brigade honoured' }])
    expect(await say(press({}, button(told, 'Undo')))).toMatchObject({ type: 7, content: 'Undone.' })
    expect(await mutes()).toEqual([])
  })

  it('takes who manages the server', async () => {
    await scene()
    const told = await say(press({}, named('mute')))
    for (const id of [named('mute'), button(told, 'Undo')]) {
      expect((await say(press(MEMBER, id))).content).toMatch(/permission to manage the server/)
    }
    expect(await mutes()).toHaveLength(1)
  })

  it.each(STRANGERS)('from %s mutes nothing', async (_from, person) => {
    const done = withUserInstall()
    try {
      await scene()
      const told = await say(press({}, named('mute')))
      expect((await say(press(person, button(told, 'Undo')))).content).toMatch(/no such alert/)
      expect(await mutes()).toHaveLength(1)
      await say(press({}, button(told, 'Undo')))
      expect((await say(press(person, named('mute')))).content).toMatch(/no such alert/)
      expect(await mutes()).toEqual([])
    } finally {
      done()
    }
  })
})
