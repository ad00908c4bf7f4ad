// What every stand-in can be told in advance: "answer the next n requests like this". Tests drive errors with it.

type Headers = Readonly<Record<string, string>>

export type Which = {
  /** Only requests whose path matches are answered; the others are served as ever. */
  readonly path?: RegExp
  /** The request is carried out and only its answer is replaced: the connection that broke after the deed. */
  readonly afterwards?: boolean
}

export type Scripted = Which & { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** Answers the next `times` requests with this status, body (text as it stands, else JSON) and these headers. */
export type Fail = (times: number, status: number, body?: unknown, headers?: Headers, which?: Which) => void

export type Script = {
  readonly fail: Fail
  /** The next scripted answer for this path, used up by asking. */
  readonly next: (path: string) => Scripted | undefined
}

export const createScript = (): Script => {
  const queue: Scripted[] = []
  return {
    fail: (times, status, body, headers = {}, which = {}) => {
      queue.push(...Array.from({ length: times }, () => ({ status, body, headers, ...which })))
    },
    next: (path) => {
      const at = queue.findIndex((answer) => answer.path === undefined || answer.path.test(path))
      return at < 0 ? undefined : queue.splice(at, 1)[0]
    },
  }
}

export const scriptedResponse = ({ status, body, headers }: Scripted): Response => {
  if (body === undefined) return new Response(null, { status, headers })
  if (typeof body === 'string') return new Response(body, { status, headers })
  return Response.json(body, { status, headers })
}
