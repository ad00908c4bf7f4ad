// Why a query matches an item or does not, clause by clause: what `explain` and the Why? button say.

import type { Scope, Subject } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { topicTrees } from '../topics/trees.ts'
import { askerOf } from './evaluate.ts'
import { foundAs, lackOf, type Outlook, outlookOf } from './lack.ts'
import { nearMisses } from './near-misses.ts'
import { prepare } from './subject.ts'

/** `stage`: a clause as the query prints it; `ok`: whether it lets the item through; `detail`: what was found, for people. */
export type Stage = { readonly stage: string; readonly ok: boolean; readonly detail: string }
export type Explanation = {
  readonly matched: boolean
  readonly stages: readonly Stage[]
  readonly near: readonly string[]
}

const clausesOf = (query: Query): readonly Query[] => (query.type === 'and' ? query.of : [query])

/** What stands behind the answer: where it was found, or what is lacking. A NOT that holds says what is not there. */
const detailOf = (clause: Query, outlook: Outlook): string => {
  const spans = outlook.ask(clause)
  if (spans === undefined) return lackOf(clause, outlook)
  return clause.type === 'not' ? lackOf(clause.of, outlook) : foundAs(spans)
}

/** Every clause that has to hold, in the query's order; `near` as nearMisses gives it. */
export const explain = (
  query: Query,
  subject: Subject,
  scope: Scope,
  topics: TopicTrees = topicTrees(),
): Explanation => {
  const prepared = prepare(subject)
  const ask = askerOf(prepared, topics)
  const outlook = outlookOf(prepared, ask, scope)
  const stages = clausesOf(query).map(
    (clause): Stage => ({
      stage: printQuery(clause),
      ok: outlook.ask(clause) !== undefined,
      detail: detailOf(clause, outlook),
    }),
  )
  return { matched: ask(query, scope) !== undefined, stages, near: nearMisses(query, subject, scope, topics) }
}
