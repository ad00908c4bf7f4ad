// The built-in topics' trees, read once when first needed.

import type { Query } from '../query/ast.ts'
import { parsePack } from '../query/parse.ts'
import { TOPICS } from './topics.ts'

let read: ReadonlyMap<string, Query> | undefined

/** Trees by id. A pack that cannot be read would be missing here; a test reads them all. */
export const topicTrees = (): ReadonlyMap<string, Query> => {
  read ??= readTrees(TOPICS)
  return read
}

/** The trees of some topics; unreadable ones are left out. */
export const readTrees = (
  topics: readonly { readonly id: string; readonly query: string }[],
): ReadonlyMap<string, Query> => {
  const trees = new Map<string, Query>()
  for (const { id, query } of topics) {
    const parsed = parsePack(query)
    if (parsed.ok) trees.set(id, parsed.value)
  }
  return trees
}
