// POST /interactions: cap, verify on raw bytes, 401 or route. A person always gets a sentence, never a failure without words.
import type {
  APIChatInputApplicationCommandInteraction,
  APIChatInputApplicationCommandInteractionData,
  APIInteraction,
} from 'discord-api-types/v10'
import { InteractionResponseFlags, InteractionResponseType, InteractionType } from 'discord-interactions'
import type { Context } from 'hono'
import { REQUEST } from '../../core/limits.ts'
import type { Owner } from '../../core/model.ts'
import type { Env } from '../env.ts'
import { readBody } from '../http/body.ts'
import { apiError, refuse } from '../http/errors.ts'
import type { App } from '../http/types.ts'
import { settingsOf } from '../settings.ts'
import { optionsOf, type Reply } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { isFromDiscord } from './verify.ts'

const BAD_SIGNATURE = apiError(401, 'signature', 'The request is not signed by Discord.')
const NOT_SET_UP = apiError(503, 'not-set-up', 'Discord is not set up: npx wrangler secret put DISCORD_PUBLIC_KEY')
const MANAGE_GUILD = 1n << 5n
const ADMINISTRATOR = 1n << 3n
/** Discord's number for a subcommand. */
const SUBCOMMAND = 1

export const interactions = async (context: Context<App>): Promise<Response> => {
  const { discordPublicKey } = settingsOf(context.env)
  if (discordPublicKey === undefined) return refuse(context, NOT_SET_UP)
  const body = await readBody(context, REQUEST.INTERACTION_BODY_BYTES)
  // Discord probes with bad signatures and takes the address away from whoever answers anything but 401.
  if (!body.ok || !(await isFromDiscord(body.value, context.req.raw.headers, discordPublicKey, Date.now()))) {
    return refuse(context, BAD_SIGNATURE)
  }
  const interaction = parse(body.value)
  if (interaction === undefined) return refuse(context, apiError(400, 'body', 'The body is no interaction.'))
  if (interaction.type === (InteractionType.PING as number)) return context.json({ type: InteractionResponseType.PONG })
  return context.json(ephemeral(await route(context.env, interaction)))
}

const parse = (bytes: Uint8Array): APIInteraction | undefined => {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof json === 'object' && json !== null && 'type' in json ? (json as APIInteraction) : undefined
  } catch {
    return undefined
  }
}

const ephemeral = ({ content }: Reply) => ({
  type: InteractionResponseType.CHANNEL_MESSAGE_WITH_SOURCE,
  data: { content, flags: InteractionResponseFlags.EPHEMERAL, allowed_mentions: { parse: [] } },
})

const UNKNOWN: Reply = {
  content: 'I do not know that command. It may be older or newer than this version of Nightdesk.',
}

const route = async (env: Env, interaction: APIInteraction): Promise<Reply> => {
  if (interaction.type !== (InteractionType.APPLICATION_COMMAND as number)) return UNKNOWN
  const call = interaction as APIChatInputApplicationCommandInteraction
  const data = call.data as Partial<APIChatInputApplicationCommandInteractionData> | undefined
  const chosen = data?.options?.[0]
  const command = COMMANDS.find(({ declaration }) => declaration.name === data?.name)
  const subcommand = command?.subcommands.find(({ declaration }) => declaration.name === chosen?.name)
  if (subcommand === undefined || chosen?.type !== SUBCOMMAND) return UNKNOWN
  const owner = ownerOf(call)
  if (owner === undefined || !owner.startsWith('guild:')) return { content: 'This works in a server only.' }
  const { allowedGuilds } = settingsOf(env)
  if (allowedGuilds.size > 0 && !allowedGuilds.has(owner.slice('guild:'.length))) {
    return { content: 'This Nightdesk is not open to this server.' }
  }
  if (!mayManage(call)) return { content: 'That takes the permission to manage the server.' }
  return answered(subcommand.handle({ env, owner, options: optionsOf(chosen.options as never), interaction: call }))
}

/** A fault of ours is logged, and told in words. */
const answered = async (reply: Promise<Reply>): Promise<Reply> => {
  try {
    return await reply
  } catch (error) {
    console.error(`a command failed: ${error instanceof Error ? error.message : 'unknown'}`)
    return { content: 'Something went wrong on my side. Please try again in a minute.' }
  }
}

/** The installation that stands behind the call, never the place it was made in: key "0" is the server's, "1" the user's. */
const ownerOf = ({
  authorizing_integration_owners: owners,
}: APIChatInputApplicationCommandInteraction): Owner | undefined => {
  const guild = owners?.[0]
  if (typeof guild === 'string' && /^\d+$/.test(guild) && guild !== '0') return `guild:${guild}`
  const user = owners?.[1]
  return typeof user === 'string' && /^\d+$/.test(user) ? `user:${user}` : undefined
}

/** Discord hides the command from others, but only the payload's own bits are proof. */
const mayManage = ({ member }: APIChatInputApplicationCommandInteraction): boolean => {
  const bits = member?.permissions
  if (typeof bits !== 'string' || !/^\d{1,20}$/.test(bits)) return false
  return (BigInt(bits) & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n
}
