// One story told by two sources: known by its title and by its first words, which every alert carries as a sketch. Both have to agree;
// in doubt there are two stories.

import { hash } from '../hash.ts'
import { CLUSTER } from '../limits.ts'
import type { Alert, Item } from '../model.ts'
import { readWords, type Words } from '../text/words.ts'

/** 24 bits a pair of words, four letters each, in order: two sketches are compared without the texts. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const PAIR = 4
const BITS = 6

const encoded = (hashed: number): string => {
  const value = hashed >>> (32 - PAIR * BITS)
  return Array.from({ length: PAIR }, (_, at) => LETTERS[(value >>> (BITS * (PAIR - 1 - at))) & 63] ?? '').join('')
}

/** Where the story begins: after the dateline, where the lead does. */
const storyOf = ({ text, lead }: Item): string => {
  if (text === undefined) return lead
  const start = lead === '' ? -1 : text.indexOf(lead)
  return start < 0 ? text : text.slice(start)
}

/** UTF-16 units in which so many words surely stand. */
const OPENING = CLUSTER.WORDS * 40

const pairsOf = (words: Words): Set<string> => {
  const pairs = new Set<string>()
  for (let index = 1; index < Math.min(words.count, CLUSTER.WORDS); index += 1) {
    pairs.add(encoded(hash(words.word(index), hash(' ', hash(words.word(index - 1))))))
  }
  return pairs
}

/** The pairs of neighbours among an item's first words; undefined when there are too few to tell stories apart. */
export const sketchOf = (item: Item): string | undefined => {
  if (!item.complete) return undefined
  const words = readWords(storyOf(item).slice(0, OPENING))
  return words.count < CLUSTER.LEAST_WORDS ? undefined : [...pairsOf(words)].sort().join('')
}

/** The words of a title alone: what stands between them does not count. */
export const titleKey = (title: string): string => {
  const words = readWords(title)
  return Array.from({ length: words.count }, (_, index) => words.word(index)).join(' ')
}

const piecesOf = (sketch: string): Set<string> => new Set(sketch.match(/.{4}/g))

/** 0 to 1: how many of the pairs of either are in both (Jaccard). */
export const similarity = (one: string, other: string): number => {
  const [left, right] = [piecesOf(one), piecesOf(other)]
  const shared = [...left].filter((pair) => right.has(pair)).length
  const all = left.size + right.size - shared
  return all === 0 ? 0 : shared / all
}

/** What is known of an alert that was told before. */
export type Told = { readonly source: string; readonly title: string; readonly sketch: string; readonly at: number }

/** As it is kept to be compared with later ones; undefined for what is never merged: headlines alone, very short texts, revisions. */
export const toldOf = ({ source, revision, item, sketch, firstSeen }: Alert): Told | undefined => {
  const title = titleKey(item.title)
  if (revision !== 0 || sketch === undefined || title === '') return undefined
  return { source: source.id, title, sketch, at: Date.parse(firstSeen) }
}

/** Whether another source told the same story, not long before or after. */
export const isSameStory = (one: Told, other: Told): boolean =>
  one.source !== other.source &&
  one.title === other.title &&
  Math.abs(one.at - other.at) <= CLUSTER.WITHIN_MS &&
  similarity(one.sketch, other.sketch) >= CLUSTER.SIMILARITY

/** The rules of a later alert that the first one has told of already, unless they want every source by itself. */
export const mergedRules = (later: Alert, told: ReadonlySet<string>): string[] =>
  later.matches.map(({ rule }) => rule).filter((rule) => told.has(rule) && later.apart?.includes(rule) !== true)
