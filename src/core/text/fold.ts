// Folding: one plain form for all the ways of writing the same word (case, accents, width, quotes, dashes, invisible characters,
// decomposed Hangul), with a map back, so that whatever is found points into the text as it was published.
// Splitting into words is left to words.ts.

/** A stretch that is not one unit to one unit: folded [fold, foldEnd) came from original [from, end). */
type Uneven = { readonly fold: number; readonly foldEnd: number; readonly from: number; readonly end: number }

export type Folded = {
  readonly source: string
  readonly text: string
  /** Ascending; everything between two of them is one unit to one unit. */
  readonly uneven: readonly Uneven[]
}

// Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters. The marks of kana and of Indic scripts are a letter's other half.
const ACCENTS =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/gu
const INVISIBLE = /\p{Cf}/gu
const JOINS_LEFT = /[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]/u
const SPACE = /[\t\v\f\r\u0085\u2028]|\p{Zs}/gu
const ASCII = /^\p{ASCII}*$/u

/** A base with more marks than this is an attack, not a letter; what follows is folded by itself. */
const CLUSTER_UNITS = 32

// Signs and letters that no Unicode decomposition takes to the plain one.
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...Array.from('\u2018\u2019\u201b\u2032\u02bc\u00b4', (quote) => [quote, "'"] as const),
  ...Array.from('\u201c\u201d\u201e\u2033', (quote) => [quote, '"'] as const),
  ...Array.from('\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d', (dash) => [dash, '-'] as const),
  ['×', 'x'],
  ['ı', 'i'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['þ', 'th'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['ς', 'σ'],
])

const foldCluster = (cluster: string): string => {
  const sign = PLAIN.get(cluster)
  if (sign !== undefined) return sign
  const bare = cluster.normalize('NFKD').replace(ACCENTS, '').replace(INVISIBLE, '')
  const lower = bare.normalize('NFC').toLowerCase().replace(ACCENTS, '').replace(SPACE, ' ')
  return Array.from(lower, (char) => PLAIN.get(char) ?? char).join('')
}

const single = new Map<number, string>()

/** One character without marks; remembered, since a text uses few different ones. */
const foldPoint = (point: number): string => {
  const seen = single.get(point)
  if (seen !== undefined) return seen
  const folded = foldCluster(String.fromCodePoint(point))
  if (point <= 0xffff) single.set(point, folded)
  return folded
}

/** Syllables, ideographs and kana that are their own folded form. */
const isOwnFold = (code: number): boolean =>
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3041 && code <= 0x3096) ||
  (code >= 0x30a1 && code <= 0x30fa)

const joinsLeft = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index)
  if (!(code >= 0x300) || isOwnFold(code)) return false
  return JOINS_LEFT.test(String.fromCodePoint(text.codePointAt(index) ?? 0))
}

const unitsAt = (text: string, index: number): number => ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1)

const clusterEnd = (text: string, from: number): number => {
  let end = from + unitsAt(text, from)
  while (end < text.length && end - from < CLUSTER_UNITS && joinsLeft(text, end)) end += unitsAt(text, end)
  return end
}

const asciiEnd = (text: string, from: number): number => {
  let end = from
  while (end < text.length && text.charCodeAt(end) < 0x80) end += 1
  // The last letter may belong to a mark that follows it.
  return end > from && end < text.length && joinsLeft(text, end) ? end - 1 : end
}

const foldMixed = (source: string): Folded => {
  const uneven: Uneven[] = []
  let text = ''
  let index = 0
  while (index < source.length) {
    const plain = asciiEnd(source, index)
    if (plain > index) {
      text += source
        .slice(index, plain)
        .toLowerCase()
        .replace(/[\t\v\f\r]/g, ' ')
      index = plain
      continue
    }
    const end = clusterEnd(source, index)
    const point = source.codePointAt(index) ?? 0
    const folded = end - index === (point > 0xffff ? 2 : 1) ? foldPoint(point) : foldCluster(source.slice(index, end))
    if (folded.length !== end - index) {
      uneven.push({ fold: text.length, foldEnd: text.length + folded.length, from: index, end })
    }
    text += folded
    index = end
  }
  return { source, text, uneven }
}

/**
 * The plain form of a text, and the way back. NFKC, case, accents, width, quotes and dashes are folded; zero-width characters
 * and soft hyphens go; a line feed stays, every other white space becomes a space. Lone surrogates stay as they are.
 */
export const fold = (source: string): Folded =>
  ASCII.test(source)
    ? { source, text: source.toLowerCase().replace(/[\t\v\f\r]/g, ' '), uneven: [] }
    : foldMixed(source)

/** The plain form alone, trimmed and with white space run together: for comparing whole names. */
export const foldName = (name: string): string => fold(name).text.replace(/\s+/g, ' ').trim()

/** The last uneven stretch that begins at or before a folded offset. */
const unevenBefore = ({ uneven }: Folded, offset: number): Uneven | undefined => {
  let low = 0
  let high = uneven.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((uneven[middle]?.fold ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return uneven[low - 1]
}

/** Where the character at a folded offset begins in the original. */
export const originalStart = (folded: Folded, offset: number): number => {
  const before = unevenBefore(folded, offset)
  if (before === undefined) return offset
  return offset < before.foldEnd ? before.from : before.end + (offset - before.foldEnd)
}

/** Where the character before a folded offset ends in the original. */
export const originalEnd = (folded: Folded, offset: number): number => {
  if (offset <= 0) return 0
  const before = unevenBefore(folded, offset - 1)
  if (before === undefined) return offset
  return offset - 1 < before.foldEnd ? before.end : before.end + (offset - before.foldEnd)
}
