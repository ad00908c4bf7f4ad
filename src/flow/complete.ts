// Fetching the leads that a list did not give, from the articles' own pages, a few at a time and newest first.
import { sameTitle } from '../core/feed/titles.ts'
import { COMPLETE } from '../core/limits.ts'
import { isSameSite } from '../core/links.ts'
import type { Item, Source, SourceKind } from '../core/model.ts'
import { paceOf } from './pace.ts'
import type { FetchOutcome, StoredItem, WirePorts } from './ports.ts'

/** Kinds whose article pages we can read; from any other source we match what its list gives. */
export const WITH_PAGES: ReadonlySet<SourceKind> = new Set(['kcna-watch', 'kcna', 'rodong'])

/** A page is asked of the source's own site alone: a list cannot send us elsewhere, nor spend another host's budget. */
export const isOwnPage = (url: string | undefined, source: Source): boolean =>
  url !== undefined && URL.canParse(url) && isSameSite(new URL(url).hostname, new URL(source.url).hostname)

export const awaitsPage = (wire: WirePorts, { item, tries, firstSeen }: StoredItem): boolean =>
  WITH_PAGES.has(wire.source.kind) &&
  !item.complete &&
  isOwnPage(item.url, wire.source) &&
  tries < COMPLETE.TRIES &&
  wire.clock() - firstSeen < COMPLETE.PATIENCE_MS

export const complete = async (wire: WirePorts): Promise<void> => {
  if (!WITH_PAGES.has(wire.source.kind)) return
  const candidates = wire.store.incomplete(wire.clock(), paceOf(wire).pages).filter((item) => awaitsPage(wire, item))
  if (candidates.length === 0) return
  const pages = await wire.desk.pages(wire.source, candidates.length)
  for (const candidate of candidates.slice(0, pages)) await completeOne(wire, candidate)
  const later = wire.clock() + COMPLETE.RETRY_MS
  for (const { sequence } of candidates.slice(pages)) wire.store.postponed(wire.run, sequence, later)
}

const completeOne = async (wire: WirePorts, stored: StoredItem): Promise<void> => {
  const article = await readPage(wire, stored.item)
  if (article === undefined) {
    wire.store.missed(wire.run, stored.sequence, wire.clock() + COMPLETE.RETRY_MS)
  } else {
    wire.store.completed(wire.run, stored.sequence, merge(stored.item, article))
  }
}

export const readPage = async (wire: WirePorts, listed: Item): Promise<Item | undefined> => {
  if (listed.url === undefined) return undefined
  const fetched = await wire.fetch(listed.url)
  return fetched.outcome === 'fetched' ? articleIn(wire, fetched, listed.title) : undefined
}

/** The article of a page, if it is one that we can read and that has its lead. */
export const articleIn = (
  wire: WirePorts,
  page: Extract<FetchOutcome, { outcome: 'fetched' }>,
  title: string,
): Item | undefined => {
  if (!WITH_PAGES.has(wire.source.kind)) return undefined
  const read = wire.read({ ...page, kind: wire.source.kind, title })
  const article = read.ok ? read.value.items[0] : undefined
  return article?.complete && isMeant(wire.source, title, article.title) ? article : undefined
}

/** kcna.kp has been seen to answer with another story than the one that was asked for (public code; not verified on the live site). */
const isMeant = ({ kind }: Source, listed: string, found: string): boolean =>
  kind !== 'kcna' || listed === '' || sameTitle(listed, found)

/** The page knows the story; the list keeps the identity, and what the page leaves out. */
export const merge = (listed: Item, page: Item): Item => {
  const merged = {
    ...listed,
    ...page,
    id: listed.id,
    tags: page.tags.length > 0 ? page.tags : listed.tags,
    authors: page.authors.length > 0 ? page.authors : listed.authors,
    complete: true,
  }
  return listed.url === undefined ? merged : { ...merged, url: listed.url }
}
