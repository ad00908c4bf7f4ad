// Neighbours in a phrase: which words must stand side by side. A phrase can only be found where its pairs are, so most rules with a
// phrase need not be woken although all their words are there.

import { MATCH } from '../limits.ts'
import type { Part } from '../query/term.ts'
import { pairOf } from './forms.ts'

/** Whether these neighbours can have grown into one word (find.ts): by hyphens only, or by one space only. */
export const canJoin = (parts: readonly Part[]): boolean => {
  const bonds = parts.slice(1).map((part) => part.bond)
  if (!parts.slice(0, -1).every((part) => part.kind === 'word')) return false
  return (
    bonds.length < MATCH.JOINED_PARTS &&
    (bonds.every((bond) => bond === 'soft') || (bonds.length === 1 && bonds[0] === 'spaced'))
  )
}

const joined = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('')

/** The runs of parts, from each of these to each of those, that can be one word. */
const runs = (parts: readonly Part[], froms: readonly number[], tos: readonly number[]): (readonly Part[])[] =>
  froms.flatMap((from) => tos.map((to) => parts.slice(from, to + 1)).filter(canJoin))

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)

/**
 * What of pairs and words one must be there if the part and the one before it are: the two side by side, each in every form in which
 * it can have grown, or both grown into one. Undefined when that cannot be said in whole words.
 */
export const pairsAt = (parts: readonly Part[], index: number): readonly string[] | undefined => {
  const reach = MATCH.JOINED_PARTS - 1
  const befores = range(Math.max(0, index - 1 - reach), index - 1)
  const afters = range(index, Math.min(parts.length - 1, index + reach))
  const lefts = runs(parts, befores, [index - 1])
  const rights = runs(parts, [index], afters)
  const grown = runs(parts, befores, afters)
  const whole = [...lefts, ...rights, ...grown].every((run) => run.every(({ kind }) => kind === 'word'))
  if (!whole || lefts.length === 0 || rights.length === 0) return undefined
  return [...lefts.flatMap((left) => rights.map((right) => pairOf(joined(left), joined(right)))), ...grown.map(joined)]
}
