// Markup as a flat run of tokens, read once from left to right in time that grows with its length alone. Knows nothing of
// trees: nesting is its callers' affair. Comments, instructions and document types are passed over, so no entity that a
// document declares for itself is ever seen.

/** `end`: where what follows it begins. One object for both, since a flood of tags makes as many of them. */
export type Token =
  /** Character data; entities not decoded unless `literal` (CDATA), where there are none. */
  | { readonly kind: 'text'; readonly text: string; readonly literal: boolean; readonly end: number }
  | {
      readonly kind: 'open'
      readonly name: string
      /** As written; see attributesOf. */
      readonly attributes: string
      readonly empty: boolean
      /** Where the tag begins. */
      readonly at: number
      readonly end: number
    }
  | { readonly kind: 'close'; readonly name: string; readonly end: number }

export type Dialect = 'xml' | 'html'

/** Elements whose content is not text for readers, and is not markup either. */
const RAW = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'xmp', 'noembed', 'noframes'])

/** Elements that never have content. */
export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound'.split(' '),
)

const CDATA = '<![CDATA['
/** A tag that is nothing but a name, as most are, told in one step. Bounded: every `<` is asked, and some never close. */
const PLAIN_TAG = /<\/?[^\s/>"']{1,64}>/y
const NAME = /[^\s/>]+/y
const OTHER_LETTER = /\p{L}/u

const isAsciiLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** Whether a name can begin there. Nearly all do with a letter of ASCII. */
const isNameStart = (letter: string): boolean => {
  const code = letter.charCodeAt(0)
  return code < 0x80 ? isAsciiLetter(code) || letter === '_' || letter === ':' : OTHER_LETTER.test(letter)
}
const SUBSET_END = /\]\s*>/g

/** Where a search for a mark failed once it fails for good, so that it is not made again from every later place. */
class Marks {
  readonly #text: string
  readonly #missing = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  after(mark: string, from: number): number {
    if (this.#missing.has(mark)) return -1
    const at = this.#text.indexOf(mark, from)
    if (at < 0) this.#missing.add(mark)
    return at
  }
}

/** The `>` that closes a tag: those inside quoted values do not. A quote that never ends is no quote. */
const tagEnd = (text: string, from: number, marks: Marks): number => {
  const first = marks.after('>', from)
  let end = first
  for (let at = from; end >= 0; end = marks.after('>', at)) {
    const quote = openQuote(text, at, end)
    const closing = quote < 0 ? -1 : marks.after(text.charAt(quote), quote + 1)
    if (closing < 0) return end
    at = closing + 1
  }
  return first
}

/** A quote between two places that begins an attribute's value; -1 when every one of them is closed there, or there is none. */
const openQuote = (text: string, from: number, to: number): number => {
  for (let at = from; at < to; at++) {
    const letter = text.charCodeAt(at)
    if (letter !== 34 && letter !== 39) continue
    const closing = text.indexOf(text.charAt(at), at + 1)
    if (closing < 0 || closing > to) return at
    at = closing
  }
  return -1
}

/** Where a `<!…` or `<?…` ends; undefined when it never does. Only the first one may have a subset in brackets. */
const declarationEnd = (text: string, at: number, marks: Marks, first: boolean): number | undefined => {
  const comment = text.startsWith('<!--', at) ? marks.after('-->', at + 4) : -1
  if (comment >= 0) return comment + 3
  const end = marks.after('>', at + 2)
  if (end < 0) return undefined
  if (!first || !text.slice(at, end).includes('[')) return end + 1
  SUBSET_END.lastIndex = at
  return SUBSET_END.exec(text) === null ? end + 1 : SUBSET_END.lastIndex
}

const rawEnd = (text: string, name: string, from: number): number => {
  const pattern = new RegExp(`</${name}[\\s/>]`, 'gi')
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? text.length
}

/** What begins at a `<`: a token, or what is passed over. */
type Step = Token | { readonly kind: 'nothing'; readonly end: number }

