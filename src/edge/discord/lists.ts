// Lists in a reply: as many lines as fit a message, and what was left out named or counted.
import { COMMAND } from '../../core/limits.ts'
import { clip, disarm } from './text.ts'
import type { Sentences } from './words/words.ts'

const NAMES = 5
const LINE_CHARS = 180

/** How many of the lines, from the first, fit into `room` UTF-16 units. */
const fitting = (lines: readonly string[], room: number): number => {
  let left = room
  const full = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return full === -1 ? lines.length : full
}

/** @param lines already Discord's markdown */
export const listed = ({ common }: Sentences, lines: readonly string[]): string => {
  const shown = lines.slice(0, COMMAND.LINES).map((line) => clip(line, LINE_CHARS))
  const count = fitting(shown, COMMAND.LIST_CHARS)
  const rest = lines.length - count
  return rest === 0 ? shown.join('\n') : [...shown.slice(0, count), common.andMore(rest)].join('\n')
}

/** The first few by name, the others counted. */
export const named = ({ common }: Sentences, names: readonly string[]): string => {
  const shown = names.slice(0, NAMES).map((name) => disarm(name))
  const rest = names.length - shown.length
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')}, ${common.andMore(rest)}`
}

export type Line = { readonly name: string; readonly line: string }

/** Names of what has no line, as many as fit; the others are counted. */
const leftOut = ({ common, status }: Sentences, names: readonly string[], room: number): string => {
  const short = names.map((name) => clip(name, COMMAND.NAME_CHARS))
  const all = status.notShown(short.join(', '))
  if (all.length <= room) return all
  const count = fitting(
    short.map((name) => `${name},`),
    room - status.notShown(`, ${common.andMore(names.length)}`).length,
  )
  return status.notShown([...short.slice(0, count), common.andMore(names.length - count)].join(', '))
}

/** Whole lines, as many as fit, and the names of what was left out. Both are Discord's markdown. @param more names without a line */
export const namedLines = (
  say: Sentences,
  lines: readonly Line[],
  more: readonly string[],
  { room, names }: { readonly room: number; readonly names: number },
): string => {
  const texts = lines.map(({ line }) => line)
  if (more.length === 0 && texts.join('\n').length <= room) return texts.join('\n')
  const count = fitting(texts, room - names)
  const left = [...lines.slice(count).map(({ name }) => name), ...more]
  return [...texts.slice(0, count), ...(left.length === 0 ? [] : [leftOut(say, left, names)])].join('\n')
}
