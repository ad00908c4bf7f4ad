// Random rules and random items, each pair asked of the naive evaluator and through the compiled ruleset: the first is the truth.
import fc from 'fast-check'
import { evaluate } from '../../src/core/match/evaluate.ts'
import { matchItem } from '../../src/core/match/ruleset.ts'
import { SCOPES, type Scope, type Span, type Subject } from '../../src/core/model.ts'
import type { Query } from '../../src/core/query/ast.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { printQuery } from '../../src/core/query/print.ts'
import { OPERATOR_SOURCE, ruleOf, rulesetOf } from '../core/match/support.ts'
import { anySubject, anyTree } from '../core/query/arbitrary.ts'

type Asked = { readonly id: string; readonly query: string; readonly scope: Scope; readonly tree: Query }
export type Answer = { readonly id: string; readonly query: string; readonly spans: readonly Span[] }
/** Both answers for one item; the second is the compiled ruleset's. */
export type Answers = { readonly naive: readonly Answer[]; readonly fast: readonly Answer[] }
export type Tally = { readonly pairs: number; readonly matches: number }

const RULES = 12
const ITEMS = 4

const readable = (trees: readonly (readonly [Query, Scope])[]): Asked[] =>
  trees.flatMap(([tree, scope], index) => {
    const query = printQuery(tree)
    const parsed = parseQuery(query)
    return parsed.ok ? [{ id: `rule-${index}`, query, scope, tree: parsed.value }] : []
  })

const answersFor = (asked: readonly Asked[], subjects: readonly Subject[]): Answers[] => {
  const ruleset = rulesetOf(asked.map(({ id, query, scope }) => ruleOf({ id, query, scope })))
  return subjects.map((subject) => ({
    naive: asked.flatMap(({ id, query, scope, tree }) => {
      const spans = evaluate(tree, subject, scope)
      return spans === undefined ? [] : [{ id, query, spans }]
    }),
    fast: matchItem(ruleset, subject, OPERATOR_SOURCE).map(({ rule, match }) => ({
      id: rule.id,
      query: rule.query,
      spans: match.spans,
    })),
  }))
}

/** Calls `check` with both answers for each item, twelve rules and four items a run. */
export const askPairs = (
  runs: { readonly seed: number; readonly numRuns: number },
  check: (answers: Answers) => void,
): Tally => {
  let pairs = 0
  let matches = 0
  const someTrees = fc.array(fc.tuple(anyTree, fc.constantFrom(...SCOPES)), { minLength: RULES, maxLength: RULES })
  const someSubjects = fc.array(anySubject, { minLength: ITEMS, maxLength: ITEMS })
  fc.assert(
    fc.property(someTrees, someSubjects, (trees, subjects) => {
      const asked = readable(trees)
      for (const answers of answersFor(asked, subjects)) {
        pairs += asked.length
        matches += answers.naive.length
        check(answers)
      }
    }),
    runs,
  )
  return { pairs, matches }
}
