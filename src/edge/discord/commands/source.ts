// /source: a server's own sources, and how every source it hears of is.
import { ADMISSION, COMMAND, FETCH, POLL, REQUEST } from '../../../core/limits.ts'
import type { Owner, Source, SourceState } from '../../../core/model.ts'
import { deskOf, wireOf } from '../../env.ts'
import { newSource } from '../../new-source.ts'
import type { SourceEntry } from '../../store/desk-store.ts'
import { within } from '../../within.ts'
import { type Call, type SlashCommand, type Subcommand, text, whole } from '../command.ts'
import { listed, named, namedLines } from '../lists.ts'
import { numberOption, type Suggest, textOption } from '../option.ts'
import { moment } from '../rules/text.ts'
import { clip, disarm } from '../text.ts'
import { addressText, type Sentences } from '../words/words.ts'

const SOURCE_ID_CHARS = 64
const EVIDENCE_CHARS = 100

const isOwn = (source: Source, owner: Owner): boolean => source.owner === owner

/** A first poll by hand, so that whoever adds a source learns at once whether it can be read. */
const firstPoll = async ({ env, owner, say }: Call, source: Source): Promise<string> => {
  const waiting = say.source.readSoon(source.every)
  if (!(await deskOf(env).admitSearch(owner))) return waiting
  const wire = wireOf(env, source.id)
  const poll = (await within(COMMAND.WIRE_MS, wire.poll(source)))?.poll
  if (poll === undefined) return waiting
  if (poll.outcome === 'failed') {
    await deskOf(env).sourceTold(owner, source.id)
    return say.source.firstFailed(clip(disarm(poll.error.message), COMMAND.LIST_CHARS / 2))
  }
  const { items } = (await within(COMMAND.ANSWER_MS, wire.health())) ?? { items: 0 }
  return say.source.firstRead(items, source.every)
}

const add: Subcommand = {
  name: 'add',
  description: 'Read one more source, for this server alone',
  options: [
    textOption('url', 'The address of its feed or page', { required: true, most: FETCH.URL_CHARS }),
    textOption('name', 'What to call it; its host if left out', { most: REQUEST.NAME_CHARS }),
    numberOption('every', 'Minutes between two looks; 15 if left out', {
      least: ADMISSION.OWN_SOURCE_MINUTES,
      most: POLL.EVERY_MINUTES_MAX,
    }),
  ],
  deferred: true,
  changes: true,
  handle: async (call) => {
    const { env, owner, say, settings, now } = call
    const every =
      whole(call, 'every', ADMISSION.OWN_SOURCE_MINUTES, POLL.EVERY_MINUTES_MAX) ?? ADMISSION.OWN_SOURCE_MINUTES
    const name = text(call, 'name')?.slice(0, REQUEST.NAME_CHARS)
    const draft = newSource({ url: text(call, 'url') ?? '', name, every }, settings, now)
    if (!draft.ok) return { content: addressText(say, draft.error) }
    const added = await deskOf(env).addSource(owner, draft.value)
    if (!added.ok) return { content: say.common.quota(added.error) }
    const { created, entry } = added.value
    const { source } = entry
    if (!created && !isOwn(source, owner)) return { content: say.source.shared(disarm(source.name), source.id) }
    if (!created) return { content: say.source.known(disarm(source.name), source.id) }
    return { content: `${say.source.added(disarm(source.name), source.id)}\n${await firstPoll(call, source)}` }
  },
}

/** A source that is well may have been silent for long. */
type Shown = { readonly state: SourceState | 'silent'; readonly since: string; readonly evidence?: string }

const stateOf = ({ source, health }: SourceEntry): Shown => ({
  state: health?.silence === undefined ? (health?.state ?? 'ok') : 'silent',
  since: health?.silence?.lastItem ?? health?.since ?? source.created,
  ...(health?.evidence === undefined ? {} : { evidence: health.evidence }),
})

/** What is not well first, then one's own. */
const byConcern =
  (owner: Owner) =>
  (a: SourceEntry, b: SourceEntry): number =>
    Number(stateOf(a).state === 'ok') - Number(stateOf(b).state === 'ok') ||
    Number(isOwn(b.source, owner)) - Number(isOwn(a.source, owner)) ||
    a.source.id.localeCompare(b.source.id)

