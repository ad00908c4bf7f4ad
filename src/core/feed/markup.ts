// Markup as a flat run of tokens, read once from left to right in time that grows with its length alone. Knows nothing of
// trees: nesting is its callers' affair. Comments, instructions and document types are passed over, so no entity that a
// document declares for itself is ever seen.

export type Token =
  /** Character data; entities not decoded unless `literal` (CDATA), where there are none. */
  | { readonly kind: 'text'; readonly text: string; readonly literal: boolean }
  | {
      readonly kind: 'open'
      readonly name: string
      /** As written; see attributesOf. */
      readonly attributes: string
      readonly empty: boolean
      /** Where the tag begins. */
      readonly at: number
    }
  | { readonly kind: 'close'; readonly name: string }

export type Dialect = 'xml' | 'html'

/** Elements whose content is not text for readers, and is not markup either. */
const RAW = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'xmp', 'noembed', 'noframes'])

/** Elements that never have content. */
export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound'.split(' '),
)

const NAME = /[^\s/>]+/y
const NAME_START = /[\p{L}_:]/u
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
  const found = pattern.exec(text)
  return found === null ? text.length : found.index
}

/** The tokens of a document. A tag that the end of the text cuts off is dropped; a closing one still counts. */
export function* tokens(text: string, dialect: Dialect): Generator<Token> {
  const marks = new Marks(text)
  let from = 0
  let at = text.indexOf('<')
  let declared = false
  const textUntil = (end: number): Token => ({ kind: 'text', text: text.slice(from, end), literal: false })
  while (at >= 0) {
    const next = text.charAt(at + 1)
    if (text.startsWith('<![CDATA[', at)) {
      if (at > from) yield textUntil(at)
      const end = marks.after(']]>', at + 9)
      yield { kind: 'text', text: text.slice(at + 9, end < 0 ? text.length : end), literal: true }
      from = end < 0 ? text.length : end + 3
    } else if (next === '!' || next === '?') {
      const end = declarationEnd(text, at, marks, !declared)
      if (end !== undefined) {
        if (at > from) yield textUntil(at)
        from = end
      }
      declared ||= /^<!doctype/i.test(text.slice(at, at + 9))
      at = text.indexOf('<', Math.max(from, at + 1))
      continue
    } else if (next === '/' ? NAME_START.test(text.charAt(at + 2)) : NAME_START.test(next)) {
      if (at > from) yield textUntil(at)
      const end = tagEnd(text, at + 1, marks)
      NAME.lastIndex = at + (next === '/' ? 2 : 1)
      const written = NAME.exec(text)?.[0] ?? ''
      const name = dialect === 'html' ? written.toLowerCase() : written
      from = end < 0 ? text.length : end + 1
      if (next === '/') yield { kind: 'close', name }
      else if (end >= 0) {
        const empty = text.charAt(end - 1) === '/'
        const attributes = text.slice(at + 1 + written.length, empty ? end - 1 : end)
        yield { kind: 'open', name, attributes, empty: empty || (dialect === 'html' && VOID.has(name)), at }
        if (dialect === 'html' && RAW.has(name) && !empty) from = rawEnd(text, name, from)
      }
    } else {
      at = text.indexOf('<', at + 1)
      continue
    }
    at = text.indexOf('<', from)
  }
  if (from < text.length) yield textUntil(text.length)
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
