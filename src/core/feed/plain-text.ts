// Markup to plain text: blocks become lines, everything else flows on. Works on the token run, builds no tree, and so costs
// no more for a deep document than for a flat one. Scripts, styles and the like have no text.
import { decodeEntities } from './dom.ts'
import { isElement, type XmlElement } from './element.ts'
import { readTokens } from './markup.ts'

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section ' +
    'summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
)

const HIDDEN = new Set('script style noscript template iframe xmp noembed noframes'.split(' '))

/** Cells stand beside each other; a line break within a paragraph is a space. */
const INLINE_BREAKS = new Set(['td', 'th', 'option', 'br'])

export const isBlock = (name: string): boolean => BLOCKS.has(name)

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff]/g

/** One line: runs of white space (no-break spaces too) become one space, nothing invisible is left. */
export const oneLine = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()

/** Lines, each folded, without empty ones. */
export const foldLines = (text: string): string =>
  text
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n')

/** Gathers text into lines. `text` may hold line feeds of the source, which mean nothing. */
class Lines {
  readonly #parts: string[] = []

  text(text: string): void {
    this.#parts.push(text.replace(/[\r\n]/g, ' '))
  }

  tag(name: string): void {
    if (!BLOCKS.has(name)) return
    this.#parts.push(INLINE_BREAKS.has(name) ? ' ' : '\n')
  }

  end(): string {
    return foldLines(this.#parts.join(''))
  }
}

const gatherTokens = (html: string, lines: Lines): void => {
  readTokens(html, 'html', (token) => {
    if (token.kind === 'text') lines.text(token.literal ? token.text : decodeEntities(token.text))
    else lines.tag(token.name)
    return true
  })
}

/** The paragraphs of an HTML fragment, separated by line feeds. Two breaks in a row end a paragraph. */
export const htmlToText = (html: string): string => {
  const lines = new Lines()
  gatherTokens(html.replace(/(?:<br\s*\/?>\s*){2,}/gi, '<p>'), lines)
  return lines.end()
}

const gatherNodes = (element: XmlElement, lines: Lines, escaped: boolean): void => {
  for (const node of element.nodes) {
    if (isElement(node)) {
      if (HIDDEN.has(node.name)) continue
      lines.tag(node.name)
      gatherNodes(node, lines, escaped)
      lines.tag(node.name)
    } else if (escaped && looksLikeHtml(node)) gatherTokens(node, lines)
    else lines.text(node)
  }
}

/**
 * The same of markup that was parsed with its document (XHTML inside a feed). `escaped`: some of it may have been left
 * escaped, as where HTML was announced and half of it came as elements.
 */
export const treeToText = (element: XmlElement, escaped = false): string => {
  const lines = new Lines()
  gatherNodes(element, lines, escaped)
  return lines.end()
}

const KNOWN_TAG =
  /<\/?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|nobr|ol|p|pre|q|s|section|small|span|strike|strong|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|video|wbr)(?:\s[^<>]*)?\/?>/i
const REFERENCE = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i

/** Whether a text of undeclared type is HTML: it has a tag or an entity that HTML knows. */
export const looksLikeHtml = (text: string): boolean => KNOWN_TAG.test(text) || REFERENCE.test(text)
