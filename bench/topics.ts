// What stands behind each term of the topics: how many articles it catches, and whether somebody wrote it down before us.
import { existsSync, readFileSync } from 'node:fs'
import { type Asker, askerOf } from '../src/core/match/evaluate.ts'
import { prepare } from '../src/core/match/subject.ts'
import type { Field } from '../src/core/model.ts'
import type { Query, Term } from '../src/core/query/ast.ts'
import { parsePack } from '../src/core/query/parse.ts'
import { printQuery } from '../src/core/query/print.ts'
import { foldName } from '../src/core/text/fold.ts'
import { REASONS, reasonFor } from '../src/core/topics/reasons.ts'
import { isTopicless } from '../src/core/topics/topicless.ts'
import { TOPICS, type Topic } from '../src/core/topics/topics.ts'
import type { Article } from './articles.ts'

const SHARED = new URL('../../shared/', import.meta.url)

/** A term of a pack, or one of its alternatives, as the query language writes it. */
export type Piece = {
  readonly topic: string
  readonly written: string
  readonly node: Query
  readonly kind: 'term' | 'alternative'
}

/** Scope and reach in which topics are measured. */
const SCOPE = 'lead'

export const treeOf = ({ id, query }: Topic): Query => {
  const parsed = parsePack(query)
  if (!parsed.ok) throw new Error(`${id}: ${parsed.error.message}`)
  return parsed.value
}

/** Every term inside, each in the field that it is looked for in. */
const termsIn = (node: Query, field?: Field): Query[] => {
  const here = (term: Term): Query => (field === undefined ? term : { type: 'field', field, of: term })
  switch (node.type) {
    case 'term':
      return [here(node)]
    case 'atleast':
      return [here(node.of)]
    case 'and':
    case 'or':
      return node.of.flatMap((child) => termsIn(child, field))
    case 'not':
      return termsIn(node.of, field)
    case 'near':
      return [...termsIn(node.left, field), ...termsIn(node.right, field)]
    case 'field':
      return termsIn(node.of, node.field)
    default:
      return []
  }
}

export const alternativesOf = (tree: Query): readonly Query[] => (tree.type === 'or' ? tree.of : [tree])

const isPlain = (node: Query): boolean => node.type === 'term' || (node.type === 'field' && isPlain(node.of))

export const piecesOf = (topic: Topic): Piece[] => {
  const tree = treeOf(topic)
  const piece =
    (kind: Piece['kind']) =>
    (node: Query): Piece => ({
      topic: topic.id,
      written: printQuery(node),
      node,
      kind,
    })
  const all = [
    ...termsIn(tree).map(piece('term')),
    ...alternativesOf(tree)
      .filter((node) => !isPlain(node))
      .map(piece('alternative')),
  ]
  return [...new Map(all.map((one) => [`${one.kind} ${one.written}`, one])).values()]
}

const askers = new WeakMap<Article, Asker>()

/** Each article is folded once, however many terms are held against it. */
const askerFor = (article: Article): Asker => {
  const known = askers.get(article)
  if (known !== undefined) return known
  const ask = isTopicless(article.subject) ? () => undefined : askerOf(prepare(article.subject))
  askers.set(article, ask)
  return ask
}

export const caughtBy = (node: Query, articles: readonly Article[]): readonly Article[] =>
  articles.filter((article) => askerFor(article)(node, SCOPE) !== undefined)

/** What was written down about the sources before any topic was measured; undefined where it is not at hand. */
export const knownTexts = (): string | undefined => {
  const files = ['facts/sources.md', 'data/kcna/topics-draft.json'].map((file) => new URL(file, SHARED))
  if (!files.every((file) => existsSync(file))) return undefined
  return foldName(files.map((file) => readFileSync(file, 'utf8')).join('\n'))
}

const bare = (node: Query): string => (node.type === 'field' ? bare(node.of) : node.type === 'term' ? node.text : '')

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g
const LETTER = '[\\p{L}\\p{N}]'

/** Whether the words of a term stand there by themselves, with or without its star: `spy` does not stand in `crispy`. */
export const isKnown = (node: Query, known: string): boolean => {
  const typed = bare(node)
  const text = foldName(typed.replaceAll('*', '')).replace(/-$/, '')
  const end = typed.endsWith('*') ? '' : `(?!${LETTER})`
  return text !== '' && new RegExp(`(?<!${LETTER})${text.replace(SYNTAX, '\\$&')}${end}`, 'u').test(known)
}

const LEAST = 3

export type Unfounded = Piece & { readonly catches: number }

/** Terms with fewer than three articles, no place in what was known, and no reason of their own. */
export const unfoundedTerms = (articles: readonly Article[], known: string): Unfounded[] =>
  TOPICS.flatMap((topic) => {
    return piecesOf(topic)
      .filter(({ kind }) => kind === 'term')
      .filter(({ node, written }) => reasonFor(topic.id, written) === undefined && !isKnown(node, known))
      .map((piece) => ({ ...piece, catches: caughtBy(piece.node, articles).length }))
      .filter(({ catches }) => catches < LEAST)
  })

