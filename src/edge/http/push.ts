// POST /api/v1/sources/:id/items: stories brought to a source instead of fetched, through the same reader and the same pipeline.
import { type Context, Hono } from 'hono'
import { fromJsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { readDocument } from '../../core/feed/read.ts'
import { READ, REQUEST } from '../../core/limits.ts'
import { checkAddress, isSameSite } from '../../core/links.ts'
import type { Item, Source } from '../../core/model.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { decode } from '../decode.ts'
import { deskOf, wireOf } from '../env.ts'
import { fingerprint } from '../fingerprint.ts'
import { settingsOf } from '../settings.ts'
import { bearerOf, isOurPushToken, operatorRefusal } from './auth.ts'
import { readBody } from './body.ts'
import { type ApiError, apiError, NOT_FOUND, refuse } from './errors.ts'
import type { App } from './types.ts'

/** Whether its items were kept nobody can tell; those that were are known the second time. */
const TAKEN_OVER = apiError(503, 'superseded', 'Another run of this source took over. Push the same again.')

type Refused = { readonly index: number; readonly code: string }
/** What a body holds: undefined is no item; `beyond` counts those after the most that one document may have. */
type Pushed = { readonly items: readonly (Item | undefined)[]; readonly beyond: number }
type Sorted = { readonly items: readonly Item[]; readonly refused: readonly Refused[] }

/** The source, for the operator or for whoever holds its newest push token. */
const pushedSource = async (context: Context<App>): Promise<Result<Source, ApiError>> => {
  const id = context.req.param('id') ?? ''
  const refusal = await operatorRefusal(context)
  const { adminToken } = settingsOf(context.env)
  const token = bearerOf(context)
  if (refusal === undefined) {
    const known = await deskOf(context.env).pushSource(id)
    return known === undefined || known.source.owner !== 'operator' ? err(NOT_FOUND) : ok(known.source)
  }
  if (adminToken === undefined || token === undefined || !(await isOurPushToken(adminToken, id, token)))
    return err(refusal)
  const known = await deskOf(context.env).pushSource(id)
  return known !== undefined && known.digest === (await fingerprint(token)) ? ok(known.source) : err(refusal)
}

/** One item, an array of them, or a feed, as JSON; any other document goes through the reader. */
const itemsOf = (context: Context<App>, source: Source, body: Uint8Array): Result<Pushed, ApiError> => {
  const contentType = context.req.header('content-type') ?? ''
  if (/json/i.test(contentType)) return jsonItems(body)
  const url = context.req.query('url') ?? source.url
  const read = readDocument({ body, url, contentType, kind: source.kind }, decode)
  return read.ok ? ok({ items: read.value.items, beyond: 0 }) : err(apiError(400, read.error.code, read.error.message))
}

const jsonItems = (body: Uint8Array): Result<Pushed, ApiError> => {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body))
    const list = Array.isArray(json) ? json : ((json as { items?: unknown } | null)?.items ?? [json])
    if (!Array.isArray(list)) return err(apiError(400, 'body', 'A feed has a list of items.', '/items'))
    const items = list.slice(0, READ.ITEMS).map((item: unknown) => fromJsonFeedItem(item))
    return ok({ items, beyond: list.length - items.length })
  } catch {
    return err(apiError(400, 'body', 'The body is not JSON.', ''))
  }
}

/** A pushed item must point to a host of its source: a token for one wire cannot speak for another. */
const sort = (source: Source, { items, beyond }: Pushed, allowPrivate: boolean): Sorted => {
  const { hostname } = new URL(source.url)
  const refusalOf = (item: Item | undefined): string | undefined => {
    if (item === undefined) return 'not-an-item'
    if (item.url === undefined) return 'no-url'
    if (!checkAddress(item.url, { for: 'source', allowPrivate }).ok) return 'address'
    return isSameSite(new URL(item.url).hostname, hostname) ? undefined : 'foreign-host'
  }
  const judged = items.map((item, index) => ({ item, index, code: refusalOf(item) }))
  return {
    items: judged.flatMap(({ item, code }) => (code === undefined && item !== undefined ? [item] : [])),
    refused: [
      ...judged.flatMap(({ index, code }) => (code === undefined ? [] : [{ index, code }])),
      ...Array.from({ length: beyond }, (_, extra) => ({ index: items.length + extra, code: 'too-many' })),
    ],
  }
}

export const push = new Hono<App>().post('/:id/items', async (context) => {
  const source = await pushedSource(context)
  if (!source.ok) return refuse(context, source.error)
  const body = await readBody(context, REQUEST.PUSH_BODY_BYTES)
  if (!body.ok) return refuse(context, body.error)
  const pushed = itemsOf(context, source.value, body.value)
  if (!pushed.ok) return refuse(context, pushed.error)
  const sorted = sort(source.value, pushed.value, settingsOf(context.env).allowPrivateNetwork)
  const report = await wireOf(context.env, source.value.id).push(source.value, sorted.items)
  if (report === undefined) return refuse(context, TAKEN_OVER)
  return context.json({ new: report.fresh, known: report.known, refused: sorted.refused })
})
