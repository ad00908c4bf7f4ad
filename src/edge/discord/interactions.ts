// POST /interactions: cap, verify on raw bytes, 401 or route.
import type { Context } from 'hono'
import { REQUEST } from '../../core/limits.ts'
import { readBody } from '../http/body.ts'
import { apiError, refuse } from '../http/errors.ts'
import type { App } from '../http/types.ts'
import { settingsOf } from '../settings.ts'
import { COMMANDS } from './commands/index.ts'
import { type Interaction, readInteraction } from './interaction.ts'
import { PONG } from './reply.ts'
import { routerOf } from './route.ts'
import { signedAt } from './verify.ts'

const BAD_SIGNATURE = apiError(401, 'signature', 'The request is not signed by Discord.')
const NOT_SET_UP = apiError(503, 'not-set-up', 'Discord is not set up: npx wrangler secret put DISCORD_PUBLIC_KEY')
const NO_INTERACTION = apiError(400, 'body', 'The body is no interaction.')

const route = routerOf(COMMANDS)

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const interactions = async (context: Context<App>): Promise<Response> => {
  const { discordPublicKey } = settingsOf(context.env)
  if (discordPublicKey === undefined) return refuse(context, NOT_SET_UP)
  const body = await readBody(context, REQUEST.INTERACTION_BODY_BYTES)
  const now = Date.now()
  // Discord probes with bad signatures and takes the address away from whoever answers anything but 401.
  if (!body.ok) return refuse(context, BAD_SIGNATURE)
  const signed = await signedAt(body.value, context.req.raw.headers, discordPublicKey, now)
  if (signed === undefined) return refuse(context, BAD_SIGNATURE)
  const interaction = parse(body.value)
  if (interaction === undefined) return refuse(context, NO_INTERACTION)
  if (interaction.kind === 'ping') return context.json(PONG)
  const later = (work: Promise<unknown>): void => context.executionCtx.waitUntil(work)
  return context.json(await route(interaction, { env: context.env, now, signed, later, wait: sleep }))
}

const parse = (bytes: Uint8Array): Interaction | undefined => {
  try {
    return readInteraction(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined
  }
}
