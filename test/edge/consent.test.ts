// Tests of destinations: how many, what they say, and the consent that they bring.
import { reset, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Owner } from '../../src/core/model.ts'
import type { DestinationConfig } from '../../src/edge/courier.ts'
import { awaitsConsent, gaveBack, withConsent } from '../../src/edge/webhook/consent.ts'
import { rotated, type WebhookConfig } from '../../src/edge/webhook/courier.ts'
import { newSecret, signedHeaders } from '../../src/edge/webhook/signature.ts'
import { api, call } from '../support/desk-client.ts'
import { Network, type Seen } from '../support/network.ts'

const HOOK = 'http://127.0.0.1:2/hook'
const GUILD: Owner = 'guild:900'
const DAY = 86_400_000

let network: Network

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-11-20T12:00:00Z') })
  network = new Network().install()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const outbox = (id = 'place') => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const webhook = (): WebhookConfig => ({ kind: 'webhook', url: HOOK, secret: newSecret() })
/** A destination of this owner, and what a test of it says. */
const testOf = async (owner: Owner, config: DestinationConfig): Promise<string> => {
  await outbox().configure('place', withConsent(owner, config))
  return outbox().sendTest()
}
const disabled = async (): Promise<string | undefined> => (await outbox().status()).disabled
const challengeIn = ({ body }: Seen): string => (JSON.parse(body) as { data: { challenge: string } }).data.challenge

describe('a server’s own webhook', () => {
  it('is not delivered to before a test is accepted', async () => {
    network.on(HOOK, () => new Response('ok'))
    await outbox().configure('place', withConsent(GUILD, webhook()))
    expect(await disabled()).toBe('waiting for a test that is accepted')
    await runInDurableObject(outbox(), (object) => object.alarm())
    expect(network.to(HOOK)).toEqual([])
  })

  it.each<[string, (seen: Seen) => Response]>([
    ['as the body', (seen) => new Response(`${challengeIn(seen)}\n`)],
    ['as a JSON string', (seen) => Response.json(challengeIn(seen))],
    ['as {"challenge"}', (seen) => Response.json({ challenge: challengeIn(seen) })],
    [
      'in the header webhook-challenge',
      (seen) => new Response('', { headers: { 'webhook-challenge': challengeIn(seen) } }),
    ],
  ])('is enabled once it gave back the challenge %s', async (_fact, answer) => {
    network.on(HOOK, answer)
    expect(await testOf(GUILD, webhook())).toBe('accepted')
    expect(await disabled()).toBeUndefined()
  })

  it.each<[string, (seen: Seen) => Response]>([
    ['answers 200 and nothing else', () => new Response('ok')],
    ['echoes the whole request', ({ body }) => new Response(body)],
    ['gives back the challenge with a 400', (seen) => new Response(challengeIn(seen), { status: 400 })],
    ['gives back another challenge', () => Response.json({ challenge: 'a'.repeat(32) })],
    ['redirects', () => new Response(null, { status: 302, headers: { location: HOOK } })],
  ])('stays disabled when it %s', async (_fact, answer) => {
    network.on(HOOK, answer)
    expect(await testOf(GUILD, webhook())).toBe('refused')
    expect(await disabled()).toBe('waiting for a test that is accepted')
  })

  it('cannot be enabled by a command instead, nor by a rotation', async () => {
    await outbox().configure('place', withConsent(GUILD, webhook()))
    await outbox().rotate()
    expect(await outbox().enable()).toBe(0)
    expect(await disabled()).toBe('waiting for a test that is accepted')
  })

  it('has a new challenge in every test, signed with its secret', async () => {
    network.on(HOOK, () => new Response('ok'))
    const config = webhook()
    await testOf(GUILD, config)
    await outbox().sendTest()
    const [first, second] = network.to(HOOK)
    expect(challengeIn(first!)).not.toBe(challengeIn(second!))
    const verifier = new Webhook(config.secret)
    // The library looks at the real clock, which this test has set.
    expect(() => verifier.verify(first!.body, Object.fromEntries(first!.headers))).not.toThrow()
  })
})

it('a service’s own webhook of a server needs a 2xx, and is then enabled', async () => {
  const slack = { kind: 'slack' as const, url: HOOK }
  network.on(HOOK, () => new Response('invalid_payload', { status: 400 }))
  expect(await testOf(GUILD, slack)).toBe('refused')
  expect(await disabled()).toBeDefined()
  network.on(HOOK, () => new Response('ok'))
  expect(await outbox().sendTest()).toBe('accepted')
  expect(await disabled()).toBeUndefined()
})

