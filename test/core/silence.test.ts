import { describe, expect, it } from 'vitest'
import { sizeOf, suddenLoss } from '../../src/core/canary.ts'
import { itemOf } from '../../src/core/feed/item.ts'
import { rhythmOf } from '../../src/core/silence.ts'

const HOUR = 3_600_000

/** Arrivals with these gaps, in hours. */
const arrivals = (...gaps: number[]): number[] => {
  const times = [0]
  for (const gap of gaps) times.push((times.at(-1) ?? 0) + gap * HOUR)
  return times
}

describe('the rhythm of a source', () => {
  it.each([
    [[], undefined],
    [[8, 8, 8, 8], undefined],
    [[8, 8, 8, 8, 8], 8],
    [[7, 8, 9, 10, 300], 9],
    [[7, 8, 9, 10, 11, 300], 9.5],
    [[0.1, 0.1, 0.1, 0.1, 0.1], 6],
    [[1, 1, 1, 1, 1, 24, 24, 24, 24, 24, 24], 24],
  ])('gaps of %j hours: usual are %s', (gaps, hours) => {
    const rhythm = rhythmOf(arrivals(...gaps))
    expect(rhythm?.gap).toBe(hours === undefined ? undefined : hours * HOUR)
  })

  it('is that of the last twenty gaps', () => {
    const gaps = [...Array.from({ length: 40 }, () => 100), ...Array.from({ length: 20 }, () => 10)]
    expect(rhythmOf(arrivals(...gaps))?.gap).toBe(10 * HOUR)
  })

  it('three usual gaps after the last arrival the silence is worth a word', () => {
    const rhythm = rhythmOf(arrivals(8, 8, 8, 8, 8))
    expect(rhythm).toEqual({ gap: 8 * HOUR, last: 40 * HOUR, after: 64 * HOUR })
  })
})

describe('the canary', () => {
  const list = (...titles: string[]) => sizeOf(titles.map((title, number) => itemOf({ id: String(number), title })))

  it.each([
    ['a list that was never read', list(), {}, false],
    ['an empty list after two items', list(), { size: 2, titled: 2 }, false],
    ['an empty list after three', list(), { size: 3, titled: 3 }, true],
    ['three items without titles', list('', '', ''), { size: 3, titled: 3 }, false],
    ['two of four without titles', list('a', 'b', '', ''), { size: 4, titled: 4 }, false],
    ['three of four without titles', list('a', '', '', ''), { size: 4, titled: 4 }, true],
    ['titles missing that never were', list('', '', '', ''), { size: 9, titled: 1 }, false],
    ['titles missing on the first list', list('', '', '', ''), {}, false],
    ['one item after fifty', list('a'), { size: 50, titled: 50 }, false],
  ])('%s', (_fact, now, before, broken) => {
    expect(suddenLoss(now, before) !== undefined).toBe(broken)
  })

  it('says what was lost', () => {
    expect(suddenLoss(list(), { size: 12, titled: 12 })).toBe('the list is empty; the one before had 12 items')
    expect(suddenLoss(list('', '', '', 'a'), { size: 12, titled: 12 })).toBe('3 of 4 items have no title any more')
  })
})
