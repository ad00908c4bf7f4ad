// Discord's published schema, closed against unknown keys, as a check of bodies. It lies outside the project; where it is
// not there, nothing is checked.
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js'
import type { BodyKind } from './discord.ts'
import { hasShared, readShared } from './shared-data.ts'

const FILE = 'discord/request-subset.closed.json'

export const hasDiscordSchema = (): boolean => hasShared(FILE)

/** A validator for each kind of body, compiled once. */
const discordValidators = (): ((kind: BodyKind) => ValidateFunction) => {
  const document = JSON.parse(readShared(FILE)) as { $id: string; roots: Record<string, unknown> }
  const ajv = new Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(document)
  const compiled = new Map<BodyKind, ValidateFunction>()
  return (kind) => {
    const schema = JSON.stringify(document.roots[kind]).replaceAll('"#/', `"${document.$id}#/`)
    const validate = compiled.get(kind) ?? ajv.compile(JSON.parse(schema) as object)
    compiled.set(kind, validate)
    return validate
  }
}

type Permitted = { readonly default_member_permissions?: string | null }

/** The schema wants a number where the documentation and the real API take a string. */
const asTheSchemaHasIt = (kind: BodyKind, body: unknown): unknown =>
  kind === 'CommandsPut'
    ? (body as readonly Permitted[]).map(({ default_member_permissions: permissions, ...command }) =>
        permissions == null ? command : { ...command, default_member_permissions: Number(permissions) },
      )
    : body

/** For the stand-in's option `check`: why a body does not fit. Ask `hasDiscordSchema` first. */
export const schemaCheck = (): ((kind: BodyKind, body: unknown) => string | undefined) => {
  const validators = discordValidators()
  return (kind, body) => {
    const validate = validators(kind)
    if (validate(asTheSchemaHasIt(kind, body))) return undefined
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ')
  }
}
