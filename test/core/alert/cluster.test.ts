import { describe, expect, it } from 'vitest'
import { isSameStory, mergedRules, similarity, sketchOf, titleKey, toldOf } from '../../../src/core/alert/cluster.ts'
import { CLUSTER } from '../../../src/core/limits.ts'
import type { Alert, Item } from '../../../src/core/model.ts'
import { withCpu } from '../../support/cpu.ts'

const HOUR = 3_600_000
const words = (count: number, from = 0): string[] => Array.from({ length: count }, (_, n) => `word${from + n}`)
const TEXT = words(300).join(' ')

const itemOf = (given: Partial<Item>): Item => ({
  id: '1',
  title: 'Dam Opened in Hamju',
  lead: '',
  text: TEXT,
  complete: true,
  authors: [],
  tags: [],
  ended: true,
  ...given,
})

const alertOf = (item: Partial<Item>, given: Partial<Alert> = {}): Alert => {
  const whole = itemOf(item)
  const sketch = sketchOf(whole)
  return {
    id: 'a',
    destination: 'd',
    source: { id: 'kcna', name: 'KCNA' },
    revision: 0,
    item: whole,
    matches: ['r1', 'r2', 'r3'].map((rule) => ({ rule, name: rule, spans: [] })),
    mentions: { roles: [], users: [] },
    silent: false,
    story: 'story',
    firstSeen: '2026-11-01T00:00:00Z',
    headlineOnly: false,
    ...(sketch === undefined ? {} : { sketch }),
    ...given,
  }
}

const same = (item: Partial<Item>, given: Partial<Alert> = {}): boolean => {
  const [one, other] = [
    toldOf(alertOf({})),
    toldOf(alertOf(item, { source: { id: 'rodong', name: 'Rodong' }, ...given })),
  ]
  return one !== undefined && other !== undefined && isSameStory(one, other) && isSameStory(other, one)
}

/** The text with so many of its first 200 words changed, far from one another. */
const changed = (count: number): string => {
  const list = words(300)
  for (let n = 0; n < count; n += 1) list[5 + Math.floor((n * 190) / count)] = `other${n}`
  return list.join(' ')
}

describe('a story is known again', () => {
  const rows: [string, Partial<Item>, boolean][] = [
    ['word for word', {}, true],
    ['under the same title in other letters', { title: 'DAM OPENED, in Hamju!' }, true],
    ['with four words changed, as Rodong does', { text: changed(4) }, true],
    ['with ten words changed', { text: changed(10) }, true],
    ['without the dateline', { lead: words(20).join(' '), text: `Pyongyang, May 1 (KCNA) -- ${TEXT}` }, true],
    ['in paragraphs', { text: TEXT.replaceAll('word50 ', 'word50\n') }, true],
    ['with another ending past 200 words', { text: `${words(200).join(' ')} ${words(200, 900).join(' ')}` }, true],
    ['from a summary of the same words', { text: '', lead: TEXT }, false],
  ]
  it.each(rows)('%s', (_how, item, expected) => {
    expect(same(item)).toBe(expected)
  })

  it('in Korean', () => {
    const korean = Array.from({ length: 60 }, (_, n) => `인민군대${n}동지들은`).join(' ')
    const [one, other] = [sketchOf(itemOf({ text: korean })), sketchOf(itemOf({ text: `${korean} 끝` }))]
    expect(similarity(one ?? '', other ?? '')).toBeGreaterThan(0.9)
  })
})

describe('in doubt there are two stories', () => {
  const rows: [string, Partial<Item>, Partial<Alert>][] = [
    ['another title', { title: 'Dam Opened in Hamhung' }, {}],
    ['no title', { title: '' }, {}],
    ['thirty words changed', { text: changed(30) }, {}],
    ['the same words in another order', { text: words(300).toReversed().join(' ') }, {}],
    ['a beginning alone', { text: words(100).join(' ') }, {}],
    ['the same source', {}, { source: { id: 'kcna', name: 'KCNA' } }],
    ['49 hours later', {}, { firstSeen: '2026-11-03T01:00:00Z' }],
    ['49 hours before', {}, { firstSeen: '2026-10-29T23:00:00Z' }],
    ['a revision', {}, { revision: 1 }],
    ['a headline without its lead', { complete: false }, {}],
  ]
  it.each(rows)('%s', (_why, item, given) => {
    expect(same(item, given)).toBe(false)
  })

  it('19 words are too few, 20 are enough', () => {
    expect(sketchOf(itemOf({ text: words(CLUSTER.LEAST_WORDS - 1).join(' ') }))).toBeUndefined()
    expect(sketchOf(itemOf({ text: words(CLUSTER.LEAST_WORDS).join(' ') }))).toBeDefined()
  })

  it('48 hours are still the same days', () => {
    const at = new Date(Date.parse('2026-11-01T00:00:00Z') + 48 * HOUR).toISOString()
    expect(same({}, { firstSeen: at })).toBe(true)
  })
})

it('0.8 is the share of neighbours that both have', () => {
  // 199 pairs; n words changed far apart take 2 n of them on either side: (199 - 2n) / (199 + 2n).
  const share = (count: number) =>
    similarity(sketchOf(itemOf({})) ?? '', sketchOf(itemOf({ text: changed(count) })) ?? '')
  expect(share(11)).toBeCloseTo(177 / 221, 2)
  expect(share(11)).toBeGreaterThanOrEqual(CLUSTER.SIMILARITY)
  expect(share(12)).toBeLessThan(CLUSTER.SIMILARITY)
})

it('a sketch is small: at most four letters a word', () => {
  expect(sketchOf(itemOf({}))?.length).toBeLessThanOrEqual(4 * CLUSTER.WORDS)
})

it('is made in bounded time of whatever comes', () => {
  const { ms } = withCpu(() => {
    for (const text of ['a '.repeat(500_000), '핵'.repeat(200_000), '\ud83d'.repeat(200_000), '']) {
      sketchOf(itemOf({ text }))
    }
  })
  expect(ms).toBeLessThan(1_000)
})

describe('rules that are merged', () => {
  it.each<[string[], string[] | undefined, string[]]>([
    [['r1', 'r2', 'r3'], undefined, ['r1', 'r2', 'r3']],
    [['r1'], undefined, ['r1']],
    [['r9'], undefined, []],
    [['r1', 'r2', 'r3'], ['r2'], ['r1', 'r3']],
  ])('told %j, apart %j', (told, apart, merged) => {
    expect(mergedRules(alertOf({}, apart === undefined ? {} : { apart }), new Set(told))).toEqual(merged)
  })
})

it('a title is its words', () => {
  expect(titleKey('KCNA’s “Report”:  Dam—Opened')).toBe(titleKey("KCNA's Report, dam opened"))
})
