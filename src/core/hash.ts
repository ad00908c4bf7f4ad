// A small, stable spread of names over numbers: who is due on which minute. Not for identity; that takes SHA-256.

const START = 0x811c9dc5

/**
 * FNV-1a over UTF-16 units: an unsigned 32-bit number.
 * @param before the hash of what stands before: the hash of two texts in a row needs no text of both
 */
export const hash = (name: string, before: number = START): number => hashRange(name, 0, name.length, before)

/** The same of a part of a text. */
export const hashRange = (text: string, start: number, end: number, before: number = START): number => {
  let value = before
  for (let index = start; index < end; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** Whether `name` has its turn on minute `minute` (since the epoch) when it has one in `every`; never when `every` is 0. */
export const isTurn = (name: string, every: number, minute: number): boolean =>
  every > 0 && (minute + hash(name)) % every === 0
