// Lists in a reply: as many lines as fit a message, and what was left out named or counted.
import { COMMAND } from '../../core/limits.ts'
import { clip, disarm } from './text.ts'
import type { Sentences } from './words/words.ts'

const NAMES = 5
const LINE_CHARS = 180

/** @param lines already Discord's markdown */
export const listed = ({ common }: Sentences, lines: readonly string[]): string => {
  const shown = lines.slice(0, COMMAND.LINES).map((line) => clip(line, LINE_CHARS))
  let room = COMMAND.LIST_CHARS
  const fitting = shown.filter((line) => {
    room -= line.length + 1
    return room >= 0
  })
  const rest = lines.length - fitting.length
  return rest === 0 ? fitting.join('\n') : [...fitting, common.andMore(rest)].join('\n')
}

/** The first few by name, the others counted. */
export const named = ({ common }: Sentences, names: readonly string[]): string => {
  const shown = names.slice(0, NAMES).map((name) => disarm(name))
  const rest = names.length - shown.length
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')}, ${common.andMore(rest)}`
}
