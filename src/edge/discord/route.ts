// From an interaction to its answer: which act it asks for, whether this person may, whether it is a replay, and then the act itself.
// A person always gets a sentence, never a failure without words.
import type { News } from '../../core/alert/news.ts'
import { COMMAND, DISCORD } from '../../core/limits.ts'
import type { Owner } from '../../core/model.ts'
import { deskOf, type Env } from '../env.ts'
import { type Settings, settingsOf } from '../settings.ts'
import type { Claim } from '../store/replies.ts'
import { within } from '../within.ts'
import type { Access, Act, Call, Command } from './command.ts'
import { readCustomId } from './custom-id.ts'
import { followUp } from './follow-up.ts'
import type { Interaction } from './interaction.ts'
import type { Suggest } from './option.ts'
import { managesServer } from './permissions.ts'
import { type Answer, answerOf, choicesOf, DEFERRED, isMessage, kept, type Message, type Reply } from './reply.ts'
import { newsText } from './rules/place.ts'
import { clip } from './text.ts'
import { type Sentences, sentencesFor } from './words/words.ts'

/** `later` keeps the Worker alive for work that goes on after the answer. */
export type World = {
  readonly env: Env
  readonly now: number
  /** When Discord signed it: a replay has the same moment. */
  readonly signed: number
  readonly later: (work: Promise<unknown>) => void
  readonly wait: (ms: number) => Promise<void>
}

type Found = { readonly command: Command; readonly act: Act; readonly parts: readonly string[] }
type Refusal = { readonly refused: string }

export type Router = (interaction: Interaction, world: World) => Promise<Answer>

export const routerOf = (commands: readonly Command[]): Router => {
  const acts = actsOf(commands)
  const suggestions = suggestionsOf(commands)
  return async (interaction, world) => {
    if (interaction.kind === 'autocomplete') return choicesOf(await suggested(suggestions, interaction, world))
    const say = sentencesFor(interaction.locale)
    const found = foundIn(acts, interaction)
    if (found === undefined) return answerOf({ content: say.common.unknown })
    const call = admitted(found.command, found.act.access ?? found.command.access, found.parts, interaction, world)
    return 'refused' in call ? answerOf({ content: call.refused }) : answered(found.act, call, world)
  }
}

// Which act

const nameOf = ({ kind, command, subcommand }: Interaction): string =>
  subcommand === undefined ? `${kind} ${command}` : `${kind} ${command} ${subcommand}`

type Entry = readonly [string, { readonly command: Command; readonly act: Act }]

const entriesOf = (command: Command): Entry[] => {
  const { name, components = {}, modals = {} } = command
  const own: [string, Act][] =
    'onMessage' in command
      ? [[`message-command ${name}`, command.onMessage]]
      : command.subcommands === undefined
        ? [[`command ${name}`, command.run]]
        : command.subcommands.map((subcommand) => [`command ${name} ${subcommand.name}`, subcommand])
  return [
    ...own,
    ...Object.entries(components).map(([verb, act]): [string, Act] => [`component ${verb}`, act]),
    ...Object.entries(modals).map(([verb, act]): [string, Act] => [`modal ${verb}`, act]),
  ].map(([key, act]) => [key, { command, act }])
}

const actsOf = (commands: readonly Command[]): ReadonlyMap<string, Entry[1]> => {
  const entries = commands.flatMap(entriesOf)
  const acts = new Map(entries)
  if (acts.size < entries.length) throw new Error('two commands have the same name, or two parts the same verb')
  return acts
}

const foundIn = (acts: ReturnType<typeof actsOf>, interaction: Interaction): Found | undefined => {
  if (interaction.kind === 'component' || interaction.kind === 'modal') {
    const id = readCustomId(interaction.customId)
    const entry = id === undefined ? undefined : acts.get(`${interaction.kind} ${id.verb}`)
    return id === undefined || entry === undefined ? undefined : { ...entry, parts: id.parts }
  }
  const entry = acts.get(nameOf(interaction))
  return entry === undefined ? undefined : { ...entry, parts: [] }
}

// Who may

