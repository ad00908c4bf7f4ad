// The rules as a poll matches with them: compiled once by whoever writes rules, stored as JSON, loaded everywhere. A rule's tree is
// read when it is first woken, so an isolate pays for the rules it meets. The naive evaluator decides every match.

import type { Match, Owner, QueryError, Rule, Scope, Subject } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { parseQuery } from '../query/parse.ts'
import { hasNegation, topicsIn } from '../query/walk.ts'
import { err, ok, type Result } from '../result.ts'
import type { Topic } from '../topics/topics.ts'
import { readTrees } from '../topics/trees.ts'
import { type Asker, askerOf } from './evaluate.ts'
import { type Key, needsOf } from './evidence.ts'
import { buildIndex, openIndex, type Percolator, type StoredIndex, woken } from './percolator.ts'
import { prepare, REACH } from './subject.ts'

/** Raised when what is stored changes its meaning; an older one is compiled anew from the rules. */
export const RULESET_FORMAT = 1

export type BrokenRule = { readonly id: string; readonly owner: Owner; readonly error: QueryError }

type StoredRule = {
  readonly rule: Rule
  /** JSON of the Query. */
  readonly tree: string
  readonly negates: boolean
}

/** A topic as one scope asks it: woken by its own words, it wakes the rules that mention it. */
type Mention = { readonly topic: string; readonly reach: number; readonly rules: readonly number[] }

/** JSON-able: what KV stores. */
export type CompiledRuleset = {
  readonly format: number
  readonly version: number
  readonly rules: readonly StoredRule[]
  readonly topics: readonly { readonly id: string; readonly version: number; readonly tree: string }[]
  /** Targets of `index`: a rule's number, or `rules.length` + a mention's number. */
  readonly mentions: readonly Mention[]
  readonly index: StoredIndex
  /** Rules that nothing wakes and that are therefore always asked. */
  readonly wakeful: readonly number[]
  readonly broken: readonly BrokenRule[]
}

type LoadedRule = { readonly rule: Rule; readonly negates: boolean; readonly tree: () => Query | undefined }

/** Opaque to its users: held once per isolate, by version. */
export type Ruleset = {
  readonly version: number
  readonly broken: readonly BrokenRule[]
  readonly size: number
  readonly rules: readonly LoadedRule[]
  readonly topics: TopicTrees
  readonly mentions: readonly Mention[]
  readonly percolator: Percolator
  readonly wakeful: readonly number[]
}

export type MatchOptions = {
  readonly source: { readonly id: string; readonly owner: Owner }
  /** ISO 8601 instant. */
  readonly now: string
  /** Only queries without any NOT, asked of the title alone: what may be told before the lead is there. */
  readonly headlineOnly?: boolean
}

export type RuleMatch = { readonly rule: Rule; readonly match: Match }

type Filing = { readonly filed: [number, readonly Key[]][]; readonly mentions: Mention[]; readonly wakeful: number[] }

const isTopicKey = ({ kind }: Key): boolean => kind === 'topic'

/** Files rules under their keys, and topics, once per reach, under their own. */
const file = (queries: readonly { readonly tree: Query; readonly scope: Scope }[], topics: TopicTrees): Filing => {
  const filed: [number, readonly Key[]][] = []
  const wakeful: number[] = []
  const mentions = new Map<string, { topic: string; reach: number; rules: number[] }>()
  for (const [number, { tree, scope }] of queries.entries()) {
    const keys = needsOf(tree, REACH[scope])
    if (keys === undefined) wakeful.push(number)
    filed.push([number, (keys ?? []).filter((key) => !isTopicKey(key))])
    for (const { text: topic, reach } of (keys ?? []).filter(isTopicKey)) {
      const mention = mentions.get(`${topic} ${reach}`) ?? { topic, reach, rules: [] }
      mention.rules.push(number)
      mentions.set(`${topic} ${reach}`, mention)
    }
  }
  const list = [...mentions.values()]
  for (const [number, { topic, reach }] of list.entries()) {
    const tree = topics.get(topic)
    filed.push([queries.length + number, (tree && needsOf(tree, reach)) ?? []])
  }
  return { filed, mentions: list, wakeful }
}

