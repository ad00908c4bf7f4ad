// Whatever a text is made of, what is quoted from it is whole letters within the limit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/core/match/evaluate.ts'
import type { Item } from '../../../src/core/model.ts'
import { cut } from '../../../src/core/summary/cut.ts'
import { summarise } from '../../../src/core/summary/lead.ts'
import type { Piece } from '../../../src/core/summary/marked.ts'
import { sentencesOf } from '../../../src/core/summary/sentence.ts'
import { whyLines } from '../../../src/core/summary/why.ts'
import { treeOf } from '../match/support.ts'

const RUNS = { seed: 20_261_123, numRuns: 750 } as const

const PIECES = [
  'missile',
  'A missile 🚀',
  '👨‍👩‍👧‍👦',
  '🇰🇵',
  'e\u0301',
  '미싸일을 발사하였다. ',
  '导弹发射了。',
  'ミサイルを発射した！',
  '「핵」',
  'The C.C., WPK met. ',
  ' ',
  '\n',
  '. ',
  '𝐌𝐢𝐬𝐬𝐢𝐥𝐞 ',
  '\u202eסוף',
] as const

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''))
const anyItem = fc.record({ title: text, lead: text, rest: text }).map(
  ({ title, lead, rest }): Item => ({
    id: '1',
    title,
    lead,
    text: `${lead}\n${rest}`,
    complete: true,
    authors: [],
    tags: [],
    ended: true,
  }),
)

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

const QUERY = treeOf('missile OR 미싸일 OR 导弹 OR ミサイル OR 핵')
const spansOf = (item: Item) => evaluate(QUERY, { ...item, text: item.text ?? '', sources: [], tags: [] }, 'text') ?? []

/** A mark or joiner at the very beginning would belong to a letter that was left out. */
const beginsWhole = (quoted: string): boolean => !/^…?[\p{M}\u200d]/u.test(quoted)

describe('never half a letter, never over the limit', () => {
  it('in a cut', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 120 }), (given, limit) => {
        const short = cut(given, limit)
        expect(short.length).toBeLessThanOrEqual(limit)
        expect(short.isWellFormed()).toBe(true)
        expect(short).not.toMatch(/\u200d…$/)
      }),
      RUNS,
    )
  })

  it('in a summary', () => {
    fc.assert(
      fc.property(anyItem, fc.integer({ min: 20, max: 200 }), (item, limit) => {
        const summary = textOf(summarise(item, spansOf(item), limit))
        expect(summary.length).toBeLessThanOrEqual(limit)
        expect(summary.isWellFormed()).toBe(true)
        expect(beginsWhole(summary)).toBe(true)
      }),
      RUNS,
    )
  })

  it('in the reasons', () => {
    fc.assert(
      fc.property(anyItem, fc.integer({ min: 20, max: 120 }), (item, limit) => {
        const spans = spansOf(item)
        const lines = whyLines(spans, item, limit, { mark: (word) => `[${word}]` })
        expect(lines.length).toBeLessThanOrEqual(3)
        if (spans.length > 0) expect(lines.length).toBeGreaterThan(0)
        for (const line of lines) {
          expect(line.isWellFormed(), line).toBe(true)
          expect(beginsWhole(line), line).toBe(true)
          expect(line).toContain('[')
        }
      }),
      RUNS,
    )
  })

  it('sentences are parts of the text, in order, and leave out nothing but white space', () => {
    fc.assert(
      fc.property(text, (given) => {
        let at = 0
        for (const { start, end } of sentencesOf(given)) {
          expect(given.slice(at, start).trim()).toBe('')
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(given.slice(at).trim()).toBe('')
      }),
      RUNS,
    )
  })
})

it.each([
  ['导弹发射了。美国反应！日本？', ['导弹发射了。', '美国反应！', '日本？']],
  ['「行こう。」と言った。次の文。', ['「行こう。」', 'と言った。', '次の文。']],
  ['미싸일을 발사하였다. 미국이 반응하였다.', ['미싸일을 발사하였다.', '미국이 반응하였다.']],
])('%s is cut where its sentences end', (given, sentences) => {
  expect(sentencesOf(given).map(({ start, end }) => given.slice(start, end))).toEqual(sentences)
})
