// From what was typed to a tree: cut, read, checked, within the limits. The one door to the query language.

import { QUERY } from '../limits.ts'
import { TOPIC_IDS } from '../topics/ids.ts'
import { checkQuery } from './check.ts'
import { fail, type Limits, type Parsed, Parser } from './grammar.ts'
import { lex } from './lex.ts'
import { placeOf } from './places.ts'

export type ParseOptions = {
  /** Ids that `@` may name; the built-in ones by default. */
  readonly topics?: readonly string[]
}

const PERSON: Limits = { chars: QUERY.CHARS, terms: QUERY.TERMS, prefixes: QUERY.PREFIXES }
const PACK: Limits = { chars: Number.POSITIVE_INFINITY, terms: QUERY.PACK_TERMS, prefixes: Number.POSITIVE_INFINITY }

/** A surrogate without its other half: no encoding carries it, so it would not come back from where it is stored. */
const HALF = /\p{Cs}/u

/** Where the first character past the limit stands, if there is one. Characters are code points. */
const overLimit = (typed: string, limit: number): { readonly at: number; readonly length: number } | undefined => {
  if (typed.length <= limit) return undefined
  const points = Array.from(typed.slice(0, 2 * limit + 2))
  if (points.length <= limit) return undefined
  const length = typed.length > 2 * limit + 2 ? typed.length : points.length
  return { at: points.slice(0, limit).join('').length, length }
}

const parseWithin = (typed: string, limits: Limits, topics: readonly string[]): Parsed => {
  const over = overLimit(typed, limits.chars)
  if (over !== undefined) return fail({ code: 'too-long', length: over.length }, { start: over.at, end: typed.length })
  const half = typed.search(HALF)
  if (half >= 0) return fail({ code: 'half-character' }, { start: half, end: half + 1 })
  const tokens = lex(typed)
  if (!tokens.ok) return fail({ code: 'quote-open' }, { start: tokens.error.start, end: typed.length })
  const parsed = new Parser(typed, tokens.value, limits, topics).parse()
  if (!parsed.ok) return parsed
  const wrong = checkQuery(parsed.value)
  if (wrong === undefined) return parsed
  return fail(wrong.fault, placeOf(wrong.at) ?? { start: 0, end: typed.length })
}

/**
 * Reads what a person typed. Refuses, with offsets into `typed` and a sentence: what is wrong, what is over a limit, what can
 * never match, and what only says what must not be there. Each node's place is kept (places.ts). Bounded time, no recursion deeper than the limits.
 */
export const parseQuery = (typed: string, options: ParseOptions = {}): Parsed =>
  parseWithin(typed, PERSON, options.topics ?? TOPIC_IDS)

/** Reads a topic's own query: the same language, bounded by QUERY.PACK_TERMS alone, and without topics of its own. */
export const parsePack = (text: string): Parsed => parseWithin(text, PACK, [])
