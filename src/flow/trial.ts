// Trying a query on items the Desk has seen lately: how many it matches, which, and what one missing term kept out.

import { UNITS } from '../core/limits.ts'
import { askerOf } from '../core/match/evaluate.ts'
import { nearMisses } from '../core/match/near-misses.ts'
import { type Prepared, prepare } from '../core/match/subject.ts'
import type { Scope, Span } from '../core/model.ts'
import type { Query } from '../core/query/ast.ts'
import type { Sample } from './ports.ts'
import { subjectOf } from './record.ts'

export type TrialItem = {
  readonly id: string
  readonly url?: string
  readonly title: string
  readonly spans: readonly Span[]
}

export type NearMiss = { readonly id: string; readonly title: string; readonly missing: readonly string[] }

export type Trial = {
  readonly of: number
  /** Days between the oldest and the newest item tried, at least 1; 0 when there was none. */
  readonly days: number
  readonly hits: number
  readonly items: readonly TrialItem[]
  readonly near: readonly NearMiss[]
}

/** Near misses shown: enough to see what a rule lacks. */
const NEAR_SHOWN = 10

/** What a query looks for: without what it rules out, and without facts, which say nothing of a story. */
const wordsOf = (query: Query): readonly Query[] => {
  if (query.type === 'not' || query.type === 'fact') return []
  if (query.type === 'and' || query.type === 'or') return query.of.flatMap(wordsOf)
  return query.type === 'field' ? wordsOf(query.of).map((of) => ({ ...query, of })) : [query]
}

/** The same items are tried again and again while somebody works on a rule: their words are found once. */
const ready = new WeakMap<Sample, Prepared>()

const readied = (sample: Sample): Prepared => {
  const known = ready.get(sample)
  if (known !== undefined) return known
  const fresh = prepare(subjectOf(sample.item, { id: sample.source }))
  ready.set(sample, fresh)
  return fresh
}

/** @param nearShown how many near misses are wanted; looking for them costs as much as the trial itself */
export const tryQuery = (
  query: Query,
  scope: Scope,
  samples: readonly Sample[],
  nearShown: number = NEAR_SHOWN,
): Trial => {
  const items: TrialItem[] = []
  const near: NearMiss[] = []
  const words = wordsOf(query)
  for (const sample of samples) {
    const { item } = sample
    const prepared = readied(sample)
    const ask = askerOf(prepared)
    const spans = ask(query, scope)
    const named = { id: item.id, title: item.title }
    if (spans !== undefined) {
      items.push({ ...named, spans, ...(item.url === undefined ? {} : { url: item.url }) })
      // Where nothing at all was found, one term more or less is no near miss: that would be every other item.
    } else if (near.length < nearShown && words.some((word) => ask(word, scope) !== undefined)) {
      const missing = nearMisses(query, prepared, scope)
      if (missing.length > 0) near.push({ ...named, missing })
    }
  }
  return { of: samples.length, days: daysOf(samples), hits: items.length, items, near }
}

const daysOf = (samples: readonly Sample[]): number => {
  const seen = samples.map(({ firstSeen }) => firstSeen)
  return seen.length === 0 ? 0 : Math.max(1, Math.ceil((Math.max(...seen) - Math.min(...seen)) / UNITS.DAY))
}

/** A rule that would match more than a third of what comes in is more likely a slip than a wish. */
const TOO_MUCH = 1 / 3
/** Fewer items than this say nothing about how often a rule will match. */
const FEW = 6

/** What the figures say of a rule: nothing yet, that it matches nothing, hardly anything but it, or some. */
export const verdictOf = ({ of, hits }: Pick<Trial, 'of' | 'hits'>): 'untried' | 'none' | 'much' | 'some' => {
  if (of === 0) return 'untried'
  if (hits === 0) return 'none'
  return of >= FEW && hits > of * TOO_MUCH ? 'much' : 'some'
}

/**
 * What the owner of a rule should know before trusting it: one sentence, or nothing.
 * @param scope for `text` the figures are a floor, because the sample holds titles and leads alone
 */
export const caution = (trial: Trial, scope: Scope): string | undefined => {
  const { of, days, hits } = trial
  const period = days === 1 ? 'a day' : `${days} days`
  switch (verdictOf(trial)) {
    case 'none': {
      const what = scope === 'text' ? 'the title or lead of none' : 'none'
      return `It matches ${what} of the last ${of} items, seen over ${period}.`
    }
    case 'much': {
      const least = scope === 'text' ? 'at least ' : ''
      return `It matches ${least}${hits} of the last ${of} items: more than a third.`
    }
    default:
      return undefined
  }
}
