// GET /api/v1/items: the archive of the operator's sources, newest first seen first; `q` is the rule language.
import { Hono } from 'hono'
import { toJsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { REQUEST } from '../../core/limits.ts'
import { evaluate } from '../../core/match/evaluate.ts'
import type { Source, Span } from '../../core/model.ts'
import type { Query } from '../../core/query/ast.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { StoredItem } from '../../flow/ports.ts'
import { subjectOf } from '../../flow/record.ts'
import { deskOf, type Env, wireOf } from '../env.ts'
import { readQuery } from './body.ts'
import { type ApiError, apiError, NO_CURSOR, refuse } from './errors.ts'
import { itemsQuery } from './schemas.ts'
import type { App } from './types.ts'

type Found = { readonly source: Source; readonly stored: StoredItem; readonly spans?: readonly Span[] }
type Window = { readonly since?: number; readonly until?: number }
/** Where each source's page ended: its lowest sequence shown. */
type Cursor = Readonly<Record<string, number>>

const isCursor = (value: unknown): value is Cursor =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((sequence) => Number.isSafeInteger(sequence))

const readCursor = (text: string | undefined): Result<Cursor, ApiError> => {
  try {
    const cursor: unknown = text === undefined ? {} : JSON.parse(atob(text))
    return isCursor(cursor) ? ok(cursor) : err(NO_CURSOR)
  } catch {
    return err(NO_CURSOR)
  }
}

const shown = ({ source, stored, spans }: Found) => ({
  ...toJsonFeedItem(stored.item),
  source: source.id,
  first_seen: new Date(stored.firstSeen).toISOString(),
  ...(spans === undefined ? {} : { spans }),
})

const keep = (query: Query | undefined, source: Source, stored: StoredItem): Found[] => {
  if (query === undefined) return [{ source, stored }]
  const spans = evaluate(query, subjectOf(stored.item, source), 'text')
  return spans === undefined ? [] : [{ source, stored, spans }]
}

const search = async (
  env: Env,
  source: Source,
  query: Query | undefined,
  window: Window,
  from: number | undefined,
  limit: number,
): Promise<Found[]> => {
  const found: Found[] = []
  let before = from
  for (let scanned = 0; scanned < REQUEST.SEARCH_ITEMS && found.length < limit; ) {
    const page = await wireOf(env, source.id).items(
      { ...window, ...(before === undefined ? {} : { before }) },
      REQUEST.LIST_MAX,
    )
    found.push(...page.flatMap((stored) => keep(query, source, stored)))
    scanned += page.length
    before = page.at(-1)?.sequence
    if (page.length < REQUEST.LIST_MAX) break
  }
  return found
}

const newestFirst = (a: Found, b: Found): number =>
  b.stored.firstSeen - a.stored.firstSeen ||
  a.source.id.localeCompare(b.source.id) ||
  b.stored.sequence - a.stored.sequence

export const items = new Hono<App>().get('/', async (context) => {
  const asked = readQuery(context, itemsQuery)
  if (!asked.ok) return refuse(context, asked.error)
  const { q, source: only, since, until, limit, cursor } = asked.value
  const query = q === undefined ? undefined : parseQuery(q)
  if (query?.ok === false) {
    return refuse(
      context,
      apiError(400, 'query', query.error.message, { start: query.error.start, end: query.error.end }),
    )
  }
  const start = readCursor(cursor)
  if (!start.ok) return refuse(context, start.error)
  const from = start.value
  const entries = await deskOf(context.env).listSources('operator')
  const sources = entries.map(({ source }) => source).filter(({ id }) => only === undefined || id === only)
  const window: Window = {
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  }
  const found = await Promise.all(
    sources.map((source) => search(context.env, source, query?.value, window, from[source.id], limit + 1)),
  )
  const all = found.flat().toSorted(newestFirst)
  const page = all.slice(0, limit)
  const ends: Record<string, number> = { ...from }
  for (const { source, stored } of page) ends[source.id] = stored.sequence
  return context.json({ items: page.map(shown), ...(all.length > limit ? { next: btoa(JSON.stringify(ends)) } : {}) })
})
