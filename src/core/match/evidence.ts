// The cheapest thing that must be in an item before a rule can match it. A rule filed under it sleeps until it is met, so it has to
// be necessary: every match of the query holds at least one of the keys. What else must be there is looked at before it is woken.

import { MATCH } from '../limits.ts'
import type { HasFact, Query, Term } from '../query/ast.ts'
import { type Part, prepareTerm } from '../query/term.ts'
import { foldName } from '../text/fold.ts'
import { FACT_SHARE, prefixShare, substringShare, TOPIC_SHARE, type Wanted, wordShare } from './frequency.ts'
import { canJoin, pairsAt } from './pairs.ts'
import { BIT } from './subject.ts'

export const KEY_KINDS = ['word', 'prefix', 'substring', 'source', 'section', 'lang', 'topic'] as const
export type KeyKind = (typeof KEY_KINDS)[number]
/** `reach`: the fields in which it counts (subject.ts's bits). */
export type Key = { readonly kind: KeyKind; readonly text: string; readonly reach: number }

/** Any one of these keys. */
export type Clause = readonly Key[]
type Needed = Clause | undefined

const NOBODY: Wanted = () => 0

const share = ({ kind, text }: Key, wanted: Wanted): number => {
  switch (kind) {
    case 'word':
      return wordShare(text, wanted)
    case 'prefix':
      return prefixShare(text)
    case 'substring':
      return substringShare(text)
    case 'topic':
      return TOPIC_SHARE
    default:
      return FACT_SHARE[kind]
  }
}

const cost = (keys: Clause, wanted: Wanted = NOBODY): number => keys.reduce((sum, key) => sum + share(key, wanted), 0)

const rarest = (all: readonly Clause[], wanted: Wanted = NOBODY): Needed =>
  all.reduce<Needed>(
    (best, keys) => (best !== undefined && cost(best, wanted) <= cost(keys, wanted) ? best : keys),
    undefined,
  )

const keyOf = (parts: readonly Part[], reach: number): Key => {
  const last = parts.at(-1)?.kind
  return { kind: last === 'word' ? 'word' : 'prefix', text: parts.map((part) => part.text).join(''), reach }
}

/** The words one of which an item holds if it holds this part: itself, or grown together with its neighbours. */
const keysOfPart = (parts: readonly Part[], index: number, reach: number): Needed => {
  const part = parts[index]
  if (part === undefined || part.kind === 'any') return undefined
  if (part.kind === 'substring') return [{ kind: 'substring', text: part.text, reach }]
  const keys: Key[] = []
  for (let from = Math.max(0, index - MATCH.JOINED_PARTS); from <= index; from += 1) {
    for (let to = index; to < Math.min(parts.length, index + MATCH.JOINED_PARTS); to += 1) {
      const range = parts.slice(from, to + 1)
      if (canJoin(range)) keys.push(keyOf(range, reach))
    }
  }
  return keys
}

/** For each part of a term, the keys one of which every match holds; undefined for a part that any word can be. */
export const needsOfParts = (term: Term, reach: number): Needed[] => {
  const { parts } = prepareTerm(term)
  return parts.map((_, index) => keysOfPart(parts, index, reach))
}

const clausesOfTerm = (term: Term, reach: number): readonly Clause[] =>
  needsOfParts(term, reach).filter((keys) => keys !== undefined)

/** A BCP 47 prefix is filed under its first subtag. */
const factKey = ({ fact, value }: HasFact, reach: number): Key => ({
  kind: fact,
  text: fact === 'lang' ? (value.trim().toLowerCase().split(/[-_]/)[0] ?? '') : foldName(value),
  reach,
})

/** One clause out of alternatives: the rarest of each, any of which may be met; none when one of them needs nothing. */
const together = (alternatives: readonly (readonly Clause[])[]): readonly Clause[] => {
  const each = alternatives.map((clauses) => rarest(clauses))
  return each.some((keys) => keys === undefined) ? [] : [each.flatMap((keys) => keys ?? [])]
}

