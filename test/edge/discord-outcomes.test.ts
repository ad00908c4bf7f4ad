// What each of Discord's answers means for a delivery: one row per answer.
import { describe, expect, it } from 'vitest'
import { GATE } from '../../src/core/limits.ts'
import { type Judged, outcomeOf } from '../../src/edge/discord/outcome.ts'
import type { SendOutcome } from '../../src/flow/delivery-ports.ts'

const BOT: Judged = { bot: true, edit: false, nonce: true, inside: false, again: false }
const FORUM: Judged = { ...BOT, nonce: false }
const EDIT: Judged = { ...BOT, edit: true, nonce: false }
const REPLY_IN_FORUM: Judged = { ...BOT, inside: true }
const HOOK: Judged = { bot: false, edit: false, nonce: false, inside: false, again: false }
const HOOK_EDIT: Judged = { ...HOOK, edit: true }

type Headers = Record<string, string>
const judged = (how: Judged, status: number, body: unknown = '', headers: Headers = {}): SendOutcome =>
  outcomeOf(
    { status, headers: new Headers(headers), text: typeof body === 'string' ? body : JSON.stringify(body) },
    how,
  )

const error = (code: number) => ({ code, message: 'words' })
const MESSAGE = { id: '5', channel_id: '7' }

describe('a message that was kept', () => {
  it('is sent under channel and message, and says what is left of its allowance', () => {
    const headers = { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset-after': '1.25' }
    expect(judged(BOT, 200, MESSAGE, headers)).toEqual({
      outcome: 'sent',
      status: 200,
      message: '7/5',
      bucket: { limit: 5, remaining: 3, resetAfterMs: 1_250 },
    })
  })

  it('pauses the next when its allowance is spent', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '2' }
    expect(judged(BOT, 200, MESSAGE, headers)).toMatchObject({ outcome: 'sent', pauseMs: 2_000 })
  })

  it('in a forum stands in the thread it opened', () => {
    expect(judged(FORUM, 201, { id: '20', message: { id: '20' } })).toMatchObject({ outcome: 'sent', message: '20/20' })
    expect(judged(FORUM, 201, { id: '20', message: { id: '21', channel_id: '20' } })).toMatchObject({
      message: '20/21',
    })
  })

  it.each([
    ['the bot’s, whose repeat its nonce makes harmless', BOT],
    ['a mark, whose repeat changes nothing', EDIT],
    ['a webhook’s, without Discord’s own headers', HOOK],
  ])('is not taken for granted when the answer is garbage: %s', (_fact, how) => {
    expect(judged(how, 200, '<html>welcome</html>')).toMatchObject({ outcome: 'unknown', status: 200 })
  })

  it('of a webhook is sent when only Discord’s headers came through: a repeat would be seen', () => {
    const headers = { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset-after': '1' }
    expect(judged(HOOK, 200, '{"id":', headers)).toMatchObject({ outcome: 'sent' })
    expect(judged(HOOK, 204)).toMatchObject({ outcome: 'sent' })
  })
})

describe('nobody knows', () => {
  it('after silence', () => {
    expect(outcomeOf({ silence: 'connection failed' }, BOT)).toEqual({
      outcome: 'unknown',
      reason: 'connection failed',
    })
  })

  it.each([500, 502, 504, 520, 524])('after %i', (status) => {
    for (const how of [BOT, HOOK, EDIT, FORUM])
      expect(judged(how, status)).toMatchObject({ outcome: 'unknown', status })
  })
})

describe('it may be taken later', () => {
  it.each([503, 501, 521, 522, 530, 302, 408])('after %i', (status) => {
    expect(judged(BOT, status)).toMatchObject({ outcome: 'later', status })
  })

  it.each([
    [503, 130000],
    [400, 160006],
    [400, 40004],
  ])('after %i with code %i', (status, code) => {
    expect(judged(BOT, status, error(code))).toMatchObject({ outcome: 'later', status })
  })

  it('when the service says when', () => {
    expect(judged(BOT, 503, '', { 'retry-after': '30' })).toMatchObject({ outcome: 'later', afterMs: 30_000 })
  })
})

