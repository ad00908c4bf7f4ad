// Which topics an item is about: the packs asked in turn. For labels and headings alone; rules mention topics in their own queries.

import { askerOf } from '../match/evaluate.ts'
import { prepare } from '../match/subject.ts'
import type { Scope, Subject } from '../model.ts'
import { TOPIC_IDS, type TopicId } from './ids.ts'
import { isTopicless } from './topicless.ts'
import { topicTrees } from './trees.ts'

/** Ids in the order of TOPIC_IDS, each asked for when it is wanted; none for digests and anecdotes. */
function* asked(subject: Subject, scope: Scope): Generator<TopicId> {
  if (isTopicless(subject)) return
  const trees = topicTrees()
  const ask = askerOf(prepare(subject), trees)
  for (const id of TOPIC_IDS) {
    const tree = trees.get(id)
    if (tree !== undefined && ask(tree, scope) !== undefined) yield id
  }
}

/** All of them: `tag` prints them. */
export const topicsOf = (subject: Subject, scope: Scope): string[] => [...asked(subject, scope)]

/** The one that a story is filed under. */
export const firstTopicOf = (subject: Subject, scope: Scope): TopicId | undefined => asked(subject, scope).next().value
