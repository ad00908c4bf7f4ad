// Asking the Wires' archives: each for itself, and their answers as one list, newest first seen first.
import type { Source, Span } from '../core/model.ts'
import type { StoredItem } from '../flow/ports.ts'
import { type Env, wireOf } from './env.ts'
import type { SearchAsk } from './store/search.ts'

export type Found = { readonly source: Source; readonly stored: StoredItem; readonly spans?: readonly Span[] }
/** `cut`: so much was looked at that the rest is for another call, from before this sequence. */
export type WireAnswer = { readonly source: Source; readonly found: readonly Found[]; readonly cut?: number }

export const searchWire = async (env: Env, source: Source, ask: SearchAsk, limit: number): Promise<WireAnswer> => {
  const { found, cut } = await wireOf(env, source.id).search(ask, limit)
  return { source, found: found.map((hit) => ({ source, ...hit })), ...(cut === undefined ? {} : { cut }) }
}

const newestFirst = (a: Found, b: Found): number =>
  b.stored.firstSeen - a.stored.firstSeen ||
  a.source.id.localeCompare(b.source.id) ||
  b.stored.sequence - a.stored.sequence

export const foundIn = (answers: readonly WireAnswer[]): readonly Found[] =>
  answers.flatMap(({ found }) => found).toSorted(newestFirst)
