// A stand-in for Discord's REST API v10: enough of it to receive what Nightdesk sends, to be as strict about it as Discord,
// to fail on demand, and to count what a good client never does. A plain function from Request to Response, with its own
// clock. It leaves out the Gateway, files, roles and everything Nightdesk never calls.
import { Hono } from 'hono'
import { createScript, type Script } from '../script.ts'
import { addApplicationRoutes } from './application-routes.ts'
import { GLOBAL_LIMIT, type Limit, type Scope, tooMany } from './buckets.ts'
import type { Channels } from './channels.ts'
import { breachesOf, type Counters, createInvalidRequests, INVALID_LIMIT } from './counters.ts'
import type { Guilds } from './guilds.ts'
import { addInteractionRoutes } from './interaction-routes.ts'
import type { Interactions } from './interactions.ts'
import { addMessageRoutes } from './message-routes.ts'
import type { Message } from './messages.ts'
import { REFUSALS, refuse } from './refusals.ts'
import { addThreadRoutes } from './thread-routes.ts'
import { addWebhookRoutes } from './webhook-routes.ts'
import type { Webhooks } from './webhooks.ts'
import { APPLICATION_ID, createWorld, type World, type WorldOptions } from './world.ts'

export type Recorded = {
  readonly method: string
  /** Without `/api/v10` and without the query. */
  readonly path: string
  readonly headers: Headers
  readonly body: unknown
  /** By the stand-in's clock, ms since the epoch. */
  readonly at: number
  /** 0 while there is no answer. */
  readonly status: number
}

export type Discord = Script & {
  readonly fetch: (request: Request) => Promise<Response>
  readonly requests: readonly Recorded[]
  readonly messages: readonly Message[]
  /** Answers to interactions. */
  readonly replies: readonly Message[]
  readonly channels: Channels
  readonly guilds: Omit<Guilds, 'refusal'>
  readonly webhooks: Omit<Webhooks, 'use'>
  readonly interactions: Pick<Interactions, 'open'>
  /** Commands by place: `global` or a guild's id. */
  readonly commands: ReadonlyMap<string, readonly unknown[]>
  readonly application: Record<string, unknown>
  readonly counters: Readonly<Counters>
  /** Discord's rules that were broken so far, a sentence each. */
  readonly breaches: () => readonly string[]
  /** Somebody else writes into a channel. */
  readonly say: (channel: string, content: string) => Message
  /** Deletes a message, as a moderator would. */
  readonly erase: (channel: string, message: string) => boolean
  /** From now on this is the bot's token; undefined = it has none that works. */
  readonly setToken: (token: string | undefined) => void
  /** The network in front turns the caller's address away for so long: 429 without JSON. */
  readonly block: (ms: number) => void
}

export type DiscordOptions = WorldOptions & {
  readonly token?: string
  /** ms since the epoch */
  readonly now?: () => number
  readonly globalLimit?: Limit
  /** Invalid requests in ten minutes before the address is banned. */
  readonly invalidLimit?: number
}

/** The form Discord asks of a User-Agent. */
const AGENT = /^DiscordBot \(\S+, [^)]+\)/
const BASE = '/api/v10'
const HOLDS_TOKEN = /^\/(webhooks|interactions)\//
/** Answers to interactions do not count against the bot's limit over all. */
const INTERACTION = new RegExp(`^/(interactions|webhooks/${APPLICATION_ID})/`)
/** How long a ban lasts is not documented; the unofficial pages speak of a day. */
const BAN_MS = 24 * 60 * 60_000
const SOMEBODY = { id: '500000000000000001', username: 'somebody', bot: false }

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isScope = (scope: string | null): scope is Scope => scope === 'user' || scope === 'shared' || scope === 'global'

const isInvalid = ({ status, headers }: Response): boolean =>
  status === 401 || status === 403 || (status === 429 && headers.get('x-ratelimit-scope') !== 'shared')

const routesOf = (world: World): Hono => {
  const routes = new Hono()
  addMessageRoutes(routes, world)
  addThreadRoutes(routes, world)
  // The application's id is also a webhook's: its routes come first.
  addInteractionRoutes(routes, world)
  addWebhookRoutes(routes, world)
  addApplicationRoutes(routes, world)
  routes.notFound(() => refuse(REFUSALS.unknownRoute))
  return routes
}

