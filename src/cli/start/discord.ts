// A stand-in for Discord's REST API v10: enough of it to receive what Nightdesk sends, to be as strict about it as Discord,
// and to fail on demand. It leaves out the Gateway, permissions, guilds and everything Nightdesk never calls.
import { type ApiOptions, createDiscordApi } from './discord-api.ts'
import type { DiscordError, Message } from './discord-messages.ts'
import { createScript, type Fail, scriptedResponse } from './script.ts'

export type Recorded = {
  readonly method: string
  /** Without `/api/v10` and without the query. */
  readonly path: string
  readonly headers: Headers
  readonly body: unknown
  readonly status: number
}

export type FakeDiscord = {
  readonly fetch: (request: Request) => Promise<Response>
  readonly fail: Fail
  readonly requests: readonly Recorded[]
  readonly messages: readonly Message[]
  /** Commands by place: `global` or a guild's id. */
  readonly commands: ReadonlyMap<string, readonly unknown[]>
  readonly application: Record<string, unknown>
  /** Answers 401, 403 and 429 (not of scope shared) so far: Discord bans an address after 10,000 in ten minutes. */
  readonly invalid: () => number
}

export type FakeDiscordOptions = ApiOptions & { readonly token?: string; readonly now?: () => number }

const UNAUTHORIZED: DiscordError = { code: 0, message: '401: Unauthorized' }
const UNKNOWN_ROUTE: DiscordError = { code: 0, message: '404: Not Found' }
const BAD_AGENT: DiscordError = { code: 40333, message: 'internal network error' }

/** The form Discord asks of a User-Agent. */
const AGENT = /^DiscordBot \(\S+, [^)]+\)/
const HOLDS_TOKEN = /^\/(webhooks|interactions)\//

const isInvalid = (response: Response): boolean =>
  response.status === 401 ||
  response.status === 403 ||
  (response.status === 429 && response.headers.get('x-ratelimit-scope') !== 'shared')

const bodyOf = async (request: Request): Promise<unknown> => request.json().catch(() => undefined)

export const createDiscord = (options: FakeDiscordOptions = {}): FakeDiscord => {
  const { token = 'stand-in', now = Date.now } = options
  const api = createDiscordApi(options, now)
  api.forBots.notFound(() => Response.json(UNKNOWN_ROUTE, { status: 404 }))
  api.forHolders.notFound(() => Response.json(UNKNOWN_ROUTE, { status: 404 }))
  const script = createScript()
  const requests: Recorded[] = []
  let invalid = 0

  const refusal = (request: Request, path: string): Response | undefined => {
    const { headers } = request
    if (!AGENT.test(headers.get('user-agent') ?? '')) return Response.json(BAD_AGENT, { status: 403 })
    const claimed = headers.get('authorization')
    const welcome = claimed === `Bot ${token}` || (claimed === null && HOLDS_TOKEN.test(path))
    return welcome ? undefined : Response.json(UNAUTHORIZED, { status: 401 })
  }

  const served = async (request: Request, path: string): Promise<Response> => {
    const refused = refusal(request, path)
    if (refused !== undefined) return refused
    const { origin, search } = new URL(request.url)
    const routes = HOLDS_TOKEN.test(path) ? api.forHolders : api.forBots
    return routes.fetch(new Request(`${origin}${path}${search}`, request))
  }

  const answer = async (request: Request, path: string): Promise<Response> => {
    const scripted = script.next(path)
    if (scripted === undefined) return served(request, path)
    if (scripted.afterwards === true) await served(request, path)
    return scriptedResponse(scripted)
  }

  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^\/api\/v10/, '')
    const copy = request.clone()
    const response = await answer(request, path)
    if (isInvalid(response)) invalid += 1
    requests.push({
      method: request.method,
      path,
      headers: request.headers,
      body: await bodyOf(copy),
      status: response.status,
    })
    return response
  }

  return {
    fetch,
    fail: script.fail,
    requests,
    messages: api.messages.all,
    commands: api.commands,
    application: api.application,
    invalid: () => invalid,
  }
}
