import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { printQuery } from '../../../src/core/query/print.ts'
import { anyTree } from './arbitrary.ts'

const RUNS = { seed: 20_261_123, numRuns: 3_000 } as const

/** What a tree that is made by chance may be refused for. */
const REFUSED = [
  ...['only-negation', 'or-negation', 'impossible', 'near-apart', 'two-languages'],
  ...['too-long', 'too-deep', 'too-many-prefixes'],
]

it('what is printed reads back as the same print', () => {
  let accepted = 0
  fc.assert(
    fc.property(anyTree, (tree) => {
      const printed = printQuery(tree)
      const parsed = parseQuery(printed)
      if (!parsed.ok) {
        expect(REFUSED).toContain(parsed.error.code)
        return
      }
      accepted += 1
      expect(printQuery(parsed.value)).toBe(printed)
    }),
    RUNS,
  )
  expect(accepted).toBeGreaterThan(1_000)
})

const PIECES = [
  'a',
  'missile',
  '"',
  '(',
  ')',
  ' ',
  '-',
  '=',
  '@',
  '*',
  'OR',
  'AND',
  'NOT',
  'NEAR/3',
  'ONEAR',
  'title:',
  'source:',
  'atleast2:',
  ':',
  '핵',
  '🚀',
  '\ud83d',
  '\u202e',
  '“',
  '（',
  '/',
  '\u0301',
]

it('whatever is typed gives a tree or an error with a place, never a throw', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(' ')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const parsed = parseQuery(text)
      if (parsed.ok) {
        const printed = printQuery(parsed.value)
        const again = parseQuery(printed)
        expect(again.ok ? printQuery(again.value) : again.error.code).toBe(printed)
        return
      }
      expect(parsed.error.start).toBeGreaterThanOrEqual(0)
      expect(parsed.error.end).toBeGreaterThanOrEqual(parsed.error.start)
      expect(parsed.error.end).toBeLessThanOrEqual(text.length)
    }),
    { ...RUNS, numRuns: 6_000 },
  )
})
