// `nightdesk register`: tells Discord which commands there are. Idempotent; prints what changed.
import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10'
import { FETCH } from '../core/limits.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readArguments } from './arguments.ts'
import { EXIT, failure, usageError } from './exit.ts'
import { readSettings } from './settings-file.ts'

const USAGE = `Usage: nightdesk register [--guild SERVER_ID]

Registers the commands, everywhere or (at once, for trying out) in one server. Reads DISCORD_TOKEN and ALLOW_USER_INSTALL
from the environment or .dev.vars; Discord tells the application's id and public key.`

const DISCORD = 'https://discord.com/api/v10'
/** Discord's numbers: a command in the menu of a message, and the two kinds of installation. */
const ON_MESSAGE = 3
const GUILD_INSTALL = '0'
const USER_INSTALL = '1'

type Application = {
  readonly id: string
  readonly verify_key: string
  readonly name: string
  readonly integration_types_config?: Readonly<Record<string, unknown>>
}
type Declaration = RESTPutAPIApplicationCommandsJSONBody[number]
type Api = <T>(method: 'GET' | 'PUT' | 'PATCH', path: string, body?: unknown) => Promise<Result<T, string>>

/** What stands beside the handlers: the declarations, and what Discord would refuse of them. */
export type Declared = {
  readonly declarations: (userInstall: boolean) => readonly Declaration[]
  readonly declarationFaults: (declarations: Declaration[]) => readonly string[]
  readonly DISCORD_USER_AGENT: string
}

const apiOf =
  (base: string, token: string, userAgent: string): Api =>
  async <T>(method: string, path: string, body?: unknown) => {
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

/** What Discord keeps of a command beyond what it was told, and what it derives from that (its application command page). */
const DISCORDS_OWN = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'name_localized',
  'description_localized',
  'default_permission',
  'dm_permission',
])

/** Discord leaves out what says nothing, or says it as null. */
const saysNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** In one order, without what says nothing. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, bare(part)] as const)
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(sorted.filter(([, part]) => !saysNothing(part)))
}

const isSame = (known: Declaration, declared: Declaration): boolean => {
  const told = Object.fromEntries(Object.entries(known).filter(([key]) => !DISCORDS_OWN.has(key)))
  return JSON.stringify(bare(told)) === JSON.stringify(bare(declared))
}

/** In one server Discord takes neither places nor kinds of installation: there a command shows where it is put. */
const inOneServer = ({ integration_types: _types, contexts: _contexts, ...declaration }: Declaration): Declaration =>
  declaration as Declaration

const keyOf = ({ type, name }: Declaration): string => (type === ON_MESSAGE ? `“${name}”` : `/${name}`)

const changes = (known: readonly Declaration[], declared: readonly Declaration[]): string[] => {
  const before = new Map(known.map((command) => [keyOf(command), command]))
  const news = declared.flatMap((command) => {
    const old = before.get(keyOf(command))
    if (old === undefined) return [`added    ${keyOf(command)}`]
    return isSame(old, command) ? [] : [`changed  ${keyOf(command)}`]
  })
  const keys = new Set(declared.map(keyOf))
  return [...news, ...[...before.keys()].filter((key) => !keys.has(key)).map((key) => `removed  ${key}`)]
}

/** Which kinds of installation the application is open to; undefined when that is so already. */
const installChange = (
  { integration_types_config: config = { [GUILD_INSTALL]: {} } }: Application,
  userInstall: boolean,
): Readonly<Record<string, unknown>> | undefined => {
  if (Object.hasOwn(config, GUILD_INSTALL) && Object.hasOwn(config, USER_INSTALL) === userInstall) return undefined
  const { [USER_INSTALL]: user = {}, [GUILD_INSTALL]: guild = {} } = config
  return userInstall ? { [GUILD_INSTALL]: guild, [USER_INSTALL]: user } : { [GUILD_INSTALL]: guild }
}

export const registerCommand =
  ({ declarations, declarationFaults, DISCORD_USER_AGENT }: Declared) =>
  async (args: readonly string[]): Promise<number> => {
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
    const userInstall = settings['ALLOW_USER_INSTALL'] === 'true'
    const declared = declarations(userInstall)
    const faults = declarationFaults([...declared])
    if (faults.length > 0) return failure(`Discord would refuse these commands:\n${faults.join('\n')}`)
    const api = apiOf(settings['DISCORD_API'] ?? DISCORD, token, DISCORD_USER_AGENT)
    return register(api, declared, guild, userInstall)
  }

const register = async (
  api: Api,
  declared: readonly Declaration[],
  guild: string | undefined,
  userInstall: boolean,
): Promise<number> => {
  const application = await api<Application>('GET', '/applications/@me')
  if (!application.ok) return failure(application.error)
  const { id, name, verify_key: publicKey } = application.value
  const opened = guild === undefined ? await openTo(api, application.value, userInstall) : ok([])
  if (!opened.ok) return failure(opened.error)
  const path = guild === undefined ? `/applications/${id}/commands` : `/applications/${id}/guilds/${guild}/commands`
  const put = await putCommands(api, path, declared, guild === undefined ? (command) => command : inOneServer)
  if (!put.ok) return failure(put.error)
  const news = [...opened.value, ...put.value]
  const where = guild === undefined ? 'everywhere' : `in server ${guild}`
  console.log(`${name}: ${declared.length} command(s) registered ${where}.`)
  console.log(news.length === 0 ? 'Nothing changed.' : news.join('\n'))
  console.log(`DISCORD_APPLICATION_ID=${id}\nDISCORD_PUBLIC_KEY=${publicKey}`)
  return EXIT.OK
}

const openTo = async (api: Api, application: Application, userInstall: boolean): Promise<Result<string[], string>> => {
  const config = installChange(application, userInstall)
  if (config === undefined) return ok([])
  const patched = await api('PATCH', '/applications/@me', { integration_types_config: config })
  return patched.ok ? ok([`install  ${userInstall ? 'servers and personal accounts' : 'servers'}`]) : patched
}

/** Needed first: Discord refuses commands for a kind of installation that the application is not open to. */
const putCommands = async (
  api: Api,
  path: string,
  declared: readonly Declaration[],
  scoped: (command: Declaration) => Declaration,
): Promise<Result<string[], string>> => {
  const known = await api<readonly Declaration[]>('GET', `${path}?with_localizations=true`)
  if (!known.ok) return known
  const wanted = declared.map(scoped)
  const news = changes(known.value.map(scoped), wanted)
  if (news.length === 0) return ok([])
  const put = await api('PUT', path, wanted)
  return put.ok ? ok(news) : put
}
