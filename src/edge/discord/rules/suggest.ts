// What is offered while a rule, a topic, a source, an item or a time zone is being typed.
import { COMMAND } from '../../../core/limits.ts'
import { TOPICS } from '../../../core/topics/topics.ts'
import { deskOf } from '../../env.ts'
import type { Suggest } from '../option.ts'
import type { Choice } from '../reply.ts'

const holds = (typed: string, ...texts: readonly string[]): boolean => {
  const wanted = typed.trim().toLowerCase()
  return texts.some((text) => text.toLowerCase().includes(wanted))
}

/** Offers the last of several names separated by commas, with the ones before it kept. */
const lastOf = (typed: string, offer: (last: string, taken: readonly string[]) => readonly Choice[]): Choice[] => {
  const parts = typed.split(',').map((part) => part.trim())
  const taken = parts.slice(0, -1).filter((part) => part !== '')
  return offer(parts.at(-1) ?? '', taken).map(({ name, value }) => ({
    name: [...taken, name].join(', '),
    value: [...taken, value].join(','),
  }))
}

export const suggestRules: Suggest = async ({ env, owner, say }, typed) => {
  const rules = await deskOf(env).listRules(owner)
  return rules
    .filter(({ id, name, query }) => holds(typed, id, name, query))
    .toSorted((a, b) => Number(a.paused) - Number(b.paused))
    .map(({ id, name, query, paused }) => ({
      name: `${name}${name === query ? '' : ` · ${query}`}${paused ? ` (${say.rules.paused})` : ''}`,
      value: id,
    }))
}

export const suggestTopics: Suggest = async (_call, typed) =>
  lastOf(typed, (last, taken) =>
    TOPICS.filter(({ id, description }) => !taken.includes(id) && holds(last.replace(/^@/, ''), id, description)).map(
      ({ id, description }) => ({ name: `${id}: ${description}`, value: id }),
    ),
  )

/** Among sources: every one, which is what naming none means; an option cannot be left empty to say so. */
export const ALL = '*'

export const suggestSources: Suggest = async ({ env, owner, say }, typed) => {
  const sources = await deskOf(env).visibleSources(owner)
  const all = typed.trim() === '' ? [{ name: say.rules.everySource, value: ALL }] : []
  const some = lastOf(typed, (last, taken) =>
    sources
      .filter(({ id, name, url }) => !taken.includes(id) && holds(last, id, name, url))
      .map(({ id, name }) => ({ name, value: id })),
  )
  return [...all, ...some]
}

/** An item is named by the key under which the Desk's sample has it: short, whatever its publisher calls it. */
export const suggestItems: Suggest = async ({ env, owner }, typed) => {
  const found = await deskOf(env).findItems(owner, typed, COMMAND.CHOICES)
  return found.map(({ key, title, url, source }) => ({ name: title || url || source, value: key }))
}

/** Offered before anything is typed: where those who watch these wires are. */
const ZONES = ['Asia/Seoul', 'Asia/Tokyo', 'Asia/Shanghai', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'UTC']

export const suggestZones: Suggest = async (_call, typed) => {
  const all = typed.trim() === '' ? ZONES : Intl.supportedValuesOf('timeZone')
  return all
    .filter((zone) => holds(typed.replaceAll(' ', '_'), zone))
    .slice(0, COMMAND.CHOICES)
    .map((zone) => ({ name: zone, value: zone }))
}
