// Sentences of a text, by their places. Good enough to quote from: what it cannot tell apart it leaves together.

export type Stretch = { readonly start: number; readonly end: number }

// A full stop, question or exclamation mark, with what closes after it, then space and something that may begin a sentence; the
// marks of Chinese and Japanese need no space; a line's end always ends one.
const END = /[.!?…]+["'”’»)\]]*(?=\s+["'“‘«([]*[\p{Lu}\p{Lo}\p{N}])|[。！？]+[」』”’）]*|\n+/gu

/** What ends in a full stop without ending a sentence: initials, and the short forms that wires use. */
const SHORT =
  /(?:^|[\s("“])(?:\p{Lu}|(?:\p{Lu}\.)+\p{Lu}|Mr|Mrs|Ms|Dr|No|Nos|St|Mt|Gen|Lt|Col|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|etc|approx)\.$/u

const endsShort = (text: string, from: number, end: number): boolean =>
  SHORT.test(text.slice(Math.max(from, end - 12), end))

const trimmed = (text: string, { start, end }: Stretch): Stretch => {
  const inner = text.slice(start, end)
  return {
    start: start + (inner.length - inner.trimStart().length),
    end: end - (inner.length - inner.trimEnd().length),
  }
}

/** The sentences in order, without the white space between. */
export const sentencesOf = (text: string): Stretch[] => {
  const found: Stretch[] = []
  let from = 0
  for (const { index, 0: mark } of text.matchAll(END)) {
    const end = index + mark.length
    if (mark === '.' && endsShort(text, from, end)) continue
    found.push(trimmed(text, { start: from, end }))
    from = end
  }
  found.push(trimmed(text, { start: from, end: text.length }))
  return found.filter(({ start, end }) => end > start)
}

/** The sentence that holds an offset; the whole text when none does. */
export const sentenceAt = (text: string, offset: number): Stretch =>
  sentencesOf(text).find(({ start, end }) => start <= offset && offset < end) ?? { start: 0, end: text.length }
