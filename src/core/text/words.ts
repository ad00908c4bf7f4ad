// Folded text split into words, with what stands between them. A hyphen inside a word is a soft break: the parts are words, and
// so is the whole. Which words are the same is decided here and nowhere else; what to look for is the query's.

import { MATCH } from '../limits.ts'
import { CLASS, classAt } from './char-class.ts'
import { type Folded, fold } from './fold.ts'

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
  readonly places: readonly number[]
  /** Joint between word n and word n + 1. */
  readonly joints: readonly Joint[]
  readonly classes: readonly number[]
  readonly word: (index: number) => string
  /** Ascending indices of the words that read exactly so. */
  readonly at: (word: string) => readonly number[]
  /** Every different word once. */
  readonly distinct: () => Iterable<string>
}

const { JOINED_PARTS, SPACED_LETTERS } = MATCH

const NONE: readonly number[] = []

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

const jointBetween = (text: string, draft: Draft, index: number): Joint => {
  if (draft.classes[index] !== CLASS.WORD || draft.classes[index + 1] !== CLASS.WORD) return JOINT.OTHER
  const from = draft.ends[index] ?? 0
  const gap = text.slice(from, Math.min(draft.starts[index + 1] ?? 0, from + 2))
  if (gap === '-') return JOINT.SOFT
  if (gap === ' ') return JOINT.SPACE
  return gap === '.' && isInitial(text, draft, index) && isInitial(text, draft, index + 1) ? JOINT.SOFT : JOINT.OTHER
}

/** Whether a reader sees one word: nothing or a single mark in between. Chinese and Japanese count by character. */
const isSamePlace = (text: string, draft: Draft, index: number): boolean => {
  const from = draft.ends[index] ?? 0
  const next = draft.starts[index + 1] ?? 0
  if (next === from) return draft.classes[index] !== draft.classes[index + 1] && draft.classes[index + 1] !== CLASS.HAN
  return next - from === 1 && "-'.,".includes(text[from] ?? ' ')
}

const indexWords = (count: number, word: (index: number) => string): Map<string, number[]> => {
  const index = new Map<string, number[]>()
  for (let at = 0; at < count; at += 1) {
    const found = index.get(word(at))
    if (found === undefined) index.set(word(at), [at])
    else found.push(at)
  }
  return index
}

/** Splits a folded text. Linear; the index of words is made when first asked for. */
export const wordsOf = (folded: Folded): Words => {
  const { text } = folded
  const draft = split(text)
  const count = draft.starts.length
  const joints: Joint[] = []
  const places: number[] = count > 0 ? [0] : []
  for (let index = 0; index + 1 < count; index += 1) {
    joints.push(jointBetween(text, draft, index))
    places.push((places[index] ?? 0) + (isSamePlace(text, draft, index) ? 0 : 1))
  }
  const word = (index: number): string => text.slice(draft.starts[index], draft.ends[index])
  let index: Map<string, number[]> | undefined
  const lookUp = (): Map<string, number[]> => {
    index ??= indexWords(count, word)
    return index
  }
  return {
    folded,
    count,
    ...draft,
    joints,
    places,
    word,
    at: (wanted) => lookUp().get(wanted) ?? NONE,
    distinct: () => lookUp().keys(),
  }
}

/** Folds and splits in one go. */
export const readWords = (text: string): Words => wordsOf(fold(text))

/**
 * Calls back with every form in which the text's words can be asked for besides themselves: soft-broken parts joined
 * (`testfire` of `test-fire`, `us` of `U.S.`) and, as `spaced`, two words with a space between them (`testfire` of `test fire`).
 */
export const eachJoined = (words: Words, visit: (form: string, spaced: boolean) => void): void => {
  for (let first = 0; first + 1 < words.count; first += 1) {
    const joint = words.joints[first]
    if (joint === JOINT.OTHER) continue
    let form = words.word(first)
    if (joint === JOINT.SPACE) {
      const next = words.word(first + 1)
      if (form.length >= SPACED_LETTERS && next.length >= SPACED_LETTERS) visit(form + next, true)
      continue
    }
    for (let last = first + 1; last < words.count && last - first < JOINED_PARTS; last += 1) {
      if (words.joints[last - 1] !== JOINT.SOFT) break
      form += words.word(last)
      visit(form, false)
    }
  }
}
