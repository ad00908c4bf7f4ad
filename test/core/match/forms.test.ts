import { describe, expect, it } from 'vitest'
import { eachPair, formsOf, hashForm, pairOf } from '../../../src/core/match/forms.ts'
import { readWords } from '../../../src/core/text/words.ts'

const hashes = (forms: readonly string[]): number[] => forms.map(hashForm).sort()

const pairsOf = (text: string): number[] => {
  const found: number[] = []
  eachPair(formsOf(readWords(text)), (hashed) => found.push(hashed))
  return found.sort()
}

describe('the forms of a text hash like the words that can be asked for', () => {
  it.each([
    ['to go', ['to', 'go']],
    ['test fire', ['test', 'testfire', 'fire']],
    ['anti-air-craft', ['anti', 'antiair', 'antiaircraft', 'air', 'aircraft', 'craft']],
    ['', []],
  ])('%s', (text, forms) => {
    expect([...formsOf(readWords(text)).hashes].sort()).toEqual(hashes(forms))
  })
})

describe('pairs are of neighbours, in every form of either', () => {
  it.each([
    ['a to b', [pairOf('a', 'to'), pairOf('to', 'b')]],
    ['a b-c', [pairOf('a', 'b'), pairOf('a', 'bc'), pairOf('b', 'c')]],
    ['test fire at', [pairOf('test', 'fire'), pairOf('testfire', 'at'), pairOf('fire', 'at')]],
    ['one, two', [pairOf('one', 'two')]],
    ['one', []],
  ])('%s', (text, pairs) => {
    expect(pairsOf(text)).toEqual(hashes(pairs))
  })

  it('the other way round is another pair', () => {
    expect(hashForm(pairOf('a', 'b'))).not.toBe(hashForm(pairOf('b', 'a')))
  })
})
