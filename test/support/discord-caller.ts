// A stand-in Discord with a clock that stands still, and short words to call it with.
import { stillClock } from './clock.ts'
import { createDiscord, type DiscordOptions } from './discord.ts'

export const AGENT = 'DiscordBot (https://example.org, 1.0)'
export const CHANNEL = '400000000000000001'
const TOKEN = 't'

export const callDiscord = (options: DiscordOptions = {}) => {
  const clock = stillClock()
  const discord = createDiscord({ token: TOKEN, now: clock.now, ...options })
  const ask = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
    discord.fetch(
      new Request(`http://127.0.0.1/api/v10${path}`, {
        method,
        headers: { 'user-agent': AGENT, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
  /** With the bot's token. */
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    ask(method, path, body, { authorization: `Bot ${TOKEN}`, ...headers })
  const send = (body: unknown, channel = CHANNEL) => call('POST', `/channels/${channel}/messages`, body)
  /** Without it, as a webhook is called. */
  const hook = (body: unknown, query = '?wait=true', webhook = '77') =>
    ask('POST', `/webhooks/${webhook}/secret${query}`, body, {})
  return { clock, discord, call, ask, send, hook }
}

/** The body of an answer that is some object. */
export const bodyOf = async (
  response: Response | Promise<Response>,
): Promise<Record<string, unknown> & { id: string }> =>
  (await (await response).json()) as Record<string, unknown> & { id: string }

/** Status and Discord's code, as `403 50013`; the status alone for an answer that is no refusal. */
export const verdictOf = async (response: Response | Promise<Response>): Promise<string> => {
  const answer = await response
  if (answer.ok) return String(answer.status)
  const { code } = await bodyOf(answer)
  return `${answer.status} ${code}`
}
