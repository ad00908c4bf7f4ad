// /api/v1/rules: what to watch for and where to tell it. Saving a rule shows what it would have caught.
import { type Context, Hono } from 'hono'
import { faultOf } from '../../core/match/compile.ts'
import type { QueryError, Rule, Scope } from '../../core/model.ts'
import type { RuleRefusal } from '../../flow/rules.ts'
import { caution, type Trial } from '../../flow/trial.ts'
import { deskOf } from '../env.ts'
import { explainedFor } from '../explained.ts'
import { present } from '../settings.ts'
import type { SavedRule } from '../store/rule-desk.ts'
import { readJson, readQuery } from './body.ts'
import { type ApiError, apiError, NOT_FOUND, overQuota, refuse } from './errors.ts'
import { pageById } from './list.ts'
import { listQuery, ruleBody, ruleChange, ruleExplain, ruleTest } from './schemas.ts'
import type { App } from './types.ts'

const OPERATOR = 'operator'
/** Examples shown with a saved rule. */
const EXAMPLES = 3

const queryError = ({ message, start, end }: QueryError): ApiError => apiError(400, 'query', message, { start, end })

const refusalOf = (refusal: RuleRefusal): ApiError => {
  switch (refusal.reason) {
    case 'query':
      return queryError(refusal.error)
    case 'unknown-destination':
      return apiError(400, 'body', 'There is no such destination.', '/destination')
    case 'unknown-source':
      return apiError(400, 'body', `There is no source "${refusal.source}".`, '/sources')
    case 'quota':
      return overQuota(refusal)
    case 'personal-off':
      return apiError(409, 'personal-off', 'Personal rules are turned off (PERSONAL_ALERTS).')
  }
}

/** The sample holds titles and leads: for `text` the figures are a floor. */
const floor = (scope: Scope) => (scope === 'text' ? { at_least: true } : {})

const savedAnswer = ({ rule, trial }: SavedRule) => ({
  ...rule,
  matches: {
    of: trial.of,
    hits: trial.hits,
    ...floor(rule.scope),
    sample: trial.items.slice(0, EXAMPLES),
    ...present({ caution: caution(trial, rule.scope) }),
  },
})

/** A rule as it is listed: one that this version cannot read matches nothing, and says so. */
const listed = (rule: Rule) => ({ ...rule, ...present({ broken: faultOf(rule)?.message }) })

/** The first of these that is none of the operator's sources. */
const unknownSource = async (context: Context<App>, ids: readonly string[]): Promise<string | undefined> => {
  if (ids.length === 0) return undefined
  const entries = await deskOf(context.env).listSources(OPERATOR)
  const known = new Set(entries.map(({ source }) => source.id))
  return ids.find((id) => !known.has(id))
}

const ruleId = (context: Context<App>): string => context.req.param('id') ?? ''

export const rules = new Hono<App>()
  .get('/', async (context) => {
    const query = readQuery(context, listQuery)
    if (!query.ok) return refuse(context, query.error)
    const desk = deskOf(context.env)
    const { items, ...more } = pageById(await desk.listRules(OPERATOR), query.value.limit, query.value.cursor)
    const page = { items: items.map(listed), ...more }
    const notices = await desk.takeTopicNews(OPERATOR)
    return context.json(notices.length === 0 ? page : { ...page, notices })
  })
  .post('/', async (context) => {
    const body = await readJson(context, ruleBody)
    if (!body.ok) return refuse(context, body.error)
    const saved = await deskOf(context.env).addRule(OPERATOR, present(body.value))
    return saved.ok ? context.json(savedAnswer(saved.value), 201) : refuse(context, refusalOf(saved.error))
  })
  .post('/test', async (context) => {
    const body = await readJson(context, ruleTest)
    if (!body.ok) return refuse(context, body.error)
    const unknown = await unknownSource(context, body.value.sources)
    if (unknown !== undefined) return refuse(context, refusalOf({ reason: 'unknown-source', source: unknown }))
    const trial = await deskOf(context.env).tryRule(OPERATOR, body.value)
    return trial.ok
      ? context.json({ ...(trial.value satisfies Trial), ...floor(body.value.scope) })
      : refuse(context, queryError(trial.error))
  })
  .patch('/:id', async (context) => {
    const body = await readJson(context, ruleChange)
    if (!body.ok) return refuse(context, body.error)
    const saved = await deskOf(context.env).changeRule(OPERATOR, ruleId(context), body.value)
    if (saved === undefined) return refuse(context, NOT_FOUND)
    return saved.ok ? context.json(savedAnswer(saved.value)) : refuse(context, refusalOf(saved.error))
  })
  .post('/:id/explain', async (context) => {
    const body = await readJson(context, ruleExplain)
    if (!body.ok) return refuse(context, body.error)
    const desk = deskOf(context.env)
    const rule = (await desk.listRules(OPERATOR)).find(({ id }) => id === ruleId(context))
    if (rule === undefined) return refuse(context, NOT_FOUND)
    const sources = await desk.visibleSources(OPERATOR)
    return context.json(await explainedFor(context.env, rule, body.value.item, sources))
  })
  .delete('/:id', async (context) => {
    await deskOf(context.env).removeRule(OPERATOR, ruleId(context))
    return context.body(null, 204)
  })