/** Whoever is turned away before any route: no proper name, no token, too many requests over all. */
const createDoor = (world: World, globalLimit: Limit, token: () => string | undefined) => {
  const { counters, windows } = world

  const agentRefusal = (agent: string | null): Response | undefined => {
    if (agent !== null && AGENT.test(agent)) return undefined
    if (agent === null || agent === '') counters.agentMissing += 1
    else counters.agentWrong += 1
    return refuse(REFUSALS.badAgent)
  }

  const tokenRefusal = (claimed: string | null, path: string): Response | undefined => {
    const own = token()
    const welcome = claimed === null ? HOLDS_TOKEN.test(path) : own !== undefined && claimed === `Bot ${own}`
    return welcome ? undefined : refuse(REFUSALS.unauthorized)
  }

  return (headers: Headers, path: string): Response | undefined => {
    const claimed = headers.get('authorization')
    const refused = agentRefusal(headers.get('user-agent')) ?? tokenRefusal(claimed, path)
    if (refused !== undefined || INTERACTION.test(path)) return refused
    const ticket = windows.take(`global:${claimed ?? 'address'}`, globalLimit)
    return ticket.passed ? undefined : tooMany(ticket.waitMs, 'global')
  }
}

/** The block of the caller's address: on demand, or after too many invalid requests. */
const createBlock = ({ now, counters }: World, limit: number) => {
  const invalid = createInvalidRequests(counters, now, limit)
  let until = 0
  return {
    close: (ms: number): void => {
      until = now() + ms
    },
    answer: (): Response | undefined => {
      if (now() >= until) return undefined
      counters.blocked += 1
      return new Response('error code: 1015', { status: 429, headers: { 'content-type': 'text/plain' } })
    },
    judge: (response: Response): void => {
      if (response.status === 401) counters.unauthorized += 1
      if (response.status === 403) counters.forbidden += 1
      const scope = response.status === 429 ? response.headers.get('x-ratelimit-scope') : null
      if (isScope(scope)) counters.limited[scope] += 1
      if (!isInvalid(response) || !invalid.count() || now() < until) return
      counters.bans += 1
      until = now() + BAN_MS
    },
  }
}

export const createDiscord = (options: DiscordOptions = {}): Discord => {
  const { now = Date.now, globalLimit = GLOBAL_LIMIT, invalidLimit = INVALID_LIMIT.limit } = options
  let token: string | undefined = 'token' in options ? options.token : 'stand-in'
  const world = createWorld(options, now)
  const routes = routesOf(world)
  const door = createDoor(world, globalLimit, () => token)
  const block = createBlock(world, invalidLimit)
  const { perform, ...script } = createScript()
  const requests: Recorded[] = []
  const { channels, guilds, messages, replies, webhooks, interactions, commands, application, counters } = world

  const served = async (request: Request, path: string, text: string): Promise<Response> => {
    const { method, headers, url } = request
    const { origin, search } = new URL(url)
    const turnedAway = block.answer() ?? door(headers, path)
    if (turnedAway !== undefined) return turnedAway
    const body = text === '' ? {} : { body: text }
    return routes.fetch(new Request(`${origin}${path}${search}`, { method, headers, ...body }))
  }

  const fetch = async (request: Request): Promise<Response> => {
    const { method, headers } = request
    const { pathname } = new URL(request.url)
    const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname
    const text = await request.text()
    const record = { method, path, headers, body: parsed(text), at: now(), status: 0 }
    requests.push(record)
    counters.requests += 1
    const response = await perform({ method, path, text }, () => served(request, path, text))
    record.status = response.status
    block.judge(response)
    return response
  }

  return {
    ...script,
    fetch,
    requests,
    messages: messages.all,
    replies: replies.all,
    channels,
    guilds,
    webhooks,
    interactions,
    commands,
    application,
    counters,
    breaches: () => breachesOf(counters),
    say: (channel, content) => messages.create({ channel, author: SOMEBODY, pings: {} }, { content }),
    erase: messages.remove,
    setToken: (next) => {
      token = next
    },
    block: block.close,
  }
}
