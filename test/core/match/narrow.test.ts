import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/core/match/evaluate.ts'
import { indexWords, type Narrow, narrow } from '../../../src/core/match/narrow.ts'
import { TOPIC_IDS } from '../../../src/core/topics/ids.ts'
import { anySubject, anyTree } from '../query/arbitrary.ts'
import { subjectOf, treeOf } from './support.ts'

/** The naive twin of the full-text index: the same question asked of the words as they stand. */
const holds = (words: readonly string[], needed: Narrow): boolean => {
  switch (needed.type) {
    case 'word':
      return words.includes(needed.text)
    case 'prefix':
      return words.some((word) => word.startsWith(needed.text))
    case 'letters': {
      const letters = Array.from(needed.text)
      return words.some((_, at) => letters.every((letter, index) => words[at + index] === letter))
    }
    case 'all':
      return needed.of.every((part) => holds(words, part))
    case 'any':
      return needed.of.some((part) => holds(words, part))
  }
}

const wordsOf = (given: Parameters<typeof subjectOf>[0]): string[] => indexWords(subjectOf(given)).split(' ')

describe('what is filed', () => {
  it.each([
    ['words once, folded', 'The Café, the CAFE', ['the', 'cafe']],
    ['soft-broken words also joined', 'test-fire of U.S.', ['test', 'fire', 'of', 'u', 's', 'testfire', 'us']],
    [
      'letters of Hangul and Han by themselves, in order',
      '미싸일총국 导弹',
      ['미', '싸', '일', '총', '국', '导', '弹'],
    ],
    ['letters that touch in one stretch', 'KN-23형', ['kn', '23', 'kn23', '형']],
  ])('%s', (_fact, title, words) => {
    expect(wordsOf({ title })).toEqual(words)
  })

  it('holds no sign that a full-text query could stumble over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(indexWords(subjectOf({ text }))).not.toMatch(/["*()^:]/)
      }),
      { seed: 20_261_123, numRuns: 500 },
    )
  })
})

describe('what a query needs', () => {
  const word = (text: string): Narrow => ({ type: 'word', text })
  const pairs = (text: string): Narrow[] =>
    Array.from({ length: text.length - 5 }, (_, at) => ({
      type: 'all',
      of: [word(text.slice(0, at + 3)), word(text.slice(at + 3))],
    }))
  it.each<[string, Narrow | undefined]>([
    ['navy', word('navy')],
    ['navy ship', { type: 'all', of: [word('navy'), word('ship')] }],
    ['navy -japan', word('navy')],
    ['title:navy', word('navy')],
    ['navy source:rodong', word('navy')],
    ['navy OR source:rodong', undefined],
    ['missile', { type: 'any', of: [word('missile'), ...pairs('missile')] }],
    ['source:rodong', undefined],
    ['hwasong*', { type: 'prefix', text: 'hwasong' }],
    ['핵', { type: 'letters', text: '핵' }],
    ['导弹', { type: 'letters', text: '导弹' }],
    ['=US', word('us')],
    ['navy OR 해군', { type: 'any', of: [word('navy'), { type: 'letters', text: '해군' }] }],
  ])('%s', (query, needed) => {
    expect(narrow(treeOf(query))).toEqual(needed)
  })

  it.each(TOPIC_IDS)('@%s needs something', (topic) => {
    expect(narrow(treeOf(`@${topic}`))).toBeDefined()
  })

  it('every item that matches has it, whatever the query and the item; many that do not match have it not', () => {
    let matched = 0
    let excluded = 0
    fc.assert(
      fc.property(
        fc.array(anyTree, { minLength: 10, maxLength: 10 }),
        fc.array(anySubject, { minLength: 5, maxLength: 5 }),
        (trees, subjects) => {
          const asked = trees.map((tree) => [tree, narrow(tree)] as const)
          const given = subjects.map((subject) => [subject, indexWords(subject).split(' ')] as const)
          for (const [[subject, words], [tree, needed]] of given.flatMap((one) =>
            asked.map((two) => [one, two] as const),
          )) {
            const held = needed === undefined || holds(words, needed)
            const match = evaluate(tree, subject, 'text') !== undefined
            matched += match ? 1 : 0
            excluded += held ? 0 : 1
            if (match) expect(held, `${JSON.stringify(tree)} in ${JSON.stringify(subject)}`).toBe(true)
          }
        },
      ),
      { seed: 20_261_123, numRuns: 160 },
    )
    expect(matched).toBeGreaterThan(800)
    expect(excluded).toBeGreaterThan(2_000)
  })
})
