// Whether a well-formed query makes sense: it must ask for something that is there, and must be able to match.

import { readWords } from '../text/words.ts'
import type { Query, Term } from './ast.ts'
import type { QueryFault } from './errors.ts'
import { findTerm } from './find.ts'

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

type Leaf = { readonly term: Term; readonly field: string }

/** Terms one of which is enough for the node to match. */
const sufficient = (node: Query, field: string): readonly Leaf[] => {
  if (node.type === 'term') return [{ term: node, field }]
  if (node.type === 'or') return node.of.flatMap((child) => sufficient(child, field))
  if (node.type === 'field') return sufficient(node.of, node.field)
  return []
}

/** Terms all of which must be there. */
const required = (node: Query, field: string): readonly Leaf[] => {
  if (node.type === 'term') return [{ term: node, field }]
  if (node.type === 'atleast') return [{ term: node.of, field }]
  if (node.type === 'and') return node.of.flatMap((child) => required(child, field))
  if (node.type === 'near') return [...required(node.left, field), ...required(node.right, field)]
  if (node.type === 'field') return required(node.of, node.field)
  return []
}

/** Whether finding `asked` always means finding `ruled`, as `"test fire"` always holds `test`. */
const implies = (asked: Leaf, ruled: Leaf): boolean => {
  // Every scope holds the title, so what is ruled out everywhere is ruled out there.
  const covered = asked.field === ruled.field || (asked.field === 'title' && ruled.field === '')
  if (!covered || (asked.term.exact !== true && ruled.term.exact === true)) return false
  return findTerm(readWords(asked.term.text.replaceAll('*', '')), ruled.term).length > 0
}

/** What is ruled out, and by which node. */
type Ruled = Leaf & { readonly by: Query }

const ruledOut = (node: Query, field: string): readonly Ruled[] => {
  if (node.type === 'not') return sufficient(node.of, field).map((leaf) => ({ ...leaf, by: node }))
  if (node.type === 'and') return node.of.flatMap((child) => ruledOut(child, field))
  return node.type === 'field' ? ruledOut(node.of, node.field) : []
}

const first = <T, U>(list: readonly T[], look: (one: T) => U | undefined): U | undefined =>
  list.map(look).find((found) => found !== undefined)

/** The node that keeps the query from ever matching. */
const impossibleAt = (node: Query, field: string): Query | undefined => {
  if (node.type === 'or') {
    const each = node.of.map((child) => impossibleAt(child, field))
    return each.every((at) => at !== undefined) ? each[0] : undefined
  }
  if (node.type === 'field') return impossibleAt(node.of, node.field)
  if (node.type !== 'and') return undefined
  const asked = required(node, field)
  const ruled = ruledOut(node, field).find((out) => asked.some((leaf) => implies(leaf, out)))
  return ruled?.by ?? first(node.of, (child) => impossibleAt(child, field))
}

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
  const at = impossibleAt(query, '')
  return at === undefined ? undefined : { fault: { code: 'impossible' }, at }
}
