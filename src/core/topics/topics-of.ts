// Which topics an item is about: every pack asked in turn. For the alert's label, `tag` and nothing else; rules mention topics
// in their own queries.

import { askerOf } from '../match/evaluate.ts'
import { prepare } from '../match/subject.ts'
import type { Scope, Subject } from '../model.ts'
import { TOPIC_IDS } from './ids.ts'
import { isTopicless } from './topicless.ts'
import { topicTrees } from './trees.ts'

/** Ids in the order of TOPIC_IDS; none for digests and anecdotes. */
export const topicsOf = (subject: Subject, scope: Scope): string[] => {
  if (isTopicless(subject)) return []
  const trees = topicTrees()
  const ask = askerOf(prepare(subject), trees)
  return TOPIC_IDS.filter((id) => {
    const tree = trees.get(id)
    return tree !== undefined && ask(tree, scope) !== undefined
  })
}
