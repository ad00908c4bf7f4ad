// Whether a well-formed query makes sense: it must ask for something that is there, and must be able to match.

import type { Query } from './ast.ts'
import type { QueryFault } from './errors.ts'
import { impossibleIn } from './impossible.ts'

/** Whether every way of matching needs something to be there. `wanted` is false below a NOT. */
const asks = (node: Query, wanted: boolean): boolean => {
  switch (node.type) {
    case 'not':
      return asks(node.of, !wanted)
    case 'field':
      return asks(node.of, wanted)
    case 'and':
    case 'or': {
      const each = node.of.map((child) => asks(child, wanted))
      return (node.type === 'and') === wanted ? each.includes(true) : !each.includes(false)
    }
    default:
      return wanted
  }
}

const first = <T, U>(list: readonly T[], look: (one: T) => U | undefined): U | undefined =>
  list.map(look).find((found) => found !== undefined)

/** An OR of which one side asks for something and another does not, and that other side. */
const halfAsking = (node: Query): Query | undefined => {
  if (node.type === 'and') return first(node.of, halfAsking)
  if (node.type === 'field') return halfAsking(node.of)
  if (node.type !== 'or' || !node.of.some((child) => asks(child, true))) return undefined
  return node.of.find((child) => !asks(child, true))
}

/** The fault of a query that only negates or cannot match, and the node at fault. */
export const checkQuery = (query: Query): { readonly fault: QueryFault; readonly at: Query } | undefined => {
  if (!asks(query, true)) {
    const side = halfAsking(query)
    return side === undefined
      ? { fault: { code: 'only-negation' }, at: query }
      : { fault: { code: 'or-negation' }, at: side }
  }
  const impossible = impossibleIn(query)
  return impossible === undefined ? undefined : { fault: { code: impossible.code }, at: impossible.at }
}
