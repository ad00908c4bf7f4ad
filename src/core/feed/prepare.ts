// Any markup, made into XML that a parser reads as it was meant, in time and memory that grow with its length alone: bounded
// in depth, elements and attributes, without declarations, without an entity left to decode. A scan, not a tree.
import { READ } from '../limits.ts'
import { Deep } from './deep.ts'
import { namedCharacter } from './dom.ts'
import { decodeReferences, OLDER_NAMES } from './entities.ts'
import { attributesOf, readTokens } from './markup.ts'

/** The characters of a name in a feed's own XML, not in the HTML inside it. */
const xmlCharacter = (name: string): string | undefined => OLDER_NAMES.get(name) ?? namedCharacter(name)

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

type Open = { readonly name: string; readonly written: number }

/** Writes a document anew, tag by tag. */
class Writer {
  readonly #out: string[] = []
  readonly #open: Open[] = []
  readonly #deep = new Deep()
  #elements = 0
  closedRoot = false

  text(text: string, literal: boolean): void {
    if (this.#open.length > 0) this.#out.push(literal ? asData(text) : characterData(text))
  }

  open(name: string, attributes: string, empty: boolean): void {
    // No item holds another one: where a closing tag was forgotten, the next opening one closes.
    if (ITEM.test(name)) this.#closeFrom(this.#open.findIndex((element) => element.name === name))
    if (this.#open.length >= READ.DEPTH || ++this.#elements > READ.ELEMENTS) {
      if (!empty) this.#deep.open(name)
      return
    }
    if (!empty) this.#open.push({ name, written: this.#out.length })
    this.#out.push(openTag(name, attributes, empty))
  }

  close(name: string): void {
    if (this.#deep.close(name)) return
    const from = this.#open.findLastIndex((element) => element.name === name)
    this.#closeFrom(from)
    this.closedRoot = from === 0
  }

  #closeFrom(from: number): void {
    for (const { name } of from < 0 ? [] : this.#open.splice(from).reverse()) this.#out.push(`</${name}>`)
  }

  /** Closes what the end of the document left open, without the item it cut in two. */
  end(): Prepared {
    const cutItem = this.closedRoot ? -1 : this.#open.findIndex(({ name }) => ITEM.test(name))
    if (cutItem >= 0) {
      this.#out.length = this.#open[cutItem]?.written ?? 0
      this.#open.length = cutItem
    }
    this.#closeFrom(0)
    return { markup: this.#out.join(''), cut: cutItem >= 0 }
  }
}

/**
 * Rewrites any markup as plain XML. Tags below READ.DEPTH and past READ.ELEMENTS are left out (their text and their siblings
 * stay), and so are attributes past READ.ATTRIBUTES.
 */
export const prepare = (text: string): Prepared => {
  const writer = new Writer()
  readTokens(text, 'xml', (token) => {
    if (token.kind === 'text') writer.text(token.text, token.literal)
    else if (token.kind === 'open') writer.open(token.name, token.attributes, token.empty)
    else writer.close(token.name)
    return !writer.closedRoot
  })
  return writer.end()
}
