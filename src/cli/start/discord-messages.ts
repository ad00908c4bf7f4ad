// The messages a stand-in Discord holds: the nonce table that makes a retry harmless, and the limits that make a wrong
// body a 400. It checks what Discord counts; the shape of every field is the business of the official schema in the tests.

/** How long a nonce is remembered. Discord says "the past few minutes". */
const NONCE_MINUTES = 5
const NONCE_CHARS = 25
const CONTENT_CHARS = 2_000
const EMBEDS = 10
const EMBED_CHARS = 6_000
const DISCORD_EPOCH = 1_420_070_400_000

export type Embed = {
  readonly title?: string
  readonly description?: string
  readonly url?: string
  readonly timestamp?: string
  readonly author?: { readonly name: string; readonly url?: string }
  readonly footer?: { readonly text: string }
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[]
}

export type MessageBody = {
  readonly content?: string
  readonly embeds?: readonly Embed[]
  readonly components?: readonly unknown[]
  readonly nonce?: string | number
  readonly enforce_nonce?: boolean
  readonly flags?: number
}

export type Message = MessageBody & {
  readonly id: string
  readonly channel_id: string
  readonly webhook_id?: string
  readonly author: { readonly id: string; readonly username: string; readonly bot: true }
  readonly timestamp: string
  readonly edited_timestamp: string | null
}

export type DiscordError = { readonly code: number; readonly message: string; readonly errors?: unknown }

const invalid = (field: string, message: string): DiscordError => ({
  code: 50035,
  message: 'Invalid Form Body',
  errors: { [field]: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message }] } },
})

const embedChars = ({ title = '', description = '', author, footer, fields = [] }: Embed): number =>
  [title, description, author?.name ?? '', footer?.text ?? '', ...fields.flatMap(({ name, value }) => [name, value])]
    .map((text) => text.trim().length)
    .reduce((sum, length) => sum + length, 0)

const isEmpty = ({ content, embeds, components }: MessageBody): boolean =>
  !content?.trim() && (embeds ?? []).length === 0 && (components ?? []).length === 0

/** What Discord would refuse this body for, or undefined. */
export const errorOf = (body: MessageBody): DiscordError | undefined => {
  const embeds = body.embeds ?? []
  if (isEmpty(body)) return { code: 50006, message: 'Cannot send an empty message' }
  if ((body.content ?? '').length > CONTENT_CHARS)
    return invalid('content', `Must be ${CONTENT_CHARS} or fewer in length.`)
  if (String(body.nonce ?? '').length > NONCE_CHARS)
    return invalid('nonce', `Must be ${NONCE_CHARS} or fewer in length.`)
  if (embeds.length > EMBEDS) return invalid('embeds', `Must be ${EMBEDS} or fewer in length.`)
  const chars = embeds.map(embedChars).reduce((sum, length) => sum + length, 0)
  if (chars > EMBED_CHARS) return invalid('embeds', `Embed size exceeds maximum size of ${EMBED_CHARS}`)
  return undefined
}

export type Place = { readonly channel: string; readonly author: string; readonly webhook?: string }

export type Messages = {
  readonly all: readonly Message[]
  /** Creates a message, or gives the first one again when the same author's nonce is enforced and remembered. */
  readonly create: (
    place: Place,
    body: MessageBody,
  ) => { readonly message: Message | undefined; readonly repeat: boolean }
  readonly find: (channel: string, id: string) => Message | undefined
  readonly edit: (channel: string, id: string, body: MessageBody) => Message | undefined
  readonly remove: (channel: string, id: string) => boolean
}

export const createMessages = (now: () => number): Messages => {
  const all: Message[] = []
  const nonces = new Map<string, { readonly id: string; readonly until: number }>()
  let count = 0

  const snowflake = (): string => String((BigInt(now() - DISCORD_EPOCH) << 22n) + BigInt(count++ % 4_096))
  const at = (channel: string, id: string): number =>
    all.findIndex((message) => message.id === id && message.channel_id === channel)

  const remembered = (key: string): string | undefined => {
    const entry = nonces.get(key)
    return entry !== undefined && entry.until > now() ? entry.id : undefined
  }

  const create: Messages['create'] = ({ channel, author, webhook }, body) => {
    const key = body.nonce !== undefined && body.enforce_nonce === true ? `${author} ${body.nonce}` : undefined
    const earlier = key === undefined ? undefined : remembered(key)
    if (earlier !== undefined) return { message: all.find(({ id }) => id === earlier), repeat: true }
    const message: Message = {
      ...body,
      id: snowflake(),
      channel_id: channel,
      ...(webhook === undefined ? {} : { webhook_id: webhook }),
      author: { id: author, username: 'Nightdesk', bot: true },
      timestamp: new Date(now()).toISOString(),
      edited_timestamp: null,
    }
    all.push(message)
    if (key !== undefined) nonces.set(key, { id: message.id, until: now() + NONCE_MINUTES * 60_000 })
    return { message, repeat: false }
  }

  const edit: Messages['edit'] = (channel, id, body) => {
    const index = at(channel, id)
    const known = all[index]
    if (known === undefined) return undefined
    const edited = { ...known, ...body, edited_timestamp: new Date(now()).toISOString() }
    all[index] = edited
    return edited
  }

  const remove: Messages['remove'] = (channel, id) => {
    const index = at(channel, id)
    if (index >= 0) all.splice(index, 1)
    return index >= 0
  }

  return { all, create, find: (channel, id) => all[at(channel, id)], edit, remove }
}
