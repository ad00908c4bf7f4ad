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

export const DISCORD = 'http://127.0.0.1:9/api/v10'
const ORIGINAL = `${DISCORD}/webhooks/1000/interaction-token/messages/@original`

export type Button = { readonly label?: string; readonly custom_id?: string }
export type Told = {
  readonly type: number
  /** It came after the three seconds. */
  readonly deferred: boolean
  readonly content: string
  readonly embeds: readonly Record<string, unknown>[]
  readonly components: readonly { readonly components: readonly Button[] }[]
  readonly choices: readonly { readonly name: string; readonly value: string }[]
  readonly modal?: { readonly custom_id: string; readonly title: string; readonly components: readonly object[] }
}

type Answer = { readonly type: number; readonly data?: Record<string, unknown> }

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

/** The custom_id of the button of this name. */
export const button = ({ components }: Told, label: string): string => {
  const found = components.flatMap((row) => row.components).find((one) => one.label === label)
  if (found?.custom_id === undefined) throw new Error(`there is no button ${label}`)
  return found.custom_id
}

const toldOf = (answer: Answer, late: Record<string, unknown> | undefined): Told => {
  const data = late ?? answer.data ?? {}
  return {
    type: answer.type,
    deferred: late !== undefined,
    content: typeof data['content'] === 'string' ? data['content'] : '',
    embeds: (data['embeds'] ?? []) as Told['embeds'],
    components: (answer.type === 9 ? [] : (data['components'] ?? [])) as Told['components'],
    choices: (data['choices'] ?? []) as Told['choices'],
    ...(answer.type === 9 ? { modal: data as unknown as NonNullable<Told['modal']> } : {}),
  }
}

/** Rules of Discord's documentation that its schema does not hold. */
const checkSums = ({ embeds, components, modal }: Told): void => {
  const ids = components.flatMap((row) => row.components).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]))
  expect(new Set(ids).size).toBe(ids.length)
  for (const { components: row } of components) expect(row.length).toBeGreaterThan(0)
  expect(components.length).toBeLessThanOrEqual(5)
  expect(embeds.length).toBeLessThanOrEqual(10)
  if (modal !== undefined) expect(modal.components.length).toBeLessThanOrEqual(5)
}

/** Nothing is shown to others, nobody is pinged. */
const checkQuiet = (answer: Answer, late: Record<string, unknown> | undefined): void => {
  if (answer.type === 4 || answer.type === 5) expect(answer.data).toMatchObject({ flags: 64 })
  for (const data of [answer.type === 4 || answer.type === 7 ? answer.data : undefined, late]) {
    if (data !== undefined) expect(data).toMatchObject({ allowed_mentions: { parse: [] } })
  }
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
  expect(late !== undefined).toBe(answer.type === 5)
  checkQuiet(answer, late)
  const told = toldOf(answer, late)
  checkSums(told)
  return told
}
