// The Worker's decoder, held to the same table as the command line's.
import { describe, expect, inject, it } from 'vitest'
import { decode } from '../../src/edge/decode.ts'
import { CASES, LOSSY, strictly, titleRead } from '../support/charset-cases.ts'

describe('the Worker’s decoder', () => {
  it.each(CASES)('$label: $text', (one) => {
    expect(strictly(decode, one)).toBe(one.text)
  })

  it.each(LOSSY)('$label loses what is wrong and goes on, where it may: $text', ({ label, bytes, text }) => {
    expect(decode(bytes, label, false)).toBe(text)
    expect(decode(bytes, label, true)).toBeUndefined()
  })
})

const documents = inject('abuse')

describe.runIf(documents.length > 0)('documents in many charsets', () => {
  it.each(documents)('$file: $title', (document) => {
    expect(titleRead(decode, document)).toBe(document.title)
  })
})
