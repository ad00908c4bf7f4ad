// What the matcher is measured on: 1,039 real articles where they are at hand, else as many made up from a small vocabulary in which
// words are as unevenly common as in real text.
import { existsSync, readFileSync } from 'node:fs'
import { fromJsonFeedItem } from '../src/core/feed/json-feed-item.ts'
import type { Subject } from '../src/core/model.ts'
import { subjectOf } from '../src/flow/record.ts'
import { type Random, randomOf } from './random.ts'

export type Article = { readonly id: string; readonly title: string; readonly subject: Subject }

const REAL = new URL('../../shared/data/kcna/articles-2024.jsonl', import.meta.url)
const SYNTHETIC = 1_000
const SYLLABLES = ['ka', 'mo', 'ri', 'sen', 'to', 'lun', 'be', 'dar', 'vi', 'gos', 'pa', 'nem', 'zu', 'hal']

const articleOf = (line: unknown): Article[] => {
  const item = fromJsonFeedItem(line)
  return item === undefined ? [] : [{ id: item.id, title: item.title, subject: subjectOf(item, { id: 'kcna' }) }]
}

export const realArticles = (): readonly Article[] | undefined =>
  existsSync(REAL)
    ? readFileSync(REAL, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap((line) => articleOf(JSON.parse(line)))
    : undefined

/** The nth word of a vocabulary without end. */
const wordOf = (number: number): string => {
  const syllable = SYLLABLES[number % SYLLABLES.length] ?? ''
  return number < SYLLABLES.length ? syllable : wordOf(Math.floor(number / SYLLABLES.length)) + syllable
}

/** Zipf's law, roughly: half of all words are a few dozen, and the tail is long. */
const sentence = (random: Random, words: number): string =>
  Array.from({ length: words }, () => wordOf(Math.floor(8_000 ** random()))).join(' ')

const syntheticArticles = (): readonly Article[] => {
  const random = randomOf(7)
  return Array.from({ length: SYNTHETIC }, (_, number) => {
    const lead = `${sentence(random, 32)}.`
    const title = sentence(random, 9)
    const text = [lead, ...Array.from({ length: 6 }, () => `${sentence(random, 28)}.`)].join('\n')
    return { id: String(number), title, subject: { title, lead, text, sources: ['wire'], tags: [], language: 'en' } }
  })
}

export const benchArticles = (): { readonly real: boolean; readonly articles: readonly Article[] } => {
  const real = realArticles()
  return real === undefined ? { real: false, articles: syntheticArticles() } : { real: true, articles: real }
}
