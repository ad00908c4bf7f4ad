// What kept an item out: for people who try a rule and wonder.

import type { Scope, Subject } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { leavesOf } from '../query/walk.ts'
import { topicTrees } from '../topics/trees.ts'
import { askerOf, matchesIf } from './evaluate.ts'
import { prepare } from './subject.ts'

/**
 * The terms, as the query prints them, any one of which would have been enough: it matched but for this one. Empty when it
 * matches, or when more than one thing is missing.
 */
export const nearMisses = (
  query: Query,
  subject: Subject,
  scope: Scope,
  topics: TopicTrees = topicTrees(),
): string[] => {
  const prepared = prepare(subject)
  if (askerOf(prepared, topics)(query, scope) !== undefined) return []
  const missing = leavesOf(query).filter((leaf) => matchesIf(query, leaf, prepared, scope, topics))
  return [...new Set(missing.map(printQuery))]
}
