// GET /api/v1/topics: the topics and their queries, in their own order.
import { Hono } from 'hono'
import { TOPICS } from '../../core/topics/topics.ts'
import { readQuery } from './body.ts'
import { NO_CURSOR, refuse } from './errors.ts'
import { listQuery } from './schemas.ts'
import type { App } from './types.ts'

export const topics = new Hono<App>().get('/', (context) => {
  const query = readQuery(context, listQuery)
  if (!query.ok) return refuse(context, query.error)
  const { limit, cursor } = query.value
  const before = TOPICS.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && before < 0) return refuse(context, NO_CURSOR)
  const items = TOPICS.slice(before + 1, before + 1 + limit)
  const next = TOPICS.length > before + 1 + limit ? items.at(-1)?.id : undefined
  return context.json({ items, ...(next === undefined ? {} : { next }) })
})
