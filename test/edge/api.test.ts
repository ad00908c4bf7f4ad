import { reset } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, call, ORIGIN } from '../support/desk-client.ts'
import { Network } from '../support/network.ts'

const FEED = 'https://wire.example/feed.xml'

beforeEach(() => {
  new Network().install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const errorOf = async (response: Response) => ((await response.json()) as { error: Record<string, unknown> }).error

describe('the door', () => {
  it('answers 401 without a token, with a wrong one, and with one that only starts right', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Bearer test-admin-token-of-thirty-two-character', 'Basic eA==']) {
      const response = await exports.default.fetch(
        new Request(`${ORIGIN}/api/v1/sources`, { headers: { authorization } }),
      )
      expect(response.status).toBe(401)
    }
  })

  it('answers 404 in the API’s own shape for a path that is not there', async () => {
    const response = await call('GET', '/nowhere')
    expect(response.status).toBe(404)
    expect(await errorOf(response)).toMatchObject({ code: 'not-found' })
  })
})

type Fault = [fact: string, method: string, path: string, body: unknown, at: string, message: RegExp]

describe('bodies', () => {
  it.each<Fault>([
    ['an unknown key is named', 'POST', '/api/v1/sources', { url: FEED, evrey: 5 }, '/evrey', /"evrey"/],
    [
      'a name that cannot be seen is refused',
      'POST',
      '/api/v1/sources',
      { url: FEED, name: '\u200b\u2060' },
      '/name',
      /seen/,
    ],
    ['nor is a name of fillers', 'POST', '/api/v1/sources', { url: FEED, name: '\u3164\u2800' }, '/name', /seen/],
    ['half a letter is no name', 'POST', '/api/v1/sources', { url: FEED, name: 'a\ud800' }, '/name', /seen/],
    ['a missing key is named', 'POST', '/api/v1/sources', { name: 'x' }, '/url', /"url"/],
    ['a wrong kind', 'POST', '/api/v1/sources', { url: FEED, kind: 'gopher' }, '/kind', /feed/],
    [
      'a minute below the least of a patient kind',
      'POST',
      '/api/v1/sources',
      { url: FEED, kind: 'kcna-watch', every: 5 },
      '/every',
      /10 minutes/,
    ],
    ['no JSON', 'POST', '/api/v1/rules', '{', '', /JSON/],
    [
      'an unknown destination',
      'POST',
      '/api/v1/rules',
      { query: 'missile', destination: 'nowhere' },
      '/destination',
      /destination/,
    ],
    [
      'an unknown key in a nested body',
      'POST',
      '/api/v1/rules',
      { query: 'a', destination: 'd', mentions: { role: [] } },
      '/mentions/role',
      /"role"/,
    ],
    [
      'an unknown source to try a rule on',
      'POST',
      '/api/v1/rules/test',
      { query: 'missile', sources: ['nowhere'] },
      '/sources',
      /"nowhere"/,
    ],
    ...['abc', 'bnVsbA==', 'W10=', 'eyJ3aXJlIjoiNSJ9', 'eyJ3aXJlIjpudWxsfQ==', '%00'].map(
      (cursor): Fault => [
        `the cursor ${cursor} of items`,
        'GET',
        `/api/v1/items?cursor=${cursor}`,
        undefined,
        '/cursor',
        /cursor/,
      ],
    ),
    ['a cursor of topics', 'GET', '/api/v1/topics?cursor=nothing', undefined, '/cursor', /cursor/],
    ['a limit beyond the list’s', 'GET', '/api/v1/rules?limit=201', undefined, '/limit', /200/],
    ['an unknown question', 'GET', '/api/v1/items?query=x', undefined, '/query', /"query"/],
  ])('%s: 400 with a pointer', async (_fact, method, path, body, at, message) => {
    const response = await call(method, path, body)
    const error = await errorOf(response)
    expect(response.status).toBe(400)
    expect(error['at']).toBe(at)
    expect(error['message']).toMatch(message)
  })

  it('a body over the cap: 413', async () => {
    const response = await call('POST', '/api/v1/rules', 'x'.repeat(300_000))
    expect(response.status).toBe(413)
  })
})

