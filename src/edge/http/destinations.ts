// /api/v1/destinations: places alerts go to. Addresses go in and never come out again.
import { type Context, Hono } from 'hono'
import { ADMISSION } from '../../core/limits.ts'
import type { Destination } from '../../core/model.ts'
import { deskOf, outboxOf } from '../env.ts'
import { openDestination } from '../new-destination.ts'
import { type PlaceRefusal, placeOf } from '../place.ts'
import { present, settingsOf } from '../settings.ts'
import { readJson, readQuery } from './body.ts'
import { type ApiError, apiError, NO_CURSOR, NOT_FOUND, overQuota, refuse } from './errors.ts'
import { pageById, pageOfOutcomes } from './list.ts'
import { deliveriesQuery, destinationBody, listQuery } from './schemas.ts'
import type { App } from './types.ts'

const OPERATOR = 'operator'

const TESTS_SPENT = apiError(
  429,
  'tests',
  `${ADMISSION.TESTS_AN_HOUR} tests an hour are made at most, of all destinations together.`,
)

const refusalOf = ({ code, message, at }: PlaceRefusal): ApiError =>
  apiError(code === 'body' ? 400 : 403, code, message, at)

const operatorDestination = async (context: Context<App>): Promise<Destination | undefined> => {
  const all = await deskOf(context.env).listDestinations(OPERATOR)
  return all.find(({ id }) => id === context.req.param('id'))
}

export const destinations = new Hono<App>()
  .get('/', async (context) => {
    const query = readQuery(context, listQuery)
    if (!query.ok) return refuse(context, query.error)
    const all = await deskOf(context.env).listDestinations(OPERATOR)
    const page = pageById(all, query.value.limit, query.value.cursor)
    const items = await Promise.all(
      page.items.map(async (item) => ({ ...item, ...(await outboxOf(context.env, item.id).status()) })),
    )
    return context.json({ ...page, items })
  })
  .post('/', async (context) => {
    const body = await readJson(context, destinationBody)
    if (!body.ok) return refuse(context, body.error)
    const place = placeOf(body.value, settingsOf(context.env))
    if (!place.ok) return refuse(context, refusalOf(place.error))
    const { kind, name, events, quiet, cap } = body.value
    const tags = body.value.kind === 'discord-channel' ? body.value.tags : undefined
    const traits = { kind, name, events, quiet, cap, tags }
    const opened = await openDestination(context.env, OPERATOR, place.value, traits, Date.now())
    if (!opened.ok) return refuse(context, overQuota(opened.error))
    const { destination, created, secret } = opened.value
    return context.json(present({ ...destination, secret }), created ? 201 : 200)
  })
  .delete('/:id', async (context) => {
    const id = context.req.param('id')
    const removal = await deskOf(context.env).removeDestination(OPERATOR, id)
    if (removal === 'in-use') {
      return refuse(context, apiError(409, 'in-use', 'A rule delivers there: remove or change the rule first.'))
    }
    if (removal === 'removed') await outboxOf(context.env, id).remove()
    return context.body(null, 204)
  })
  .post('/:id/test', async (context) => {
    const destination = await operatorDestination(context)
    if (destination === undefined) return refuse(context, NOT_FOUND)
    if (!(await deskOf(context.env).admitTest(OPERATOR))) return refuse(context, TESTS_SPENT)
    return context.json({ answer: await outboxOf(context.env, destination.id).sendTest() })
  })
  .post('/:id/rotate', async (context) => {
    const destination = await operatorDestination(context)
    if (destination === undefined) return refuse(context, NOT_FOUND)
    const secret = await outboxOf(context.env, destination.id).rotate()
    if (secret === undefined)
      return refuse(context, apiError(400, 'kind', 'Only a signed webhook has a secret to rotate.'))
    return context.json({ id: destination.id, secret })
  })
  .post('/:id/enable', async (context) => {
    const destination = await operatorDestination(context)
    if (destination === undefined) return refuse(context, NOT_FOUND)
    return context.json({ id: destination.id, replayed: await outboxOf(context.env, destination.id).enable() })
  })
  .get('/:id/deliveries', async (context) => {
    const destination = await operatorDestination(context)
    if (destination === undefined) return refuse(context, NOT_FOUND)
    const query = readQuery(context, deliveriesQuery)
    if (!query.ok) return refuse(context, query.error)
    const { state, limit, cursor } = query.value
    const before = Number(cursor ?? Number.MAX_SAFE_INTEGER)
    const rows = await outboxOf(context.env, destination.id).deliveries(state, before, limit + 1)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return context.json({
      items: shown.map(({ delivery }) => delivery),
      ...(rows.length > limit && last !== undefined ? { next: String(last.row) } : {}),
    })
  })
  .get('/:id/outcomes', async (context) => {
    const destination = await operatorDestination(context)
    if (destination === undefined) return refuse(context, NOT_FOUND)
    const query = readQuery(context, listQuery)
    if (!query.ok) return refuse(context, query.error)
    const { limit, cursor } = query.value
    const page = pageOfOutcomes(await outboxOf(context.env, destination.id).outcomes(), limit, cursor)
    return page === undefined ? refuse(context, NO_CURSOR) : context.json(page)
  })

/** A replay names a delivery alone; its Outbox is found among the operator's. */
export const deliveries = new Hono<App>().post('/:id/replay', async (context) => {
  const parcel = context.req.param('id')
  for (const { id } of await deskOf(context.env).listDestinations(OPERATOR)) {
    const replay = await outboxOf(context.env, id).replay(parcel)
    if (replay !== undefined) return context.json({ id: replay, replay_of: parcel }, 202)
  }
  return refuse(context, NOT_FOUND)
})
