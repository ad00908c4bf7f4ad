// The door and the router: who may, on whose behalf, once only, in their language, and always in words.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GONE } from '../../src/edge/discord/codes.ts'
import type { Act } from '../../src/edge/discord/command.ts'
import { readInteraction } from '../../src/edge/discord/interaction.ts'
import { routerOf } from '../../src/edge/discord/route.ts'
import type { Env } from '../../src/edge/env.ts'
import { type Settings, settingsOf } from '../../src/edge/settings.ts'
import { DISCORD, post, talk } from '../support/chat.ts'
import {
  CAN_POST,
  choose,
  type Person,
  press,
  signedHeaders,
  slash,
  submit,
  typing,
} from '../support/discord-client.ts'
import { Network } from '../support/network.ts'

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
const rules = async (owner: `guild:${string}` = 'guild:500') => desk().listRules(owner)
const add = (person: Person = {}, query = 'missile') => slash(person, 'watch add', { query })

describe('on whose behalf', () => {
  it('the server that installed the bot, and nobody’s where the payload comes from another', async () => {
    expect((await say(add({ guild: '777', owners: { 0: '500' } }))).content).toMatch(/in a server only/)
    expect([...(await rules()), ...(await rules('guild:777'))]).toEqual([])
    await say(add({ guild: '500', owners: { 0: '500' } }))
    expect(await rules()).toHaveLength(1)
  })

  it.each<[string, Person]>([
    ['a user’s own installation, standing in a server', { owners: { 1: '800' } }],
    ['a DM with the bot', { guild: undefined }],
    ['a DM, by a user’s own installation', { guild: undefined, owners: { 0: '0', 1: '800' } }],
  ])('%s manages no server', async (_fact, person) => {
    expect((await say(add(person))).content).toMatch(/in a server only/)
    expect(await rules()).toEqual([])
  })

  it('another server’s id is as unknown as one that never was', async () => {
    await say(add())
    const [rule] = await rules()
    const stranger: Person = { guild: '501' }
    const unknown = await say(slash(stranger, 'watch remove', { rule: 'nothing' }))
    expect((await say(slash(stranger, 'watch remove', { rule: rule!.id }))).content).toBe(unknown.content)
    expect(await rules()).toHaveLength(1)
  })
})

describe('which installations', () => {
  const usual = { ...settingsOf(env) }
  const set = (given: Partial<Settings>): void => {
    Object.assign(settingsOf(env), given)
  }
  /** Whatever kinds of interaction there are, about one rule. */
  const everyKind = (person: Person, rule: string): readonly object[] => [
    slash(person, 'alerts list'),
    slash(person, 'alerts remove', { rule }),
    press(person, `1:alerts-preview:${rule}`),
    press(person, '1:alerts-list:0'),
    choose(person, `1:snooze-for:${rule}`, ['1h']),
    submit(person, `1:alerts-edit:${rule}`, { query: 'rocket' }),
  ]
  const personal = () => desk().listRules('user:800')

  beforeEach(async () => {
    await say(slash({}, 'alerts add', { query: 'missile', name: 'Secret watch' }))
  })
  afterEach(() => set(usual))

  it('servers that the operator did not name are told so, whatever they send', async () => {
    set({ allowedGuilds: new Set(['501']) })
    const before = await personal()
    for (const interaction of everyKind({}, before[0]!.id)) {
      expect((await say(interaction)).content).toMatch(/not open to this server/)
    }
    expect((await say(typing({}, 'alerts remove', 'rule', ''))).choices).toEqual([])
    expect(await personal()).toEqual(before)
    expect((await say(slash({ guild: '501' }, 'alerts list'))).content).toMatch(/Secret watch/)
  })

  it('a personal account’s is refused unless the operator allows it', async () => {
    const abroad: Person = { owners: { 1: '800' } }
    const before = await personal()
    for (const interaction of everyKind(abroad, before[0]!.id)) {
      expect((await say(interaction)).content).toMatch(/works in servers only/)
    }
    expect((await say(typing(abroad, 'alerts remove', 'rule', ''))).choices).toEqual([])
    expect(await personal()).toEqual(before)
    set({ allowUserInstall: true })
    expect((await say(slash(abroad, 'alerts list'))).content).toMatch(/Secret watch/)
  })

  it.each(['500', undefined])(
    'a personal account’s obeys its owner alone, who showed it to others in %s',
    async (guild) => {
      set({ allowUserInstall: true })
      const other: Person = { guild, owners: { 1: '800' }, user: '801' }
      const before = await personal()
      for (const interaction of everyKind(other, before[0]!.id)) {
        expect((await say(interaction)).content).toBe('This belongs to somebody else.')
      }
      expect((await say(typing(other, 'alerts remove', 'rule', ''))).choices).toEqual([])
      expect(await personal()).toEqual(before)
      const own: Person = { ...other, user: '800' }
      expect((await say(slash(own, 'alerts list'))).content).toMatch(/Secret watch/)
    },
  )
})

