import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldName, originalEnd, originalStart } from '../../../src/core/text/fold.ts'
import { withCpu } from '../../support/cpu.ts'

describe('one plain form for all ways of writing a word', () => {
  it.each([
    ['MISSILE', 'missile'],
    ['Café', 'cafe'],
    ['Cafe\u0301', 'cafe'],
    ['Straße', 'strasse'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['Σίσυφος', 'σισυφοσ'],
    ['İstanbul', 'istanbul'],
    ['ｍｉｓｓｉｌｅ　１２', 'missile 12'],
    ['ﬁre', 'fire'],
    ['20×10', '20x10'],
    ['Kim\u00a0Jong\u202fUn', 'kim jong un'],
    ['mis\u200bsi\u00adle\ufeff', 'missile'],
    ['it’s ‘so’ “it is”', "it's 'so' \"it is\""],
    ['test‑fire – now', 'test-fire - now'],
    ['\u1112\u1161\u11ab', '한'],
    ['ｶﾞｽ', 'ガス'],
    ['か\u3099', 'が'],
    ['Пётр', 'петр'],
    ['a\tb\nc', 'a b\nc'],
    ['Łódź Ørsted', 'lodz orsted'],
    ['कि', 'कि'],
    ['\ud800x\udc00', '\ud800x\udc00'],
    ['𝐌𝐢𝐬𝐬𝐢𝐥𝐞', 'missile'],
  ])('%s', (text, plain) => {
    expect(fold(text).text).toBe(plain)
  })

  it('a name is compared whole, whatever its spaces', () => {
    expect(foldName('  KCNA.kp   (En) ')).toBe('kcna.kp (en)')
  })
})

/** The letters `needle` of the folded text, as they were published. */
const published = (text: string, needle: string): string => {
  const folded = fold(text)
  const at = folded.text.indexOf(needle)
  return text.slice(originalStart(folded, at), originalEnd(folded, at + needle.length))
}

describe('what is found points into the text as published', () => {
  it.each([
    ['Die Straße da', 'strasse', 'Straße'],
    ['Die Straße da', 'da', 'da'],
    ['a Cafe\u0301 b', 'cafe', 'Cafe\u0301'],
    ['x\u200bmis\u200bsile\u200b y', 'missile', 'mis\u200bsile'],
    ['ﬁre', 'ire', 'ﬁre'],
    ['𝐌 missile', 'missile', 'missile'],
    ['\u1112\u1161\u11ab글', '글', '글'],
    ['… Kim', 'kim', 'Kim'],
  ])('%s: %s', (text, needle, found) => {
    expect(published(text, needle)).toBe(found)
  })

  it('offsets are in order and inside the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const folded = fold(text)
        let last = 0
        for (let at = 0; at < folded.text.length; at += 1) {
          const start = originalStart(folded, at)
          const end = originalEnd(folded, at + 1)
          if (start < last || end <= start || end > text.length) return false
          last = start
        }
        return true
      }),
      { seed: 20_261_123, numRuns: 1_000 },
    )
  })

  it('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = fold(text).text
        expect(fold(once).text).toBe(once)
      }),
      { seed: 20_261_123, numRuns: 1_000 },
    )
  })
})

it.each([
  ['200,000 marks on one letter', `a${'\u0301'.repeat(200_000)}`],
  ['200,000 zero-width characters', '\u200b'.repeat(200_000)],
  ['200,000 lone surrogates', '\ud800'.repeat(200_000)],
  ['200,000 expanding ligatures', 'ﷺ'.repeat(200_000)],
])('%s fold in bounded time', (_name, text) => {
  expect(withCpu(() => fold(text)).ms).toBeLessThan(1_500)
})
