import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../src/core/query/parse.ts'
import type { Sample } from '../../src/flow/ports.ts'
import { caution, tryQuery } from '../../src/flow/trial.ts'

const HOUR = 3_600_000

const samples = (...titles: string[]): Sample[] =>
  titles.map((title, number) => ({
    source: 'wire',
    key: String(number),
    firstSeen: number * 20 * HOUR,
    item: { id: `story-${number}`, title, lead: '', complete: true, authors: [], tags: [], ended: false },
  }))

const query = (text: string) => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

const TEN = samples(
  'missile',
  'missile',
  'missile',
  'missile',
  'rice',
  'rice',
  'choir',
  'choir',
  'harbour',
  'rocket launch',
)

describe('a trial', () => {
  it('counts, shows and tells what one missing term kept out', () => {
    expect(tryQuery(query('rocket satellite'), 'lead', TEN)).toEqual({
      of: 10,
      days: 8,
      hits: 0,
      items: [],
      near: [{ id: 'story-9', title: 'rocket launch', missing: ['satellite'] }],
    })
    expect(tryQuery(query('rocket'), 'lead', TEN)).toMatchObject({
      hits: 1,
      items: [{ id: 'story-9', spans: [{ field: 'title', start: 0, end: 6, text: 'rocket' }] }],
    })
  })
})

describe('near misses', () => {
  it.each([
    'rocket',
    'rocket -launch',
    'title:rocket',
    'source:wire nuclear',
    'nuclear NEAR/3 test',
    'nuclear OR satellite',
    '@sports',
    'NOT rice atleast2:nuclear',
  ])('are not told of %s where nothing of it was found: they would be all other items', (text) => {
    expect(tryQuery(query(text), 'lead', TEN).near).toEqual([])
  })

  it.each(['rocket satellite', 'title:(rocket satellite)', 'lead:rocket title:(rocket OR x)'])(
    'are told of %s',
    (text) => {
      expect(tryQuery(query(text), 'lead', TEN).near).not.toEqual([])
    },
  )
})

describe('a caution', () => {
  const said = (text: string, scope: 'lead' | 'text' = 'lead', items = TEN) =>
    caution(tryQuery(query(text), scope, items), scope)

  it('is said of a rule that matches more than a third', () => {
    expect(said('missile')).toBe('It matches 4 of the last 10 items: more than a third.')
    expect(said('missile', 'text')).toBe('It matches at least 4 of the last 10 items: more than a third.')
  })

  it('is said of a rule that matches nothing, with the days that were looked at', () => {
    expect(said('nuclear')).toBe('It matches none of the last 10 items, seen over 8 days.')
    expect(said('nuclear', 'text')).toBe('It matches the title or lead of none of the last 10 items, seen over 8 days.')
  })

  it('is not said of a rule that matches some, nor where nothing or little has been seen', () => {
    expect(said('rice')).toBeUndefined()
    expect(said('missile', 'lead', [])).toBeUndefined()
    expect(said('missile', 'lead', samples('missile', 'missile'))).toBeUndefined()
  })
})