describe('who may', () => {
  it.each([
    ['nothing at all', '0'],
    ['to send messages', '2048'],
    ['a word', 'all'],
  ])('a person with the permission %s changes nothing', async (_fact, permissions) => {
    expect((await say(add({ permissions }))).content).toMatch(/permission to manage/)
    expect(await rules()).toEqual([])
  })

  it.each([
    ['to manage the server', '32'],
    ['of an administrator', '8'],
  ])('a person with the permission %s does', async (_fact, permissions) => {
    await say(add({ permissions }))
    expect(await rules()).toHaveLength(1)
  })
})

describe('a channel that the bot may not post in', () => {
  const FORUM_BITS = String(1n << 10n)

  it('is told at once, with what to give, and nothing is saved', async () => {
    const { content } = await say(add({ appPermissions: FORUM_BITS }))
    expect(content).toMatch(/cannot post in <#700> yet.*Send Messages, Embed Links/)
    expect(await rules()).toEqual([])
  })

  it('is judged by its own permissions, not by those of where one stands', async () => {
    const there = { id: '701', type: 0, app_permissions: FORUM_BITS }
    const asked = slash({}, 'watch add', { query: 'missile', channel: '701' }, { channels: { 701: there } })
    expect((await say(asked)).content).toMatch(/cannot post in <#701> yet/)
    const here = { ...there, app_permissions: CAN_POST }
    await say(slash({}, 'watch add', { query: 'missile', channel: '701' }, { channels: { 701: here } }))
    expect(await rules()).toHaveLength(1)
  })

  it('a role that only few may mention needs one more permission', async () => {
    const roles = { 9: { id: '9', mentionable: false } }
    const { content } = await say(slash({}, 'watch add', { query: 'missile', ping: '9' }, { roles }))
    expect(content).toMatch(/Mention Everyone/)
  })
})

describe('a ping that is added to a rule', () => {
  const roles = { 9: { id: '9', mentionable: false }, 500: { id: '500', mentionable: false } }
  const edit = async (person: Person, options: Record<string, string> = { ping: '9' }) => {
    const [rule] = await rules()
    return (await say(slash(person, 'watch edit', { rule: rule!.id, ...options }, { roles }))).content
  }

  it('asks for the permission where the rule posts and one stands there', async () => {
    await say(add())
    expect(await edit({})).toMatch(/cannot post in <#700> yet.*Mention Everyone/)
    expect((await rules())[0]?.mentions.roles).toEqual([])
    expect(await edit({ appPermissions: String(BigInt(CAN_POST) | (1n << 17n)) })).toMatch(/^Watching for missile/)
    expect((await rules())[0]?.mentions.roles).toEqual(['9'])
  })

  it('is saved from elsewhere, with what may be missing there', async () => {
    await say(add())
    const told = await edit({ channel: { id: '701', type: 0 } })
    expect(told).toMatch(/^Watching for missile.*may not be able to mention <@&9> in <#700>.*Mention Everyone/s)
    expect((await rules())[0]?.mentions.roles).toEqual(['9'])
  })

  it('goes along to another channel, with what may be missing there', async () => {
    const everywhere = String(BigInt(CAN_POST) | (1n << 17n))
    await say(slash({ appPermissions: everywhere }, 'watch add', { query: 'missile', ping: '9' }, { roles }))
    const [rule] = await rules()
    const channels = { 701: { id: '701', type: 0, app_permissions: CAN_POST } }
    const told = await say(slash({}, 'watch edit', { rule: rule!.id, channel: '701' }, { channels }))
    expect(told.content).toMatch(/in <#701>.*may not be able to mention <@&9> in <#701>/s)
  })

  it('is never everyone', async () => {
    await say(add())
    expect(await edit({}, { ping: '500' })).toMatch(/never everyone/)
    expect((await say(slash({}, 'watch add', { query: 'rocket', ping: '500' }, { roles }))).content).toMatch(
      /never everyone/,
    )
    expect(await rules()).toMatchObject([{ query: 'missile', mentions: { roles: [] } }])
  })
})

describe('a replay', () => {
  const again = async (interaction: object): Promise<unknown> => {
    const body = JSON.stringify(interaction)
    return (await post(body, await signedHeaders(body, Date.now()))).json()
  }

  it('of a change is answered like the first time, and changes nothing', async () => {
    await say(add())
    const [rule] = await rules()
    const removal = slash({}, 'watch remove', { rule: rule!.id })
    const first = await again(removal)
    expect(JSON.stringify(first)).toContain('removed')
    expect(await again(removal)).toEqual(first)
    expect(await rules()).toEqual([])
  })

  it('of a list takes no news away that came in between', async () => {
    await say(add())
    const list = slash({}, 'watch list')
    const first = await again(list)
    const [destination] = await desk().listDestinations('guild:500')
    await desk().destinationTurned(destination!.id, 'the channel no longer exists')
    expect(await again(list)).toEqual(first)
    expect((await say(slash({}, 'watch list'))).content).toMatch(/the channel no longer exists/)
  })

  it('while the first call is at work leaves the placeholder to it', async () => {
    const addition = add()
    await desk().claim((addition as { id: string }).id, 'guild:500', Date.now())
    expect(await again(addition)).toMatchObject({ type: 5 })
    expect(network.to(`${DISCORD}/webhooks/`)).toEqual([])
    expect(await rules()).toEqual([])
  })

  it('of a deferred change too', async () => {
    const addition = add()
    const first = await say(addition)
    expect(first).toMatchObject({ type: 5, content: expect.stringContaining('Watching for missile') })
    expect((await say(addition)).content).toBe(first.content)
    expect(await rules()).toHaveLength(1)
  })
})

describe('an answer within three seconds', () => {
  const now = Date.parse('2026-11-25T12:00:00Z')
  const clock = { toFake: ['Date', 'setTimeout', 'clearTimeout'] as const }
  const later = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms))

  it.each<[string, Act]>([
    ['a change', { changes: true, handle: () => later(9_000, { content: 'too late' }) }],
    ['what only reads', { handle: () => later(9_000, { content: 'too late' }) }],
  ])('%s takes 2.5 s, however slow each of its parts is', async (_what, run) => {
    vi.useFakeTimers({ toFake: [...clock.toFake], now })
    try {
      const slow = {
        claim: () => later(1_500, { fresh: true }),
        recordReply: () => later(9_000, []),
        hear: () => later(9_000, []),
      }
      const DESK = { idFromName: () => 'desk', get: () => slow } as unknown as Env['DESK']
      const route = routerOf([{ name: 'slow', description: 'Slow', access: 'everyone', places: 'servers', run }])
      const world = { env: { ...env, DESK } as Env, now, signed: now, later: () => {}, wait: async () => {} }
      let answeredAt: number | undefined
      const answer = route(readInteraction(slash({}, 'slow'))!, world).then(() => {
        answeredAt = Date.now()
      })
      await vi.advanceTimersByTimeAsync(9_000)
      await answer
      expect(answeredAt! - now).toBeLessThanOrEqual(2_500)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a reply', () => {
  it('begins with what its owner is to know, once', async () => {
    await say(add())
    const [destination] = await desk().listDestinations('guild:500')
    await desk().destinationTurned(destination!.id, 'the channel no longer exists')
    expect((await say(slash({ permissions: '0' }, 'watch list'))).content).not.toMatch(/channel no longer/)
    const told = (await say(slash({}, 'watch list'))).content
    expect(told).toMatch(/^Alerts to <#700> have stopped: the channel no longer exists/)
    expect((await say(slash({}, 'watch list'))).content).not.toMatch(/channel no longer/)
  })

  it('tells its news in the language of whoever asks, with the channel as one', async () => {
    await say(add())
    const [destination] = await desk().listDestinations('guild:500')
    await desk().destinationTurned(destination!.id, GONE.get(50001))
    const told = (await say(slash({ locale: 'ko' }, 'watch list'))).content
    expect(told).toMatch(/^<#700>에 알림이 멈췄습니다: 봇이 채널을 볼 수 없습니다/)
    expect(told).not.toMatch(/cannot see|channel 700/)
  })

  it('begins with the trouble of a source of the server’s own, which the sentence of /status promises', async () => {
    const draft = { kind: 'feed' as const, every: 15, backfill: 0, created: '2026-11-20T12:00:00Z' }
    const source = { ...draft, name: 'Our *wire*', url: 'http://127.0.0.1:1/own.xml' }
    const added = await desk().addSource('guild:500', source)
    const id = added.ok ? added.value.entry.source.id : ''
    const turn = (state: 'blocked' | 'ok') => desk().reportSource(id, { state, since: '2026-11-20T12:00:00Z' })
    await turn('blocked')
    expect((await say(slash({ permissions: '0' }, 'latest'))).content).not.toMatch(/is blocked/)
    expect((await say(slash({}, 'watch list'))).content).toMatch(/^Our \\\*wire\\\* is blocked\.\n/)
    expect((await say(slash({}, 'watch list'))).content).not.toMatch(/is blocked/)
    await turn('ok')
    expect((await say(slash({ locale: 'ko' }, 'watch list'))).content).toMatch(/^출처 Our \\\*wire\\\*: 정상\.\n/)
  })

  it('never repeats what was typed as formatting or a mention', async () => {
    const typed = { query: 'missile', name: '@everyone <@1> **x** [a](https://x.example)' }
    const added = (await say(slash({}, 'watch add', typed))).content
    const listed = (await say(slash({}, 'watch list'))).content
    expect(added + listed).not.toMatch(/(?<!\\)@everyone|<@1>|(?<!\\)\*\*x|(?<!\\)\]\(/)
  })

  it('points at the first wrong letter of a query, inside a code block', async () => {
    expect((await say(add({}, 'missile "launch'))).content).toContain('```\nmissile "launch\n        ^\n```')
    expect((await say(add({}, '미싸일 "발사'))).content).toContain('미싸일 "발사\n       ^')
    expect((await say(add({}, '``` "x'))).content.match(/```/g)).toHaveLength(2)
  })

  it.each([
    { type: 2 },
    { type: 2, data: null },
    { type: 2, data: { name: 'watch' } },
    { type: 2, data: { name: 'watch', options: [{ name: 'add', type: 3, value: 'x' }] } },
    { type: 3, data: { custom_id: 'x' } },
    { type: 3, data: { custom_id: '1:nothing' } },
    { type: 3, data: { custom_id: '2:why:a:b' } },
    { type: 5, data: { custom_id: '1:why:a:b' } },
    { type: 99 },
  ])('to %j is a sentence', async (strange) => {
    expect(await say(strange)).toMatchObject({ type: 4, content: expect.stringMatching(/do not know/) })
  })

  it('to a button whose name is of another version of the format, or spoilt, is a sentence, and it does nothing', async () => {
    await say(add())
    const before = await rules()
    const [change] = await desk().ruleHistory('guild:500')
    for (const name of [`2:watch-undo:${change!.id}`, `watch-undo:${change!.id}`, `1:watch-undo:${change!.id}:../x`]) {
      expect((await say(press({}, name))).content).toMatch(/do not know/)
    }
    expect(await rules()).toEqual(before)
    expect((await say(press({}, `1:watch-undo:${change!.id}`))).content).toBe('Undone.')
  })

  it('to a button or a form of somebody who may not manage the server is what that takes', async () => {
    await say(add())
    const before = await rules()
    const [change] = await desk().ruleHistory('guild:500')
    const member: Person = { permissions: '2048' }
    for (const interaction of [
      press(member, `1:watch-undo:${change!.id}`),
      press(member, `1:watch-edit:${before[0]!.id}`),
      press(member, `1:watch-preview:${before[0]!.id}`),
      submit(member, `1:watch-edit:${before[0]!.id}`, { query: 'rocket' }),
    ]) {
      expect((await say(interaction)).content).toMatch(/permission to manage/)
    }
    expect(await rules()).toEqual(before)
  })

  it('to strange typing is an empty list', async () => {
    expect(await say({ type: 4 })).toMatchObject({ type: 8, choices: [] })
    expect(await say(typing({}, 'watch add', 'nothing', 'x'))).toMatchObject({ type: 8, choices: [] })
  })
})
