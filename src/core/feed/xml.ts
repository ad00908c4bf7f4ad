// An XML document, however ill-formed, as the small tree of element.ts: names resolved to what they mean, xml:base and
// xml:lang handed down.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import { buildXml, type DomNode } from './dom.ts'
import { isElement, undeclared, vocabularyOf, type XmlElement } from './element.ts'
import { prepare } from './prepare.ts'

/** An attribute as written: name and value. */
type Written = readonly [name: string, value: string]

type Scope = {
  readonly prefixes: ReadonlyMap<string, string>
  readonly base: string | undefined
  readonly language: string | undefined
}

const split = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(':')
  return colon < 0
    ? ['', name.toLowerCase()]
    : [name.slice(0, colon).toLowerCase(), name.slice(colon + 1).toLowerCase()]
}

/** Prefixes in force at one place; a feed has a dozen. More would make every element's scope as large as the document. */
const PREFIXES_KEPT = READ.ATTRIBUTES

const innerPrefixes = (attributes: readonly Written[], outer: Scope['prefixes']): Scope['prefixes'] => {
  const declared = attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return outer
  const inner = new Map(outer)
  for (const [name, value] of declared) {
    const prefix = name.slice('xmlns:'.length)
    if (inner.size < PREFIXES_KEPT || inner.has(prefix)) inner.set(prefix, vocabularyOf(value))
  }
  return inner
}

const innerScope = (attributes: readonly Written[], outer: Scope): Scope => {
  const prefixes = innerPrefixes(attributes, outer.prefixes)
  const base = attributes.find(([name]) => name === 'xml:base')?.[1]
  const language = attributes.find(([name]) => name === 'xml:lang')?.[1].trim()
  if (prefixes === outer.prefixes && base === undefined && language === undefined) return outer
  return {
    prefixes,
    base: base === undefined ? outer.base : (resolveUrl(base, outer.base) ?? outer.base),
    language: language === '' ? undefined : (language ?? outer.language),
  }
}

const TEXT_NODE = 3
const CDATA_NODE = 4
const ELEMENT_NODE = 1

/** `rdf:about` is `about`, whatever the prefix; other prefixes stay, so that their names do not pass for the feed's own. */
const attributeName = (written: string, scope: Scope): string => {
  const [prefix, name] = split(written)
  const vocabulary = prefix === '' ? '' : (scope.prefixes.get(prefix) ?? undeclared(prefix))
  return ['', 'rdf', 'xml'].includes(vocabulary) ? name : written
}

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
    attributes: new Map(written.map(([key, value]) => [attributeName(key, scope), value])),
    nodes,
    base: scope.base,
    language: scope.language,
  }
}

export type XmlDocument = { readonly root: XmlElement; readonly cut: boolean }

/** The tree of an XML document, however ill-formed; undefined when it has no element. `url` is the base of its addresses. */
export const parseXml = (text: string, url: string | undefined): XmlDocument | undefined => {
  const { markup, cut } = prepare(text)
  const root = buildXml(markup)
  if (root === undefined) return undefined
  return { root: convert(root, { prefixes: new Map(), base: url, language: undefined }), cut }
}
