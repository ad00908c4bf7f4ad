// /alerts: a person's own rules, as anybody says it, from a server, a DM, or a personal account.
import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settingsOf } from '../../src/edge/settings.ts'
import { button, DISCORD, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { type Given, type Person, press, slash, submit, typing } from '../support/discord-client.ts'
import { Network, type Seen } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const OPENED = `${DISCORD}/users/@me/channels`
const DIRECT = `${DISCORD}/channels/4800/messages`
const USER = 'user:800' as const

let network: Network

const closed = () => Response.json({ code: 50007, message: 'Cannot send messages to this user' }, { status: 403 })

beforeEach(() => {
  network = new Network()
    .on(DISCORD, () => Response.json({ id: '42' }))
    .on(OPENED, ({ body }: Seen) => Response.json({ id: `4${JSON.parse(body).recipient_id}`, type: 1 }))
    .on(DIRECT, () => Response.json({ id: '77' }))
    .install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const DM: Person = { guild: undefined, permissions: '0' }
const say = (interaction: object) => talk(network, interaction)
const alerts = (subcommand: string, options: Record<string, Given> = {}, person: Person = DM) =>
  say(slash(person, `alerts ${subcommand}`, options))
const rules = () => desk().listRules(USER)
const place = async () => (await desk().listDestinations(USER))[0]!
const added = async (query = 'missile', options: Record<string, Given> = {}) => {
  await alerts('add', { query, ...options })
  return (await rules()).find((rule) => rule.query === query)!
}
const wire = async (): Promise<string> => {
  network.on(FEED, () => new Response(rss(WIRE)))
  const { id } = await api<{ id: string }>('POST', '/sources', { url: FEED, name: 'The Wire', backfill: 10 })
  await api('POST', `/sources/${id}/poll`, undefined, 200)
  return id
}

describe('/alerts add', () => {
  it('sends a first direct message while saving, and says what the rule does', async () => {
    await wire()
    const told = await alerts('add', { query: 'missile' })
    expect(told).toMatchObject({ type: 5, deferred: true })
    expect(told.content).toMatch(/^Watching for missile in your direct messages, at once\.\nIt matches 1 of the last 4/)
    expect(JSON.parse(network.to(OPENED)[0]!.body)).toEqual({ recipient_id: '800' })
    expect(JSON.parse(network.to(DIRECT)[0]!.body)).toMatchObject({
      content: expect.stringMatching(/alerts will come/),
      allowed_mentions: { parse: [] },
      enforce_nonce: true,
    })
    expect(await rules()).toMatchObject([{ owner: USER, query: 'missile', mentions: { roles: [], users: [] } }])
  })

  it.each<[string, Person]>([
    ['a server, without any role', { permissions: '0' }],
    ['a DM', DM],
  ])('belongs to the person, from %s', async (_from, person) => {
    await alerts('add', { query: 'missile' }, person)
    expect(await rules()).toHaveLength(1)
    expect(await desk().listRules('guild:500')).toEqual([])
  })

  it('the second rule sends no further first message', async () => {
    await added('missile')
    await added('choir')
    expect(network.to(DIRECT)).toHaveLength(1)
    expect(await desk().listDestinations(USER)).toHaveLength(1)
  })

  it('keeps nothing where direct messages are closed, and says what to do', async () => {
    network.on(DIRECT, closed)
    const told = await alerts('add', { query: 'missile' })
    expect(told.content).toMatch(/cannot send you direct messages.*Privacy Settings > Direct Messages/)
    expect(await rules()).toEqual([])
    expect(await desk().listDestinations(USER)).toEqual([])
  })

  it.each<[string, () => Response, RegExp]>([
    ['refuses to open them', () => Response.json({ code: 50007 }, { status: 403 }), /cannot send you direct messages/],
    ['does not answer', () => new Response('', { status: 503 }), /did not arrive \(.*503/],
    ['answers without a channel', () => Response.json({}), /did not arrive/],
  ])('keeps nothing where Discord %s', async (_fact, answer, sentence) => {
    network.on(OPENED, answer)
    expect((await alerts('add', { query: 'missile' })).content).toMatch(sentence)
    expect(await rules()).toEqual([])
  })

  it('a refused token closes the gate for all, and Discord is asked no more', async () => {
    network.on(OPENED, () => Response.json({ code: 0, message: '401: Unauthorized' }, { status: 401 }))
    await alerts('add', { query: 'missile' })
    expect((await alerts('add', { query: 'missile' })).content).toMatch(/turns the bot away/)
    expect(network.to(OPENED)).toHaveLength(1)
    expect(await rules()).toEqual([])
  })

  it.each<[string, Record<string, Given>, RegExp]>([
    ['a wrong query', { query: 'missile "launch' }, /```/],
    ['an unknown source', { query: 'missile', source: 'nowhere' }, /no source “nowhere”/],
    ['nothing', {}, /Tell me what to watch for/],
  ])('%s is told, and nobody is sent a first message for it', async (_fact, options, sentence) => {
    expect((await alerts('add', options)).content).toMatch(sentence)
    expect(network.to(OPENED)).toEqual([])
    expect(await rules()).toEqual([])
  })

  it('a server’s own source is unknown to a person', async () => {
    const own = { name: 'Their wire', url: FEED, kind: 'auto' as const, every: 15, backfill: 0 }
    const source = await desk().addSource('guild:500', { ...own, created: new Date().toISOString() })
    const id = source.ok ? source.value.entry.source.id : ''
    const told = await alerts('add', { query: 'missile', source: id }, {})
    expect(told.content).toMatch(/There is no source/)
    expect((await say(typing({}, 'alerts add', 'source', 'their'))).choices).toEqual([])
  })

  it('refuses the eleventh rule with the number and what to remove', async () => {
    await added('word0')
    const { id: destination } = await place()
    for (let number = 1; number < 10; number++) await desk().addRule(USER, { query: `word${number}`, destination })
    expect((await alerts('add', { query: 'missile' })).content).toMatch(/10 rules.*\/alerts remove/)
    expect(await rules()).toHaveLength(10)
  })

  it('the alert comes as a direct message and mentions nobody', async () => {
    await added('missile')
    await wire()
    await runDurableObjectAlarm(outbox((await place()).id))
    const sent = network.to(DIRECT).slice(1)
    expect(sent).toHaveLength(1)
    expect(JSON.parse(sent[0]!.body)).toMatchObject({ allowed_mentions: { parse: [], roles: [], users: [] } })
  })

  it('a replay makes no second rule', async () => {
    const once = slash(DM, 'alerts add', { query: 'missile' })
    const first = await say(once)
    expect((await say(once)).content).toBe(first.content)
    expect(await rules()).toHaveLength(1)
  })
})

describe('/alerts list, edit, pause, resume, remove', () => {
  it('lists what is the person’s', async () => {
    expect((await alerts('list')).content).toMatch(/You have no rules yet. Make one with \/alerts add/)
    await added('missile')
    expect((await alerts('list')).content).toBe('• missile (your direct messages, at once)')
    expect((await alerts('list', {}, { ...DM, user: '801' })).content).toMatch(/no rules yet/)
  })

  it('edits by options and by the form behind the button', async () => {
    const { id } = await added('missile')
    const told = await alerts('edit', { rule: id, query: 'rocket' })
    expect(told.content).toMatch(/^Watching for rocket in your direct messages/)
    const { modal } = await say(press(DM, button(told, 'Edit')))
    await say(submit(DM, modal!.custom_id, { query: 'choir', delivery: ['hourly'] }))
    expect(await rules()).toMatchObject([{ id, query: 'choir', delivery: 'hourly' }])
    expect((await alerts('edit', { rule: id })).content).toMatch(/what to change/)
  })

  it('pauses, resumes and removes, which can be undone', async () => {
    const { id } = await added('missile')
    expect((await alerts('pause', { rule: id, for: '8h' })).content).toMatch(/paused until <t:/)
    expect((await alerts('pause', { rule: id })).content).toMatch(/until you resume it/)
    expect((await alerts('resume', { rule: id })).content).toMatch(/goes on/)
    const removed = await alerts('remove', { rule: id })
    expect(await rules()).toEqual([])
    await say(press(DM, button(removed, 'Undo')))
    expect(await rules()).toHaveLength(1)
  })

  it('another person’s rule is as unknown as one that never was', async () => {
    const { id } = await added('missile')
    const stranger = { ...DM, user: '801' }
    for (const subcommand of ['edit', 'pause', 'resume', 'remove']) {
      const told = await alerts(subcommand, { rule: id, query: 'rocket' }, stranger)
      expect(told.content).toBe((await alerts(subcommand, { rule: 'never', query: 'rocket' }, stranger)).content)
    }
    for (const verb of ['alerts-preview', 'alerts-edit']) {
      expect((await say(press(stranger, `1:${verb}:${id}`))).content).toMatch(/no such rule/)
    }
    const [change] = await desk().ruleHistory(USER)
    expect((await say(press(stranger, `1:alerts-undo:${change!.id}`))).content).toMatch(/no longer know that change/)
    expect((await say(submit(stranger, `1:alerts-edit:${id}`, { query: 'choir' }))).content).toMatch(/no such rule/)
    expect(await rules()).toMatchObject([{ query: 'missile', paused: false }])
  })

  it('a manager of the server has no part in a person’s rules', async () => {
    const { id } = await added('missile')
    expect((await say(slash({}, 'watch show', { rule: id }))).content).toMatch(/no such rule/)
    expect((await say(typing({ user: '801' }, 'alerts edit', 'rule', ''))).choices).toEqual([])
  })

  it('a person whose direct messages had stopped is sent a first one again', async () => {
    const { id } = await added('missile')
    network.on(DIRECT, closed)
    await wire()
    await runDurableObjectAlarm(outbox((await place()).id))
    expect(await outbox((await place()).id).status()).toHaveProperty('disabled')
    expect((await alerts('add', { query: 'choir' })).content).toMatch(/cannot send you direct messages/)
    network.on(DIRECT, () => Response.json({ id: '78' }))
    await alerts('add', { query: 'choir' })
    expect(await rules()).toHaveLength(2)
    expect(await outbox((await place()).id).status()).not.toHaveProperty('disabled')
    expect((await alerts('resume', { rule: id })).content).toMatch(/goes on/)
  })
})

describe('/alerts settings', () => {
  it('shows what holds', async () => {
    expect((await alerts('settings')).content).toBe('Quiet hours: none\nDaily digest: at 07:30\nTime zone: Asia/Seoul')
    expect(network.to(OPENED)).toEqual([])
  })

  it('sets quiet hours, digest and zone, for the rules there are and for those to come', async () => {
    const { id } = await added('missile', { delivery: 'daily' })
    expect(await rules()).toMatchObject([{ id, delivery: { daily: '07:30', zone: 'Asia/Seoul' } }])
    const told = await alerts('settings', { quiet: '22:00 – 7:00', digest: '8:15', zone: 'Europe/Berlin' })
    expect(told.content).toMatch(/Quiet hours: 22:00 to 07:00.*Daily digest: at 08:15\nTime zone: Europe\/Berlin/s)
    const turn = { daily: '08:15', zone: 'Europe/Berlin' }
    expect(await place()).toMatchObject({ turn, quiet: { from: '22:00', to: '07:00', zone: 'Europe/Berlin' } })
    await added('choir', { delivery: 'daily' })
    expect((await rules()).map(({ delivery }) => delivery)).toEqual([turn, turn])
  })

  it('a new zone moves the times that were set, and off ends the quiet hours', async () => {
    await alerts('settings', { quiet: '22:00-07:00', digest: '08:15' })
    await alerts('settings', { zone: 'UTC' })
    expect(await place()).toMatchObject({ turn: { daily: '08:15', zone: 'UTC' }, quiet: { zone: 'UTC' } })
    expect((await alerts('settings', { quiet: 'off' })).content).toMatch(/Quiet hours: none/)
    expect(await place()).not.toHaveProperty('quiet')
  })

  it('in quiet hours nothing is sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-25T03:00:00Z') })
    await alerts('settings', { quiet: '00:00-23:59', zone: 'UTC' })
    await added('missile')
    await wire()
    await runDurableObjectAlarm(outbox((await place()).id))
    expect(network.to(DIRECT)).toHaveLength(1)
    vi.useRealTimers()
  })

  it.each<[string, Record<string, Given>, RegExp]>([
    ['wrong hours', { quiet: '22-7' }, /“22\\-7” are no quiet hours/],
    ['hours from a time to itself', { quiet: '07:00-07:00' }, /no quiet hours/],
    ['a wrong time', { digest: '25:00' }, /“25\\:00” is no time of day/],
    ['a wrong zone', { zone: 'Mars/Base' }, /do not know the time zone/],
  ])('%s are told, and nothing is set', async (_fact, options, sentence) => {
    expect((await alerts('settings', options)).content).toMatch(sentence)
    expect(await desk().listDestinations(USER)).toEqual([])
  })
})

describe('/alerts forget-me', () => {
  it('deletes everything of the person at once, and nothing of others', async () => {
    await added('missile')
    await alerts('settings', { quiet: '22:00-07:00' })
    await alerts('add', { query: 'choir' }, { ...DM, user: '801' })
    const { id } = await place()
    expect((await alerts('forget-me')).content).toMatch(/Everything of you is deleted: 1 rule/)
    expect(await rules()).toEqual([])
    expect(await desk().listDestinations(USER)).toEqual([])
    expect(await desk().ruleHistory(USER)).toEqual([])
    expect(await outbox(id).isConfigured()).toBe(false)
    expect(await desk().listRules('user:801')).toHaveLength(1)
  })
})

describe('PERSONAL_ALERTS=false', () => {
  it('ends it everywhere but for being forgotten', async () => {
    const { id } = await added('missile')
    const settings = settingsOf(env) as { personalAlerts: boolean }
    settings.personalAlerts = false
    try {
      for (const subcommand of ['add', 'list', 'edit', 'pause', 'resume', 'remove', 'settings']) {
        const told = await alerts(subcommand, { rule: id, query: 'rocket' })
        expect(told.content, subcommand).toBe('The operator has turned personal alerts off.')
      }
      for (const verb of ['alerts-preview', 'alerts-edit', 'alerts-undo', 'alerts-list']) {
        expect((await say(press(DM, `1:${verb}:${id}`))).content, verb).toMatch(/turned personal alerts off/)
      }
      expect((await say(submit(DM, `1:alerts-edit:${id}`, { query: 'rocket' }))).content).toMatch(/turned personal/)
      expect(await rules()).toMatchObject([{ query: 'missile' }])
      expect((await alerts('forget-me')).content).toMatch(/deleted/)
    } finally {
      settings.personalAlerts = true
    }
  })
})
