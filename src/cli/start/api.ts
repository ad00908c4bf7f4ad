// The Worker's HTTP API, as the local desk calls it: nothing here that a stranger with the token could not do.
import { err, ok, type Result } from '../../core/result.ts'

export type Api = {
  readonly get: <T>(path: string) => Promise<Result<T, string>>
  readonly post: <T>(path: string, body?: unknown) => Promise<Result<T, string>>
  readonly patch: <T>(path: string, body: unknown) => Promise<Result<T, string>>
  readonly remove: (path: string) => Promise<Result<undefined, string>>
  /** Every page of a list. */
  readonly list: <T>(path: string) => Promise<Result<readonly T[], string>>
}

type Page<T> = { readonly items: readonly T[]; readonly next?: string }
type ErrorBody = { readonly error?: { readonly code?: string; readonly message?: string } }

const DEADLINE_MS = 30_000
const PAGE = 200

const messageOf = (status: number, text: string): string => {
  try {
    const { error } = JSON.parse(text) as ErrorBody
    return `${status} ${error?.message ?? error?.code ?? text}`
  } catch {
    return `${status} ${text.slice(0, 200)}`
  }
}

export const apiOf = (origin: string, token: string): Api => {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<Result<T, string>> => {
    const what = `${method} /api/v1/${path}`
    try {
      const response = await fetch(`${origin}/api/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(DEADLINE_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) return err(`${what}: ${messageOf(response.status, text)}`)
      return ok((text === '' ? undefined : JSON.parse(text)) as T)
    } catch (error) {
      return err(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const list = async <T>(path: string): Promise<Result<readonly T[], string>> => {
    const items: T[] = []
    let cursor: string | undefined
    do {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) })
      const page = await call<Page<T>>('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
      if (!page.ok) return page
      items.push(...page.value.items)
      cursor = page.value.next
    } while (cursor !== undefined)
    return ok(items)
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    remove: (path) => call('DELETE', path),
    list,
  }
}
