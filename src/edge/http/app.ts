// The Worker's HTTP: Discord's door, health for anybody, and the operator's API.
import { Hono } from 'hono'
import { interactions } from '../discord/interactions.ts'
import { operatorOnly } from './auth.ts'
import { deliveries, destinations } from './destinations.ts'
import { apiError, NOT_FOUND, refuse } from './errors.ts'
import { healthz } from './health.ts'
import { items } from './items.ts'
import { push } from './push.ts'
import { rules } from './rules.ts'
import { sources } from './sources.ts'
import { topics } from './topics.ts'
import type { App } from './types.ts'

const api = new Hono<App>()
  // A push has a token of its own kind, so it stands before the door for everything else.
  .route('/sources', push)
  .use(operatorOnly)
  .route('/sources', sources)
  .route('/destinations', destinations)
  .route('/destinations/deliveries', deliveries)
  .route('/deliveries', deliveries)
  .route('/rules', rules)
  .route('/items', items)
  .route('/topics', topics)

export const app = new Hono<App>()
  .post('/interactions', interactions)
  .get('/healthz', healthz)
  .route('/api/v1', api)
  .notFound((context) => refuse(context, NOT_FOUND))
  .onError((error, context) => {
    console.error(`request failed: ${error.message}`)
    return refuse(context, apiError(500, 'internal', 'Something went wrong here; it is in the log.'))
  })
