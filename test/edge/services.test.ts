// Slack, Mattermost, Teams, ntfy and Telegram as destinations: made through the API, delivered to, and what their answers mean.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, call } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const FEED = 'http://127.0.0.1:1/feed.xml'
const SLACK = 'https://hooks.slack.com/services/T000/B000/secret-slack-word'
const MATTERMOST = 'http://127.0.0.1:2/hooks/secret-mattermost-word'
const TEAMS = 'https://prod-00.westus.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sig=secret-teams-word'
const NTFY = 'http://127.0.0.1:2/'
const TELEGRAM = 'https://api.telegram.org/bot'
const TOKEN = '123456:secret-telegram-word-of-some-length'

const PLACES = {
  slack: [{ kind: 'slack', url: SLACK }, SLACK],
  mattermost: [{ kind: 'slack', url: MATTERMOST }, MATTERMOST],
  teams: [{ kind: 'teams', url: TEAMS }, TEAMS],
  ntfy: [{ kind: 'ntfy', url: NTFY, topic: 'secret-ntfy-word' }, NTFY],
  telegram: [{ kind: 'telegram', token: TOKEN, chat: '-100123' }, TELEGRAM],
} as const
type Name = keyof typeof PLACES
const NAMES = Object.keys(PLACES) as Name[]

type Delivery = { state: string; attempts: { outcome: string }[]; next?: string }

let network: Network

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-11-20T12:00:00Z') })
  network = new Network().on(FEED, () => new Response(rss(WIRE))).install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const run = (id: string): Promise<void> => runInDurableObject(outbox(id), (object) => object.alarm())
const make = async (name: Name): Promise<string> =>
  (await api<{ id: string }>('POST', '/destinations', PLACES[name][0])).id
const deliveryOf = async (id: string): Promise<Delivery> =>
  (await api<{ items: Delivery[] }>('GET', `/destinations/${id}/deliveries`)).items[0]!
const disabledOf = async (): Promise<unknown> =>
  (await api<{ items: { disabled?: string }[] }>('GET', '/destinations')).items[0]!.disabled

/** A destination with one alert on its way, and the run that tries it. */
const tried = async (name: Name, answer: () => Response): Promise<string> => {
  network.on(PLACES[name][1], answer)
  const id = await make(name)
  const { id: source } = await api<{ id: string }>('POST', '/sources', { url: FEED, backfill: 10 })
  await api('POST', '/rules', { query: 'brigade', destination: id })
  await api('POST', `/sources/${source}/poll`, undefined, 200)
  await run(id)
  return id
}

