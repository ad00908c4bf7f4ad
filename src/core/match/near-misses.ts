// What kept an item out: for people who try a rule and wonder.

import type { Field, Scope } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { topicTrees } from '../topics/trees.ts'
import { askerOf, matchesIf } from './evaluate.ts'
import type { Prepared } from './subject.ts'

/** A part that can be found or not by itself, and how the query would write it alone. */
type Part = { readonly leaf: Query; readonly written: string }

const partsOf = (query: Query, field?: Field): readonly Part[] => {
  switch (query.type) {
    case 'and':
    case 'or':
      return query.of.flatMap((child) => partsOf(child, field))
    case 'not':
      return partsOf(query.of, field)
    case 'field':
      return partsOf(query.of, query.field)
    default:
      return [{ leaf: query, written: printQuery(field === undefined ? query : { type: 'field', field, of: query }) }]
  }
}

/**
 * The terms, as the query prints them, any one of which would have been enough: it matched but for this one. Empty when it
 * matches, or when more than one thing is missing.
 */
export const nearMisses = (
  query: Query,
  prepared: Prepared,
  scope: Scope,
  topics: TopicTrees = topicTrees(),
): string[] => {
  if (askerOf(prepared, topics)(query, scope) !== undefined) return []
  const missing = partsOf(query).filter(({ leaf }) => matchesIf(query, leaf, prepared, scope, topics))
  return [...new Set(missing.map(({ written }) => written))]
}
