// Answers to interactions: the callback, the edited answer, follow-ups. They stand under no announced limit of the bot.
import type { Context, Hono } from 'hono'
import { noContent, parameter, readBody } from './body.ts'
import { PINGS } from './mentions.ts'
import { bodyRefusal, type MessageBody } from './message-body.ts'
import type { Message } from './messages.ts'
import { REFUSALS, refuse } from './refusals.ts'
import { APPLICATION_ID, BOT, type World } from './world.ts'

const MESSAGE = 4
const DEFERRED = 5
const ORIGINAL = '@original'

type Callback = { readonly type: number; readonly data?: MessageBody }

/** Kept per token, and shown to nobody but through it. */
const roomOf = (token: string): string => `interaction ${token}`

export const addInteractionRoutes = (routes: Hono, world: World): void => {
  const { interactions, replies } = world
  const base = `/webhooks/${APPLICATION_ID}/:token`
  const one = `${base}/messages/:message`

  const write = (token: string, body: MessageBody, id?: string): Message =>
    replies.create(
      {
        channel: roomOf(token),
        author: BOT,
        webhook: APPLICATION_ID,
        pings: PINGS.webhook,
        ...(id === undefined ? {} : { id }),
      },
      body,
    )
  /** The first answer: each interaction has one. */
  const originalOf = (token: string): Message | undefined =>
    replies.all.find(({ channel_id: room }) => room === roomOf(token))
  const view = (token: string, message: Message) =>
    Response.json({ ...replies.view(message), channel_id: interactions.channelOf(token) })
  const find = (context: Context): Message | undefined => {
    const token = parameter(context, 'token')
    const id = parameter(context, 'message')
    return id === ORIGINAL ? originalOf(token) : replies.find(roomOf(token), id)
  }

  routes.post('/interactions/:interaction/:token/callback', async (context) => {
    const token = parameter(context, 'token')
    const read = await readBody<Callback>(world, context, 'Callback')
    if ('refusal' in read) return refuse(read.refusal)
    const { type, data = {} } = read.body
    const refused = (type === MESSAGE ? bodyRefusal(data) : undefined) ?? interactions.answer(token)
    if (refused !== undefined) return refuse(refused)
    if (type === MESSAGE || type === DEFERRED) write(token, data)
    return noContent()
  })

  routes.patch(one, async (context) => {
    const token = parameter(context, 'token')
    const read = await readBody<MessageBody>(world, context, 'WebhookEdit')
    if ('refusal' in read) return refuse(read.refusal)
    const refused = interactions.refusal(token)
    if (refused !== undefined) return refuse(refused)
    const known = find(context)
    const unfit = bodyRefusal({ ...known, ...read.body })
    if (unfit !== undefined) return refuse(unfit)
    if (known !== undefined)
      return view(token, replies.edit(roomOf(token), known.id, read.body, PINGS.webhook) ?? known)
    // An answer on the HTTP request itself was not seen here: its edit is the first that is.
    return parameter(context, 'message') === ORIGINAL
      ? view(token, write(token, read.body))
      : refuse(REFUSALS.unknownMessage)
  })

  routes.get(one, (context) => {
    const token = parameter(context, 'token')
    const known = find(context)
    const refused = interactions.refusal(token) ?? (known === undefined ? REFUSALS.unknownMessage : undefined)
    return refused !== undefined || known === undefined
      ? refuse(refused ?? REFUSALS.unknownMessage)
      : view(token, known)
  })

  routes.delete(one, (context) => {
    const token = parameter(context, 'token')
    const known = find(context)
    const refused = interactions.refusal(token)
    if (refused !== undefined) return refuse(refused)
    return known !== undefined && replies.remove(roomOf(token), known.id)
      ? noContent()
      : refuse(REFUSALS.unknownMessage)
  })

  routes.post(base, async (context) => {
    const token = parameter(context, 'token')
    const read = await readBody<MessageBody>(world, context, 'WebhookExecute')
    if ('refusal' in read) return refuse(read.refusal)
    const refused = bodyRefusal(read.body) ?? interactions.followUp(token)
    return refused === undefined ? view(token, write(token, read.body)) : refuse(refused)
  })
}
