// Reading a request's body: JSON, and fit for the schema where one is given.
import type { Context } from 'hono'
import { invalidForm, REFUSALS, type Refusal } from './refusals.ts'
import type { BodyKind, World } from './world.ts'

export type Read<T> = { readonly body: T } | { readonly refusal: Refusal }

export const readBody = async <T>(
  { options, counters }: World,
  context: Context,
  kind?: BodyKind,
): Promise<Read<T>> => {
  const body: unknown = await context.req.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) return { refusal: REFUSALS.badJson }
  const fault = kind === undefined ? undefined : options.check?.(kind, body)
  if (fault === undefined) return { body: body as T }
  counters.malformed += 1
  return { refusal: invalidForm('body', fault, 'SCHEMA') }
}

/** A path parameter that the route has. */
export const parameter = (context: Context, name: string): string => context.req.param(name) ?? ''

export const noContent = (): Response => new Response(null, { status: 204 })
