// /hook: an address is asked for in a form and never said again; nothing is sent there before it has consented; a secret is shown once.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DISCORD, type Told, talk } from '../support/chat.ts'
import { api } from '../support/desk-client.ts'
import { type Person, slash, submit, typing } from '../support/discord-client.ts'
import { Network, type Seen } from '../support/network.ts'
import { desk, FEED, operatorWire, outbox, SERVER, STRANGERS, sayer } from '../support/server.ts'
import { rss, WIRE } from '../support/stories.ts'

const HOOK = 'http://127.0.0.1:2/hooks/very-secret-path-9876'
const SLACK = 'https://hooks.slack.com/services/T0/B0/abcdefgh1234'

let network: Network
let say: ReturnType<typeof sayer>

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
  say = sayer(network)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const challengeIn = ({ body }: Seen): string => (JSON.parse(body) as { data: { challenge: string } }).data.challenge
const consents = () => network.on(HOOK, (seen) => Response.json({ challenge: challengeIn(seen) }))

const fill = (format: string, fields: Record<string, string>, person: Person = {}): Promise<Told> =>
  talk(network, submit(person, `1:hook-add:${format}`, fields))
const hooks = async () => (await desk().listDestinations(SERVER)).filter(({ kind }) => kind !== 'discord-channel')
const only = async () => (await hooks())[0]!
const disabled = async () => (await outbox((await only()).id).status()).disabled
const made = async (name = 'Desk'): Promise<string> => {
  consents()
  await fill('standard', { url: HOOK, name })
  return (await only()).id
}
const poll = (wire: string) => api('POST', `/sources/${wire}/poll`, undefined, 200)
const secretIn = ({ content }: Told): string => /\|\|`(whsec_[^`]+)`\|\|/.exec(content)?.[1] ?? ''

describe('/hook add', () => {
  it.each([
    ['standard', ['url', 'name']],
    ['slack', ['url', 'name']],
    ['teams', ['url', 'name']],
    ['discord', ['url', 'thread', 'name']],
    ['ntfy', ['url', 'topic', 'name']],
    ['telegram', ['token', 'chat', 'name']],
  ])('asks in a form what %s needs', async (format, fields) => {
    const { modal } = await say('hook add', { format })
    expect(modal?.custom_id).toBe(`1:hook-add:${format}`)
    const asked = modal?.components as { component: { custom_id: string } }[]
    expect(asked.map(({ component }) => component.custom_id)).toEqual(fields)
  })

  it('has no option that could hold an address', async () => {
    expect((await say('hook add', { format: 'carrier pigeon' })).content).toMatch(/do not know that format/)
    expect((await fill('carrier', { url: HOOK })).content).toMatch(/do not know that format/)
    expect(await hooks()).toEqual([])
  })

  it('of one that gives back the challenge is ready, and its secret is shown once', async () => {
    consents()
    const told = await fill('standard', { url: HOOK, name: 'Desk' })
    expect(told).toMatchObject({ type: 5, deferred: true })
    expect(told.content).toMatch(/^The hook Desk is stored \(127.*2\/…9876\)\.\nThe test was accepted/)
    expect(await disabled()).toBeUndefined()
    const [request] = network.to(HOOK)
    const verified = new Webhook(secretIn(told)).verify(request!.body, Object.fromEntries(request!.headers))
    expect(verified).toMatchObject({ type: 'webhook.test' })
  })

  it('of one that answers anything else waits, and nothing is sent there', async () => {
    network.on(HOOK, () => new Response('ok'))
    const told = await fill('standard', { url: HOOK })
    expect(told.content).toMatch(/not answered with its challenge.*Nothing is sent there until/s)
    expect(secretIn(told)).toMatch(/^whsec_/)
    expect(await disabled()).toBe('waiting for a test that is accepted')
    expect((await say('hook enable', { hook: (await only()).id })).content).toMatch(/waiting for a test/)
    expect((await say('hook list')).content).toMatch(/waiting for a test/)
    consents()
    expect((await say('hook test', { hook: (await only()).id })).content).toMatch(/was accepted/)
    expect(await disabled()).toBeUndefined()
  })

  it('that waits for its test is mended by /hook test, whatever is asked about it', async () => {
    network.on(HOOK, () => new Response('ok'))
    await fill('standard', { url: HOOK })
    await say('watch add', { query: 'missile', hook: (await only()).id })
    const [rule] = await desk().listRules(SERVER)
    const resumed = (await say('watch resume', { rule: rule!.id })).content
    const shown = (await say('watch show', { rule: rule!.id })).content
    const status = JSON.stringify((await say('status')).embeds)
    for (const told of [resumed, shown, status])
      expect(told).toMatch(/waiting for a test that is accepted: \/hook test/)
    expect(resumed + shown + status).not.toMatch(/I try again|\/hook enable|\/watch resume/)
  })

  it.each<[string, Record<string, string>, string]>([
    ['slack', { url: SLACK }, SLACK],
    [
      'teams',
      { url: 'https://prod-1.westeurope.logic.azure.com/workflows/1?sig=abcd' },
      'https://prod-1.westeurope.logic.azure.com/',
    ],
    ['ntfy', { url: 'https://ntfy.sh', topic: 'night-desk-77' }, 'https://ntfy.sh'],
    ['telegram', { token: `123456:${'A'.repeat(35)}`, chat: '-1001234' }, 'https://api.telegram.org/'],
    ['discord', { url: `https://discord.com/api/webhooks/77/${'t'.repeat(68)}` }, `${DISCORD}/webhooks/77/`],
  ])('of %s is ready once it answers 2xx', async (format, fields, address) => {
    network.on(address, () => Response.json({ ok: true, id: '1', channel_id: '2' }))
    const { content } = await fill(format, { ...fields, name: 'Room' })
    expect(content).toMatch(/The hook Room is stored .*\nThe test was accepted/)
    expect(content).not.toContain('whsec_')
    expect(network.to(address).length).toBeGreaterThan(0)
    expect(await disabled()).toBeUndefined()
  })

  it('whose owner was told that it waits, tells when it no longer does', async () => {
    network.on(HOOK, () => new Response('ok'))
    await fill('standard', { url: HOOK, name: 'Desk' })
    const { id } = await only()
    await outbox(id).poke()
    expect((await say('hook list')).content).toMatch(/Desk.*waiting for a test that is accepted/)
    consents()
    expect((await say('hook test', { hook: id })).content).toMatch(
      /^Alerts go to Desk again\.\n\nThe test was accepted/,
    )
  })

  it('of a service that refuses waits for another test', async () => {
    network.on(SLACK, () => new Response('no_service', { status: 404 }))
    expect((await fill('slack', { url: SLACK })).content).toMatch(/The test was refused\. Nothing is sent there until/)
    expect(await disabled()).toBe('waiting for a test that is accepted')
  })

  it('never says the address, the token or the topic again', async () => {
    const token = `123456:${'Ab1_'.repeat(9)}`
    const said = [
      await fill('standard', { url: HOOK }),
      await fill('ntfy', { url: 'https://ntfy.sh', topic: 'secret-topic-1' }),
      await fill('telegram', { token, chat: '@newsdesk' }),
      await fill('slack', { url: 'https://intranet/services/very-secret-path' }),
      await fill('telegram', { token: 'very-secret-path', chat: '1' }),
      await fill('ntfy', { url: 'https://ntfy.sh', topic: 'very secret-path' }),
      await say('hook list'),
    ]
    const text = JSON.stringify(said)
    for (const secret of ['very-secret', 'very secret', 'secret-topic', token.slice(0, 20)]) {
      expect(text).not.toContain(secret)
    }
  })

  it.each([
    ['standard', { url: 'not an address' }],
    ['standard', {}],
    ['slack', { url: 'https://user:word@hooks.slack.com/services/x' }],
    ['discord', { url: 'https://evil.example/api/webhooks/1/x' }],
    ['ntfy', { url: 'https://ntfy.sh', topic: 'a b' }],
    ['telegram', { token: 'x', chat: 'y' }],
    ['standard', { url: `https://wire.example/${'x'.repeat(3_000)}` }],
  ])('of %s with %j is refused in words, and nothing is asked', async (format, fields) => {
    expect((await fill(format, fields as Record<string, string>)).content.length).toBeGreaterThan(15)
    expect(await hooks()).toEqual([])
    expect(network.seen.filter(({ url }) => !url.startsWith(DISCORD))).toEqual([])
  })

  it('of a sixth is refused with the number and what to remove', async () => {
    for (let number = 1; number < 6; number++) await fill('standard', { url: `http://127.0.0.1:2/${number}` })
    expect((await fill('standard', { url: HOOK })).content).toMatch(/may have 5 hooks.*\/hook remove/)
    expect(await hooks()).toHaveLength(5)
  })

  it('of one that is there already says so', async () => {
    await made()
    expect((await fill('standard', { url: HOOK })).content).toMatch(/has that hook already: Desk/)
    expect(await hooks()).toHaveLength(1)
  })

  it('by a replay is answered without the secret, which is nowhere kept for it', async () => {
    consents()
    const form = submit({}, '1:hook-add:standard', { url: HOOK })
    const secret = secretIn(await talk(network, form))
    expect(secret).toMatch(/^whsec_/)
    expect((await talk(network, form)).content).toMatch(/secret was shown once/)
    const kept = await runInDurableObject(desk(), (_desk, state) =>
      JSON.stringify(state.storage.sql.exec('SELECT * FROM replies').toArray()),
    )
    expect(kept).toContain('is stored')
    expect(kept).not.toContain(secret)
  })
})

