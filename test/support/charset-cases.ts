// Bytes by charset label and the text they are (WHATWG Encoding), for every decoder of ours: Node's and the Worker's.
import type { Decode } from '../../src/core/feed/charset.ts'
import { readDocument } from '../../src/core/feed/read.ts'

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** `text` undefined: no such charset, or the bytes are not valid in it. */
type Case = { readonly label: string; readonly bytes: Uint8Array; readonly text: string | undefined }

const good: readonly (readonly [label: string, hex: string, text: string])[] = [
  ['euc-kr', 'c1b6bcb1c1dfbed3c5ebbdc52c20b9ccbdcec0cfb9dfbbe7', '조선중앙통신, 미싸일발사'],
  ['ks_c_5601-1987', 'c1b6bcb1', '조선'],
  // Syllables that only Microsoft's extension of EUC-KR has; both labels mean it.
  ['euc-kr', '8c63b9e6b0a2c7cf20bc84bdc3c4ddb6f32097cd', '똠방각하 펲시콜라 쀍'],
  ['windows-949', '8c63b9e6', '똠방'],
  ['shift_jis', '92a9914e9286899b92ca904d20837e83548343838b', '朝鮮中央通信 ミサイル'],
  ['sjis', '87408757878afbfc', '①Ⅳ㈱髙'],
  ['windows-31j', 'b1b2b3', 'ｱｲｳ'],
  ['big5', 'b4c2a4a4aac020bec9bc75', '朝中社 導彈'],
  ['big5', '94dc9df68af4', '啫喺𠹌'],
  ['big5-hkscs', '94dc', '啫'],
  ['gb18030', 'b3afd6d0c9e7b1a8b5c0', '朝中社报道'],
  ['gb2312', 'b3afcfca', '朝鲜'],
  ['euc-jp', 'c4abc1af', '朝鮮'],
  ['iso-2022-jp', '1b2442442b412f1b2842', '朝鮮'],
  ['koi8-r', 'e3f4e1eb', 'ЦТАК'],
  ['windows-1251', 'd6d2c0ca', 'ЦТАК'],
  ['windows-1252', '93616294', '“ab”'],
  ['iso-8859-1', '93616294', '“ab”'],
  ['utf-8', 'eca1b0ec84a0', '조선'],
  ['utf-16le', '70c820c1', '조선'],
]

const bad: readonly (readonly [label: string, hex: string])[] = [
  ['euc-kr', 'c1b6bc'],
  ['euc-kr', 'c941'],
  ['euc-kr', 'ff41'],
  ['shift_jis', '92a9a0fd'],
  ['shift_jis', '92'],
  ['big5', 'b4c2ff'],
  ['big5', '8040'],
  ['gb18030', 'b3ff'],
  ['utf-8', 'eca1'],
  ['klingon', '61'],
  ['utf-7', '61'],
  ['', '61'],
]

export const CASES: readonly Case[] = [
  ...good.map(([label, hex, text]) => ({ label, bytes: bytesOf(hex), text })),
  ...bad.map(([label, hex]) => ({ label, bytes: bytesOf(hex), text: undefined })),
]

/** What a decoder makes of a case that must not be lossy. */
export const strictly = (decode: Decode, { label, bytes }: Case): string | undefined => decode(bytes, label, true)

/** Labels of one Chinese, Japanese or Korean encoding that loses a character and goes on. */
export const LOSSY: readonly Case[] = [
  { label: 'euc-kr', bytes: bytesOf('c1b6ffbcb1'), text: '조\ufffd선' },
  { label: 'shift_jis', bytes: bytesOf('92a9a0914e'), text: '朝\ufffd鮮' },
  { label: 'big5', bytes: bytesOf('b4c2ffaac0'), text: '朝\ufffd社' },
]

/** A whole document, the bytes in base64, and the first title that the reader must make of it. */
export type AbuseDocument = {
  readonly file: string
  readonly contentType?: string
  readonly title: string
  readonly base64: string
}

export const titleRead = (decode: Decode, { base64, contentType }: AbuseDocument): string | undefined => {
  const body = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const read = readDocument({ body, ...(contentType === undefined ? {} : { contentType }) }, decode)
  return read.ok ? read.value.items[0]?.title : undefined
}
