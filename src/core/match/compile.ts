// From rules to the compiled ruleset: every query read and filed once, by whoever writes rules, as one text that KV stores and every
// poll matches with. One JSON object, laid out in lines: the first one says where everything stands.

import type { Owner, QueryError, Rule } from '../model.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import { parseQuery } from '../query/parse.ts'
import { hasNegation, topicsIn } from '../query/walk.ts'
import type { Topic } from '../topics/topics.ts'
import { readTrees } from '../topics/trees.ts'
import { clausesOf, evidenceOf, type Key } from './evidence.ts'
import type { Wanted } from './frequency.ts'
import { asciiJson, layOut, type Section } from './layout.ts'
import { type Filed, layOutIndex, SEPARATOR, type StoredIndex } from './percolator.ts'
import type { Sections } from './shelf.ts'
import { isReadable, toStored } from './stored-rule.ts'
import { REACH } from './subject.ts'

/** Raised when what is stored changes its meaning; an older one is compiled anew from the rules. */
export const RULESET_FORMAT = 3

export type BrokenRule = { readonly id: string; readonly owner: Owner; readonly error: QueryError }

/** A topic as one scope asks it: woken by its own words, it wakes the rules that mention it. */
export type Mention = { readonly topic: string; readonly reach: number; readonly rules: readonly number[] }

/** The first line of a compiled ruleset. Places count from the start of the second. */
export type Header = {
  readonly format: number
  readonly version: string
  /** Characters after the first line: a copy cut short is not used. */
  readonly length: number
  readonly index: StoredIndex
  /** Targets of the index are a rule's number, or the number of rules + a mention's number. */
  readonly at: Sections
  readonly topicIds: readonly string[]
  /** Rules that nothing wakes and that are therefore always asked. */
  readonly wakeful: readonly number[]
  readonly broken: readonly BrokenRule[]
}

type Kept = { readonly rule: Rule; readonly tree: Query }
type Filing = {
  readonly filed: readonly Filed[]
  readonly mentions: readonly Mention[]
  readonly wakeful: readonly number[]
}

const isTopicKey = ({ kind }: Key): boolean => kind === 'topic'

/** How often each word is a rule's: in per cent of all. */
const wantedIn = (kept: readonly Kept[]): Wanted => {
  const counts = new Map<string, number>()
  let all = 0
  for (const { rule, tree } of kept) {
    for (const clause of clausesOf(tree, REACH[rule.scope])) {
      for (const { kind, text } of clause) {
        if (kind !== 'word') continue
        counts.set(text, (counts.get(text) ?? 0) + 1)
        all += 1
      }
    }
  }
  return (word) => (100 * (counts.get(word) ?? 0)) / Math.max(all, 1)
}

/** Files rules under their evidence, and topics, once per reach, under their own. */
const file = (kept: readonly Kept[], topics: TopicTrees): Filing => {
  const filed: Filed[] = []
  const wakeful: number[] = []
  const mentions = new Map<string, { topic: string; reach: number; rules: number[] }>()
  const wanted = wantedIn(kept)
  for (const [number, { rule, tree }] of kept.entries()) {
    const evidence = evidenceOf(tree, REACH[rule.scope], wanted)
    if (evidence === undefined) wakeful.push(number)
    else
      filed.push({ target: number, evidence: { ...evidence, keys: evidence.keys.filter((key) => !isTopicKey(key)) } })
    for (const { text: topic, reach } of evidence?.keys.filter(isTopicKey) ?? []) {
      const mention = mentions.get(`${topic} ${reach}`) ?? { topic, reach, rules: [] }
      mention.rules.push(number)
      mentions.set(`${topic} ${reach}`, mention)
    }
  }
  const list = [...mentions.values()]
  for (const [number, { topic, reach }] of list.entries()) {
    const tree = topics.get(topic)
    const keys = tree === undefined ? [] : (evidenceOf(tree, reach)?.keys ?? [])
    filed.push({ target: kept.length + number, evidence: { keys, also: [] } })
  }
  return { filed, mentions: list, wakeful }
}

const UNREADABLE: QueryError = {
  code: 'unreadable',
  message: 'This rule was stored in a form that this version cannot read: make it again.',
  start: 0,
  end: 0,
}

type Read = { readonly tree: Query } | { readonly fault: QueryError }

const readRule = (rule: Rule, topics?: readonly string[]): Read => {
  if (!isReadable(rule)) return { fault: UNREADABLE }
  const parsed = parseQuery(rule.query, topics === undefined ? {} : { topics })
  return parsed.ok ? { tree: parsed.value } : { fault: parsed.error }
}

/** Why a stored rule is in no ruleset, as this version reads it; undefined when it is in order. */
export const faultOf = (rule: Rule): QueryError | undefined => {
  const read = readRule(rule)
  return 'fault' in read ? read.fault : undefined
}

/** A rule that cannot be read is left out and listed; it never stops the others. */
const sift = (rules: readonly Rule[], topics: readonly string[]): { kept: Kept[]; broken: BrokenRule[] } => {
  const broken: BrokenRule[] = []
  const kept: Kept[] = []
  for (const rule of rules) {
    const read = readRule(rule, topics)
    if ('tree' in read) kept.push({ rule, tree: read.tree })
    else broken.push({ id: rule.id, owner: rule.owner, error: read.fault })
  }
  return { kept, broken }
}

/** Compiles rules. @param version names this compilation, of these rules, for good */
export const compileRuleset = (rules: readonly Rule[], topics: readonly Topic[], version: string): string => {
  const trees = readTrees(topics)
  const { kept, broken } = sift(
    rules,
    topics.map(({ id }) => id),
  )
  const { filed, mentions, wakeful } = file(kept, trees)
  const mentioned = [...new Set(kept.flatMap(({ tree }) => topicsIn(tree)))]
  const { texts, index } = layOutIndex(filed, 0)
  const parts: string[] = [...texts]
  let at = parts.reduce((sum, text) => sum + text.length + SEPARATOR.length, 0)
  const add = (name: string, lines: readonly string[]): Section => {
    const { text, section } = layOut(
      name,
      lines.map((line) => [line]),
      at,
    )
    parts.push(text)
    at += text.length + SEPARATOR.length
    return section
  }
  const sections: Sections = {
    mentions: add('mentions', mentions.map(asciiJson)),
    topics: add(
      'topics',
      mentioned.map((id) => asciiJson(trees.get(id) ?? null)),
    ),
    rules: add(
      'rules',
      kept.map(({ rule, tree }) => asciiJson(toStored(rule, tree, hasNegation(tree, trees)))),
    ),
  }
  const body = `${parts.join(SEPARATOR)}\n}`
  const header: Header = {
    format: RULESET_FORMAT,
    version,
    length: body.length,
    index,
    at: sections,
    topicIds: mentioned,
    wakeful,
    broken,
  }
  return `${asciiJson(header).slice(0, -1)},\n${body}`
}
