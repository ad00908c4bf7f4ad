// The routes of the stand-in Discord: what each call does to the messages, the commands and the application.
// Who may call is decided in discord.ts.
import { type Context, Hono } from 'hono'
import { CHANNEL_LIMIT, createBuckets, type Limit, WEBHOOK_LIMIT } from './buckets.ts'
import {
  createMessages,
  type DiscordError,
  errorOf,
  type Message,
  type MessageBody,
  type Messages,
  type Place,
} from './discord-messages.ts'

/** The application's id and its bot user's: on Discord, too, they are the same for new applications. */
export const APPLICATION_ID = '100000000000000001'
const GUILD_ID = '300000000000000001'
const FIRST_COMMAND_ID = 200_000_000_000_000_000n

/** A message as it came about: new, or known and now edited. */
export type MessageEvent = { readonly message: Message; readonly edited: boolean }

export type ApiOptions = {
  /** Hex of the Ed25519 public key that `GET /applications/@me` names. */
  readonly publicKey?: string
  readonly channelLimit?: Limit
  readonly webhookLimit?: Limit
  readonly onMessage?: (event: MessageEvent) => void
}

export type DiscordApi = {
  /** Routes that need the bot's token. */
  readonly forBots: Hono
  /** Routes whose path holds a token of its own. */
  readonly forHolders: Hono
  readonly messages: Messages
  /** Commands by place: `global` or a guild's id. */
  readonly commands: Map<string, readonly unknown[]>
  readonly application: Record<string, unknown>
}

const UNKNOWN_MESSAGE: DiscordError = { code: 10008, message: 'Unknown Message' }
const BAD_JSON: DiscordError = { code: 50109, message: 'The request body contains invalid JSON.' }

const no = (error: DiscordError, status: number, headers: Record<string, string> = {}): Response =>
  Response.json(error, { status, headers })

const empty = (headers: Record<string, string> = {}): Response => new Response(null, { status: 204, headers })

const bodyOf = async (context: Context): Promise<unknown> => context.req.json().catch(() => undefined)

const parameter = (context: Context, name: string): string => context.req.param(name) ?? ''

type Send = (place: Place, body: MessageBody, headers: Record<string, string>) => Response

const createSender =
  (messages: Messages, onMessage: ApiOptions['onMessage']): Send =>
  (place, body, headers) => {
    const error = errorOf(body)
    if (error !== undefined) return no(error, 400, headers)
    const { message, repeat } = messages.create(place, body)
    if (message === undefined) return no(UNKNOWN_MESSAGE, 404, headers)
    if (!repeat) onMessage?.({ message, edited: false })
    return Response.json(message, { headers })
  }

