// The words and addresses by which KCNA Watch's pages are known, whichever page it is.
import { parseDate } from '../dates.ts'
import type { Page } from './blocks.ts'

/** Above the cards of the same source. */
export const MORE_FROM = /^More From\b/i
/** What stands under or between cards. */
export const AFTERWORD = /^(?:More Articles|Load More|Show More|Upgrade to NK PRO\b.*)$/i

/** `/newstream/<unix time>-<number>/…`: a story, not the listing itself. */
export const STORY_PATH = /\/newstream\/\d{6,}-[^/?#]+/i

/** `KCNA.kp (En)`, `Minju Choson (EN)`. */
const LABEL = /^[\p{L}\d][\p{L}\d .,'&-]{1,40} \([A-Za-z]{2,3}\)$/u

/** How every label ends: with the language. */
const TAG = / \(([A-Za-z]{2,3})\)$/

/** Whether a line is a label and nothing else. */
export const isLabel = (text: string): boolean => TAG.test(text) && LABEL.test(text)

/** The languages that labels name, as BCP 47. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['en', 'en'],
  ['kr', 'ko'],
  ['ko', 'ko'],
  ['kor', 'ko'],
  ['cn', 'zh'],
  ['ch', 'zh'],
  ['zh', 'zh'],
  ['ru', 'ru'],
  ['jp', 'ja'],
  ['ja', 'ja'],
  ['es', 'es'],
  ['sp', 'es'],
])

/** A bare date and nothing else. Most lines are none, which their lack of a year tells at once. */
export const isDate = (text: string): boolean => /(?<!\d)\d{4}(?!\d)/.test(text) && parseDate(text)?.day !== undefined

/** The language of a story: what its label names, else the page's, but not where its script speaks against it. */
export const languageOf = (label: string | undefined, page: Page, words: string): string | undefined => {
  const named = LANGUAGES.get((TAG.exec(label ?? '')?.[1] ?? '').toLowerCase())
  // The site's own language is English, whatever the language of the story on the page.
  return named ?? (/[\p{sc=Hangul}\p{sc=Han}\p{sc=Cyrillic}]/u.test(words) ? undefined : page.language)
}
