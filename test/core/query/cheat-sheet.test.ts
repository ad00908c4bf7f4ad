import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/core/match/evaluate.ts'
import { CHEAT_SHEET, cheatSheet } from '../../../src/core/query/cheat-sheet.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { subjectOf, treeOf } from '../match/support.ts'

describe('the cheat sheet', () => {
  it.each(CHEAT_SHEET.map(({ query }) => query))('%s is accepted', (query) => {
    expect(parseQuery(query)).toMatchObject({ ok: true })
  })

  it.each(['NEAR/', 'ONEAR/', ' OR ', ' -', '"', '*', '(', 'title:', 'source:', 'atleast', '=', '@'])(
    'shows %s',
    (operator) => {
      expect(CHEAT_SHEET.map(({ query }) => query).join('\n')).toContain(operator)
    },
  )

  it.each(['NOT ', 'lead:', 'text:', 'lang:', 'section:', 'AND'])('names %s', (operator) => {
    expect(cheatSheet()).toContain(operator)
  })

  it('is one screen, and one message', () => {
    const lines = cheatSheet().split('\n')
    expect(lines.length).toBeLessThanOrEqual(20)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(cheatSheet().length).toBeLessThan(1_900)
  })

  it.each([
    ['"test fire"', 'A test-fire', true],
    ['"test fire"', 'The testfire', true],
    ['Hwasong-*', 'Hwasong-18', true],
    ['=US', 'U.S. forces', false],
    ['=US', 'us', false],
    ['kim ONEAR/3 inspects', 'Kim Jong Un Inspects a plant', true],
    ['미싸일 OR 导弹', '탄도미싸일을', true],
  ])('what it says is so: %s on %s', (query, title, found) => {
    expect(evaluate(treeOf(query), subjectOf({ title }), 'lead') !== undefined).toBe(found)
  })
})
