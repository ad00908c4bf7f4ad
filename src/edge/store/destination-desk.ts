// The Desk's destinations: named and described, never their addresses.
import type { QuotaRefusal } from '../../core/admission.ts'
import { type Destination, isHook, type Owner } from '../../core/model.ts'
import { ok, type Result } from '../../core/result.ts'
import type { DeskStore } from './desk-store.ts'
import type { RuleDesk } from './rule-desk.ts'
import type { Removal } from './source-desk.ts'

/** `null` takes away. */
export type DestinationChange = {
  readonly name?: string
  readonly events?: Destination['events']
  readonly quiet?: Destination['quiet'] | null
  readonly cap?: number | null
  readonly tags?: readonly string[] | null
  readonly turn?: Destination['turn']
}
export type AddedDestination = { readonly destination: Destination; readonly created: boolean }

const withChange = (destination: Destination, change: DestinationChange): Destination => {
  const entries = Object.entries({ ...destination, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return Object.fromEntries(entries) as Destination
}

export const destinationDesk = ({ destinations, rules }: DeskStore, { admit }: RuleDesk) => ({
  /** @param fingerprint of kind and address, so that the same address is one destination and is kept nowhere here. */
  add: (destination: Destination, fingerprint: string): Result<AddedDestination, QuotaRefusal> => {
    const known = destinations.byFingerprint(destination.owner, fingerprint)
    if (known !== undefined) return ok({ destination: known, created: false })
    const admitted = admit(destination.owner, isHook(destination.kind) ? 'hook' : 'channel', { destinations: 1 })
    if (!admitted.ok) return admitted
    destinations.put(destination, fingerprint)
    return ok({ destination, created: true })
  },
  change: (owner: Owner, id: string, change: DestinationChange): Destination | undefined => {
    const known = destinations.one(id)
    if (known?.owner !== owner) return undefined
    const changed = withChange(known, change)
    destinations.change(changed)
    return changed
  },
  /** The destination, if this is news. @param disabled why; undefined = it takes messages again */
  turn: (id: string, disabled: string | undefined): Destination | undefined => {
    const destination = destinations.one(id)
    if (destination === undefined || destinations.disabled(id) === disabled) return undefined
    destinations.setDisabled(id, disabled)
    return destination
  },
  remove: (owner: Owner, id: string): Removal => {
    if (!destinations.of(owner).some((known) => known.id === id)) return 'absent'
    if (rules.of(owner).some((rule) => rule.destination === id)) return 'in-use'
    destinations.remove(id)
    return 'removed'
  },
})

export type DestinationDesk = ReturnType<typeof destinationDesk>
