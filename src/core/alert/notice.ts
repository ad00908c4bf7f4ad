// Messages that no rule asked for: a source that fell silent or is back, and what the operator's channel is told.
import type { Fingerprint } from '../identity.ts'
import { minuteOf } from './minute.ts'

/** A source's silence, or its end (`state` is `ok`). */
export type SilenceNotice = {
  readonly kind: 'source.silent'
  readonly source: { readonly id: string; readonly name: string }
  readonly state: string
  /** ISO 8601, all three. */
  readonly since: string
  readonly lastItem?: string
  readonly usualGapMinutes?: number
}

/** A sentence for the operator; `subject` makes two of them one. */
export type OpsNotice = { readonly kind: 'ops'; readonly subject: string; readonly text: string }

export type Notice = SilenceNotice | OpsNotice

/** 144 bits, short enough for a Discord nonce. */
const ID_CHARS = 24

const namesOf = (notice: Notice): readonly string[] =>
  notice.kind === 'ops' ? [notice.kind, notice.subject] : [notice.kind, notice.source.id, notice.state, notice.since]

/** The same notice for the same destination has the same id, so that it is told once however often it is handed over. */
export const noticeId = async (fingerprint: Fingerprint, notice: Notice, destination: string): Promise<string> =>
  (await fingerprint(['notice', ...namesOf(notice), destination].join('\n'))).slice(0, ID_CHARS)

/** The webhook body. @param timestamp ISO 8601 */
export const sourceSilent = (notice: SilenceNotice, timestamp: string): string => {
  const { source, state, since, lastItem, usualGapMinutes } = notice
  return JSON.stringify({
    type: 'source.silent',
    timestamp,
    data: { source, state, since, last_item: lastItem, usual_gap_minutes: usualGapMinutes },
  })
}

const span = (minutes: number): string => (minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`)

const silenceText = ({ source, state, lastItem, usualGapMinutes }: SilenceNotice): string => {
  if (state === 'ok') return `${source.name} is back: it has published something new.`
  const last = lastItem === undefined ? '' : ` since ${minuteOf(lastItem)}`
  const usual = usualGapMinutes === undefined ? '' : ` Its news usually comes every ${span(usualGapMinutes)}.`
  const why = state === 'quiet' ? '' : ` Its state is ${state}.`
  return `${source.name} has published nothing new${last}.${usual}${why}`
}

/** One plain message, for places that show text. */
export const noticeText = (notice: Notice): string => (notice.kind === 'ops' ? notice.text : silenceText(notice))
