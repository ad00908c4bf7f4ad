// Lists and look-up tables laid out in a text so that they can be asked as they lie there: nothing is read before it is needed, and
// what is never needed costs its bytes and nothing else. The text is JSON as a whole, in ASCII, which takes one byte a character.

import { hash } from '../hash.ts'

/** Offsets into the text after its first line: where the slots' places stand, and the lines that they point to. */
export type Section = { readonly places: number; readonly lines: number; readonly slots: number }

/** Digits of a place: enough for 100 MB. */
const WIDTH = 8
const ZERO = 48
const QUOTE = 34
const COMMA = 44

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

const ASCII = /^[\x20-\x7e]*$/
const spelled = (word: string): string => (ASCII.test(word) ? word : withEscapes(word))

/**
 * Where the numbers of a word begin, or -1. Words are letters and digits, so JSON escapes nothing else in them.
 * @param rest the second half of a word that was made of two, else empty
 * @param hashed the hash of both halves together
 */
export const seek = (laid: Laid, section: Section, word: string, rest: string, hashed: number): number => {
  if (section.slots === 0) return -1
  const slot = hashed & (section.slots - 1)
  const { text } = laid
  const end = slotStart(laid, section, slot + 1)
  let at = slotStart(laid, section, slot)
  if (at === end) return -1
  const first = spelled(word)
  const second = spelled(rest)
  while (at < end) {
    const middle = at + 2 + first.length
    const after = middle + second.length
    const ends = text.charCodeAt(after) === QUOTE && text.charCodeAt(after + 1) === COMMA
    if (ends && text.startsWith(first, at + 2) && text.startsWith(second, middle)) return after + 2
    at = text.indexOf('\n', at) + 1
  }
  return -1
}

/** The numbers that begin there; none when they cannot be read. */
export const numbersAt = ({ text }: Laid, at: number): Int32Array => {
  const numbers = parsed(text.slice(at, text.indexOf(']', at) + 1))
  return Int32Array.from(Array.isArray(numbers) ? numbers : [])
}
