// What a run found, as a table for people. The same object goes to results/latest.json.
import { cpus, release, type } from 'node:os'
import type { StartLine } from './cold.ts'
import { AIM_MS, type InteractionFigures } from './interactions/figures.ts'
import { MATCHES_LEAST, type Figure as MatchFigure } from './match-figures.ts'
import type { Figure, Line } from './measure.ts'
import type { PageLines } from './page-figures.ts'
import type { Sizes } from './sizes.ts'
import type { Checks } from './startup.ts'
import { versions } from './tools.ts'

export type Report = {
  /** When the run began. */
  readonly at: string
  readonly version: string
  readonly seconds: number
  readonly quick: boolean
  readonly machine: Readonly<Record<'cpu' | 'system' | 'node' | 'workerd' | 'wrangler', string>> & {
    readonly cores: number
  }
  readonly warm: readonly Line[]
  readonly cold: readonly Line[]
  readonly interactions: InteractionFigures
  readonly pages: PageLines
  readonly matcher: readonly MatchFigure[]
  readonly start: StartLine
  readonly check: Checks
  readonly sizes: Sizes
}

export const machine = (): Report['machine'] => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  system: `${type()} ${release()}`,
  ...versions(),
})

type Row = readonly string[]

/** Columns of equal width: the first to the left, the others to the right. */
const table = (rows: readonly Row[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)
  return rows.map((row) => `  ${row.map(cell).join('  ').trimEnd()}`).join('\n')
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1)
const range = ({ least, most }: Figure): string => `${ms(least)}-${ms(most)}`
const ratio = (ours: number, theirs: number): string => `${(ours / theirs).toFixed(ours < theirs ? 2 : 1)}x`
const whole = (value: number): string => value.toLocaleString('en-US')

const linesTable = (title: string, lines: readonly Line[], peerName = 'empty'): string =>
  table([
    [title, 'CPU ms', 'least-most', peerName, 'ratio', 'samples'],
    ...lines.map(({ name, ours, peer, samples, calls }) => [
      name,
      ms(ours.median),
      range(ours),
      ms(peer.median),
      ratio(ours.median, peer.median),
      calls === 1 ? `${samples}` : `${samples} x ${whole(calls)}`,
    ]),
  ])

export const pagesTable = ({ warm, cold }: PageLines): string =>
  [
    linesTable("Reading a story's page, warm", warm, 'whole tree'),
    linesTable('First page of a fresh process', cold, 'whole tree'),
  ].join('\n\n')

export const interactionsTable = ({ calls, servers, mean, kinds }: InteractionFigures): string =>
  [
    `  ${whole(calls)} mixed interactions of ${servers} servers: ${ms(mean)} ms of CPU each (under ${AIM_MS}: ${mean < AIM_MS ? 'holds' : 'DOES NOT HOLD'})`,
    table([
      ['By kind', 'CPU ms', 'most', 'calls'],
      ...kinds.map(({ kind, mean: one, most, calls: times }) => [kind, ms(one), ms(most), whole(times)]),
    ]),
  ].join('\n')

const share = (value: number): string => (value < 0.1 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2))

const verdictOf = (holds: boolean): string => (holds ? 'holds' : 'DOES NOT HOLD')

const matchesLine = (matches: number): string =>
  `\n    ${matches.toFixed(1)} rules match an article (at least ${MATCHES_LEAST}: ${verdictOf(matches >= MATCHES_LEAST)})`

const matchLine = ({ name, ours, theirs, unit, most, note, matches }: MatchFigure): string => {
  const verdict = verdictOf(ours / theirs <= most)
  const digits = unit === 'ms' ? 3 : 1
  const both = `${ours.toFixed(digits)} ${unit} / ${theirs.toFixed(digits)} ${unit}`
  return `  ${name}\n    ${share(ours / theirs)} (at most ${share(most)}: ${verdict})   ${both}   ${note}${matches === undefined ? '' : matchesLine(matches)}`
}

export const matchLines = (figures: readonly MatchFigure[]): string =>
  ['  Matching, ours beside another, ms of CPU', ...figures.map(matchLine)].join('\n')

const startTable = ({ start, check }: Report): string =>
  table([
    ['Start-up', 'CPU ms', 'least-most', 'libraries', 'empty'],
    [start.name, ms(start.ours.median), range(start.ours), ms(start.libraries.median), ms(start.peer.median)],
    [
      'wrangler check startup, active',
      ms(check.nightdesk.median),
      range(check.nightdesk),
      ms(check.libraries.median),
      ms(check.empty.median),
    ],
  ])

const sizeTable = ({ sizes: { nightdesk, libraries } }: Report): string =>
  table([
    ['Bundle, bytes', 'plain', 'gzip', 'libraries', 'gzip', 'ratio of gzip'],
    [
      'as deployed',
      whole(nightdesk.bytes),
      whole(nightdesk.gzip),
      whole(libraries.bytes),
      whole(libraries.gzip),
      ratio(nightdesk.gzip, libraries.gzip),
    ],
  ])

const headOf = ({
  at,
  version,
  quick,
  seconds,
  machine: { cpu, cores, system, node, workerd, wrangler },
}: Report): string =>
  `Nightdesk ${version} bench, ${at.slice(0, 10)}, ${quick ? 'quick' : 'full'} run of ${Math.round(seconds)} s
${cpu}, ${cores} cores, ${system}; node ${node}, workerd ${workerd}, wrangler ${wrangler}`

export const printed = (report: Report): string =>
  [
    headOf(report),
    linesTable('CPU of workerd per call, warm', report.warm),
    linesTable('First call of a fresh process', report.cold),
    interactionsTable(report.interactions),
    pagesTable(report.pages),
    matchLines(report.matcher),
    startTable(report),
    sizeTable(report),
  ].join('\n\n')
