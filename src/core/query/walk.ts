// Questions about a query that need no text.

import { topicTrees } from '../topics/trees.ts'
import type { Query, TopicTrees } from './ast.ts'

const childrenOf = (node: Query): readonly Query[] => {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.of
    case 'not':
    case 'field':
    case 'atleast':
      return [node.of]
    case 'near':
      return [node.left, node.right]
    default:
      return []
  }
}

/** Whether a NOT or `-` stands anywhere in it, also inside the topics it mentions: then more text can take a match away. */
export const hasNegation = (query: Query, topics: TopicTrees = topicTrees()): boolean => {
  if (query.type === 'not') return true
  const topic = query.type === 'topic' ? topics.get(query.id) : undefined
  return topic !== undefined
    ? hasNegation(topic, topics)
    : childrenOf(query).some((child) => hasNegation(child, topics))
}

/** Ids of the topics it mentions, with repeats. */
export const topicsIn = (query: Query): readonly string[] =>
  query.type === 'topic' ? [query.id] : childrenOf(query).flatMap(topicsIn)

/** The smallest parts that can be found or not by themselves, in order; NEAR is one of them. */
export const leavesOf = (query: Query): readonly Query[] => {
  if (query.type === 'and' || query.type === 'or' || query.type === 'not' || query.type === 'field') {
    return childrenOf(query).flatMap(leavesOf)
  }
  return [query]
}
