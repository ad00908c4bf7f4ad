// Fetching the leads that a list did not give, from the articles' own pages, a few at a time and newest first.
import { COMPLETE } from '../core/limits.ts'
import { isSameSite } from '../core/links.ts'
import type { Item, Source, SourceKind } from '../core/model.ts'
import { paceOf } from './pace.ts'
import type { StoredItem, WirePorts } from './ports.ts'

/** Kinds whose article pages we can read; from any other source we match what its list gives. */
const WITH_PAGES: ReadonlySet<SourceKind> = new Set(['kcna-watch'])

/** A page is asked of the source's own site alone: a list cannot send us elsewhere, nor spend another host's budget. */
const isOwnPage = (url: string | undefined, source: Source): boolean =>
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
}

const completeOne = async (wire: WirePorts, stored: StoredItem): Promise<void> => {
  const article = await readPage(wire, stored.item)
  if (article === undefined) {
    wire.store.missed(wire.run, stored.sequence, wire.clock() + COMPLETE.RETRY_MS)
  } else {
    wire.store.completed(wire.run, stored.sequence, merge(stored.item, article))
  }
}

const readPage = async (wire: WirePorts, listed: Item): Promise<Item | undefined> => {
  if (listed.url === undefined) return undefined
  const fetched = await wire.fetch(listed.url)
  if (fetched.outcome !== 'fetched') return undefined
  const read = wire.read({ ...fetched, kind: wire.source.kind })
  const article = read.ok ? read.value.items[0] : undefined
  return article?.complete ? article : undefined
}

/** The page knows the story; the list keeps the identity. */
export const merge = (listed: Item, page: Item): Item => {
  const merged = { ...listed, ...page, id: listed.id, complete: true }
  return listed.url === undefined ? merged : { ...merged, url: listed.url }
}