describe('sources', () => {
  it('are created once for an address, listed, and removed as often as one likes', async () => {
    const first = await api('POST', '/sources', { url: FEED, name: 'The Wire' })
    expect(first).toMatchObject({ id: 'the-wire', kind: 'auto', every: 5, backfill: 0, state: 'ok', url: FEED })
    expect(first).toHaveProperty('created')
    expect(await api('POST', '/sources', { url: FEED }, 200)).toMatchObject({ id: 'the-wire' })
    expect(await api('GET', '/sources')).toMatchObject({ items: [{ id: 'the-wire' }] })
    await api('DELETE', '/sources/the-wire', undefined, 204)
    await api('DELETE', '/sources/the-wire', undefined, 204)
    expect(await api('GET', '/sources')).toEqual({ items: [] })
  })

  it('are paged by limit and cursor', async () => {
    for (const number of [1, 2, 3]) await api('POST', '/sources', { url: `${FEED}?${number}`, name: `wire ${number}` })
    const first = await api<{ items: { id: string }[]; next: string }>('GET', '/sources?limit=2')
    expect(first.items.map(({ id }) => id)).toEqual(['wire-1', 'wire-2'])
    const second = await api('GET', `/sources?limit=2&cursor=${first.next}`)
    expect(second).toMatchObject({ items: [{ id: 'wire-3' }] })
    expect(second).not.toHaveProperty('next')
  })

  it('get the kind that their address gives away, with its patience, unless another is asked for', async () => {
    const watch = { url: 'https://www.kcnawatch.org/newstream/', name: 'Watch' }
    expect(await api('POST', '/sources', watch)).toMatchObject({ kind: 'kcna-watch', every: 10 })
    expect(await api('POST', '/sources', { url: 'http://kcna.kp/en', kind: 'auto' })).toMatchObject({
      kind: 'kcna',
      every: 10,
    })
    await api('POST', '/sources', { url: 'http://www.kcna.kp/kp', every: 5 }, 400)
    expect(await api('POST', '/sources', { url: 'http://www.rodong.rep.kp/en/' })).toMatchObject({
      kind: 'rodong',
      every: 5,
    })
    expect(await api('POST', '/sources', { url: 'https://blog.example/wp-json/wp/v2/posts' })).toMatchObject({
      kind: 'wp-json',
    })
    expect(await api('POST', '/sources', { url: 'https://kcnawatch.org/feed/', kind: 'feed' })).toMatchObject({
      kind: 'feed',
      every: 5,
    })
    for (const kind of ['kcna', 'rodong', 'wp-json']) {
      expect(await api('POST', '/sources', { url: `${FEED}?${kind}`, kind })).toMatchObject({ kind })
    }
  })

  it('that a rule names cannot be removed: 409', async () => {
    const source = await api('POST', '/sources', { url: FEED })
    const hook = await api('POST', '/destinations', { kind: 'webhook', url: 'https://desk.example/hook' })
    await api('POST', '/rules', { query: 'missile', destination: hook['id'], sources: [source['id']] })
    await api('DELETE', `/sources/${source['id']}`, undefined, 409)
  })
})

describe('known sources', () => {
  it('are offered unverified, each until this Worker has read it', async () => {
    type Known = { items: { id: string; url: string; kind: string; verified: boolean }[] }
    const { items } = await api<Known>('GET', '/sources/known')
    expect(items.length).toBeGreaterThan(7)
    expect(items.filter(({ verified }) => verified)).toEqual([])
    const wp = items.find(({ kind }) => kind === 'wp-json')!
    new Network()
      .on(wp.url, () =>
        Response.json([
          {
            id: 1,
            date_gmt: '2026-11-22T00:00:00',
            link: new URL('/1', wp.url).href,
            title: { rendered: 'One' },
            content: { rendered: '<p>Two</p>' },
          },
        ]),
      )
      .install()
    const source = await api<{ id: string }>('POST', '/sources', { url: wp.url })
    await api('POST', `/sources/${source.id}/poll`, undefined, 200)
    const after = await api<Known>('GET', '/sources/known')
    expect(after.items.filter(({ verified }) => verified).map(({ id }) => id)).toEqual([wp.id])
  })
})

describe('destinations', () => {
  it('show their secret once and their address never', async () => {
    const made = await api('POST', '/destinations', { kind: 'webhook', url: 'https://desk.example/hook/abcdefgh1234' })
    expect(made['secret']).toMatch(/^whsec_/)
    expect(made['address']).toBe('desk.example/…1234')
    const again = await api(
      'POST',
      '/destinations',
      { kind: 'webhook', url: 'https://desk.example/hook/abcdefgh1234' },
      200,
    )
    expect(again['id']).toBe(made['id'])
    const text = JSON.stringify([again, await api('GET', '/destinations')])
    expect(text).not.toContain('whsec_')
    expect(text).not.toContain('abcdefgh')
  })

  it('that a rule delivers to cannot be removed: 409; without the rule: 204', async () => {
    const hook = await api('POST', '/destinations', { kind: 'webhook', url: 'https://desk.example/hook' })
    const rule = await api('POST', '/rules', { query: 'missile', destination: hook['id'] })
    await api('DELETE', `/destinations/${hook['id']}`, undefined, 409)
    await api('DELETE', `/rules/${rule['id']}`, undefined, 204)
    await api('DELETE', `/destinations/${hook['id']}`, undefined, 204)
  })

  it('refuse a cursor of deliveries and outcomes that no list gave', async () => {
    const hook = await api('POST', '/destinations', { kind: 'webhook', url: 'https://desk.example/hook' })
    for (const list of ['deliveries', 'outcomes']) {
      for (const cursor of ['abc', '-1', '1e3', '1.5.2']) {
        const response = await call('GET', `/api/v1/destinations/${hook['id']}/${list}?cursor=${cursor}`)
        expect([response.status, (await errorOf(response))['at']], `${list} ${cursor}`).toEqual([400, '/cursor'])
      }
    }
  })

  it('take Discord webhooks by Discord’s own addresses only: 403', async () => {
    for (const url of [
      'https://discord.com.evil.example/api/webhooks/1/abc',
      'https://evil.example/api/webhooks/1/abc',
      'http://discord.com/api/webhooks/1/abc',
      'https://discord.com/api/webhooks/1',
    ]) {
      await api('POST', '/destinations', { kind: 'discord-webhook', url }, 403)
    }
    await api('POST', '/destinations', { kind: 'discord-webhook', url: 'https://discord.com/api/v10/webhooks/1/abc' })
  })
})

