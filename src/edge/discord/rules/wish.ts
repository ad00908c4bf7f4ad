// What somebody wants of a rule, as they put it in a command's options or a form's fields, checked as far as one can without the Desk.
import { QUERY, REQUEST } from '../../../core/limits.ts'
import { type Delivery, REVISION_MODES, type RevisionMode, SCOPES, type Scope } from '../../../core/model.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { isZone } from '../../../core/zone.ts'
import type { RuleDraft } from '../../../flow/rules.ts'
import { type Call, field, flag, text } from '../command.ts'
import type { Role } from '../interaction.ts'
import { choiceOption, flagOption, type Option, roleOption, textOption } from '../option.ts'
import { disarm } from '../text.ts'
import { TOPIC_FIELDS } from './form.ts'
import { ALL, suggestSources, suggestTopics, suggestZones } from './suggest.ts'
import { pointed } from './text.ts'

export type Wish = Partial<
  Pick<RuleDraft, 'query' | 'scope' | 'sources' | 'delivery' | 'silent' | 'revisions' | 'merge' | 'name'>
> & {
  readonly ping?: Role
}

/** The options that `add` and `edit` have in common. */
export const WISH_OPTIONS: readonly Option[] = [
  textOption('query', 'Words, "a phrase", prefix*, OR, NOT, @topic', { most: QUERY.CHARS }),
  textOption('topic', 'Ready-made topics, separated by commas', { suggest: suggestTopics, most: 200 }),
  textOption('source', 'These sources alone, separated by commas', { suggest: suggestSources, most: 400 }),
  choiceOption('scope', 'How much of an item to look at; title and lead if left out', {
    title: 'title',
    lead: 'title and lead',
    text: 'everything',
  }),
  choiceOption('delivery', 'At once, or collected into a digest', {
    instant: 'at once',
    hourly: 'once an hour',
    daily: 'once a day',
  }),
  textOption('time', 'When the daily digest comes, as 07:30', { most: 5 }),
  textOption('zone', 'The time zone of that time, as Asia/Seoul', { suggest: suggestZones, most: 64 }),
  choiceOption('changes', 'How to tell that a story was changed or withdrawn', {
    both: 'mark the message and reply to it',
    reply: 'reply to the message',
    edit: 'mark the message',
    off: 'do not tell',
  }),
  flagOption('silent', 'Post without a sound'),
  flagOption('merge', 'Tell a story that several sources have once; yes if left out'),
  textOption('name', 'What to call the rule', { most: REQUEST.NAME_CHARS }),
]

export const PING_OPTION = roleOption('ping', 'A role to mention')
/** An option that names a role cannot name none. */
export const NO_PING_OPTION = flagOption('no-ping', 'Mention no role any more')

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/
/** Where the wires are: KCNA's day ends there, and a digest of it is read with breakfast. */
export const USUAL_TURN = { daily: '07:30', zone: 'Asia/Seoul' } as const

/** `HH:MM` of a time of day, as typed; undefined for anything else. */
export const clockTime = (typed: string): string | undefined => (TIME.test(typed) ? typed.padStart(5, '0') : undefined)

const isScope = (value: string | undefined): value is Scope => SCOPES.some((scope) => scope === value)
const isRevisionMode = (value: string | undefined): value is RevisionMode =>
  REVISION_MODES.some((mode) => mode === value)

export const listOf = (typed: string | undefined): readonly string[] | undefined =>
  typed?.split(/[\s,]+/).filter((part) => part !== '' && part !== ALL)

/** Words within one or another of some topics: `(@missiles OR @nuclear) launch`. */
const composed = (words: string | undefined, topics: readonly string[]): string | undefined => {
  const named = topics.map((topic) => `@${topic.replace(/^@/, '')}`)
  if (named.length === 0) return words
  const [first = ''] = named
  const within = named.length === 1 ? first : `(${named.join(' OR ')})`
  if (words === undefined) return within
  const parsed = parseQuery(words)
  return parsed.ok && parsed.value.type === 'or' ? `${within} (${words})` : `${within} ${words}`
}

