import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askerOf, evaluate } from '../../../src/core/match/evaluate.ts'
import { prepare } from '../../../src/core/match/subject.ts'
import { SCOPES, type Subject } from '../../../src/core/model.ts'
import type { Query } from '../../../src/core/query/ast.ts'
import { impossibleIn } from '../../../src/core/query/impossible.ts'
import { printQuery } from '../../../src/core/query/print.ts'
import { askPairs } from '../../support/pairs.ts'
import { anySubject, anyTree, TERMS } from '../query/arbitrary.ts'

const RUNS = { seed: 20_261_123, numRuns: 250 } as const
/** `npm run campaign:match` asks many more. */
const PAIR_RUNS = { ...RUNS, numRuns: 80 }
const anyScope = fc.constantFrom(...SCOPES)

it('the compiled ruleset and the naive evaluator agree on thousands of pairs', () => {
  const { pairs, matches } = askPairs(PAIR_RUNS, ({ naive, fast }) => expect(fast).toEqual(naive))
  expect(pairs).toBeGreaterThan(3_000)
  expect(matches).toBeGreaterThan(500)
})

const matches = (query: Query, subject: Subject): boolean => evaluate(query, subject, 'text') !== undefined
const not = (of: Query): Query => ({ type: 'not', of })
const and = (...of: Query[]): Query => ({ type: 'and', of })
const or = (...of: Query[]): Query => ({ type: 'or', of })

const laws: [string, (a: Query, b: Query) => readonly [Query, Query]][] = [
  ['NOT (a AND b) is NOT a OR NOT b', (a, b) => [not(and(a, b)), or(not(a), not(b))]],
  ['NOT (a OR b) is NOT a AND NOT b', (a, b) => [not(or(a, b)), and(not(a), not(b))]],
  ['a AND b is b AND a', (a, b) => [and(a, b), and(b, a)]],
  ['a OR b is b OR a', (a, b) => [or(a, b), or(b, a)]],
  ['NOT NOT a is a', (a) => [not(not(a)), a]],
  ['a AND (a OR b) is a', (a, b) => [and(a, or(a, b)), a]],
]
it.each(laws)('%s', (_name, law) => {
  fc.assert(
    fc.property(anyTree, anyTree, anySubject, (a, b, subject) => {
      const [left, right] = law(a, b)
      expect(matches(left, subject)).toBe(matches(right, subject))
    }),
    RUNS,
  )
})

it('a query that is refused because it can never match matches nothing', () => {
  let refused = 0
  fc.assert(
    // Conjunctions of two trees and their negations: by chance alone few queries contradict themselves.
    fc.property(anyTree, anyTree, anySubject, anyScope, (a, b, subject, scope) => {
      for (const query of [a, and(a, not(b)), and(a, b, not(b)), and(a, or(b, a), not(or(a, b)))]) {
        if (impossibleIn(query) === undefined) continue
        refused += 1
        expect(evaluate(query, subject, scope)).toBeUndefined()
      }
    }),
    { ...RUNS, numRuns: 1_000 },
  )
  expect(refused).toBeGreaterThan(500)
})

it('a term without another is refused only where no way of writing the one leaves out the other', () => {
  const askers = fc.sample(anySubject, { seed: RUNS.seed, numRuns: 1_500 }).map((subject) => askerOf(prepare(subject)))
  const refused = TERMS.flatMap((asked) => TERMS.map((ruled) => ({ asked, ruled }))).filter(
    ({ asked, ruled }) => impossibleIn(and(asked, not(ruled))) !== undefined,
  )
  const having = new Map(TERMS.map((term) => [term, askers.filter((ask) => ask(term, 'text') !== undefined)]))
  const wrongly = refused.filter(({ asked, ruled }) =>
    having.get(asked)?.some((ask) => ask(and(asked, not(ruled)), 'text') !== undefined),
  )
  expect(wrongly.map(({ asked, ruled }) => `${printQuery(asked)} -${printQuery(ruled)}`)).toEqual([])
  expect(refused.length).toBeGreaterThan(TERMS.length)
})

it('a span reads what stands at its place, and spans come in order without overlapping', () => {
  fc.assert(
    fc.property(anyTree, anySubject, anyScope, (tree, subject, scope) => {
      const spans = evaluate(tree, subject, scope) ?? []
      for (const [index, span] of spans.entries()) {
        expect(subject[span.field].slice(span.start, span.end)).toBe(span.text)
        const before = spans[index - 1]
        if (before?.field === span.field) expect(span.start).toBeGreaterThanOrEqual(before.end)
        else if (before !== undefined) expect(SCOPES.indexOf(before.field)).toBeLessThan(SCOPES.indexOf(span.field))
      }
    }),
    { ...RUNS, numRuns: 1_500 },
  )
})
