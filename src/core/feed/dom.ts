// The one file that knows linkedom: what it makes of markup, and the names of HTML's characters, which it knows too. Whoever
// wants a document read asks xml.ts, which first takes away what linkedom is slow or wrong at.
import { DOMParser } from 'linkedom/worker'
import { decodeReferences } from './entities.ts'

/** As much of linkedom's nodes as is used. */
export type DomNode = {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly textContent: string | null
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>
}

const parse = (markup: string, type: 'text/html' | 'text/xml'): DomNode | undefined => {
  const document: unknown = new DOMParser().parseFromString(markup, type)
  return (document as { readonly documentElement: DomNode | null }).documentElement ?? undefined
}

/** The root element of XML that prepare() has seen to; undefined when it has none. */
export const buildXml = (prepared: string): DomNode | undefined => parse(prepared, 'text/xml')

const names = new Map<string, string | undefined>()
/** HTML has 2,231 names; more than that is somebody's made-up ones. */
const NAMES_KEPT = 4_000

/** The characters of an HTML entity name, each name looked up once. */
export const namedCharacter = (name: string): string | undefined => {
  if (names.has(name)) return names.get(name)
  if (names.size >= NAMES_KEPT) names.clear()
  const written = `&${name};`
  const read = parse(`<p>${written}</p>`, 'text/html')?.textContent ?? written
  const character = read === written ? undefined : read
  names.set(name, character)
  return character
}

/** Decodes entities, HTML's names included, once. */
export const decodeEntities = (text: string): string => decodeReferences(text, namedCharacter)
