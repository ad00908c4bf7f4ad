// What changed between two states of an item, word by word. Long stretches that stayed are shortened: a diff is for reading.
import { diffArrays } from 'diff'
import { REVISE } from '../limits.ts'
import type { DiffPart, Field, Item, ItemDiff } from '../model.ts'

/** A word of any script, a single Han character or kana, or a mark; each with the white space after it. */
const TOKEN =
  /(?:[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]|(?:(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}])[\p{L}\p{N}\p{M}])+|[^\p{L}\p{N}\p{M}\s]|^)\s*/gu

const tokensOf = (text: string): string[] => text.match(TOKEN)?.filter((token) => token !== '') ?? []

const isSame = (left: string, right: string): boolean => left.trimEnd() === right.trimEnd()

/** Never half a character. */
const cutTo = (text: string, units: number): string => text.slice(0, units).replace(/[\ud800-\udbff]$/u, '')
const tailOf = (text: string, units: number): string => text.slice(-units).replace(/^[\udc00-\udfff]/u, '')

/** What stayed, shortened: its ends matter only beside a change. */
const shortened = (text: string, first: boolean, last: boolean): string => {
  const half = REVISE.DIFF_SAME_CHARS / 2
  const head = first ? '' : cutTo(text, half)
  const tail = last ? '' : tailOf(text, half)
  return text.length <= REVISE.DIFF_SAME_CHARS ? text : `${head}…${tail}`
}

const readable = (parts: readonly DiffPart[]): DiffPart[] => {
  let room = REVISE.DIFF_FIELD_CHARS
  return parts.flatMap(({ op, text }, index) => {
    if (room <= 0) return []
    const whole = op === 'same' ? shortened(text, index === 0, index === parts.length - 1) : text
    const shown = whole.length <= room ? whole : `${cutTo(whole, room)}…`
    room -= shown.length
    return [{ op, text: shown }]
  })
}

const HALF = REVISE.DIFF_FIELD_CHARS / 2
const halved = (text: string): string => (text.length <= HALF ? text : `${cutTo(text, HALF - 1)}…`)

const replaced = (before: string, after: string): DiffPart[] => [
  { op: 'removed', text: halved(before) },
  { op: 'added', text: halved(after) },
]

const opOf = ({ added, removed }: { readonly added: boolean; readonly removed: boolean }): DiffPart['op'] => {
  if (added) return 'added'
  return removed ? 'removed' : 'same'
}

/** The parts in reading order; what was removed stands before what was added in its place. Texts with too little in common are replaced whole. */
export const wordDiff = (before: string, after: string): DiffPart[] => {
  const options = { comparator: isSame, maxEditLength: REVISE.DIFF_EDITS }
  const changes = diffArrays(tokensOf(before), tokensOf(after), options)
  const parts = changes?.map((change): DiffPart => ({ op: opOf(change), text: change.value.join('') }))
  return readable(parts ?? replaced(before, after))
}

/** By field, those that differ. */
export const itemDiff = (before: Item, after: Item): ItemDiff => {
  const pairs: readonly (readonly [Field, string, string])[] = [
    ['title', before.title, after.title],
    ['lead', before.lead, after.lead],
    ['text', before.text ?? '', after.text ?? ''],
  ]
  return Object.fromEntries(
    pairs
      .filter(([, old, now]) => old !== now)
      .map(([field, old, now]) => [field, wordDiff(old, now)] as const)
      .filter(([, parts]) => parts.some(({ op }) => op !== 'same')),
  )
}
