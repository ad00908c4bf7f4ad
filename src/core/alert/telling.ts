// What a message says of an alert, in lines of toned stretches: the one content that Slack, Teams, ntfy and Telegram each put in their
// own form. Every text in it is inert; nothing is formatted yet.
import { SERVICE } from '../limits.ts'
import type { Alert, DiffPart, Field, Span } from '../model.ts'
import { cut } from '../summary/cut.ts'
import { summarise } from '../summary/lead.ts'
import type { Piece } from '../summary/marked.ts'
import { whyLines } from '../summary/why.ts'
import { envelopeOf } from './envelope.ts'
import { eventOf } from './event.ts'
import { apart, inert } from './inert.ts'
import { markOf } from './mark.ts'
import { minuteOf } from './minute.ts'

/** How a stretch stands out: a found term, or what a change put in or took out. */
export type Tone = 'strong' | 'found' | 'added' | 'removed'
export type Stretch = { readonly text: string; readonly tone?: Tone; readonly url?: string }
export type Line = readonly Stretch[]
export type Link = { readonly label: string; readonly url: string }

export type Telling = {
  /** With what became of the story before it: `Changed: …`. */
  readonly headline: string
  /** The most telling first; a place with little room leaves out from the end. */
  readonly lines: readonly Line[]
  readonly links: readonly Link[]
}

const plain = (text: string): Line => [{ text }]

/** Bounds set by inert marks would tear a mark from its letter: cut first. */
const name = (text: string): string => inert(cut(text, SERVICE.NAME))

export const headlineOf = (alert: Alert): string => {
  const title = inert(alert.item.title).trim() || '(no headline)'
  const mark = markOf(alert)
  return mark === undefined ? title : `${mark}: ${title}`
}

export const originOf = ({ item, source }: Alert): string =>
  [item.label ?? source.name, item.dateline]
    .filter((part) => part !== undefined)
    .map(name)
    .join(' · ')

export const rulesOf = ({ matches }: Alert): string =>
  cut(matches.map((match) => name(match.name)).join(', '), SERVICE.NAME)

const isWebLink = (url: string | undefined): url is string =>
  url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url)

/** In the spelling of a parsed address: no space, quote or angle bracket is left in it. */
export const linksOf = ({ item }: Alert): readonly Link[] => {
  const links: readonly (readonly [string, string | undefined])[] = [
    ['Read', item.url],
    ['Original', item.originalUrl],
  ]
  return links.flatMap(([label, url]) => {
    const href = isWebLink(url) ? new URL(url).href : ''
    return href === '' || href.length > SERVICE.LINK ? [] : [{ label, url: href }]
  })
}

const WITHDRAWN = 'Its page was gone twice, at least an hour apart.'
const MORE_KNOWN = 'More of the story is known now.'
const FIELDS: readonly (readonly [Field, string])[] = [
  ['title', 'Headline'],
  ['lead', 'Lead'],
  ['text', 'Text'],
]

const stretchOf = ({ op, text }: DiffPart): Stretch => ({ text: inert(text), ...(op === 'same' ? {} : { tone: op }) })

const sealed = (line: Line): Line => {
  const texts = apart(line.map(({ text }) => text))
  return line.map((stretch, index) => ({ ...stretch, text: texts[index] ?? '' }))
}

/** Stretches whole, as many as there is room for: half of one would say something else. */
const within = (stretches: Line, room: number): Line => {
  let left = room
  const fitting = stretches.findIndex(({ text }) => {
    left -= text.length
    return left < 0
  })
  return fitting === -1 ? stretches : [...stretches.slice(0, fitting), { text: '…' }]
}

const changedLines = ({ change }: Alert): readonly Line[] => {
  if (change === undefined) return []
  if (change.kind === 'withdrawn') return [plain(WITHDRAWN)]
  const changed = FIELDS.flatMap(([field, label]) => {
    const parts = change.diff?.[field]
    return parts === undefined ? [] : [[{ text: `${label}: ` }, ...parts.map(stretchOf)]]
  })
  const room = Math.floor(SERVICE.CHANGE / Math.max(1, changed.length))
  return changed.length === 0 ? [plain(MORE_KNOWN)] : changed.map((line) => within(sealed(line), room))
}

