// One poll of a source's list: fetch, read, keep every unseen item before any of them is worked on.
import { sizeOf, suddenLoss } from '../core/canary.ts'
import { type Fingerprint, itemKeys } from '../core/identity.ts'
import { POLL, UNITS } from '../core/limits.ts'
import type { Item, ReadError, SourceState } from '../core/model.ts'
import { listedWords } from '../core/revise/compare.ts'
import { askForList } from './ask.ts'
import { turnState } from './health.ts'
import { beginReading } from './pace.ts'
import { type Listed, readOn } from './pages.ts'
import type { Failure, PollMark, Sample, SeenItem, WirePorts } from './ports.ts'
import { sampleOf } from './record.ts'
import { compareList } from './relist.ts'

/** Characters of the fingerprint of listed words: it is compared with one other, not with all. */
const WORDS_CHARS = 16

export type PollReport =
  | { readonly outcome: 'not-modified' | 'unchanged' }
  | { readonly outcome: 'read'; readonly fresh: number; readonly known: number }
  | { readonly outcome: 'failed'; readonly error: Failure }

export const poll = async (wire: WirePorts): Promise<PollReport> => {
  const state = wire.store.pollState()
  const fetched = await askForList(wire, state.validators)
  if (fetched.outcome === 'failed') return fail(wire, fetched, fetched.retryAfterMs)
  const next = nextAfter(wire, fetched.freshMs)
  if (fetched.outcome === 'not-modified') return rest(wire, 'not-modified', next)
  const digest = await wire.fingerprintBytes(fetched.body)
  if (digest === state.digest) return rest(wire, 'unchanged', next)
  const refused = await beginReading(wire, digest)
  if (refused !== undefined) return fail(wire, refused)
  const read = wire.read({ ...fetched, kind: wire.source.kind })
  if (!read.ok) return followLead(wire, read.error)
  const size = sizeOf(read.value.items)
  const loss = suddenLoss(size, state)
  if (loss !== undefined) return fail(wire, { code: 'unreadable', message: loss })
  const list = await readOn(wire, read.value, fetched)
  return keepList(wire, list, { validators: fetched.validators, digest, next, ...size })
}

/** A page that names one feed is followed there, once; of one that names several the failure says which. */
const followLead = async (wire: WirePorts, error: ReadError): Promise<PollReport> => {
  const named = wire.source.kind === 'auto' && wire.store.lead() === undefined ? (error.alternates ?? []) : []
  const [only] = named
  if (only === undefined) return fail(wire, error)
  if (named.length > 1) {
    const addresses = named.slice(0, POLL.FEEDS_SHOWN).map(({ url }) => url)
    return fail(wire, { code: error.code, message: `${error.message} Its feeds are ${addresses.join(', ')}` })
  }
  wire.store.setLead(wire.run, only.url)
  return poll(wire)
}

/** A list that stays fresh for longer than its turn is left alone so long, within bounds; 0 when the turn comes later anyway. */
const nextAfter = (wire: WirePorts, freshMs = 0): number => {
  const wait = Math.min(freshMs, POLL.FRESH_MAX_MS)
  return wait > wire.source.every * UNITS.MINUTE ? wire.clock() + wait - POLL.TURN_SLACK_MS : 0
}

const rest = async (wire: WirePorts, outcome: 'not-modified' | 'unchanged', next: number): Promise<PollReport> => {
  wire.store.markWell(wire.run, next)
  await turnState(wire, 'ok')
  return { outcome }
}

const fail = async (wire: WirePorts, error: Failure, retryAfterMs = 0): Promise<PollReport> => {
  const failures = wire.store.pollState().failures + 1
  const most = error.code === 'blocked' ? POLL.BLOCKED_MAX_MS : POLL.BACKOFF_MAX_MS
  const backOff = Math.min(POLL.BACKOFF_MS * 2 ** (failures - 1), most) - POLL.TURN_SLACK_MS
  const asked = Math.min(retryAfterMs, POLL.RETRY_AFTER_MAX_MS)
  wire.store.markFailed(wire.run, wire.clock() + Math.max(backOff, asked), failures)
  await turnState(wire, stateOf(error), `${error.code}: ${error.message}`)
  return { outcome: 'failed', error: { code: error.code, message: error.message } }
}

const stateOf = (error: Failure): SourceState => {
  switch (error.code) {
    case 'blocked':
      return 'blocked'
    case 'unreadable':
    case 'empty':
    case 'not-a-feed':
    case 'not-an-article':
    case 'truncated':
    case 'charset':
      return 'unparsable'
    default:
      return 'failing'
  }
}

const keepList = async (wire: WirePorts, { items, gap }: Listed, mark: PollMark): Promise<PollReport> => {
  const first = !wire.store.pollState().listed
  const { fresh, known, listed } = await sift(wire, items)
  const { relisting, held, compared } = compareList(
    wire.store.revisions.listings(listed.flatMap(({ keys }) => keys)),
    listed,
    wire.clock(),
  )
  const split = first ? splitBaseline(fresh, wire.source.backfill) : { fresh, baseline: [] }
  if (split.fresh.length > 0 || relisting.changed.length > 0) await wire.arm()
  wire.store.keep(wire.run, { ...split, now: wire.clock(), relisting }, mark)
  if (held !== undefined || (compared && wire.store.revisions.heldBack()?.by === 'list')) {
    wire.store.revisions.holdBack(wire.run, held)
  }
  await turnState(wire, gap === undefined ? 'ok' : 'gap', gap)
  if (split.baseline.length > 0) await wire.desk.show(split.baseline.map((seen) => shownOf(wire, seen)))
  return { outcome: 'read', fresh: split.fresh.length, known }
}

const shownOf = (wire: WirePorts, { keys, item }: SeenItem): Sample => ({
  ...sampleOf(wire.source, { key: keys[0], firstSeen: wire.clock(), item }),
  baseline: true,
})

/** Unseen items in the list's order; an item is known when any of its keys is. */
export const sift = async (
  wire: Pick<WirePorts, 'store' | 'fingerprint'>,
  items: readonly Item[],
): Promise<{ fresh: SeenItem[]; known: number; listed: SeenItem[] }> => {
  const seen = await Promise.all(items.map((item) => seenItem(item, wire.fingerprint)))
  const stored = wire.store.known(seen.flatMap((candidate) => candidate.keys))
  const known = new Set(stored)
  const fresh: SeenItem[] = []
  for (const candidate of seen) {
    if (candidate.keys.some((key) => known.has(key))) continue
    for (const key of candidate.keys) known.add(key)
    fresh.push(candidate)
  }
  const listed = seen.filter(({ keys }) => keys.some((key) => stored.has(key)))
  return { fresh, known: items.length - fresh.length, listed }
}

const seenItem = async (item: Item, fingerprint: Fingerprint): Promise<SeenItem> => ({
  item,
  keys: await itemKeys(item, fingerprint),
  words: (await fingerprint(listedWords(item))).slice(0, WORDS_CHARS),
})

/** Newest first by date where every item has one, else in the list's own order: feeds put the newest on top. */
export const splitBaseline = (
  items: readonly SeenItem[],
  backfill: number,
): { fresh: SeenItem[]; baseline: SeenItem[] } => {
  const dated = items.every(({ item }) => item.published !== undefined)
  const newestFirst = dated
    ? items.toSorted((a, b) => (b.item.published ?? '').localeCompare(a.item.published ?? ''))
    : items
  const newest = new Set(newestFirst.slice(0, backfill))
  return {
    fresh: items.filter((item) => newest.has(item)),
    baseline: items.filter((item) => !newest.has(item)),
  }
}
