import { describe, expect, it } from 'vitest'
import { decode } from '../../src/cli/decode.ts'
import { abuseDocuments } from '../support/abuse-documents.ts'
import { CASES, LOSSY, strictly, titleRead } from '../support/charset-cases.ts'

describe('the command line’s decoder', () => {
  it.each(CASES)('$label: $text', (one) => {
    expect(strictly(decode, one)).toBe(one.text)
  })

  it.each(LOSSY)('$label loses what is wrong and goes on, where it may: $text', ({ label, bytes, text }) => {
    expect(decode(bytes, label, false)).toBe(text)
    expect(decode(bytes, label, true)).toBeUndefined()
  })

  it('reads a view into a larger buffer as what it shows', () => {
    const all = Uint8Array.from([0x61, 0xc1, 0xb6, 0x62])
    expect(decode(all.subarray(1, 3), 'euc-kr', true)).toBe('조')
  })
})

const documents = abuseDocuments()

describe.runIf(documents.length > 0)('documents in many charsets', () => {
  it.each(documents)('$file: $title', (document) => {
    expect(titleRead(decode, document)).toBe(document.title)
  })
})
