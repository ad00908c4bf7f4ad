// Opening a place for alerts: the Desk knows it by its name, the Outbox alone by its address. Half made, it is made at the next asking.
import type { QuotaRefusal } from '../core/admission.ts'
import type { Destination, Owner } from '../core/model.ts'
import { ok, type Result } from '../core/result.ts'
import { deskOf, type Env, outboxOf } from './env.ts'
import { fingerprint, freshId } from './fingerprint.ts'
import type { Place } from './place.ts'
import { present } from './settings.ts'
import { withConsent } from './webhook/consent.ts'

/** What its owner says of it, beside where it is. */
export type Traits = { readonly kind: Destination['kind'] } & {
  readonly [K in 'name' | 'events' | 'quiet' | 'cap' | 'tags']?: Destination[K] | undefined
}

export type Opened = {
  readonly destination: Destination
  /** False when the owner had it already. */
  readonly created: boolean
  /** Of a new webhook, to be shown once. */
  readonly secret?: string
}

const destinationOf = (owner: Owner, place: Place, traits: Traits, now: number): Destination => {
  const { kind, name = place.name, events = ['item', 'revised', 'withdrawn'], quiet, cap, tags } = traits
  const created = new Date(now).toISOString()
  const named = { id: freshId(12), owner, kind, name, events, address: place.address, created }
  return { ...named, ...present({ quiet, cap, tags }) }
}

/** @param now ms since the epoch */
export const openDestination = async (
  env: Env,
  owner: Owner,
  place: Place,
  traits: Traits,
  now: number,
): Promise<Result<Opened, QuotaRefusal>> => {
  const { config, sameAs } = place
  const candidate = destinationOf(owner, place, traits, now)
  const added = await deskOf(env).addDestination(candidate, await fingerprint(`${config.kind}\n${sameAs}`))
  if (!added.ok) return added
  const { destination, created } = added.value
  const outbox = outboxOf(env, destination.id)
  if (!created && (await outbox.isConfigured())) return ok({ destination, created: false })
  const { quiet, cap } = traits
  await outbox.configure(destination.id, withConsent(owner, config), present({ quiet, cap }))
  return ok({ destination, created: true, ...(config.kind === 'webhook' ? { secret: config.secret } : {}) })
}
