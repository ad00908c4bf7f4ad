// The settings, read once per isolate: secrets masked, and the two local switches refused anywhere but on loopback.
import { ARCHIVE, OWNERS, REQUEST } from '../core/limits.ts'
import { Secret } from '../core/secret.ts'
import type { Env } from './env.ts'

export type Settings = {
  /** Absent when unset or too short: the API is closed. */
  readonly adminToken?: Secret
  readonly discordToken?: Secret
  readonly discordPublicKey?: string
  readonly discordApplicationId?: string
  readonly discordApi: string
  readonly publicUrl?: string
  /** The Worker's own host, which it never fetches. */
  readonly ownHost?: string
  readonly heartbeatUrl?: string
  /** Id of the Discord channel where the operator is told. */
  readonly opsChannel?: string
  /** Empty = every server. */
  readonly allowedGuilds: ReadonlySet<string>
  readonly allowPrivateNetwork: boolean
  /** Days for which items' texts are kept. */
  readonly keepDays: number
  /** Days after which a server that removed the bot is forgotten. */
  readonly purgeDays: number
  /** Whether people may have rules of their own, told by direct message. */
  readonly personalAlerts: boolean
  /** Whether a person may install the commands for themselves alone. */
  readonly allowUserInstall: boolean
}

const DISCORD_API = 'https://discord.com/api/v10'
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

const isLoopback = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && LOOPBACK.has(new URL(url).hostname)

const given = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : value

/** Keys whose value is undefined are left out, as exact optional properties want. */
export const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const localOnly = (env: Env, name: 'DISCORD_API' | 'ALLOW_PRIVATE_NETWORK'): string | undefined => {
  const value = given(env[name])
  if (value === undefined || isLoopback(env.PUBLIC_URL)) return value
  console.error(`${name} is for local use and is ignored, because PUBLIC_URL is not on a loopback host.`)
  return undefined
}

const channelId = (value: string | undefined): string | undefined => {
  if (value === undefined || /^\d{1,20}$/.test(value)) return value
  console.error('OPS_CHANNEL is not the id of a Discord channel (a string of digits) and is ignored.')
  return undefined
}

/** A number out of its bounds would empty an archive or fill a disk: the default holds, and the log says so. */
const daysOf = (env: Env, name: 'KEEP_DAYS' | 'PURGE_DAYS', usual: number, most: number): number => {
  const asked = given(env[name])
  if (asked === undefined) return usual
  const days = /^\d{1,4}$/.test(asked.trim()) ? Number(asked) : 0
  if (days >= 1 && days <= most) return days
  console.error(`${name} is a number from 1 to ${most}; ${usual} is taken instead.`)
  return usual
}

/** An Ed25519 key, as Discord shows it. */
const publicKey = (value: string | undefined): string | undefined => {
  if (value === undefined || /^[0-9a-f]{64}$/i.test(value)) return value
  console.error('DISCORD_PUBLIC_KEY is not a public key (64 hexadecimal digits) and is ignored.')
  return undefined
}

const read = (env: Env): Settings => {
  const adminToken = given(env.ADMIN_TOKEN)
  const discordToken = given(env.DISCORD_TOKEN)
  const publicUrl = given(env.PUBLIC_URL)
  const longEnough = adminToken !== undefined && adminToken.length >= REQUEST.ADMIN_TOKEN_CHARS
  return {
    discordApi: localOnly(env, 'DISCORD_API') ?? DISCORD_API,
    allowPrivateNetwork: localOnly(env, 'ALLOW_PRIVATE_NETWORK') === 'true',
    keepDays: daysOf(env, 'KEEP_DAYS', ARCHIVE.KEEP_DAYS, ARCHIVE.KEEP_DAYS_MAX),
    purgeDays: daysOf(env, 'PURGE_DAYS', OWNERS.PURGE_DAYS, OWNERS.PURGE_DAYS_MAX),
    personalAlerts: given(env.PERSONAL_ALERTS) !== 'false',
    allowUserInstall: given(env.ALLOW_USER_INSTALL) === 'true',
    allowedGuilds: new Set(given(env.ALLOWED_GUILDS)?.split(/[\s,]+/)),
    ...(longEnough ? { adminToken: new Secret(adminToken) } : {}),
    ...(discordToken === undefined ? {} : { discordToken: new Secret(discordToken) }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(publicUrl !== undefined && URL.canParse(publicUrl) ? { ownHost: new URL(publicUrl).host } : {}),
    ...present({
      discordPublicKey: publicKey(given(env.DISCORD_PUBLIC_KEY)),
      discordApplicationId: given(env.DISCORD_APPLICATION_ID),
      heartbeatUrl: given(env.HEARTBEAT_URL),
      opsChannel: channelId(given(env.OPS_CHANNEL)),
    }),
  }
}

const held = new WeakMap<object, Settings>()

export const settingsOf = (env: Env): Settings => {
  const known = held.get(env)
  if (known !== undefined) return known
  const settings = read(env)
  held.set(env, settings)
  return settings
}
