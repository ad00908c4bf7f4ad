// From an address that somebody gave to a source that may be read: checked, its kind seen from the address, its turn no oftener than it takes.
import { POLL } from '../core/limits.ts'
import { type AddressRefusal, checkAddress } from '../core/links.ts'
import type { SourceKind } from '../core/model.ts'
import { err, ok, type Result } from '../core/result.ts'
import { kindAt } from '../core/sources.ts'
import { present, type Settings } from './settings.ts'
import type { SourceDraft } from './store/source-desk.ts'

/** @property every minutes between polls; 0 = push only */
export type SourceRequest = {
  readonly url: string
  readonly name?: string | undefined
  readonly kind?: SourceKind | undefined
  readonly every?: number | undefined
  readonly backfill?: number | undefined
}

/** One sentence for whoever asked, and the field that it is about. */
export type SourceRefusal = {
  readonly code: 'body' | 'address'
  readonly message: string
  readonly at: string
  /** What is wrong with the address, where it is that. */
  readonly address?: AddressRefusal['code']
}

const PATIENT_KINDS: ReadonlySet<SourceKind> = new Set(['kcna', 'kcna-watch'])

const leastMinutes = (kind: SourceKind): number => (PATIENT_KINDS.has(kind) ? POLL.EVERY_MINUTES_KCNA : 1)

const everyOf = (kind: SourceKind, asked: number | undefined): Result<number, SourceRefusal> => {
  const least = leastMinutes(kind)
  if (asked === undefined) return ok(Math.max(POLL.EVERY_MINUTES, least))
  if (asked !== 0 && asked < least) {
    const message = `A source of kind ${kind} is polled every ${least} minutes at most.`
    return err({ code: 'body', message, at: '/every' })
  }
  return ok(asked)
}

const policyOf = ({ allowPrivateNetwork: allowPrivate, ownHost }: Settings) =>
  present({ for: 'source' as const, allowPrivate, ownHost })

/** @param now ms since the epoch */
export const newSource = (
  request: SourceRequest,
  settings: Settings,
  now: number,
): Result<SourceDraft, SourceRefusal> => {
  const { url, kind: asked = 'auto', backfill = 0 } = request
  const kind = asked === 'auto' ? kindAt(url) : asked
  const every = everyOf(kind, request.every)
  if (!every.ok) return every
  if (!URL.canParse(url)) return err({ code: 'body', message: 'This is no address.', at: '/url', address: 'invalid' })
  const address = checkAddress(url, policyOf(settings))
  if (!address.ok) {
    const { code, message } = address.error
    return err({ code: 'address', message, at: '/url', address: code })
  }
  const name = request.name ?? new URL(address.value).host
  return ok({ url: address.value, name, kind, every: every.value, backfill, created: new Date(now).toISOString() })
}
