// Another server's things: tried with every command, button, form and list there is, from another server, from a personal account that
// stands in the server, and from a DM. Nothing is shown, nothing changes, and nothing tells that they exist.
import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import type { Owner } from '../../src/core/model.ts'
import type { Command } from '../../src/edge/discord/command.ts'
import { COMMANDS } from '../../src/edge/discord/commands/index.ts'
import { settingsOf } from '../../src/edge/settings.ts'
import { DISCORD, talk } from '../support/chat.ts'
import { choose, type Given, type Person, slash, submit, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { rss, story } from '../support/stories.ts'

const OWNER = 'guild:500' as const
const SECRET = 'zebrafinch'
const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  allowUserInstall(false)
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))

const outbox = (id: string) => env.OUTBOX.get(env.OUTBOX.idFromName(id))

/** What of the server's can be named, what costs a search first; and names like these of things that never were. */
const KINDS = ['story', 'alert', 'mute', 'hook', 'rule', 'change', 'destination', 'source'] as const
type Ids = Readonly<Record<(typeof KINDS)[number] | 'name', string>>
/** What is typed to find one of them. */
const TYPED = ['name', 'rule', 'hook', 'source'] as const
/** Of the same shape, hyphens and all: in a query a leading one says NOT, and what stands before a colon names a field. */
const neverLike = (ids: Ids): Ids =>
  Object.fromEntries(
    Object.entries(ids).map(([kind, id]) => [kind, id.replaceAll(/[a-z](?![a-z]*:)/gi, 'x').replaceAll(/\d/g, '7')]),
  ) as Ids

const SIGNING = `whsec_${btoa('s'.repeat(32))}`

const addHook = async (owner: Owner, name: string): Promise<string> => {
  const id = `hook-of-${owner.replace(':', '-')}`
  const hook = { id, owner, kind: 'webhook' as const, name, events: ['item' as const], address: '127.0.0.1:2/…hook' }
  await desk().addDestination({ ...hook, created: new Date().toISOString() }, `mark ${id}`)
  await outbox(id).configure(id, { kind: 'webhook', url: 'http://127.0.0.1:2/hook', secret: SIGNING })
  return id
}

/** A server with a rule, a hook, a source of its own, a story of it that was told, and something muted. */
const belongings = async (): Promise<Ids> => {
  network.on(FEED, () => new Response(rss([story(1, `The ${SECRET} sings`, `A ${SECRET} sang.`)])))
  await talk(network, slash({}, 'watch add', { query: SECRET, name: `${SECRET} rule` }))
  const own = { name: `${SECRET} wire`, url: FEED, kind: 'feed' as const, every: 15, backfill: 10 }
  const added = await desk().addSource(OWNER, { ...own, created: new Date().toISOString() })
  const [rule] = await desk().listRules(OWNER)
  // The number of a first change stands in many a sentence, and in other ids.
  await runInDurableObject(desk(), (_object, { storage }) => {
    storage.sql.exec('UPDATE rule_history SET sequence = sequence + 481516')
  })
  const [change] = await desk().ruleHistory(OWNER)
  if (!added.ok || rule === undefined || change === undefined) throw new Error('nothing to be tried with')
  const { source } = added.value.entry
  await env.WIRE.get(env.WIRE.idFromName(source.id)).poll(source)
  await runDurableObjectAlarm(outbox(rule.destination))
  const [outcome] = await outbox(rule.destination).outcomes()
  const [item] = await desk().findItems(OWNER, SECRET, 1)
  if (outcome === undefined || item === undefined) throw new Error('the story was not told')
  const mute = await outbox(rule.destination).mute({ kind: 'source', value: source.id, label: `${SECRET} wire` })
  return {
    name: SECRET,
    rule: rule.id,
    change: change.id,
    destination: rule.destination,
    source: source.id,
    hook: await addHook(OWNER, `${SECRET} hook`),
    alert: outcome.alert,
    mute: mute.id,
    story: `story:${item.source}:${item.key}`,
  }
}

