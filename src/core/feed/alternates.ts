// The feeds that a page points to (`link rel=alternate`, WHATWG HTML 4.6.8), for who was given a page where a feed was meant.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { Alternate } from '../model.ts'
import { decodeEntities } from './dom.ts'
import { attributesOf, readTokens } from './markup.ts'
import { oneLine } from './plain-text.ts'

/** `application/json` only where it is no single post or embedding of WordPress. */
const FEED_TYPE = /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/json|(?:application|text)\/xml)$/i

/** Feeds of what readers wrote under stories. */
const COMMENTS = /\/comments\/feed\b|[?&]feed=comments/i

const alternateOf = (written: ReadonlyMap<string, string>, base: string | undefined): Alternate | undefined => {
  const relations = (written.get('rel') ?? '').toLowerCase().split(/\s+/)
  const type = (written.get('type') ?? '').trim().toLowerCase()
  const url = resolveUrl(decodeEntities(written.get('href') ?? ''), base)
  if (url === undefined || !relations.includes('alternate') || !FEED_TYPE.test(type)) return undefined
  if (COMMENTS.test(url) || (type === 'application/json' && url.includes('/wp-json/'))) return undefined
  const title = oneLine(decodeEntities(written.get('title') ?? ''))
  return { url, type, ...(title === '' ? {} : { title }) }
}

/** The feeds a page names in its head, each once, in order; addresses are absolute. */
export const alternatesIn = (html: string, url: string | undefined): readonly Alternate[] => {
  const found = new Map<string, Alternate>()
  let base = url
  let elements = 0
  readTokens(html, 'html', (token) => {
    if (token.kind !== 'open') return true
    if (++elements > READ.ELEMENTS || found.size >= READ.ALTERNATES) return false
    if (token.name !== 'base' && token.name !== 'link') return true
    const written = attributesOf(token.attributes, READ.ATTRIBUTES)
    if (token.name === 'base') base = resolveUrl(decodeEntities(written.get('href') ?? ''), url) ?? base
    const alternate = token.name === 'link' ? alternateOf(written, base) : undefined
    if (alternate !== undefined && !found.has(alternate.url)) found.set(alternate.url, alternate)
    return true
  })
  return [...found.values()]
}