const cdataAt = (text: string, at: number, marks: Marks): Step => {
  const end = marks.after(']]>', at + CDATA.length)
  const inside = text.slice(at + CDATA.length, end < 0 ? text.length : end)
  return { kind: 'text', text: inside, literal: true, end: end < 0 ? text.length : end + 3 }
}

const named = (written: string, dialect: Dialect): string => (dialect === 'html' ? written.toLowerCase() : written)

const nameAt = (text: string, at: number, dialect: Dialect): string => {
  NAME.lastIndex = at
  return named(NAME.exec(text)?.[0] ?? '', dialect)
}

/** The end of a tag that has nothing but its name; -1 of any other. */
const plainEnd = (text: string, at: number): number => {
  PLAIN_TAG.lastIndex = at
  return PLAIN_TAG.test(text) ? PLAIN_TAG.lastIndex : -1
}

const closingAt = (text: string, at: number, marks: Marks, dialect: Dialect): Step => {
  const plain = plainEnd(text, at)
  if (plain >= 0) return { kind: 'close', name: named(text.slice(at + 2, plain - 1), dialect), end: plain }
  const end = tagEnd(text, at + 2, marks)
  return { kind: 'close', name: nameAt(text, at + 2, dialect), end: end < 0 ? text.length : end + 1 }
}

const openingAt = (text: string, at: number, marks: Marks, dialect: Dialect): Step => {
  const plain = plainEnd(text, at)
  const end = plain < 0 ? tagEnd(text, at + 1, marks) : plain - 1
  if (end < 0) return { kind: 'nothing', end: text.length }
  const name = plain < 0 ? nameAt(text, at + 1, dialect) : named(text.slice(at + 1, end), dialect)
  const closed = text.charAt(end - 1) === '/'
  const attributes = plain < 0 ? text.slice(at + 1 + name.length, closed ? end - 1 : end) : ''
  const html = dialect === 'html'
  const after = html && !closed && RAW.has(name) ? rawEnd(text, name, end + 1) : end + 1
  return { kind: 'open', name, attributes, empty: closed || (html && VOID.has(name)), at, end: after }
}

/** undefined where the `<` is only a letter. */
const stepAt = (text: string, at: number, marks: Marks, dialect: Dialect, first: boolean): Step | undefined => {
  const next = text.charAt(at + 1)
  if (next === '/') return isNameStart(text.charAt(at + 2)) ? closingAt(text, at, marks, dialect) : undefined
  if (isNameStart(next)) return openingAt(text, at, marks, dialect)
  if (text.startsWith(CDATA, at)) return cdataAt(text, at, marks)
  const end = next === '!' || next === '?' ? declarationEnd(text, at, marks, first) : undefined
  return end === undefined ? undefined : { kind: 'nothing', end }
}

/**
 * Reads a document's tokens to its end, or until `visit` answers false. A tag that the end of the text cuts off is dropped; a
 * closing one still counts. A visit and no iterator: a flood of tags would be read at half the speed.
 */
export const readTokens = (text: string, dialect: Dialect, visit: (token: Token) => boolean): void => {
  const marks = new Marks(text)
  let from = 0
  let declared = false
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(from, at + 1))) {
    const step = stepAt(text, at, marks, dialect, !declared)
    if (step === undefined) continue
    if (at > from && !visit({ kind: 'text', text: text.slice(from, at), literal: false, end: at })) return
    if (step.kind !== 'nothing' && !visit(step)) return
    from = step.end
    declared ||= text.charAt(at + 1) === '!' && /^<!doctype/i.test(text.slice(at, at + 9))
  }
  if (from < text.length) visit({ kind: 'text', text: text.slice(from), literal: false, end: text.length })
}

const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g

/** Attributes of an open tag, at most `limit` of them, values not decoded. The first of a name counts. */
export const attributesOf = (written: string, limit: number): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  if (written.trim() === '') return found
  for (const [, name = '', double, single, plain] of written.matchAll(ATTRIBUTE)) {
    if (found.size >= limit) break
    const key = name.toLowerCase()
    if (!found.has(key)) found.set(key, double ?? single ?? plain ?? '')
  }
  return found
}
