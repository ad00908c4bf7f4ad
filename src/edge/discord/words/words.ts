// The languages we speak: which tables there are, and what a reply falls back to. Names and descriptions of commands are chosen by
// Discord, sentences by us, both by the locale of whoever asks.
import type { AddressRefusal } from '../../../core/links.ts'
import { EN } from './en.ts'
import { ES } from './es-ES.ts'
import { JA } from './ja.ts'
import { KO } from './ko.ts'
import { RU } from './ru.ts'
import { ZH_CN } from './zh-CN.ts'

/** A sentence is a text or a function of what it speaks of, in every language the same. */
type Widened<T> = T extends string ? string : T
type Section<T> = { readonly [K in keyof T]: Widened<T[K]> }
/** The sentences of replies, a section for each command; English has them all. */
export type Sentences = { readonly [S in keyof typeof EN]: Section<(typeof EN)[S]> }

export type LocaleWords = {
  /**
   * Name and description by path: `watch`, `watch add`, `watch add query`; of a choice, the name alone: `watch add scope=title`.
   * What several commands have alike is written once: `* query`, `* scope=title`.
   * Names obey Discord's rule: 1 to 32 letters, digits, `-`, `_` or `'`, no spaces, in lower case.
   */
  readonly declared: Readonly<Record<string, readonly [name: string, description?: string]>>
  /** What is missing is said in English. */
  readonly sentences: { readonly [S in keyof Sentences]?: Partial<Sentences[S]> }
}

/** Why an address is refused; in English the sentence that came along says it best. */
export const addressText = (
  { common }: Sentences,
  { message, address }: { readonly message: string; readonly address?: AddressRefusal['code'] },
): string => (address === undefined ? undefined : common.address[address]) ?? message

/** By Discord's codes. Spanish is written once, for both of them. */
export const LOCALES: Readonly<Record<string, LocaleWords>> = {
  'es-419': ES,
  'es-ES': ES,
  ja: JA,
  ko: KO,
  ru: RU,
  'zh-CN': ZH_CN,
}

/** A command's name as a client in this language shows it, and its description; English has neither here. @param path `['watch', 'add']` */
export const declaredIn = (locale: string, path: readonly string[]): { names: string; description?: string } => {
  const words = Object.hasOwn(LOCALES, locale) ? LOCALES[locale]?.declared : undefined
  const names = path.map((name, index) => words?.[path.slice(0, index + 1).join(' ')]?.[0] ?? name).join(' ')
  const description = words?.[path.join(' ')]?.[1]
  return description === undefined ? { names } : { names, description }
}

const merged = ({ sentences }: LocaleWords): Sentences => {
  const sections = Object.entries(EN).map(([section, english]) => [
    section,
    { ...english, ...sentences[section as keyof Sentences] },
  ])
  return Object.fromEntries(sections) as Sentences
}

const held = new Map<string, Sentences>()

/** @param locale as Discord sends it; any other is answered in English */
export const sentencesFor = (locale: string): Sentences => {
  const words = Object.hasOwn(LOCALES, locale) ? LOCALES[locale] : undefined
  if (words === undefined) return EN
  const known = held.get(locale)
  if (known !== undefined) return known
  const sentences = merged(words)
  held.set(locale, sentences)
  return sentences
}
