// The grammar of the query language, by descent: or > and > not > near > primary. A step gives a tree or the first fault with its
// place. What the tree means, and whether it can match at all, is check.ts's.

import { QUERY } from '../limits.ts'
import type { QueryError } from '../model.ts'
import { ok, type Result } from '../result.ts'
import type { Query, Term } from './ast.ts'
import { type QueryFault, queryError } from './errors.ts'
import { foreignSign } from './foreign.ts'
import { DASHES_LAST, type Token, type TokenKind } from './lex.ts'
import { isNearOperand, nearWord } from './operand.ts'
import { placed } from './places.ts'
import { similar } from './similar.ts'
import { checkTerm } from './term.ts'

export type Limits = { readonly chars: number; readonly terms: number; readonly prefixes: number }
export type Parsed = Result<Query, QueryError>

export const fail = (
  fault: QueryFault,
  place: { readonly start: number; readonly end: number },
): { ok: false; error: QueryError } => ({
  ok: false,
  error: queryError(fault, place.start, place.end),
})

const FIELD_NAMES = ['title', 'lead', 'text', 'source', 'lang', 'section']

/** Joins a list of one or more into one node, flattening what is already of that kind. */
const joined = (type: 'and' | 'or', list: readonly Query[]): Query => {
  const flat = list.flatMap((node) => (node.type === type ? node.of : [node]))
  const [only] = flat
  return flat.length === 1 && only !== undefined ? only : { type, of: flat }
}

/** What may begin a part of an AND. */
const STARTS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'word',
  'phrase',
  'topic',
  'open',
  'minus',
  'not',
  'exact',
  'field',
  'fact',
  'atleast',
  'unknown-field',
])

/** One query being read: a cursor over its tokens, and what has been counted so far. */
export class Parser {
  readonly #typed: string
  readonly #tokens: readonly Token[]
  readonly #limits: Limits
  readonly #topics: readonly string[]
  #at = 0
  #terms = 0
  #prefixes = 0
  #depth = 0

  constructor(typed: string, tokens: readonly Token[], limits: Limits, topics: readonly string[]) {
    this.#typed = typed
    this.#tokens = tokens
    this.#limits = limits
    this.#topics = topics
  }

