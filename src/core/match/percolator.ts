// Which rules could match an item: every rule is filed under its rarest necessary evidence, and an item's words wake the few that
// are filed under them and find the rest of their words there too. The evaluator has the last word; what sleeps is never asked.

import { hash, hashRange } from '../hash.ts'
import type { Field } from '../model.ts'
import { CLASS } from '../text/char-class.ts'
import { JOINT, type Words } from '../text/words.ts'
import { type Evidence, KEY_KINDS, type Key, type KeyKind } from './evidence.ts'
import { eachPair, type Forms, formsOf, hashForm } from './forms.ts'
import { type Laid, layOutTable, numbersOf, openTable, type Row, type Section, type Table } from './layout.ts'
import { clearMarks, hasEither, type Marks, markOf, NO_MARK, newMarks, setMark } from './marks.ts'
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

/**
 * A key, with who is woken by it, read when first met, and the next key of its slot. Whether the item at hand has it says the turn;
 * `reach`: in which fields.
 */
type Post = {
  readonly hashed: number
  readonly row: Row
  readonly next: Post | undefined
  numbers: Int32Array | undefined
  turn: number
  reach: number
}

export type Percolator = StoredIndex & {
  readonly open: { readonly [kind in KeyKind]: Table<Post> }
  /** The words of the item at hand, in the fields of `reach`. */
  readonly marks: Marks
  /** The number of the item at hand: one item after the other. */
  turn: number
}

const postOf = (row: Row, next: Post | undefined): Post => ({
  hashed: row.hashed,
  row,
  next,
  numbers: undefined,
  turn: 0,
  reach: 0,
})

export const openIndex = (laid: Laid, index: StoredIndex): Percolator => ({
  ...index,
  open: Object.fromEntries(
    KEY_KINDS.map((kind) => [kind, openTable(laid, index.tables[kind], postOf)]),
  ) as Percolator['open'],
  marks: newMarks(),
  turn: 0,
})

const EVERY_FIELD = 7

const fieldsIn = ({ reach }: Percolator): readonly Field[] => FIELDS.filter((field) => (reach & BIT[field]) !== 0)

/** Notes that the item has what hashes to this, in the fields of `reach`. Another word of the same hash is met too. */
type Meet = (table: Table<Post>, hashed: number, reach: number) => void

const meeter =
  ({ turn }: Percolator, met: Post[]): Meet =>
  (table, hashed, reach) => {
    for (let post = table(hashed); post !== undefined; post = post.next) {
      if (post.hashed !== hashed) continue
      if (post.turn !== turn) {
        post.turn = turn
        post.reach = 0
        met.push(post)
      }
      post.reach |= reach
    }
  }

type Asked = { readonly words: Words; readonly forms: Forms; readonly reach: number }

const lengthAt = ({ starts, ends }: Words, index: number): number => (ends[index] ?? 0) - (starts[index] ?? 0)

/** The beginnings of what begins with this word: of each soft-broken form those that reach into its last word. */
const meetPrefixes = ({ lengths, open }: Percolator, asked: Asked, first: number, meet: Meet): void => {
  const { words, forms, reach } = asked
  // Two words across a space are no beginning of a word.
  const end = words.joints[first] === JOINT.SPACE ? (forms.from[first] ?? 0) + 1 : (forms.from[first + 1] ?? 0)
  let before = 0
  for (let form = forms.from[first] ?? end; form < end; form += 1) {
    const last = forms.lasts[form] ?? 0
    const start = (words.starts[last] ?? 0) - before
    const whole = before + lengthAt(words, last)
    for (const letters of lengths.prefix) {
      if (letters > whole) break
      if (letters <= before) continue
      const head = before === 0 ? undefined : forms.hashes[form - 1]
      meet(open.prefix, hashRange(words.folded.text, start + before, start + letters, head), reach)
    }
    before = whole
  }
}

const meetWords = (percolator: Percolator, asked: Asked, meet: Meet): void => {
  const { lengths, marks, open } = percolator
  const { hashes } = asked.forms
  for (let form = 0; form < hashes.length; form += 1) {
    const hashed = hashes[form] ?? 0
    setMark(marks, markOf(hashed))
    meet(open.word, hashed, asked.reach)
  }
  if (lengths.prefix.length === 0) return
  for (let index = 0; index < asked.words.count; index += 1) meetPrefixes(percolator, asked, index, meet)
}

const meetSubstrings = ({ lengths, open }: Percolator, { words, reach }: Asked, meet: Meet): void => {
  const { text } = words.folded
  for (let index = 0; index < words.count; index += 1) {
    if (words.classes[index] === CLASS.WORD) continue
    for (let at = words.starts[index] ?? 0; at < (words.ends[index] ?? 0); at += 1) {
      for (const letters of lengths.substring) {
        if (at + letters > text.length) break
        meet(open.substring, hashRange(text, at, at + letters), reach)
      }
    }
  }
}

const meetFacts = ({ tables, open }: Percolator, prepared: Prepared, meet: Meet): void => {
  for (const source of prepared.sources()) meet(open.source, hash(source), EVERY_FIELD)
  for (const section of prepared.sections()) meet(open.section, hash(section), EVERY_FIELD)
  if (tables.lang.slots > 0) meet(open.lang, hash(prepared.language()?.split('-')[0] ?? ''), EVERY_FIELD)
}

/** Calls the targets of a key whose other marks are there too. */
const wake = (post: Post, marks: Marks, call: (target: number) => void): void => {
  post.numbers ??= numbersOf(post.row)
  const { numbers: posting, reach } = post
  for (let each = 0; each < posting.length; each += STRIDE) {
    if (!hasEither(marks, posting[each + 2] ?? 0, posting[each + 3] ?? 0)) continue
    if (!hasEither(marks, posting[each + 4] ?? 0, posting[each + 5] ?? 0)) continue
    if (((posting[each + 1] ?? 0) & reach) !== 0) call(posting[each] ?? 0)
  }
}

/**
 * Calls every target that an item wakes, some of them more than once; they are a superset of those that match it. Leaves the
 * item's words in the percolator's marks.
 */
export const eachWoken = (percolator: Percolator, prepared: Prepared, call: (target: number) => void): void => {
  const { marks, lengths } = percolator
  const met: Post[] = []
  percolator.turn += 1
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
