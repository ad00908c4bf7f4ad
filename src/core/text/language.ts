// The language a text is written in, as far as its script tells: for items whose feed does not say.

const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  // Korean and Japanese also use Han, so the letters only they have are asked for first.
  ['ko', /\p{Script=Hangul}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
]
const LETTERS = /\p{L}/gu

/** Letters looked at: a title and a lead. */
const SAMPLE = 600
/** Share of a text's letters that decides, since a Korean text may quote English and the other way round. */
const SHARE = 0.2

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** BCP 47: `ko`, `ja`, `zh`, `ru`, `ar` by their scripts, else `en`, the language of most wires; nothing without letters. */
export const languageOf = (text: string): string | undefined => {
  const sample = text.slice(0, SAMPLE)
  const letters = count(sample, LETTERS)
  if (letters === 0) return undefined
  const found = SCRIPTS.find(([, pattern]) => count(sample, pattern) / letters >= SHARE)
  return found?.[0] ?? 'en'
}
