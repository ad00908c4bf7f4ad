// `nightdesk register`: tells Discord which commands there are. Idempotent; prints what changed.
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10'
import { FETCH } from '../core/limits.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readArguments } from './arguments.ts'
import { EXIT, failure, usageError } from './exit.ts'
import { readSettings } from './settings-file.ts'

const USAGE = `Usage: nightdesk register [--guild SERVER_ID]

Registers the slash commands, everywhere or (at once, for trying out) in one server. Reads DISCORD_TOKEN from
the environment or .dev.vars; Discord tells the application's id and public key.`

const DISCORD = 'https://discord.com/api/v10'

type Application = { readonly id: string; readonly verify_key: string; readonly name: string }
type Command = RESTPostAPIChatInputApplicationCommandsJSONBody & { readonly id?: string }
type Api = <T>(method: 'GET' | 'PUT', path: string, body?: unknown) => Promise<Result<T, string>>

const apiOf =
  (base: string, token: string, userAgent: string): Api =>
  async <T>(method: 'GET' | 'PUT', path: string, body?: unknown) => {
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization: `Bot ${token}`,
          'content-type': 'application/json',
          'user-agent': userAgent,
        },
        signal: AbortSignal.timeout(FETCH.DELIVERY_DEADLINE_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.status === 401)
        return err('Discord does not know this DISCORD_TOKEN. Copy it again from the Bot page of your application.')
      if (!response.ok) return err(`Discord answered ${response.status} to ${method} ${path}: ${await response.text()}`)
      return ok((await response.json()) as T)
    } catch (error) {
      return err(`Discord could not be reached: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

/** What Discord keeps of a declaration beyond what we said (ids, defaults) does not count as a change. */
const covers = (known: unknown, declared: unknown): boolean => {
  if (Array.isArray(declared)) {
    return (
      Array.isArray(known) &&
      known.length === declared.length &&
      declared.every((part, index) => covers(known[index], part))
    )
  }
  if (typeof declared === 'object' && declared !== null) {
    if (typeof known !== 'object' || known === null) return false
    return Object.entries(declared).every(([key, value]) => covers((known as Record<string, unknown>)[key], value))
  }
  return known === declared
}

const changes = (known: readonly Command[], declared: readonly Command[]): string[] => {
  const before = new Map(known.map((command) => [command.name, command]))
  const added = declared.filter(({ name }) => !before.has(name)).map(({ name }) => `added    /${name}`)
  const changed = declared
    .filter((command) => before.has(command.name) && !covers(before.get(command.name), command))
    .map(({ name }) => `changed  /${name}`)
  const names = new Set(declared.map(({ name }) => name))
  const removed = known.filter(({ name }) => !names.has(name)).map(({ name }) => `removed  /${name}`)
  return [...added, ...changed, ...removed]
}

export const registerCommand = async (
  args: readonly string[],
  declarations: readonly Command[],
  userAgent: string,
): Promise<number> => {
  const parsed = readArguments(args, { guild: { type: 'string' }, help: { type: 'boolean' } })
  if (!parsed.ok) return usageError(parsed.error, USAGE)
  const { guild, help } = parsed.value.values
  if (help === true) {
    console.log(USAGE)
    return EXIT.OK
  }
  if (parsed.value.positionals.length > 0 || (guild !== undefined && !/^\d+$/.test(guild))) {
    return usageError('A server is named by its id, a number: --guild 123456789012345678.', USAGE)
  }
  const settings = await readSettings()
  const token = settings['DISCORD_TOKEN']
  if (token === undefined || token === '')
    return failure('DISCORD_TOKEN is not set. Put it into .dev.vars or the environment.')
  return register(apiOf(settings['DISCORD_API'] ?? DISCORD, token, userAgent), declarations, guild)
}

const register = async (api: Api, declarations: readonly Command[], guild: string | undefined): Promise<number> => {
  const application = await api<Application>('GET', '/applications/@me')
  if (!application.ok) return failure(application.error)
  const { id, name, verify_key: publicKey } = application.value
  const path = guild === undefined ? `/applications/${id}/commands` : `/applications/${id}/guilds/${guild}/commands`
  const known = await api<readonly Command[]>('GET', path)
  if (!known.ok) return failure(known.error)
  const news = changes(known.value, declarations)
  if (news.length > 0) {
    const put = await api('PUT', path, declarations)
    if (!put.ok) return failure(put.error)
  }
  const where = guild === undefined ? 'everywhere' : `in server ${guild}`
  console.log(`${name}: ${declarations.length} command(s) registered ${where}.`)
  console.log(news.length === 0 ? 'Nothing changed.' : news.join('\n'))
  console.log(`DISCORD_APPLICATION_ID=${id}\nDISCORD_PUBLIC_KEY=${publicKey}`)
  return EXIT.OK
}
