import { describe, expect, it } from 'vitest'
import type { Item } from '../../../src/core/model.ts'
import { differenceOf, listedWords } from '../../../src/core/revise/compare.ts'
import { isFlood } from '../../../src/core/revise/flood.ts'

const item = (changes: Partial<Item> = {}): Item => ({
  id: 'story',
  title: 'Missile brigade honoured',
  lead: 'A missile brigade received a banner.',
  complete: true,
  authors: [],
  tags: [],
  ended: true,
  ...changes,
})

describe('not a change', () => {
  it.each<[string, Partial<Item>, Partial<Item>]>([
    [
      'a stamp on the headline, from Juche to Gregorian',
      { title: 'Harbour opened [Juche113.9.5.]' },
      { title: 'Harbour opened [2024.09.05.]' },
    ],
    [
      'a stamp behind an excerpt',
      { lead: 'It opened. -0- www.kcna.kp (Juche112.1.30.)' },
      { lead: 'It opened. www.kcna.kp (2023.1.30.)' },
    ],
    [
      'a stamp under a text',
      { text: 'It opened.\nAll cheered. -0-\nwww.kcna.kp (Juche112.1.30.)' },
      { text: 'It opened.\nAll cheered.\nwww.kcna.kp (2023.01.30.)' },
    ],
    [
      'a dateline',
      { text: 'Pyongyang, January 30 (KCNA) -- It opened.' },
      { text: 'PYONGYANG, Jan. 30 (KCNA) — It opened.' },
    ],
    ['an end mark', { lead: '항구가 문을 열었다.(끝)' }, { lead: '항구가 문을 열었다.' }],
    ['quotes, dashes and spaces', { title: '“Day” of\u00a0Kim–Il' }, { title: '"Day" of  Kim-Il' }],
    ['decomposed Hangul', { title: '미싸일'.normalize('NFD') }, { title: '미싸일' }],
    ['case', { title: 'MISSILE BRIGADE' }, { title: 'Missile brigade' }],
  ])('%s', (_fact, before, after) => {
    expect(differenceOf(item(before), item(after))).toBe('none')
    expect(listedWords(item(before))).toBe(listedWords(item(after)))
  })
})

describe('a change', () => {
  it.each<[string, Partial<Item>, Partial<Item>]>([
    ['a word in the headline', {}, { title: 'Rocket brigade honoured' }],
    ['a number in the lead', { lead: 'It fired 2 shells.' }, { lead: 'It fired 3 shells.' }],
    ['a hyphen that parts words', { title: 'Re-sign' }, { title: 'Resign' }],
    ['a paragraph of the text', { text: 'One.\nTwo.' }, { text: 'One.\nThree.' }],
  ])('%s', (_fact, before, after) => {
    expect(differenceOf(item(before), item(after))).toBe('changed')
  })
})

describe('filled in', () => {
  it.each<[string, Partial<Item>, Partial<Item>]>([
    ['a lead that was missing', { lead: '', complete: false }, {}],
    ['a lead that was cut short', { lead: 'A missile…', complete: false }, {}],
    ['a text that was not known', {}, { text: 'A missile brigade received a banner.\nIt sang.' }],
    ['a headline that was missing', { title: '' }, {}],
  ])('%s', (_fact, before, after) => {
    expect(differenceOf(item(before), item(after))).toBe('filled')
  })
})

describe('a flood', () => {
  it.each([
    [3, 3, false],
    [4, 4, true],
    [4, 11, true],
    [4, 12, false],
    [5, 15, false],
    [6, 15, true],
    [0, 0, false],
  ])('%i of %i: %s', (count, of, flood) => {
    expect(isFlood(count, of)).toBe(flood)
  })
})