type Given = {
  readonly query: string | undefined
  readonly topics: readonly string[]
  readonly sources: readonly string[] | undefined
  readonly scope: string | undefined
  readonly delivery: string | undefined
  readonly time: string | undefined
  readonly zone: string | undefined
  readonly revisions: string | undefined
  readonly silent: boolean | undefined
  readonly merge: boolean | undefined
  readonly name: string | undefined
  readonly ping: Role | undefined
}

/** @param before how the rule was told so far: what of its daily time is not named stays */
const deliveryOf = (
  { delivery, time, zone }: Given,
  { say }: Call,
  before: Delivery | undefined,
): Result<Delivery | undefined, string> => {
  if (time !== undefined && clockTime(time) === undefined) return err(say.rules.noTime(disarm(time)))
  if (zone !== undefined && !isZone(zone)) return err(say.rules.noZone(disarm(zone)))
  if (delivery === 'instant' || delivery === 'hourly') return ok(delivery)
  if (delivery !== 'daily' && time === undefined && zone === undefined) return ok(undefined)
  const turn = typeof before === 'object' ? before : USUAL_TURN
  return ok({ daily: clockTime(time ?? '') ?? turn.daily, zone: zone ?? turn.zone })
}

const wishOf = (given: Given, call: Call, before: Delivery | undefined): Result<Wish, string> => {
  const query = composed(given.query, given.topics)
  const parsed = query === undefined ? undefined : parseQuery(query)
  if (query !== undefined && parsed?.ok === false) return err(pointed(call.say, query, parsed.error))
  // The role that everybody has bears the server's id; mentioned as a role it reaches nobody.
  if (given.ping !== undefined && call.owner === `guild:${given.ping.id}`) return err(call.say.rules.noEveryone)
  const delivery = deliveryOf(given, call, before)
  if (!delivery.ok) return delivery
  const { scope, revisions, silent, merge, ping } = given
  return ok({
    ...(query === undefined ? {} : { query }),
    ...(isScope(scope) ? { scope } : {}),
    ...(given.sources === undefined ? {} : { sources: given.sources.slice(0, REQUEST.RULE_SOURCES) }),
    ...(delivery.value === undefined ? {} : { delivery: delivery.value }),
    ...(isRevisionMode(revisions) ? { revisions } : {}),
    ...(silent === undefined ? {} : { silent }),
    ...(merge === undefined ? {} : { merge }),
    ...(given.name === undefined ? {} : { name: given.name.slice(0, REQUEST.NAME_CHARS) }),
    ...(ping === undefined ? {} : { ping }),
  })
}

/** From a command's options. An error is a whole sentence for the person. @param before of the rule that is to change */
export const wishFromOptions = (call: Call, before?: Delivery): Result<Wish, string> =>
  wishOf(
    {
      query: text(call, 'query'),
      topics: listOf(text(call, 'topic')) ?? [],
      sources: listOf(text(call, 'source')),
      scope: text(call, 'scope'),
      delivery: text(call, 'delivery'),
      time: text(call, 'time'),
      zone: text(call, 'zone'),
      revisions: text(call, 'changes'),
      silent: flag(call, 'silent'),
      merge: flag(call, 'merge'),
      name: text(call, 'name'),
      ping: call.interaction.roleOf(text(call, 'ping') ?? ''),
    },
    call,
    before,
  )

/** From a form's fields. */
export const wishFromFields = (call: Call, before?: Delivery): Result<Wish, string> =>
  wishOf(
    {
      query: field(call, 'query'),
      topics: TOPIC_FIELDS.flatMap((name) => call.interaction.fields.get(name) ?? []),
      sources: undefined,
      scope: field(call, 'scope'),
      delivery: field(call, 'delivery'),
      time: undefined,
      zone: undefined,
      revisions: undefined,
      silent: undefined,
      merge: undefined,
      name: field(call, 'name'),
      ping: call.interaction.roleOf(field(call, 'ping') ?? ''),
    },
    call,
    before,
  )

/** What the Desk is told of a wish. */
export const changeOf = ({ ping, ...wish }: Wish): Partial<RuleDraft> =>
  ping === undefined ? wish : { ...wish, mentions: { roles: [ping.id], users: [] } }

export const isEmpty = (wish: object): boolean => Object.keys(wish).length === 0
