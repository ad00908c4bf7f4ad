// The rules as a poll matches with them. What was compiled is asked as it lies, and a rule is read when it is first woken, so an
// isolate pays for the rules it meets. Whether a rule matches is held.ts's to say, and where it does is the naive evaluator's.

import type { Match, Owner, Rule, Span, Subject } from '../model.ts'
import { err, ok, type Result } from '../result.ts'
import { type BrokenRule, type Header, RULESET_FORMAT } from './compile.ts'
import { contextOf, spansIn } from './evaluate.ts'
import { holds, type Item } from './holds.ts'
import { eachWoken, openIndex, type Percolator } from './percolator.ts'
import { type Roll, rollOf } from './roll.ts'
import { type Shelf, shelfOf } from './shelf.ts'
import type { LoadedRule } from './stored-rule.ts'
import { type Prepared, prepare, REACH } from './subject.ts'

/** Opaque to its users: held once per isolate, by version. */
export type Ruleset = {
  readonly version: string
  readonly broken: readonly BrokenRule[]
  readonly size: number
  readonly shelf: Shelf
  readonly percolator: Percolator
  readonly wakeful: readonly number[]
  /** Whom the item at hand has woken. */
  readonly roll: Roll
}

export type MatchOptions = {
  readonly source: { readonly id: string; readonly owner: Owner }
  /** ISO 8601 instant. */
  readonly now: string
  /** Only queries without any NOT, asked of the title alone: what may be told before the lead is there. */
  readonly headlineOnly?: boolean
}

/** `match` is worked out when first looked at. */
export type RuleMatch = { readonly rule: Rule; readonly match: Match }

/** The first line is an object left open before its other members. */
const headerOf = (line: string): Partial<Header> | undefined => {
  try {
    return JSON.parse(`${line.replace(/,$/, '')}}`) as Partial<Header>
  } catch {
    return undefined
  }
}

const isWhole = (header: Partial<Header>): header is Header =>
  typeof header.version === 'string' && typeof header.length === 'number' && typeof header.at === 'object'

/**
 * Opens what was compiled, without reading it: only its first line, which says where everything stands. The reason is for the log;
 * the cure is to compile again.
 */
export const loadRuleset = (text: string): Result<Ruleset, { readonly reason: string }> => {
  const body = text.indexOf('\n') + 1
  const header = headerOf(text.slice(0, Math.max(0, body - 1)))
  if (header === undefined) return err({ reason: 'not a compiled ruleset' })
  if (header.format !== RULESET_FORMAT) {
    return err({ reason: `format ${String(header.format)}, this code reads ${RULESET_FORMAT}` })
  }
  if (!isWhole(header)) return err({ reason: 'not a compiled ruleset' })
  if (text.length - body !== header.length) return err({ reason: 'cut short' })
  const laid = { text, body }
  return ok({
    version: header.version,
    broken: header.broken,
    size: header.at.rules.slots,
    shelf: shelfOf(laid, header.at, header.topicIds),
    percolator: openIndex(laid, header.index),
    wakeful: header.wakeful,
    roll: rollOf(header.at.rules.slots),
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

/** What has its default is left out: most rules tell at once, call nobody, and want to hear of changes in both ways. */
export const matchOf = ({ id, name, delivery, revisions, mentions, silent }: Rule, spans: readonly Span[]): Match => ({
  rule: id,
  name,
  spans,
  ...(delivery === undefined || delivery === 'instant' ? {} : { delivery }),
  ...(revisions === undefined || revisions === 'both' ? {} : { revisions }),
  ...(mentions.roles.length + mentions.users.length === 0 ? {} : { mentions }),
  ...(silent ? { silent } : {}),
})

/** A match whose spans are found when first looked at: a rule that has been told of already is not. */
class WokenMatch implements RuleMatch {
  readonly rule: Rule
  readonly #spans: () => readonly Span[]
  #match: Match | undefined

  constructor(rule: Rule, spans: () => readonly Span[]) {
    this.rule = rule
    this.#spans = spans
  }

  get match(): Match {
    this.#match ??= matchOf(this.rule, this.#spans())
    return this.#match
  }
}

/** Numbers of the rules to ask, each once, in the order in which they were compiled. */
const wokenBy = ({ shelf, size, percolator, wakeful, roll }: Ruleset, prepared: Prepared): Int32Array => {
  roll.clear()
  for (const number of wakeful) roll.add(number)
  eachWoken(percolator, prepared, (target) => {
    if (target < size) roll.add(target)
    else for (const number of shelf.mention(target - size)) roll.add(number)
  })
  return roll.sorted()
}

const read = (ruleset: Ruleset, numbers: Int32Array, options: MatchOptions): LoadedRule[] => {
  const rules: LoadedRule[] = []
  for (const number of numbers) {
    const loaded = ruleset.shelf.rule(number)
    if (loaded !== undefined && isAsked(loaded, options)) rules.push(loaded)
  }
  return rules
}

/** The rules of these ids, in their order. It reads every rule there is: for what happens rarely. */
export const rulesNamed = ({ shelf, size }: Ruleset, ids: ReadonlySet<string>): Rule[] =>
  Array.from({ length: size }, (_, number) => shelf.rule(number)?.rule).flatMap((rule) =>
    rule !== undefined && ids.has(rule.id) ? [rule] : [],
  )

/**
 * Every rule that matches an item, in the order of the rules. Paused and expired rules do not; a source that is not the operator's
 * is seen by its owner's rules alone; a rule with sources listens to those.
 */
export const matchItem = (ruleset: Ruleset, subject: Subject, options: MatchOptions): RuleMatch[] => {
  const { shelf, percolator } = ruleset
  shelf.tidy()
  const prepared = prepare(options.headlineOnly === true ? { ...subject, lead: '', text: '' } : subject)
  const rules = read(ruleset, wokenBy(ruleset, prepared), options)
  const context = contextOf(prepared, shelf.topics)
  const item: Item = {
    contexts: Array.from({ length: REACH.text + 1 }, (_, reach) => ({ ...context, reach })),
    marks: percolator.marks,
    marked: percolator.reach,
    turn: percolator.turn,
    topic: shelf.plan,
  }
  const matches: RuleMatch[] = []
  for (const { rule, plan } of rules) {
    if (!holds(plan, REACH[rule.scope], item)) continue
    matches.push(new WokenMatch(rule, () => spansIn(plan.node, rule.scope, context) ?? []))
  }
  return matches
}
