// Which rules could match an item: every rule is filed under its rarest necessary evidence, and an item's words wake the few that
// are filed under them and find the rest of their words there too. The evaluator has the last word; what sleeps is never asked.

import { hash, hashRange } from '../hash.ts'
import type { Field } from '../model.ts'
import { CLASS } from '../text/char-class.ts'
import { JOINT, type Words } from '../text/words.ts'
import { type Evidence, KEY_KINDS, type Key, type KeyKind } from './evidence.ts'
import { eachPair, type Forms, formsOf, hashForm } from './forms.ts'
import { type Laid, layOutTable, numbersOf, openTable, type Row, type Section, type Table } from './layout.ts'
import { clearMarks, hasMark, type Marks, markOf, NO_MARK, newMarks, setMark } from './marks.ts'
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
  return [markOf(hashForm(first)), markOf(hashForm(second ?? first))]
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

/** A key, with who is woken by it, read when first met. Whether the item at hand has it says the turn; `reach`: in which fields. */
type Post = { readonly hashed: number; readonly row: Row; numbers: Int32Array | undefined; turn: number; reach: number }

export type Percolator = StoredIndex & {
  readonly open: { readonly [kind in KeyKind]: Table<Post> }
  /** The words of the item at hand, in the fields of `reach`. */
  readonly marks: Marks
  /** One item after the other. */
  readonly next: () => number
}

const postOf = (row: Row): Post => ({ hashed: row.hashed, row, numbers: undefined, turn: 0, reach: 0 })

const turns = (): (() => number) => {
  let turn = 0
  return () => {
    turn += 1
    return turn
  }
}

export const openIndex = (laid: Laid, index: StoredIndex): Percolator => ({
  ...index,
  open: Object.fromEntries(
    KEY_KINDS.map((kind) => [kind, openTable(laid, index.tables[kind], postOf)]),
  ) as Percolator['open'],
  marks: newMarks(),
  next: turns(),
})

const EVERY_FIELD = 7

const fieldsIn = ({ reach }: Percolator): readonly Field[] => FIELDS.filter((field) => (reach & BIT[field]) !== 0)

/** Notes that the item has what hashes to this, in the fields of `reach`. Another word of the same hash is met too. */
type Meet = (kind: KeyKind, hashed: number, reach: number) => void

const meeter = ({ open, next }: Percolator, met: Post[]): Meet => {
  const turn = next()
  return (kind, hashed, reach) => {
    for (const post of open[kind](hashed)) {
      if (post.hashed !== hashed) continue
      if (post.turn !== turn) {
        post.turn = turn
        post.reach = 0
        met.push(post)
      }
      post.reach |= reach
    }
  }
}

type Asked = { readonly words: Words; readonly forms: Forms; readonly reach: number }

const lengthAt = ({ starts, ends }: Words, index: number): number => (ends[index] ?? 0) - (starts[index] ?? 0)

/** The beginnings of what begins with this word: of each soft-broken form those that reach into its last word. */
const meetPrefixes = (lengths: readonly number[], { words, forms, reach }: Asked, first: number, meet: Meet): void => {
  // Two words across a space are no beginning of a word.
  const end = words.joints[first] === JOINT.SPACE ? (forms.from[first] ?? 0) + 1 : (forms.from[first + 1] ?? 0)
  let before = 0
  for (let form = forms.from[first] ?? end; form < end; form += 1) {
    const last = forms.lasts[form] ?? 0
    const start = (words.starts[last] ?? 0) - before
    const whole = before + lengthAt(words, last)
    for (const letters of lengths) {
      if (letters > whole) break
      if (letters <= before) continue
      const head = before === 0 ? undefined : forms.hashes[form - 1]
      meet('prefix', hashRange(words.folded.text, start + before, start + letters, head), reach)
    }
    before = whole
  }
}

const meetWords = ({ lengths, marks }: Percolator, asked: Asked, meet: Meet): void => {
  const { hashes } = asked.forms
  for (let form = 0; form < hashes.length; form += 1) {
    const hashed = hashes[form] ?? 0
    setMark(marks, markOf(hashed))
    meet('word', hashed, asked.reach)
  }
  if (lengths.prefix.length === 0) return
  for (let index = 0; index < asked.words.count; index += 1) meetPrefixes(lengths.prefix, asked, index, meet)
}

const meetSubstrings = ({ lengths }: Percolator, { words, reach }: Asked, meet: Meet): void => {
  const { text } = words.folded
  for (let index = 0; index < words.count; index += 1) {
    if (words.classes[index] === CLASS.WORD) continue
    for (let at = words.starts[index] ?? 0; at < (words.ends[index] ?? 0); at += 1) {
      for (const letters of lengths.substring) {
        if (at + letters > text.length) break
        meet('substring', hashRange(text, at, at + letters), reach)
      }
    }
  }
}

const meetFacts = ({ tables }: Percolator, prepared: Prepared, meet: Meet): void => {
  for (const source of prepared.sources()) meet('source', hash(source), EVERY_FIELD)
  for (const section of prepared.sections()) meet('section', hash(section), EVERY_FIELD)
  if (tables.lang.slots > 0) meet('lang', hash(prepared.language()?.split('-')[0] ?? ''), EVERY_FIELD)
}

/** Calls the targets of a key whose other marks are there too. */
const wake = (post: Post, marks: Marks, call: (target: number) => void): void => {
  post.numbers ??= numbersOf(post.row)
  const { numbers: posting, reach } = post
  const has = (at: number): boolean => hasMark(marks, posting[at] ?? 0) || hasMark(marks, posting[at + 1] ?? 0)
  for (let each = 0; each < posting.length; each += STRIDE) {
    if (((posting[each + 1] ?? 0) & reach) !== 0 && has(each + 2) && has(each + 4)) call(posting[each] ?? 0)
  }
}

/**
 * Calls every target that an item wakes, some of them more than once; they are a superset of those that match it. Leaves the
 * item's words in the percolator's marks.
 */
export const eachWoken = (percolator: Percolator, prepared: Prepared, call: (target: number) => void): void => {
  const { marks, lengths } = percolator
  const met: Post[] = []
  const meet = meeter(percolator, met)
  clearMarks(marks)
  for (const field of fieldsIn(percolator)) {
    const words = prepared.words(field)
    const asked = { words, forms: formsOf(words), reach: BIT[field] }
    meetWords(percolator, asked, meet)
    eachPair(asked.forms, (hashed) => setMark(marks, markOf(hashed)))
    if (lengths.substring.length > 0) meetSubstrings(percolator, asked, meet)
  }
  meetFacts(percolator, prepared, meet)
  for (const post of met) wake(post, marks, call)
}
