// Another server's things: tried with every command, button, form and list there is, from another server, from a personal account that
// stands in the server, and from a DM. Nothing is shown, nothing changes, and nothing tells that they exist.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../src/edge/discord/command.ts'
import { COMMANDS } from '../../src/edge/discord/commands/index.ts'
import { DISCORD, talk } from '../support/chat.ts'
import { choose, type Given, type Person, press, slash, submit, typing } from '../support/discord-client.ts'
import { Network } from '../support/network.ts'
import { rss, WIRE } from '../support/stories.ts'

const OWNER = 'guild:500' as const
const SECRET = 'zebrafinch'
const FEED = 'http://127.0.0.1:1/feed.xml'

let network: Network

beforeEach(() => {
  network = new Network().on(DISCORD, () => Response.json({ id: '42' })).install()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const desk = () => env.DESK.get(env.DESK.idFromName('desk'))

/** Ids of the server's things, and ids like them that never were. */
type Ids = { readonly rule: string; readonly change: string; readonly destination: string; readonly source: string }
/** Of the same shape, hyphens and all: in a query a leading one says NOT. */
const neverLike = (ids: Ids): Ids =>
  Object.fromEntries(
    Object.entries(ids).map(([kind, id]) => [kind, id.replaceAll(/[a-z]/gi, 'x').replaceAll(/\d/g, '7')]),
  ) as Ids

const belongings = async (): Promise<Ids> => {
  network.on(FEED, () => new Response(rss(WIRE)))
  await talk(network, slash({}, 'watch add', { query: SECRET, name: `${SECRET} rule` }))
  const own = { name: `${SECRET} wire`, url: FEED, kind: 'auto' as const, every: 15, backfill: 0 }
  const added = await desk().addSource(OWNER, { ...own, created: new Date().toISOString() })
  const [rule] = await desk().listRules(OWNER)
  const [change] = await desk().ruleHistory(OWNER)
  if (!added.ok || rule === undefined || change === undefined) throw new Error('nothing to be tried with')
  return { rule: rule.id, change: change.id, destination: rule.destination, source: added.value.entry.source.id }
}

const everything = async () => ({
  rules: await desk().listRules(OWNER),
  sources: await desk().listSources(OWNER),
  destinations: await desk().listDestinations(OWNER),
  // Whoever has themselves forgotten takes their name out of it, and nothing else.
  history: (await desk().ruleHistory(OWNER)).map(({ by: _by, ...entry }) => entry),
})

/** A value that could name something, for an option of this type. */
const valueFor = (type: number, id: string): Given => (type === 3 ? id : type === 4 ? 1 : type === 5 ? true : '700')

type Attempt = { readonly name: string; readonly interaction: (person: Person, ids: Ids) => object }

const KINDS = ['rule', 'change', 'destination', 'source'] as const

const partsOf = (command: Command) =>
  'onMessage' in command
    ? []
    : (command.subcommands ?? [{ ...command.run, name: '', options: command.options }]).map(
        ({ name, options = [] }) => ({
          path: `${command.name} ${name}`.trim(),
          options,
        }),
      )

const commandAttempts = (command: Command): Attempt[] =>
  partsOf(command).flatMap(({ path, options }) =>
    KINDS.flatMap((kind) => [
      {
        name: `/${path} with the id of a ${kind}`,
        interaction: (person: Person, ids: Ids) => {
          const given = options.map(({ declared }) => [declared.name, valueFor(declared.type, ids[kind])])
          return slash(person, path, Object.fromEntries(given))
        },
      },
      ...options.flatMap(({ declared, suggest }): Attempt[] =>
        suggest === undefined
          ? []
          : [
              {
                name: `typing ${declared.name} of /${path} like a ${kind}`,
                interaction: (person, ids) => typing(person, path, declared.name, ids[kind]),
              },
            ],
      ),
    ]),
  )

const partAttempts = ({ components = {}, modals = {} }: Command): Attempt[] =>
  KINDS.flatMap((kind) => [
    ...Object.keys(components).flatMap((verb): Attempt[] => [
      { name: `the button ${verb} with a ${kind}`, interaction: (who, ids) => press(who, `1:${verb}:${ids[kind]}:x`) },
      {
        name: `the select ${verb} with a ${kind}`,
        interaction: (who, ids) => choose(who, `1:${verb}:${ids[kind]}`, [ids[kind]]),
      },
    ]),
    ...Object.keys(modals).map(
      (verb): Attempt => ({
        name: `the form ${verb} with a ${kind}`,
        interaction: (who, ids) => submit(who, `1:${verb}:${ids[kind]}`, { query: 'choir', rule: ids[kind] }),
      }),
    ),
  ])

const attemptsOf = (command: Command): Attempt[] => [...commandAttempts(command), ...partAttempts(command)]

const STRANGERS: readonly (readonly [string, Person])[] = [
  ['another server', { guild: '501' }],
  ['a personal account that stands in the server', { guild: '500', owners: { 1: '800' } }],
  ['a DM', { guild: undefined }],
  ['a DM of a personal account', { guild: undefined, owners: { 0: '0', 1: '800' } }],
]

/** A reply with the ids taken out that were asked for, however it writes them. */
const withoutIds = (text: string, ids: Ids): string =>
  KINDS.map((kind) => ids[kind].toLowerCase())
    // A number of one digit stands in many a sentence, and in other ids.
    .filter((id) => id.length > 3)
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, id) => rest.replaceAll(id, '?'), text.replaceAll('\\', '').toLowerCase())
    .replace(/n *\^n/, 'n^n')
    .replaceAll(/\b[17](?=n\^n|\b)/g, '?')
    .replace(/ did you mean @[\w-]+\?/, '')

describe.each(STRANGERS)('from %s', (_from, person) => {
  it.each(COMMANDS)('$name shows nothing, changes nothing, and does not tell that it exists', async (command) => {
    const ids = await belongings()
    const before = await everything()
    for (const { name, interaction } of attemptsOf(command)) {
      const told = JSON.stringify(await talk(network, interaction(person, ids)))
      expect(withoutIds(told, ids), name).not.toContain(SECRET)
      const never = JSON.stringify(await talk(network, interaction(person, neverLike(ids))))
      expect(withoutIds(told, ids), name).toBe(withoutIds(never, neverLike(ids)))
    }
    expect(await everything()).toEqual(before)
  })
})

describe('inside the server', () => {
  it.each(COMMANDS)('$name: a member who may not manage it changes nothing', async (command) => {
    const ids = await belongings()
    const before = await everything()
    for (const { interaction } of attemptsOf(command)) await talk(network, interaction({ permissions: '2048' }, ids))
    expect(await everything()).toEqual(before)
  })

  it('its own manager does see and change things, so that these tests can fail', async () => {
    const ids = await belongings()
    const before = await everything()
    const told: string[] = []
    for (const { interaction } of COMMANDS.slice(0, 1).flatMap(attemptsOf)) {
      told.push(JSON.stringify(await talk(network, interaction({}, ids))))
    }
    expect(told.join()).toContain(SECRET)
    expect(await everything()).not.toEqual(before)
  })
})
