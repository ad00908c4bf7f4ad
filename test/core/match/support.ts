// One row of a table, asked the naive way and the fast way: both must agree before either is believed.

import { expect } from 'vitest'
import { compileRuleset } from '../../../src/core/match/compile.ts'
import { evaluate } from '../../../src/core/match/evaluate.ts'
import { loadRuleset, matchItem, type Ruleset } from '../../../src/core/match/ruleset.ts'
import type { Rule, Scope, Span, Subject } from '../../../src/core/model.ts'
import type { Query } from '../../../src/core/query/ast.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { TOPICS } from '../../../src/core/topics/topics.ts'

export const subjectOf = (given: Partial<Subject>): Subject => ({
  title: '',
  lead: '',
  text: '',
  sources: ['wire'],
  tags: [],
  ...given,
})

export const ruleOf = (given: Partial<Rule>): Rule => ({
  id: 'rule-1',
  owner: 'operator',
  name: 'A rule',
  query: 'missile',
  scope: 'lead',
  sources: [],
  destination: 'desk',
  delivery: 'instant',
  mentions: { roles: [], users: [] },
  silent: false,
  revisions: 'both',
  merge: true,
  paused: false,
  created: '2026-01-01T00:00:00Z',
  ...given,
})

export const treeOf = (query: string): Query => {
  const parsed = parseQuery(query)
  if (!parsed.ok) throw new Error(`${query}: ${parsed.error.message}`)
  return parsed.value
}

export const rulesetOf = (rules: readonly Rule[]): Ruleset => {
  const loaded = loadRuleset(compileRuleset(rules, TOPICS, 'desk.7'))
  if (!loaded.ok) throw new Error(loaded.error.reason)
  return loaded.value
}

export const OPERATOR_SOURCE = { source: { id: 'wire', owner: 'operator' }, now: '2026-11-01T00:00:00Z' } as const

/** The spans of a match, or undefined; fails when the percolator and the evaluator disagree. */
export const askBoth = (query: string, subject: Subject, scope: Scope = 'lead'): readonly Span[] | undefined => {
  const naive = evaluate(treeOf(query), subject, scope)
  const [fast] = matchItem(rulesetOf([ruleOf({ query, scope })]), subject, OPERATOR_SOURCE)
  expect(fast?.match.spans).toEqual(naive)
  return naive
}

export const textsOf = (spans: readonly Span[] | undefined): string[] | undefined => spans?.map(({ text }) => text)
