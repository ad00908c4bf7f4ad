// RSS 0.9x and 2.0, RSS 1.0 and 0.90 (RDF), and Microsoft's older CDF, which is enough like them. Any prefix, modules by
// their namespace; an unknown module's `link` or `description` is never taken for the item's own.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { Author, FeedInfo, Item, Reading } from '../model.ts'
import { elementsOf, type Lookup, lookIn, textOf, type XmlElement } from './element.ts'
import { authorsOf, compact, itemOf } from './item.ts'
import { baseOf, htmlOf, linkOf, mediaText, nextOf, personOf, plainOf, tagsOf } from './parts.ts'
import type { XmlDocument } from './xml.ts'

type Channel = {
  readonly own: ReadonlySet<string>
  readonly url: string | undefined
  /** What the document says its own addresses are relative to. */
  readonly declared: string | undefined
  readonly language: string | undefined
  readonly authors: readonly (Author | undefined)[]
}

/** Of several links the last one counts, as in the readers that feeds are tried with. */
const channelLink = (look: Lookup, base: string | undefined): string | undefined =>
  look
    .all('link')
    .map((link) => resolveUrl(textOf(link).trim() || (link.attributes.get('href') ?? ''), base))
    .findLast((link) => link !== undefined) ?? linkOf(look.all('atom:link'), 'alternate', base)

const isPermaLink = (guid: XmlElement): boolean =>
  (guid.attributes.get('ispermalink') ?? 'true').trim().toLowerCase() !== 'false'

/** A guid that is an address serves as link. A relative one does only where it is said to be one. */
const guidLink = (guid: XmlElement | undefined, base: string | undefined): string | undefined => {
  if (guid === undefined || !isPermaLink(guid)) return undefined
  return resolveUrl(textOf(guid), guid.attributes.size > 0 ? base : undefined)
}

const itemLink = (item: XmlElement, look: Lookup, base: string | undefined): string | undefined =>
  resolveUrl(look.text('feedburner:origlink') ?? '') ??
  channelLink(look, base) ??
  guidLink(look.first('guid'), base) ??
  resolveUrl(item.attributes.get('href') ?? '', base) ??
  look
    .all('enclosure')
    .map((enclosure) => resolveUrl(enclosure.attributes.get('url') ?? '', base))
    .find((link) => link !== undefined) ??
  resolveUrl(item.attributes.get('about') ?? '', base)

const itemAuthors = (look: Lookup, channel: Channel): readonly Author[] => {
  const named = ['atom:author', 'dc:creator', 'dc:author', 'author', 'itunes:author']
  const found = named.map((name) => authorsOf(look.all(name).map(personOf))).find((authors) => authors.length > 0)
  return found ?? authorsOf(channel.authors)
}

const readItem = (item: XmlElement, channel: Channel): Item => {
  const look = lookIn(item, channel.own)
  const base = baseOf(item, channel.url, channel.declared)
  const content = look.first(
    'content:encoded',
    'atom:content',
    'xhtml:body',
    'xhtml:div',
    'body',
    'fullitem',
    'encoded',
    'content',
  )
  const summary = look.first('description', 'summary', 'atom:summary', 'abstract', 'dc:description')
  const extra = look.first('itunes:summary', 'googleplay:description')
  return itemOf({
    id: look.text('guid', 'atom:id', 'id') ?? item.attributes.get('about'),
    url: itemLink(item, look, base),
    title: plainOf(look.first('title', 'atom:title', 'dc:title')) ?? mediaText(look, 'title'),
    summary: htmlOf(summary) ?? mediaText(look, 'description') ?? htmlOf(extra),
    text: htmlOf(content),
    published:
      look.text('pubdate', 'dc:date', 'dcterms:issued', 'atom:published', 'published', 'dcterms:created', 'date') ??
      item.attributes.get('lastmod'),
    modified: look.text('dcterms:modified', 'atom:updated', 'updated', 'lastmod'),
    authors: itemAuthors(look, channel),
    tags: tagsOf(look),
    language: look.text('dc:language', 'language') ?? item.language ?? channel.language,
    label: look.text('source'),
  })
}

const itemsOf = (root: XmlElement, channel: XmlElement | undefined): readonly XmlElement[] =>
  [...new Set([channel, ...elementsOf(channel ?? root).filter(({ name }) => name === 'items'), root])].flatMap(
    (parent) => (parent === undefined ? [] : elementsOf(parent).filter(({ name }) => name === 'item')),
  )

/** Reads a document whose root is `rss`, `rdf:RDF` or `channel`. */
export const readRss = ({ root }: XmlDocument, url: string | undefined): Reading => {
  const element = root.name === 'channel' ? root : elementsOf(root).find(({ name }) => name === 'channel')
  const own = new Set(['', 'rss', root.name === 'rdf' ? (element?.vocabulary ?? 'rss') : root.vocabulary])
  const look = lookIn(element ?? root, own)
  const feedUrl = linkOf(look.all('atom:link'), 'self', url)
  const homePageUrl =
    channelLink(look, baseOf(element ?? root, url, feedUrl)) ?? resolveUrl(element?.attributes.get('href') ?? '', url)
  const channel: Channel = {
    own,
    url,
    declared: feedUrl ?? (url === undefined ? homePageUrl : undefined),
    language: look.text('language', 'dc:language') ?? (element ?? root).language,
    authors: look.all('dc:creator').map(personOf),
  }
  const feed = compact<FeedInfo>({
    title: plainOf(look.first('title', 'dc:title')),
    homePageUrl,
    feedUrl: feedUrl ?? url,
    description: htmlOf(
      look.first('description', 'tagline', 'abstract', 'dc:description', 'itunes:summary', 'itunes:subtitle'),
    ),
  })
  const next = nextOf(look, look.all('atom:link'), url)
  return {
    feed,
    items: itemsOf(root, element)
      .slice(0, READ.ITEMS)
      .map((item) => readItem(item, channel)),
    ...(next === undefined ? {} : { next }),
  }
}
