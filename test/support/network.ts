// The world as a Worker under test sees it: every fetch goes to a handler by address, and is remembered. Whatever is signed as a webhook is
// held against its published schema.
import { expect, onTestFinished, vi } from 'vitest'
import { faultsOf } from './webhook-schemas.ts'

export type Seen = {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string
}
type Handler = (request: Seen) => Response | Promise<Response>

export class Network {
  readonly seen: Seen[] = []
  readonly #handlers = new Map<string, Handler>()

  /** Answers every address that starts so; the longest start wins. */
  on(start: string, handler: Handler): this {
    this.#handlers.set(start, handler)
    return this
  }

  to(start: string): Seen[] {
    return this.seen.filter(({ url }) => url.startsWith(start))
  }

  install(): this {
    onTestFinished(() => {
      const signed = this.seen.filter(({ headers }) => headers.has('webhook-signature'))
      expect(signed.flatMap(({ body }) => faultsOf(body))).toEqual([])
    })
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input as RequestInfo, init as RequestInit)
      const seen = { url: request.url, method: request.method, headers: request.headers, body: await request.text() }
      this.seen.push(seen)
      const start = [...this.#handlers.keys()]
        .filter((candidate) => seen.url.startsWith(candidate))
        .toSorted((a, b) => b.length - a.length)[0]
      const handler = start === undefined ? undefined : this.#handlers.get(start)
      return handler === undefined ? new Response('nobody is here', { status: 599 }) : handler(seen)
    })
    return this
  }
}
