// Threads and forum posts: a forum takes no messages, only threads that begin with one.
import type { Context, Hono } from 'hono'
import { parameter, readBody } from './body.ts'
import { CHANNEL_TYPE, type Channel, channelView, isForum, isThread, type Tag } from './channels.ts'
import { PINGS } from './mentions.ts'
import { bodyRefusal, type MessageBody } from './message-body.ts'
import { invalidForm, REFUSALS, type Refusal, refuse } from './refusals.ts'
import { BOT, bucketed, hiddenLimit, type World } from './world.ts'

const NAME_CHARS = 100
const APPLIED_TAGS = 5

export type ThreadBody = {
  readonly name?: string
  readonly message?: MessageBody
  readonly applied_tags?: readonly string[]
}

const nameRefusal = ({ name = '' }: ThreadBody): Refusal | undefined =>
  name.trim() === '' || name.length > NAME_CHARS
    ? invalidForm('name', `Must be between 1 and ${NAME_CHARS} in length.`)
    : undefined

const tagsRefusal = (forum: Channel, applied: readonly string[]): Refusal | undefined => {
  if (applied.length > APPLIED_TAGS) return invalidForm('applied_tags', `Must be ${APPLIED_TAGS} or fewer in length.`)
  if (forum.tagRequired === true && applied.length === 0) return REFUSALS.tagRequired
  const offered = (forum.tags ?? []).map(({ id }) => id)
  return applied.every((id) => offered.includes(id)) ? undefined : REFUSALS.unknownTag
}

/** Why a post cannot be made in this forum from such a body. */
export const postRefusal = (forum: Channel, body: ThreadBody): Refusal | undefined =>
  nameRefusal(body) ?? tagsRefusal(forum, body.applied_tags ?? []) ?? bodyRefusal(body.message ?? {})

/** @param id given for a thread on a message, which has that message's id */
export const openThread = ({ channels, ids }: World, parent: Channel, body: ThreadBody, id = ids.next()): Channel => {
  const applied = body.applied_tags ?? []
  const tags: readonly Tag[] = (parent.tags ?? []).filter((tag) => applied.includes(tag.id))
  return channels.set(id, {
    type: CHANNEL_TYPE.thread,
    name: body.name ?? '',
    parent: parent.id,
    ...(parent.guild === undefined ? {} : { guild: parent.guild }),
    tags,
  })
}

const createPost = (world: World, forum: Channel, body: ThreadBody): Response => {
  const refused = world.channels.refusal(forum.id, 'send') ?? postRefusal(forum, body)
  if (refused !== undefined) return refuse(refused)
  const thread = openThread(world, forum, body)
  // Discord compares no nonce here: a retry makes a second post.
  const { nonce: _nonce, ...message } = body.message ?? {}
  const place = { channel: thread.id, author: BOT, id: thread.id, pings: PINGS.bot }
  const first = world.messages.create(place, message)
  world.options.onMessage?.({ message: first, edited: false })
  return Response.json({ ...channelView(thread), message: world.messages.view(first) }, { status: 201 })
}

const createThread = (world: World, channel: Channel, body: ThreadBody, id?: string): Response => {
  const refused = world.channels.refusal(channel.id, 'sendInThreads') ?? nameRefusal(body)
  if (refused !== undefined) return refuse(refused)
  return Response.json(channelView(openThread(world, channel, body, id)), { status: 201 })
}

type ChannelChange = { readonly archived?: boolean; readonly locked?: boolean; readonly name?: string }

const changeThread = ({ channels }: World, id: string, { archived, locked, name }: ChannelChange): Response => {
  const channel = channels.at(id)
  const wantsLock = locked !== undefined && locked !== (channel.locked === true)
  const guarded = wantsLock || channel.locked === true || !isThread(channel)
  const refused = guarded ? channels.refusal(id, 'manageThreads') : channels.refusal(id)
  if (refused !== undefined) return refuse(refused)
  const changed = channels.set(id, {
    ...(archived === undefined ? {} : { archived }),
    ...(locked === undefined ? {} : { locked }),
    ...(name === undefined ? {} : { name }),
  })
  return Response.json(channelView(changed))
}

export const addThreadRoutes = (routes: Hono, world: World): void => {
  const { channels, messages } = world

  const threads = async (context: Context): Promise<Response> => {
    const channel = channels.at(parameter(context, 'channel'))
    const refused = channels.refusal(channel.id)
    if (refused !== undefined) return refuse(refused)
    const limited = isForum(channel) ? hiddenLimit(world, channel.id) : undefined
    if (limited !== undefined) return limited
    const read = await readBody<ThreadBody>(world, context)
    if ('refusal' in read) return refuse(read.refusal)
    return (isForum(channel) ? createPost : createThread)(world, channel, read.body)
  }

  routes.post('/channels/:channel/threads', bucketed(world, 'create-thread', 'channel'), threads)

  const onMessage = '/channels/:channel/messages/:message/threads'
  routes.post(onMessage, bucketed(world, 'create-thread', 'channel'), async (context) => {
    const channel = parameter(context, 'channel')
    const id = parameter(context, 'message')
    if (messages.find(channel, id) === undefined) return refuse(REFUSALS.unknownMessage)
    const read = await readBody<ThreadBody>(world, context)
    return 'refusal' in read ? refuse(read.refusal) : createThread(world, channels.at(channel), read.body, id)
  })

  routes.get('/channels/:channel', bucketed(world, 'read-channel', 'channel'), (context) => {
    const id = parameter(context, 'channel')
    const refused = channels.refusal(id)
    return refused === undefined ? Response.json(channelView(channels.at(id))) : refuse(refused)
  })

  routes.patch('/channels/:channel', bucketed(world, 'change-channel', 'channel'), async (context) => {
    const read = await readBody<ChannelChange>(world, context)
    return 'refusal' in read ? refuse(read.refusal) : changeThread(world, parameter(context, 'channel'), read.body)
  })
}
