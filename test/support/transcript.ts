// A conversation as people see it, a line for each thing said and shown: Markdown's backslashes gone, mentions and times in words, so that
// two walks give the same text.
import type { Given } from './discord-client.ts'
import type { Component, Row, Told } from './told.ts'

type Embed = {
  readonly author?: { readonly name: string }
  readonly title?: string
  readonly description?: string
  readonly fields?: readonly { readonly name: string; readonly value: string }[]
  readonly footer?: { readonly text: string }
}

export type Visible = {
  readonly content?: string
  readonly embeds?: readonly object[]
  readonly components?: readonly Row[]
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const
/** A walk takes some seconds: what was eight hours a moment ago still is. */
const SLACK_SECONDS = 30

/** Seconds from now, as Discord tells them. */
const relative = (seconds: number): string => {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one - SLACK_SECONDS) ?? [undefined, 1]
  if (unit === undefined) return 'now'
  const count = Math.round(Math.abs(seconds) / size)
  const told = `${count} ${unit}${count === 1 ? '' : 's'}`
  return seconds < 0 ? `${told} ago` : `in ${told}`
}

/** A date would be another at each walk: what stands there is how far off it is. */
const momentText = (seconds: number, form: string): string =>
  form === 'R' ? relative(seconds) : `‹${relative(seconds)}›`

/** @param channels names by id */
export const createTranscript = (channels: Readonly<Record<string, string>>, now: () => number) => {
  const lines: string[] = []

  const shown = (text: string): string =>
    text
      .replace(/<t:(\d+):(\w)>/g, (_, at: string, form: string) => momentText(Number(at) - now() / 1_000, form))
      .replace(/<#(\d+)>/g, (_, id: string) => `#${channels[id] ?? id}`)
      .replace(/\\(?=[^\w\s])/g, '')

  const indented = (text: string): string[] => text.split('\n').map((line) => (line === '' ? '' : `    ${line}`))

  const embedLines = ({ author, title, description, fields = [], footer }: Embed): string[] =>
    [author?.name, title, description, ...fields.map(({ name, value }) => `${name}: ${value}`), footer?.text].flatMap(
      (text) => (text === undefined ? [] : indented(shown(text)).map((line) => line.replace(/^ {4}/, '    │ '))),
    )

  const componentText = ({ label, options }: Component): string =>
    options === undefined ? `[${label}]` : `[▾ ${options.map((option) => option.label).join(' | ')}]`

  const visible = ({ content = '', embeds = [], components = [] }: Visible): string[] => [
    ...(content === '' ? [] : indented(shown(content))),
    ...embeds.flatMap((embed) => embedLines(embed as Embed)),
    ...components.map((row) => `    ${row.components.map(componentText).join(' ')}`),
  ]

  const does = (who: string, what: string): void => {
    if (lines.length > 0) lines.push('')
    lines.push(`${who}: ${what}`)
  }

  return {
    /** Somebody says a command. @param named how options are shown whose values are ids */
    says: (who: string, path: string, given: Readonly<Record<string, Given>>): void => {
      const options = Object.entries(given).map(([name, value]) => `${name}:${value}`)
      does(who, [`/${path}`, ...options].join(' '))
    },
    presses: (who: string, label: string): void => does(who, `presses ${label}`),
    chooses: (who: string, label: string): void => does(who, `chooses ${label}`),
    remark: (text: string): void => {
      if (lines.length > 0) lines.push('')
      lines.push(`(${text})`)
    },
    answered: (told: Told): void => {
      lines.push('Nightdesk, seen by nobody else:', ...visible(told))
    },
    posted: (channel: string, message: Visible): void => {
      lines.push(`Nightdesk, in #${channels[channel]}:`, ...visible(message))
    },
    text: (): string => lines.map((line) => line.trimEnd()).join('\n'),
  }
}
