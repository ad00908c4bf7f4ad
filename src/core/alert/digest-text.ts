// The words of a digest: its heading, why it is one, and a line for each story. Places with formatting of their own write the lines
// themselves; the order and the groups are the same everywhere.
import { type Digest, type DigestEntry, type DigestKind, groupsOf } from './digest.ts'
import { type Mark, markOf } from './mark.ts'

const TITLES: Readonly<Record<DigestKind, string>> = {
  hourly: 'Hourly digest',
  daily: 'Daily digest',
  quiet: 'After quiet hours',
  cap: 'Over the hourly cap',
  late: 'More than a day late',
}

const NOTES: { readonly [kind in DigestKind]?: string } = {
  quiet: 'Held until the quiet hours had ended.',
  cap: 'Told together, because the hour had as many messages as this destination takes.',
  late: 'Told together, because nothing could be delivered here for more than a day.',
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`

/** `25 November 2026`, or `25 November 2026, 06:00–07:00 UTC`; what is neither date nor hour stays as it is. */
const whenOf = (period: string): string => {
  const [, year, month, day, hour] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d))?$/.exec(period) ?? []
  const name = MONTHS[Number(month) - 1]
  if (name === undefined) return period
  const date = `${Number(day)} ${name} ${year}`
  return hour === undefined ? date : `${date}, ${clock(Number(hour))}–${clock(Number(hour) + 1)} UTC`
}

/** `Daily digest, 25 November 2026: 12 stories (1 of 2)` */
export const digestHeading = ({ kind, period, entries, page, pages, total = entries.length }: Digest): string => {
  const part = pages > 1 ? ` (${page} of ${pages})` : ''
  return `${TITLES[kind]}, ${whenOf(period)}: ${total} ${total === 1 ? 'story' : 'stories'}${part}`
}

/** Why these are told together, where no rule asked for it. */
export const digestNote = ({ kind }: Pick<Digest, 'kind'>): string | undefined => NOTES[kind]

/** What a line says of a story: text from the wire, which the place that shows it has to make harmless. */
export type DigestStory = {
  readonly mark?: Mark
  /** Never empty. */
  readonly title: string
  /** Who told it, and who else. */
  readonly origin: string
  readonly url?: string
}

export const storyOf = ({ alert }: DigestEntry): DigestStory => {
  const { item, source, alsoIn = [] } = alert
  const mark = markOf(alert)
  const others = alsoIn.map(({ name }) => name).join(', ')
  const told = item.label ?? source.name
  return {
    ...(mark === undefined ? {} : { mark }),
    title: item.title.trim() || '(no headline)',
    origin: others === '' ? told : `${told}, also in ${others}`,
    ...(item.url === undefined ? {} : { url: item.url }),
  }
}

/** `Changed: Missile brigade honoured · KCNA https://…` */
export const plainStory = ({ mark, title, origin, url }: DigestStory): string =>
  `${mark === undefined ? '' : `${mark}: `}${title} · ${origin}${url === undefined ? '' : ` ${url}`}`

/** A whole message as text. @param line writes one story, with its link as the place shows links */
export const digestText = (digest: Digest, line: (story: DigestStory) => string = plainStory): string => {
  const head = [digestHeading(digest), digestNote(digest)].filter((part) => part !== undefined).join('\n')
  const groups = groupsOf(digest.entries).map(({ name, entries }) =>
    [name, ...entries.map((entry) => `• ${line(storyOf(entry))}`)].join('\n'),
  )
  return [head, ...groups].join('\n\n')
}
