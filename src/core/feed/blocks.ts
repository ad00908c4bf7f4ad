// A page as a list of lines with what is known of each: the classes it stands in, the links in it, whether it is a heading.
// Enough to read a page by its words first and by its selectors second, in one pass and without a tree.
import { READ } from '../limits.ts'
import { decodeEntities } from './dom.ts'
import { attributesOf, tokens } from './markup.ts'
import { isBlock, oneLine } from './plain-text.ts'

export type BlockLink = { readonly href: string; readonly text: string }

export type Block = {
  readonly text: string
  /** h1-h6. */
  readonly heading: boolean
  /** Class names of the elements it stands in. */
  readonly classes: ReadonlySet<string>
  readonly links: readonly BlockLink[]
}

export type Page = {
  readonly blocks: readonly Block[]
  /** The language the page declares. */
  readonly language?: string
  /** `link rel=canonical`, else `og:url`. */
  readonly canonical?: string
}

/** An open element, with what its text inherits from it and from those around it. */
type Open = { readonly name: string; readonly classes: ReadonlySet<string>; readonly heading: boolean }

const NONE: ReadonlySet<string> = new Set()

class Builder {
  readonly blocks: Block[] = []
  #open: Open[] = []
  #text = ''
  #classes = NONE
  #heading = false
  #links: BlockLink[] = []
  #anchor: { readonly href: string; text: string } | undefined

  open(name: string, attributes: string, empty: boolean): void {
    if (isBlock(name) && name !== 'br') this.flush()
    else if (name === 'br') this.#text += ' '
    if (empty) return
    const written = attributesOf(attributes, READ.ATTRIBUTES)
    if (name === 'a') this.#anchor = { href: decodeEntities(written.get('href') ?? '').trim(), text: '' }
    if (this.#open.length >= READ.DEPTH) return
    const outer = this.#open.at(-1)
    const own = (written.get('class') ?? '').split(/\s+/).filter((one) => one !== '')
    const classes = own.length === 0 ? (outer?.classes ?? NONE) : new Set([...(outer?.classes ?? NONE), ...own])
    this.#open.push({ name, classes, heading: outer?.heading === true || /^h[1-6]$/.test(name) })
  }

  close(name: string): void {
    if (isBlock(name)) this.flush()
    if (name === 'a') {
      this.#endLink()
      this.#anchor = undefined
    }
    const at = this.#open.findLastIndex((element) => element.name === name)
    if (at >= 0) this.#open.length = at
  }

  text(text: string): void {
    this.#text += text
    if (this.#anchor !== undefined) this.#anchor.text += text
    if (text.trim() === '') return
    const here = this.#open.at(-1)
    this.#heading ||= here?.heading === true
    if (here === undefined || here.classes === this.#classes) return
    this.#classes = this.#classes.size === 0 ? here.classes : new Set([...this.#classes, ...here.classes])
  }

  #endLink(): void {
    if (this.#anchor === undefined) return
    const text = oneLine(this.#anchor.text)
    if (text !== '') this.#links.push({ href: this.#anchor.href, text })
    this.#anchor.text = ''
  }

  flush(): void {
    this.#endLink()
    const text = oneLine(this.#text)
    if (text !== '') {
      this.blocks.push({ text, heading: this.#heading, classes: this.#classes, links: this.#links })
    }
    this.#text = ''
    this.#classes = NONE
    this.#heading = false
    this.#links = []
  }
}

const canonicalIn = (name: string, attributes: ReadonlyMap<string, string>): string | undefined => {
  if (name === 'link' && /canonical/i.test(attributes.get('rel') ?? '')) return attributes.get('href')
  return name === 'meta' && attributes.get('property') === 'og:url' ? attributes.get('content') : undefined
}

/** What the head of a page says of it. */
class Head {
  language: string | undefined
  canonical: string | undefined
  /** Inside `title`, whose text is no line of the page. */
  inTitle = false

  open(name: string, attributes: string, empty: boolean): void {
    if (name === 'title') this.inTitle = !empty
    else if (name === 'html') this.language ??= attributesOf(attributes, READ.ATTRIBUTES).get('lang')
    else if (name === 'link' || name === 'meta') {
      this.canonical ??= canonicalIn(name, attributesOf(attributes, READ.ATTRIBUTES))
    }
  }

  close(name: string): void {
    if (name === 'title') this.inTitle = false
  }
}

/** The lines of an HTML page or fragment, in order. */
export const pageOf = (html: string): Page => {
  const builder = new Builder()
  const head = new Head()
  for (const token of tokens(html, 'html')) {
    if (token.kind === 'open') {
      head.open(token.name, token.attributes, token.empty)
      builder.open(token.name, token.attributes, token.empty)
    } else if (token.kind === 'close') {
      head.close(token.name)
      builder.close(token.name)
    } else if (!head.inTitle) builder.text(token.literal ? token.text : decodeEntities(token.text))
  }
  builder.flush()
  const { language, canonical } = head
  return {
    blocks: builder.blocks,
    ...(language === undefined || language === '' ? {} : { language }),
    ...(canonical === undefined ? {} : { canonical: decodeEntities(canonical) }),
  }
}
