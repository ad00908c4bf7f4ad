// How wide text stands where all letters have one width, so that a caret can be put under one. For queries: what a terminal
// makes of joined emoji or of scripts that join their letters is left out.

/** Letters of two columns: East Asian Width W and F (Unicode's EastAsianWidth.txt, version 15.1), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\p{Emoji_Presentation}]/u

/** Marks on the letter before, invisible marks, and the later letters of a Hangul syllable written in parts. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/u

const columnsOf = (letter: string): number => {
  if (NONE.test(letter)) return 0
  return WIDE.test(letter) ? 2 : 1
}

/** Columns that a text takes; a tab counts as one. */
export const displayWidth = (text: string): number =>
  Array.from(text).reduce((columns, letter) => columns + columnsOf(letter), 0)

/** White space as wide as the text; its tabs stay tabs, because only the reader's terminal knows how far they go. */
const blankOf = (text: string): string =>
  text
    .split('\t')
    .map((part) => ' '.repeat(displayWidth(part)))
    .join('\t')

/**
 * The text on one line, and a caret under one letter of it on the next.
 * @param at UTF-16 offset into the text; its length points behind the end
 */
export const pointAt = (text: string, at: number): string =>
  `${text.replace(/[\r\n\v\f\u2028\u2029]/g, ' ')}\n${blankOf(text.slice(0, at))}^`
