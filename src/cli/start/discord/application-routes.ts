// The application itself, its commands, the servers it is in, and the way to a person's direct messages.
import type { Context, Hono } from 'hono'
import { noContent, parameter, readBody } from './body.ts'
import { CHANNEL_TYPE, channelView } from './channels.ts'
import { invalidForm, REFUSALS, refuse } from './refusals.ts'
import { BOT, bucketed, type World } from './world.ts'

const COMMANDS = 130
const GUILDS_PAGE = 200

type Command = { readonly id?: string; readonly name?: string; readonly type?: number }

const addCommandRoutes = (routes: Hono, world: World): void => {
  const { commands, ids, guilds } = world
  const placeOf = (context: Context): string => context.req.param('guild') ?? 'global'
  const refusal = (context: Context) => {
    const guild = context.req.param('guild')
    return guild === undefined || guilds.refusal(guild) === undefined ? undefined : REFUSALS.missingAccess
  }
  const same = (one: Command, other: Command) => one.name === other.name && (one.type ?? 1) === (other.type ?? 1)

  const put = async (context: Context): Promise<Response> => {
    const refused = refusal(context)
    if (refused !== undefined) return refuse(refused)
    const read = await readBody<readonly Command[]>(world, context, 'CommandsPut')
    if ('refusal' in read) return refuse(read.refusal)
    const list = read.body
    if (!Array.isArray(list) || list.length > COMMANDS)
      return refuse(invalidForm('commands', 'Must be a list of 130 at most.'))
    const twice = list.findIndex((command, index) => list.findIndex((other) => same(command, other)) < index)
    if (twice >= 0)
      return refuse(
        invalidForm(`${twice}.name`, 'Application command names must be unique', 'APPLICATION_COMMANDS_DUPLICATE_NAME'),
      )
    const earlier = (commands.get(placeOf(context)) ?? []) as readonly Command[]
    // A command that was there keeps its id; what is not in the list is gone.
    const numbered = list.map((command: Command) => ({
      ...command,
      id: earlier.find((known) => same(known, command))?.id ?? ids.next(),
    }))
    commands.set(placeOf(context), numbered)
    return Response.json(numbered)
  }
  const get = (context: Context): Response => {
    const refused = refusal(context)
    return refused === undefined ? Response.json(commands.get(placeOf(context)) ?? []) : refuse(refused)
  }

  for (const place of ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands']) {
    const limit = bucketed(world, 'commands', 'application', 'guild')
    routes.put(place, limit, put).get(place, limit, get)
  }
}

const addGuildRoutes = (routes: Hono, world: World): void => {
  const { guilds } = world
  routes.get('/guilds/:guild', bucketed(world, 'read-guild', 'guild'), (context) => {
    const id = parameter(context, 'guild')
    const refused = guilds.refusal(id)
    return refused === undefined ? Response.json({ id, name: guilds.find(id)?.name }) : refuse(refused)
  })

  routes.get('/users/@me/guilds', bucketed(world, 'list-guilds'), (context) => {
    const after = BigInt(context.req.query('after') ?? 0)
    const limit = Number(context.req.query('limit') ?? GUILDS_PAGE)
    const joined = guilds.joined().filter(({ id }) => BigInt(id) > after)
    const page = joined.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)).slice(0, limit)
    return Response.json(page.map(({ id, name }) => ({ id, name, owner: false, permissions: '0' })))
  })

  routes.delete('/users/@me/guilds/:guild', bucketed(world, 'leave-guild'), (context) => {
    const id = parameter(context, 'guild')
    const refused = guilds.refusal(id)
    if (refused !== undefined) return refuse(refused)
    guilds.leave(id)
    return noContent()
  })
}

export const addApplicationRoutes = (routes: Hono, world: World): void => {
  const { application, channels, ids } = world
  const direct = new Map<string, string>()
  const itself = bucketed(world, 'application')

  routes
    .get('/applications/@me', itself, () => Response.json(application))
    .patch('/applications/@me', itself, async (context) => {
      const read = await readBody<object>(world, context)
      if ('refusal' in read) return refuse(read.refusal)
      Object.assign(application, read.body)
      return Response.json(application)
    })
    .get('/users/@me', itself, () => Response.json(BOT))

  routes.post('/users/@me/channels', bucketed(world, 'open-dm'), async (context) => {
    const read = await readBody<{ readonly recipient_id?: string }>(world, context)
    if ('refusal' in read) return refuse(read.refusal)
    const recipient = read.body.recipient_id
    if (recipient === undefined || !/^\d+$/.test(recipient))
      return refuse(invalidForm('recipient_id', 'Not a snowflake.'))
    const id = direct.get(recipient) ?? ids.next()
    direct.set(recipient, id)
    return Response.json(channelView(channels.set(id, { type: CHANNEL_TYPE.direct, recipient })))
  })

  addCommandRoutes(routes, world)
  addGuildRoutes(routes, world)
}
