// /api/v1/sources: places stories come from, polled on their turn, by hand, or pushed to.
import { type Context, Hono } from 'hono'
import type { Source } from '../../core/model.ts'
import { KNOWN_SOURCES } from '../../core/sources.ts'
import type { TickReport } from '../../flow/tick.ts'
import { deskOf, wireOf } from '../env.ts'
import { fingerprint } from '../fingerprint.ts'
import { newSource, type SourceRefusal } from '../new-source.ts'
import { settingsOf } from '../settings.ts'
import type { SourceEntry } from '../store/desk-store.ts'
import { newPushToken } from './auth.ts'
import { readJson, readQuery } from './body.ts'
import { type ApiError, apiError, NOT_FOUND, overQuota, refuse } from './errors.ts'
import { pageById } from './list.ts'
import { listQuery, sourceBody } from './schemas.ts'
import type { App } from './types.ts'

const OPERATOR = 'operator'

const shown = ({ source, health }: SourceEntry) => ({
  ...source,
  state: health?.state ?? 'ok',
  since: health?.since ?? source.created,
  ...(health?.evidence === undefined ? {} : { evidence: health.evidence }),
})

const refusalOf = ({ code, message, at }: SourceRefusal): ApiError =>
  apiError(code === 'body' ? 400 : 403, code, message, at)

const operatorSource = async (context: Context<App>): Promise<Source | undefined> => {
  const entries = await deskOf(context.env).listSources(OPERATOR)
  return entries.find(({ source }) => source.id === context.req.param('id'))?.source
}

const pollAnswer = (report: TickReport | undefined) => {
  const poll = report?.poll
  if (poll === undefined)
    return { outcome: 'failed', new: 0, matched: 0, error: { code: 'superseded', message: 'Another run took over.' } }
  const matched = report?.matched ?? 0
  switch (poll.outcome) {
    case 'read':
      return { outcome: 'read', new: poll.fresh, matched }
    case 'failed':
      return { outcome: 'failed', new: 0, matched, error: poll.error }
    default:
      return { outcome: poll.outcome, new: 0, matched }
  }
}

export const sources = new Hono<App>()
  .get('/', async (context) => {
    const query = readQuery(context, listQuery)
    if (!query.ok) return refuse(context, query.error)
    const entries = (await deskOf(context.env).listSources(OPERATOR)).map(shown)
    return context.json(pageById(entries, query.value.limit, query.value.cursor))
  })
  .post('/', async (context) => {
    const body = await readJson(context, sourceBody)
    if (!body.ok) return refuse(context, body.error)
    const draft = newSource(body.value, settingsOf(context.env), Date.now())
    if (!draft.ok) return refuse(context, refusalOf(draft.error))
    const added = await deskOf(context.env).addSource(OPERATOR, draft.value)
    if (!added.ok) return refuse(context, overQuota(added.error))
    return context.json(shown(added.value.entry), added.value.created ? 201 : 200)
  })
  .get('/known', async (context) => {
    const answered = new Set(await deskOf(context.env).answeredSources(OPERATOR))
    return context.json({ items: KNOWN_SOURCES.map((known) => ({ ...known, verified: answered.has(known.url) })) })
  })
  .delete('/:id', async (context) => {
    const removal = await deskOf(context.env).removeSource(OPERATOR, context.req.param('id'))
    if (removal === 'in-use')
      return refuse(context, apiError(409, 'in-use', 'A rule names this source: remove the rule first.'))
    return context.body(null, 204)
  })
  .post('/:id/poll', async (context) => {
    const source = await operatorSource(context)
    if (source === undefined) return refuse(context, NOT_FOUND)
    return context.json(pollAnswer(await wireOf(context.env, source.id).poll(source)))
  })
  .post('/:id/token', async (context) => {
    const source = await operatorSource(context)
    const { adminToken } = settingsOf(context.env)
    if (source === undefined || adminToken === undefined) return refuse(context, NOT_FOUND)
    const token = await newPushToken(adminToken, source.id)
    await deskOf(context.env).setPushToken(source.id, await fingerprint(token))
    return context.json({ token })
  })