/**
 * Everything that every match holds, given the fields looked at: of each clause at least one key. Empty when absence alone can
 * match, which no query that was accepted does. `wanted` is false below a NOT.
 */
export const clausesOf = (node: Query, reach: number, wanted = true): readonly Clause[] => {
  switch (node.type) {
    case 'not':
      return clausesOf(node.of, reach, !wanted)
    case 'field':
      return clausesOf(node.of, BIT[node.field], wanted)
    case 'and':
    case 'or': {
      const all = node.of.map((child) => clausesOf(child, reach, wanted))
      return (node.type === 'and') === wanted ? all.flat() : together(all)
    }
    default:
      return wanted ? clausesOfLeaf(node, reach) : []
  }
}

const clausesOfLeaf = (node: Query, reach: number): readonly Clause[] => {
  switch (node.type) {
    case 'term':
      return clausesOfTerm(node, reach)
    case 'atleast':
      return clausesOfTerm(node.of, reach)
    case 'near':
      return [...clausesOf(node.left, reach), ...clausesOf(node.right, reach)]
    case 'fact':
      return [[factKey(node, reach)]]
    case 'topic':
      return [[{ kind: 'topic', text: node.id, reach }]]
    default:
      return []
  }
}

/** Pairs of neighbours that every match of a phrase holds: of each list at least one. */
export const pairsOfTerm = (term: Term): readonly (readonly string[])[] => {
  const { parts } = prepareTerm(term)
  return parts.flatMap((_, index) => {
    const pairs = index === 0 ? undefined : pairsAt(parts, index)
    return pairs === undefined ? [] : [pairs]
  })
}

/** A list of words and pairs, one of which every match holds in the fields of `reach`. */
type Check = { readonly forms: readonly string[]; readonly reach: number; readonly cost: number }

/** Side by side is rarer than both somewhere. */
const PAIR_COST = 0

const pairChecks = (node: Query, reach: number): readonly Check[] => {
  switch (node.type) {
    case 'term':
      return pairsOfTerm(node).map((forms) => ({ forms, reach, cost: PAIR_COST }))
    case 'and':
      return node.of.flatMap((child) => pairChecks(child, reach))
    case 'field':
      return pairChecks(node.of, BIT[node.field])
    case 'atleast':
      return pairChecks(node.of, reach)
    case 'near':
      return [...pairChecks(node.left, reach), ...pairChecks(node.right, reach)]
    default:
      return []
  }
}

const wordChecks = (clauses: readonly Clause[], wanted: Wanted): readonly Check[] =>
  clauses
    .filter((clause) => clause.every(({ kind }) => kind === 'word'))
    .map((clause) => ({
      forms: clause.map(({ text }) => text),
      reach: clause.reduce((all, { reach }) => all | reach, 0),
      cost: cost(clause, wanted),
    }))

/** What a rule is filed under, and up to two lists more without one form of which it need not be woken. */
export type Evidence = { readonly keys: Clause; readonly also: readonly (readonly string[])[] }

const ALSO = 2
const ALTERNATIVES = 2
const IN_WORDS: ReadonlySet<KeyKind> = new Set<KeyKind>(['word', 'prefix', 'substring'])

/** The evidence for a query; undefined when nothing is necessary. */
export const evidenceOf = (query: Query, reach: number, wanted: Wanted = NOBODY): Evidence | undefined => {
  const clauses = clausesOf(query, reach)
  const keys = rarest(clauses, wanted)
  if (keys === undefined) return undefined
  if (!keys.every(({ kind }) => IN_WORDS.has(kind))) return { keys, also: [] }
  // Only what is looked for where the keys are: the item's words are known there.
  const looked = keys.reduce((all, key) => all & key.reach, keys[0]?.reach ?? 0)
  const also = [
    ...pairChecks(query, reach),
    ...wordChecks(
      clauses.filter((clause) => clause !== keys),
      wanted,
    ),
  ]
    .filter((check) => check.forms.length <= ALTERNATIVES && (check.reach & ~looked) === 0)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, ALSO)
  return { keys, also: also.map(({ forms }) => forms) }
}
