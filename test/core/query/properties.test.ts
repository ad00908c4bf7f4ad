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
    { ...RUNS, numRuns: 3_000 },
  )
})

it('what was accepted is printed no longer than it was typed, so that the print is accepted too', () => {
  const word = fc
    .array(
      fc.constantFrom('a', 'b', '0', '7', "'", '’', '_', '/', '#', '$', '.', '-', '&', '핵', ':', '×', '\u0301', '|'),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((letters) => letters.join(''))
  const piece = fc.oneof(
    { weight: 8, arbitrary: word },
    { weight: 1, arbitrary: word.map((text) => `=${text}`) },
    { weight: 1, arbitrary: word.map((text) => `source:${text}`) },
    { weight: 1, arbitrary: word.map((text) => `"${text} ${text}"`) },
    { weight: 1, arbitrary: fc.constantFrom('OR', 'NOT') },
  )
  let accepted = 0
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 64 }), (pieces) => {
      // One wrong word would refuse all the others with it.
      const good = pieces.filter((one) => one === 'OR' || one === 'NOT' || parseQuery(one).ok)
      const typed = good.join(' ').slice(0, 400)
      const parsed = parseQuery(typed)
      if (!parsed.ok) return
      accepted += 1
      const printed = printQuery(parsed.value)
      expect(printed.length).toBeLessThanOrEqual(typed.length)
      const again = parseQuery(printed)
      expect(again.ok ? again.value : again.error).toEqual(parsed.value)
    }),
    RUNS,
  )
  expect(accepted).toBeGreaterThan(1_000)
})

it('60 words that begin with an apostrophe, up to the last character, are printed so that they are read again', () => {
  const typed = Array.from({ length: 60 }, (_, index) => `'ab${index}`).join(' ')
  const parsed = parseQuery(typed)
  expect(parsed.ok && printQuery(parsed.value)).toBe(typed)
})
