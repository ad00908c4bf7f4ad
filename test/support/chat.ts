// A conversation with the Worker on workerd: an interaction in, what the person sees out. Every answer is held against Discord's schema
// and the rules it cannot express.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, inject, vi } from 'vitest'
import worker from '../../src/index.ts'
import { ORIGIN } from './desk-client.ts'
import { signedHeaders } from './discord-client.ts'
import { validatorOf } from './discord-validator.ts'
import type { Network } from './network.ts'
import { type Answer, checkedTold, type Told } from './told.ts'

export { button, type Told } from './told.ts'

export const DISCORD = 'http://127.0.0.1:9/api/v10'
const ORIGINAL = `${DISCORD}/webhooks/1000/interaction-token/messages/@original`

// The first conversation of a file compiles the schema.
vi.setConfig({ testTimeout: 30_000 })

const faultsIn = validatorOf(inject('discordSchema'))

export const post = async (body: string, headers: Record<string, string>): Promise<Response> => {
  const context = createExecutionContext()
  const request = new Request(`${ORIGIN}/interactions`, { method: 'POST', headers, body })
  const response = await worker.fetch(request as Parameters<typeof worker.fetch>[0], env, context)
  await waitOnExecutionContext(context)
  return response
}

/** Sends one interaction and gives what the person sees in the end. */
export const talk = async (network: Network, interaction: object): Promise<Told> => {
  const body = JSON.stringify(interaction)
  const before = network.to(ORIGINAL).length
  const response = await post(body, await signedHeaders(body, Date.now()))
  expect(response.status).toBe(200)
  const answer = (await response.json()) as Answer
  expect(faultsIn('Callback', answer)).toEqual([])
  const patches = network.to(ORIGINAL).slice(before)
  const late = patches.length === 0 ? undefined : (JSON.parse(patches.at(-1)?.body ?? '') as Record<string, unknown>)
  if (late !== undefined) expect(faultsIn('WebhookEdit', late)).toEqual([])
  return checkedTold(answer, late)
}
