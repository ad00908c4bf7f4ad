// Search over a Wire's archive: the full-text index narrows, the evaluator decides, newest first seen first.
import { ARCHIVE } from '../../core/limits.ts'
import { evaluate } from '../../core/match/evaluate.ts'
import { narrow } from '../../core/match/narrow.ts'
import type { Source, Span } from '../../core/model.ts'
import type { Query } from '../../core/query/ast.ts'
import { parseQuery } from '../../core/query/parse.ts'
import type { StoredItem } from '../../flow/ports.ts'
import { subjectOf } from '../../flow/record.ts'
import { dayOf, type Tally } from '../../flow/trend.ts'
import type { ArchiveTables, ItemPage } from './archive-store.ts'

export type SearchAsk = ItemPage & { readonly q?: string }
export type SearchHit = { readonly stored: StoredItem; readonly spans?: readonly Span[] }
/** `cut`: so much was looked at that the rest is for another call, from before this sequence. */
export type SearchAnswer = { readonly found: readonly SearchHit[]; readonly cut?: number }

const hitOf = (query: Query | undefined, source: Source, stored: StoredItem): SearchHit[] => {
  if (query === undefined) return [{ stored }]
  const spans = evaluate(query, subjectOf(stored.item, source), 'text')
  return spans === undefined ? [] : [{ stored, spans }]
}

/** What is found, one after the other; in the end, where it was cut. */
const hits = function* (
  archive: ArchiveTables,
  source: Source,
  ask: SearchAsk,
): Generator<SearchHit, number | undefined> {
  const parsed = ask.q === undefined ? undefined : parseQuery(ask.q)
  if (parsed?.ok === false) return undefined
  const query = parsed?.value
  const needed = query === undefined ? undefined : narrow(query)
  let page: ItemPage = ask
  for (let looked = 0; looked < ARCHIVE.SEARCHED; looked += ARCHIVE.SEARCH_STEP) {
    const step = archive.page(page, ARCHIVE.SEARCH_STEP, needed)
    for (const stored of step) yield* hitOf(query, source, stored)
    const last = step.at(-1)
    if (last === undefined || step.length < ARCHIVE.SEARCH_STEP) return undefined
    page = { ...page, before: last.sequence }
  }
  return page.before
}

export const search = (archive: ArchiveTables, source: Source, ask: SearchAsk, limit: number): SearchAnswer => {
  const found: SearchHit[] = []
  const walk = hits(archive, source, ask)
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return step.value === undefined ? { found } : { found, cut: step.value }
    found.push(step.value)
    if (found.length === limit) return { found }
  }
}

/** How many items of each day are found. */
export const tally = (archive: ArchiveTables, source: Source, ask: SearchAsk): Tally => {
  const days: Record<string, number> = {}
  const since = archive.oldest()
  const known = since === undefined ? {} : { since }
  const walk = hits(archive, source, ask)
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return step.value === undefined ? { days, ...known } : { days, ...known, cut: true }
    const day = dayOf(step.value.stored)
    days[day] = (days[day] ?? 0) + 1
  }
}
