// Which rules could match an item: every rule is filed under its rarest necessary evidence, and an item's words wake the few that
// are filed under them and find the rest of their words there too. The evaluator has the last word; what sleeps is never asked.

import { hash } from '../hash.ts'
import type { Field } from '../model.ts'
import { CLASS } from '../text/char-class.ts'
import { joinedFrom, type Words } from '../text/words.ts'
import { type Evidence, KEY_KINDS, type Key, type KeyKind } from './evidence.ts'
import { type Laid, layOutTable, numbersAt, type Section, seek } from './layout.ts'
import { clearMarks, hasMark, type Marks, markOf, NO_MARK, newMarks, setMark } from './marks.ts'
import { eachPair } from './pairs.ts'
import { BIT, FIELDS, type Prepared } from './subject.ts'

/** Where the tables of one compiled ruleset stand, and what is asked of them. */
export type StoredIndex = {
  readonly tables: { readonly [kind in KeyKind]: Section }
  /** Letters that the keys of a kind have, each number once. */
  readonly lengths: { readonly prefix: readonly number[]; readonly substring: readonly number[] }
  /** Fields in which any key counts: the others need not be folded. */
  readonly reach: number
}

/** Who is woken by a key, so many numbers each: the target, the reach, and twice two marks one of which must be there. */
const STRIDE = 6
const NO_MARKS = [NO_MARK, NO_MARK] as const

/** An alternative that is not there is the other one over again. */
const marksOfCheck = (forms: readonly string[] | undefined): readonly [number, number] => {
  const [first, second] = forms ?? []
  if (first === undefined) return NO_MARKS
  return [markOf(hash(first)), markOf(hash(second ?? first))]
}

export type Filed = { readonly target: number; readonly evidence: Evidence }

const byKey = (filed: Iterable<Filed>): Record<KeyKind, Map<string, number[]>> => {
  const kinds = Object.fromEntries(KEY_KINDS.map((kind) => [kind, new Map<string, number[]>()])) as Record<
    KeyKind,
    Map<string, number[]>
  >
  for (const { target, evidence } of filed) {
    const marks = [...marksOfCheck(evidence.also[0]), ...marksOfCheck(evidence.also[1])]
    for (const { kind, text, reach } of evidence.keys) {
      const posting = kinds[kind].get(text)
      if (posting === undefined) kinds[kind].set(text, [target, reach, ...marks])
      else posting.push(target, reach, ...marks)
    }
  }
  return kinds
}

const reachOf = (keys: readonly Key[]): number =>
  keys
    .filter(({ kind }) => kind === 'word' || kind === 'prefix' || kind === 'substring')
    .reduce((all, { reach }) => all | reach, 0)

const lengthsOf = (table: ReadonlyMap<string, unknown>): number[] =>
  [...new Set(Array.from(table.keys(), (text) => text.length))].sort((a, b) => a - b)

/** Files each target under its keys; the texts of the tables follow one another from `at` on. */
export const layOutIndex = (
  filed: readonly Filed[],
  at: number,
): { readonly texts: readonly string[]; readonly index: StoredIndex } => {
  const kinds = byKey(filed)
  const texts: string[] = []
  let next = at
  const tables = Object.fromEntries(
    KEY_KINDS.map((kind) => {
      const { text, section } = layOutTable(kind, kinds[kind], next)
      texts.push(text)
      next += text.length + SEPARATOR.length
      return [kind, section]
    }),
  ) as StoredIndex['tables']
  const lengths = { prefix: lengthsOf(kinds.prefix), substring: lengthsOf(kinds.substring) }
  return { texts, index: { tables, lengths, reach: reachOf(filed.flatMap(({ evidence }) => evidence.keys)) } }
}

/** What stands between two members of the text. */
export const SEPARATOR = ',\n'

export type Percolator = StoredIndex & {
  readonly laid: Laid
  /** Postings that have been read, by their place. */
  readonly postings: Map<number, Int32Array>
  /** The words of the item at hand, in the fields of `reach`. */
  readonly marks: Marks
}

export const openIndex = (laid: Laid, index: StoredIndex): Percolator => ({
  ...index,
  laid,
  postings: new Map(),
  marks: newMarks(),
})

const EVERY_FIELD = 7

