// The operator's client: the API over the Worker's own fetch.
import { exports } from 'cloudflare:workers'
import { expect } from 'vitest'

export const ADMIN_TOKEN = 'test-admin-token-of-thirty-two-characters'
export const ORIGIN = 'http://127.0.0.1:8787'

export const call = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )

/** Calls the API and expects this status. */
export const api = async <T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  status = method === 'POST' ? 201 : 200,
): Promise<T> => {
  const response = await call(method, `/api/v1${path}`, body)
  const text = await response.text()
  expect(response.status, `${method} ${path}: ${text}`).toBe(status)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
