import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hash } from '../../../src/core/hash.ts'
import { languageOf } from '../../../src/core/text/language.ts'
import { eachJoined, readWords } from '../../../src/core/text/words.ts'

const wordsOf = (text: string): string[] => {
  const words = readWords(text)
  return Array.from({ length: words.count }, (_, index) => words.word(index))
}

const joinedOf = (text: string): string[] => {
  const forms: string[] = []
  eachJoined(readWords(text), (form) => forms.push(form))
  return forms
}

describe('a text splits into words', () => {
  it.each([
    ['Test-fire of 20×10', 'test fire of 20x10'],
    ["The Party's U.S.", 'the party s u s'],
    ['ComradeKim Jong Unmet Kim Il SungSquare', 'comrade kim jong un met kim il sung square'],
    ['탄도미싸일을 발사', '탄도미싸일을 발사'],
    ['发射导弹', '发 射 导 弹'],
    ['KN-23형', 'kn 23 형'],
    ['🚀 — …', ''],
    ['', ''],
  ])('%s', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words)
  })
})

describe('soft breaks join', () => {
  it.each([
    ['a test-fire', ['testfire']],
    ['test fire', ['testfire']],
    ['to go', []],
    ['anti-air-craft', ['antiair', 'antiaircraft', 'aircraft']],
    ['the U.S. fleet', ['us']],
    ['section 1.2', []],
    ['ComradeKim Jong Unmet', ['kimjong']],
    ['one, two', []],
    ['Kim. Jong', []],
  ])('%s', (text, forms) => {
    expect(joinedOf(text)).toEqual(forms)
  })
})

it.each([
  ["Kim Jong Un's people", [0, 1, 2, 2, 3]],
  ['a test-fire now', [0, 1, 1, 2]],
  ['the U.S. fleet', [0, 1, 1, 2]],
  ['发射导弹', [0, 1, 2, 3]],
  ['KN-23형 로케트', [0, 0, 0, 1]],
])('%s: words are counted as a reader counts them', (text, places) => {
  expect(readWords(text).places()).toEqual(places)
})

it('a chain of 100,000 hyphens has no more forms than a word of six parts has from each of them', () => {
  expect(joinedOf('a-'.repeat(100_000)).length).toBeLessThan(5 * 100_000)
})

describe('words are found by how they read', () => {
  const texts = fc.array(fc.constantFrom('a', 'ab', 'abc', 'abcd', 'b', 'test', 'testfire', '미싸일', '20', 'é'), {
    maxLength: 40,
  })

  it('exactly so, the last of them, those that letters begin with, and those that begin with letters', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('', 'a', 'ab', 'abcde', 'test', 'testfire', 'zzz', '미싸일'),
        (parts, asked) => {
          const words = readWords(parts.join(' '))
          const all = Array.from({ length: words.count }, (_, index) => index)
          const where = (holds: (word: string) => boolean) => all.filter((index) => holds(words.word(index)))
          const index = words.index()
          expect(index.at(asked)).toEqual(where((word) => word === asked))
          expect(index.lastAt(asked, hash(asked))).toBe(where((word) => word === asked).at(-1) ?? -1)
          expect(index.heading(asked)).toEqual(where((word) => asked.startsWith(word)))
          expect(index.continuing(asked)).toEqual(where((word) => word !== asked && word.startsWith(asked)))
        },
      ),
    )
  })

  it('two words with the same hash are told apart', () => {
    // Known to collide in FNV-1a.
    expect(hash('liquid')).toBe(hash('costarring'))
    const index = readWords('costarring liquid costarring').index()
    expect(index.at('liquid')).toEqual([1])
    expect(index.at('costarring')).toEqual([0, 2])
  })
})

it.each([
  ['조선중앙통신 KCNA', 'ko'],
  ['朝鮮中央通信が報じた', 'ja'],
  ['朝中社平壤电', 'zh'],
  ['ЦТАК сообщает', 'ru'],
  ['KCNA reports on 핵', 'en'],
  ['123', undefined],
])('%s: the script tells the language', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
