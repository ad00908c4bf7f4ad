// What every stand-in can be told in advance: "meet the next n requests like this". Tests drive errors with it: answers of
// any kind, slow ones, none at all, connections that break, and answers that are lost after the deed was done.

type Headers = Readonly<Record<string, string>>

export type Which = {
  /** Only requests whose path matches are met so; the others are served as ever. */
  readonly path?: RegExp
  readonly method?: string
  /** Only bodies that match, as they came. */
  readonly body?: RegExp
  /** The request is carried out and only its answer is lost: the connection that broke after the deed. */
  readonly afterwards?: boolean
}

export type Call = { readonly method: string; readonly path: string; readonly text: string }

type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly headers: Headers }
  /** Carried out at once, answered late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Carried out; half of the answer's body arrives, then the connection breaks. */
  | { readonly kind: 'cut' }
  /** The connection breaks without an answer. */
  | { readonly kind: 'drop' }
  /** No answer ever. */
  | { readonly kind: 'hang' }

export type Script = {
  /** Answers the next `times` requests with this status, body (text as it stands, else JSON) and these headers. */
  readonly fail: (times: number, status: number, body?: unknown, headers?: Headers, which?: Which) => void
  readonly slow: (times: number, ms: number, which?: Which) => void
  readonly cut: (times: number, which?: Which) => void
  readonly drop: (times: number, which?: Which) => void
  readonly hang: (times: number, which?: Which) => void
  /** Forgets what was not used up. */
  readonly calm: () => void
}

export type Performance = Script & {
  /** Meets a call as scripted, or lets it be done. */
  readonly perform: (call: Call, deed: () => Promise<Response>) => Promise<Response>
}

/** How a handler says that the connection is to be broken without an answer; `fetch` fails with this kind of error. */
export class ConnectionCut extends TypeError {}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const answerOf = ({ status, body, headers }: Fault & { kind: 'answer' }): Response => {
  if (body === undefined) return new Response(null, { status, headers })
  if (typeof body === 'string') return new Response(body, { status, headers })
  return Response.json(body, { status, headers })
}

/** The same answer, of which the second half never arrives. */
const halfOf = async (response: Response): Promise<Response> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(bytes.length))
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent) controller.error(new ConnectionCut('the connection broke'))
      else controller.enqueue(bytes.slice(0, bytes.length / 2))
      sent = true
    },
  })
  return new Response(body, { status: response.status, headers })
}

const met = async (fault: Fault, deed: () => Promise<Response>): Promise<Response> => {
  switch (fault.kind) {
    case 'answer':
      return answerOf(fault)
    case 'slow': {
      const response = await deed()
      await sleep(fault.ms)
      return response
    }
    case 'cut':
      return halfOf(await deed())
    case 'drop':
      throw new ConnectionCut('the connection broke')
    case 'hang':
      return new Promise(() => undefined)
  }
}

type Entry = { readonly fault: Fault; readonly which: Which; left: number }

const matches = ({ path, method, body }: Which, call: Call): boolean =>
  (path === undefined || path.test(call.path)) &&
  (method === undefined || method === call.method) &&
  (body === undefined || body.test(call.text))

export const createScript = (): Performance => {
  let entries: Entry[] = []
  const add = (times: number, fault: Fault, which: Which = {}): void => {
    entries.push({ fault, which, left: times })
  }
  const next = (call: Call): Entry | undefined => {
    const entry = entries.find(({ which }) => matches(which, call))
    if (entry !== undefined) entry.left -= 1
    entries = entries.filter(({ left }) => left > 0)
    return entry
  }
  return {
    fail: (times, status, body, headers = {}, which) => add(times, { kind: 'answer', status, body, headers }, which),
    slow: (times, ms, which) => add(times, { kind: 'slow', ms }, which),
    cut: (times, which) => add(times, { kind: 'cut' }, which),
    drop: (times, which) => add(times, { kind: 'drop' }, which),
    hang: (times, which) => add(times, { kind: 'hang' }, which),
    calm: () => {
      entries = []
    },
    perform: async (call, deed) => {
      const entry = next(call)
      if (entry === undefined) return deed()
      if (entry.which.afterwards === true) await deed()
      return met(entry.fault, deed)
    },
  }
}