describe('a limit', () => {
  const limited = (more: object = {}) => ({
    message: 'You are being rate limited.',
    retry_after: 1.337,
    global: false,
    ...more,
  })

  it.each([
    ['user', 'user'],
    ['shared', 'shared'],
  ])('of scope %s asks for patience and names its scope', (scope, named) => {
    const headers = { 'x-ratelimit-scope': scope, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.337' }
    expect(judged(BOT, 429, limited(), headers)).toMatchObject({
      outcome: 'limited',
      afterMs: 1_337,
      scope: named,
      bucket: { remaining: 0, resetAfterMs: 1_337 },
    })
  })

  it('of all the bot’s calls closes the gate for so long', () => {
    expect(judged(BOT, 429, limited({ global: true }))).toMatchObject({ outcome: 'gate', forMs: 1_337 })
    expect(judged(BOT, 429, limited(), { 'x-ratelimit-scope': 'global' })).toMatchObject({ outcome: 'gate' })
  })

  it('of all calls from our address, which is what a webhook’s global limit is, is shared', () => {
    expect(judged(HOOK, 429, limited({ global: true }))).toMatchObject({ outcome: 'limited', scope: 'shared' })
  })

  it.each([
    ['text of the network', 'error code: 1015', {}],
    ['a page of the network', '<html>Error 1015</html>', { 'retry-after': '5' }],
    ['no body', '', {}],
    ['JSON that names no wait', { message: 'slow down' }, {}],
    [
      'JSON that says we are blocked',
      {
        code: 0,
        message:
          'You are being blocked from accessing our API temporarily due to exceeding our rate limits frequently.',
      },
      {},
    ],
  ])('with %s is a block of our address', (_fact, body, headers) => {
    for (const how of [BOT, HOOK, EDIT]) {
      expect(judged(how, 429, body, headers)).toMatchObject({ outcome: 'gate', forMs: GATE.BLOCKED_MS })
    }
  })

  it('on marks on old messages waits, and is no fault of the message', () => {
    expect(judged(EDIT, 429, { ...error(30046), retry_after: 40 })).toMatchObject({
      outcome: 'limited',
      afterMs: 40_000,
    })
    expect(judged(EDIT, 400, error(30046))).toMatchObject({ outcome: 'limited', afterMs: 600_000 })
  })

  it.each([20016, 20022, 20028, 20029, 40003, 40062])(
    'with code %i under another status is a limit as well',
    (code) => {
      expect(judged(BOT, 403, error(code))).toMatchObject({ outcome: 'limited' })
    },
  )

  it('that is nonsense still ends', () => {
    expect(judged(BOT, 429, { retry_after: 'soon' })).toMatchObject({ outcome: 'gate' })
    expect(judged(BOT, 429, { retry_after: -1 }, { 'retry-after': '2' })).toMatchObject({
      outcome: 'limited',
      afterMs: 2_000,
    })
  })
})

describe('the gate is closed', () => {
  it.each([
    ['401', 401, { code: 0, message: '401: Unauthorized' }],
    ['code 40001', 401, error(40001)],
    ['code 50014', 403, error(50014)],
  ])('by %s with the bot’s token, whatever was asked', (_fact, status, body) => {
    for (const how of [BOT, EDIT, FORUM, REPLY_IN_FORUM]) {
      expect(judged(how, status, body)).toMatchObject({ outcome: 'gate', forMs: GATE.BAD_TOKEN_MS })
    }
  })

  it.each([
    ['a 403 without JSON', 403, '<html>Attention Required</html>'],
    ['code 40333', 403, error(40333)],
    ['a block under another status', 503, 'error code: 1015'],
  ])('by %s', (_fact, status, body) => {
    for (const how of [BOT, HOOK, EDIT])
      expect(judged(how, status, body)).toMatchObject({ outcome: 'gate', forMs: GATE.BLOCKED_MS })
  })
})

describe('a form is refused', () => {
  it.each([50035, 50006, 50109, 160002, 0])('with 400 and code %i: a plainer one may be taken', (code) => {
    expect(judged(BOT, 400, error(code))).toMatchObject({ outcome: 'malformed', status: 400 })
  })

  it.each([
    [404, 10003],
    [403, 50001],
    [403, 50013],
    [400, 50083],
    [400, 160005],
  ])('with %i and code %i inside a thread of a forum: the forum may take it as a post of its own', (status, code) => {
    expect(judged(REPLY_IN_FORUM, status, error(code))).toMatchObject({ outcome: 'malformed' })
  })
})

describe('an answer where the bot may post and not read what was said before', () => {
  it.each([
    [403, 160002],
    [403, 160009],
    [400, 160010],
  ])('with %i and code %i is what a plainer form does without, and no end of the place', (status, code) => {
    expect(judged(BOT, status, error(code))).toMatchObject({ outcome: 'malformed', status })
  })
})

describe('a deleted tag', () => {
  it('is what a plainer form does without', () => {
    expect(judged(FORUM, 404, error(10087))).toMatchObject({ outcome: 'malformed', status: 404 })
  })
})

describe('this message is refused', () => {
  it.each([
    [413, 40005],
    [413, 0],
    [400, 200000],
    [400, 200001],
    [400, 240000],
    [404, 10062],
    [400, 40060],
    [405, 0],
  ])('with %i and code %i', (status, code) => {
    expect(judged(BOT, status, error(code))).toMatchObject({ outcome: 'refused', status })
  })
})

describe('a message that is no longer there', () => {
  it('had arrived, when its repeated nonce is answered so', () => {
    expect(judged({ ...BOT, again: true }, 404, error(10008))).toEqual({ outcome: 'sent', status: 404 })
  })

  it('had not, when nothing was tried before or there is no nonce: a plainer form may be taken', () => {
    expect(judged(BOT, 404, error(10008))).toMatchObject({ outcome: 'malformed' })
    expect(judged({ ...FORUM, again: true }, 404, error(10008))).toMatchObject({ outcome: 'malformed' })
  })

  it.each([
    [404, 10008],
    [404, 10003],
    [403, 50005],
    [400, 50083],
    [403, 160005],
    [400, 50035],
    [403, 50001],
  ])('or can no longer be marked (%i, code %i) is nobody’s fault', (status, code) => {
    expect(judged(EDIT, status, error(code))).toMatchObject({ outcome: 'unmarkable', status })
  })

  it('cannot be marked by a webhook either, whose own end is another thing', () => {
    expect(judged(HOOK_EDIT, 404, error(10008))).toMatchObject({ outcome: 'unmarkable' })
    expect(judged(HOOK_EDIT, 404, error(10015))).toMatchObject({ outcome: 'gone' })
    expect(judged(HOOK_EDIT, 401, error(50027))).toMatchObject({ outcome: 'gone' })
    expect(judged(HOOK_EDIT, 404)).toMatchObject({ outcome: 'gone' })
  })
})

describe('a destination is gone', () => {
  it.each([
    [404, 10003, 'choose another place'],
    [404, 10004, 'invite the bot'],
    [400, 40058, 'forum'],
    [400, 40067, 'tag'],
    [403, 50001, 'View Channel'],
    [403, 50007, 'privacy settings'],
    [400, 50008, 'choose another place'],
    [403, 50013, 'Send Messages'],
    [400, 50024, 'choose another place'],
    [400, 50083, 'open it'],
    [403, 50278, 'shares no server'],
    [403, 160005, 'unlock it'],
    [403, 0, 'enable this destination again'],
    [404, 0, 'enable this destination again'],
  ])('for the bot with %i and code %i, and its owner is told what to do', (status, code, words) => {
    const outcome = judged(BOT, status, error(code))
    expect(outcome).toMatchObject({ outcome: 'gone', status })
    expect('reason' in outcome && outcome.reason).toContain(words)
  })

  it.each([
    [401, 50027, 'new webhook'],
    [404, 10015, 'new one'],
    [401, 0, 'new webhook'],
    [403, 0, 'new webhook'],
    [404, 0, 'new webhook'],
    [400, 220001, 'id of a thread'],
    [400, 220002, 'the id alone'],
    [400, 220003, 'without a thread'],
  ])('for a webhook with %i and code %i, and its owner is told what to do', (status, code, words) => {
    const outcome = judged(HOOK, status, error(code))
    expect(outcome).toMatchObject({ outcome: 'gone', status })
    expect('reason' in outcome && outcome.reason).toContain(words)
  })
})
