// Lists and look-up tables laid out in a text so that they can be asked as they lie there: nothing is read before it is needed, and
// what is never needed costs its bytes and nothing else. The text is JSON as a whole, in ASCII, which takes one byte a character.

import { hash } from '../hash.ts'

/** Offsets into the text after its first line: where the slots' places stand, and the lines that they point to. */
export type Section = { readonly places: number; readonly lines: number; readonly slots: number }

/** Digits of a place: enough for 100 MB. */
const WIDTH = 8
const ZERO = 48

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const withEscapes = (text: string): string => text.replace(/[\u007f-\uffff]/g, escaped)

/** JSON in ASCII alone: a text with one Hangul letter in it would take two bytes for every character. */
export const asciiJson = (value: unknown): string => withEscapes(JSON.stringify(value))

/**
 * Lays out lines of JSON as one member of an object, `slots` of any number of lines each.
 * @param at where the member will begin
 */
export const layOut = (
  name: string,
  slots: readonly (readonly string[])[],
  at: number,
): { readonly text: string; readonly section: Section } => {
  const places: string[] = []
  let end = 0
  for (const lines of slots) {
    places.push(String(end).padStart(WIDTH, '0'))
    // Each line ends in a comma and a line feed; the last one of all has a space for a comma.
    for (const line of lines) end += line.length + 2
  }
  places.push(String(end).padStart(WIDTH, '0'))
  const head = `${JSON.stringify(name)}:{"places":"`
  const middle = `${places.join('')}","lines":[\n`
  const lines = slots.flat()
  const body = lines.length === 0 ? '' : `${lines.join(',\n')} \n`
  const section = { places: at + head.length, lines: at + head.length + middle.length, slots: slots.length }
  return { text: `${head}${middle}${body}]}`, section }
}

/** A text that was laid out, and where the part after its first line begins. */
export type Laid = { readonly text: string; readonly body: number }

const placeAt = (text: string, at: number): number => {
  let place = 0
  for (let digit = at; digit < at + WIDTH; digit += 1) place = place * 10 + text.charCodeAt(digit) - ZERO
  return place
}

const slotStart = ({ text, body }: Laid, section: Section, slot: number): number =>
  body + section.lines + placeAt(text, body + section.places + slot * WIDTH)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The one line of a slot, read; undefined when it is no JSON or the slot is not there. */
export const lineAt = (laid: Laid, section: Section, slot: number): unknown =>
  slot < 0 || slot >= section.slots
    ? undefined
    : parsed(laid.text.slice(slotStart(laid, section, slot), slotStart(laid, section, slot + 1) - 2))

/** A power of two: one key a slot, more or less. */
const slotsFor = (keys: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, keys)))

/** Lays out a table of numbers by word, each word in the slot that its hash names. */
export const layOutTable = (
  name: string,
  rows: Iterable<readonly [word: string, numbers: readonly number[]]>,
  at: number,
): ReturnType<typeof layOut> => {
  const list = [...rows]
  const slots: string[][] = Array.from({ length: list.length === 0 ? 0 : slotsFor(list.length) }, () => [])
  for (const [word, numbers] of list) slots[hash(word) & (slots.length - 1)]?.push(asciiJson([word, numbers]))
  return layOut(name, slots, at)
}

/** A word of a table, by its hash, and the numbers that it has, as they are written. */
export type Row = { readonly hashed: number; readonly line: string; readonly numbersAt: number }

/** A line is `["word",[1,2,3]]`. */
const rowOf = (line: string): Row => {
  const comma = line.indexOf('",') + 1
  const word = parsed(line.slice(1, comma))
  return { hashed: hash(typeof word === 'string' ? word : ''), line, numbersAt: comma + 1 }
}

/** The numbers of a row; none when they cannot be read. */
export const numbersOf = ({ line, numbersAt }: Row): Int32Array => {
  const numbers = parsed(line.slice(numbersAt, -1))
  return Int32Array.from(Array.isArray(numbers) ? numbers : [])
}

/** A table asked by hash: the first of the rows of one slot, among them those of every word that has this hash. */
export type Table<T> = (hashed: number) => T | undefined

/** Opens a table; a slot is read when it is first asked for. @param make links a row to the next one of its slot */
export const openTable = <T>(laid: Laid, section: Section, make: (row: Row, next: T | undefined) => T): Table<T> => {
  if (section.slots === 0) return () => undefined
  // Null for an empty slot, nothing for one that has not been read.
  const held = new Array<T | null>(section.slots)
  const read = (slot: number): T | undefined => {
    const start = slotStart(laid, section, slot)
    const end = slotStart(laid, section, slot + 1)
    if (start === end) return undefined
    const lines = laid.text.slice(start, end - 2).split(',\n')
    return lines.reduceRight<T | undefined>((next, line) => make(rowOf(line), next), undefined)
  }
  return (hashed) => {
    const slot = hashed & (section.slots - 1)
    const known = held[slot]
    if (known === null) return undefined
    if (known !== undefined) return known
    const first = read(slot)
    held[slot] = first ?? null
    return first
  }
}
