// What kind of letter a character of folded text is. Hangul, Han and kana are told apart because they are matched as substrings.

export const CLASS = { NONE: 0, WORD: 1, HANGUL: 2, HAN: 3 } as const
export type CharClass = (typeof CLASS)[keyof typeof CLASS]

const HANGUL = /\p{Script=Hangul}/u
// The prolonged sound mark ー is shared by both kana, hence the extensions; the middle dot ・ and the like are no letters.
const HAN_OR_KANA = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{M}]/u

const classify = (char: string): CharClass => {
  if (!LETTER_OR_DIGIT.test(char)) return CLASS.NONE
  if (HANGUL.test(char)) return CLASS.HANGUL
  return HAN_OR_KANA.test(char) ? CLASS.HAN : CLASS.WORD
}

const asciiClass = (code: number): CharClass =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) ? CLASS.WORD : CLASS.NONE

// One byte per UTF-16 unit that is a character by itself, filled as they are met: 0 = not yet, else class + 1.
const known = new Uint8Array(0x10000)

/** The class of the character at `index`. A lone surrogate is no letter. */
export const classAt = (text: string, index: number): CharClass => {
  const code = text.charCodeAt(index)
  if (code < 0x80) return asciiClass(code)
  if (code >= 0xd800 && code <= 0xdfff) return classify(String.fromCodePoint(text.codePointAt(index) ?? 0))
  const seen = known[code] ?? 0
  if (seen > 0) return (seen - 1) as CharClass
  const found = classify(String.fromCharCode(code))
  known[code] = found + 1
  return found
}
