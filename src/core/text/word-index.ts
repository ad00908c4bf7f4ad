// Where a text's words stand, by how they read. They are found by the hash of their letters, so that looking for a word, or for all
// that some letters begin with, makes no strings.

import { hash, hashRange } from '../hash.ts'

/** A folded text, and where each word begins and ends in it. */
export type Placed = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] }

export type WordIndex = {
  /** Ascending indices of the words that read exactly so. */
  readonly at: (word: string) => readonly number[]
  /** The last of them, or -1. @param hashed the hash of the word */
  readonly lastAt: (word: string, hashed: number) => number
  /** Ascending indices of the words that these letters begin with: of `test` and `testfire` for `testfire`. */
  readonly heading: (letters: string) => readonly number[]
  /** Ascending indices of the words that begin with these letters and go on: of `testfire` for `test`. */
  readonly continuing: (letters: string) => readonly number[]
}

/** At most half full. */
const slotsFor = (count: number): number => 2 ** Math.ceil(Math.log2(2 * count + 2))

const isSame = (one: string, from: number, other: string, start: number, length: number): boolean => {
  for (let at = 0; at < length; at += 1) {
    if (one.charCodeAt(from + at) !== other.charCodeAt(start + at)) return false
  }
  return true
}

/** The hash of each word. */
export const hashesOf = ({ text, starts, ends }: Placed): Uint32Array => {
  const hashes = new Uint32Array(starts.length)
  for (let index = 0; index < hashes.length; index += 1) {
    hashes[index] = hashRange(text, starts[index] ?? 0, ends[index] ?? 0)
  }
  return hashes
}

type Table = Placed & {
  readonly hashes: Uint32Array
  /** By hash: the last word that reads so, plus one; 0 = free. */
  readonly slots: Int32Array
  /** The word before this one that reads the same, plus one; 0 = none. */
  readonly earlier: Int32Array
}

const lengthAt = ({ starts, ends }: Placed, index: number): number => (ends[index] ?? 0) - (starts[index] ?? 0)

/** Some letters and their hash: `letters` from `from` on. */
type Sought = { readonly letters: string; readonly from: number; readonly length: number; readonly hashed: number }

const readsAs = (table: Table, index: number, { letters, from, length }: Sought): boolean =>
  lengthAt(table, index) === length && isSame(letters, from, table.text, table.starts[index] ?? 0, length)

/** The slot of the words that read like these letters, or the free one where they belong. */
const slotOf = (table: Table, sought: Sought): number => {
  const { slots, hashes } = table
  for (let slot = sought.hashed & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const last = (slots[slot] ?? 0) - 1
    if (last < 0 || (hashes[last] === sought.hashed && readsAs(table, last, sought))) return slot
  }
}

const fill = (placed: Placed, hashes: Uint32Array): Table => {
  const slots = new Int32Array(slotsFor(hashes.length))
  const earlier = new Int32Array(hashes.length)
  const table = { ...placed, hashes, slots, earlier }
  for (let index = 0; index < hashes.length; index += 1) {
    const from = placed.starts[index] ?? 0
    const length = lengthAt(placed, index)
    const slot = slotOf(table, { letters: placed.text, from, length, hashed: hashes[index] ?? 0 })
    earlier[index] = slots[slot] ?? 0
    slots[slot] = index + 1
  }
  return table
}

const ascending = (indices: number[]): number[] => (indices.length > 1 ? indices.sort((a, b) => a - b) : indices)

/** Indexes words. Linear in their letters. */
export const indexOf = (placed: Placed, hashes: Uint32Array): WordIndex => {
  const table = fill(placed, hashes)
  const lastOf = (letters: string, length: number, hashed: number): number =>
    (table.slots[slotOf(table, { letters, from: 0, length, hashed })] ?? 0) - 1
  const addAll = (found: number[], last: number): void => {
    for (let index = last; index >= 0; index = (table.earlier[index] ?? 0) - 1) found.push(index)
  }
  return {
    at: (word) => {
      const found: number[] = []
      addAll(found, lastOf(word, word.length, hash(word)))
      return found.reverse()
    },
    lastAt: (word, hashed) => lastOf(word, word.length, hashed),
    heading: (letters) => {
      const found: number[] = []
      for (let length = 1, hashed = hash(''); length <= letters.length; length += 1) {
        hashed = hashRange(letters, length - 1, length, hashed)
        addAll(found, lastOf(letters, length, hashed))
      }
      return ascending(found)
    },
    continuing: (letters) => {
      const found: number[] = []
      for (let index = 0; index < hashes.length; index += 1) {
        const start = placed.starts[index] ?? 0
        if (lengthAt(placed, index) > letters.length && isSame(letters, 0, placed.text, start, letters.length)) {
          found.push(index)
        }
      }
      return found
    },
  }
}
