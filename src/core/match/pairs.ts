// Neighbours: which words stand side by side, in an item and in a phrase. A phrase can only be found where its pairs are, so most
// rules with a phrase need not be woken although all their words are there.

import { hash, hashRange } from '../hash.ts'
import { MATCH } from '../limits.ts'
import type { Part } from '../query/term.ts'
import { JOINT, type Words } from '../text/words.ts'

const SPACE = ' '

/** How a pair is written: its hash is that of the left word, a space and the right one. */
export const pairOf = (left: string, right: string): string => `${left}${SPACE}${right}`

const hashWord = ({ folded, starts, ends }: Words, index: number, before?: number): number =>
  hashRange(folded.text, starts[index] ?? 0, ends[index] ?? 0, before)

const isSpaced = ({ joints, starts, ends }: Words, index: number): boolean =>
  joints[index] === JOINT.SPACE &&
  (ends[index] ?? 0) - (starts[index] ?? 0) >= MATCH.SPACED_LETTERS &&
  (ends[index + 1] ?? 0) - (starts[index + 1] ?? 0) >= MATCH.SPACED_LETTERS

/** Where the longest run of soft-broken parts that begins here, or (by -1) ends here, comes to its end. */
const softEnd = ({ joints }: Words, index: number, step: 1 | -1): number => {
  const joint = step === 1 ? 0 : -1
  let end = index
  while (Math.abs(end - index) < MATCH.JOINED_PARTS - 1 && joints[end + joint] === JOINT.SOFT) end += step
  return end
}

/** The hashes, each with a space after it, of the forms that end with this word. */
const endingAt = (words: Words, index: number): number[] => {
  const ends = [hash(SPACE, hashWord(words, index))]
  if (isSpaced(words, index - 1)) ends.push(hash(SPACE, hashWord(words, index, hashWord(words, index - 1))))
  for (let from = index - 1, first = softEnd(words, index, -1); from >= first; from -= 1) {
    let value = hashWord(words, from)
    for (let part = from + 1; part <= index; part += 1) value = hashWord(words, part, value)
    ends.push(hash(SPACE, value))
  }
  return ends
}

/** Calls back with the hash of each pair of neighbours, in every form in which either can be asked for. */
export const eachPair = (words: Words, visit: (hashed: number) => void): void => {
  let lefts: readonly number[] = []
  for (let index = 0; index < words.count; index += 1) {
    const last = isSpaced(words, index) ? index + 1 : softEnd(words, index, 1)
    for (const left of lefts) {
      let value = left
      for (let part = index; part <= last; part += 1) {
        value = hashWord(words, part, value)
        visit(value)
      }
    }
    lefts = endingAt(words, index)
  }
}

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
