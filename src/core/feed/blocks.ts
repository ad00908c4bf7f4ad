// A page as a list of lines with what is known of each: the marks it stands in, the links in it, whether it is a heading.
// Enough to read a page by its words first and by its selectors second, in one pass and without a tree.
import { READ } from '../limits.ts'
import { Ahead } from './ahead.ts'
import { Deep } from './deep.ts'
import { decodeEntities } from './dom.ts'
import { type Marks, marksWithin, wordsOf } from './marks.ts'
import { attributesOf, readTokens } from './markup.ts'
import { isBlock, oneLine } from './plain-text.ts'

export type BlockLink = {
  readonly href: string
  readonly text: string
  /** Those asked for that the link itself stands in or is. */
  readonly marks: ReadonlySet<string>
}

export type Block = {
  readonly text: string
  /** h1-h6. */
  readonly heading: boolean
  /** Those asked for that any of its text stands in. */
  readonly marks: ReadonlySet<string>
  readonly links: readonly BlockLink[]
}

export type Page = {
  readonly blocks: readonly Block[]
  /** The language the page declares. */
  readonly language?: string
  /** `link rel=canonical`, else `og:url`. */
  readonly canonical?: string
  /** What the page says its addresses are relative to. */
  readonly base?: string
  /** What stands on the window, not on the page. */
  readonly title?: string
}

/** An open element, with what its text inherits from it and from those around it. */
type Open = {
  readonly name: string
  readonly own: readonly string[]
  readonly marks: ReadonlySet<string>
  readonly heading: boolean
}

const NONE: ReadonlySet<string> = new Set()
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Most elements have no attribute that matters here, and reading attributes is most of the work. */
const TELLING = /\b(?:class|id|href)\b/i

const attributesThatTell = (written: string): ReadonlyMap<string, string> =>
  TELLING.test(written) ? attributesOf(written, READ.ATTRIBUTES) : NO_ATTRIBUTES

/** A break is a space within its line. */
const startsLine = (name: string): boolean => name !== 'br' && isBlock(name)

const hasWords = (text: string): boolean => /\S/.test(text)

class Builder {
  readonly blocks: Block[] = []
  readonly #asked: Marks
  readonly #open: Open[] = []
  readonly #deep = new Deep()
  #text = ''
  #marks = NONE
  #heading = false
  #links: BlockLink[] = []
  #anchor: { readonly href: string; readonly marks: ReadonlySet<string>; text: string } | undefined

  constructor(asked: Marks) {
    this.#asked = asked
  }

  /** Whether what comes next stands in one of the marks. */
  get marked(): boolean {
    return (this.#open.at(-1)?.marks ?? NONE).size > 0
  }

  open(name: string, attributes: string, empty: boolean): void {
    if (name === 'br') this.#text += ' '
    else if (startsLine(name)) this.#startLine()
    if (empty) return
    if (this.#open.length >= READ.DEPTH) {
      this.#deep.open(name)
      return
    }
    const written = attributesThatTell(attributes)
    const outer = this.#open.at(-1)
    const own = wordsOf(this.#asked, name, written)
    const marks = marksWithin(this.#asked, own, outer?.own ?? [], outer?.marks ?? NONE)
    this.#open.push({ name, own, marks, heading: outer?.heading === true || HEADINGS.has(name) })
    if (name !== 'a') return
    this.#endLink()
    this.#anchor = { href: decodeEntities(written.get('href') ?? '').trim(), text: '', marks }
  }

  close(name: string): void {
    if (isBlock(name)) this.flush()
    if (name === 'a') {
      this.#endLink()
      this.#anchor = undefined
    }
    if (this.#deep.close(name)) return
    const at = this.#open.findLastIndex((element) => element.name === name)
    if (at >= 0) this.#open.length = at
  }

  text(text: string): void {
    this.#text += text
    if (this.#anchor !== undefined) this.#anchor.text += text
    if (!hasWords(text)) return
    const here = this.#open.at(-1)
    this.#heading ||= here?.heading === true
    if (here === undefined || here.marks === this.#marks) return
    this.#marks = this.#marks.size === 0 ? here.marks : new Set([...this.#marks, ...here.marks])
  }

  /** A paragraph whose end was left out ends where the next line begins. */
  #startLine(): void {
    this.flush()
    const paragraph = this.#open.findLastIndex(({ name }) => name === 'p')
    if (paragraph >= 0) this.#open.length = paragraph
  }

  #endLink(): void {
    if (this.#anchor === undefined || this.#anchor.text === '') return
    const { href, marks } = this.#anchor
    const text = oneLine(this.#anchor.text)
    if (text !== '') this.#links.push({ href, text, marks })
    this.#anchor.text = ''
  }

  flush(): void {
    if (this.#text === '') return
    this.#endLink()
    const text = hasWords(this.#text) ? oneLine(this.#text) : ''
    if (text !== '') {
      this.blocks.push({ text, heading: this.#heading, marks: this.#marks, links: this.#links })
    }
    this.#text = ''
    this.#marks = NONE
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
  base: string | undefined
  title = ''
  /** Inside `title`, whose text is no line of the page. */
  inTitle = false

  open(name: string, attributes: string, empty: boolean): void {
    if (name === 'title') this.inTitle = !empty
    else if (name === 'html' || name === 'body') {
      this.language ??= attributesOf(attributes, READ.ATTRIBUTES).get('lang')
    } else if (name === 'base') this.base ??= attributesOf(attributes, READ.ATTRIBUTES).get('href')
    else if (name === 'link' || name === 'meta') {
      this.canonical ??= canonicalIn(name, attributesOf(attributes, READ.ATTRIBUTES))
    }
  }

  close(name: string): void {
    if (name === 'title') this.inTitle = false
  }

  facts(): Omit<Page, 'blocks'> {
    const title = oneLine(decodeEntities(this.title))
    return {
      ...(this.language === undefined || this.language === '' ? {} : { language: this.language }),
      ...(this.canonical === undefined ? {} : { canonical: decodeEntities(this.canonical) }),
      ...(this.base === undefined ? {} : { base: decodeEntities(this.base) }),
      ...(title === '' ? {} : { title }),
    }
  }
}

/** The lines of an HTML page or fragment, in order, each with those of the marks that it stands in. */
export const pageOf = (html: string, asked: Marks): Page => linesOf(html, asked)

/**
 * The same, but reading ends where no marked line can follow: lines in front of that are as in the whole page. For marks that
 * are classes and ids alone, since names of elements may be written in capitals.
 */
export const markedLines = (html: string, asked: Marks): Page =>
  linesOf(
    html,
    asked,
    new Ahead(
      html,
      [...asked.words].map((word) => word.slice(1)),
    ),
  )

const linesOf = (html: string, asked: Marks, ahead?: Ahead): Page => {
  const builder = new Builder(asked)
  const head = new Head()
  let elements = 0
  readTokens(html, 'html', (token) => {
    if (token.kind === 'open') {
      if (++elements > READ.ELEMENTS) return false
      if (ahead !== undefined && startsLine(token.name) && !builder.marked && !ahead.from(token.at)) return false
      head.open(token.name, token.attributes, token.empty)
      builder.open(token.name, token.attributes, token.empty)
    } else if (token.kind === 'close') {
      head.close(token.name)
      builder.close(token.name)
    } else if (head.inTitle) head.title += token.text
    else builder.text(token.literal ? token.text : decodeEntities(token.text))
    return true
  })
  builder.flush()
  return { blocks: builder.blocks, ...head.facts() }
}
