// What a person sees: colour where the stream is a terminal and NO_COLOR is not set, plain text everywhere else.
// Nothing that came from a wire reaches the terminal without `plain`.
import { stripVTControlCharacters, styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]
type Brush = (text: string) => string

export type Paint = {
  readonly colour: boolean
  readonly bold: Brush
  readonly dim: Brush
  readonly red: Brush
  readonly green: Brush
  readonly yellow: Brush
  readonly cyan: Brush
  readonly magenta: Brush
  /** A matched word: bold yellow, or in brackets where there is no colour. */
  readonly mark: Brush
}

const brush =
  (style: Style): Brush =>
  (text) =>
    styleText(style, text, { validateStream: false })

const same: Brush = (text) => text

/** Paint for a stream. `NO_COLOR` set to anything but the empty string turns colour off (no-color.org). */
export const painter = (
  stream: { readonly isTTY?: boolean | undefined },
  environment: { readonly NO_COLOR?: string | undefined; readonly TERM?: string | undefined },
): Paint => {
  const colour = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb'
  const style = (name: Style): Brush => (colour ? brush(name) : same)
  return {
    colour,
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
    cyan: style('cyan'),
    magenta: style('magenta'),
    mark: colour ? brush(['bold', 'yellow']) : (text) => `[${text}]`,
  }
}

/** Text that can do nothing to a terminal: no escape sequences, no control characters, no invisible marks, on one line. */
export const plain = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()

const shown = (text: string): number => stripVTControlCharacters(text).length

/** Lines that show at most `width` UTF-16 units, broken between words; a longer word keeps a line of its own. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length === 0 || shown(longer) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** `16:20:01`, by the clock on the wall. */
export const clock = (time: number): string => new Date(time).toTimeString().slice(0, 8)
