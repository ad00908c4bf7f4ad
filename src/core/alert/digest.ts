// Many alerts in one message: those that a rule wanted together, that came in quiet hours, or that were too many or too old to be told alone.
import type { Fingerprint } from '../identity.ts'
import type { Alert } from '../model.ts'
import { TOPIC_IDS, type TopicId } from '../topics/ids.ts'
import { TOPIC_NAMES } from '../topics/names.ts'

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
  /** Entries of all pages; absent = of this one. */
  readonly total?: number
}

const RANKS: ReadonlyMap<string, number> = new Map(TOPIC_IDS.map((id, rank) => [id, rank]))

/** Topics in the order of TOPIC_IDS; what has none comes last. */
const rankOf = ({ topic = '' }: DigestEntry): number => RANKS.get(topic) ?? TOPIC_IDS.length

const newestFirst = ({ alert: a }: DigestEntry, { alert: b }: DigestEntry): number =>
  Date.parse(b.firstSeen) - Date.parse(a.firstSeen) || (a.id < b.id ? -1 : 1)

/** These alerts, each once, by topic and newest first. @param topicOf the first of the topics that an alert's item is about */
export const entriesOf = (
  alerts: readonly Alert[],
  topicOf: (alert: Alert) => TopicId | undefined,
): readonly DigestEntry[] => {
  const entries = Array.from(new Map(alerts.map((alert) => [alert.id, alert])).values(), (alert): DigestEntry => {
    const topic = topicOf(alert)
    return topic === undefined ? { alert } : { alert, topic }
  })
  return entries.sort((a, b) => rankOf(a) - rankOf(b) || newestFirst(a, b))
}

/**
 * The messages of a digest: every entry in exactly one of them, none of them empty, none at all for no entries.
 * @param fits how many of these entries, in order, go into one message; less than one counts as one, so that nothing is left behind
 */
export const pagesOf = (
  { kind, period }: Pick<Digest, 'kind' | 'period'>,
  entries: readonly DigestEntry[],
  fits: (entries: readonly DigestEntry[]) => number,
): readonly Digest[] => {
  const parts: (readonly DigestEntry[])[] = []
  for (let rest = entries; rest.length > 0; ) {
    const count = Math.max(1, Math.floor(fits(rest)))
    parts.push(rest.slice(0, count))
    rest = rest.slice(count)
  }
  const shape = { kind, period, pages: parts.length, total: entries.length }
  return parts.map((part, index) => ({ ...shape, entries: part, page: index + 1 }))
}

export type DigestGroup = { readonly name: string; readonly entries: readonly DigestEntry[] }

const nameOf = (entry: DigestEntry): string => {
  const id = TOPIC_IDS[rankOf(entry)]
  return id === undefined ? 'Other' : TOPIC_NAMES[id]
}

/** Neighbours of one topic under its name, in the order in which they stand. */
export const groupsOf = (entries: readonly DigestEntry[]): readonly DigestGroup[] => {
  const groups: { name: string; entries: DigestEntry[] }[] = []
  for (const entry of entries) {
    const name = nameOf(entry)
    const last = groups.at(-1)
    if (last?.name === name) last.entries.push(entry)
    else groups.push({ name, entries: [entry] })
  }
  return groups
}

/** 144 bits, short enough for a Discord nonce. */
const ID_CHARS = 24

/**
 * The parcel id of one message of a digest: the same however often it is made. The moment is part of it because two rules may
 * want their dailies at two times of one date.
 */
export const digestId = async (
  fingerprint: Fingerprint,
  destination: string,
  { kind, period, page, at }: Pick<Digest, 'kind' | 'period' | 'page'> & { readonly at: number },
): Promise<string> => (await fingerprint(['digest', destination, kind, period, at, page].join('\n'))).slice(0, ID_CHARS)