/** Compiles rules. One whose query cannot be read is left out and listed; it never stops the others. */
export const compileRuleset = (rules: readonly Rule[], topics: readonly Topic[], version: number): CompiledRuleset => {
  const trees = readTrees(topics)
  const ids = topics.map(({ id }) => id)
  const broken: BrokenRule[] = []
  const kept: { readonly rule: Rule; readonly tree: Query; readonly scope: Scope }[] = []
  for (const rule of rules) {
    const parsed = parseQuery(rule.query, { topics: ids })
    if (parsed.ok) kept.push({ rule, tree: parsed.value, scope: rule.scope })
    else broken.push({ id: rule.id, owner: rule.owner, error: parsed.error })
  }
  const { filed, mentions, wakeful } = file(kept, trees)
  const mentioned = new Set(kept.flatMap(({ tree }) => topicsIn(tree)))
  return {
    format: RULESET_FORMAT,
    version,
    rules: kept.map(({ rule, tree }) => ({ rule, tree: JSON.stringify(tree), negates: hasNegation(tree, trees) })),
    topics: topics
      .filter(({ id }) => mentioned.has(id))
      .map(({ id, version: edition }) => ({ id, version: edition, tree: JSON.stringify(trees.get(id) ?? null) })),
    mentions,
    index: buildIndex(filed),
    wakeful,
    broken,
  }
}

const readTree = (json: string): Query | undefined => {
  try {
    return (JSON.parse(json) as Query | null) ?? undefined
  } catch {
    return undefined
  }
}

const lazily = (json: string): (() => Query | undefined) => {
  let read: { readonly tree: Query | undefined } | undefined
  return () => {
    read ??= { tree: readTree(json) }
    return read.tree
  }
}

const isStored = (json: unknown): json is CompiledRuleset =>
  typeof json === 'object' &&
  json !== null &&
  ['rules', 'topics', 'mentions', 'wakeful', 'broken'].every((key) =>
    Array.isArray((json as Record<string, unknown>)[key]),
  ) &&
  typeof (json as CompiledRuleset).index === 'object' &&
  typeof (json as CompiledRuleset).version === 'number'

/** The topics' trees, each read when first asked for. */
const lazyTopics = (stored: CompiledRuleset['topics']): TopicTrees => {
  const trees = new Map(stored.map(({ id, tree }) => [id, lazily(tree)]))
  return { get: (id) => trees.get(id)?.() }
}

/** Opens what was compiled. The reason is for the log; the cure is to compile again. */
export const loadRuleset = (json: unknown): Result<Ruleset, { readonly reason: string }> => {
  if (!isStored(json)) return err({ reason: 'not a compiled ruleset' })
  if (json.format !== RULESET_FORMAT) return err({ reason: `format ${json.format}, this code reads ${RULESET_FORMAT}` })
  return ok({
    version: json.version,
    broken: json.broken,
    size: json.rules.length,
    rules: json.rules.map(({ rule, tree, negates }) => ({ rule, negates, tree: lazily(tree) })),
    topics: lazyTopics(json.topics),
    mentions: json.mentions,
    percolator: openIndex(json.index),
    wakeful: json.wakeful,
  })
}

const isVisible = (rule: Rule, source: MatchOptions['source']): boolean =>
  (source.owner === 'operator' || source.owner === rule.owner) &&
  (rule.sources.length === 0 || rule.sources.includes(source.id))

export const isExpired = (rule: Rule, now: string): boolean =>
  rule.expires !== undefined && Date.parse(rule.expires) < Date.parse(now)

const isAsked = ({ rule, negates }: LoadedRule, options: MatchOptions): boolean =>
  !rule.paused &&
  !isExpired(rule, options.now) &&
  isVisible(rule, options.source) &&
  !(options.headlineOnly === true && negates)

/** Numbers of the rules to ask, in the order in which they were compiled. */
const candidates = (ruleset: Ruleset, targets: ReadonlySet<number>): number[] => {
  const numbers = new Set(ruleset.wakeful)
  for (const target of targets) {
    if (target < ruleset.size) numbers.add(target)
    else for (const number of ruleset.mentions[target - ruleset.size]?.rules ?? []) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b)
}

const askRule = ({ rule, tree }: LoadedRule, ask: Asker): RuleMatch[] => {
  const query = tree()
  const spans = query === undefined ? undefined : ask(query, rule.scope)
  return spans === undefined ? [] : [{ rule, match: { rule: rule.id, name: rule.name, spans } }]
}

/**
 * Every rule that matches an item, in the order of the rules. Paused and expired rules do not; a source that is not the operator's
 * is seen by its owner's rules alone; a rule with sources listens to those.
 */
export const matchItem = (ruleset: Ruleset, subject: Subject, options: MatchOptions): RuleMatch[] => {
  const prepared = prepare(options.headlineOnly === true ? { ...subject, lead: '', text: '' } : subject)
  const ask = askerOf(prepared, ruleset.topics)
  return candidates(ruleset, woken(ruleset.percolator, prepared))
    .flatMap((number) => ruleset.rules[number] ?? [])
    .filter((loaded) => isAsked(loaded, options))
    .flatMap((loaded) => askRule(loaded, ask))
}
