// Where a term stands in a text: a walk over the letters of both, in which a break between words matters only where the other
// side has none. The one place that decides whether two ways of writing are the same word.

import { MATCH } from '../limits.ts'
import { CLASS } from '../text/char-class.ts'
import { originalEnd, originalStart } from '../text/fold.ts'
import { JOINT, type Words } from '../text/words.ts'
import type { Term } from './ast.ts'
import { exactForm, type Part, type PreparedTerm, prepareTerm } from './term.ts'

/** A place in one field's words: word indices and folded offsets. `marks` are the stretches to show. */
export type Hit = {
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  readonly marks: readonly (readonly [start: number, end: number])[]
}

const { HITS, JOINED_PARTS, SPACED_LETTERS } = MATCH

/** Where the walk stands: in word `word`, `offset` letters in; and what was grown together since both sides last broke. */
type Walk = { word: number; offset: number; textJoins: number; askedJoins: number; spaced: boolean }

const lengthAt = (words: Words, index: number): number => (words.ends[index] ?? 0) - (words.starts[index] ?? 0)

const beginning = (word: number, offset: number): Walk => ({ word, offset, textJoins: 0, askedJoins: 0, spaced: false })

/** Steps over a break that the text has and the term has not. */
const crossTextBreak = (words: Words, walk: Walk): boolean => {
  const joint = words.joints[walk.word]
  if (walk.spaced || joint === undefined || joint === JOINT.OTHER || walk.textJoins + 1 >= JOINED_PARTS) return false
  if (joint === JOINT.SPACE) {
    const long = lengthAt(words, walk.word) >= SPACED_LETTERS && lengthAt(words, walk.word + 1) >= SPACED_LETTERS
    if (walk.textJoins > 0 || !long) return false
    walk.spaced = true
  }
  walk.textJoins += 1
  walk.word += 1
  walk.offset = 0
  return true
}

const letters = (words: Words, walk: Walk, part: Part): boolean => {
  const { text } = words.folded
  for (let done = 0; ; ) {
    const start = (words.starts[walk.word] ?? 0) + walk.offset
    const length = Math.min((words.ends[walk.word] ?? 0) - start, part.text.length - done)
    const piece = length === part.text.length ? part.text : part.text.slice(done, done + length)
    if (!text.startsWith(piece, start)) return false
    done += length
    walk.offset += length
    if (done === part.text.length) return true
    if (!crossTextBreak(words, walk)) return false
  }
}

/** Hangul, Han and kana: letters alone count, wherever they begin and end. */
const substring = (words: Words, walk: Walk, part: Part): boolean => {
  const from = (words.starts[walk.word] ?? 0) + walk.offset
  if (!words.folded.text.startsWith(part.text, from)) return false
  const end = from + part.text.length
  while ((words.ends[walk.word] ?? 0) < end) walk.word += 1
  walk.offset = end - (words.starts[walk.word] ?? 0)
  return true
}

const stepInto = (words: Words, walk: Walk, part: Part): boolean => {
  if (part.kind === 'substring') return substring(words, walk, part)
  if (words.classes[walk.word] !== CLASS.WORD && part.kind !== 'any') return false
  if (part.kind !== 'any' && !letters(words, walk, part)) return false
  if (part.kind === 'word') return true
  // A prefix and a wildcard take the rest of the word, but do not make one word of two.
  if (part.kind === 'prefix' && walk.spaced) return false
  walk.offset = lengthAt(words, walk.word)
  return true
}

/** Steps over the break before a part: the text breaks there too, or the two parts have grown together. */
const crossAskedBreak = (words: Words, walk: Walk, part: Part): Walk | undefined => {
  if (walk.offset >= lengthAt(words, walk.word)) {
    return walk.word + 1 < words.count ? beginning(walk.word + 1, 0) : undefined
  }
  if (part.kind === 'substring') return words.classes[walk.word] === CLASS.WORD ? undefined : walk
  if (words.classes[walk.word] !== CLASS.WORD || walk.spaced) return undefined
  if (part.bond === 'hard' || walk.askedJoins + 1 >= JOINED_PARTS) return undefined
  if (part.bond === 'spaced' && walk.askedJoins > 0) return undefined
  return { ...walk, askedJoins: part.bond === 'spaced' ? JOINED_PARTS : walk.askedJoins + 1 }
}

const isWhole = (words: Words, walk: Walk, last: Part | undefined): boolean =>
  last?.kind === 'substring' || walk.offset === lengthAt(words, walk.word)

/** The hit that begins in word `word`, `offset` letters in. */
const hitAt = (words: Words, parts: readonly Part[], word: number, offset: number): Hit | undefined => {
  let walk = beginning(word, offset)
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]
    const next = index === 0 || part === undefined ? walk : crossAskedBreak(words, walk, part)
    if (part === undefined || next === undefined || !stepInto(words, next, part)) return undefined
    walk = next
  }
  if (!isWhole(words, walk, parts.at(-1))) return undefined
  const start = (words.starts[word] ?? 0) + offset
  const end = (words.starts[walk.word] ?? 0) + walk.offset
  return { first: word, last: walk.word, start, end, marks: [[start, end]] }
}

/** Words at which a term may begin: those that its letters begin with, and those that begin with its letters. */
const beginnings = (words: Words, { text, open }: PreparedTerm['opening']): readonly number[] => {
  const found = words.index().heading(text)
  return open ? [...found, ...words.index().continuing(text)].sort((a, b) => a - b) : found
}

const wordHolding = (words: Words, offset: number): number => {
  let low = 0
  let high = words.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words.ends[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const findSubstring = (words: Words, parts: readonly Part[], first: Part, most: number): Hit[] => {
  const hits: Hit[] = []
  const { text } = words.folded
  for (let at = text.indexOf(first.text); at >= 0 && hits.length < most; at = text.indexOf(first.text, at + 1)) {
    const word = wordHolding(words, at)
    const hit = hitAt(words, parts, word, at - (words.starts[word] ?? 0))
    if (hit !== undefined) hits.push(hit)
  }
  return hits
}

const findWords = (words: Words, { parts, opening }: PreparedTerm, most: number): Hit[] => {
  const hits: Hit[] = []
  for (const word of beginnings(words, opening)) {
    const hit = hitAt(words, parts, word, 0)
    if (hit !== undefined) hits.push(hit)
    if (hits.length >= most) break
  }
  return hits
}

const readsExactly = ({ folded }: Words, hit: Hit, exact: string): boolean =>
  exactForm(folded.source.slice(originalStart(folded, hit.start), originalEnd(folded, hit.end))) === exact

/** Every place where a term stands in one field, in order, at most one from each beginning and MATCH.HITS in all. */
export const find = (words: Words, term: PreparedTerm, most: number = HITS): Hit[] => {
  const { parts, exact } = term
  const first = parts[0]
  if (first === undefined || words.count === 0) return []
  const enough = exact === undefined ? most : HITS
  const hits = first.kind === 'substring' ? findSubstring(words, parts, first, enough) : findWords(words, term, enough)
  return exact === undefined ? hits : hits.filter((hit) => readsExactly(words, hit, exact))
}

/** Whether it stands there at all. */
export const has = (words: Words, term: PreparedTerm): boolean => find(words, term, 1).length > 0

/** The places of a term as typed. */
export const findTerm = (words: Words, term: Term): Hit[] => find(words, prepareTerm(term))
