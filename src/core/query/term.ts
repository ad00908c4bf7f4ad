// A term made ready to be looked for: its parts, folded, and how each hangs on the one before. What is wrong with a term as typed
// is said here too; finding it in a text is find.ts's.

import { MATCH } from '../limits.ts'
import { CLASS } from '../text/char-class.ts'
import { fold } from '../text/fold.ts'
import { wordsOf } from '../text/words.ts'
import type { Term } from './ast.ts'

/** `soft`: grows together with the part before it, by a hyphen or (two words of three letters or more) across a space. */
export type Bond = 'hard' | 'soft' | 'spaced'
export type Part = {
  readonly kind: 'word' | 'prefix' | 'any' | 'substring'
  /** Folded; empty for `any`. */
  readonly text: string
  readonly bond: Bond
}

export type PreparedTerm = {
  readonly parts: readonly Part[]
  /** The letters up to the first part that takes more than its own, and whether there is one. */
  readonly opening: { readonly text: string; readonly open: boolean }
  /** What the original must read, NFKC-folded, when the term is exact. */
  readonly exact?: string
}

export type TermFault = 'no-letters' | 'star-inside' | 'star-alone' | 'prefix-short'
export type TermCheck = { readonly prefixes: number; readonly fault?: TermFault }

type Gap = { readonly text: string; readonly first: boolean }

const bondOf = (gap: string, left: Part | undefined, length: number): Bond => {
  if (left === undefined) return 'hard'
  if (gap === '-') return 'soft'
  const long = left.kind === 'word' && left.text.length >= MATCH.SPACED_LETTERS && length >= MATCH.SPACED_LETTERS
  return gap === ' ' && long ? 'spaced' : 'hard'
}

/** The wildcards that stand between two words: `-*`, ` * `. */
const wildcards = (gap: string): Part[] =>
  Array.from(gap.matchAll(/(-?)\*/g), ([, hyphen]) => ({
    kind: 'any',
    text: '',
    bond: hyphen === '-' ? 'soft' : 'hard',
  }))

const asPrefix = (part: Part | undefined): Part | undefined =>
  part?.kind === 'word' ? { ...part, kind: 'prefix' } : part

/** What follows `parts`: a star that touches a word makes it a prefix, one that does not is any word. Gives the rest of the gap. */
const closeGap = (parts: Part[], gap: Gap): string => {
  if (gap.first) return ''
  if (!gap.text.startsWith('*')) {
    parts.push(...wildcards(gap.text))
    return gap.text.replace(/^.*\*/, '')
  }
  const last = asPrefix(parts.pop())
  if (last !== undefined) parts.push(last)
  parts.push(...wildcards(gap.text.slice(1)))
  return gap.text.slice(1).replace(/^.*\*/, '')
}

const readParts = (text: string): Part[] => {
  const words = wordsOf(fold(text.trim().replace(/\s+/g, ' ')))
  const plain = words.folded.text
  const parts: Part[] = []
  let from = 0
  for (let index = 0; index < words.count; index += 1) {
    const start = words.starts[index] ?? 0
    const end = words.ends[index] ?? 0
    const gap = closeGap(parts, { text: plain.slice(from, start), first: index === 0 })
    const last = parts.at(-1)
    const substring = words.classes[index] !== CLASS.WORD
    if (substring && last?.kind === 'substring' && start === from) {
      // Hangul, Han and kana that touch are one substring.
      parts[parts.length - 1] = { ...last, text: last.text + words.word(index) }
    } else {
      const bond = substring || last?.kind === 'substring' ? 'hard' : bondOf(gap, last, end - start)
      parts.push({ kind: substring ? 'substring' : 'word', text: words.word(index), bond })
    }
    from = end
  }
  closeGap(parts, { text: plain.slice(from), first: words.count === 0 })
  return parts
}

const openingOf = (parts: readonly Part[]): PreparedTerm['opening'] => {
  let text = ''
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'any' || part.kind === 'substring')
      return { text, open: part.kind === 'any' && part.bond === 'soft' }
    if (index > 0 && part.bond === 'hard') return { text, open: false }
    text += part.text
    if (part.kind === 'prefix') return { text, open: true }
  }
  return { text, open: false }
}

// By how they are written: many rules ask for the same words. Emptied when it has grown too much.
const prepared = { plain: new Map<string, PreparedTerm>(), exact: new Map<string, PreparedTerm>() }

/** NFKC, without what is invisible, and white space as one space: what `=` compares. */
export const exactForm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

const exactOf = (text: string): string => {
  const { count, starts, ends, folded } = wordsOf(fold(text.normalize('NFKC')))
  return count === 0 ? '' : exactForm(folded.source.slice(starts[0], ends[count - 1]))
}

const prepare = ({ text, exact }: Term): PreparedTerm => {
  const parts = readParts(text)
  const opening = openingOf(parts)
  return exact === true ? { parts, opening, exact: exactOf(text) } : { parts, opening }
}

/** The parts of a term; made once for all that are written the same. */
export const prepareTerm = (term: Term): PreparedTerm => {
  const known = term.exact === true ? prepared.exact : prepared.plain
  const seen = known.get(term.text)
  if (seen !== undefined) return seen
  const made = prepare(term)
  if (known.size >= MATCH.TERMS_HELD) known.clear()
  known.set(term.text, made)
  return made
}

const STAR_INSIDE = /[\p{L}\p{N}\p{M}]\*+[\p{L}\p{N}\p{M}]|(?:^|[\s-])\*+[\p{L}\p{N}\p{M}]|\*\*/u
const STARRED = /[^\s*]+\*/gu
const LETTERS = /[\p{L}\p{N}]/gu

/** Hangul, Han and kana are substrings anyway: a star changes nothing there. */
const SUBSTRING_BEFORE_STAR = /[\p{Script=Hangul}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]\*$/u

const isShort = (starred: string, letters: number): boolean =>
  !SUBSTRING_BEFORE_STAR.test(starred) && (starred.match(LETTERS)?.length ?? 0) < letters

/** Whether a term can be looked for at all, and how many of its words are prefixes. */
export const checkTerm = (text: string, prefixLetters: number): TermCheck => {
  const starred = text.normalize('NFKC').match(STARRED) ?? []
  const prefixes = starred.filter(
    (word) => /[\p{L}\p{N}\p{M}]\*$/u.test(word) && !SUBSTRING_BEFORE_STAR.test(word),
  ).length
  const parts = readParts(text)
  if (STAR_INSIDE.test(text)) return { prefixes, fault: 'star-inside' }
  if (!parts.some((part) => part.text !== ''))
    return { prefixes, fault: text.includes('*') ? 'star-alone' : 'no-letters' }
  if (starred.some((word) => isShort(word, prefixLetters))) return { prefixes, fault: 'prefix-short' }
  return { prefixes }
}
