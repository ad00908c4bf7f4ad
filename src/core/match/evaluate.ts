// The truth about whether a query matches a subject, and where: the tree walked as it stands. The percolator may only ever decide
// which rules not to ask.

import type { Field, Scope, Span, Subject } from '../model.ts'
import type { HasFact, Near, Query, Term, TopicTrees } from '../query/ast.ts'
import { findTerm } from '../query/find.ts'
import { foldName } from '../text/fold.ts'
import { isTopicless } from '../topics/topicless.ts'
import { topicTrees } from '../topics/trees.ts'
import type { FieldHit } from './hit.ts'
import { nearHits } from './near.ts'
import { spansOf } from './spans.ts'
import { BIT, FIELDS, isInLead, type Prepared, prepare, REACH } from './subject.ts'

/** What a question is asked in: the item, the fields looked at, the topics' trees, and what is taken as found for `near`. */
export type Context = {
  readonly prepared: Prepared
  readonly reach: number
  readonly topics: TopicTrees
  readonly granted?: Query
  readonly told: Told
}

/** What has been worked out for this item: each topic by id and reach, each term by reach. Many rules ask for the same ones. */
type Told = {
  readonly topics: Map<string, Found>
  readonly terms: Map<Term, readonly FieldHit[]>[]
  /** Whether each topic holds, as holds.ts tells it. */
  readonly held: Map<string, boolean>
}

const nothingTold = (): Told => ({ topics: new Map(), terms: [], held: new Map() })

/** Undefined = does not match. A match without hits is one by facts or by absence alone. */
type Found = readonly FieldHit[] | undefined

const NO_HITS: readonly FieldHit[] = []

const isTag = (language: string | undefined, prefix: string): boolean =>
  language !== undefined && (language === prefix || language.startsWith(`${prefix}-`))

export const hasFact = ({ fact, value }: HasFact, prepared: Prepared): boolean => {
  if (fact === 'lang') return isTag(prepared.language(), value.trim().toLowerCase().replaceAll('_', '-'))
  return (fact === 'source' ? prepared.sources() : prepared.sections()).has(foldName(value))
}

export const within = (context: Context, field: Field): Context => ({ ...context, reach: BIT[field] })

/** Hits of one term in the fields looked at; what stands in the lead is not counted again in the text. */
const findHits = (term: Term, { prepared, reach }: Context): FieldHit[] =>
  FIELDS.filter((field) => (reach & BIT[field]) !== 0).flatMap((field) => {
    const hits = findTerm(prepared.words(field), term)
    const own = field === 'text' && (reach & BIT.lead) !== 0 ? hits.filter((hit) => !isInLead(prepared, hit)) : hits
    return own.map((hit) => ({ ...hit, field }))
  })

export const termHits = (term: Term, context: Context): readonly FieldHit[] => {
  const { terms } = context.told
  const known = terms[context.reach] ?? new Map<Term, readonly FieldHit[]>()
  terms[context.reach] = known
  const told = known.get(term)
  if (told !== undefined) return told
  const hits = findHits(term, context)
  known.set(term, hits)
  return hits
}

/** Every place where a side of NEAR stands. Like AND and NOT, what has no place has no part in it. */
const placesOf = (node: Query, context: Context): readonly FieldHit[] => {
  if (node.type === 'term') return termHits(node, context)
  if (node.type === 'or') return node.of.flatMap((child) => placesOf(child, context))
  if (node.type === 'field') return placesOf(node.of, within(context, node.field))
  return node.type === 'near' ? placesOfNear(node, context) : NO_HITS
}

export const placesOfNear = (node: Near, context: Context): readonly FieldHit[] =>
  nearHits(placesOf(node.left, context), placesOf(node.right, context), node, (field) => context.prepared.words(field))

const some = (hits: readonly FieldHit[], least = 1): Found => (hits.length >= least ? hits : undefined)

const all = (nodes: readonly Query[], wanted: boolean, context: Context): Found => {
  const hits: FieldHit[] = []
  for (const node of nodes) {
    const found = ask(node, wanted, context)
    if (found === undefined) return undefined
    hits.push(...found)
  }
  return hits
}

const any = (nodes: readonly Query[], wanted: boolean, context: Context): Found => {
  const found = nodes.map((node) => ask(node, wanted, context)).filter((hits) => hits !== undefined)
  return found.length > 0 ? found.flat() : undefined
}

const topicHits = (id: string, context: Context): Found => {
  const tree = isTopicless(context.prepared.subject) ? undefined : context.topics.get(id)
  if (tree === undefined) return undefined
  const key = `${id} ${context.reach}`
  const { topics } = context.told
  const known = topics.get(key)
  if (known !== undefined || topics.has(key)) return known
  const found = ask(tree, true, context)
  topics.set(key, found)
  return found
}

const leaf = (node: Query, context: Context): Found => {
  switch (node.type) {
    case 'term':
      return some(termHits(node, context))
    case 'near':
      return some(placesOfNear(node, context))
    case 'atleast':
      return some(termHits(node.of, context), node.count)
    case 'fact':
      return hasFact(node, context.prepared) ? NO_HITS : undefined
    case 'topic':
      return topicHits(node.id, context)
    default:
      return undefined
  }
}

/** `wanted` is false below a NOT: there AND and OR change places, and what is absent is what matches. */
const ask = (node: Query, wanted: boolean, context: Context): Found => {
  switch (node.type) {
    case 'and':
    case 'or':
      return ((node.type === 'and') === wanted ? all : any)(node.of, wanted, context)
    case 'not':
      return ask(node.of, !wanted, context)
    case 'field':
      return ask(node.of, wanted, within(context, node.field))
    default: {
      const found = node === context.granted ? NO_HITS : leaf(node, context)
      if (wanted) return found
      return found === undefined ? NO_HITS : undefined
    }
  }
}

/** What a subject is asked with, before any query. */
export const contextOf = (prepared: Prepared, topics: TopicTrees): Context => ({
  prepared,
  reach: REACH.text,
  topics,
  told: nothingTold(),
})

const inScope = (context: Context, scope: Scope): Context => ({ ...context, reach: REACH[scope] })

/** The spans of a query in this context; undefined = no match. */
export const spansIn = (query: Query, scope: Scope, context: Context): Span[] | undefined => {
  const found = ask(query, true, inScope(context, scope))
  return found === undefined ? undefined : spansOf(found, context.prepared)
}

/** Asks queries of one subject. */
export type Asker = (query: Query, scope: Scope) => Span[] | undefined

export const askerOf = (prepared: Prepared, topics: TopicTrees = topicTrees()): Asker => {
  const context = contextOf(prepared, topics)
  return (query, scope) => spansIn(query, scope, context)
}

/**
 * Whether a query matches, and where: the spans that fired, title first, then lead and text, by start, overlapping ones merged.
 * Undefined = no match. Negated terms and facts have no spans.
 */
export const evaluate = (
  query: Query,
  subject: Subject,
  scope: Scope,
  topics: TopicTrees = topicTrees(),
): Span[] | undefined => askerOf(prepare(subject), topics)(query, scope)

/** Whether the query would match if this one node of it were found. */
export const matchesIf = (
  query: Query,
  granted: Query,
  prepared: Prepared,
  scope: Scope,
  topics: TopicTrees,
): boolean => ask(query, true, { ...inScope(contextOf(prepared, topics), scope), granted }) !== undefined
