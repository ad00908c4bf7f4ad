// 2,000 interactions that no Discord would send: fields missing, of another type, 6,000 characters long, unknown, nested. Each is answered
// in words, or with 400, never with a failure; and whoever may change nothing changes nothing.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/edge/discord/commands/index.ts'
import { readInteraction } from '../../src/edge/discord/interaction.ts'
import { sentencesFor } from '../../src/edge/discord/words/words.ts'
import { DISCORD, post, talk } from '../support/chat.ts'
import { choose, type Person, press, signedHeaders, slash, submit, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'

const ROUNDS = 2_000
/** By somebody who may do everything: what happens to be sound is done. */
const MANAGER_ROUNDS = 1_000
/** A member without rights, who takes no direct messages: whatever arrives well formed changes nothing either. */
const MEMBER: Person = { permissions: '2048' }
const MANAGER: Person = { permissions: '32' }

/** Numerical Recipes' generator: the same every time. */
const dice = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const roll = dice(20_261_125)
const pick = <T>(list: readonly T[]): T => list[roll(list.length)]!

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { options: [nested(depth - 1)], type: 1, name: 'add' })

const ODDITIES: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => -1,
  () => 1e308,
  () => true,
  () => '',
  () => 'x'.repeat(6_000),
  () => '999999999999999999999999',
  () => '__proto__',
  () => '\u0000\ud800\u202e',
  () => [],
  () => [[[[]]]],
  () => ({}),
  () => ({ __proto__: null, constructor: 'x', toString: 1 }),
  () => nested(40),
  () => Array.from({ length: 300 }, () => ({ type: 3, name: 'query', value: 'a' })),
  () => ({ id: '1', type: 'text' }),
]

const PATHS = COMMANDS.flatMap((command) =>
  'onMessage' in command
    ? []
    : (command.subcommands ?? [{ name: '' }]).map(({ name }) => `${command.name} ${name}`.trim()),
)
const VERBS = COMMANDS.flatMap(({ components = {}, modals = {} }) => [
  ...Object.keys(components),
  ...Object.keys(modals),
])

/** @param rule of the server: what is done to it comes as far as it can */
const sound = (person: Person, rule: string): object => {
  const path = pick(PATHS)
  const id = `1:${pick(VERBS)}:${pick([rule, 'a', 'b:c', '', '../x', '%00'])}`
  return pick<() => object>([
    () => slash(person, path, { query: 'missile', rule }),
    () => typing(person, path, 'rule', 'x'),
    () => press(person, id),
    () => choose(person, id, ['x']),
    () => submit(person, id, { query: 'missile' }),
  ])()
}

type Node = Record<string, unknown>

/** Every place in a value that something can be put in. */
const placesIn = (value: unknown): { readonly holder: Node; readonly key: string }[] =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).flatMap((key) => [{ holder: value as Node, key }, ...placesIn((value as Node)[key])])
    : []

const spoilt = (person: Person, rule: string): string => {
  const interaction = structuredClone(sound(person, rule))
  for (let times = 1 + roll(3); times > 0; times--) {
    const { holder, key } = pick(placesIn(interaction))
    if (roll(4) === 0) delete holder[key]
    else holder[roll(6) === 0 ? `${key}x` : key] = pick(ODDITIES)()
  }
  return JSON.stringify(interaction)
}

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))
const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))
const everything = async () => {
  const destinations = await desk().listDestinations('guild:500')
  const places = destinations.map(async ({ id }) => {
    const { disabled, pending } = await outbox(id).status()
    return { id, disabled, pending, mutes: await outbox(id).mutes() }
  })
  return {
    rules: await desk().listRules('guild:500'),
    destinations,
    places: await Promise.all(places),
    status: await desk().statusChannel('guild:500'),
    sources: await desk().listSources('guild:500'),
    // Whoever has themselves forgotten takes their name out of it, and nothing else.
    history: (await desk().ruleHistory('guild:500')).map(({ by: _by, ...entry }) => entry),
    personal: await desk().listRules('user:800'),
  }
}

const worded = ({ content, embeds }: { readonly content?: unknown; readonly embeds?: unknown }): string =>
  `${content ?? ''}${JSON.stringify(embeds ?? '')}`

/** Sends so many spoilt interactions, each answered in words or refused, at once and later. @returns how many had each status */
const storm = async (network: Network, person: Person, rounds: number): Promise<ReadonlyMap<number, number>> => {
  const statuses = new Map<number, number>()
  const lateOnes = () => network.to(`${DISCORD}/webhooks/`)
  let heard = lateOnes().length
  for (let round = 0; round < rounds; round++) {
    const [rule] = await desk().listRules('guild:500')
    const body = spoilt(person, rule?.id ?? 'x')
    const shown = body.slice(0, 2_000)
    // Whatever stands in it is read: a failure there would be answered 400, like what is no interaction.
    expect(() => readInteraction(JSON.parse(body)), shown).not.toThrow()
    const response = await post(body, await signedHeaders(body, Date.now()))
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    expect([200, 400, 401], shown).toContain(response.status)
    const answer = (await response.json()) as { type?: number; data?: { content?: string; embeds?: unknown[] } }
    const late = lateOnes().slice(heard)
    heard += late.length
    const told = [answer.data ?? {}, ...late.map(({ body: later }) => JSON.parse(later) as object)].map(worded)
    expect(told.join('\n'), shown).not.toContain(sentencesFor('en-US').common.failed)
    if (response.status !== 200) continue
    expect([1, 4, 5, 7, 8, 9], shown).toContain(answer.type)
    if (answer.type === 4) expect(told[0], shown).toMatch(/\S/)
    for (const later of told.slice(1)) expect(later, shown).toMatch(/\w/)
  }
  return statuses
}

const standIn = () => {
  const closed = () => Response.json({ code: 50_007, message: 'Cannot send messages to this user' }, { status: 403 })
  return new Network()
    .on(DISCORD, () => Response.json({ id: '42' }))
    .on(`${DISCORD}/users/@me/channels`, closed)
    .install()
}

describe('spoilt interactions', () => {
  it(`${ROUNDS} of a member are answered in words or refused, and change nothing`, async () => {
    const network = standIn()
    await talk(network, slash({}, 'watch add', { query: 'missile' }))
    const before = await everything()
    const statuses = await storm(network, MEMBER, ROUNDS)
    expect(statuses.get(200)).toBeGreaterThan(ROUNDS / 2)
    expect(await everything()).toEqual(before)
  }, 120_000)

  it(`${MANAGER_ROUNDS} of a manager are answered in words or refused, and nothing fails`, async () => {
    const network = standIn()
    await talk(network, slash({}, 'watch add', { query: 'missile' }))
    const before = await everything()
    const statuses = await storm(network, MANAGER, MANAGER_ROUNDS)
    expect(statuses.get(200)).toBeGreaterThan(MANAGER_ROUNDS / 2)
    // Otherwise none of it came as far as what managers do.
    expect((await everything()).history.length).toBeGreaterThan(before.history.length)
  }, 120_000)
})