/** Called with a form in which the item can be asked for a word: itself, or two halves that have grown into one. */
type VisitForm = (word: string, rest: string, hashed: number, begins: boolean) => void

/** Two words across a space are no beginning of a word. */
const eachForm = (words: Words, visit: VisitForm): void => {
  for (const word of words.distinct()) visit(word, '', hash(word), true)
  for (let first = 0; first + 1 < words.count; first += 1) {
    joinedFrom(words, first, (word, rest, { spaced }) => visit(word, rest, hash(rest, hash(word)), !spaced))
  }
}

const fieldsIn = ({ reach }: Percolator): readonly Field[] => FIELDS.filter((field) => (reach & BIT[field]) !== 0)

type Wake = (kind: KeyKind, word: string, rest: string, hashed: number, reach: number) => void

const waker = ({ laid, tables, postings, marks }: Percolator, call: (target: number) => void): Wake => {
  const postingAt = (at: number): Int32Array => {
    const known = postings.get(at)
    if (known !== undefined) return known
    const read = numbersAt(laid, at)
    postings.set(at, read)
    return read
  }
  const has = (posting: Int32Array, at: number): boolean =>
    hasMark(marks, posting[at] ?? 0) || hasMark(marks, posting[at + 1] ?? 0)
  return (kind, word, rest, hashed, reach) => {
    const at = seek(laid, tables[kind], word, rest, hashed)
    if (at < 0) return
    const posting = postingAt(at)
    for (let each = 0; each < posting.length; each += STRIDE) {
      if (((posting[each + 1] ?? 0) & reach) !== 0 && has(posting, each + 2) && has(posting, each + 4)) {
        call(posting[each] ?? 0)
      }
    }
  }
}

const wakeByWords = ({ lengths }: Percolator, words: Words, reach: number, wake: Wake): void =>
  eachForm(words, (word, rest, hashed, begins) => {
    wake('word', word, rest, hashed, reach)
    if (begins && lengths.prefix.length > 0) wakeByPrefix(lengths.prefix, word + rest, reach, wake)
  })

const wakeByPrefix = (lengths: readonly number[], word: string, reach: number, wake: Wake): void => {
  for (const letters of lengths) {
    if (letters > word.length) return
    const beginning = word.slice(0, letters)
    wake('prefix', beginning, '', hash(beginning), reach)
  }
}

const wakeBySubstrings = ({ lengths }: Percolator, words: Words, reach: number, wake: Wake): void => {
  const { text } = words.folded
  for (let index = 0; index < words.count; index += 1) {
    if (words.classes[index] === CLASS.WORD) continue
    for (let at = words.starts[index] ?? 0; at < (words.ends[index] ?? 0); at += 1) {
      for (const letters of lengths.substring) {
        if (at + letters > text.length) break
        const piece = text.slice(at, at + letters)
        wake('substring', piece, '', hash(piece), reach)
      }
    }
  }
}

const wakeByFacts = ({ tables }: Percolator, prepared: Prepared, wake: Wake): void => {
  const name = (kind: KeyKind, text: string): void => wake(kind, text, '', hash(text), EVERY_FIELD)
  for (const source of prepared.sources()) name('source', source)
  for (const section of prepared.sections()) name('section', section)
  if (tables.lang.slots > 0) name('lang', prepared.language()?.split('-')[0] ?? '')
}

const writeMarks = ({ marks }: Percolator, fields: readonly Words[]): void => {
  clearMarks(marks)
  for (const words of fields) {
    eachForm(words, (_word, _rest, hashed) => setMark(marks, markOf(hashed)))
    eachPair(words, (hashed) => setMark(marks, markOf(hashed)))
  }
}

/**
 * Calls every target that an item wakes, some of them more than once; they are a superset of those that match it. Leaves the
 * item's words in the percolator's marks.
 */
export const eachWoken = (percolator: Percolator, prepared: Prepared, call: (target: number) => void): void => {
  const fields = fieldsIn(percolator)
  writeMarks(percolator, fields.map(prepared.words))
  const wake = waker(percolator, call)
  for (const field of fields) {
    wakeByWords(percolator, prepared.words(field), BIT[field], wake)
    if (percolator.lengths.substring.length > 0) {
      wakeBySubstrings(percolator, prepared.words(field), BIT[field], wake)
    }
  }
  wakeByFacts(percolator, prepared, wake)
}
