// Folded text split into words, with what stands between them. A hyphen inside a word is a soft break: the parts are words, and
// so is the whole. Which words are the same is decided here and nowhere else; what to look for is the query's.

import { MATCH } from '../limits.ts'
import { CLASS, classAt } from './char-class.ts'
import { type Folded, fold } from './fold.ts'
import { hashesOf, indexOf, type WordIndex } from './word-index.ts'

/** What stands between a word and the next one. */
export const JOINT = { OTHER: 0, SOFT: 1, SPACE: 2 } as const
export type Joint = (typeof JOINT)[keyof typeof JOINT]

export type Words = {
  readonly folded: Folded
  readonly count: number
  /** Folded offsets of each word. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Which word of the text a reader would call it: the parts of `test-fire`, `Un's` and `U.S.` share one number. */
  readonly places: () => readonly number[]
  /** Joint between word n and word n + 1. */
  readonly joints: readonly Joint[]
  readonly classes: readonly number[]
  readonly word: (index: number) => string
  /** The hash of each word. */
  readonly hashes: () => Uint32Array
  readonly index: () => WordIndex
}

const { JOINED_PARTS, SPACED_LETTERS } = MATCH

// Collectors of KCNA pages lose the spaces around the names that the agency wraps in a tag: `ComradeKim Jong Unmet`.
const WRAPPED_NAME = /kim\s+(?:jong\s+(?:un|il)|il\s+sung)/g

const DIGIT = /\p{N}/u

/** Folded offsets at which a word ends although a letter follows. */
const gluedBreaks = (text: string): ReadonlySet<number> => {
  const breaks = new Set<number>()
  if (!text.includes('kim')) return breaks
  for (const { index, 0: name } of text.matchAll(WRAPPED_NAME)) {
    breaks.add(index)
    breaks.add(index + name.length)
  }
  return breaks
}

type Draft = { starts: number[]; ends: number[]; classes: number[] }

const split = (text: string): Draft => {
  const draft: Draft = { starts: [], ends: [], classes: [] }
  const breaks = gluedBreaks(text)
  let inside: number = CLASS.NONE
  for (let index = 0; index < text.length; ) {
    const found = classAt(text, index)
    if (found !== inside || found === CLASS.HAN || breaks.has(index)) {
      if (inside !== CLASS.NONE) draft.ends.push(index)
      if (found !== CLASS.NONE) {
        draft.starts.push(index)
        draft.classes.push(found)
      }
      inside = found
    }
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  }
  if (inside !== CLASS.NONE) draft.ends.push(text.length)
  return draft
}

const isInitial = (text: string, draft: Draft, index: number): boolean => {
  const start = draft.starts[index] ?? 0
  return (draft.ends[index] ?? 0) - start === 1 && !DIGIT.test(text[start] ?? '')
}

const HYPHEN = 0x2d
const SPACE = 0x20
const STOP = 0x2e

const jointBetween = (text: string, draft: Draft, index: number): Joint => {
  if (draft.classes[index] !== CLASS.WORD || draft.classes[index + 1] !== CLASS.WORD) return JOINT.OTHER
  const from = draft.ends[index] ?? 0
  if ((draft.starts[index + 1] ?? 0) !== from + 1) return JOINT.OTHER
  switch (text.charCodeAt(from)) {
    case HYPHEN:
      return JOINT.SOFT
    case SPACE:
      return JOINT.SPACE
    case STOP:
      return isInitial(text, draft, index) && isInitial(text, draft, index + 1) ? JOINT.SOFT : JOINT.OTHER
    default:
      return JOINT.OTHER
  }
}

/** Whether a reader sees one word: nothing or a single mark in between. Chinese and Japanese count by character. */
const isSamePlace = (text: string, draft: Draft, index: number): boolean => {
  const from = draft.ends[index] ?? 0
  const next = draft.starts[index + 1] ?? 0
  if (next === from) return draft.classes[index] !== draft.classes[index + 1] && draft.classes[index + 1] !== CLASS.HAN
  return next - from === 1 && "-'.,".includes(text[from] ?? ' ')
}

const placesOf = (text: string, draft: Draft): number[] => {
  const places: number[] = []
  let place = 0
  for (let index = 0; index < draft.starts.length; index += 1) {
    if (index > 0 && !isSamePlace(text, draft, index - 1)) place += 1
    places.push(place)
  }
  return places
}

/** Splits a folded text. Linear; the index of words and their places are made when first asked for. */
export const wordsOf = (folded: Folded): Words => {
  const { text } = folded
  const draft = split(text)
  const count = draft.starts.length
  const joints: Joint[] = []
  for (let index = 0; index + 1 < count; index += 1) joints.push(jointBetween(text, draft, index))
  const word = (index: number): string => text.slice(draft.starts[index], draft.ends[index])
  const placed = { text, ...draft }
  let hashes: Uint32Array | undefined
  let index: WordIndex | undefined
  let places: number[] | undefined
  const hashed = (): Uint32Array => {
    hashes ??= hashesOf(placed)
    return hashes
  }
  return {
    folded,
    count,
    ...draft,
    joints,
    word,
    places: () => {
      places ??= placesOf(text, draft)
      return places
    },
    hashes: hashed,
    index: () => {
      index ??= indexOf(placed, hashed())
      return index
    },
  }
}

/** Folds and splits in one go. */
export const readWords = (text: string): Words => wordsOf(fold(text))

/** Called with the words, from `first` to `last`, that can be asked for as one. */
type VisitJoined = (first: number, last: number, spaced: boolean) => void

/**
 * The forms, besides the word itself, in which what begins with this word can be asked for: soft-broken parts joined (`testfire` of
 * `test-fire`, `us` of `U.S.`) or, as `spaced`, two words with a space between them (`testfire` of `test fire`).
 */
export const joinedFrom = (words: Words, first: number, visit: VisitJoined): void => {
  const joint = words.joints[first]
  if (joint === JOINT.SPACE) {
    if (lengthOf(words, first) >= SPACED_LETTERS && lengthOf(words, first + 1) >= SPACED_LETTERS) {
      visit(first, first + 1, true)
    }
  } else if (joint === JOINT.SOFT) {
    for (let last = first + 1; last < words.count && last - first < JOINED_PARTS; last += 1) {
      if (words.joints[last - 1] !== JOINT.SOFT) return
      visit(first, last, false)
    }
  }
}

/** Calls back with every joined form of the text. */
export const eachJoined = (words: Words, visit: (form: string, spaced: boolean) => void): void => {
  const joined = (first: number, last: number, spaced: boolean): void => {
    let form = ''
    for (let index = first; index <= last; index += 1) form += words.word(index)
    visit(form, spaced)
  }
  for (let first = 0; first + 1 < words.count; first += 1) joinedFrom(words, first, joined)
}

const lengthOf = ({ starts, ends }: Words, index: number): number => (ends[index] ?? 0) - (starts[index] ?? 0)