const everything = async () => {
  const destinations = await desk().listDestinations(OWNER)
  const places = destinations.map(async ({ id }) => {
    const { disabled, pending } = await outbox(id).status()
    return { id, disabled, pending, mutes: await outbox(id).mutes() }
  })
  return {
    rules: await desk().listRules(OWNER),
    sources: await desk().listSources(OWNER),
    destinations,
    places: await Promise.all(places),
    status: await desk().statusChannel(OWNER),
    // Whoever has themselves forgotten takes their name out of it, and nothing else.
    history: (await desk().ruleHistory(OWNER)).map(({ by: _by, ...entry }) => entry),
  }
}

/** What somebody has who asks: a rule as /watch and as /alerts know it, and a hook. */
type Own = { readonly watch: string; readonly alerts: string; readonly hook: string }

const ownOf = async (person: Person): Promise<Own> => {
  const owner: Owner = `guild:${person.guild ?? '0'}`
  for (const command of ['watch add', 'alerts add']) await talk(network, slash(person, command, { query: 'choir' }))
  const [rule] = await desk().listRules(owner)
  const [personal] = await desk().listRules('user:800')
  return { watch: rule?.id ?? 'none', alerts: personal?.id ?? 'none', hook: await addHook(owner, 'Their own hook') }
}

type Attempt = { readonly name: string; readonly interaction: (person: Person, ids: Ids, own: Own) => object }

/** What has to be said besides, so that the one option is looked up: the first refusal is to be its own. */
const besides = (path: string, option: string, own: Own): Record<string, Given> => {
  const [command] = path.split(' ')
  const rule = command === 'alerts' ? own.alerts : own.watch
  const said: Readonly<Record<string, Record<string, Given>>> = {
    'watch add': { query: 'choir' },
    'watch edit': { rule, name: 'Choirs' },
    'watch test': option === 'rule' ? {} : { query: 'choir' },
    'watch why': { rule, item: 'https://wire.example/none' },
    'alerts add': { query: 'choir' },
    'alerts edit': { rule, name: 'Choirs' },
    'mute add': { what: 'source:none', for: '1h' },
    search: { query: 'choir' },
    trend: { query: 'choir' },
    'hook add': { format: 'standard' },
    'source add': { url: 'http://127.0.0.1:1/other.xml' },
  }
  return said[path] ?? {}
}

const partsOf = (command: Command) =>
  'onMessage' in command
    ? []
    : (command.subcommands ?? [{ ...command.run, name: '', options: command.options }]).map(
        ({ name, options = [] }) => ({
          path: `${command.name} ${name}`.trim(),
          options,
        }),
      )

/** Each option that can name something, by itself, the others being such as are taken. */
const namingAttempts = (command: Command): Attempt[] =>
  partsOf(command).flatMap(({ path, options }) =>
    options
      .filter(({ suggest }) => suggest !== undefined)
      .flatMap(({ declared: { name: option } }) => [
        ...KINDS.map(
          (kind): Attempt => ({
            name: `/${path} with the id of a ${kind} for ${option}`,
            interaction: (person, ids, own) =>
              slash(person, path, { ...besides(path, option, own), [option]: ids[kind] }),
          }),
        ),
        ...TYPED.map(
          (kind): Attempt => ({
            name: `typing ${option} of /${path} like a ${kind}`,
            interaction: (person, ids) => typing(person, path, option, ids[kind]),
          }),
        ),
      ]),
  )

/** The same commands as they are said without naming anything: what they give is the asker's own. */
const plainAttempts = (command: Command): Attempt[] =>
  partsOf(command).map(({ path }) => ({
    name: `/${path}`,
    interaction: (person, _ids, own) => slash(person, path, besides(path, '', own)),
  }))

const partAttempts = ({ components = {}, modals = {} }: Command): Attempt[] =>
  KINDS.flatMap((kind) => [
    ...Object.keys(components).map(
      (verb): Attempt => ({
        name: `the button or list ${verb} with a ${kind}`,
        interaction: (who, ids) => choose(who, `1:${verb}:${ids[kind]}`, [ids[kind]]),
      }),
    ),
    ...Object.keys(modals).map(
      (verb): Attempt => ({
        name: `the form ${verb} with a ${kind}`,
        interaction: (who, ids) => submit(who, `1:${verb}:${ids[kind]}`, { query: 'choir', rule: ids[kind] }),
      }),
    ),
  ])

const attemptsOf = (command: Command): Attempt[] => [...namingAttempts(command), ...partAttempts(command)]

