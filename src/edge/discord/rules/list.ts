// An owner’s rules, a page at a time.
import { COMMAND } from '../../../core/limits.ts'
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

const PER_PAGE = 10
const QUERY_SHOWN = 80

const lineOf = ({ say, now }: Call, rule: Rule, place: Destination | undefined): string => {
  const called = rule.name === rule.query ? '' : `**${clip(disarm(rule.name), QUERY_SHOWN)}**: `
  const state = restText(say, rule, now)
  const told = [placeText(say, place), deliveryText(say, rule.delivery), state]
  const facts = told.filter((part) => part !== undefined).join(', ')
  return `• ${called}${clip(disarm(rule.query), QUERY_SHOWN)} (${facts})`
}

/** Ten lines a page, or fewer where they are long: a page is never cut, and no rule falls between two. */
const pagesOf = (lines: readonly string[]): readonly string[][] => {
  const pages: string[][] = []
  for (const line of lines) {
    const page = pages.at(-1)
    const fits = page !== undefined && page.length < PER_PAGE && [...page, line].join('\n').length <= COMMAND.LIST_CHARS
    if (fits) page.push(line)
    else pages.push([line])
  }
  return pages
}

const pageOf = async (call: Call, family: Family, asked: number): Promise<Message> => {
  const { env, owner, say } = call
  const { rules: known, destinations } = await deskOf(env).listWatched(owner)
  const rules = known.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created))
  if (rules.length === 0) return { content: say[family].none }
  const places = new Map(destinations.map((destination) => [destination.id, destination]))
  const pages = pagesOf(rules.map((rule) => lineOf(call, rule, places.get(rule.destination))))
  const last = pages.length - 1
  const page = Math.min(asked, last)
  const turns = [
    ...(page > 0 ? [button(say.common.back, customId(`${family}-list`, String(page - 1)))] : []),
    ...(page < last ? [button(say.common.more, customId(`${family}-list`, String(page + 1)))] : []),
  ]
  return { content: (pages[page] ?? []).join('\n'), components: rows(...turns) }
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
