// What the stand-in knows and holds, as one value that the routes share.
import type { MiddlewareHandler } from 'hono'
import {
  bucketHeaders,
  createWindows,
  type HiddenLimit,
  LIMITS,
  type Limit,
  OLD_EDITS,
  type Route,
  tooMany,
  type Windows,
} from './buckets.ts'
import { type Channels, createChannels } from './channels.ts'
import { type Counters, createCounters } from './counters.ts'
import { createGuilds, type Guilds } from './guilds.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { type Author, createMessages, type MessageEvent, type Messages } from './messages.ts'
import { createSnowflakes, type Snowflakes } from './snowflake.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

/** The application's id and its bot user's: on Discord, too, they are the same for new applications. */
export const APPLICATION_ID = '100000000000000001'
export const BOT: Author = { id: APPLICATION_ID, username: 'Nightdesk', bot: true }

/** What a body is held against, where a schema is given; edits are all held against a webhook's, which has the same fields. */
export type BodyKind = 'MessageCreate' | 'WebhookExecute' | 'WebhookEdit' | 'Callback' | 'CommandsPut'

export type WorldOptions = {
  /** Hex of the Ed25519 public key that `GET /applications/@me` names. */
  readonly publicKey?: string
  /** Announced limits that differ from the usual ones. */
  readonly limits?: Partial<Record<Route, Limit>>
  /** Limits on messages into a channel that no header announces. */
  readonly hidden?: (channel: string) => HiddenLimit | undefined
  readonly oldEdits?: Limit
  readonly nonceMs?: number
  readonly onMessage?: (event: MessageEvent) => void
  /** Why a body does not fit; undefined when it does. */
  readonly check?: (kind: BodyKind, body: unknown) => string | undefined
}

export type World = {
  readonly now: () => number
  readonly ids: Snowflakes
  readonly guilds: Guilds
  readonly channels: Channels
  readonly messages: Messages
  /** Answers to interactions: seen by whom they are for, not in a channel's list. */
  readonly replies: Messages
  readonly webhooks: Webhooks
  readonly interactions: Interactions
  /** Commands by place: `global` or a guild's id. */
  readonly commands: Map<string, readonly unknown[]>
  readonly application: Record<string, unknown>
  readonly counters: Counters
  readonly windows: Windows
  readonly options: WorldOptions
}

/** @param now ms since the epoch */
export const createWorld = (options: WorldOptions, now: () => number): World => {
  const guilds = createGuilds()
  const ids = createSnowflakes(now)
  return {
    now,
    ids,
    guilds,
    channels: createChannels(guilds),
    messages: createMessages(now, ids, options.nonceMs),
    replies: createMessages(now, ids, options.nonceMs),
    webhooks: createWebhooks(),
    interactions: createInteractions(now),
    commands: new Map(),
    application: { id: APPLICATION_ID, name: 'Nightdesk', verify_key: options.publicKey ?? '' },
    counters: createCounters(),
    windows: createWindows(now),
    options,
  }
}

/** Puts a route under its announced limit, a window for each of its major parameters. */
export const bucketed =
  ({ windows, options }: World, route: Route, ...majors: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const limit = options.limits?.[route] ?? LIMITS[route]
    const major = majors.map((name) => context.req.param(name)).join('/')
    const ticket = windows.take(`${route}:${major}`, limit)
    if (ticket.passed) await next()
    else context.res = tooMany(ticket.waitMs, 'user')
    for (const [name, value] of Object.entries(bucketHeaders(route, limit, ticket)))
      context.res.headers.set(name, value)
  }

/** The answer of a limit on this channel's messages that no header announces, when it is spent. */
export const hiddenLimit = ({ windows, counters, options }: World, channel: string): Response | undefined => {
  const limit = options.hidden?.(channel)
  const ticket = limit === undefined ? undefined : windows.take(`hidden:${channel}`, limit)
  if (ticket === undefined || ticket.passed) return undefined
  counters.hidden += 1
  return tooMany(ticket.waitMs, limit?.scope ?? 'shared')
}

const OLD_MS = 60 * 60_000
const OLD_EDIT = {
  code: 30046,
  message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
}

/** The answer of the limit on edits of old messages, when it is spent. @param written ms since the epoch */
export const oldEditLimit = (world: World, channel: string, written: number): Response | undefined => {
  if (world.now() - written <= OLD_MS) return undefined
  const ticket = world.windows.take(`old-edits:${channel}`, world.options.oldEdits ?? OLD_EDITS)
  if (ticket.passed) return undefined
  world.counters.oldEdits += 1
  return tooMany(ticket.waitMs, 'shared', OLD_EDIT)
}