const STRANGERS: readonly (readonly [string, Person])[] = [
  ['another server', { guild: '501' }],
  ['a personal account that stands in the server', { guild: '500', owners: { 1: '800' } }],
  ['a DM', { guild: undefined }],
  ['a DM of a personal account', { guild: undefined, owners: { 0: '0', 1: '800' } }],
]

/** A reply with the ids taken out that were asked for, however it writes them. */
const withoutIds = (text: string, ids: Ids): string =>
  KINDS.map((kind) => ids[kind].toLowerCase())
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, id) => rest.replaceAll(id, '?'), text.replaceAll('\\', '').toLowerCase())
    .replace(/n *\^n/, 'n^n')
    .replace(/ did you mean @[\w-]+\?/, '')

const allowUserInstall = (allowed: boolean): void => {
  const settings = settingsOf(env) as { allowUserInstall: boolean }
  settings.allowUserInstall = allowed
}

/**
 * In the campaign every stranger tries every kind of id with every option; in `npm test` a quarter of them each, all of them together.
 */
const ofStranger =
  (stranger: number) =>
  (_attempt: Attempt, index: number): boolean =>
    inject('faults') === 'all' || index % STRANGERS.length === stranger

describe.each(STRANGERS)('from %s', (from, person) => {
  it.each(COMMANDS)('$name shows nothing, changes nothing, and does not tell that it exists', async (command) => {
    allowUserInstall(true)
    const ids = await belongings()
    const own = await ownOf(person)
    const before = await everything()
    const stranger = STRANGERS.findIndex(([name]) => name === from)
    for (const { name, interaction } of attemptsOf(command).filter(ofStranger(stranger))) {
      const told = JSON.stringify(await talk(network, interaction(person, ids, own)))
      expect(withoutIds(told, ids), name).not.toContain(SECRET)
      const never = JSON.stringify(await talk(network, interaction(person, neverLike(ids), own)))
      expect(withoutIds(told, ids), name).toBe(withoutIds(never, neverLike(ids)))
    }
    for (const { name, interaction } of plainAttempts(command)) {
      expect(JSON.stringify(await talk(network, interaction(person, ids, own))), name).not.toContain(SECRET)
    }
    expect(await everything()).toEqual(before)
  })
})

describe('each option by itself', () => {
  const another = { guild: '501' }
  const rulesOf = () => desk().listRules('guild:501')

  it.each<[string, (ids: Ids, own: Own) => object, RegExp]>([
    [
      'the hook in /watch edit',
      ({ hook }, { watch }) => slash(another, 'watch edit', { rule: watch, hook }),
      /no such hook/,
    ],
    [
      'the source in /watch edit',
      ({ source }, { watch }) => slash(another, 'watch edit', { rule: watch, source }),
      /source/,
    ],
    ['the hook in /watch add', ({ hook }) => slash(another, 'watch add', { query: 'choir', hook }), /no such hook/],
    ['the source in /watch add', ({ source }) => slash(another, 'watch add', { query: 'choir', source }), /source/],
    ['the story in /mute add', ({ story: what }) => slash(another, 'mute add', { what, for: '1h' }), /no such/],
  ])(
    'another server’s is looked up and not found: %s, of a rule of one’s own',
    async (_what, interaction, sentence) => {
      const ids = await belongings()
      const own = await ownOf(another)
      const before = await rulesOf()
      expect((await talk(network, interaction(ids, own))).content).toMatch(sentence)
      expect(await rulesOf()).toEqual(before)
    },
  )
})

describe('inside the server', () => {
  it.each(COMMANDS)('$name: a member who may not manage it changes nothing', async (command) => {
    const ids = await belongings()
    const own = await ownOf({})
    const member = { permissions: '2048' }
    const before = await everything()
    for (const { interaction } of [...attemptsOf(command), ...plainAttempts(command)])
      await talk(network, interaction(member, ids, own))
    expect(await everything()).toEqual(before)
  })

  it('its own manager does see and change things, so that these tests can fail', async () => {
    const ids = await belongings()
    const own = await ownOf({})
    const before = await everything()
    const told: string[] = []
    for (const { interaction } of COMMANDS.slice(0, 1).flatMap(attemptsOf)) {
      told.push(JSON.stringify(await talk(network, interaction({}, ids, own))))
    }
    expect(told.join()).toContain(SECRET)
    expect(await everything()).not.toEqual(before)
  })
})
