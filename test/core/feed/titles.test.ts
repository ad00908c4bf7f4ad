import { describe, expect, it } from 'vitest'
import { sameTitle } from '../../../src/core/feed/titles.ts'

describe('two titles are the same', () => {
  it.each([
    ['Boats Repaired', 'Boats repaired'],
    ['Kim Jong Un\u00a0Visits Farm', 'Kim Jong UnVisits Farm'],
    ["Workers' Day", 'Workers’ Day'],
    ['Boats Repaired — Nets Too', 'Boats Repaired'],
    ['Boats RepairedNets Too', 'Boats Repaired — Nets Too'],
    ['２０ Boats Repaired', '20 Boats Repaired'],
    ['배가 수리되였다', '배가 수리되였다.'],
  ])('%s = %s', (one, other) => {
    expect(sameTitle(one, other)).toBe(true)
    expect(sameTitle(other, one)).toBe(true)
  })

  it.each([
    ['Boats Repaired', 'Boats Launched'],
    ['Press', 'Press Review'],
    ['Boats Repaired', 'New Boats Repaired'],
    ['', 'Boats'],
    ['', ''],
  ])('but not %s and %s', (one, other) => {
    expect(sameTitle(one, other)).toBe(false)
    expect(sameTitle(other, one)).toBe(false)
  })
})