describe('/hook test', () => {
  it('is sent five times an hour at most, of all hooks together', async () => {
    const id = await made()
    for (let turn = 2; turn <= 5; turn++) {
      expect((await say('hook test', { hook: id })).content).toMatch(/was accepted/)
    }
    expect((await say('hook test', { hook: id })).content).toMatch(/may send 5 an hour/)
    expect(network.to(HOOK)).toHaveLength(5)
  })

  it.each([
    ['is refused', () => new Response('', { status: 500 }), /The test was refused\.$/],
    ['gets no answer', () => Promise.reject(new Error('cut')), /The test got no answer\.$/],
  ])('of one that has consented before, and now %s, ends nothing', async (_fact, answer, told) => {
    const id = await made()
    network.on(HOOK, answer as () => Response)
    expect((await say('hook test', { hook: id })).content).toMatch(told)
    expect(await disabled()).toBeUndefined()
  })
})

describe('/hook rotate, enable, remove', () => {
  it('rotate: a new secret, shown once, signs the next test', async () => {
    const id = await made()
    const rotation = slash({}, 'hook rotate', { hook: id })
    const told = await talk(network, rotation)
    const secret = secretIn(told)
    await say('hook test', { hook: id })
    const request = network.to(HOOK).at(-1)!
    expect(() => new Webhook(secret).verify(request.body, Object.fromEntries(request.headers))).not.toThrow()
    expect((await talk(network, rotation)).content).toMatch(/secret was shown once/)
  })

  it('rotate: only a signed webhook has a secret', async () => {
    network.on(SLACK, () => new Response('ok'))
    await fill('slack', { url: SLACK })
    expect((await say('hook rotate', { hook: (await only()).id })).content).toMatch(/Only a signed webhook/)
  })

  it('enable: one that was given up goes on, with the messages that were lost', async () => {
    const id = await made()
    await say('watch add', { query: 'missile', hook: id, name: 'Arms' })
    const wire = await operatorWire(network, [])
    network.on(HOOK, () => new Response('', { status: 410 }))
    network.on(FEED, () => new Response(rss(WIRE)))
    await poll(wire)
    await runInDurableObject(outbox(id), (object) => object.alarm())
    expect((await say('hook list')).content).toMatch(/given up \(.*\): mend it, then \/hook enable/)
    network.on(HOOK, () => new Response('ok'))
    // What its owner is to know of it comes first.
    expect((await say('hook enable', { hook: id })).content).toMatch(
      /^Alerts go to Desk again\.\n\nDesk goes on, with 1 message that had been given up\.$/,
    )
    await runInDurableObject(outbox(id), (object) => object.alarm())
    const last = JSON.parse(network.to(HOOK).at(-1)!.body) as { type: string; data: { item: { title: string } } }
    expect(last).toMatchObject({ type: 'item.matched', data: { item: { title: 'Missile brigade honoured' } } })
    expect(await disabled()).toBeUndefined()
  })

  it('remove: is refused while a rule delivers there, and says which', async () => {
    const id = await made()
    await desk().addRule(SERVER, { query: 'missile', destination: id, name: 'Arms' })
    expect((await say('hook remove', { hook: id })).content).toMatch(/Desk stays.*Arms/)
    const [rule] = await desk().listRules(SERVER)
    await desk().removeRule(SERVER, rule!.id)
    expect((await say('hook remove', { hook: id })).content).toMatch(/Desk is removed/)
    expect(await hooks()).toEqual([])
    expect(await env.OUTBOX.get(env.OUTBOX.idFromName(id)).isConfigured()).toBe(false)
  })

  it.each(STRANGERS)('from %s a known id answers like an unknown one, and nothing happens', async (_who, person) => {
    const id = await made()
    const before = network.to(HOOK).length
    for (const command of ['test', 'rotate', 'enable', 'remove']) {
      const unknown = await say(`hook ${command}`, { hook: 'neverWas' }, person)
      expect((await say(`hook ${command}`, { hook: id }, person)).content).toBe(unknown.content)
      expect((await talk(network, typing(person, `hook ${command}`, 'hook', ''))).choices).toEqual([])
    }
    expect((await say('hook list', {}, person)).content).not.toMatch(/Desk/)
    expect(network.to(HOOK)).toHaveLength(before)
    expect(await hooks()).toHaveLength(1)
  })

  it('a channel of the server is no hook', async () => {
    await say('watch add', { query: 'missile' })
    const [channel] = await desk().listDestinations(SERVER)
    expect((await say('hook remove', { hook: channel!.id })).content).toMatch(/no such hook/)
    expect((await talk(network, typing({}, 'hook test', 'hook', ''))).choices).toEqual([])
  })
})