it('Discord vouches for its own places, and the operator for the operator’s', () => {
  expect(awaitsConsent(withConsent(GUILD, { kind: 'discord-channel', channel: '1' }))).toBe(false)
  expect(awaitsConsent(withConsent('operator', webhook()))).toBe(false)
  expect(awaitsConsent(withConsent('user:1', webhook()))).toBe(true)
})

describe('the operator’s webhook', () => {
  it.each<[string, () => Response | Promise<Response>, string]>([
    ['answers 200', () => new Response('ok'), 'accepted'],
    ['answers 204', () => new Response(null, { status: 204 }), 'accepted'],
    ['answers 302', () => new Response(null, { status: 302, headers: { location: HOOK } }), 'refused'],
    ['answers 410', () => new Response('', { status: 410 }), 'refused'],
    ['answers 429', () => new Response('', { status: 429 }), 'refused'],
    ['answers 500', () => new Response('', { status: 500 }), 'refused'],
    ['cannot be reached', () => Promise.reject(new TypeError('connection refused')), 'no answer'],
  ])('that %s: a test says so in one of three words', async (_fact, answer, word) => {
    network.on(HOOK, answer)
    const { id } = await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: HOOK })
    expect(await api('POST', `/destinations/${id}/test`, undefined, 200)).toEqual({ answer: word })
  })
})

it('an owner has five tests in any hour, of all destinations together', async () => {
  vi.setSystemTime(Date.parse('2030-01-01T11:59:55Z'))
  network.on(HOOK, () => new Response('ok'))
  const made = await Promise.all(
    ['a', 'b'].map((path) => api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: `${HOOK}/${path}` })),
  )
  const test = (index: number) => call('POST', `/api/v1/destinations/${made[index % 2]!.id}/test`)
  for (let index = 0; index < 5; index++) expect((await test(index)).status).toBe(200)
  const refused = await test(0)
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ error: { code: 'tests' } })
  expect(network.to(HOOK)).toHaveLength(5)
  vi.setSystemTime(Date.parse('2030-01-01T12:00:05Z'))
  expect((await test(0)).status).toBe(429)
  vi.setSystemTime(Date.parse('2030-01-01T12:59:56Z'))
  expect((await test(1)).status).toBe(200)
})

describe('a rotation', () => {
  const old = webhook()
  const now = Date.now()
  const config = rotated(old, newSecret(), now)
  const signaturesAt = async (at: number): Promise<number> => {
    network.on(HOOK, () => new Response('ok'))
    vi.setSystemTime(at)
    await outbox().configure('place', config)
    await outbox().sendTest()
    return network.to(HOOK).at(-1)!.headers.get('webhook-signature')!.split(' ').length
  }

  it.each([
    ['at once', 0, 2],
    ['a moment before the day is over', DAY - 1, 2],
    ['when the day is over', DAY, 1],
  ])('%s: %3$d signature(s)', async (_fact, after, count) => {
    expect(await signaturesAt(now + after)).toBe(count)
  })

  it('either secret verifies during it', async () => {
    const body = '{"type":"webhook.test"}'
    const headers = await signedHeaders('msg', Date.now(), body, [config.secret, old.secret])
    for (const secret of [config.secret, old.secret]) {
      expect(() => new Webhook(secret).verify(body, headers)).not.toThrow()
    }
  })
})

describe('the challenge', () => {
  const answer = (text: string, header?: string) => ({
    text,
    headers: new Headers(header === undefined ? {} : { 'webhook-challenge': header }),
  })
  it.each<[string, Parameters<typeof gaveBack>[0], boolean]>([
    ['bare', answer('abc'), true],
    ['with white space around it', answer(' abc\r\n'), true],
    ['in the header', answer('', 'abc'), true],
    ['inside a longer text', answer('challenge=abc'), false],
    ['inside an echo', answer('{"type":"webhook.test","data":{"challenge":"abc"}}'), false],
    ['null', answer('null'), false],
    ['nothing', answer(''), false],
  ])('%s', (_fact, given, back) => {
    expect(gaveBack(given, 'abc')).toBe(back)
  })
})
