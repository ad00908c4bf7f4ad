import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { createReceiver, refusalOf } from '../support/webhook-receiver.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const NOW = Date.UTC(2026, 10, 23, 12)

/** Signed by the library of the standard's authors. */
const signed = (body: string, { id = 'msg_1', at = NOW, secret = SECRET } = {}): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1_000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
})

const BODY = '{"type":"item.matched"}'

const setUp = () => {
  const receiver = createReceiver({ now: () => NOW })
  receiver.trust(SECRET)
  const post = (headers: Record<string, string>, body = BODY) =>
    receiver.fetch(new Request('http://127.0.0.1/hook', { method: 'POST', headers, body }))
  return { receiver, post }
}

describe('what the receiver believes', () => {
  it('is the published example of the standard', async () => {
    const headers = new Headers({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
    expect(await refusalOf(headers, '{"test": 2432232314}', [SECRET], 1_614_265_330_000)).toBeUndefined()
  })

  it.each([
    ['a body signed with the secret', signed(BODY)],
    [
      'one good signature among others',
      { ...signed(BODY), 'webhook-signature': `v1a,x v1,AAAA ${signed(BODY)['webhook-signature']}` },
    ],
    ['a clock five minutes behind', signed(BODY, { at: NOW - 300_000 })],
    ['a clock five minutes ahead', signed(BODY, { at: NOW + 300_000 })],
  ])('takes %s', async (_name, headers) => {
    const { post, receiver } = setUp()
    expect((await post(headers)).status).toBe(204)
    expect(receiver.received).toMatchObject([
      { id: 'msg_1', path: '/hook', body: { type: 'item.matched' }, repeat: false },
    ])
  })

  it.each([
    ['another secret', signed(BODY, { secret: OTHER }), 'no matching signature'],
    ['a body with one more space', signed(`${BODY} `), 'no matching signature'],
    ['another id', { ...signed(BODY), 'webhook-id': 'msg_2' }, 'no matching signature'],
    ['a timestamp 301 seconds old', signed(BODY, { at: NOW - 301_000 }), 'timestamp out of tolerance'],
    ['a timestamp 301 seconds ahead', signed(BODY, { at: NOW + 301_000 }), 'timestamp out of tolerance'],
    ['a timestamp that is no number', { ...signed(BODY), 'webhook-timestamp': 'now' }, 'timestamp is not a number'],
    ['no headers', {}, 'missing headers'],
    ['a signature that is no base64', { ...signed(BODY), 'webhook-signature': 'v1,***' }, 'no matching signature'],
  ])('refuses %s with 401', async (_name, headers, reason) => {
    const { post, receiver } = setUp()
    expect((await post(headers)).status).toBe(401)
    expect(receiver.refused).toMatchObject([{ reason }])
    expect(receiver.received).toEqual([])
  })

  it('is nothing before it was told a secret, and nothing after it was told to forget it', async () => {
    const { post, receiver } = setUp()
    receiver.distrust(SECRET)
    expect((await post(signed(BODY))).status).toBe(401)
  })

  it('holds during a rotation, when both secrets are good', async () => {
    const { post, receiver } = setUp()
    receiver.trust(OTHER)
    expect((await post(signed(BODY, { secret: OTHER }))).status).toBe(204)
    expect((await post(signed(BODY))).status).toBe(204)
  })
})

describe('repeats and scripted answers', () => {
  it('marks a second delivery of one id and tells of it once', async () => {
    const told: string[] = []
    const receiver = createReceiver({ now: () => NOW, onReceived: ({ id }) => told.push(id) })
    receiver.trust(SECRET)
    for (let time = 0; time < 2; time++) {
      await receiver.fetch(new Request('http://127.0.0.1/', { method: 'POST', headers: signed(BODY), body: BODY }))
    }
    expect(receiver.received.map(({ repeat }) => repeat)).toEqual([false, true])
    expect(told).toEqual(['msg_1'])
  })

  it('fails as told, then takes the retry', async () => {
    const { post, receiver } = setUp()
    receiver.fail(1, 503, 'busy', { 'retry-after': '2' })
    const first = await post(signed(BODY))
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2'])
    expect((await post(signed(BODY))).status).toBe(204)
    expect(receiver.received).toHaveLength(1)
  })

  it('can keep a delivery and lose the answer', async () => {
    const { post, receiver } = setUp()
    receiver.fail(1, 500, undefined, {}, { afterwards: true })
    expect((await post(signed(BODY))).status).toBe(500)
    expect(receiver.received).toHaveLength(1)
  })
})
