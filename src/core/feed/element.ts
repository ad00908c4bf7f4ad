// The small tree that readers read: elements with a vocabulary, a local name in lower case, and what they inherit. It hides
// which parser made it, which prefix a feed chose, and how its author spelt a namespace.

export type XmlElement = {
  /** Short name of a known vocabulary (`rss`, `atom`, `dc`, …), `''` for none, else the namespace as declared. */
  readonly vocabulary: string
  /** Local name, lower case. */
  readonly name: string
  /** By name in lower case, without prefix where it is XML's or RDF's; decoded. */
  readonly attributes: ReadonlyMap<string, string>
  readonly nodes: readonly (XmlElement | string)[]
  /** xml:base in force, absolute where it could be made so. */
  readonly base: string | undefined
  /** xml:lang in force. */
  readonly language: string | undefined
}

/** Known vocabularies by the beginning of their namespaces, without scheme, in lower case. */
const VOCABULARIES: readonly (readonly [string, string])[] = [
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom', 'atom'],
  ['example.com/newformat', 'atom'],
  ['example.com/necho', 'atom'],
  ['purl.org/echo', 'atom'],
  ['purl.org/pie', 'atom'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules', 'module'],
  ['purl.org/rss', 'rss'],
  ['purl.org/net/rss', 'rss'],
  ['my.netscape.com/rdf', 'rss'],
  ['my.netscape.com/publish/formats/rss', 'rss'],
  ['channel.netscape.com/rdf', 'rss'],
  ['backend.userland.com', 'rss'],
  ['blogs.law.harvard.edu/tech/rss', 'rss'],
  ['cyber.law.harvard.edu/rss', 'rss'],
  ['www.rssboard.org', 'rss'],
  ['purl.org/dc/elements', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['www.itunes.com/dtds', 'itunes'],
  ['www.google.com/schemas/play-podcasts', 'googleplay'],
  ['search.yahoo.com/mrss', 'media'],
  ['rssnamespace.org/feedburner', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
]

/** Prefixes whose meaning is clear even where a feed forgot to declare them. */
const PREFIXES = new Set([
  'atom',
  'content',
  'rss',
  'dc',
  'dcterms',
  'itunes',
  'media',
  'feedburner',
  'xhtml',
  'rdf',
  'xml',
])

/** The short name of a namespace. */
export const vocabularyOf = (namespace: string): string => {
  const key = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
  return VOCABULARIES.find(([start]) => key.startsWith(start))?.[1] ?? namespace.trim()
}

/** The vocabulary of a prefix that nobody declared. */
export const undeclared = (prefix: string): string => (PREFIXES.has(prefix) ? prefix : `?${prefix}`)

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'

export const elementsOf = (parent: XmlElement): readonly XmlElement[] => parent.nodes.filter(isElement)

/** Everything written inside, in order, as one string. */
export const textOf = (element: XmlElement): string => {
  const only = element.nodes[0]
  if (element.nodes.length === 1 && typeof only === 'string') return only
  return element.nodes.map((node) => (isElement(node) ? textOf(node) : node)).join('')
}

/** Finds elements by what they mean: `rss:link` in a channel, `dc:creator` in an item. */
export type Lookup = {
  /** Children of the first of these names (`vocabulary:name`, or a bare name for the feed's own) that has any. */
  readonly all: (...names: readonly string[]) => readonly XmlElement[]
  /** Of `all`, the first one that is not empty. */
  readonly first: (...names: readonly string[]) => XmlElement | undefined
  /** The text of `first`, trimmed; undefined when there is none. */
  readonly text: (...names: readonly string[]) => string | undefined
}

const isFilled = (element: XmlElement): boolean => textOf(element).trim() !== ''

/** Looks among an element's children; a bare name is one of the feed's own vocabularies `own`, or of none. */
export const lookIn = (parent: XmlElement, own: ReadonlySet<string>): Lookup => {
  const byName = new Map<string, XmlElement[]>()
  for (const child of elementsOf(parent)) {
    const key = own.has(child.vocabulary) ? child.name : `${child.vocabulary}:${child.name}`
    const known = byName.get(key)
    if (known === undefined) byName.set(key, [child])
    else known.push(child)
  }
  const all = (...names: readonly string[]): readonly XmlElement[] => names.flatMap((name) => byName.get(name) ?? [])
  const first = (...names: readonly string[]): XmlElement | undefined => all(...names).find(isFilled)
  const text = (...names: readonly string[]): string | undefined => {
    const found = first(...names)
    return found === undefined ? undefined : textOf(found).trim()
  }
  return { all, first, text }
}
