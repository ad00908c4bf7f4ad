// What was typed, cut into tokens with their places. Nothing is refused here except what cannot be cut: a quote without its twin.
// Full-width signs, curly quotes and typographic dashes count as the plain ones: phones and input methods put them in unasked.

import type { Field } from '../model.ts'
import { err, ok, type Result } from '../result.ts'
import { FACTS, type Fact } from './ast.ts'

type Place = { readonly start: number; readonly end: number }
export type Token = Place &
  (
    | { readonly kind: 'word' | 'phrase'; readonly text: string }
    | { readonly kind: 'topic'; readonly text: string }
    | { readonly kind: 'open' | 'close' | 'minus' | 'exact' }
    | { readonly kind: 'and' | 'or' | 'not'; readonly text: string; readonly small: boolean }
    | {
        readonly kind: 'near'
        readonly text: string
        readonly small: boolean
        readonly ordered: boolean
        readonly words?: number
      }
    | { readonly kind: 'field'; readonly field: Field }
    | { readonly kind: 'fact'; readonly fact: Fact }
    | { readonly kind: 'atleast'; readonly text: string; readonly count?: number }
    | { readonly kind: 'unknown-field'; readonly text: string }
  )
export type TokenKind = Token['kind']

const QUOTE = /["\u201c\u201d\u201e\uff02«»]/
const WORD_ENDS = /[\s()\uff08\uff09"\u201c\u201d\u201e\uff02«»]/
/** Zero-width spaces, joiners and marks of direction: pasted along unseen, and no part of any word. */
const INVISIBLE = /\p{Cf}/gu
/** A run counts as one: no one who types `--japan` wants Japan. */
const DASHES = /^[-\u2010-\u2014\u2212\uff0d]+/
/** What a word ends with that was meant to rule out what follows: `missile-(training)`. */
export const DASHES_LAST = /[-\u2010-\u2014\u2212\uff0d]+$/
const NAMED = /^([\p{L}_][\p{L}\p{N}_]*)[:\uff1a]/u
const NEAR = /^(o?near)(?:\/(.*))?$/i
const ATLEAST = /^at_?least(\d*)$/
const FIELDS: readonly string[] = ['title', 'lead', 'text'] satisfies Field[]

const isField = (name: string): name is Field => FIELDS.includes(name)
const isFact = (name: string): name is Fact => (FACTS as readonly string[]).includes(name)

const named = (name: string, place: Place): Token => {
  if (isField(name)) return { kind: 'field', field: name, ...place }
  if (isFact(name)) return { kind: 'fact', fact: name, ...place }
  const count = ATLEAST.exec(name)?.[1]
  if (count === undefined) return { kind: 'unknown-field', text: name, ...place }
  return { kind: 'atleast', text: `${name}:`, ...(count === '' ? {} : { count: Number(count) }), ...place }
}

const near = (text: string, place: Place): Token | undefined => {
  const [, name, number] = NEAR.exec(text) ?? []
  if (name === undefined) return undefined
  const small = name !== name.toUpperCase()
  // `near` alone and in small letters is a word like any other.
  if (small && number === undefined) return undefined
  const words = /^\d{1,6}$/.test(number ?? '') ? { words: Number(number) } : {}
  return { kind: 'near', text: name, small, ordered: name.length > 4, ...words, ...place }
}

const operator = (text: string, place: Place): Token | undefined => {
  const kind = text.toLowerCase()
  if (kind === 'and' || kind === 'or' || kind === 'not')
    return { kind, text, small: text !== text.toUpperCase(), ...place }
  return near(text, place)
}

/** The signs and names that may stand before a word, without a space; then the word itself. */
const lexWord = (typed: string, from: number, end: number): Token[] => {
  const tokens: Token[] = []
  let start = from
  while (start < end) {
    const rest = typed.slice(start, end)
    const name = NAMED.exec(rest)
    const value = tokens.at(-1)?.kind === 'fact'
    const dashes = value ? undefined : DASHES.exec(rest)?.[0].length
    if (dashes !== undefined) {
      tokens.push({ kind: 'minus', start, end: start + dashes })
      start += dashes
    } else if (!value && /^[=＝]/.test(rest)) {
      tokens.push({ kind: 'exact', start, end: start + 1 })
      start += 1
    } else if (!value && /^[@＠]/.test(rest)) {
      tokens.push({ kind: 'topic', text: rest.slice(1).normalize('NFKC').toLowerCase(), start, end })
      return tokens
    } else if (!value && name !== null) {
      const after = start + name[0].length
      tokens.push(named((name[1] ?? '').normalize('NFKC').toLowerCase(), { start, end: after }))
      start = after
    } else {
      tokens.push(lastWord(rest, { start, end }, tokens.length > 0))
      return tokens
    }
  }
  return tokens
}

const lastWord = (rest: string, place: Place, prefixed: boolean): Token => {
  const text = rest.replaceAll('＊', '*')
  return (prefixed ? undefined : operator(text.normalize('NFKC'), place)) ?? { kind: 'word', text, ...place }
}

const wordEnd = (typed: string, from: number): number => {
  let end = from
  while (end < typed.length && !WORD_ENDS.test(typed[end] ?? '')) end += 1
  return end
}

const phraseEnd = (typed: string, from: number): number => {
  let end = from + 1
  while (end < typed.length && !QUOTE.test(typed[end] ?? '')) end += 1
  return end
}

/** Cuts a query into tokens; the error is the place of a quote that is never closed. Linear. */
export const lex = (typed: string): Result<Token[], { readonly start: number }> => {
  const visible = typed.replace(INVISIBLE, '')
  if (visible.length === typed.length) return cut(typed)
  const placeOf = placesIn(typed)
  const tokens = cut(visible)
  if (!tokens.ok) return err({ start: placeOf(tokens.error.start) })
  return ok(tokens.value.map((token) => ({ ...token, start: placeOf(token.start), end: placeOf(token.end) })))
}

/** From a place among what is visible to the one in what was typed: each token takes what is invisible behind it along. */
const placesIn = (typed: string): ((at: number) => number) => {
  const places: number[] = []
  let from = 0
  const take = (end: number): void => {
    for (let at = from; at < end; at += 1) places.push(at)
  }
  for (const { index, 0: unseen } of typed.matchAll(INVISIBLE)) {
    take(index)
    from = index + unseen.length
  }
  take(typed.length)
  return (at) => places[at] ?? typed.length
}

const cut = (typed: string): Result<Token[], { readonly start: number }> => {
  const tokens: Token[] = []
  let at = 0
  while (at < typed.length) {
    const char = typed[at] ?? ''
    if (/\s/.test(char)) {
      at += 1
    } else if (/[(（)）]/.test(char)) {
      tokens.push({ kind: /[(（]/.test(char) ? 'open' : 'close', start: at, end: at + 1 })
      at += 1
    } else if (QUOTE.test(char)) {
      const end = phraseEnd(typed, at)
      if (end >= typed.length) return err({ start: at })
      const text = typed
        .slice(at + 1, end)
        .replaceAll('＊', '*')
        .replace(/\s+/g, ' ')
        .trim()
      tokens.push({ kind: 'phrase', text, start: at, end: end + 1 })
      at = end + 1
    } else {
      const end = wordEnd(typed, at)
      tokens.push(...lexWord(typed, at, end))
      at = end
    }
  }
  return ok(tokens)
}
