// The truth about whether a query matches a subject, and where: the tree walked as it stands. The percolator may only ever decide
// which rules not to ask.

import type { Field, Scope, Span, Subject } from '../model.ts'
import type { HasFact, Near, Query, TopicTrees } from '../query/ast.ts'
import { findTerm } from '../query/find.ts'
import { foldName } from '../text/fold.ts'
import { isTopicless } from '../topics/topicless.ts'
import { topicTrees } from '../topics/trees.ts'
import type { FieldHit } from './hit.ts'
import { nearHits } from './near.ts'
import { spansOf } from './spans.ts'
import { BIT, FIELDS, isInLead, type Prepared, prepare, REACH } from './subject.ts'

/** What a question is asked in: the item, the fields looked at, the topics' trees, and what is taken as found for `near`. */
type Context = {
  readonly prepared: Prepared
  readonly reach: number
  readonly topics: TopicTrees
  readonly granted?: Query
  /** What each topic gave, by id and reach: many rules mention the same one. */
  readonly told: Map<string, Found>
}

/** Undefined = does not match. A match without hits is one by facts or by absence alone. */
type Found = readonly FieldHit[] | undefined

const NO_HITS: readonly FieldHit[] = []

const isTag = (language: string | undefined, prefix: string): boolean =>
  language !== undefined && (language === prefix || language.startsWith(`${prefix}-`))

const hasFact = ({ fact, value }: HasFact, prepared: Prepared): boolean => {
  if (fact === 'lang') return isTag(prepared.language(), value.trim().toLowerCase().replaceAll('_', '-'))
  return (fact === 'source' ? prepared.sources() : prepared.sections()).has(foldName(value))
}

const within = (context: Context, field: Field): Context => ({ ...context, reach: BIT[field] })

/** Hits of one term in the fields looked at; what stands in the lead is not counted again in the text. */
const termHits = (term: Query & { readonly type: 'term' }, { prepared, reach }: Context): FieldHit[] =>
  FIELDS.filter((field) => (reach & BIT[field]) !== 0).flatMap((field) => {
    const hits = findTerm(prepared.words(field), term)
    const own = field === 'text' && (reach & BIT.lead) !== 0 ? hits.filter((hit) => !isInLead(prepared, hit)) : hits
    return own.map((hit) => ({ ...hit, field }))
  })

/** Every place where a side of NEAR stands. Like AND and NOT, what has no place has no part in it. */
const placesOf = (node: Query, context: Context): readonly FieldHit[] => {
  if (node.type === 'term') return termHits(node, context)
  if (node.type === 'or') return node.of.flatMap((child) => placesOf(child, context))
  if (node.type === 'field') return placesOf(node.of, within(context, node.field))
  return node.type === 'near' ? placesOfNear(node, context) : NO_HITS
}

const placesOfNear = (node: Near, context: Context): readonly FieldHit[] =>
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
  const known = context.told.get(key)
  if (known !== undefined || context.told.has(key)) return known
  const found = ask(tree, true, context)
  context.told.set(key, found)
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

/** Asks queries of one subject. */
export type Asker = (query: Query, scope: Scope) => Span[] | undefined

/** For many queries and one subject: what they share is worked out once. */
export const askerOf = (prepared: Prepared, topics: TopicTrees = topicTrees()): Asker => {
  const told = new Map<string, Found>()
  return (query, scope) => {
    const found = ask(query, true, { prepared, reach: REACH[scope], topics, told })
    return found === undefined ? undefined : spansOf(found, prepared)
  }
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
): boolean => ask(query, true, { prepared, reach: REACH[scope], topics, told: new Map(), granted }) !== undefined
