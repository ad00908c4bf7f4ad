// What we read of an interaction. Every field is checked by a small total function: whatever stands in the body, reading it never throws.
import { InteractionType } from 'discord-interactions'
import type { Owner } from '../../core/model.ts'

export type Kind = 'ping' | 'command' | 'message-command' | 'component' | 'autocomplete' | 'modal' | 'unknown'

/** A place in Discord as the payload describes it. */
export type Channel = {
  readonly id: string
  readonly type: number
  /** Of a thread: the channel or forum it is in. */
  readonly parent?: string
  /** What the bot may do there; absent when the payload does not say. */
  readonly permissions?: bigint
}

export type Role = { readonly id: string; readonly mentionable: boolean }
export type Value = string | number | boolean

export type Interaction = {
  readonly kind: Kind
  readonly id: string
  readonly token: string
  readonly application: string
  /** The installation that stands behind the call, never the place it was made in. */
  readonly owner?: Owner
  /** Who clicked or typed. */
  readonly user?: string
  /** What that person may do in the channel; nothing outside a server. */
  readonly permissions: bigint
  readonly locale: string
  readonly channel?: Channel
  /** Name of the command, and of the subcommand where there is one. */
  readonly command: string
  readonly subcommand?: string
  readonly options: ReadonlyMap<string, Value>
  /** The option that is being typed. */
  readonly focused?: string
  /** Of a component or a modal. */
  readonly customId: string
  /** Chosen in a select. */
  readonly values: readonly string[]
  /** A modal's fields by their custom_id. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  /** The message a component sits on, or a message command was called on. */
  readonly message?: { readonly id: string; readonly channel?: string }
  /** Channels and roles that options or fields name. */
  readonly channelOf: (id: string) => Channel | undefined
  readonly roleOf: (id: string) => Role | undefined
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((entry): entry is string => typeof entry === 'string')
const isValue = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value)

/** A snowflake: digits, as a string. Discord's "0" stands for no server. */
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{1,20}$/.test(value) && value !== '0' ? value : undefined

const bitsOf = (value: unknown): bigint | undefined =>
  typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : undefined

/** Discord's numbers for the two kinds of command that we have, and for a subcommand. */
const CHAT_INPUT = 1
const ON_MESSAGE = 3
const SUBCOMMAND = 1

const kindOf = (type: unknown, data: Fields): Kind => {
  switch (type) {
    case InteractionType.PING as number:
      return 'ping'
    case InteractionType.APPLICATION_COMMAND as number:
      if (data['type'] === ON_MESSAGE) return 'message-command'
      return data['type'] === undefined || data['type'] === CHAT_INPUT ? 'command' : 'unknown'
    case InteractionType.MESSAGE_COMPONENT as number:
      return 'component'
    case InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE as number:
      return 'autocomplete'
    case InteractionType.MODAL_SUBMIT as number:
      return 'modal'
    default:
      return 'unknown'
  }
}

/**
 * Key "0" holds the server that installed the bot, key "1" the user who did; elsewhere nothing counts. A payload that comes from
 * another server than it is for cannot be: what its member may do there says nothing here.
 */
const ownerOf = (owners: Fields, place: unknown): Owner | undefined => {
  const guild = idOf(owners['0'])
  if (guild !== undefined) return place === undefined || place === guild ? `guild:${guild}` : undefined
  const user = idOf(owners['1'])
  return user === undefined ? undefined : `user:${user}`
}

const channelOf = (value: unknown, permissions: unknown): Channel | undefined => {
  const { id, type, parent_id } = fieldsOf(value)
  const known = idOf(id)
  if (known === undefined) return undefined
  const bits = bitsOf(permissions)
  const parent = idOf(parent_id)
  const channel = { id: known, type: typeof type === 'number' ? type : 0, ...(parent === undefined ? {} : { parent }) }
  return bits === undefined ? channel : { ...channel, permissions: bits }
}

const roleOf = (value: unknown): Role | undefined => {
  const { id, mentionable } = fieldsOf(value)
  const known = idOf(id)
  return known === undefined ? undefined : { id: known, mentionable: mentionable === true }
}

const optionsOf = (options: readonly unknown[]): Pick<Interaction, 'options' | 'focused'> => {
  const given = options.map(fieldsOf)
  const pairs = given.flatMap(({ name, value }) =>
    typeof name === 'string' && isValue(value) ? [[name, value] as const] : [],
  )
  const focused = given.find((option) => option['focused'] === true)?.['name']
  return { options: new Map(pairs), ...(typeof focused === 'string' ? { focused } : {}) }
}

const calledOf = (data: Fields): Pick<Interaction, 'command' | 'subcommand' | 'options' | 'focused'> => {
  const options = listOf(data['options'])
  const first = fieldsOf(options[0])
  const command = textOf(data['name'])
  if (first['type'] !== SUBCOMMAND) return { command, ...optionsOf(options) }
  return { command, subcommand: textOf(first['name']), ...optionsOf(listOf(first['options'])) }
}

/** A modal's fields stand in labels, one each; older clients send action rows. */
const modalFields = (components: readonly unknown[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    components.map(fieldsOf).flatMap(({ component, components: row }) =>
      [component, ...listOf(row)].map(fieldsOf).flatMap(({ custom_id: id, value, values }) => {
        if (typeof id !== 'string') return []
        return [[id, typeof value === 'string' ? [value] : textsOf(values)] as const]
      }),
    ),
  )

const messageOf = (body: Fields, data: Fields, resolved: Fields): Interaction['message'] => {
  const target = idOf(data['target_id'])
  const value = target === undefined ? body['message'] : fieldsOf(resolved['messages'])[target]
  const { id, channel_id } = fieldsOf(value)
  const known = idOf(id)
  const channel = idOf(channel_id)
  if (known === undefined) return undefined
  return channel === undefined ? { id: known } : { id: known, channel }
}

/** Undefined for what is no interaction at all: no object, or no type. */
export const readInteraction = (json: unknown): Interaction | undefined => {
  const body = fieldsOf(json)
  if (typeof body['type'] !== 'number') return undefined
  const data = fieldsOf(body['data'])
  const resolved = fieldsOf(data['resolved'])
  const member = fieldsOf(body['member'])
  const owner = ownerOf(fieldsOf(body['authorizing_integration_owners']), body['guild_id'])
  const user = idOf(fieldsOf(member['user'])['id']) ?? idOf(fieldsOf(body['user'])['id'])
  const channel = channelOf(body['channel'] ?? { id: body['channel_id'] }, body['app_permissions'])
  const message = messageOf(body, data, resolved)
  return {
    kind: kindOf(body['type'], data),
    id: idOf(body['id']) ?? '',
    token: textOf(body['token']),
    application: idOf(body['application_id']) ?? '',
    permissions: bitsOf(member['permissions']) ?? 0n,
    locale: textOf(body['locale']),
    ...calledOf(data),
    customId: textOf(data['custom_id']),
    values: textsOf(data['values']),
    fields: modalFields(listOf(data['components'])),
    channelOf: (id) => {
      const known = fieldsOf(fieldsOf(resolved['channels'])[id])
      const named = channelOf(known, known['app_permissions'])
      return named?.permissions === undefined && channel?.id === id ? channel : named
    },
    roleOf: (id) => roleOf(fieldsOf(resolved['roles'])[id]),
    ...(owner === undefined ? {} : { owner }),
    ...(user === undefined ? {} : { user }),
    ...(channel === undefined ? {} : { channel }),
    ...(message === undefined ? {} : { message }),
  }
}
