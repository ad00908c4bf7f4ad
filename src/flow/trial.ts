// Trying a query on items the Desk has seen lately: how many it matches, which, and what one missing term kept out.

import { evaluate } from '../core/match/evaluate.ts'
import { nearMisses } from '../core/match/near-misses.ts'
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
  readonly hits: number
  readonly items: readonly TrialItem[]
  readonly near: readonly NearMiss[]
}

/** Near misses shown: enough to see what a rule lacks. */
const NEAR_SHOWN = 10

export const tryQuery = (query: Query, scope: Scope, samples: readonly Sample[]): Trial => {
  const items: TrialItem[] = []
  const near: NearMiss[] = []
  for (const { item, source } of samples) {
    const subject = subjectOf(item, { id: source })
    const spans = evaluate(query, subject, scope)
    const named = { id: item.id, title: item.title }
    if (spans !== undefined) {
      items.push({ ...named, spans, ...(item.url === undefined ? {} : { url: item.url }) })
    } else if (near.length < NEAR_SHOWN) {
      const missing = nearMisses(query, subject, scope)
      if (missing.length > 0) near.push({ ...named, missing })
    }
  }
  return { of: samples.length, hits: items.length, items, near }
}
