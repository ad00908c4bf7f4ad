// Many alerts in one message: those that a rule wanted together, that came in quiet hours, or that were too many or too old to be told alone.
import type { Alert } from '../model.ts'

/** Why these alerts are told together. */
export const DIGEST_KINDS = ['hourly', 'daily', 'quiet', 'cap', 'late'] as const
export type DigestKind = (typeof DIGEST_KINDS)[number]

export type DigestEntry = { readonly alert: Alert; readonly topic?: string }

/** One message of a digest. Entries stand by topic, newest first. */
export type Digest = {
  readonly kind: DigestKind
  /** `YYYY-MM-DD` in the zone of the rule or the destination; `YYYY-MM-DDTHH` in UTC for an hour's. */
  readonly period: string
  readonly entries: readonly DigestEntry[]
  /** From 1. */
  readonly page: number
  readonly pages: number
}
