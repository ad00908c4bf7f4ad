// Why a query matches an item or does not, clause by clause: what `explain` and the Why? button say.

import type { Scope, Span, Subject } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { topicTrees } from '../topics/trees.ts'
import { askerOf } from './evaluate.ts'
import { nearMisses } from './near-misses.ts'
import { prepare } from './subject.ts'

/** `stage`: a clause as the query prints it; `ok`: whether it lets the item through; `detail`: what was found, for people. */
export type Stage = { readonly stage: string; readonly ok: boolean; readonly detail: string }
export type Explanation = {
  readonly matched: boolean
  readonly stages: readonly Stage[]
  readonly near: readonly string[]
}

const FIELDS_OF: Readonly<Record<Scope, string>> = {
  title: 'the title',
  lead: 'title and lead',
  text: 'title, lead and text',
}

const clausesOf = (query: Query): readonly Query[] => (query.type === 'and' ? query.of : [query])

const found = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'holds' : spans.map(({ field, text }) => `${text} (${field})`).join(', ')

const detailOf = (clause: Query, spans: readonly Span[] | undefined, scope: Scope): string => {
  if (clause.type === 'not') return spans === undefined ? `found, and ruled out` : `not in ${FIELDS_OF[scope]}`
  return spans === undefined ? `not in ${FIELDS_OF[scope]}` : found(spans)
}

/** Every clause that has to hold, in the query's order; `near` as nearMisses gives it. */
export const explain = (
  query: Query,
  subject: Subject,
  scope: Scope,
  topics: TopicTrees = topicTrees(),
): Explanation => {
  const ask = askerOf(prepare(subject), topics)
  const stages = clausesOf(query).map((clause): Stage => {
    const spans = ask(clause, scope)
    return { stage: printQuery(clause), ok: spans !== undefined, detail: detailOf(clause, spans, scope) }
  })
  return { matched: ask(query, scope) !== undefined, stages, near: nearMisses(query, subject, scope, topics) }
}