export type Label = { readonly key: string; readonly yes: readonly string[]; readonly maybe: readonly string[] }

export const labels = (): readonly Label[] | undefined => {
  const file = new URL('data/kcna/gold-dev.json', SHARED)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Label[]) : undefined
}

export type Score = {
  readonly micro: number
  /** The mean over topics with at least six examples. */
  readonly macro: number
  readonly topics: readonly { readonly id: string; readonly f1: number; readonly examples: number }[]
}

/** An example fewer than this says nothing of a topic. */
const EXAMPLES = 6

const f1 = (hit: number, extra: number, missed: number): number =>
  hit === 0 ? 0 : (2 * hit) / (2 * hit + extra + missed)

type Counts = { hit: number; extra: number; missed: number }

const countsOf = (id: string, tagged: ReadonlyMap<string, ReadonlySet<string>>, gold: readonly Label[]): Counts => {
  const counts = { hit: 0, extra: 0, missed: 0 }
  for (const { key, yes, maybe } of gold) {
    const said = tagged.get(id)?.has(key) === true
    if (said && yes.includes(id)) counts.hit += 1
    else if (said && !maybe.includes(id)) counts.extra += 1
    else if (!said && yes.includes(id)) counts.missed += 1
  }
  return counts
}

/** As ../shared/score/topics.mjs counts. @param tagged ids of articles by topic */
export const scoreOf = (tagged: ReadonlyMap<string, ReadonlySet<string>>, gold: readonly Label[]): Score => {
  const all = TOPICS.map(({ id }) => ({ id, ...countsOf(id, tagged, gold) }))
  const sum = (of: keyof Counts): number => all.reduce((total, counts) => total + counts[of], 0)
  const topics = all.map(({ id, hit, extra, missed }) => ({ id, f1: f1(hit, extra, missed), examples: hit + missed }))
  const counted = topics.filter(({ examples }) => examples >= EXAMPLES)
  return {
    micro: f1(sum('hit'), sum('extra'), sum('missed')),
    macro: counted.reduce((total, topic) => total + topic.f1, 0) / counted.length,
    topics,
  }
}

/** The ids of the articles that each tree catches. */
export const tag = (
  trees: ReadonlyMap<string, Query | undefined>,
  articles: readonly Article[],
): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Array.from(trees, ([id, tree]) => [
      id,
      new Set(tree === undefined ? [] : caughtBy(tree, articles).map((article) => article.id)),
    ]),
  )

export const builtIn = (): ReadonlyMap<string, Query> => new Map(TOPICS.map((topic) => [topic.id, treeOf(topic)]))

/** A tree without the parts that `goes` names; undefined when nothing is left. What needs both sides goes with either. */
const without = (node: Query, goes: (node: Query, field?: Field) => boolean, field?: Field): Query | undefined => {
  if (goes(node, field)) return undefined
  switch (node.type) {
    case 'or': {
      const of = node.of.flatMap((child) => without(child, goes, field) ?? [])
      return of.length === 0 ? undefined : { type: 'or', of }
    }
    case 'and': {
      const of = node.of.flatMap((child) => without(child, goes, field) ?? [])
      return of.length < node.of.length ? undefined : { type: 'and', of }
    }
    case 'near': {
      const [left, right] = [without(node.left, goes, field), without(node.right, goes, field)]
      return left === undefined || right === undefined ? undefined : { ...node, left, right }
    }
    case 'field': {
      const of = without(node.of, goes, node.field)
      return of === undefined ? undefined : { ...node, of }
    }
    default:
      return node
  }
}

/** How finely the packs are cut: by what stands between their ORs at the top, or down to every word and phrase. */
export const GRAINS = ['alternatives', 'words'] as const
export type Grain = (typeof GRAINS)[number]

/** The topics without what catches exactly one of the labelled articles. */
export const withoutSingles = (labelled: readonly Article[], grain: Grain): ReadonlyMap<string, Query | undefined> => {
  const isSingle = (node: Query): boolean => caughtBy(node, labelled).length === 1
  const inField = (node: Query, field?: Field): Query =>
    field === undefined ? node : { type: 'field', field, of: node }
  return new Map(
    Array.from(builtIn(), ([id, tree]) => [
      id,
      grain === 'words'
        ? without(tree, (node, field) => node.type !== 'or' && isSingle(inField(node, field)))
        : { type: 'or', of: alternativesOf(tree).filter((node) => !isSingle(node)) },
    ]),
  )
}

/** Terms that a reason was written for and that no pack has. */
export const staleReasons = (): string[] =>
  TOPICS.flatMap((topic) => {
    const written = new Set(piecesOf(topic).map((piece) => piece.written))
    return (REASONS.get(topic.id) ?? []).flatMap(({ terms }) =>
      terms.filter((term) => !written.has(term)).map((term) => `${topic.id}: ${term}`),
    )
  })
