// Why an alert, or a rule's share of it, ended as it did, or its place stopped. What an Outbox records is the English sentence, for whoever asks by HTTP;
// whoever tells it in another language reads the fact back.
import { EVENTS, type Event } from '../model.ts'

/** Sentences that say one thing always. */
export const ENDINGS = {
  accepted: 'accepted',
  muted: 'muted',
  ruleGone: 'rule gone',
  rulePaused: 'rule paused',
  ruleSnoozed: 'rule snoozed',
  ruleGoneOrPaused: 'rule gone or paused',
  noRule: 'no rule',
  left: 'the alert had already left',
  placeGone: 'destination gone',
  damaged: 'its stored form is damaged',
  unpacked: 'it could not be packed',
  foundThere: 'found where it was to go',
} as const
export type PlainEnding = keyof typeof ENDINGS

const MERGED = 'merged into '
const EVENT = 'the destination takes no event '
const OVERDUE = /^not accepted within (\d+) hours$/
const SILENT = /^nothing was accepted for (\d+) days$/

/** @param first the alert that told the story */
export const mergedInto = (first: string): string => `${MERGED}${first}`
export const takesNo = (event: Event): string => `${EVENT}${event}`
export const overdueAfter = (hours: number): string => `not accepted within ${hours} hours`
export const silentFor = (days: number): string => `nothing was accepted for ${days} days`

export type Ended =
  | { readonly kind: PlainEnding }
  | { readonly kind: 'merged'; readonly into: string }
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'overdue'; readonly hours: number }
  | { readonly kind: 'silent'; readonly days: number }

const PLAIN: ReadonlyMap<string, PlainEnding> = new Map(
  Object.entries(ENDINGS).map(([kind, sentence]) => [sentence, kind as PlainEnding]),
)

/** Undefined for what a service answered, and for what another version recorded. */
export const endedIn = (reason: string): Ended | undefined => {
  const plain = PLAIN.get(reason)
  if (plain !== undefined) return { kind: plain }
  if (reason.startsWith(MERGED)) return { kind: 'merged', into: reason.slice(MERGED.length) }
  const event = EVENTS.find((known) => reason === takesNo(known))
  if (event !== undefined) return { kind: 'event', event }
  const hours = OVERDUE.exec(reason)?.[1]
  if (hours !== undefined) return { kind: 'overdue', hours: Number(hours) }
  const days = SILENT.exec(reason)?.[1]
  return days === undefined ? undefined : { kind: 'silent', days: Number(days) }
}

/** The sentences of one language. */
export type EndingWords = {
  readonly plain: Readonly<Record<PlainEnding, string>>
  readonly merged: (into: string) => string
  readonly event: (event: Event) => string
  readonly overdue: (hours: number) => string
  readonly silent: (days: number) => string
}

export const ENGLISH_ENDINGS: EndingWords = {
  plain: ENDINGS,
  merged: mergedInto,
  event: takesNo,
  overdue: overdueAfter,
  silent: silentFor,
}

export const endedText = (words: EndingWords, ended: Ended): string => {
  switch (ended.kind) {
    case 'merged':
      return words.merged(ended.into)
    case 'event':
      return words.event(ended.event)
    case 'overdue':
      return words.overdue(ended.hours)
    case 'silent':
      return words.silent(ended.days)
    default:
      return words.plain[ended.kind]
  }
}
