// Discord's published schema, closed against unknown keys, as a check of bodies, and the rules of its documentation that a schema
// cannot say. The schema lies outside the project; where it is not there, nothing is checked against it.
import type { APIEmbed } from 'discord-api-types/v10'
import type { Message } from '../../src/edge/discord/message.ts'
import type { BodyKind } from './discord.ts'
import { type Validator, validatorOf } from './discord-validator.ts'
import type { DiscordSchema } from './provided.ts'
import { hasShared, readShared } from './shared-data.ts'

const FILE = 'discord/request-subset.closed.json'

export const hasDiscordSchema = (): boolean => hasShared(FILE)

type Permitted = { readonly default_member_permissions?: string | null }

/** The schema wants a number where the documentation and the real API take a string. */
const asTheSchemaHasIt = (kind: BodyKind, body: unknown): unknown =>
  kind === 'CommandsPut'
    ? (body as readonly Permitted[]).map(({ default_member_permissions: permissions, ...command }) =>
        permissions == null ? command : { ...command, default_member_permissions: Number(permissions) },
      )
    : body

let faultsIn: Validator | undefined

/** What the schema has against a body; empty when it takes it, and when the schema is not here. */
export const schemaErrors = (kind: BodyKind, body: unknown): readonly string[] => {
  if (!hasDiscordSchema()) return []
  faultsIn ??= validatorOf(JSON.parse(readShared(FILE)) as DiscordSchema)
  return faultsIn(kind, asTheSchemaHasIt(kind, body))
}

/** For the stand-in's option `check`: why a body does not fit. Ask `hasDiscordSchema` first. */
export const schemaCheck = (): ((kind: BodyKind, body: unknown) => string | undefined) => (kind, body) => {
  const faults = schemaErrors(kind, body)
  return faults.length === 0 ? undefined : faults.join('; ')
}

const units = (text: string | undefined): number => (text ?? '').trim().length

const embedUnits = ({ author, title, description, fields = [], footer }: APIEmbed): number =>
  [author?.name, title, description, footer?.text, ...fields.flatMap(({ name, value }) => [name, value])]
    .map(units)
    .reduce((sum, length) => sum + length, 0)

const customIds = (value: unknown): string[] =>
  Array.from(JSON.stringify(value ?? []).matchAll(/"custom_id":"([^"]*)"/g), ([, id]) => id ?? '')

const pinged = (content: string, pattern: RegExp): string[] =>
  [...new Set(Array.from(content.matchAll(pattern), ([, id]) => id ?? ''))].toSorted()

/** Rules of Discord's documentation that this message breaks, by name (resources/message, components/reference). */
export const brokenRules = (message: Message): string[] => {
  const { content = '', embeds = [], components = [], allowed_mentions: allowed } = message
  const urls = embeds.map(({ url }) => url).filter((url) => url !== undefined)
  const ids = customIds(components)
  const rules: Readonly<Record<string, boolean>> = {
    'an empty message': content.trim() === '' && embeds.length === 0,
    'content of 2,000': content.length > 2_000,
    'ten embeds': embeds.length > 10,
    '6,000 characters over all embeds': embeds.map(embedUnits).reduce((sum, length) => sum + length, 0) > 6_000,
    'distinct urls': new Set(urls).size < urls.length,
    'an empty title': embeds.some(({ title }) => units(title) === 0),
    'an empty field': embeds.some(({ fields = [] }) => fields.some((f) => units(f.name) === 0 || units(f.value) === 0)),
    'distinct custom_ids of at most 100': new Set(ids).size < ids.length || ids.some((id) => id.length > 100),
    'mentions stated': allowed?.parse === undefined || allowed.parse.length > 0,
    'exactly the roles it names':
      pinged(content, /<@&(\d+)>/g).join() !== [...(allowed?.roles ?? [])].toSorted().join(),
    'exactly the users it names': pinged(content, /<@(\d+)>/g).join() !== [...(allowed?.users ?? [])].toSorted().join(),
  }
  return Object.keys(rules).filter((rule) => rules[rule])
}
