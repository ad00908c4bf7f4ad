// What goes wrong at the API, in one shape: `{ error: { code, message, at? } }`.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { QuotaRefusal } from '../../core/admission.ts'

/** `at`: offsets into a query, or a JSON pointer into a body. */
export type ApiError = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503
  readonly code: string
  readonly message: string
  readonly at?: { readonly start: number; readonly end: number } | string
}

export const apiError = (status: ApiError['status'], code: string, message: string, at?: ApiError['at']): ApiError =>
  at === undefined ? { status, code, message } : { status, code, message, at }

export const refuse = (context: Context, { status, ...error }: ApiError): Response =>
  context.json({ error }, status satisfies ContentfulStatusCode)

export const NOT_FOUND = apiError(404, 'not-found', 'There is nothing here by that name.')
export const NO_CURSOR = apiError(400, 'body', 'This is no cursor that a list gave.', '/cursor')

/** What the free quotas, or an owner's share of them, do not allow. */
export const overQuota = ({ message }: QuotaRefusal): ApiError => apiError(409, 'quota', message)