describe('a rule for a hook', () => {
  it('is made with /watch add and moved with /watch edit', async () => {
    const id = await made()
    expect((await say('watch add', { query: 'missile', hook: id })).content).toMatch(/^Watching for missile in Desk/)
    const [rule] = await desk().listRules(SERVER)
    expect(rule?.destination).toBe(id)
    await say('watch edit', { rule: rule!.id, channel: '700' }, {})
    await say('watch edit', { rule: rule!.id, hook: id })
    expect((await desk().listRules(SERVER))[0]?.destination).toBe(id)
    expect((await talk(network, typing({}, 'watch add', 'hook', 'des'))).choices.map(({ value }) => value)).toEqual([
      id,
    ])
  })

  it('names a channel or a hook, not both, and no hook that is not the server’s', async () => {
    const id = await made()
    const both = slash(
      {},
      'watch add',
      { query: 'missile', hook: id, channel: '700' },
      { channels: { 700: { id: '700', type: 0 } } },
    )
    expect((await talk(network, both)).content).toMatch(/not both/)
    const theirs = { guild: '501' }
    const unknown = await say('watch add', { query: 'missile', hook: 'neverWas' }, theirs)
    expect((await say('watch add', { query: 'missile', hook: id }, theirs)).content).toBe(unknown.content)
    expect([...(await desk().listRules(SERVER)), ...(await desk().listRules('guild:501'))]).toEqual([])
  })
})
