// Cutting text to a length without cutting a letter: never half a surrogate pair, never a letter from its marks, at a word's end
// where there is one near.

export const ELLIPSIS = '…'
/** Share of the room that may be given up to end at a space. */
const NEAR_END = 0.6

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Units looked at on the far side of the cut: enough for any real letter with its marks. */
const CLUSTER = 64

/** The end of the last whole letter within `room` units. */
const letterEnd = (text: string, room: number): number => {
  const from = Math.max(0, room - CLUSTER)
  let end = from
  for (const { index, segment } of graphemes.segment(text.slice(from, room + CLUSTER))) {
    if (from + index + segment.length > room) break
    end = from + index + segment.length
  }
  return end
}

/** The first place at or after an offset where a letter begins, so that what is shown from there begins with a whole one. */
const letterStart = (text: string, offset: number): number => {
  const from = Math.max(0, offset - CLUSTER)
  for (const { index, segment } of graphemes.segment(text.slice(from, offset + CLUSTER))) {
    if (from + index >= offset) return from + index
    if (from + index + segment.length >= offset) return from + index + segment.length
  }
  return Math.min(offset, text.length)
}

/** The first place at or after an offset where a word begins, if that is before what has to be shown; else where a letter does. */
export const wordStart = (text: string, offset: number, before: number): number => {
  const letter = letterStart(text, offset)
  if (letter === 0 || text[letter - 1] === ' ') return letter
  const space = text.indexOf(' ', letter)
  return space >= 0 && space < before ? space + 1 : letter
}

/** A text of at most `limit` UTF-16 units; an ellipsis, counted, where something is left out. */
export const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  if (limit < 1) return ''
  const end = letterEnd(text, limit - ELLIPSIS.length)
  const space = text.lastIndexOf(' ', end)
  const kept = text[end] !== ' ' && space > limit * NEAR_END ? text.slice(0, space) : text.slice(0, end)
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}${ELLIPSIS}`
}