const addMessages = (api: DiscordApi, options: ApiOptions, now: () => number): void => {
  const { channelLimit = CHANNEL_LIMIT, webhookLimit = WEBHOOK_LIMIT, onMessage } = options
  const { messages } = api
  const buckets = createBuckets(now)
  const send = createSender(messages, onMessage)

  const limited = (
    bucket: string,
    major: string,
    limit: Limit,
    then: (headers: Record<string, string>) => Response,
  ) => {
    const { passed, retryAfterSeconds, headers } = buckets.take(bucket, major, limit)
    if (passed) return then(headers)
    const body = { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: false }
    return Response.json(body, { status: 429, headers })
  }

  const edit = async (context: Context, channel: string): Promise<Response> => {
    const body = ((await bodyOf(context)) ?? {}) as MessageBody
    return limited('edit-message', channel, channelLimit, (headers) => {
      const message = messages.edit(channel, parameter(context, 'message'), body)
      if (message === undefined) return no(UNKNOWN_MESSAGE, 404, headers)
      onMessage?.({ message, edited: true })
      return Response.json(message, { headers })
    })
  }

  api.forBots
    .post('/channels/:channel/messages', async (context) => {
      const channel = parameter(context, 'channel')
      const body = (await bodyOf(context)) as MessageBody | undefined
      if (body === undefined) return no(BAD_JSON, 400)
      const place = { channel, author: APPLICATION_ID }
      return limited('create-message', channel, channelLimit, (headers) => send(place, body, headers))
    })
    .patch('/channels/:channel/messages/:message', (context) => edit(context, parameter(context, 'channel')))
    .get('/channels/:channel/messages', (context) => {
      const limit = Number(context.req.query('limit') ?? 50)
      const listed = messages.all.filter((message) => message.channel_id === parameter(context, 'channel'))
      return context.json(listed.slice(-limit).reverse())
    })
    .get('/channels/:channel/messages/:message', (context) => {
      const message = messages.find(parameter(context, 'channel'), parameter(context, 'message'))
      return message === undefined ? no(UNKNOWN_MESSAGE, 404) : Response.json(message)
    })
    .delete('/channels/:channel/messages/:message', (context) =>
      messages.remove(parameter(context, 'channel'), parameter(context, 'message'))
        ? empty()
        : no(UNKNOWN_MESSAGE, 404),
    )

  api.forHolders
    .post('/webhooks/:webhook/:token', async (context) => {
      const webhook = parameter(context, 'webhook')
      const body = (await bodyOf(context)) as MessageBody | undefined
      if (body === undefined) return no(BAD_JSON, 400)
      const place = { channel: context.req.query('thread_id') ?? webhook, author: webhook, webhook }
      return limited('execute-webhook', webhook, webhookLimit, (headers) => {
        // Discord remembers no nonce of a webhook: there a retry makes a second message.
        const response = send(place, { ...body, enforce_nonce: false }, headers)
        return response.ok && context.req.query('wait') !== 'true' ? empty(headers) : response
      })
    })
    .patch('/webhooks/:webhook/:token/messages/:message', (context) =>
      edit(context, context.req.query('thread_id') ?? parameter(context, 'webhook')),
    )
    .post('/interactions/:interaction/:token/callback', () => empty())
}

const addCommands = ({ forBots, commands }: DiscordApi): void => {
  const put = async (context: Context): Promise<Response> => {
    const list = ((await bodyOf(context)) ?? []) as readonly Record<string, unknown>[]
    const numbered = list.map((command, index) => ({ id: String(FIRST_COMMAND_ID + BigInt(index)), ...command }))
    commands.set(context.req.param('guild') ?? 'global', numbered)
    return context.json(numbered)
  }
  const get = (context: Context): Response => Response.json(commands.get(context.req.param('guild') ?? 'global') ?? [])

  for (const place of ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands']) {
    forBots.put(place, put).get(place, get)
  }
}

const addPlaces = ({ forBots, application }: DiscordApi): void => {
  forBots
    .get('/applications/@me', () => Response.json(application))
    .patch('/applications/@me', async (context) => {
      Object.assign(application, await bodyOf(context))
      return Response.json(application)
    })
    .get('/users/@me', (context) => context.json({ id: APPLICATION_ID, username: 'Nightdesk', bot: true }))
    .post('/users/@me/channels', async (context) => {
      const body = (await bodyOf(context)) as { readonly recipient_id?: string } | undefined
      return context.json({ id: `4${body?.recipient_id ?? '0'}`.slice(0, 18), type: 1 })
    })
    .get('/channels/:channel', (context) =>
      context.json({ id: parameter(context, 'channel'), type: 0, name: 'night-desk', guild_id: GUILD_ID }),
    )
}

/** The API with nothing in it yet. `now` in milliseconds. */
export const createDiscordApi = (options: ApiOptions, now: () => number): DiscordApi => {
  const api: DiscordApi = {
    forBots: new Hono(),
    forHolders: new Hono(),
    messages: createMessages(now),
    commands: new Map(),
    application: { id: APPLICATION_ID, name: 'Nightdesk', verify_key: options.publicKey ?? '' },
  }
  addMessages(api, options, now)
  addCommands(api)
  addPlaces(api)
  return api
}
