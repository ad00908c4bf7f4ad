// An owner’s rules, a page at a time.
import type { Destination, Rule } from '../../../core/model.ts'
import { deskOf } from '../../env.ts'
import type { Act, Call } from '../command.ts'
import { button, rows } from '../components.ts'
import { customId } from '../custom-id.ts'
import type { Message, Reply } from '../reply.ts'
import { clip, disarm } from '../text.ts'
import { placeText } from './place.ts'
import type { Family } from './saved.ts'
import { deliveryText, restText } from './text.ts'

/** Ten rules of 160 characters each stay under the 2,000 of a message. */
const PER_PAGE = 10
const QUERY_SHOWN = 80

const lineOf = ({ say, now }: Call, rule: Rule, place: Destination | undefined): string => {
  const called = rule.name === rule.query ? '' : `**${clip(disarm(rule.name), QUERY_SHOWN)}**: `
  const state = restText(say, rule, now)
  const told = [placeText(say, place), deliveryText(say, rule.delivery), state]
  const facts = told.filter((part) => part !== undefined).join(', ')
  return `• ${called}${clip(disarm(rule.query), QUERY_SHOWN)} (${facts})`
}

const pageOf = async (call: Call, family: Family, asked: number): Promise<Message> => {
  const { env, owner, say } = call
  const desk = deskOf(env)
  const [known, destinations] = await Promise.all([desk.listRules(owner), desk.listDestinations(owner)])
  const rules = known.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created))
  if (rules.length === 0) return { content: say[family].none }
  const places = new Map(destinations.map((destination) => [destination.id, destination]))
  const last = Math.ceil(rules.length / PER_PAGE) - 1
  const page = Math.min(asked, last)
  const shown = rules.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  const lines = shown.map((rule) => lineOf(call, rule, places.get(rule.destination)))
  const turns = [
    ...(page > 0 ? [button(say.common.back, customId(`${family}-list`, String(page - 1)))] : []),
    ...(page < last ? [button(say.common.more, customId(`${family}-list`, String(page + 1)))] : []),
  ]
  return { content: lines.join('\n'), components: rows(...turns) }
}

export const firstPage =
  (family: Family) =>
  (call: Call): Promise<Message> =>
    pageOf(call, family, 0)

/** The buttons Back and More under a page. */
export const pageTurns = (family: Family): Readonly<Record<string, Act>> => ({
  [`${family}-list`]: {
    handle: async (call): Promise<Reply> => {
      const page = Number(call.parts[0])
      return { update: await pageOf(call, family, Number.isInteger(page) && page >= 0 ? page : 0) }
    },
  },
})
