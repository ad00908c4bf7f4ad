// Bytes to text: a byte order mark first, then what HTTP said, then what the document says, each only if the bytes are valid
// in it (RFC 7303, section 3.2, and what browsers do); at last UTF-8 with its faults replaced, unless one of the charsets that
// were named loses less. Nothing throws.

/**
 * The one thing the core asks of its surroundings here. `undefined` when the label is not known, or, with `fatal`, when the
 * bytes are not valid in that charset; without `fatal` faults become U+FFFD. UTF-8 must be known.
 */
export type Decode = (bytes: Uint8Array, label: string, fatal: boolean) => string | undefined

const MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  // No mark, but the first `<` takes two bytes.
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
]

/** UTF-7 hides markup in letters; the others of these the web platform does not decode either. */
const REFUSED = /^(?:utf-?7|unicode-1-1-utf-7|utf-?32.*|cesu-8|scsu|bocu-1|hz-gb-2312|iso-2022-kr|iso-2022-cn)$/i

const markOf = (bytes: Uint8Array): string | undefined =>
  MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]

const CONTENT_TYPE = /;\s*charset\s*=\s*["']?([^\s"';]+)/i

/** The declarations look within this many bytes; HTML allows 1,024 (WHATWG HTML, 13.2.3.2). */
const PROLOGUE = 1_024

const DECLARED =
  /<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']|<meta[^>]*\scharset\s*=\s*["']?([^\s"'/>;]+)|<meta[^>]*charset=([^\s"'/>;]+)/i

const declaredIn = (bytes: Uint8Array): string | undefined => {
  const found = DECLARED.exec(String.fromCharCode(...bytes.subarray(0, PROLOGUE)))
  const label = (found?.[1] ?? found?.[2] ?? found?.[3])?.trim()
  // The declaration was read byte by byte, so it cannot stand in UTF-16.
  return label === undefined || /^(?:utf-?16|ucs-?2|iso-10646)/i.test(label) ? undefined : label
}

/** Share of a text that may be unreadable before it is no text, where little else but ASCII was read. */
const MOST_LOST = 0.02

const lostIn = (text: string): number => text.split('\ufffd').length - 1

const isLost = (text: string): boolean => {
  const lost = lostIn(text)
  return lost > text.length * MOST_LOST && lost > text.replace(/\p{ASCII}/gu, '').length / 2
}

/** Of several readings the one that loses least; of equals the first. */
const leastLost = (readings: readonly string[]): string | undefined =>
  readings.toSorted((a, b) => lostIn(a) - lostIn(b))[0]

/** The text of a document; `charset` when no charset that anybody named, nor UTF-8, makes text of it. */
export const textOfBytes = (bytes: Uint8Array, contentType: string | undefined, decode: Decode): string | 'charset' => {
  const mark = markOf(bytes)
  const marked = mark === undefined ? undefined : decode(bytes, mark, false)
  if (marked !== undefined) return marked.replace(/^\ufeff/, '')
  const named = [CONTENT_TYPE.exec(contentType ?? '')?.[1], declaredIn(bytes)]
    .filter((label) => label !== undefined)
    .filter((label) => !REFUSED.test(label))
  for (const label of named) {
    const text = decode(bytes, label, true)
    if (text !== undefined) return text
  }
  const text = leastLost(['utf-8', ...named].map((label) => decode(bytes, label, false)).filter((t) => t !== undefined))
  return text === undefined || isLost(text) ? 'charset' : text
}
