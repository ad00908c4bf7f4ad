// Atom 1.0 (RFC 4287), and 0.3 with its modes. Texts are read by their declared type; only where none is declared may they
// turn out to be HTML.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { Author, FeedInfo, Item, Reading } from '../model.ts'
import { base64ToText } from './base64.ts'
import { elementsOf, type Lookup, lookIn, textOf, type XmlElement } from './element.ts'
import { authorsOf, compact, itemOf } from './item.ts'
import { baseOf, linkOf, mediaText, nextOf, personOf, tagsOf, textParagraphs, undeclaredText } from './parts.ts'
import { htmlToText, treeToText } from './plain-text.ts'
import type { XmlDocument } from './xml.ts'

/** Types whose content stands in the document as it is; all others are base64 (RFC 4287, 4.1.3.3). */
const READABLE = /^(?:|text|html|xhtml|text\/.*|.*[/+]xml)$/

const typedText = (text: string, type: string): string => {
  if (type === 'html' || type === 'text/html') return htmlToText(text)
  return type === 'text' || type === 'text/plain' ? textParagraphs(text) : undeclaredText(text)
}

/** The plain text of a text construct or of content. */
export const constructText = (element: XmlElement | undefined): string | undefined => {
  if (element === undefined) return undefined
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase()
  const mode = (element.attributes.get('mode') ?? '').trim().toLowerCase()
  if (elementsOf(element).length > 0) return treeToText(element, type === 'html' || type === 'text/html')
  const text = textOf(element)
  if (mode === 'base64' || !READABLE.test(type)) {
    const decoded = base64ToText(text)
    return decoded === undefined ? undeclaredText(text) : typedText(decoded, READABLE.test(type) ? type : '')
  }
  return type === 'xhtml' || type.endsWith('xml') ? textParagraphs(text) : typedText(text, type)
}

type Feed = {
  readonly own: ReadonlySet<string>
  readonly url: string | undefined
  readonly declared: string | undefined
  readonly language: string | undefined
  readonly authors: readonly (Author | undefined)[]
}

const peopleOf = (look: Lookup): readonly Author[] => {
  const people = authorsOf(look.all('author').map(personOf))
  return people.length > 0 ? people : authorsOf(look.all('dc:creator', 'itunes:author').map(personOf))
}

/** Of several links the first alternate counts; else an id that is an address. */
const entryLink = (look: Lookup, base: string | undefined): string | undefined =>
  resolveUrl(look.text('feedburner:origlink') ?? '') ??
  linkOf(look.all('link'), 'alternate', base) ??
  resolveUrl(look.text('link') ?? '', base) ??
  resolveUrl(look.all('content')[0]?.attributes.get('src') ?? '', base) ??
  resolveUrl(look.text('id') ?? '')

const readEntry = (entry: XmlElement, feed: Feed): Item => {
  const look = lookIn(entry, feed.own)
  const sources = look.all('source').map((source) => lookIn(source, feed.own))
  const people = [look, ...sources].map(peopleOf).find((authors) => authors.length > 0)
  return itemOf({
    id: look.text('id'),
    url: entryLink(look, baseOf(entry, feed.url, feed.declared)),
    title: constructText(look.first('title')) ?? mediaText(look, 'title'),
    summary: constructText(look.first('summary')) ?? mediaText(look, 'description'),
    text: constructText(look.first('content')),
    published: look.text('published', 'issued', 'created', 'dc:date', 'dcterms:issued'),
    modified: look.text('updated', 'modified', 'dcterms:modified'),
    authors: people ?? authorsOf(feed.authors),
    tags: tagsOf(look),
    language: look.first('content', 'title')?.language ?? entry.language ?? feed.language,
    label: sources.map((source) => constructText(source.first('title'))).find((title) => title !== undefined),
  })
}

/** Reads a document whose root is `feed`, or a single `entry`. */
export const readAtom = ({ root }: XmlDocument, url: string | undefined): Reading => {
  const own = new Set(['', 'atom', root.vocabulary])
  const look = lookIn(root, own)
  const links = look.all('link')
  const feedUrl = linkOf(links, 'self', root.base ?? url)
  const declared = feedUrl ?? (url === undefined ? linkOf(links, 'alternate', undefined) : undefined)
  const entries = root.name === 'entry' ? [root] : look.all('entry')
  const feed: Feed = { own, url, declared, language: root.language, authors: peopleOf(look) }
  const info = compact<FeedInfo>({
    title: constructText(look.first('title')),
    homePageUrl: linkOf(links, 'alternate', baseOf(root, url, declared)) ?? resolveUrl(look.text('link') ?? '', url),
    feedUrl: feedUrl ?? url,
    description: constructText(look.first('subtitle', 'tagline', 'description', 'info')),
  })
  const next = root.name === 'entry' ? undefined : nextOf(look, links, baseOf(root, url, declared))
  return {
    feed: root.name === 'entry' ? {} : info,
    items: entries.slice(0, READ.ITEMS).map((entry) => readEntry(entry, feed)),
    ...(next === undefined ? {} : { next }),
  }
}
