// /latest, /search and /trend: what the wires have had, for everybody who may see them. At most twenty Wires are asked, and so many
// times a minute; what was not asked, or did not answer, is named.
import { COMMAND, QUERY, UNITS } from '../../../core/limits.ts'
import type { Source } from '../../../core/model.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { added, lastDays, type Tally } from '../../../flow/trend.ts'
import { foundIn, searchWire } from '../../archive.ts'
import { deskOf, wireOf } from '../../env.ts'
import { within } from '../../within.ts'
import { type Asked, askedOf } from '../asked.ts'
import { type Act, type Call, type SlashCommand, text, whole } from '../command.ts'
import { foundEmbeds } from '../found.ts'
import { named } from '../lists.ts'
import { choiceOption, numberOption, type Suggest, textOption } from '../option.ts'
import type { Message } from '../reply.ts'
import { suggestSources, suggestTopics } from '../rules/suggest.ts'
import { moment, pointed } from '../rules/text.ts'
import { listOf } from '../rules/wish.ts'
import { disarm } from '../text.ts'
import { chartOf } from '../trend-chart.ts'

/** A source that is not seen is as unknown as one that never was. */
const sourcesFor = async ({ env, owner, say }: Call, wanted: readonly string[]): Promise<Result<Asked, string>> => {
  const visible = await deskOf(env).visibleSources(owner)
  const unknown = wanted.find((id) => !visible.some((source) => source.id === id))
  if (unknown !== undefined) return err(say.rules.noSuchSource(disarm(unknown)))
  const chosen = visible.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
  return ok(askedOf(chosen, owner))
}

type Heard<T> = { readonly answers: readonly T[]; readonly remarks: readonly string[] }

/** Every Wire's answer, and in sentences what is missing. */
const ask = async <T>(call: Call, { sources, left }: Asked, one: (source: Source) => Promise<T>): Promise<Heard<T>> => {
  const { say } = call
  const heard = await Promise.all(
    sources.map(async (source) => ({ source, answer: await within(COMMAND.WIRE_MS, one(source)) })),
  )
  const silent = heard.filter(({ answer }) => answer === undefined).map(({ source }) => source)
  const names = (list: readonly Source[]): string =>
    named(
      say,
      list.map(({ name }) => name),
    )
  const remarks = [
    ...(left.length === 0 ? [] : [say.archive.notAsked(names(left))]),
    ...(silent.length === 0 ? [] : [say.archive.noAnswer(names(silent))]),
  ]
  return { answers: heard.flatMap(({ answer }) => (answer === undefined ? [] : [answer])), remarks }
}

/** A query that was understood, and the sources it is asked of; or the sentence why not. What is wrong costs nothing. */
const admitted = async (call: Call, query: string | undefined): Promise<Result<Asked, string>> => {
  const parsed = query === undefined ? undefined : parseQuery(query)
  if (query !== undefined && parsed?.ok === false) return err(pointed(call.say, query, parsed.error))
  const asked = await sourcesFor(call, listOf(text(call, 'source')) ?? [])
  if (!asked.ok) return asked
  if (asked.value.sources.length === 0) return err(call.say.archive.noSources)
  const admission = await deskOf(call.env).admitSearch(call.owner)
  return admission ? asked : err(call.say.archive.searchesSpent)
}

const stories = async (call: Call, query: string | undefined): Promise<Message> => {
  const { env, say } = call
  const asked = await admitted(call, query)
  if (!asked.ok) return { content: asked.error }
  const count = whole(call, 'count', 1, COMMAND.RESULTS) ?? COMMAND.RESULTS_USUAL
  const q = query === undefined ? {} : { q: query }
  const { answers, remarks } = await ask(call, asked.value, (source) => searchWire(env, source, q, count))
  const found = foundIn(answers).slice(0, count)
  const head =
    found.length > 0 ? [] : [query === undefined ? say.archive.nothingYet : say.archive.nothing(disarm(query))]
  const cut = found.length < count && answers.some((answer) => answer.cut !== undefined) ? [say.archive.cut] : []
  return { content: [...head, ...cut, ...remarks].join('\n'), embeds: foundEmbeds(found, say) }
}

const SOURCE = textOption('source', 'These sources alone, separated by commas', { suggest: suggestSources, most: 400 })
const COUNT = numberOption('count', 'How many stories; 5 if left out', { least: 1, most: COMMAND.RESULTS })

const open = { access: 'everyone', places: 'anywhere' } as const
const late = (handle: (call: Call) => Promise<Message>): Act => ({ deferred: true, handle })

export const latest: SlashCommand = {
  name: 'latest',
  description: 'The newest stories of the wires',
  ...open,
  options: [SOURCE, COUNT],
  run: late((call) => stories(call, undefined)),
}

export const search: SlashCommand = {
  name: 'search',
  description: 'Look for something in what the wires have had',
  ...open,
  options: [
    textOption('query', 'Words, "a phrase", prefix*, OR, NOT, @topic', { required: true, most: QUERY.CHARS }),
    SOURCE,
    COUNT,
  ],
  run: late((call) => stories(call, text(call, 'query') ?? '')),
}

/** Topics, as a query names them. */
const suggestTopicQueries: Suggest = async (call, typed) =>
  typed.includes(' ')
    ? []
    : (await suggestTopics(call, typed.replace(/,/g, ''))).map(({ name, value }) => ({ name, value: `@${value}` }))

const DAYS = ['7', '14', '30'] as const
const isDays = (days: string | undefined): days is (typeof DAYS)[number] => DAYS.some((known) => known === days)

const trendText = (call: Call, query: string, count: number, tally: Tally): readonly string[] => {
  const { say, now } = call
  const days = lastDays(count, now)
  const counts = days.map((day) => ({ day, count: tally.days[day] ?? 0 }))
  const total = counts.reduce((sum, { count: one }) => sum + one, 0)
  if (total === 0) return [say.archive.trendNone(disarm(query), count)]
  const atLeast = tally.cut === true
  const begun = tally.since !== undefined && tally.since > now - count * UNITS.DAY
  return [
    say.archive.trend(disarm(query), count, total, atLeast),
    chartOf(counts),
    ...(begun ? [say.archive.since(moment(new Date(tally.since).toISOString(), 'f'))] : []),
  ]
}

export const trend: SlashCommand = {
  name: 'trend',
  description: 'How often something was told of, day by day',
  ...open,
  options: [
    textOption('query', 'A topic, or words as in a rule', {
      required: true,
      suggest: suggestTopicQueries,
      most: QUERY.CHARS,
    }),
    choiceOption('days', 'How many days; 7 if left out', { '7': '7', '14': '14', '30': '30' }),
  ],
  run: late(async (call) => {
    const query = text(call, 'query') ?? ''
    const asked = await admitted(call, query)
    if (!asked.ok) return { content: asked.error }
    const days = text(call, 'days')
    const count = isDays(days) ? Number(days) : 7
    // A story is dated before it is seen, and a day begins earlier in Pyongyang.
    const since = call.now - (count + 1) * UNITS.DAY
    const { answers, remarks } = await ask(call, asked.value, (source) =>
      wireOf(call.env, source.id).tally({ q: query, since }),
    )
    return { content: [...trendText(call, query, count, added(answers)), ...remarks].join('\n') }
  }),
}
