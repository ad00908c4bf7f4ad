// Character references, to characters. Numbers as HTML reads them (so that windows-1252 slips such as &#146; come out as
// what was meant); names through whoever knows the table. What is no reference stays as it was written.

/** The character that a name such as `rsquo` stands for; undefined for a name that nobody knows. */
export type NamedCharacter = (name: string) => string | undefined

/** What HTML makes of 128-159 in a numeric reference: windows-1252 (WHATWG HTML, 13.2.5.80). */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{1,31}))(;?)/g

/** The names that nearly all references use: for these nobody has to wake the table of HTML's 2,231. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['lsquo', '\u2018'],
  ['rsquo', '\u2019'],
  ['ldquo', '\u201c'],
  ['rdquo', '\u201d'],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['hellip', '\u2026'],
])

/** References that browsers read without their semicolon, and that feeds do leave open. */
const OPEN_ENDED = new Set(['amp', 'lt', 'gt', 'quot', 'nbsp'])

/** The character of a numeric reference; the replacement character where Unicode has none for readers. */
export const numericCharacter = (code: number): string => {
  if (code >= 128 && code < 160) return WINDOWS_1252.charAt(code - 128)
  if (code === 9 || code === 10 || code === 13) return String.fromCodePoint(code)
  if (code < 32 || code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) return '\ufffd'
  return String.fromCodePoint(code)
}

/** Decodes once: `&amp;amp;` becomes `&amp;`. */
export const decodeReferences = (text: string, named: NamedCharacter): string =>
  text.includes('&')
    ? text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string, end?: string) => {
        if (name === undefined) return numericCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        if (end === '' && !OPEN_ENDED.has(name.toLowerCase())) return whole
        return COMMON.get(name) ?? named(name) ?? whole
      })
    : text

/** HTML 4's angle brackets, which HTML 5 gave to other characters; XML feeds name them after the older table. */
export const OLDER_NAMES: ReadonlyMap<string, string> = new Map([
  ['lang', '\u2329'],
  ['rang', '\u232a'],
])
