// What the XML readers share: how a feed writes its people, its links and its inline markup.
import { resolveUrl } from '../links.ts'
import type { Author, PageRequest } from '../model.ts'
import { numberedPage, sameHost } from '../paging.ts'
import { elementsOf, type Lookup, lookIn, textOf, type XmlElement } from './element.ts'
import { authorOf } from './item.ts'
import { foldLines, htmlToText, looksLikeHtml, oneLine, treeToText } from './plain-text.ts'

const hasMarkup = (element: XmlElement): boolean => elementsOf(element).length > 0

/** A description or content that by custom is HTML, escaped or as elements. */
export const htmlOf = (element: XmlElement | undefined): string | undefined => {
  if (element === undefined) return undefined
  return hasMarkup(element) ? treeToText(element, true) : htmlToText(textOf(element))
}

/** Text that nobody said the type of: HTML only where it looks like it, so that `1 < 2` stays what it is. */
export const undeclaredText = (text: string): string => (looksLikeHtml(text) ? htmlToText(text) : textParagraphs(text))

/** Text that is no markup. Blank lines part paragraphs; where there are none, every line is one. */
export const textParagraphs = (text: string): string =>
  foldLines(
    /\n[ \t\r]*\n/.test(text.trim())
      ? text
          .split(/\n[ \t\r]*\n/)
          .map(oneLine)
          .join('\n')
      : text,
  )

export const plainOf = (element: XmlElement | undefined): string | undefined => {
  if (element === undefined) return undefined
  return hasMarkup(element) ? treeToText(element) : undeclaredText(textOf(element))
}

/** A person: child elements (name, email), or one line of text. */
export const personOf = (element: XmlElement): Author | undefined => {
  const inside = lookIn(element, new Set([element.vocabulary, '', 'atom']))
  const name = oneLine(inside.text('name') ?? '')
  const email = oneLine(inside.text('email') ?? '')
  if (name === '' && email === '') return authorOf(treeToText(element))
  return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) }
}

/** `http://www.iana.org/assignments/relation/alternate` is `alternate` written out (RFC 4287, 4.2.7.2). */
const relationOf = (link: XmlElement): string =>
  (link.attributes.get('rel') ?? 'alternate')
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '')

const isPage = (link: XmlElement): boolean => /^$|html/i.test(link.attributes.get('type') ?? '')

/** The address of the first link of a relation, pages before other types; `base` for those that declare none. */
export const linkOf = (
  links: readonly XmlElement[],
  relation: string,
  base: string | undefined,
): string | undefined => {
  const wanted = links.filter(
    (link) => relationOf(link) === relation && (link.attributes.get('href') ?? '').trim() !== '',
  )
  const link = wanted.find(isPage) ?? wanted[0]
  return link === undefined ? undefined : resolveUrl(link.attributes.get('href') ?? '', base)
}

/** Labels of an item: text, or the attributes that Atom has. */
export const tagsOf = (look: Lookup): readonly string[] =>
  look
    .all('category', 'atom:category', 'dc:subject')
    .map((tag) => oneLine(tag.attributes.get('label') ?? tag.attributes.get('term') ?? undeclaredText(textOf(tag))))

/** What a media element says where the item itself says nothing, in a group or outside of one. */
export const mediaText = (look: Lookup, name: 'title' | 'description'): string | undefined => {
  const groups = look.all('media:group').map((group) => lookIn(group, new Set()))
  const found = [look, ...groups].map((place) => place.first(`media:${name}`)).find((element) => element !== undefined)
  return plainOf(found)
}

/** The base of an element's addresses: its own xml:base, else what the document declares of itself, else where it came from. */
export const baseOf = (
  element: XmlElement,
  url: string | undefined,
  declared: string | undefined,
): string | undefined => (element.base !== undefined && element.base !== url ? element.base : (declared ?? url))

/**
 * The page after this one: where the feed says (RFC 5005, sections 3 and 4), or where it says that WordPress made it, by that
 * program's own numbering.
 */
export const nextOf = (
  look: Lookup,
  links: readonly XmlElement[],
  url: string | undefined,
): PageRequest | undefined => {
  const next = linkOf(links, 'next', url) ?? linkOf(links, 'prev-archive', url)
  const own = sameHost(next, url)
  if (own !== undefined) return { url: own }
  const generator = `${look.text('generator') ?? ''} ${look.first('generator')?.attributes.get('uri') ?? ''}`
  return url !== undefined && /wordpress/i.test(generator) ? numberedPage(url, 'paged') : undefined
}
