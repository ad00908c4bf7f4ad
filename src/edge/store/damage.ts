// Rows of an Outbox that cannot be read: each is reported once, counted, kept, and never fatal to the rest.
import { ENDINGS } from '../../core/alert/ending.ts'
import type { Alert } from '../../core/model.ts'
import type { Facts } from './facts.ts'

/** The recorded reason. */
export const DAMAGED = ENDINGS.damaged
/** Ids that are kept for the count. */
const KEPT = 100

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isJson = (text: string): boolean => parsed(text) !== undefined

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const areStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/

const isDelivery = (value: unknown): boolean =>
  !isRecord(value) || (TIME_OF_DAY.test(String(value['daily'])) && typeof value['zone'] === 'string')

const isMatch = (value: unknown): boolean =>
  isRecord(value) && typeof value['rule'] === 'string' && isDelivery(value['delivery'])

const isTold = ({ item, mentions }: Record<string, unknown>): boolean =>
  isRecord(item) &&
  areStrings([item['title'], item['lead']]) &&
  isRecord(mentions) &&
  areStrings(mentions['roles']) &&
  areStrings(mentions['users'])

/** Undefined when it is none, or not so much as is read of it before it is packed. What stands deeper is its courier's to find fault with. */
export const alertIn = (body: string): Alert | undefined => {
  const alert = parsed(body)
  if (!isRecord(alert) || typeof alert['id'] !== 'string' || !isTold(alert)) return undefined
  const { matches } = alert
  return Array.isArray(matches) && matches.every(isMatch) ? (alert as unknown as Alert) : undefined
}

/** Undefined when they are none. */
export const idsIn = (text: string): string[] | undefined => {
  const ids = parsed(text)
  return areStrings(ids) ? ids : undefined
}

export const damageOf = (facts: Facts) => ({
  report: (what: 'alert' | 'parcel', id: string): void => {
    console.error(`${what} ${id}: ${DAMAGED}`)
    facts.set('damaged', [...new Set([...(facts.get<string[]>('damaged') ?? []), id])].slice(-KEPT))
  },
  count: (): number => facts.get<string[]>('damaged')?.length ?? 0,
  /** Ids that are in no table any more. */
  forget: (gone: readonly string[]): void => {
    const known = facts.get<string[]>('damaged')
    if (known === undefined) return
    const left = known.filter((id) => !gone.includes(id))
    if (left.length === 0) facts.remove('damaged')
    else if (left.length < known.length) facts.set('damaged', left)
  },
})

export type Damage = ReturnType<typeof damageOf>
