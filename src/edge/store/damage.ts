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

/** Undefined when it is none. What stands deeper is its courier's to find fault with. */
export const alertIn = (body: string): Alert | undefined => {
  const alert = parsed(body)
  const whole =
    isRecord(alert) && typeof alert['id'] === 'string' && Array.isArray(alert['matches']) && isRecord(alert['item'])
  return whole ? (alert as unknown as Alert) : undefined
}

/** Undefined when they are none. */
export const idsIn = (text: string): string[] | undefined => {
  const ids = parsed(text)
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined
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
