// A query made ready to be held against many items: the same tree with its terms numbered across all rules, so that what one rule
// has asked of an item the next one knows.

import type { Query, Term } from '../query/ast.ts'
import { prepareTerm } from '../query/term.ts'
import { type Clause, clausesOf, pairsOfTerm } from './evidence.ts'
import { hashForm } from './forms.ts'
import { markOf } from './marks.ts'
import { BIT, REACH } from './subject.ts'

export type PlanTerm = {
  /** The same number for the same term in whatever rule. */
  readonly number: number
  readonly term: Term
  /** The letters of a term that is one plain word, else empty. */
  readonly word: string
  /** Marks of words and pairs: of each list at least one is in an item that holds the term. */
  readonly marks: readonly (readonly number[])[]
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
  const { parts, exact } = prepareTerm(term)
  const [only] = parts
  const plain = exact === undefined && parts.length === 1 && only?.kind === 'word'
  const words = clausesOf(term, REACH.text)
    .filter(isInWords)
    .map((clause) => clause.map(({ text }) => text))
  const marks = [...words, ...pairsOfTerm(term)].map((forms) => forms.map((form) => markOf(hashForm(form))))
  const made = { number: terms.size, term, word: plain ? only.text : '', marks }
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
