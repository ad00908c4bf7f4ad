// The cheapest thing that must be in an item before a rule can match it. A rule filed under it sleeps until it is met, so it has to
// be necessary: every match of the query holds at least one of the keys.

import { MATCH } from '../limits.ts'
import type { HasFact, Query, Term } from '../query/ast.ts'
import { type Part, prepareTerm } from '../query/term.ts'
import { foldName } from '../text/fold.ts'
import { FACT_SHARE, prefixShare, substringShare, TOPIC_SHARE, wordShare } from './frequency.ts'
import { BIT } from './subject.ts'

export const KEY_KINDS = ['word', 'prefix', 'substring', 'source', 'section', 'lang', 'topic'] as const
export type KeyKind = (typeof KEY_KINDS)[number]
/** `reach`: the fields in which it counts (subject.ts's bits). */
export type Key = { readonly kind: KeyKind; readonly text: string; readonly reach: number }

/** Any one of these keys; undefined = nothing is necessary. */
type Needed = readonly Key[] | undefined

const share = ({ kind, text }: Key): number => {
  switch (kind) {
    case 'word':
      return wordShare(text)
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

const cost = (keys: readonly Key[]): number => keys.reduce((sum, key) => sum + share(key), 0)

const rarest = (all: readonly Needed[]): Needed =>
  all.reduce(
    (best, keys) => (keys === undefined || (best !== undefined && cost(best) <= cost(keys)) ? best : keys),
    undefined,
  )

/** Whether these neighbours can have grown into one word (find.ts): by hyphens only, or by one space only. */
const canJoin = (parts: readonly Part[]): boolean => {
  const bonds = parts.slice(1).map((part) => part.bond)
  if (!parts.slice(0, -1).every((part) => part.kind === 'word')) return false
  return (
    bonds.length < MATCH.JOINED_PARTS &&
    (bonds.every((bond) => bond === 'soft') || (bonds.length === 1 && bonds[0] === 'spaced'))
  )
}

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

const needsOfTerm = (term: Term, reach: number): Needed => rarest(needsOfParts(term, reach))

/** A BCP 47 prefix is filed under its first subtag. */
const factKey = ({ fact, value }: HasFact, reach: number): Key => ({
  kind: fact,
  text: fact === 'lang' ? (value.trim().toLowerCase().split(/[-_]/)[0] ?? '') : foldName(value),
  reach,
})

const together = (all: readonly Needed[]): Needed =>
  all.some((keys) => keys === undefined) ? undefined : all.flatMap((keys) => keys ?? [])

/**
 * The keys one of which every match holds, given the fields looked at. Undefined when absence alone can match, which no query that
 * was accepted does. `wanted` is false below a NOT.
 */
export const needsOf = (node: Query, reach: number, wanted = true): Needed => {
  switch (node.type) {
    case 'not':
      return needsOf(node.of, reach, !wanted)
    case 'field':
      return needsOf(node.of, BIT[node.field], wanted)
    case 'and':
    case 'or': {
      const all = node.of.map((child) => needsOf(child, reach, wanted))
      return (node.type === 'and') === wanted ? rarest(all) : together(all)
    }
    default:
      return wanted ? needsOfLeaf(node, reach) : undefined
  }
}

const needsOfLeaf = (node: Query, reach: number): Needed => {
  switch (node.type) {
    case 'term':
      return needsOfTerm(node, reach)
    case 'atleast':
      return needsOfTerm(node.of, reach)
    case 'near':
      return rarest([needsOf(node.left, reach), needsOf(node.right, reach)])
    case 'fact':
      return [factKey(node, reach)]
    case 'topic':
      return [{ kind: 'topic', text: node.id, reach }]
    default:
      return undefined
  }
}