describe.each(NAMES)('%s', (name) => {
  it('is told of a match', async () => {
    const id = await tried(name, () => Response.json({ ok: true }))
    expect(await deliveryOf(id)).toMatchObject({ state: 'sent' })
    const sent = network.to(PLACES[name][1])
    expect(sent).toHaveLength(1)
    expect(sent[0]!.body).toContain('Missile brigade honoured')
    expect(sent[0]!.headers.get('user-agent')).toMatch(/^Nightdesk\//)
  })

  it('is shown by host and an ending: no answer of the API has its address', async () => {
    const made = await call('POST', '/api/v1/destinations', PLACES[name][0])
    const shown = (await made.text()) + JSON.stringify(await api('GET', '/destinations'))
    expect(shown).not.toContain('secret-')
    expect(made.status).toBe(201)
    expect((await call('POST', '/api/v1/destinations', PLACES[name][0])).status).toBe(200)
  })

  it('has no failure in which its address is told', async () => {
    const id = await tried(name, () => new Response(`no: ${SLACK} ${TOKEN}`, { status: 500 }))
    expect(JSON.stringify(await api('GET', `/destinations/${id}/deliveries`))).not.toContain('secret-')
    expect(await deliveryOf(id)).toMatchObject({ state: 'pending', attempts: [{ outcome: 'answered 500' }] })
  })

  it('can be tested', async () => {
    network.on(PLACES[name][1], () => Response.json({ ok: true }))
    const id = await make(name)
    expect(await api('POST', `/destinations/${id}/test`, undefined, 200)).toEqual({ answer: 'accepted' })
    expect(network.to(PLACES[name][1])[0]!.body).toContain('Nightdesk can post here.')
  })

  it('that answers 413 is not asked to take that message again', async () => {
    const id = await tried(name, () => new Response('too large', { status: 413 }))
    expect(await deliveryOf(id)).toMatchObject({ state: 'dead' })
    expect(await disabledOf()).toBeUndefined()
  })
})

describe('a story that changes after Telegram was told', () => {
  const REVISED = WIRE.map((one) => ({ ...one, title: one.title.replace('honoured', 'honoured twice') }))
  const calls = () =>
    network.to(TELEGRAM).map(({ url, body }) => ({ method: url.split('/').at(-1), ...JSON.parse(body) }))

  const revised = async (edited: () => Response): Promise<string> => {
    const id = await tried('telegram', () => Response.json({ ok: true, result: { message_id: 7 } }))
    network.on(FEED, () => new Response(rss(REVISED)))
    network.on(`${TELEGRAM}${TOKEN}/editMessageText`, edited)
    const { items } = await api<{ items: { id: string }[] }>('GET', '/sources')
    vi.setSystemTime(Date.now() + 600_000)
    await api('POST', `/sources/${items[0]!.id}/poll`, undefined, 200)
    await run(id)
    vi.setSystemTime(Date.now() + 600_000)
    await run(id)
    return id
  }

  it('is edited in its message and answered there', async () => {
    const id = await revised(() => Response.json({ ok: true, result: { message_id: 7 } }))
    expect(calls().map(({ method }) => method)).toEqual(['sendMessage', 'sendMessage', 'editMessageText'])
    const [posted, reply, edit] = calls()
    expect(posted).not.toHaveProperty('reply_parameters')
    expect(reply.reply_parameters).toMatchObject({ message_id: 7 })
    expect(edit).toMatchObject({ chat_id: '-100123', message_id: 7 })
    expect(edit.text).toMatch(/^Changed: Missile brigade honoured twice\n/)
    expect((await outbox(id).outcomes()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it.each([
    ['was deleted', 'Bad Request: message to edit not found', 'dropped'],
    ['can be edited no more', "Bad Request: message can't be edited", 'dropped'],
    ['is none that it knows', 'Bad Request: MESSAGE_ID_INVALID', 'dropped'],
    ['reads so already', 'Bad Request: message is not modified: specified new message content is the same', 'sent'],
  ])('holds nobody up where its message %s', async (_fact, description, state) => {
    const id = await revised(() => Response.json({ ok: false, description }, { status: 400 }))
    const { items } = await api<{ items: (Delivery & { edit?: true })[] }>('GET', `/destinations/${id}/deliveries`)
    expect(items.filter(({ edit }) => edit).map((delivery) => delivery.state)).toEqual([state])
    expect((await outbox(id).outcomes()).map((outcome) => outcome.state)).toEqual(['sent', 'sent'])
    expect(await outbox(id).status()).toMatchObject({ pending: 0 })
    expect(await disabledOf()).toBeUndefined()
  })
})

describe('patience', () => {
  it.each<[Name, () => Response, string]>([
    ['slack', () => new Response('rate_limited', { status: 429, headers: { 'retry-after': '30' } }), '12:00:30'],
    [
      'telegram',
      () => Response.json({ ok: false, error_code: 429, parameters: { retry_after: 17 } }, { status: 429 }),
      '12:00:17',
    ],
    ['ntfy', () => Response.json({ code: 42901, http: 429 }, { status: 429 }), '12:00:30'],
    ['ntfy', () => Response.json({ code: 42908, http: 429 }, { status: 429 }), '13:00:00'],
    ['teams', () => new Response('', { status: 429, headers: { 'retry-after': '5' } }), '12:00:05'],
  ])('%s is given what it asks for', async (name, answer, until) => {
    const id = await tried(name, answer)
    expect((await deliveryOf(id)).next).toContain(`T${until}`)
  })
})

describe('the end of a place', () => {
  it.each<[Name, number, string, string]>([
    ['slack', 410, 'channel_is_archived', 'the channel is archived'],
    ['slack', 404, 'no_service', 'the webhook was removed'],
    ['mattermost', 410, '', 'the service says that it is gone'],
    [
      'telegram',
      403,
      '{"ok":false,"description":"Forbidden: bot was blocked by the user"}',
      'Telegram: bot was blocked',
    ],
    [
      'telegram',
      403,
      '{"ok":false,"description":"Forbidden: bot was kicked from the group chat"}',
      'Telegram: bot was kicked',
    ],
    ['telegram', 400, '{"ok":false,"description":"Bad Request: chat not found"}', 'Telegram: chat not found'],
  ])('%s answering %d %s disables the destination', async (name, status, body, reason) => {
    await tried(name, () => new Response(body, { status }))
    expect(await disabledOf()).toBe(reason)
  })

  it.each<[Name, number, string]>([
    ['slack', 403, 'action_prohibited'],
    ['slack', 500, 'no_service'],
    ['telegram', 401, '{"ok":false,"description":"Unauthorized"}'],
    ['teams', 404, ''],
    ['ntfy', 403, '{"code":40301}'],
  ])('%s answering %d %s does not', async (name, status, body) => {
    const id = await tried(name, () => new Response(body, { status }))
    expect(await disabledOf()).toBeUndefined()
    expect(await deliveryOf(id)).toMatchObject({ state: 'pending' })
  })
})

describe('what a destination may be', () => {
  const base = { kind: 'webhook', url: 'https://receiver.example.com/' }
  const quiet = { from: '22:00', to: '07:00', zone: 'Asia/Seoul' }

  it('has quiet hours, a cap and tags, which are shown', async () => {
    const wanted = { kind: 'discord-channel', channel: '700', quiet, cap: 20, tags: ['5', '6'] }
    const { id } = await api<{ id: string }>('POST', '/destinations', wanted)
    const { items } = await api<{ items: object[] }>('GET', '/destinations')
    expect(items).toMatchObject([{ id, quiet, cap: 20, tags: ['5', '6'] }])
  })

  it.each<[string, object, string]>([
    ['a zone that is none', { ...base, quiet: { ...quiet, zone: 'Asia/Atlantis' } }, '/quiet/zone'],
    ['an offset for a zone', { ...base, quiet: { ...quiet, zone: '+09:00' } }, '/quiet/zone'],
    ['a time that is none', { ...base, quiet: { ...quiet, from: '24:00' } }, '/quiet/from'],
    ['quiet hours without an end', { ...base, quiet: { from: '22:00', zone: 'UTC' } }, '/quiet/to'],
    ['quiet hours that last all day', { ...base, quiet: { from: '22:00', to: '22:00', zone: 'UTC' } }, '/quiet'],
    ['a cap of nothing', { ...base, cap: 0 }, '/cap'],
    ['a cap of too much', { ...base, cap: 1_001 }, '/cap'],
    ['tags where there is no forum', { ...base, tags: ['1'] }, '/tags'],
    ['too many tags', { kind: 'discord-channel', channel: '1', tags: ['1', '2', '3', '4', '5', '6'] }, '/tags'],
    ['a topic with a slash', { kind: 'ntfy', url: 'https://ntfy.sh/', topic: 'a/b' }, '/topic'],
    ['a topic that is too long', { kind: 'ntfy', url: 'https://ntfy.sh/', topic: 'a'.repeat(65) }, '/topic'],
    ['a token that is none', { kind: 'telegram', token: '1/../x', chat: '1' }, '/token'],
    [
      'a token that would name another path',
      { kind: 'telegram', token: `1:${'a'.repeat(30)}/../../x`, chat: '1' },
      '/token',
    ],
    ['a chat that is none', { kind: 'telegram', token: TOKEN, chat: 'https://t.me/x' }, '/chat'],
    ['a kind that is none', { kind: 'pager' }, '/kind'],
  ])('never has %s', async (_fact, body, at) => {
    const response = await call('POST', '/api/v1/destinations', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { at } })
  })

  it('is no ntfy server with a topic in its address', async () => {
    const body = { kind: 'ntfy', url: 'https://ntfy.sh/mine', topic: 'mine' }
    expect((await call('POST', '/api/v1/destinations', body)).status).toBe(403)
  })
})
