// The one file that knows linkedom. It hides its two traps: in XML mode only five entity names are decoded, and its time
// grows faster than the depth of nesting. Both are removed before a tree is built, by a scan whose time grows with the
// length alone. What comes out is the small tree of element.ts, so nobody else depends on a parser.
import { DOMParser } from 'linkedom/worker'
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import { decodeReferences, OLDER_NAMES } from './entities.ts'
import { isElement, undeclared, vocabularyOf, type XmlElement } from './element.ts'
import { attributesOf, tokens } from './markup.ts'

/** As much of linkedom's nodes as is used here. */
type DomNode = {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly textContent: string | null
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>
}

const parse = (markup: string, type: 'text/html' | 'text/xml'): { readonly documentElement: DomNode | null } =>
  new DOMParser().parseFromString(markup, type) as unknown as { readonly documentElement: DomNode | null }

const names = new Map<string, string | undefined>()
/** HTML has 2,231 names; more than that is somebody's made-up ones. */
const NAMES_KEPT = 4_000

/** The characters of an HTML entity name, each name looked up once. */
export const namedCharacter = (name: string): string | undefined => {
  if (names.has(name)) return names.get(name)
  if (names.size >= NAMES_KEPT) names.clear()
  const written = `&${name};`
  const read = parse(`<p>${written}</p>`, 'text/html').documentElement?.textContent ?? written
  const character = read === written ? undefined : read
  names.set(name, character)
  return character
}

/** The characters of a name in a feed's own XML, not in the HTML inside it. */
const xmlCharacter = (name: string): string | undefined => OLDER_NAMES.get(name) ?? namedCharacter(name)

/** Decodes entities, HTML's names included, once. */
export const decodeEntities = (text: string): string => decodeReferences(text, namedCharacter)

/** One text node, whatever is in it. An entity left for the parser to decode would be a node of its own. */
const asData = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

const characterData = (text: string): string =>
  text.includes('&') || text.includes('<') ? asData(decodeReferences(text, xmlCharacter)) : text

const escapeLetter = (letter: string): string => `&#${letter.charCodeAt(0)};`

const ITEM = /(?:^|:)(?:item|entry)$/i

export type Prepared = {
  readonly markup: string
  /** The root element was never closed: the document was cut off, and with it the item that was open at its end. */
  readonly cut: boolean
}

const openTag = (name: string, attributes: string, empty: boolean): string => {
  let tag = `<${name}`
  for (const [key, value] of attributesOf(attributes, READ.ATTRIBUTES)) {
    tag += ` ${key}="${decodeReferences(value, xmlCharacter).replace(/[&<>"]/g, escapeLetter)}"`
  }
  return `${tag}${empty ? '/>' : '>'}`
}

/** Tags below the depth that is kept: counted by name, so that a closing tag further up ends them all. */
class Deep {
  readonly #names: string[] = []
  readonly #counts = new Map<string, number>()

