// The lines a person reads: the heading, the wire's stories, the alerts with their reasons, the sum at the end.
// Functions from values to text; nothing here prints.
import { clock, type Paint, wrap } from '../terminal.ts'
import type { Arrival, Detail, Piece, ShownStory } from './arrivals.ts'
import type { LocalRule } from './rules.ts'
import type { Story } from './stories.ts'

const WIDTH = 100
/** Under the words of a line, beside clock and tag. */
const INDENT = ' '.repeat(20)
const TAG = 9
const HANGING = '  '

/** Wrapped under the words of a line; `hanging` sets what follows a break further in. */
const block = (text: string, hanging = ''): string[] =>
  wrap(text, WIDTH - INDENT.length - hanging.length).map((line, index) => INDENT + (index === 0 ? '' : hanging) + line)

const painted = (pieces: readonly Piece[], paint: Paint): string =>
  pieces.map(({ text, marked }) => (marked ? paint.mark(text) : text)).join('')

export const wireLine = (at: number, story: Story, paint: Paint): string =>
  paint.dim(`${clock(at)}  ${'wire'.padEnd(TAG)} ${story.title}`)

const detailLines = ({ label, pieces }: Detail, paint: Paint): string[] =>
  block(
    [label === '' ? '' : paint.cyan(`${label}:`), painted(pieces, paint)].filter((part) => part !== '').join(' '),
    HANGING,
  )

const storyLines = (story: ShownStory, paint: Paint): string[] => [
  ...(story.source === '' ? [] : [INDENT + paint.dim(story.source)]),
  ...block(painted(story.summary, paint)),
  ...story.details.flatMap((detail) => detailLines(detail, paint)),
  ...(story.url === undefined ? [] : [INDENT + paint.dim(story.url)]),
]

/** An alert as it was received: title, source, summary, why, where. */
export const arrivalLines = (at: number, arrival: Arrival, paint: Paint): readonly string[] => {
  const brush = arrival.via === 'discord' ? paint.magenta : paint.green
  return arrival.stories.flatMap((story) => [
    '',
    `${paint.dim(clock(at))}  ${brush(arrival.word.padEnd(TAG))} ${paint.bold(story.title)}`,
    ...storyLines(story, paint),
    INDENT + brush(`→ ${arrival.receipt}`),
  ])
}

export type Heading = {
  readonly worker: string
  readonly wire: string
  readonly discord: string
  readonly receiver: string
  /** As a person types it from where they are. */
  readonly tokenFile: string
  readonly rules: readonly LocalRule[]
  /** Stories that an earlier start left behind. */
  readonly remembered: number
}

const row = (name: string, address: string, note: string, paint: Paint): string =>
  `  ${paint.bold(name.padEnd(9))} ${address.padEnd(38)} ${paint.dim(note)}`

const ruleLine = ({ name, query, to }: LocalRule, paint: Paint): string =>
  `  ${name.padEnd(18)} ${paint.cyan(query.padEnd(42))} ${paint.dim(`→ ${to}`)}`

export const headingLines = (heading: Heading, paint: Paint): readonly string[] => [
  `${paint.bold('Nightdesk')}, a desk on this machine: the real Worker, a practice wire, stand-ins for Discord and a webhook.`,
  paint.dim('The stories are invented, and nothing leaves this machine.'),
  '',
  row('Worker', heading.worker, 'in workerd, with its storage kept between starts', paint),
  row('Wire', `${heading.wire}/feed.xml`, 'RSS, a new story every few seconds', paint),
  row('Discord', `${heading.discord}/api/v10`, 'a stand-in that remembers nonces', paint),
  row('Webhook', `${heading.receiver}/hook`, 'refuses what is not signed well', paint),
  '',
  `Rules${heading.remembered > 0 ? ` (and ${heading.remembered} stories from last time)` : ''}:`,
  ...heading.rules.map((rule) => ruleLine(rule, paint)),
  '',
  'Ask it something:',
  `  curl -H "Authorization: Bearer $(cat ${heading.tokenFile})" "${heading.worker}/api/v1/items?q=missile*"`,
  paint.dim('Stop with Ctrl-C; a restart remembers.'),
]

export type Summary = {
  readonly items: number
  readonly matched: number
  readonly alerts: number
  readonly discord: number
  readonly webhook: number
  readonly lost: number
}

/** `12 items, 5 matched, 5 alerts, 3 discord, 2 webhook, 0 lost`: read by scripts, so never painted. */
export const summaryLine = ({ items, matched, alerts, discord, webhook, lost }: Summary): string =>
  `${items} items, ${matched} matched, ${alerts} alerts, ${discord} discord, ${webhook} webhook, ${lost} lost`
