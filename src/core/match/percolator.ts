// Which rules could match an item: every rule is filed under its rarest necessary evidence, and an item's words wake the few that
// are filed under them. The evaluator has the last word; what sleeps is never asked.

import { CLASS } from '../text/char-class.ts'
import { eachJoined, type Words } from '../text/words.ts'
import { KEY_KINDS, type Key, type KeyKind } from './evidence.ts'
import { BIT, FIELDS, type Prepared } from './subject.ts'

/** Who is woken by a key, flat: target, reach, target, reach. Targets are numbers that mean something to the caller. */
type Posting = readonly number[]
/** What KV stores: by kind, each key with its posting. */
export type StoredIndex = { readonly [kind in KeyKind]: readonly (readonly [text: string, posting: Posting])[] }

/** A key that is looked for by its first letters. */
type Long = { readonly text: string; readonly posting: Posting }

export type Percolator = {
  /** Fields in which any key counts: the others need not be folded. */
  readonly reach: number
  readonly exact: ReadonlyMap<KeyKind, ReadonlyMap<string, Posting>>
  readonly prefixes: ReadonlyMap<string, readonly Long[]>
  readonly substrings: ReadonlyMap<string, readonly Long[]>
}

const HEAD = { prefix: 3, substring: 2 } as const

/** Files each target under its keys. */
export const buildIndex = (filed: Iterable<readonly [target: number, keys: readonly Key[]]>): StoredIndex => {
  const kinds = Object.fromEntries(KEY_KINDS.map((kind) => [kind, new Map<string, number[]>()])) as Record<
    KeyKind,
    Map<string, number[]>
  >
  for (const [target, keys] of filed) {
    for (const { kind, text, reach } of keys) {
      const posting = kinds[kind].get(text)
      if (posting === undefined) kinds[kind].set(text, [target, reach])
      else posting.push(target, reach)
    }
  }
  return Object.fromEntries(KEY_KINDS.map((kind) => [kind, [...kinds[kind]]])) as unknown as StoredIndex
}

const byHead = (entries: StoredIndex[KeyKind], letters: number): Map<string, Long[]> => {
  const heads = new Map<string, Long[]>()
  for (const [text, posting] of entries) {
    const head = text.slice(0, letters)
    const list = heads.get(head)
    if (list === undefined) heads.set(head, [{ text, posting }])
    else list.push({ text, posting })
  }
  return heads
}

const reachOf = (index: StoredIndex): number => {
  let reach = 0
  for (const kind of ['word', 'prefix', 'substring'] as const) {
    for (const [, posting] of index[kind]) {
      for (let at = 1; at < posting.length; at += 2) reach |= posting[at] ?? 0
    }
  }
  return reach
}

export const openIndex = (index: StoredIndex): Percolator => ({
  reach: reachOf(index),
  exact: new Map(KEY_KINDS.map((kind) => [kind, new Map(index[kind])])),
  prefixes: byHead(index.prefix, HEAD.prefix),
  substrings: byHead(index.substring, HEAD.substring),
})

type Wake = (posting: Posting | undefined) => void

const wakeByPrefix = (prefixes: Percolator['prefixes'], word: string, wake: Wake): void => {
  for (let letters = 1; letters <= HEAD.prefix; letters += 1) {
    for (const { text, posting } of prefixes.get(word.slice(0, letters)) ?? []) {
      if (word.startsWith(text)) wake(posting)
    }
    if (word.length <= letters) return
  }
}

const wakeBySubstring = (substrings: Percolator['substrings'], words: Words, wake: Wake): void => {
  const { text } = words.folded
  for (let index = 0; index < words.count; index += 1) {
    if (words.classes[index] === CLASS.WORD) continue
    for (let at = words.starts[index] ?? 0; at < (words.ends[index] ?? 0); at += 1) {
      for (const head of [text.slice(at, at + 1), text.slice(at, at + HEAD.substring)]) {
        for (const found of substrings.get(head) ?? []) if (text.startsWith(found.text, at)) wake(found.posting)
      }
    }
  }
}

const wakeByWords = ({ exact, prefixes, substrings }: Percolator, words: Words, wake: Wake): void => {
  const known = exact.get('word')
  for (const word of words.distinct()) {
    wake(known?.get(word))
    if (prefixes.size > 0) wakeByPrefix(prefixes, word, wake)
  }
  eachJoined(words, (form, spaced) => {
    wake(known?.get(form))
    if (!spaced && prefixes.size > 0) wakeByPrefix(prefixes, form, wake)
  })
  if (substrings.size > 0) wakeBySubstring(substrings, words, wake)
}

/** Adds to `woken` whoever counts a key in one of the fields of `reach`. */
const waker =
  (woken: Set<number>, reach: number): Wake =>
  (posting) => {
    if (posting === undefined) return
    for (let at = 0; at < posting.length; at += 2) {
      if (((posting[at + 1] ?? 0) & reach) !== 0) woken.add(posting[at] ?? 0)
    }
  }

const EVERY_FIELD = 7

const wakeByFacts = ({ exact }: Percolator, prepared: Prepared, wake: Wake): void => {
  for (const source of prepared.sources()) wake(exact.get('source')?.get(source))
  for (const section of prepared.sections()) wake(exact.get('section')?.get(section))
  if ((exact.get('lang')?.size ?? 0) > 0) wake(exact.get('lang')?.get(prepared.language()?.split('-')[0] ?? ''))
}

/** The targets that an item wakes; a superset of those that match it. */
export const woken = (percolator: Percolator, prepared: Prepared): Set<number> => {
  const targets = new Set<number>()
  for (const field of FIELDS) {
    if ((percolator.reach & BIT[field]) !== 0) {
      wakeByWords(percolator, prepared.words(field), waker(targets, BIT[field]))
    }
  }
  wakeByFacts(percolator, prepared, waker(targets, EVERY_FIELD))
  return targets
}
