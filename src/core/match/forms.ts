// The forms of an item's words as hashes: each word, and each run of words that can be asked for as one. What a rule is filed under,
// and what is marked for it, is compared by them.

import { hash, hashRange } from '../hash.ts'
import { joinedFrom, type Words } from '../text/words.ts'

export type Forms = {
  /** For each word the number of the first form that begins with it, and one number more: where they end. */
  readonly from: readonly number[]
  /** The word that each form ends with. */
  readonly lasts: readonly number[]
  readonly hashes: readonly number[]
}

/** Every form in which a text's words can be asked for: each word, followed by what it begins, the shorter first. */
export const formsOf = (words: Words): Forms => {
  const from: number[] = []
  const lasts: number[] = []
  const hashes: number[] = []
  const { text } = words.folded
  let hashed = 0
  const join = (_first: number, last: number): void => {
    hashed = hashRange(text, words.starts[last] ?? 0, words.ends[last] ?? 0, hashed)
    lasts.push(last)
    hashes.push(hashed)
  }
  const single = words.hashes()
  for (let index = 0; index < words.count; index += 1) {
    hashed = single[index] ?? 0
    from.push(lasts.length)
    lasts.push(index)
    hashes.push(hashed)
    joinedFrom(words, index, join)
  }
  from.push(lasts.length)
  return { from, lasts, hashes }
}

/** Knuth's multiplicative constant: the two words of a pair are not interchangeable. */
const SPREAD = 0x9e3779b1

/** The hash of two neighbours, from those of both. */
export const hashPair = (left: number, right: number): number => (Math.imul(left, SPREAD) ^ right) >>> 0

/** Calls back with the hash of each pair of neighbours, in every form in which either can be asked for. */
export const eachPair = ({ from, lasts, hashes }: Forms, visit: (hashed: number) => void): void => {
  for (let left = 0; left < lasts.length; left += 1) {
    const next = (lasts[left] ?? 0) + 1
    const end = from[next + 1] ?? 0
    for (let right = from[next] ?? end; right < end; right += 1) visit(hashPair(hashes[left] ?? 0, hashes[right] ?? 0))
  }
}

const SPACE = ' '

/** How a pair is written in a rule's evidence. */
export const pairOf = (left: string, right: string): string => `${left}${SPACE}${right}`

/** The hash of a word or of a pair as evidence has it. */
export const hashForm = (form: string): number => {
  const [left = '', right] = form.split(SPACE)
  return right === undefined ? hash(left) : hashPair(hash(left), hash(right))
}
