// What a list says of items already known, against what it said before. Pure: it decides, keepList writes.
import { READER_VERSION } from '../core/feed/reader-version.ts'
import { REVISE } from '../core/limits.ts'
import { isFlood } from '../core/revise/flood.ts'
import type { SeenItem } from './ports.ts'
import type { HeldBack, Listing, Relisting } from './revision-ports.ts'

type Verdict = 'still' | 'same' | 'taken' | 'changed'

/** An item that another edition of the reader listed is not compared, only taken note of. */
const verdictOf = (listing: Listing, { words }: SeenItem, now: number): Verdict => {
  if (listing.reader !== READER_VERSION) return 'taken'
  if (listing.words !== words) return 'changed'
  return now - listing.last >= REVISE.LISTED_MS ? 'still' : 'same'
}

const listingOf = (listings: ReadonlyMap<string, Listing>, { keys }: SeenItem): Listing | undefined =>
  keys.map((key) => listings.get(key)).find((listing) => listing !== undefined)

type Judged = { readonly item: number; readonly verdict: Verdict; readonly seen: SeenItem }

/** A list may show one story twice: as long as one of the two reads as before, nothing changed. */
const oncePerItem = (judged: readonly Judged[]): Judged[] =>
  [...Map.groupBy(judged, ({ item }) => item).values()].flatMap((same) => {
    const unchanged = same.find(({ verdict }) => verdict === 'same' || verdict === 'still')
    return unchanged ?? same[0] ?? []
  })

export type Compared = {
  readonly relisting: Relisting
  /** The round is held back: nothing of it is told, and what it lists is what later lists are compared with. */
  readonly held?: HeldBack
  /** There was something to compare. */
  readonly compared: boolean
}

export const compareList = (
  listings: ReadonlyMap<string, Listing>,
  known: readonly SeenItem[],
  now: number,
): Compared => {
  const judged = oncePerItem(
    known.flatMap((seen) => {
      const listing = listingOf(listings, seen)
      return listing === undefined ? [] : [{ item: listing.item, verdict: verdictOf(listing, seen, now), seen }]
    }),
  )
  const of = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict)
  const changed = of('changed').map(({ item, seen }) => ({ item, words: seen.words, next: seen.item }))
  const taken = of('taken').map(({ item, seen }) => ({ item, words: seen.words }))
  const still = of('still').map(({ item }) => item)
  const compared = judged.length - taken.length
  if (!isFlood(changed.length, compared)) return { relisting: { still, taken, changed }, compared: compared > 0 }
  return {
    relisting: { still, taken: [...taken, ...changed], changed: [] },
    held: {
      by: 'list',
      state: 'unparsable',
      evidence: `${changed.length} of ${compared} listed stories changed at once; nothing was told of it`,
    },
    compared: true,
  }
}
