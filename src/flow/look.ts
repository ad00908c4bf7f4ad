// Looking again at the pages of items that somebody was told of: whether they are still there, and still say the same.
import { READER_VERSION } from '../core/feed/reader-version.ts'
import { REVISE } from '../core/limits.ts'
import { canonicalUrl } from '../core/links.ts'
import type { Item } from '../core/model.ts'
import { differenceOf } from '../core/revise/compare.ts'
import { isFlood } from '../core/revise/flood.ts'
import { articleIn, isOwnPage, merge } from './complete.ts'
import { turnState } from './health.ts'
import type { WirePorts } from './ports.ts'
import { withdraw } from './revise.ts'
import type { HeldBack, Looked, Watch } from './revision-ports.ts'

/** 404 and 410 say that a page is gone; anything else that is not the page says nothing about it. */
const GONE: ReadonlySet<number> = new Set([404, 410])

type Sight =
  | { readonly sight: 'gone' | 'unknown' }
  | { readonly sight: 'there'; readonly next?: Item; readonly difference: 'none' | 'filled' | 'changed' | 'reread' }

type Seen = { readonly watch: Watch } & Sight

/** Looks that are due, within the host's pages of the day; one that finds none is skipped. */
export const lookAgain = async (wire: WirePorts): Promise<void> => {
  const due = wire.store.revisions.dueLooks(wire.clock(), REVISE.LOOKS_PER_RUN)
  if (due.length === 0) return
  const pages = await pagesFor(wire, due.length)
  const seen: Seen[] = []
  for (const watch of due.slice(0, pages)) seen.push({ watch, ...(await lookAt(wire, watch)) })
  note(wire, [...seen, ...due.slice(pages).map((watch) => ({ watch, sight: 'unknown' as const }))])
  await judge(wire, seen)
}

/** A site whose list cannot be had is not asked for its pages: their absence would prove nothing. */
const pagesFor = async (wire: WirePorts, wanted: number): Promise<number> =>
  wire.store.pollState().failures > 0 ? 0 : wire.desk.pages(wire.source, wanted)

const lookAt = async (wire: WirePorts, watch: Watch): Promise<Sight> => {
  const { item } = watch.stored
  if (item.url === undefined || !isOwnPage(item.url, wire.source)) return { sight: 'unknown' }
  const fetched = await wire.fetch(item.url)
  if (fetched.outcome === 'failed') return { sight: GONE.has(fetched.status ?? 0) ? 'gone' : 'unknown' }
  if (fetched.outcome === 'not-modified' || !isSamePage(fetched.url, item.url))
    return { sight: 'there', difference: 'none' }
  const article = articleIn(wire, fetched, item.title)
  return article === undefined ? { sight: 'there', difference: 'none' } : compare(watch, article)
}

/** A redirect to somewhere else shows another page, not another state of this one. */
const isSamePage = (shown: string, asked: string): boolean => canonicalUrl(shown) === canonicalUrl(asked)

const compare = ({ stored, paged }: Watch, article: Item): Sight => {
  const next = merge(stored.item, article)
  const difference = differenceOf(stored.item, next)
  if (difference === 'none') return { sight: 'there', difference }
  if (paged === 0) return { sight: 'there', next, difference: 'filled' }
  return { sight: 'there', next, difference: paged === READER_VERSION ? difference : 'reread' }
}

const note = (wire: WirePorts, seen: readonly Seen[]): void => {
  const now = wire.clock()
  wire.store.revisions.looked(
    wire.run,
    seen.map((one) => lookedOf(one, now)),
  )
}

const lookedOf = (one: Seen, now: number): Looked => {
  const { watch, sight } = one
  const gone = sight === 'there' ? undefined : (watch.gone ?? (sight === 'gone' ? now : undefined))
  const due = nextLook(watch.since, gone, now)
  return {
    sequence: watch.stored.sequence,
    ...(due === undefined ? {} : { due }),
    ...(gone === undefined ? {} : { gone }),
    ...(sight === 'unknown' ? {} : { seen: now }),
    ...(sight === 'there' && one.difference === 'changed' ? { changed: now } : {}),
  }
}

/** Undefined after the last look. A page that is gone is looked at until that is certain, or refuted, or too old to matter. */
const nextLook = (since: number, gone: number | undefined, now: number): number | undefined => {
  if (now - since >= REVISE.WATCH_MS) return undefined
  if (gone === undefined) return REVISE.LOOKS_MS.map((after) => since + after).find((at) => at > now)
  return gone + REVISE.CONFIRM_MS > now ? gone + REVISE.CONFIRM_MS : now + REVISE.SUSPECT_MS
}

/** What the looks of this round say of the site as a whole; undefined when they say nothing against it. */
const suspicion = (wire: WirePorts): { readonly state: 'moved' | 'unparsable'; readonly found: string } | undefined => {
  const now = wire.clock()
  const { revisions } = wire.store
  const away = revisions.round(revisions.goneSince() ?? now)
  if (isFlood(away.gone, away.seen)) {
    return { state: 'moved', found: `${away.gone} of ${away.seen} pages looked at are gone` }
  }
  const round = revisions.round(now - REVISE.ROUND_MS)
  if (!isFlood(round.changed, round.seen)) return undefined
  return { state: 'unparsable', found: `${round.changed} of ${round.seen} pages looked at changed at once` }
}

const judge = async (wire: WirePorts, seen: readonly Seen[]): Promise<void> => {
  const suspected = suspicion(wire)
  for (const one of seen) takeChange(wire, one, suspected === undefined)
  if (suspected !== undefined) {
    if (suspected.state === 'moved') wire.store.revisions.doubtGone(wire.run)
    await hold(wire, suspected.state, `${suspected.found}; nothing was told of it`)
    return
  }
  // What is held back is over when a page is there again, not when there is nothing left to look at.
  const there = seen.some(({ sight }) => sight === 'there')
  if (there && wire.store.revisions.heldBack()?.by === 'pages') await release(wire)
  for (const one of seen) if (isWithdrawn(one, wire.clock())) await withdraw(wire, one.watch)
}

/** To be told, or taken silently: while the site is suspected, and when another edition of our reader read the page before. */
const takeChange = (wire: WirePorts, one: Seen, trusted: boolean): void => {
  if (one.sight !== 'there' || one.next === undefined) return
  const filled = one.difference === 'filled'
  const told = filled || (trusted && one.difference === 'changed')
  const { sequence } = one.watch.stored
  wire.store.revisions.paged(wire.run, { sequence, next: one.next, filled, told }, wire.clock())
}

/** A page is believed to be gone after two looks an hour apart. */
const isWithdrawn = ({ watch, sight }: Seen, now: number): boolean =>
  sight === 'gone' && !watch.doubted && watch.gone !== undefined && now - watch.gone >= REVISE.CONFIRM_MS

const hold = async (wire: WirePorts, state: HeldBack['state'], evidence: string): Promise<void> => {
  const { revisions } = wire.store
  if (revisions.heldBack()?.state !== state) revisions.holdBack(wire.run, { by: 'pages', state, evidence })
  // As it was first seen: figures that change with every look are no news.
  await turnState(wire, state, revisions.heldBack()?.evidence)
}

const release = async (wire: WirePorts): Promise<void> => {
  wire.store.revisions.holdBack(wire.run, undefined)
  await turnState(wire, 'ok')
}
