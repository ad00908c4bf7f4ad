// A channel's webhooks: they post, read, edit and delete their own messages, and remember no nonce.
import type { Context, Hono } from 'hono'
import { noContent, parameter, readBody } from './body.ts'
import { type Channel, isForum } from './channels.ts'
import { PINGS } from './mentions.ts'
import { bodyRefusal, type MessageBody } from './message-body.ts'
import { editMessage } from './message-routes.ts'
import type { Message } from './messages.ts'
import { invalidForm, REFUSALS, type Refusal, refuse } from './refusals.ts'
import { openThread, postRefusal } from './thread-routes.ts'
import type { Webhook } from './webhooks.ts'
import { bucketed, hiddenLimit, type World } from './world.ts'

const NAME_CHARS = 80
const LINK = 5

type WebhookBody = MessageBody & {
  readonly username?: string
  readonly thread_name?: string
  readonly applied_tags?: readonly string[]
}

const nameRefusal = ({ username }: WebhookBody): Refusal | undefined =>
  username !== undefined && (username.length > NAME_CHARS || /clyde|discord/i.test(username))
    ? invalidForm('username', 'Username is too long or contains a reserved word', 'USERNAME_INVALID')
    : undefined

const isInteractive = (component: unknown): boolean => {
  const { type, components } = component as { type?: number; components?: readonly { style?: number }[] }
  return type === 1 ? (components ?? []).some(({ style }) => style !== LINK) : true
}

/** Only an application's own webhook may ask back; others show links, and those only when asked to. */
const componentsOf = (context: Context, { owned }: Webhook, body: WebhookBody): WebhookBody | Refusal => {
  const { components, ...rest } = body
  if (components === undefined || owned === true) return body
  if (context.req.query('with_components') !== 'true') return rest
  return components.some(isInteractive)
    ? invalidForm('components', 'Interactive components need a webhook of the application')
    : body
}

/** Where a message goes: the webhook's channel, a thread of it, or a new post in its forum. */
const placeOf = (world: World, context: Context, webhook: Webhook, body: WebhookBody): string | Refusal => {
  const home: Channel = world.channels.at(webhook.channel)
  const thread = context.req.query('thread_id')
  const name = body.thread_name
  if (thread !== undefined && name !== undefined) return REFUSALS.oneThreadOnly
  if (thread !== undefined) return thread
  if (!isForum(home)) return name === undefined ? home.id : REFUSALS.noForum
  if (name === undefined) return REFUSALS.threadNameNeeded
  const post = { name, message: body, applied_tags: body.applied_tags ?? [] }
  return postRefusal(home, post) ?? openThread(world, home, post).id
}

const isRefusal = (value: object | string): value is Refusal => typeof value === 'object' && 'error' in value

const execute = (world: World, context: Context, webhook: Webhook, sent: WebhookBody): Response => {
  const { channels, messages, options } = world
  const body = componentsOf(context, webhook, sent)
  if (isRefusal(body)) return refuse(body)
  const refused = nameRefusal(body) ?? bodyRefusal(body)
  if (refused !== undefined) return refuse(refused)
  const channel = placeOf(world, context, webhook, body)
  if (isRefusal(channel)) return refuse(channel)
  if (channels.at(channel).gone === true) return refuse(REFUSALS.unknownChannel)
  if (channels.at(channel).archived === true) channels.set(channel, { archived: false })
  const author = { id: webhook.id, username: body.username ?? 'Webhook', bot: true }
  const message = messages.create({ channel, author, webhook: webhook.id, pings: PINGS.webhook }, body)
  options.onMessage?.({ message, edited: false })
  // Discord confirms only to those who asked to wait.
  return context.req.query('wait') === 'true' ? Response.json(messages.view(message)) : noContent()
}

export const addWebhookRoutes = (routes: Hono, world: World): void => {
  const { webhooks, messages, counters, channels } = world
  const base = '/webhooks/:webhook/:token'
  const one = `${base}/messages/:message`
  const message = bucketed(world, 'webhook-message', 'webhook', 'token')

  type Deed = (webhook: Webhook, context: Context) => Response | Promise<Response>
  const withWebhook = (deed: Deed) => (context: Context) => {
    const webhook = webhooks.use(parameter(context, 'webhook'), parameter(context, 'token'))
    if (!('refusal' in webhook)) return deed(webhook, context)
    if (webhook.again) counters.deadWebhooks += 1
    return refuse(webhook.refusal)
  }
  const found = ({ id, channel }: Webhook, context: Context): Message | undefined => {
    const known = messages.find(context.req.query('thread_id') ?? channel, parameter(context, 'message'))
    return known?.webhook_id === id ? known : undefined
  }

  routes.post(
    base,
    bucketed(world, 'execute-webhook', 'webhook', 'token'),
    withWebhook(async (webhook, context) => {
      const limited = hiddenLimit(world, webhook.channel)
      if (limited !== undefined) return limited
      const read = await readBody<WebhookBody>(world, context, 'WebhookExecute')
      return 'refusal' in read ? refuse(read.refusal) : execute(world, context, webhook, read.body)
    }),
  )

  routes.get(
    base,
    bucketed(world, 'read-webhook', 'webhook', 'token'),
    withWebhook(({ id, token, channel }) => {
      const { guild } = channels.at(channel)
      return Response.json({ id, type: 1, name: 'Webhook', channel_id: channel, guild_id: guild, token })
    }),
  )

  routes.get(
    one,
    message,
    withWebhook((webhook, context) => {
      const known = found(webhook, context)
      return known === undefined ? refuse(REFUSALS.unknownMessage) : Response.json(messages.view(known))
    }),
  )

  routes.patch(
    one,
    message,
    withWebhook(async (webhook, context) => {
      const read = await readBody<WebhookBody>(world, context, 'WebhookEdit')
      if ('refusal' in read) return refuse(read.refusal)
      const body = componentsOf(context, webhook, read.body)
      if (isRefusal(body)) return refuse(body)
      const known = found(webhook, context)
      return editMessage(world, known?.channel_id ?? '', known, body)
    }),
  )

  routes.delete(
    one,
    message,
    withWebhook((webhook, context) => {
      const known = found(webhook, context)
      if (known === undefined) return refuse(REFUSALS.unknownMessage)
      messages.remove(known.channel_id, known.id)
      return noContent()
    }),
  )
}