  /** The whole query, or the first fault. */
  parse(): Parsed {
    const query = this.#or()
    if (!query.ok) return query
    const left = this.#peek()
    if (left === undefined) return query
    if (left.kind === 'close') return fail({ code: 'parenthesis-stray' }, left)
    return fail({ code: 'nothing-before', word: this.#text(left) }, left)
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #text(token: Token): string {
    return this.#typed.slice(token.start, token.end)
  }

  /** A node that reaches from here to the last token read. */
  #from(start: Token | undefined, node: Query): Query {
    return placed(node, { start: start?.start ?? 0, end: this.#tokens[this.#at - 1]?.end ?? this.#typed.length })
  }

  #or(): Parsed {
    const first = this.#peek()
    const list: Query[] = []
    for (;;) {
      const side = this.#and()
      if (!side.ok) return side
      list.push(side.value)
      const token = this.#peek()
      if (token?.kind !== 'or') return ok(this.#from(first, joined('or', list)))
      if (token.small) return this.#small(token)
      this.#at += 1
    }
  }

  /** An operator in small letters; in capitals it would still want something after it. */
  #small(token: Token & { readonly text: string }): Parsed {
    const next = this.#tokens[this.#at + 1]
    if (next === undefined || !STARTS.has(next.kind)) return fail({ code: 'nothing-after', word: token.text }, token)
    return fail({ code: 'small-operator', word: token.text }, token)
  }

  #and(): Parsed {
    const first = this.#peek()
    const list: Query[] = []
    for (;;) {
      const part = this.#not()
      if (!part.ok) return part
      list.push(part.value)
      const token = this.#peek()
      if (token?.kind === 'and') {
        if (token.small) return this.#small(token)
        this.#at += 1
      } else if (token === undefined || !STARTS.has(token.kind)) {
        return ok(this.#from(first, joined('and', list)))
      }
    }
  }

  #not(): Parsed {
    const first = this.#peek()
    let negated = false
    for (let token = this.#peek(); token?.kind === 'not' || token?.kind === 'minus'; token = this.#peek()) {
      const lone = this.#faultOfSign(token)
      if (lone !== undefined) return lone
      negated = !negated
      this.#at += 1
    }
    const part = this.#near()
    if (!part.ok || !negated) return part
    return ok(this.#from(first, part.value.type === 'not' ? part.value.of : { type: 'not', of: part.value }))
  }

  #faultOfSign(token: Token): Parsed | undefined {
    if (token.kind === 'not' && token.small) return this.#small(token)
    const next = this.#tokens[this.#at + 1]
    if (token.kind === 'minus' && next?.start !== token.end) {
      return fail({ code: 'lone-sign', sign: '-', fix: 'put it right before the word that must not be there.' }, token)
    }
    if (next === undefined || !STARTS.has(next.kind))
      return fail({ code: 'nothing-after', word: this.#text(token) }, token)
    return undefined
  }

  #near(): Parsed {
    const first = this.#peek()
    let left = this.#primary()
    for (let token = this.#peek(); left.ok && token?.kind === 'near'; token = this.#peek()) {
      if (first === undefined) break
      left = this.#nearRight(left.value, first, token)
    }
    return left
  }

  #nearRight(left: Query, first: Token, token: Token & { readonly kind: 'near' }): Parsed {
    if (token.small) return fail({ code: 'small-operator', word: token.text }, token)
    if (token.words === undefined) return fail({ code: 'near-number', word: token.text }, token)
    if (token.words > QUERY.NEAR_WORDS) return fail({ code: 'near-far' }, token)
    if (!isNearOperand(left))
      return fail({ code: 'near-operand', word: nearWord(token) }, { ...first, end: token.start })
    this.#at += 1
    const next = this.#peek()
    if (next === undefined || next.kind === 'close')
      return fail({ code: 'nothing-after', word: this.#text(token) }, token)
    const right = this.#primary()
    if (!right.ok) return right
    if (!isNearOperand(right.value)) return fail({ code: 'near-operand', word: nearWord(token) }, next)
    const near: Query = { type: 'near', words: token.words, ordered: token.ordered, left, right: right.value }
    return ok(this.#from(first, near))
  }

  #primary(): Parsed {
    const token = this.#peek()
    if (token === undefined) return this.#nothing()
    switch (token.kind) {
      case 'word':
      case 'phrase':
        this.#at += 1
        return this.#term(token, false)
      case 'open':
        return this.#group(token)
      case 'exact':
        return this.#exact(token)
      case 'field':
        return this.#field(token)
      case 'fact':
        return this.#fact(token)
      case 'atleast':
        return this.#atLeast(token)
      case 'topic':
        return this.#topic(token)
      case 'unknown-field':
        return fail({ code: 'field-unknown', name: token.text, ...similar(token.text, FIELD_NAMES) }, token)
      default:
        return this.#misplaced(token)
    }
  }

  /** The query ends where something was to come. */
  #nothing(): Parsed {
    const last = this.#tokens.at(-1)
    if (last === undefined) return fail({ code: 'empty' }, { start: 0, end: this.#typed.length })
    return fail({ code: 'nothing-after', word: this.#text(last) }, last)
  }

  #misplaced(token: Token): Parsed {
    const before = this.#tokens[this.#at - 1]
    if (token.kind !== 'close') {
      const word = this.#text(token)
      if (before !== undefined && before.kind !== 'open')
        return fail({ code: 'nothing-after', word: this.#text(before) }, token)
      return fail({ code: 'nothing-before', word }, token)
    }
    if (before?.kind === 'open') return fail({ code: 'parenthesis-empty' }, { start: before.start, end: token.end })
    if (this.#depth === 0 || before === undefined) return fail({ code: 'parenthesis-stray' }, token)
    return fail({ code: 'nothing-after', word: this.#text(before) }, before)
  }

  #group(open: Token): Parsed {
    if (this.#depth >= QUERY.DEPTH) return fail({ code: 'too-deep' }, open)
    this.#at += 1
    if (this.#peek() === undefined) return fail({ code: 'parenthesis-open' }, open)
    this.#depth += 1
    const inner = this.#or()
    this.#depth -= 1
    if (!inner.ok) return inner
    const close = this.#peek()
    if (close === undefined) return fail({ code: 'parenthesis-open' }, open)
    if (close.kind !== 'close') return fail({ code: 'nothing-before', word: this.#text(close) }, close)
    this.#at += 1
    return inner
  }

  /** The token right after a sign or a field, without a space in between. */
  #attached(token: Token): Token | undefined {
    const next = this.#tokens[this.#at + 1]
    return next?.start === token.end ? next : undefined
  }

  #exact(token: Token): Parsed {
    const next = this.#attached(token)
    if (next?.kind !== 'word' && next?.kind !== 'phrase') return fail({ code: 'exact-term' }, token)
    if (next.text.includes('*')) return fail({ code: 'exact-star' }, next)
    this.#at += 2
    return this.#term({ ...next, start: token.start }, true)
  }

  #field(token: Token & { readonly kind: 'field' }): Parsed {
    const next = this.#attached(token)
    if (next?.kind === 'field' || next?.kind === 'fact')
      return fail({ code: 'field-twice', name: this.#text(next).slice(0, -1) }, next)
    if (next === undefined || next.kind === 'minus' || next.kind === 'close') {
      return fail({ code: 'field-empty', name: token.field }, token)
    }
    this.#at += 1
    const of = this.#primary()
    return of.ok ? ok(this.#from(token, { type: 'field', field: token.field, of: of.value })) : of
  }

  #fact(token: Token & { readonly kind: 'fact' }): Parsed {
    const next = this.#attached(token)
    if (next === undefined) return fail({ code: 'field-empty', name: token.fact }, token)
    if ((next.kind !== 'word' && next.kind !== 'phrase') || next.text === '' || next.text.includes('*')) {
      return fail({ code: 'fact-value', name: token.fact }, next)
    }
    this.#at += 2
    const glued = this.#gluedMinus(next)
    if (glued !== undefined) return glued
    return this.#counted(next, 0) ?? ok(this.#from(token, { type: 'fact', fact: token.fact, value: next.text }))
  }

  #atLeast(token: Token & { readonly kind: 'atleast' }): Parsed {
    if (token.count === undefined || token.count < 2 || token.count > 99) {
      return fail({ code: 'atleast-count', word: token.text }, token)
    }
    const next = this.#attached(token)
    if (next?.kind !== 'word' && next?.kind !== 'phrase' && next?.kind !== 'exact') {
      return fail({ code: 'atleast-term', word: token.text }, next ?? token)
    }
    this.#at += 1
    const of = this.#primary()
    if (!of.ok) return of
    if (of.value.type !== 'term') return fail({ code: 'atleast-term', word: token.text }, next)
    return ok(this.#from(token, { type: 'atleast', count: token.count, of: of.value }))
  }

  #topic(token: Token & { readonly kind: 'topic' }): Parsed {
    const id = token.text
    if (id === '')
      return fail({ code: 'lone-sign', sign: '@', fix: 'put the name of a topic right after it: @missiles.' }, token)
    if (!this.#topics.includes(id)) return fail({ code: 'topic-unknown', id, ...similar(id, this.#topics, '@') }, token)
    this.#at += 1
    return this.#counted(token, 0) ?? ok(this.#from(token, { type: 'topic', id }))
  }

  #term(token: Token & { readonly text: string }, exact: boolean): Parsed {
    const { text } = token
    const glued = this.#gluedMinus(token)
    if (glued !== undefined) return glued
    const foreign = token.kind === 'word' ? foreignSign(text) : undefined
    if (foreign !== undefined) return fail(foreign, token)
    const { prefixes, fault } = checkTerm(text, QUERY.PREFIX_LETTERS)
    if (fault !== undefined) return fail({ code: fault, text: this.#text(token) }, token)
    const term: Term = exact ? { type: 'term', text, exact } : { type: 'term', text }
    return this.#counted(token, prefixes) ?? ok(placed(term, token))
  }

  /** `missile-(training)`: a hyphen that was meant as a minus, or the other way round. The cursor stands behind the word. */
  #gluedMinus(token: Token & { readonly text: string }): Parsed | undefined {
    const next = this.#peek()
    const dashes = token.kind === 'word' ? DASHES_LAST.exec(token.text)?.[0].length : undefined
    if (dashes === undefined || next?.start !== token.end) return undefined
    if (next.kind !== 'open' && next.kind !== 'phrase') return undefined
    return fail({ code: 'glued-minus' }, { start: token.end - dashes, end: token.end })
  }

  #counted(token: Token, prefixes: number): Parsed | undefined {
    this.#terms += 1
    this.#prefixes += prefixes
    if (this.#terms > this.#limits.terms) return fail({ code: 'too-many-terms', limit: this.#limits.terms }, token)
    if (this.#prefixes > this.#limits.prefixes) return fail({ code: 'too-many-prefixes' }, token)
    return undefined
  }
}
