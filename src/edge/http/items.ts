// GET /api/v1/items: the archive of the operator's sources, newest first seen first; `q` is the rule language.
import { Hono } from 'hono'
import { toJsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Found, foundIn, searchWire, type WireAnswer } from '../archive.ts'
import { deskOf } from '../env.ts'
import { readQuery } from './body.ts'
import { type ApiError, apiError, NO_CURSOR, refuse } from './errors.ts'
import { itemsQuery } from './schemas.ts'
import type { App } from './types.ts'

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

/** Where each source goes on: after the last one shown; past what was looked at in vain, once all that was found there is shown. */
const cursorAfter = (from: Cursor, answers: readonly WireAnswer[], page: readonly Found[]): Cursor => {
  const ends: Record<string, number> = { ...from }
  for (const { source, found, cut } of answers) {
    const shown = page.filter((one) => one.source.id === source.id)
    const end = cut !== undefined && shown.length === found.length ? cut : shown.at(-1)?.stored.sequence
    if (end !== undefined) ends[source.id] = end
  }
  return ends
}

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
  const answers = await Promise.all(
    sources.map((source) => {
      const before = from[source.id]
      const asked = { ...window, ...(q === undefined ? {} : { q }), ...(before === undefined ? {} : { before }) }
      return searchWire(context.env, source, asked, limit + 1)
    }),
  )
  const all = foundIn(answers)
  const page = all.slice(0, limit)
  const more = all.length > limit || answers.some(({ cut }) => cut !== undefined)
  const next = more ? { next: btoa(JSON.stringify(cursorAfter(from, answers, page))) } : {}
  return context.json({ items: page.map(shown), ...next })
})