/** On whose behalf: the installation's, or for personal things the person's who asks, as Discord signed it. */
const ownerFor = (command: Command, { owner, user }: Interaction): Owner | undefined => {
  if (command.concerns === 'person') return user === undefined ? undefined : `user:${user}`
  // In a DM with a bot that a server installed nobody's installation is named: it is the person's own affair.
  if (owner === undefined && command.places === 'anywhere' && user !== undefined) return `user:${user}`
  return owner
}

const refusalOf = (
  command: Command,
  access: Access,
  owner: Owner | undefined,
  interaction: Interaction,
  settings: Settings,
  say: Sentences,
): string | undefined => {
  const { owner: installation, user, permissions } = interaction
  const guild = installation?.startsWith('guild:') === true ? installation.slice('guild:'.length) : undefined
  if (command.places === 'servers' && guild === undefined) return say.common.serversOnly
  if (user === undefined || owner === undefined) return say.common.unknown
  if (guild !== undefined && settings.allowedGuilds.size > 0 && !settings.allowedGuilds.has(guild)) {
    return say.common.notOpen
  }
  if (installation?.startsWith('user:') === true) {
    if (!settings.allowUserInstall) return say.common.noUserInstall
    // Whoever installed the bot may have shown a message of it to others.
    if (installation !== `user:${user}`) return say.common.notYours
  }
  return access === 'managers' && !managesServer(permissions) ? say.common.managersOnly : undefined
}

const admitted = (
  command: Command,
  access: Access,
  parts: readonly string[],
  interaction: Interaction,
  { env, now }: World,
): Call | Refusal => {
  const settings = settingsOf(env)
  const say = sentencesFor(interaction.locale)
  const owner = ownerFor(command, interaction)
  const refused = refusalOf(command, access, owner, interaction, settings, say)
  if (refused !== undefined) return { refused }
  if (owner === undefined || interaction.user === undefined) return { refused: say.common.unknown }
  const manages = managesServer(interaction.permissions)
  return { env, settings, owner, user: interaction.user, manages, say, now, parts, interaction }
}

// The act

/** ms until the whole answer has to be there, after what is reserved for later. Every part of an act draws on it. */
type Room = (reserved?: number) => number

const roomOf =
  ({ now }: Call, ms: number): Room =>
  (reserved = 0) =>
    Math.max(0, now + ms - Date.now() - reserved)

const answered = async (act: Act, call: Call, world: World): Promise<Answer> => {
  if (act.deferred === true) {
    world.later(workedOff(act, call, world))
    return DEFERRED
  }
  const done = await carriedThrough(act, call, world, roomOf(call, COMMAND.ANSWER_MS))
  if (done === 'at work') return answerOf({ content: call.say.common.atWork })
  return 'again' in done ? done.again : answerOf(done.reply)
}

/** What came after the three seconds. A replay edits the placeholder as the first call did, or leaves that to the first call. */
const workedOff = async (act: Act, call: Call, world: World): Promise<void> => {
  const done = await carriedThrough(act, call, world, roomOf(call, COMMAND.WORK_MS))
  if (done === 'at work') return
  const reply = 'again' in done ? ((done.again.data ?? {}) as Message) : done.reply
  if (isMessage(reply)) await followUp(call.settings, call.interaction, reply, world.wait)
}

/** A fault of ours is logged, and told in words; so is what takes too long. */
const carriedOut = async (act: Act, call: Call, ms: number): Promise<Reply> => {
  const { common } = call.say
  const work = act.handle(call).catch((error: unknown): Reply => {
    console.error(`a command failed: ${error instanceof Error ? error.message : 'unknown'}`)
    return { content: common.failed }
  })
  const done = await within(ms, work)
  return done ?? { content: act.changes === true ? common.tooLongChange : common.tooLong }
}

/** What an owner is to know comes with the next reply to somebody who can act on it: whose news that is. */
const listenerOf = ({ owner, manages, interaction: { kind } }: Call): Owner | undefined => {
  if (kind !== 'command') return undefined
  return owner.startsWith('guild:') && !manages ? undefined : owner
}

