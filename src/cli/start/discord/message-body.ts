// The body of a message as a client sends it, and what Discord refuses in it: what it counts and compares. The names and
// kinds of all fields are the business of its published schema, which tests can hand in beside this.
import type { AllowedMentions } from './mentions.ts'
import { invalidForm, REFUSALS, type Refusal } from './refusals.ts'

/** Discord's message page, August 2026. Characters are UTF-16 units here, as in its own clients. */
const CHARS = { content: 2_000, nonce: 25, title: 256, description: 4_096, name: 256, value: 1_024, footer: 2_048 }
const EMBEDS = 10
const EMBED_CHARS = 6_000
const FIELDS = 25
const ROWS = 5
const BUTTONS = 5
const OPTIONS = 25
const CUSTOM_ID_CHARS = 100
const LABEL_CHARS = { button: 80, option: 100 }
const LINK_CHARS = 512
const SELECT = 3

export type Embed = {
  readonly title?: string
  readonly description?: string
  readonly url?: string
  readonly timestamp?: string
  readonly author?: { readonly name: string; readonly url?: string }
  readonly footer?: { readonly text: string }
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[]
}

export type MessageReference = {
  readonly message_id: string
  readonly channel_id?: string
  readonly fail_if_not_exists?: boolean
}

export type MessageBody = {
  readonly content?: string
  readonly embeds?: readonly Embed[]
  readonly components?: readonly unknown[]
  readonly nonce?: string | number
  readonly enforce_nonce?: boolean
  readonly flags?: number
  readonly allowed_mentions?: AllowedMentions
  readonly message_reference?: MessageReference
}

type Component = {
  readonly type?: number
  readonly custom_id?: string
  readonly url?: string
  readonly label?: string
  readonly components?: readonly Component[]
  readonly options?: readonly { readonly label?: string; readonly value?: string }[]
}

type Count = readonly [path: string, text: string | undefined, limit: number]

const embedTexts = ({ title, description, author, footer, fields = [] }: Embed): readonly (string | undefined)[] => [
  title,
  description,
  author?.name,
  footer?.text,
  ...fields.flatMap(({ name, value }) => [name, value]),
]

const length = (text: string | undefined): number => (text ?? '').trim().length

const embedCounts = ({ title, description, author, footer, fields = [] }: Embed, at: string): readonly Count[] => [
  [`${at}.title`, title, CHARS.title],
  [`${at}.description`, description, CHARS.description],
  [`${at}.author.name`, author?.name, CHARS.name],
  [`${at}.footer.text`, footer?.text, CHARS.footer],
  ...fields.flatMap(({ name, value }, index): Count[] => [
    [`${at}.fields.${index}.name`, name, CHARS.name],
    [`${at}.fields.${index}.value`, value, CHARS.value],
  ]),
]

const tooLong = (counts: readonly Count[]): Refusal | undefined => {
  const over = counts.find(([, text, limit]) => length(text) > limit)
  return over === undefined ? undefined : invalidForm(over[0], `Must be ${over[2]} or fewer in length.`)
}

const emptyField = ({ fields = [] }: Embed, at: string): Refusal | undefined => {
  const index = fields.findIndex(({ name, value }) => length(name) === 0 || length(value) === 0)
  return index < 0 ? undefined : invalidForm(`${at}.fields.${index}`, 'This field is required', 'BASE_TYPE_REQUIRED')
}

const embedsRefusal = (embeds: readonly Embed[]): Refusal | undefined => {
  if (embeds.length > EMBEDS) return invalidForm('embeds', `Must be ${EMBEDS} or fewer in length.`)
  for (const [index, embed] of embeds.entries()) {
    const at = `embeds.${index}`
    if ((embed.fields ?? []).length > FIELDS)
      return invalidForm(`${at}.fields`, `Must be ${FIELDS} or fewer in length.`)
    const refusal = tooLong(embedCounts(embed, at)) ?? emptyField(embed, at)
    if (refusal !== undefined) return refusal
  }
  const chars = embeds.flatMap(embedTexts).reduce((sum, text) => sum + length(text), 0)
  return chars > EMBED_CHARS
    ? invalidForm('embeds', `Embed size exceeds maximum size of ${EMBED_CHARS}`, 'MAX_EMBED_SIZE_EXCEEDED')
    : undefined
}

const componentCounts = (component: Component, at: string): readonly Count[] => [
  [`${at}.custom_id`, component.custom_id, CUSTOM_ID_CHARS],
  [`${at}.url`, component.url, LINK_CHARS],
  [`${at}.label`, component.label, LABEL_CHARS.button],
  ...(component.options ?? []).flatMap(({ label, value }, index): Count[] => [
    [`${at}.options.${index}.label`, label, LABEL_CHARS.option],
    [`${at}.options.${index}.value`, value, LABEL_CHARS.option],
  ]),
]

const rowRefusal = ({ components = [] }: Component, at: string): Refusal | undefined => {
  const most = components.some(({ type }) => type === SELECT) ? 1 : BUTTONS
  if (components.length > most) return invalidForm(at, `Must be ${most} or fewer in length.`)
  for (const [index, component] of components.entries()) {
    const here = `${at}.components.${index}`
    const options = (component.options ?? []).length
    const refusal =
      tooLong(componentCounts(component, here)) ??
      (options > OPTIONS ? invalidForm(`${here}.options`, `Must be ${OPTIONS} or fewer in length.`) : undefined)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const repeatedId = (rows: readonly Component[]): Refusal | undefined => {
  const ids = rows.flatMap(({ components = [] }) => components.flatMap(({ custom_id: id }) => id ?? []))
  return new Set(ids).size < ids.length
    ? invalidForm('components', 'Component custom id cannot be duplicated', 'COMPONENT_CUSTOM_ID_DUPLICATED')
    : undefined
}

const componentsRefusal = (rows: readonly Component[]): Refusal | undefined => {
  if (rows.length > ROWS) return invalidForm('components', `Must be ${ROWS} or fewer in length.`)
  for (const [index, row] of rows.entries()) {
    const refusal = rowRefusal(row, `components.${index}`)
    if (refusal !== undefined) return refusal
  }
  return repeatedId(rows)
}

const mentionsRefusal = ({ parse = [], roles = [], users = [] }: AllowedMentions): Refusal | undefined => {
  const both = (kind: string, listed: readonly string[]) => parse.includes(kind) && listed.length > 0
  return both('roles', roles) || both('users', users)
    ? invalidForm(
        'allowed_mentions',
        'parse and ids of one kind are mutually exclusive',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      )
    : undefined
}

const isEmpty = ({ content, embeds, components }: MessageBody): boolean =>
  !content?.trim() && (embeds ?? []).length === 0 && (components ?? []).length === 0

/** What Discord would refuse this body for, or undefined. */
export const bodyRefusal = (body: MessageBody): Refusal | undefined =>
  (isEmpty(body) ? REFUSALS.emptyMessage : undefined) ??
  tooLong([
    ['content', body.content, CHARS.content],
    ['nonce', String(body.nonce ?? ''), CHARS.nonce],
  ]) ??
  embedsRefusal(body.embeds ?? []) ??
  componentsRefusal((body.components ?? []) as readonly Component[]) ??
  mentionsRefusal(body.allowed_mentions ?? {})

/** Of embeds with one address Discord shows the first. */
export const distinctEmbeds = (embeds: readonly Embed[]): readonly Embed[] =>
  embeds.filter(({ url }, index) => url === undefined || embeds.findIndex((other) => other.url === url) === index)
