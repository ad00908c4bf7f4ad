// A query made ready to be held against many items: the same tree with its terms shared by all rules, so that what one rule has asked
// of an item the next one knows.

import { hash } from '../hash.ts'
import type { Query, Term } from '../query/ast.ts'
import { type PreparedTerm, prepareTerm } from '../query/term.ts'
import { type Clause, clausesOf, pairsOfTerm } from './evidence.ts'
import { hashForm } from './forms.ts'
import { markOf } from './marks.ts'
import { BIT, REACH } from './subject.ts'

export type PlanTerm = {
  readonly term: PreparedTerm
  /** The letters of a term that is one plain word, else empty, and their hash. */
  readonly word: string
  readonly hashed: number
  /** Marks of words and pairs: of each list at least one is in an item that holds the term. */
  readonly marks: readonly (readonly number[])[]
  /** The item that was asked last, and bits by reach: whether it was asked there, and whether it has the term there. */
  turn: number
  asked: number
  found: number
}

/** One shape for every kind of node, which is quicker to walk than nine. */
export type Plan = {
  readonly type: Query['type']
  readonly node: Query
  readonly of: readonly Plan[]
  /** The one field that a `field` looks at. */
  readonly bit: number
  readonly term: PlanTerm | undefined
}

/** The terms of all plans, by how they are written. */
export type Terms = Map<string, PlanTerm>

const isInWords = (clause: Clause): boolean => clause.every(({ kind }) => kind === 'word')

const planTerm = (term: Term, terms: Terms): PlanTerm => {
  const name = term.exact === true ? `=${term.text}` : term.text
  const known = terms.get(name)
  if (known !== undefined) return known
  const prepared = prepareTerm(term)
  const { parts, exact } = prepared
  const [only] = parts
  const plain = exact === undefined && parts.length === 1 && only?.kind === 'word'
  const words = clausesOf(term, REACH.text)
    .filter(isInWords)
    .map((clause) => clause.map(({ text }) => text))
  const marks = [...words, ...pairsOfTerm(term)].map((forms) => forms.map((form) => markOf(hashForm(form))))
  const word = plain ? only.text : ''
  const made = { term: prepared, word, hashed: hash(word), marks, turn: 0, asked: 0, found: 0 }
  terms.set(name, made)
  return made
}

const partsOf = (node: Query): readonly Query[] => {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.of
    case 'not':
    case 'field':
      return [node.of]
    default:
      return []
  }
}

/** Plain words are looked up, all else is searched for. */
const isQuick = (plan: Plan): boolean => {
  if (plan.term !== undefined) return plan.term.word !== ''
  return plan.type === 'not' || plan.type === 'field' ? plan.of.every(isQuick) : plan.type === 'fact'
}

/** What is quick to say comes first: one part may settle it. */
const inOrder = (parts: readonly Plan[]): readonly Plan[] => [
  ...parts.filter(isQuick),
  ...parts.filter((part) => !isQuick(part)),
]

export const planOf = (node: Query, terms: Terms): Plan => ({
  type: node.type,
  node,
  of: inOrder(partsOf(node).map((part) => planOf(part, terms))),
  bit: node.type === 'field' ? BIT[node.field] : 0,
  term: node.type === 'term' ? planTerm(node, terms) : undefined,
})