/** Before the reply; beside it where both together would be cut, and a list would lose its end. */
const withNews = (done: Reply, news: readonly News[], say: Sentences): Reply => {
  if (!isMessage(done) || news.length === 0) return done
  const { content = '', embeds = [] } = done
  const told = news.map((one) => newsText(say, one)).join('\n')
  const whole = `${told}\n\n${content}`.trim()
  if (whole.length <= DISCORD.CONTENT || embeds.length > 0) return { ...done, content: whole }
  return { ...done, embeds: [{ description: clip(told, DISCORD.DESCRIPTION) }] }
}

// Once

/** Changes, and what asks Wires and is counted. */
const happensOnce = (act: Act, call: Call): boolean =>
  act.changes === true || (act.deferred === true && call.interaction.kind === 'command')

type Claimed = 'first' | 'at work' | 'unclaimed' | { readonly again: Answer }

const claimed = async ({ env, owner, interaction, now }: Call, ms: number): Promise<Claimed> => {
  if (interaction.id === '') return 'unclaimed'
  const claim = await within<Claim>(ms, deskOf(env).claim(interaction.id, owner, now))
  if (claim === undefined) return 'unclaimed'
  if (claim.fresh) return 'first'
  return claim.reply === undefined ? 'at work' : { again: JSON.parse(claim.reply) as Answer }
}

/** For a replay; the news is no part of it. */
const remembered = async (done: Reply, call: Call, ms: number): Promise<Reply> => {
  const answer = JSON.stringify(answerOf(kept(done)))
  const listener = isMessage(done) ? listenerOf(call) : undefined
  const record = deskOf(call.env).recordReply(call.interaction.id, answer, listener)
  return withNews(done, (await within(ms, record)) ?? [], call.say)
}

/** With what its owner is to know; a replay of it is read anew, and told none. */
const told = async (done: Reply, call: Call, signed: number, ms: number): Promise<Reply> => {
  const listener = isMessage(done) ? listenerOf(call) : undefined
  if (listener === undefined) return done
  const heard = deskOf(call.env).hear(call.interaction.id, listener, signed)
  return withNews(done, (await within(ms, heard)) ?? [], call.say)
}

type Done = { readonly reply: Reply } | Exclude<Claimed, 'first' | 'unclaimed'>

/** A replay is answered like the first time and does nothing else. What cannot be claimed changes nothing, but may be read. */
const carriedThrough = async (act: Act, call: Call, { signed }: World, room: Room): Promise<Done> => {
  const { common } = call.say
  if (!happensOnce(act, call)) {
    const read = await carriedOut(act, call, room(COMMAND.NEWS_MS))
    return { reply: await told(read, call, signed, room()) }
  }
  const claim = await claimed(call, room(COMMAND.NEWS_MS))
  if (claim !== 'first' && claim !== 'unclaimed') return claim
  if (claim === 'unclaimed' && act.changes === true)
    return { reply: { content: call.interaction.id === '' ? common.unknown : common.failed } }
  const done = await carriedOut(act, call, room(COMMAND.NEWS_MS))
  return { reply: claim === 'first' ? await remembered(done, call, room()) : done }
}

// While somebody types

const suggestionsOf = (commands: readonly Command[]) =>
  new Map(
    commands.flatMap((command) => {
      if ('onMessage' in command) return []
      const { name, options = [], subcommands = [] } = command
      const groups = [
        { path: name, options },
        ...subcommands.map((subcommand) => ({ path: `${name} ${subcommand.name}`, options: subcommand.options ?? [] })),
      ]
      return groups.flatMap(({ path, options: own }) =>
        own.flatMap(({ declared, suggest }) =>
          suggest === undefined ? [] : [[`${path} ${declared.name}`, { command, suggest }] as const],
        ),
      )
    }),
  )

const suggested = async (
  suggestions: ReadonlyMap<string, { readonly command: Command; readonly suggest: Suggest }>,
  interaction: Interaction,
  world: World,
) => {
  const { command, subcommand, focused, options } = interaction
  if (focused === undefined) return []
  const entry = suggestions.get([command, subcommand, focused].filter((part) => part !== undefined).join(' '))
  if (entry === undefined) return []
  const call = admitted(entry.command, entry.command.access, [], interaction, world)
  if ('refused' in call) return []
  const typed = options.get(focused)
  return (await within(COMMAND.ANSWER_MS, entry.suggest(call, typeof typed === 'string' ? typed : ''))) ?? []
}
