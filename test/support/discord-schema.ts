// Discord's published schema, closed against unknown keys, as a check of bodies. It lies outside the project; where it is
// not there, nothing is checked.
import type { BodyKind } from './discord.ts'
import { validatorOf } from './discord-validator.ts'
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

/** For the stand-in's option `check`: why a body does not fit. Ask `hasDiscordSchema` first. */
export const schemaCheck = (): ((kind: BodyKind, body: unknown) => string | undefined) => {
  const faultsIn = validatorOf(JSON.parse(readShared(FILE)) as DiscordSchema)
  return (kind, body) => {
    const faults = faultsIn(kind, asTheSchemaHasIt(kind, body))
    return faults.length === 0 ? undefined : faults.join('; ')
  }
}