  open(name: string): void {
    this.#names.push(name)
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** Whether the closing tag belonged to one of them. */
  close(name: string): boolean {
    if ((this.#counts.get(name) ?? 0) === 0) {
      this.#names.length = 0
      this.#counts.clear()
      return false
    }
    for (let last = this.#names.pop(); last !== undefined; last = this.#names.pop()) {
      this.#counts.set(last, (this.#counts.get(last) ?? 1) - 1)
      if (last === name) break
    }
    return true
  }
}

/**
 * Rewrites any markup as plain XML: no declarations, no entities in text, tags below READ.DEPTH
 * left out (their text stays), at most READ.ATTRIBUTES attributes an element.
 */
export const prepare = (text: string): Prepared => {
  const out: string[] = []
  const open: Open[] = []
  const deep = new Deep()
  let closedRoot = false
  for (const token of tokens(text, 'xml')) {
    if (closedRoot) break
    if (token.kind === 'text') {
      if (open.length > 0) out.push(token.literal ? asData(token.text) : characterData(token.text))
    } else if (token.kind === 'open') {
      if (ITEM.test(token.name)) closeItem(out, open, token.name)
      if (open.length >= READ.DEPTH) {
        if (!token.empty) deep.open(token.name)
        continue
      }
      if (!token.empty) open.push({ name: token.name, written: out.length })
      out.push(openTag(token.name, token.attributes, token.empty))
    } else if (!deep.close(token.name)) {
      const from = open.findLastIndex(({ name }) => name === token.name)
      for (const { name } of from < 0 ? [] : open.splice(from).reverse()) out.push(`</${name}>`)
      closedRoot = from === 0
    }
  }
  return sealed(out, open, closedRoot)
}

type Open = { readonly name: string; readonly written: number }

/** No item holds another one: where a closing tag was forgotten, the next opening one closes. */
const closeItem = (out: string[], open: Open[], name: string): void => {
  const from = open.findIndex((element) => element.name === name)
  for (const element of from < 0 ? [] : open.splice(from).reverse()) out.push(`</${element.name}>`)
}

/** Closes what the end of the document left open, without the item it cut in two. */
const sealed = (out: string[], open: readonly Open[], closedRoot: boolean): Prepared => {
  const cutItem = closedRoot ? -1 : open.findIndex(({ name }) => ITEM.test(name))
  if (cutItem >= 0) out.length = open[cutItem]?.written ?? 0
  const left = cutItem < 0 ? open : open.slice(0, cutItem)
  for (const { name } of left.toReversed()) out.push(`</${name}>`)
  return { markup: out.join(''), cut: cutItem >= 0 }
}

type Scope = {
  readonly prefixes: ReadonlyMap<string, string>
  readonly base: string | undefined
  readonly language: string | undefined
}

const split = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name.toLowerCase()] : [name.slice(0, colon), name.slice(colon + 1).toLowerCase()]
}

const innerScope = (attributes: readonly (readonly [string, string])[], outer: Scope): Scope => {
  let { prefixes, base, language } = outer
  for (const [name, value] of attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      prefixes = new Map([...prefixes, [name.slice(6), vocabularyOf(value)]])
    } else if (name === 'xml:base') base = resolveUrl(value, base) ?? base
    else if (name === 'xml:lang' && value.trim() !== '') language = value.trim()
  }
  return prefixes === outer.prefixes && base === outer.base && language === outer.language
    ? outer
    : { prefixes, base, language }
}

const TEXT_NODE = 3
const CDATA_NODE = 4
const ELEMENT_NODE = 1

const convert = (node: DomNode, outer: Scope): XmlElement => {
  const written = [...(node.attributes ?? [])].map(({ name, value }) => [name, value] as const)
  const scope = innerScope(written, outer)
  const nodes: (XmlElement | string)[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const last = nodes.at(-1)
    if (child.nodeType === ELEMENT_NODE) nodes.push(convert(child, scope))
    else if (child.nodeType !== TEXT_NODE && child.nodeType !== CDATA_NODE) continue
    else if (last !== undefined && !isElement(last)) nodes[nodes.length - 1] = last + (child.nodeValue ?? '')
    else nodes.push(child.nodeValue ?? '')
  }
  const [prefix, name] = split(node.nodeName)
  return {
    vocabulary: scope.prefixes.get(prefix) ?? (prefix === '' ? '' : undeclared(prefix)),
    name,
    attributes: new Map(written.map(([key, value]) => [key.replace(/^(?:xml|rdf):/, ''), value])),
    nodes,
    base: scope.base,
    language: scope.language,
  }
}

export type XmlDocument = { readonly root: XmlElement; readonly cut: boolean }

/** The tree of an XML document, however ill-formed; undefined when it has no element. `url` is the base of its addresses. */
export const parseXml = (text: string, url: string | undefined): XmlDocument | undefined => {
  const { markup, cut } = prepare(text)
  const root = parse(markup, 'text/xml').documentElement
  if (root === null) return undefined
  return { root: convert(root, { prefixes: new Map(), base: url, language: undefined }), cut }
}
