// What the Worker is given: bindings and settings, by the names in wrangler.toml and docs/deploy.md.
import type { Desk } from './store/desk.ts'
import type { Outbox } from './store/outbox.ts'
import type { Wire } from './store/wire.ts'

export type Env = {
  readonly RULES: KVNamespace
  readonly DESK: DurableObjectNamespace<Desk>
  readonly WIRE: DurableObjectNamespace<Wire>
  readonly OUTBOX: DurableObjectNamespace<Outbox>
  readonly ADMIN_TOKEN?: string
  readonly DISCORD_TOKEN?: string
  readonly DISCORD_PUBLIC_KEY?: string
  readonly DISCORD_APPLICATION_ID?: string
  readonly PUBLIC_URL?: string
  readonly HEARTBEAT_URL?: string
  readonly OPS_CHANNEL?: string
  readonly ALLOWED_GUILDS?: string
  readonly KEEP_DAYS?: string
  readonly PURGE_DAYS?: string
  readonly PERSONAL_ALERTS?: string
  readonly ALLOW_USER_INSTALL?: string
  readonly DISCORD_API?: string
  readonly ALLOW_PRIVATE_NETWORK?: string
}

/** There is one Desk. */
export const deskOf = (env: Env): DurableObjectStub<Desk> => env.DESK.get(env.DESK.idFromName('desk'))

export const wireOf = (env: Env, source: string): DurableObjectStub<Wire> => env.WIRE.get(env.WIRE.idFromName(source))

export const outboxOf = (env: Env, destination: string): DurableObjectStub<Outbox> =>
  env.OUTBOX.get(env.OUTBOX.idFromName(destination))
