// Why a query matches an item or does not, clause by clause: what `explain` and `/watch why` say.

import type { Scope, Subject } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { printQuery } from '../query/print.ts'
import { topicTrees } from '../topics/trees.ts'
import { askerOf } from './evaluate.ts'
import { type Finding, findingText } from './finding.ts'
import { lackOf, type Outlook, outlookOf } from './lack.ts'
import { nearMisses } from './near-misses.ts'
import { prepare } from './subject.ts'

/** A part of the query that has to hold, as the query prints it, and whether it lets the item through. */
export type Clause = {
  readonly clause: string
  readonly ok: boolean
  readonly finding: Finding
  /** The item's text was not at hand, and could turn the answer. */
  readonly open?: true
}
export type Explanation = {
  readonly matched: boolean
  readonly clauses: readonly Clause[]
  readonly near: readonly string[]
}

/** A line of what is printed: `detail` says what was found, for people. */
export type Stage = { readonly stage: string; readonly ok: boolean; readonly detail: string }

export const printedClause = ({ clause, ok, finding }: Clause): Stage => ({
  stage: clause,
  ok,
  detail: findingText(finding),
})

const clausesOf = (query: Query): readonly Query[] => (query.type === 'and' ? query.of : [query])

/** What stands behind the answer: where it was found, or what is lacking. A NOT that holds says what is not there. */
const findingOf = (clause: Query, outlook: Outlook): Finding => {
  const spans = outlook.ask(clause)
  if (spans === undefined) return lackOf(clause, outlook)
  return clause.type === 'not' ? lackOf(clause.of, outlook) : { kind: 'found', spans }
}

/** Whether words that are found in the text could make it hold, or with `wanted` false keep it from holding. */
const hangsOnText = (node: Query, looksThere: boolean, wanted: boolean, topics: TopicTrees): boolean => {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.of.some((child) => hangsOnText(child, looksThere, wanted, topics))
    case 'not':
      return hangsOnText(node.of, looksThere, !wanted, topics)
    case 'field':
      return hangsOnText(node.of, node.field === 'text', wanted, topics)
    case 'topic': {
      const tree = topics.get(node.id)
      return tree !== undefined && hangsOnText(tree, looksThere, wanted, topics)
    }
    case 'fact':
      return false
    default:
      return looksThere && wanted
  }
}

/** Beside the item. `textless`: its text is not at hand, whatever stands in the subject. */
export type Surroundings = { readonly topics?: TopicTrees; readonly textless?: boolean }

/** Every clause that has to hold, in the query's order; `near` as nearMisses gives it. */
export const explain = (
  query: Query,
  subject: Subject,
  scope: Scope,
  { topics = topicTrees(), textless = false }: Surroundings = {},
): Explanation => {
  const prepared = prepare(subject)
  const ask = askerOf(prepared, topics)
  const outlook = outlookOf(prepared, ask, scope)
  const clauses = clausesOf(query).map((node): Clause => {
    const ok = outlook.ask(node) !== undefined
    const open = textless && hangsOnText(node, scope === 'text', !ok, topics)
    return { clause: printQuery(node), ok, finding: findingOf(node, outlook), ...(open ? { open } : {}) }
  })
  return { matched: ask(query, scope) !== undefined, clauses, near: nearMisses(query, prepared, scope, topics) }
}
