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

const ruledOut = (node: Query, field: string): readonly Leaf[] => {
  if (node.type === 'not') return sufficient(node.of, field)
  if (node.type === 'and') return node.of.flatMap((child) => ruledOut(child, field))
  return node.type === 'field' ? ruledOut(node.of, node.field) : []
}

const isImpossible = (node: Query, field: string): boolean => {
  if (node.type === 'or') return node.of.every((child) => isImpossible(child, field))
  if (node.type === 'field') return isImpossible(node.of, node.field)
  if (node.type !== 'and') return false
  const ruled = ruledOut(node, field)
  const asked = required(node, field)
  return (
    ruled.some((out) => asked.some((leaf) => implies(leaf, out))) || node.of.some((child) => isImpossible(child, field))
  )
}

/** The fault of a query that only negates or cannot match. */
export const checkQuery = (query: Query): QueryFault | undefined => {
  if (!asks(query, true)) return { code: query.type === 'or' ? 'or-negation' : 'only-negation' }
  return isImpossible(query, '') ? { code: 'impossible' } : undefined
}
