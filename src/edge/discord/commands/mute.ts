// /mute: what a server's channels are to hear no more of for a while, a story or a whole source.

import { storyId } from '../../../core/identity.ts'
import { COMMAND, UNITS } from '../../../core/limits.ts'
import type { Destination } from '../../../core/model.ts'
import { deskOf, outboxOf } from '../../env.ts'
import { fingerprint } from '../../fingerprint.ts'
import type { MuteDraft } from '../../store/outbox-mutes.ts'
import { type Call, flag, type SlashCommand, type Subcommand, text } from '../command.ts'
import { listMuted, suggestMuted, unmuteIn, untilText, WHAT_CHARS } from '../muted.ts'
import { channelOption, choiceOption, flagOption, type Suggest, textOption } from '../option.ts'
import { POSTABLE } from '../permissions.ts'
import type { Choice } from '../reply.ts'
import { channelMark, placeText } from '../rules/place.ts'
import { clip, disarm } from '../text.ts'

const SOURCES_OFFERED = 5
const LABEL_CHARS = 100

/** ms; absent = for ever */
const SPANS: Readonly<Record<string, number | undefined>> = {
  '1h': UNITS.HOUR,
  '24h': UNITS.DAY,
  '7d': 7 * UNITS.DAY,
  forever: undefined,
}

const holds = (typed: string, ...texts: readonly string[]): boolean =>
  texts.some((one) => one.toLowerCase().includes(typed.trim().toLowerCase()))

// What

/** Stories are named as the Desk's sample has them, `story:<source>:<key>`; only this owner's sources are looked through. */
const suggestWhat: Suggest = async ({ env, owner, say }, typed) => {
  const desk = deskOf(env)
  const [found, sources] = await Promise.all([
    desk.findItems(owner, typed, COMMAND.CHOICES),
    desk.visibleSources(owner),
  ])
  const ofSources = sources
    .filter(({ id, name }) => holds(typed, id, name))
    .slice(0, SOURCES_OFFERED)
    .map(({ id, name }): Choice => ({ name: say.mute.sourceChoice(name), value: `source:${id}` }))
  const ofStories = found.map(
    ({ source, key, title }): Choice => ({ name: title || source, value: `story:${source}:${key}` }),
  )
  return typed.trim() === ''
    ? [...ofStories.slice(0, COMMAND.CHOICES - ofSources.length), ...ofSources]
    : [...ofSources, ...ofStories]
}

const storyOf = async ({ env, owner }: Call, typed: string): Promise<MuteDraft | undefined> => {
  const one = await deskOf(env).itemNamed(owner, typed.replace(/^story:/, ''))
  if (one === undefined) return undefined
  const value = await storyId(fingerprint, one.source, one.key)
  return { kind: 'story', value, label: clip(one.item.title || one.source, LABEL_CHARS) }
}

const sourceOf = async ({ env, owner }: Call, typed: string): Promise<MuteDraft | undefined> => {
  const id = typed.replace(/^source:/, '')
  const source = (await deskOf(env).visibleSources(owner)).find((one) => one.id === id)
  return source === undefined ? undefined : { kind: 'source', value: source.id, label: clip(source.name, LABEL_CHARS) }
}

const draftOf = async (call: Call): Promise<MuteDraft | undefined> => {
  const typed = text(call, 'what') ?? ''
  return (await sourceOf(call, typed)) ?? (await storyOf(call, typed))
}

// Where

const EVERYWHERE = flagOption('everywhere', 'In all channels and hooks of this server')
const CHANNEL = channelOption('channel', 'In which channel; here if left out', POSTABLE)

const placesOf = async (call: Call): Promise<readonly Destination[]> => {
  const { env, owner } = call
  const desk = deskOf(env)
  if (flag(call, 'everywhere') === true) return desk.listDestinations(owner)
  const channel = text(call, 'channel') ?? call.interaction.channel?.id ?? ''
  const found = await desk.destinationFor(owner, await channelMark(channel))
  return found === undefined ? [] : [found]
}

/** The channel as it was chosen, for a sentence. */
const chosen = (call: Call): string => `<#${text(call, 'channel')?.replace(/\D/g, '') ?? call.interaction.channel?.id}>`

const add: Subcommand = {
  name: 'add',
  description: 'Hear no more of a story or a source for a while',
  options: [
    textOption('what', 'The story or source: choose one, or give a story’s address', {
      required: true,
      suggest: suggestWhat,
      most: 2_048,
    }),
    choiceOption(
      'for',
      'For how long',
      { '1h': '1 hour', '24h': '24 hours', '7d': '7 days', forever: 'for good' },
      { required: true },
    ),
    CHANNEL,
    EVERYWHERE,
  ],
  changes: true,
  handle: async (call) => {
    const { env, say, now } = call
    const span = text(call, 'for') ?? ''
    if (!Object.hasOwn(SPANS, span)) return { content: say.mute.noTime }
    const draft = await draftOf(call)
    if (draft === undefined) return { content: say.mute.noSuchThing }
    const places = await placesOf(call)
    if (places.length === 0) return { content: say.mute.nothingTold(chosen(call)) }
    const ms = SPANS[span]
    const until = ms === undefined ? undefined : now + ms
    await Promise.all(places.map(({ id }) => outboxOf(env, id).mute(draft, until)))
    const where =
      flag(call, 'everywhere') === true ? say.mute.everywhere : places.map((place) => placeText(say, place)).join(', ')
    return { content: say.mute.muted(disarm(draft.label), where, untilText(say, until)) }
  },
}

const list: Subcommand = {
  name: 'list',
  description: 'What is muted in this server',
  handle: (call) => listMuted(call, call.say.mute.none),
}

const remove: Subcommand = {
  name: 'remove',
  description: 'Hear of a muted story or source again',
  options: [
    textOption('what', 'What is muted', { required: true, suggest: suggestMuted, most: WHAT_CHARS }),
    channelOption('channel', 'In which channel alone; everywhere if left out', POSTABLE),
  ],
  changes: true,
  handle: async (call) => {
    const everywhere = text(call, 'channel') === undefined
    return unmuteIn(call, everywhere ? await deskOf(call.env).listDestinations(call.owner) : await placesOf(call))
  },
}

export const mute: SlashCommand = {
  name: 'mute',
  description: 'Stories and sources this server’s channels are to hear no more of',
  access: 'managers',
  places: 'servers',
  subcommands: [add, list, remove],
}
