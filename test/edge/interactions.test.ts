import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, ORIGIN } from '../support/desk-client.ts'
import { type Option, signedHeaders, slashCommand } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const STRING = 3
const DISCORD = 'http://127.0.0.1:9/api/v10'

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const post = (body: string, headers: Record<string, string>): Promise<Response> =>
  exports.default.fetch(new Request(`${ORIGIN}/interactions`, { method: 'POST', headers, body }))

const interact = async (interaction: object): Promise<Record<string, unknown>> => {
  const body = JSON.stringify(interaction)
  const response = await post(body, await signedHeaders(body, Date.now()))
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

const say = async (
  subcommand: string,
  options: readonly Option[] = [],
  guild?: Parameters<typeof slashCommand>[3],
): Promise<string> => {
  const answer = await interact(slashCommand('watch', subcommand, options, guild))
  expect(answer).toMatchObject({ type: 4, data: { flags: 64, allowed_mentions: { parse: [] } } })
  return (answer['data'] as { content: string }).content
}

const query = (value: string): Option => ({ name: 'query', type: STRING, value })

describe('the signature', () => {
  const PING = '{"type":1}'
  const NOW = Date.now()

  it('PING is answered PONG', async () => {
    expect(await interact({ type: 1 })).toEqual({ type: 1 })
  })

  it.each<[string, (headers: Record<string, string>) => Record<string, string>, string]>([
    ['no headers', () => ({}), PING],
    ['an altered body', (headers) => headers, '{"type":1 }'],
    [
      'an altered timestamp',
      (headers) => ({ ...headers, 'x-signature-timestamp': String(Math.floor(NOW / 1_000) - 1) }),
      PING,
    ],
    [
      'a signature that is not hexadecimal',
      (headers) => ({ ...headers, 'x-signature-ed25519': 'z'.repeat(128) }),
      PING,
    ],
    ['a signature too short', (headers) => ({ ...headers, 'x-signature-ed25519': 'ab'.repeat(63) }), PING],
    ['a signature too long', (headers) => ({ ...headers, 'x-signature-ed25519': 'ab'.repeat(65) }), PING],
    ['a signature of zeros', (headers) => ({ ...headers, 'x-signature-ed25519': '0'.repeat(128) }), PING],
    ['a timestamp in words', (headers) => ({ ...headers, 'x-signature-timestamp': 'now' }), PING],
    ['an empty body', (headers) => headers, ''],
    ['a body over the cap', (headers) => headers, 'x'.repeat(70_000)],
  ])('%s: 401', async (_fact, alter, body) => {
    const response = await post(body, alter(await signedHeaders(PING, NOW)))
    expect(response.status).toBe(401)
  })

  it.each([-6, 6])('a right signature %i minutes away from now: 401', async (minutes) => {
    const response = await post(PING, await signedHeaders(PING, Date.now() + minutes * 60_000))
    expect(response.status).toBe(401)
  })

  it('a signed body that is no interaction: 400', async () => {
    for (const body of ['[]x', 'null', '"text"', '{}']) {
      expect((await post(body, await signedHeaders(body, Date.now()))).status).toBe(400)
    }
  })
})

describe('/watch', () => {
  it('add, list and remove: a rule of the server, delivered to the channel', async () => {
    const source = await api('POST', '/sources', { url: 'http://127.0.0.1:1/feed.xml', backfill: 10 })
    network.on('http://127.0.0.1:1/feed.xml', () => new Response(rss(WIRE)))
    expect(await say('list')).toMatch(/No rules yet/)
    const added = await say('add', [query('missile')])
    expect(added).toMatch(/Watching for missile in <#700>/)
    const id = /rule `([\w-]+)`/.exec(added)?.[1] ?? ''
    expect(await say('list')).toContain(id)

    expect(await api('POST', `/sources/${source['id']}/poll`, undefined, 200)).toMatchObject({ matched: 1 })
    const destination = (await env.DESK.get(env.DESK.idFromName('desk')).listDestinations('guild:500'))[0]!
    await runDurableObjectAlarm(env.OUTBOX.get(env.OUTBOX.idFromName(destination.id)))
    expect(network.to(`${DISCORD}/channels/700/messages`)).toHaveLength(1)

    expect(await say('remove', [{ name: 'rule', type: STRING, value: id }])).toMatch(/removed/)
    expect(await say('list')).toMatch(/No rules yet/)
  })

  it('a wrong query is answered with a caret under the first wrong letter', async () => {
    expect(await say('add', [query('missile "launch')])).toContain('missile "launch\n        ^')
    expect(await say('add', [query('미싸일 "발사')])).toContain('미싸일 "발사\n       ^')
  })

  it('another server’s rule is as unknown as one that never was', async () => {
    const id = /rule `([\w-]+)`/.exec(await say('add', [query('missile')]))?.[1] ?? ''
    const option = { name: 'rule', type: STRING, value: id }
    const stranger = { guild: '501' }
    expect(await say('list', [], stranger)).toMatch(/No rules yet/)
    const unknown = await say('remove', [{ ...option, value: 'nothing' }], stranger)
    expect(await say('remove', [option], stranger)).toBe(unknown)
    expect(await say('list')).toContain(id)
  })

  it('takes the owner from the installation, not from the place: a user’s own install manages no server', async () => {
    expect(await say('add', [query('missile')], { guild: '500', owners: { 1: '800' } })).toMatch(/in a server only/)
    expect(await say('list')).toMatch(/No rules yet/)
  })

  it('is for those who manage the server', async () => {
    expect(await say('add', [query('missile')], { permissions: '2048' })).toMatch(/permission/)
  })

  it('never echoes what was typed as formatting or a mention', async () => {
    const added = await say('add', [query('missile'), { name: 'name', type: STRING, value: '@everyone <@1> **x**' }])
    expect(added + (await say('list'))).not.toMatch(/(?<!\\)@everyone|<@1>|(?<!\\)\*\*x/)
  })

  it('an unknown command or a strange shape is answered in words', async () => {
    for (const strange of [
      { type: 2 },
      { type: 2, data: null },
      { type: 2, data: { name: 'watch' } },
      { type: 2, data: { name: 'watch', options: [{ name: 'add', type: 3, value: 'x' }] } },
      { type: 3, data: { custom_id: 'x' } },
      { type: 99 },
    ]) {
      expect(await interact(strange)).toMatchObject({ type: 4 })
    }
  })
})
