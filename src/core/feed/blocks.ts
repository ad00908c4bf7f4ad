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

type Open = { readonly name: string; readonly classes: readonly string[] }

class Builder {
  readonly blocks: Block[] = []
  #open: Open[] = []
  #text = ''
  #classes = new Set<string>()
  #links: BlockLink[] = []
  #anchor: { readonly href: string; text: string } | undefined

  open(name: string, attributes: string, empty: boolean): void {
    if (isBlock(name) && name !== 'br') this.flush()
    else if (name === 'br') this.#text += ' '
    if (empty) return
    const written = attributesOf(attributes, READ.ATTRIBUTES)
    if (name === 'a') this.#anchor = { href: decodeEntities(written.get('href') ?? '').trim(), text: '' }
    if (this.#open.length >= READ.DEPTH) return
    this.#open.push({ name, classes: (written.get('class') ?? '').split(/\s+/).filter((c) => c !== '') })
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
    for (const { classes } of this.#open) for (const name of classes) this.#classes.add(name)
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
      const heading = this.#open.some(({ name }) => /^h[1-6]$/.test(name))
      this.blocks.push({ text, heading, classes: this.#classes, links: this.#links })
    }
    this.#text = ''
    this.#classes = new Set()
    this.#links = []
  }
}

const canonicalIn = (name: string, attributes: ReadonlyMap<string, string>): string | undefined => {
  if (name === 'link' && /canonical/i.test(attributes.get('rel') ?? '')) return attributes.get('href')
  return name === 'meta' && attributes.get('property') === 'og:url' ? attributes.get('content') : undefined
}

/** The lines of an HTML page or fragment, in order. */
export const pageOf = (html: string): Page => {
  const builder = new Builder()
  let language: string | undefined
  let canonical: string | undefined
  let title = false
  for (const token of tokens(html, 'html')) {
    if (token.kind === 'text') {
      if (!title) builder.text(token.literal ? token.text : decodeEntities(token.text.replace(/[\r\n\t]+/g, ' ')))
    } else if (token.kind === 'close') {
      if (token.name === 'title') title = false
      builder.close(token.name)
    } else {
      if (token.name === 'title') title = !token.empty
      if (token.name === 'html') language = attributesOf(token.attributes, READ.ATTRIBUTES).get('lang')
      else if (token.name === 'link' || token.name === 'meta') {
        canonical ??= canonicalIn(token.name, attributesOf(token.attributes, READ.ATTRIBUTES))
      }
      builder.open(token.name, token.attributes, token.empty)
    }
  }
  builder.flush()
  return {
    blocks: builder.blocks,
    ...(language === undefined || language === '' ? {} : { language }),
    ...(canonical === undefined ? {} : { canonical: decodeEntities(canonical) }),
  }
}
