// What people ask of a bot through a day, drawn by lot with a seed: mostly they type, look and press; now and then they change something.
import { type Person, press, slash, submit, typing } from '../../test/support/discord-client.ts'
import { pick, type Random } from '../random.ts'
import { type Answer, APPLICATION, type Server } from './servers.ts'

export type Asked = {
  readonly kind: Kind
  readonly interaction: object
  /** A figure is never that of an error. @returns whether the answer is the one asked for */
  readonly fits: (answer: Answer) => boolean
}

type Draw = (server: Server, random: Random) => Omit<Asked, 'kind'>

const says =
  (words: string) =>
  ({ type, data }: Answer): boolean =>
    type !== 8 && JSON.stringify(data).includes(words)
const offers = ({ data }: Answer): boolean => (data?.choices?.length ?? 0) > 0

const ruleOf = ({ rules }: Server, random: Random): string => pick(random, rules) ?? ''
const typed = (who: Person, path: string, option: string, text: string): Omit<Asked, 'kind'> => ({
  interaction: typing(who, path, option, text),
  fits: offers,
})

const QUERIES = ['missile*', 'harvest OR furnace', '"northern province" bridge', 'museum NEAR/5 province'] as const
const queryOf = (random: Random): string => pick(random, QUERIES) ?? QUERIES[0]

/** How many of a hundred, and how one is asked. */
const MIX = {
  ping: [
    10,
    () => ({
      interaction: { id: '1', application_id: APPLICATION, type: 1, version: 1 },
      fits: ({ type }) => type === 1,
    }),
  ],
  'autocomplete, rule': [12, ({ manager }) => typed(manager, 'watch show', 'rule', 'all')],
  'autocomplete, topic': [8, ({ manager }) => typed(manager, 'watch add', 'topic', 'mis')],
  'autocomplete, item': [6, ({ manager }) => typed(manager, 'watch why', 'item', 'report')],
  'autocomplete, zone': [2, ({ manager }) => typed(manager, 'watch add', 'zone', 'asia')],
  'button Why?': [12, ({ member, buttons }) => ({ interaction: press(member, buttons.why), fits: says('Rule **') })],
  'button Snooze': [
    3,
    ({ manager, buttons }) => ({ interaction: press(manager, buttons.snooze), fits: says('For how long') }),
  ],
  '/watch list': [8, ({ manager }) => ({ interaction: slash(manager, 'watch list'), fits: says('missile') })],
  '/watch show': [
    4,
    (server, random) => ({
      interaction: slash(server.manager, 'watch show', { rule: ruleOf(server, random) }),
      fits: says('Looks for'),
    }),
  ],
  '/watch add': [
    5,
    ({ manager }, random) => ({
      interaction: slash(manager, 'watch add', { query: queryOf(random) }),
      fits: says('Watching for'),
    }),
  ],
  '/watch test': [
    4,
    ({ manager }, random) => ({
      interaction: slash(manager, 'watch test', { query: queryOf(random) }),
      fits: says('It matches'),
    }),
  ],
  '/watch why': [
    3,
    (server, random) => ({
      interaction: slash(server.manager, 'watch why', {
        rule: ruleOf(server, random),
        item: 'https://news.example/7',
      }),
      fits: says('seen'),
    }),
  ],
  'form Edit': [
    3,
    (server, random) => ({
      interaction: submit(server.manager, `1:watch-edit:${ruleOf(server, random)}`, {
        query: queryOf(random),
        name: 'Changed',
        delivery: ['instant'],
      }),
      fits: says('Watching for'),
    }),
  ],
  '/watch pause': [
    5,
    (server, random) => ({
      interaction: slash(server.manager, 'watch pause', { rule: ruleOf(server, random), for: '8h' }),
      fits: says('is paused until'),
    }),
  ],
  '/watch remove': [
    4,
    (server, random) => {
      const rule = ruleOf(server, random)
      server.rules.splice(server.rules.indexOf(rule), 1)
      return { interaction: slash(server.manager, 'watch remove', { rule }), fits: says('is removed') }
    },
  ],
  '/mute add': [
    4,
    ({ manager }, random) => ({
      interaction: slash(manager, 'mute add', {
        what: `https://news.example/${150 + Math.floor(random() * 50)}`,
        for: '24h',
      }),
      fits: says('Muted'),
    }),
  ],
  '/latest': [2, ({ member }) => ({ interaction: slash(member, 'latest'), fits: says('Report') })],
  '/search': [
    2,
    ({ member }, random) => ({
      interaction: slash(member, 'search', { query: queryOf(random) }),
      fits: says('Report'),
    }),
  ],
  '/status': [1, ({ manager }) => ({ interaction: slash(manager, 'status'), fits: says('Nightdesk here') })],
  '/help': [2, ({ member }) => ({ interaction: slash(member, 'help'), fits: says('/alerts') })],
} as const satisfies Readonly<Record<string, readonly [share: number, draw: Draw]>>

export type Kind = keyof typeof MIX

const KINDS = Object.keys(MIX) as Kind[]
const LOTS: readonly Kind[] = KINDS.flatMap((kind) => Array.from({ length: MIX[kind][0] }, () => kind))

/** What is asked next, of some server. */
export const drawn = (servers: readonly Server[], random: Random): Asked & { readonly server: Server } => {
  const server = pick(random, servers)
  const kind = pick(random, LOTS)
  if (server === undefined || kind === undefined) throw new Error('nobody is there to ask')
  const [, draw] = MIX[kind]
  return { server, kind, ...draw(server, random) }
}
