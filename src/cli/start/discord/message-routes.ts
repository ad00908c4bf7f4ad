// The bot's messages in channels: write, reply, read, list, edit, delete.
import type { Context, Hono } from 'hono'
import { noContent, parameter, readBody } from './body.ts'
import { isDirect, isForum, isThread, type Permission } from './channels.ts'
import { PINGS } from './mentions.ts'
import { bodyRefusal, type MessageBody } from './message-body.ts'
import type { Message } from './messages.ts'
import { invalidForm, REFUSALS, type Refusal, refuse } from './refusals.ts'
import { BOT, bucketed, hiddenLimit, oldEditLimit, type World } from './world.ts'

const PAGE = { usual: 50, most: 100 }

/** Whether the bot may write here, and what a thread or a closed door says to it. */
const writeRefusal = ({ channels }: World, id: string): Refusal | undefined => {
  const channel = channels.at(id)
  const needs: Permission = isThread(channel) ? 'sendInThreads' : 'send'
  const refused = channels.refusal(id, needs)
  if (refused !== undefined) return refused
  if (isForum(channel)) return REFUSALS.noTextChannel
  if (isDirect(channel) && channel.closed === true) return REFUSALS.closedToMessages
  const locked = channel.locked === true && channels.refusal(id, 'manageThreads') !== undefined
  return locked ? REFUSALS.threadLocked : undefined
}

const embedRefusal = ({ channels }: World, id: string, { embeds = [] }: MessageBody): Refusal | undefined =>
  embeds.length > 0 ? channels.refusal(id, 'embed') : undefined

/** A reply to a message that is not there is refused, or goes out as a plain message when the body asks for that. */
const answered = (world: World, channel: string, body: MessageBody): MessageBody | Refusal => {
  const { message_reference: reference, ...rest } = body
  if (reference === undefined) return body
  if (world.channels.refusal(channel, 'history') !== undefined) return REFUSALS.cannotReply
  if (world.messages.find(channel, reference.message_id) !== undefined) {
    return { ...rest, message_reference: { message_id: reference.message_id, channel_id: channel } }
  }
  if (reference.fail_if_not_exists === false) return rest
  return invalidForm('message_reference', 'Unknown message', 'REPLIES_UNKNOWN_MESSAGE')
}

const isRefusal = (value: MessageBody | Refusal): value is Refusal => 'error' in value

const write = (world: World, channel: string, body: MessageBody): Response => {
  const { messages, channels, options } = world
  const refused = writeRefusal(world, channel) ?? embedRefusal(world, channel, body) ?? bodyRefusal(body)
  if (refused !== undefined) return refuse(refused)
  const earlier = messages.repeated(BOT.id, body)
  if (earlier === 'absent') return refuse(REFUSALS.unknownMessage)
  if (earlier !== undefined) return Response.json(messages.view(earlier))
  const answer = answered(world, channel, body)
  if (isRefusal(answer)) return refuse(answer)
  const message = messages.create({ channel, author: BOT, pings: PINGS.bot }, answer)
  // A message wakes an archived thread.
  if (channels.at(channel).archived === true) channels.set(channel, { archived: false })
  options.onMessage?.({ message, edited: false })
  return Response.json(messages.view(message))
}

/** Edits a message of this author's, whoever asks: the bot, or a webhook for its own. */
export const editMessage = (world: World, channel: string, known: Message | undefined, body: MessageBody): Response => {
  const { messages, channels, options } = world
  if (known === undefined) return refuse(REFUSALS.unknownMessage)
  if (channels.at(channel).archived === true) return refuse(REFUSALS.threadArchived)
  const late = oldEditLimit(world, channel, Date.parse(known.timestamp))
  if (late !== undefined) return late
  const refused = bodyRefusal({ ...known, ...body })
  if (refused !== undefined) return refuse(refused)
  const pings = known.webhook_id === undefined ? PINGS.bot : PINGS.webhook
  const message = messages.edit(channel, known.id, body, pings)
  if (message === undefined) return refuse(REFUSALS.unknownMessage)
  options.onMessage?.({ message, edited: true })
  return Response.json(messages.view(message))
}

const list = ({ channels, messages }: World, context: Context, channel: string): Response => {
  const limit = Number(context.req.query('limit') ?? PAGE.usual)
  if (!(limit >= 1 && limit <= PAGE.most)) return refuse(invalidForm('limit', 'Must be between 1 and 100.'))
  // Without the right to read the past, Discord gives an empty list and no error.
  if (channels.refusal(channel, 'history') !== undefined) return Response.json([])
  const before = context.req.query('before')
  const after = context.req.query('after')
  const page = { limit, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
  return Response.json(messages.list(channel, page).map(messages.view))
}

export const addMessageRoutes = (routes: Hono, world: World): void => {
  const { channels, messages } = world
  const one = '/channels/:channel/messages/:message'
  const at = (context: Context) => [parameter(context, 'channel'), parameter(context, 'message')] as const

  routes.post('/channels/:channel/messages', bucketed(world, 'create-message', 'channel'), async (context) => {
    const channel = parameter(context, 'channel')
    const limited = hiddenLimit(world, channel)
    if (limited !== undefined) return limited
    const read = await readBody<MessageBody>(world, context, 'MessageCreate')
    return 'refusal' in read ? refuse(read.refusal) : write(world, channel, read.body)
  })

  routes.get('/channels/:channel/messages', bucketed(world, 'list-messages', 'channel'), (context) => {
    const channel = parameter(context, 'channel')
    const refused = channels.refusal(channel)
    return refused === undefined ? list(world, context, channel) : refuse(refused)
  })

  routes.get(one, bucketed(world, 'read-message', 'channel'), (context) => {
    const [channel, id] = at(context)
    const refused = channels.refusal(channel, 'history')
    if (refused !== undefined) return refuse(refused)
    const message = messages.find(channel, id)
    return message === undefined ? refuse(REFUSALS.unknownMessage) : Response.json(messages.view(message))
  })

  routes.patch(one, bucketed(world, 'edit-message', 'channel'), async (context) => {
    const [channel, id] = at(context)
    const read = await readBody<MessageBody>(world, context, 'WebhookEdit')
    if ('refusal' in read) return refuse(read.refusal)
    const refused = channels.refusal(channel) ?? embedRefusal(world, channel, read.body)
    if (refused !== undefined) return refuse(refused)
    const known = messages.find(channel, id)
    if (known !== undefined && known.author.id !== BOT.id) return refuse(REFUSALS.notTheAuthor)
    return editMessage(world, channel, known, read.body)
  })

  routes.delete(one, bucketed(world, 'delete-message', 'channel'), (context) => {
    const [channel, id] = at(context)
    const refused = channels.refusal(channel)
    if (refused !== undefined) return refuse(refused)
    return messages.remove(channel, id) ? noContent() : refuse(REFUSALS.unknownMessage)
  })
}
