// Bytes to text by charset label on a person's machine. Node's decoder follows the WHATWG tables but for the Korean, Taiwanese
// and Japanese ones, where it misreads a third, a fifth and a hundredth of all pairs of bytes; iconv-lite has those right.
import iconv from 'iconv-lite'

/** By WHATWG's name for the encoding, which covers all of its labels. */
const TABLES: ReadonlyMap<string, string> = new Map([
  ['euc-kr', 'cp949'],
  ['big5', 'big5hkscs'],
  ['shift_jis', 'shiftjis'],
])

const LOST = '\ufffd'

/** Undefined when the label is unknown or, if `fatal`, when the bytes are not valid in it. */
export const decode = (bytes: Uint8Array, label: string, fatal: boolean): string | undefined => {
  try {
    const decoder = new TextDecoder(label, { fatal })
    const table = TABLES.get(decoder.encoding)
    if (table === undefined) return decoder.decode(bytes)
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), table, { stripBOM: false })
    return fatal && text.includes(LOST) ? undefined : text
  } catch {
    return undefined
  }
}
