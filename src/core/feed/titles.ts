// Headlines in two parts, and whether two tellings are one headline.

/** A headline and the lines under it, as one title: a subtitle is words of the headline, not of the story. */
export const joinTitles = (lines: readonly string[]): string => lines.filter((line) => line !== '').join(' — ')

const lettersOf = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Letters that two titles must share before one can be the other with a subtitle. */
const SHORTEST = 8

/**
 * Whether two titles say the same: letter by letter, whatever stands between the letters, or with a subtitle in one of them
 * only (lists glue it to the headline or leave it out).
 */
export const sameTitle = (one: string, other: string): boolean => {
  const [a, b] = [lettersOf(one), lettersOf(other)].toSorted((left, right) => left.length - right.length)
  if (a === undefined || b === undefined || a === '') return false
  return a === b || (a.length >= SHORTEST && b.startsWith(a))
}
