// What an owner's places hear no more of: listed, offered while somebody types, and heard of again.
import type { Destination } from '../../core/model.ts'
import { deskOf, outboxOf } from '../env.ts'
import type { Mute, MuteDraft } from '../store/outbox-mutes.ts'
import { type Call, text } from './command.ts'
import { listed } from './lists.ts'
import type { Suggest } from './option.ts'
import type { Message } from './reply.ts'
import { placeText } from './rules/place.ts'
import { moment } from './rules/text.ts'
import { disarm } from './text.ts'
import type { Sentences } from './words/words.ts'

/** Of 100 characters that a choice may have. */
export const WHAT_CHARS = 100

type Held = { readonly mute: Mute; readonly place: Destination }

const heldIn = async ({ env }: Call, places: readonly Destination[]): Promise<readonly Held[]> => {
  const held = await Promise.all(
    places.map(async (place) => (await outboxOf(env, place.id).mutes()).map((mute) => ({ mute, place }))),
  )
  return held.flat()
}

const nameOf = ({ kind, value }: MuteDraft): string => `${kind}:${value}`

/** What is muted in several places is one thing. */
const grouped = async (call: Call): Promise<ReadonlyMap<string, readonly Held[]>> => {
  const held = await heldIn(call, await deskOf(call.env).listDestinations(call.owner))
  const groups = new Map<string, Held[]>()
  for (const one of held) groups.set(nameOf(one.mute), [...(groups.get(nameOf(one.mute)) ?? []), one])
  return groups
}

export const untilText = ({ mute }: Sentences, until: number | undefined): string =>
  until === undefined ? mute.forGood : mute.until(moment(new Date(until).toISOString()))

/** @param none what is said when nothing is */
export const listMuted = async (call: Call, none: string): Promise<Message> => {
  const { say } = call
  const groups = [...(await grouped(call)).values()]
  if (groups.length === 0) return { content: none }
  const lines = groups.map((group) => {
    const where = group.map(({ place, mute }) => `${placeText(say, place)} ${untilText(say, mute.until)}`)
    return `• **${disarm(group[0]?.mute.label ?? '')}**: ${where.join(', ')}`
  })
  return { content: listed(say, lines) }
}

export const suggestMuted: Suggest = async (call, typed) =>
  [...(await grouped(call))].flatMap(([value, [first]]) => {
    const label = first?.mute.label ?? ''
    return label.toLowerCase().includes(typed.trim().toLowerCase()) ? [{ name: label, value }] : []
  })

/** What the option `what` names is heard of again in these places. */
export const unmuteIn = async (call: Call, places: readonly Destination[]): Promise<Message> => {
  const { env, say } = call
  const held = (await heldIn(call, places)).filter(({ mute }) => nameOf(mute) === text(call, 'what'))
  await Promise.all(held.map(({ mute, place }) => outboxOf(env, place.id).unmute(mute.id)))
  const [first] = held
  return { content: first === undefined ? say.mute.notMuted : say.mute.unmuted(disarm(first.mute.label)) }
}
