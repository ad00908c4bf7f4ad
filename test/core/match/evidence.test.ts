import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../../src/core/match/evidence.ts'
import type { Wanted } from '../../../src/core/match/frequency.ts'
import { REACH } from '../../../src/core/match/subject.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'

const filedUnder = (query: string, wanted?: Wanted): string[] => {
  const parsed = parseQuery(query)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return evidenceOf(parsed.value, REACH.lead, wanted)?.keys.map(({ text }) => text) ?? []
}

describe('a rule is filed under what is rarest', () => {
  it('a word that most articles have is not it', () => {
    expect(filedUnder('korea tin')).toEqual(['tin'])
  })

  it('the longer word is, when nothing else tells them apart', () => {
    expect(filedUnder('zinc satellite')).toEqual(['satellite'])
  })

  it('the one that fewer rules ask for is, however short', () => {
    expect(filedUnder('zinc satellite', (word) => (word === 'satellite' ? 1 : 0))).toEqual(['zinc'])
  })
})
