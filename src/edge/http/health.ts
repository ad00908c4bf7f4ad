// GET /healthz: numbers only, for anybody. From this isolate's copy, so that strangers cost the Desk one call a minute at most.
import type { Context } from 'hono'
import { DESK, HEALTH } from '../../core/limits.ts'
import { VERSION } from '../../core/version.ts'
import { deskOf, type Env } from '../env.ts'
import type { Health } from '../store/desk.ts'
import { within } from '../within.ts'
import type { App } from './types.ts'

type Copy = { readonly at: number; readonly health: Health | undefined }

const copies = new WeakMap<object, Copy>()

const healthOf = async (env: Env, now: number): Promise<Health | undefined> => {
  const copy = copies.get(env)
  if (copy !== undefined && now - copy.at < HEALTH.COPY_MS) return copy.health
  // Marked before the call, so that a Desk that does not answer is not asked again within the minute.
  copies.set(env, { at: now, health: undefined })
  const health = await within(DESK.ANSWER_MS, deskOf(env).health(now))
  copies.set(env, { at: now, health })
  return health
}

const isWell = (health: Health, now: number): boolean =>
  !health.gateClosed && health.lastTick !== undefined && now - Date.parse(health.lastTick) <= HEALTH.ROUND_MS

export const healthz = async (context: Context<App>): Promise<Response> => {
  const now = Date.now()
  const health = await healthOf(context.env, now)
  if (health === undefined) return context.json({ ok: false, version: VERSION }, 503)
  const { gateClosed: _gate, kvWrites, pagesRefused, ...rest } = health
  const quota = { kv_writes: kvWrites, kv_writes_of: DESK.KV_WRITES_PER_DAY, pages_refused: pagesRefused }
  const well = isWell(health, now)
  return context.json({ ok: well, version: VERSION, ...rest, quota }, well ? 200 : 503)
}
