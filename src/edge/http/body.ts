// Bodies and queries of the API, checked against their schemas: a wrong one is named by a JSON pointer, an unknown key by its name.
import type { Context } from 'hono'
import * as v from 'valibot'
import { REQUEST } from '../../core/limits.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { readBytes } from '../body.ts'
import { type ApiError, apiError } from './errors.ts'

const pointerOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  const key = issue.path?.at(-1)?.key
  if (issue.type === 'strict_object' && issue.expected === 'never') return `The key "${String(key)}" is unknown here.`
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `The key "${String(key)}" is missing.`
  return `${issue.message}.`
}

/** Checks a value; of several faults the first one is told. */
export const checked = <Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Result<v.InferOutput<Schema>, ApiError> => {
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (parsed.success) return ok(parsed.output)
  const [issue] = parsed.issues
  return err(apiError(400, 'body', sentenceOf(issue), pointerOf(issue)))
}

export const readBody = async (context: Context, cap: number): Promise<Result<Uint8Array, ApiError>> => {
  const bytes = await readBytes(context.req.raw.body, cap)
  return bytes === undefined ? err(apiError(413, 'too-large', `A body may have ${cap} bytes here.`)) : ok(bytes)
}

export const readJson = async <Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, ApiError>> => {
  const bytes = await readBody(context, REQUEST.API_BODY_BYTES)
  if (!bytes.ok) return bytes
  try {
    return checked(schema, JSON.parse(new TextDecoder().decode(bytes.value)))
  } catch {
    return err(apiError(400, 'body', 'The body is not JSON.', ''))
  }
}

/** Checks the URL's query; a fault is named by `/name`. */
export const readQuery = <Schema extends v.GenericSchema>(
  context: Context,
  schema: Schema,
): Result<v.InferOutput<Schema>, ApiError> => checked(schema, context.req.query())