describe('rules', () => {
  const destination = async (): Promise<string> =>
    (await api<{ id: string }>('POST', '/destinations', { kind: 'webhook', url: 'https://desk.example/hook' })).id

  it('come back with their defaults and what they would have matched', async () => {
    const rule = await api('POST', '/rules', { query: 'missile OR rocket', destination: await destination() })
    expect(rule).toMatchObject({
      query: 'missile OR rocket',
      scope: 'lead',
      sources: [],
      delivery: 'instant',
      mentions: { roles: [], users: [] },
      silent: false,
      revisions: 'both',
      merge: true,
      paused: false,
      matches: { of: 0, hits: 0, sample: [] },
    })
  })

  it('with a wrong query are refused with the place of the fault', async () => {
    const response = await call('POST', '/api/v1/rules', { query: 'missile "launch', destination: await destination() })
    expect(response.status).toBe(400)
    expect(await errorOf(response)).toMatchObject({ code: 'query', at: { start: 8, end: expect.any(Number) } })
  })

  it.each([401, 1_500, 10_000])(
    'with %d parentheses are refused with the limit, the number and the place',
    async (count) => {
      const query = '('.repeat(count)
      const refusal = {
        code: 'query',
        message: expect.stringMatching(new RegExp(`may have 400 characters; this one has ${count}\\.`)),
        at: { start: 400, end: count },
      }
      const asked = [
        await call('POST', '/api/v1/rules/test', { query }),
        await call('POST', '/api/v1/rules', { query, destination: await destination() }),
        await call('GET', `/api/v1/items?q=${query}`),
      ]
      for (const response of asked) {
        expect(response.status).toBe(400)
        expect(await errorOf(response)).toMatchObject(refusal)
      }
    },
  )

  it('take the same by PATCH, and paused', async () => {
    const rule = await api('POST', '/rules', { query: 'missile', destination: await destination() })
    expect(await api('PATCH', `/rules/${rule['id']}`, { paused: true, query: 'rocket' })).toMatchObject({
      paused: true,
      query: 'rocket',
    })
    await api('PATCH', '/rules/nothing', { paused: true }, 404)
  })

  it('go on being called by their query when it changes, and keep a name of their own', async () => {
    const place = await destination()
    const plain = await api('POST', '/rules', { query: 'missile', destination: place })
    expect(await api('PATCH', `/rules/${plain['id']}`, { query: 'rocket' })).toMatchObject({ name: 'rocket' })
    const whole = { query: 'dam', name: 'rocket' }
    expect(await api('PATCH', `/rules/${plain['id']}`, whole)).toMatchObject({ name: 'dam' })
    const named = await api('POST', '/rules', { query: 'missile', destination: place, name: 'Launches' })
    expect(await api('PATCH', `/rules/${named['id']}`, { query: 'rocket' })).toMatchObject({ name: 'Launches' })
  })

  it('can be tried without saving', async () => {
    expect(await api('POST', '/rules/test', { query: 'missile' }, 200)).toEqual({
      of: 0,
      days: 0,
      hits: 0,
      items: [],
      near: [],
    })
    expect(await api('GET', '/rules')).toEqual({ items: [] })
    // The sample holds titles and leads alone.
    expect(await api('POST', '/rules/test', { query: 'missile', scope: 'text' }, 200)).toMatchObject({ at_least: true })
    await api('POST', '/rules/test', { query: 'NOT missile' }, 400)
  })
})

describe('topics', () => {
  it('are listed with their descriptions', async () => {
    const { items } = await api<{ items: { id: string }[] }>('GET', '/topics')
    expect(items.map(({ id }) => id)).toContain('missiles')
  })

  it('are paged by limit and cursor, in their own order', async () => {
    type Page = { items: { id: string }[]; next?: string }
    const whole = await api<Page>('GET', '/topics')
    expect(whole.next).toBeUndefined()
    const first = await api<Page>('GET', '/topics?limit=20')
    const rest = await api<Page>('GET', `/topics?limit=200&cursor=${first.next}`)
    expect(first.items).toHaveLength(20)
    expect([...first.items, ...rest.items]).toEqual(whole.items)
    expect(rest.next).toBeUndefined()
  })
})
