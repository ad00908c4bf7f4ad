// The two forms of a message to a Slack webhook: blocks, as Slack has them today, and attachments, as Mattermost and others take them.
import type { EntryTelling } from '../../core/alert/digest-telling.ts'
import { type Line, type Link, linesWithin, plainText, type Stretch, type Telling } from '../../core/alert/telling.ts'
import { SLACK } from '../../core/limits.ts'
import { cut } from '../../core/summary/cut.ts'

export type Form = {
  readonly alert: (telling: Telling) => readonly object[]
  readonly entry: (telling: EntryTelling) => readonly object[]
  /** @param summary what a notification shows */
  readonly message: (summary: string, elements: readonly object[]) => string
  /** Above a digest. */
  readonly heading: (title: string, note: string | undefined) => readonly object[]
  /** Entries of one digest, each with a topic above it. */
  readonly entries: number
}

/** The three characters that Slack reads in every text; a channel or a person is only ever called in angle brackets. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text in which Slack formats and links nothing. */
const plain = (text: string): object => ({ type: 'plain_text', text, emoji: false })

/** Cut before it is escaped, so that no escape is torn; the rest goes with a cut that leaves room for all of them. */
const header = (text: string): object => {
  const whole = escaped(text)
  const short = whole.length <= SLACK.HEADER ? whole : escaped(cut(text.replace(/[&<>]/g, ' '), SLACK.HEADER))
  return { type: 'header', text: plain(short) }
}

const lengthOf = (line: string): number => line.length + 1

const section = (lines: readonly string[], links: readonly Link[]): object => ({
  type: 'section',
  text: plain(linesWithin(lines.map(escaped), SLACK.SECTION, lengthOf).join('\n')),
  ...(links.length === 0 ? {} : { fields: [{ type: 'mrkdwn', text: links.map(linkOf).join(' · '), verbatim: true }] }),
})

const linkOf = ({ label, url }: Link): string => `<${escaped(url).replaceAll('|', '%7C')}|${label}>`

const some = (link: Link | undefined): readonly Link[] => (link === undefined ? [] : [link])

export const blockForm: Form = {
  alert: ({ headline, lines, links }) => [header(headline), section(lines.map(plainText), links)],
  entry: ({ topic, headline, detail, link }) => [
    ...(topic === undefined ? [] : [header(topic)]),
    section([headline, detail], some(link)),
  ],
  message: (summary, blocks) =>
    JSON.stringify({ text: escaped(summary), mrkdwn: false, unfurl_links: false, unfurl_media: false, blocks }),
  heading: (title, note) => [header(title), ...(note === undefined ? [] : [section([note], [])])],
  // An entry takes two blocks with its topic, a heading two more.
  entries: SLACK.BLOCKS / 2 - 1,
}

/** Marks of Mattermost's Markdown, a list's number at the beginning of a line among them. */
const MARKS = /[\\`*_~|[\](){}#!+=$-]/g

const literal = (text: string): string => escaped(text.replace(MARKS, '\\$&')).replace(/^(\s*\d+)([.)])/, '$1\\$2')

/** Marks must touch the letters they mark. */
const around = (mark: string, text: string): string => {
  const words = text.trim()
  return words === '' ? text : text.replace(words, () => mark + literal(words) + mark)
}

const TONES = { strong: '**', found: '**', added: '**', removed: '~~' } as const

const markdown = (line: Line): string =>
  line.map(({ text, tone }: Stretch) => (tone === undefined ? literal(text) : around(TONES[tone], text))).join('')

const titled = (headline: string, link: Link | undefined): object => ({
  fallback: headline,
  title: literal(headline),
  ...(link === undefined ? {} : { title_link: link.url }),
})

/** The address of a Markdown link ends at a parenthesis. */
const inline = ({ label, url }: Link): string => `[${label}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`

export const attachmentForm: Form = {
  alert: ({ headline, lines, links: [read, ...others] }) => [
    { ...titled(headline, read), text: [...lines.map(markdown), ...others.map(inline)].join('\n') },
  ],
  entry: ({ topic, headline, detail, link }) => [
    { ...titled(headline, link), text: literal(detail), ...(topic === undefined ? {} : { pretext: literal(topic) }) },
  ],
  message: (summary, attachments) =>
    JSON.stringify({ ...(attachments.length === 1 ? {} : { text: literal(summary) }), attachments }),
  // The summary stands above the attachments already.
  heading: (_title, note) => (note === undefined ? [] : [{ fallback: note, text: literal(note) }]),
  entries: SLACK.ATTACHMENTS - 1,
}
