import { describe, expect, it } from 'vitest'
import { REVISE } from '../../../src/core/limits.ts'
import type { DiffPart, Item } from '../../../src/core/model.ts'
import { itemDiff, wordDiff } from '../../../src/core/revise/diff.ts'

const shown = (parts: readonly DiffPart[]): string =>
  parts.map(({ op, text }) => (op === 'same' ? text : `${op === 'added' ? '{+' : '{-'}${text}}`)).join('')

const side = (parts: readonly DiffPart[], other: DiffPart['op']): string =>
  parts
    .filter(({ op }) => op !== other)
    .map(({ text }) => text)
    .join('')

describe('a word diff', () => {
  it.each([
    [
      'words',
      'Test-firing of 240 mm gun in plant',
      'Test-fire of 240mm gun',
      'Test-{-firing }{+fire }of {-240 mm }{+240mm }gun{-in plant}',
    ],
    ['Korean, by words', '당 중앙위원회 미싸일', '당 군사위원회 미싸일', '당 {-중앙위원회 }{+군사위원회 }미싸일'],
    ['Chinese, by characters', '导弹总局试射', '导弹总局发射', '导弹总局{-试}{+发}射'],
    ['Russian, by words', 'пуск ракеты', 'запуск ракеты', '{-пуск }{+запуск }ракеты'],
    ['nothing before', '', 'All new', '{+All new}'],
    ['nothing after', 'All gone', '', '{-All gone}'],
  ])('of %s', (_fact, before, after, expected) => {
    expect(shown(wordDiff(before, after))).toBe(expected)
  })

  it('holds both texts, up to white space', () => {
    const before = 'The crew of the ship “Sea 7” went 1 000 km, then home.'
    const after = 'A crew of ship “Sea 8” went 2 000 km, then away, then home.'
    const parts = wordDiff(before, after)
    expect(side(parts, 'added').replace(/\s+/g, ' ')).toBe(before)
    expect(side(parts, 'removed').replace(/\s+/g, ' ')).toBe(after)
  })

  it('shortens what stayed', () => {
    const long = 'word '.repeat(200)
    const text = shown(wordDiff(`${long}old ${long}`, `${long}new ${long}`))
    expect(text.length).toBeLessThan(200)
    expect(text).toMatch(/^….*word \{-old \}\{\+new \}word .*…$/)
  })

  it('of texts with little in common replaces the whole, both sides within the limit', () => {
    const [before, after] = ['alpha', 'omega'].map((name) =>
      Array.from({ length: 3_000 }, (_, at) => `${name}${at}`).join(' '),
    )
    const parts = wordDiff(before ?? '', after ?? '')
    expect(parts.map(({ op }) => op)).toEqual(['removed', 'added'])
    expect(parts.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(REVISE.DIFF_FIELD_CHARS)
  })
})

it('an item’s diff has the fields that changed and no others', () => {
  const before: Item = { id: 'a', title: 'Old', lead: 'Same', complete: true, authors: [], tags: [], ended: true }
  expect(Object.keys(itemDiff(before, { ...before, title: 'New', text: 'More' }))).toEqual(['title', 'text'])
})