/** Marks that no inert text can hold, so that what stands between them is a found term. */
const OPEN = '\u0001'
const CLOSE = '\u0002'

const toned = (line: string): Line =>
  line
    .split(OPEN)
    .flatMap((part, index): Stretch[] => {
      if (index === 0) return [{ text: part }]
      const [found = '', rest = ''] = part.split(CLOSE)
      return [{ text: found, tone: 'found' }, { text: rest }]
    })
    .filter(({ text }) => text !== '')

const whyOf = (alert: Alert, spans: readonly Span[]): readonly Line[] => {
  const marks = { mark: (text: string) => OPEN + text + CLOSE, plain: inert }
  const lines = whyLines(spans, alert.item, SERVICE.WHY_LINE, marks).map(toned).map(sealed)
  if (lines.length > 0) return lines
  return [plain(eventOf(alert) === 'item' ? 'All of the query held.' : 'An earlier state of it matched.')]
}

const publishedOf = ({ item }: Alert): string => {
  if (item.day !== undefined) return `${item.day} (the outlet’s calendar)`
  return item.published === undefined ? 'undated' : minuteOf(item.published)
}

export const ALSO_IN = 'Also in '

/** The line that names who told the story as well. */
export const toldAlsoIn = ({ alsoIn = [] }: Pick<Alert, 'alsoIn'>): string =>
  `${ALSO_IN}${cut(alsoIn.map(({ name: also }) => name(also)).join(', '), SERVICE.NAME)}`

const ruleLine = (alert: Alert): string => `Rule: ${rulesOf(alert)}${alert.headlineOnly ? ' · headline only' : ''}`

const pieceOf = ({ text, found }: Piece): Stretch => ({ text: inert(text), ...(found ? { tone: 'found' } : {}) })

export const tell = (alert: Alert): Telling => {
  const spans = alert.matches.flatMap((match) => match.spans)
  const summary = summarise(alert.item, spans, SERVICE.SUMMARY).map(pieceOf)
  return {
    headline: headlineOf(alert),
    links: linksOf(alert),
    lines: [
      plain(originOf(alert)),
      ...changedLines(alert),
      ...(summary.length === 0 ? [] : [sealed(summary)]),
      ...whyOf(alert, spans).map((line) => [{ text: 'Why: ' }, ...line]),
      plain(ruleLine(alert)),
      plain(`Published ${publishedOf(alert)} · First seen ${minuteOf(alert.firstSeen)}`),
      ...(alert.alsoIn === undefined || alert.alsoIn.length === 0 ? [] : [plain(toldAlsoIn(alert))]),
    ],
  }
}

/** What changed alone, for an answer to the message that told the story. */
export const tellChange = (change: Alert): Telling => ({
  headline: headlineOf(change),
  links: linksOf(change),
  lines: [plain(originOf(change)), ...changedLines(change)],
})

/** A line where nothing can be set off: found terms in brackets, a change as word diffs are written, `[-out-]{+in+}`. */
export const plainText = (line: Line): string =>
  line
    .map(({ text, tone }) => {
      if (tone === 'found') return `[${text}]`
      if (tone === 'added') return `{+${text}+}`
      return tone === 'removed' ? `[-${text}-]` : text
    })
    .join('')

/** The first of these alerts that may share a message, at most so many. */
export const sharing = (alerts: readonly Alert[], most: number): readonly Alert[] => {
  const [first] = alerts
  if (first === undefined) return []
  const other = alerts.findIndex((alert) => envelopeOf(alert) !== envelopeOf(first))
  return alerts.slice(0, Math.min(most, other === -1 ? alerts.length : other))
}

/** How many of these sizes, in order, stay within a room: at least one. */
export const countWithin = (sizes: readonly number[], room: number): number => {
  let left = room
  const over = sizes.findIndex((size) => {
    left -= size
    return left < 0
  })
  return Math.max(1, over === -1 ? sizes.length : over)
}

/** The lines that fit a room, in their order; one that does not is left out, a shorter one after it may still fit. */
export const linesWithin = <T>(lines: readonly T[], room: number, size: (line: T) => number): readonly T[] => {
  let left = room
  return lines.filter((line) => {
    const needed = size(line)
    if (needed > left) return false
    left -= needed
    return true
  })
}
