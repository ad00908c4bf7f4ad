// Calls to Discord's API: with a User-Agent, bounded in time, the bot's token only where it belongs.
import { DISCORD } from '../../core/limits.ts'
import { HOMEPAGE, VERSION } from '../../core/version.ts'
import { type Answer, call, type NoAnswer } from '../send.ts'
import type { Settings } from '../settings.ts'

export const DISCORD_USER_AGENT = `DiscordBot (${HOMEPAGE}, ${VERSION})`

export type DiscordCall = {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** From the version on: `/channels/1/messages`. */
  readonly path: string
  readonly body?: string
  /** Whether the call carries the bot's token; a webhook's address holds a token of its own. */
  readonly bot: boolean
  /** The most that is read of the answer; DISCORD.ANSWER_BYTES by default. */
  readonly bytes?: number
}

export const discordHeaders = (settings: Settings, withToken: boolean): Record<string, string> => {
  const headers = { 'content-type': 'application/json', 'user-agent': DISCORD_USER_AGENT }
  const token = settings.discordToken
  return withToken && token !== undefined ? { ...headers, authorization: `Bot ${token.reveal()}` } : headers
}

export const callDiscord = (
  settings: Settings,
  { method, path, body, bot, bytes = DISCORD.ANSWER_BYTES }: DiscordCall,
): Promise<Answer | NoAnswer> =>
  call({
    method,
    url: settings.discordApi + path,
    headers: discordHeaders(settings, bot),
    bytes,
    ...(body === undefined ? {} : { body }),
  })

/** What an answer holds as JSON; undefined where it is none, as from the network in front of Discord. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