const whose = (say: Sentences, source: Source, owner: Owner): string =>
  isOwn(source, owner) ? say.source.own : say.source.operators

const nameOf = ({ id, name }: Source): string => `${clip(disarm(name), COMMAND.NAME_CHARS)} (\`${id}\`)`

const list: Subcommand = {
  name: 'list',
  description: 'The sources whose stories this server can hear of',
  handle: async ({ env, owner, say }) => {
    const entries = await deskOf(env).visibleEntries(owner)
    if (entries.length === 0) return { content: say.source.none }
    const lines = entries.toSorted(byConcern(owner)).map(({ source }) => {
      const turn = source.every === 0 ? say.source.pushed : say.source.every(source.every)
      return `• ${nameOf(source)}: ${turn}, ${whose(say, source, owner)}`
    })
    return { content: listed(say, lines) }
  },
}

const suggestOwn: Suggest = async ({ env, owner }, typed) => {
  const wanted = typed.trim().toLowerCase()
  return (await deskOf(env).listSources(owner))
    .filter(({ source }) => [source.id, source.name, source.url].some((one) => one.toLowerCase().includes(wanted)))
    .map(({ source }) => ({ name: source.name, value: source.id }))
}

const remove: Subcommand = {
  name: 'remove',
  description: 'Stop reading a source of this server',
  options: [
    textOption('source', 'Which of its own sources', { required: true, suggest: suggestOwn, most: SOURCE_ID_CHARS }),
  ],
  changes: true,
  handle: async (call) => {
    const { env, owner, say } = call
    const desk = deskOf(env)
    const id = text(call, 'source') ?? ''
    const entry = (await desk.listSources(owner)).find(({ source }) => source.id === id)
    const removal = await desk.removeSource(owner, id)
    if (entry === undefined || removal === 'absent') return { content: say.source.noSuch }
    const name = disarm(entry.source.name)
    if (removal === 'removed') return { content: say.source.removed(name) }
    const rules = (await desk.listRules(owner)).filter(({ sources }) => sources.includes(id))
    return {
      content: say.source.inUse(
        name,
        named(
          say,
          rules.map((rule) => rule.name),
        ),
      ),
    }
  },
}

/** Room is left for what the owner is told besides. */
const STATUS = { room: COMMAND.LIST_CHARS, names: 400 } as const

/** How many stories a Wire keeps; nothing when it does not answer. */
const itemsOf = async ({ env }: Call, { id }: Source): Promise<number | undefined> =>
  (await within(COMMAND.WIRE_MS, wireOf(env, id).health()))?.items

const statusLine = async (call: Call, entry: SourceEntry): Promise<string> => {
  const { say, owner } = call
  const { state, since, evidence } = stateOf(entry)
  const items = await itemsOf(call, entry.source)
  const told = say.source.state(state, moment(since))
  const facts = [
    told,
    items === undefined ? say.source.noAnswer : say.source.items(items),
    whose(say, entry.source, owner),
  ]
  const why = evidence === undefined ? '' : `: ${clip(disarm(evidence), EVIDENCE_CHARS)}`
  return `${state === 'ok' ? '✓' : '✗'} ${nameOf(entry.source)} ${facts.join(', ')}${why}`
}

const status: Subcommand = {
  name: 'status',
  description: 'Whether each source is well, since when, and what was found',
  deferred: true,
  handle: async (call) => {
    const { env, owner, say } = call
    const entries = (await deskOf(env).visibleEntries(owner)).toSorted(byConcern(owner))
    if (entries.length === 0) return { content: say.source.none }
    const asked = entries.slice(0, COMMAND.WIRES)
    const left = entries.slice(COMMAND.WIRES).map(({ source }) => source.name)
    const lines = await Promise.all(
      asked.map(async (entry) => ({ name: disarm(entry.source.name), line: await statusLine(call, entry) })),
    )
    const notAsked = left.length === 0 ? [] : [say.archive.notAsked(named(say, left))]
    return { content: [namedLines(say, lines, [], STATUS), ...notAsked].join('\n') }
  },
}

export const source: SlashCommand = {
  name: 'source',
  description: 'The sources this server’s rules hear of',
  access: 'managers',
  places: 'servers',
  subcommands: [add, list, remove, status],
}
