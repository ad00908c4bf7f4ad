// A person in Discord: says commands, presses buttons, chooses, fills in forms and types, and signs like Discord does.
// The key pair is the first test vector of RFC 8032, section 7.1.

const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
export const PUBLIC_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const privateKey = () =>
  crypto.subtle.importKey(
    'jwk',
    { kty: 'OKP', crv: 'Ed25519', d: base64url(bytesOf(SEED)), x: base64url(bytesOf(PUBLIC_KEY)) },
    { name: 'Ed25519' },
    false,
    ['sign'],
  )

/** @param at ms since the epoch */
export const signedHeaders = async (body: string, at: number): Promise<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1_000))
  const signature = await crypto.subtle.sign('Ed25519', await privateKey(), new TextEncoder().encode(timestamp + body))
  return {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-ed25519': hexOf(new Uint8Array(signature)),
  }
}

export type Given = string | number | boolean
export type Place = {
  readonly id: string
  readonly type?: number
  readonly app_permissions?: string
  readonly permissions?: string
}

/** Who asks, and from where. */
export type Person = {
  readonly user?: string
  /** Undefined = in a DM with the bot. */
  readonly guild?: string | undefined
  readonly permissions?: string
  readonly locale?: string
  /** Whose installation it is; a server's own by default, and nobody's in a DM with a bot that a server installed. */
  readonly owners?: Readonly<Record<string, string>>
  readonly channel?: Place
  /** What the bot may do in that channel. */
  readonly appPermissions?: string
}

export const MANAGE_GUILD = '32'
/** View Channel, Send Messages, Embed Links, Read Message History, Send Messages in Threads: what the invitation asks for. */
export const CAN_POST = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 38n))

let last = 0
/** A fresh snowflake. */
const nextId = (): string => String(9_000_000_000 + ++last)

const bodyOf = (person: Person, type: number, data: object, more: object = {}): object => {
  const { user = '800', permissions = MANAGE_GUILD, locale = 'en-US', appPermissions = CAN_POST } = person
  const guild = 'guild' in person ? person.guild : '500'
  const owners = person.owners ?? (guild === undefined ? { 0: '0' } : { 0: guild })
  const channel = person.channel ?? { id: '700', type: guild === undefined ? 1 : 0 }
  const named = { id: user, username: 'analyst' }
  return {
    id: nextId(),
    application_id: '1000',
    type,
    token: 'interaction-token',
    version: 1,
    channel,
    channel_id: channel.id,
    locale,
    app_permissions: appPermissions,
    authorizing_integration_owners: owners,
    ...(guild === undefined ? { user: named } : { guild_id: guild, member: { permissions, user: named } }),
    data,
    ...more,
  }
}

const optionType = (value: Given): number => (typeof value === 'boolean' ? 5 : typeof value === 'number' ? 4 : 3)

/** `{ query: 'missile' }` as Discord sends options. */
const optionsOf = (given: Readonly<Record<string, Given>>, focused?: string): object[] =>
  Object.entries(given).map(([name, value]) => ({
    name,
    type: optionType(value),
    value,
    ...(name === focused ? { focused: true } : {}),
  }))

const called = (command: string, options: object[], more: object = {}): object => {
  const [name, subcommand] = command.split(' ')
  const nested = subcommand === undefined ? options : [{ name: subcommand, type: 1, options }]
  return { id: '901', name, type: 1, options: nested, ...more }
}

export type Resolved = {
  readonly channels?: Readonly<Record<string, Place>>
  readonly roles?: Readonly<Record<string, { readonly id: string; readonly mentionable?: boolean }>>
  readonly messages?: Readonly<Record<string, object>>
}

/** `slash({}, 'watch add', { query: 'missile' })` */
export const slash = (
  person: Person,
  command: string,
  options: Readonly<Record<string, Given>> = {},
  resolved: Resolved = {},
): object => bodyOf(person, 2, called(command, optionsOf(options), { resolved }))

/** What Discord asks while `option` is being typed. */
export const typing = (
  person: Person,
  command: string,
  option: string,
  typed: string,
  others: Readonly<Record<string, Given>> = {},
): object => bodyOf(person, 4, called(command, optionsOf({ ...others, [option]: typed }, option)))

const onMessage = (message: object | undefined) => ({
  message: message ?? { id: '600', channel_id: '700', author: { id: '1000' } },
})

export const press = (person: Person, customId: string, message?: object): object =>
  bodyOf(person, 3, { component_type: 2, custom_id: customId }, onMessage(message))

export const choose = (person: Person, customId: string, values: readonly string[], message?: object): object =>
  bodyOf(person, 3, { component_type: 3, custom_id: customId, values }, onMessage(message))

/** A text is a text field's, a list a select's. */
export const submit = (
  person: Person,
  customId: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  resolved: Resolved = {},
): object => {
  const components = Object.entries(fields).map(([name, value]) => ({
    type: 18,
    component:
      typeof value === 'string' ? { type: 4, custom_id: name, value } : { type: 3, custom_id: name, values: value },
  }))
  return bodyOf(person, 5, { custom_id: customId, components, resolved })
}

export const onMenu = (person: Person, name: string, message: { readonly id: string }): object =>
  bodyOf(person, 2, {
    id: '902',
    name,
    type: 3,
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
  })
