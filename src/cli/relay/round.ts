// One round of a relay: read the list, put what is new into the queue, give the Worker the queue, oldest stories first.
import { toJsonFeedItem } from '../../core/feed/json-feed-item.ts'
import { itemKeys } from '../../core/identity.ts'
import { RELAY } from '../../core/limits.ts'
import type { Item } from '../../core/model.ts'
import { ok, type Result } from '../../core/result.ts'
import { type PushFailure, pushItems, type Target } from './push.ts'
import { completed, fingerprint, type List, readList } from './source.ts'
import { type RelayState, type Waiting, writeState } from './state.ts'

export type Relay = Target & { readonly file: string; readonly stop: AbortSignal }

export type RoundReport = {
  readonly listed: number
  readonly new: number
  readonly known: number
  readonly refused: number
  readonly waiting: number
}

/** `problems` are sentences; `final` when no later round would go better. */
export type Round = {
  readonly state: RelayState
  readonly report: RoundReport
  readonly problems: readonly string[]
  readonly final: boolean
}

const NOTHING: RoundReport = { listed: 0, new: 0, known: 0, refused: 0, waiting: 0 }

const oldestFirst = (items: readonly Item[]): readonly Item[] =>
  items.every(({ published }) => published !== undefined)
    ? items.toReversed().toSorted((a, b) => (a.published ?? '').localeCompare(b.published ?? ''))
    : items.toReversed()

const unseen = async (items: readonly Item[], known: ReadonlySet<string>): Promise<Item[]> => {
  const keyed = await Promise.all(items.map(async (item) => ({ item, keys: await itemKeys(item, fingerprint) })))
  return keyed.filter(({ keys }) => !keys.some((key) => known.has(key))).map(({ item }) => item)
}

const waitingOf = async (item: Item): Promise<Waiting> => ({
  keys: await itemKeys(item, fingerprint),
  item: toJsonFeedItem(item),
})

/** The state with what is new on the list at the end of the queue. */
const queued = async (relay: Relay, state: RelayState, list: List): Promise<RelayState> => {
  const fresh = await unseen(list.items, new Set(state.keys))
  const whole = list.isPage ? await completed(fresh, state.url, relay.stop) : fresh
  const waiting = await Promise.all(oldestFirst(whole).map(waitingOf))
  // Keys of the list's own telling as well: the page may have given the story another.
  const keys = await Promise.all(fresh.map((item) => itemKeys(item, fingerprint)))
  return {
    ...state,
    validators: list.validators,
    keys: [...new Set([...state.keys, ...keys.flat(), ...waiting.flatMap((one) => one.keys)])],
    waiting: [...state.waiting, ...waiting],
  }
}

/** As many of the oldest as go into one push; at least one. */
const share = (waiting: readonly Waiting[]): readonly Waiting[] => {
  let bytes = 0
  const count = waiting.slice(0, RELAY.ITEMS).findIndex(({ item }, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item))
    return index > 0 && bytes > RELAY.BYTES
  })
  return waiting.slice(0, count === -1 ? RELAY.ITEMS : count)
}

type Emptied = { readonly state: RelayState; readonly report: RoundReport; readonly failure?: PushFailure }

/** Gives the Worker the queue; what it has taken is written down before the next push. */
const emptied = async (relay: Relay, from: RelayState): Promise<Result<Emptied, string>> => {
  let state = from
  let report = NOTHING
  while (state.waiting.length > 0) {
    const batch = share(state.waiting)
    const pushed = await pushItems(relay, batch.map(({ item }) => item).toReversed(), relay.stop)
    if (!pushed.ok) return ok({ state, report, failure: pushed.error })
    report = {
      ...report,
      new: report.new + pushed.value.new,
      known: report.known + pushed.value.known,
      refused: report.refused + pushed.value.refused.length,
    }
    const written = await writeState(relay.file, { ...state, waiting: state.waiting.slice(batch.length) })
    if (!written.ok) return written
    state = written.value
  }
  return ok({ state, report })
}

const overflow = (queue: RelayState, kept: RelayState): string[] => {
  const lost = queue.waiting.length - kept.waiting.length
  return lost === 0 ? [] : [`The queue is full: the ${lost} oldest stories were let go.`]
}

/** An error only where the state could not be written: then nothing more may be sent. */
export const relayRound = async (relay: Relay, before: RelayState): Promise<Result<Round, string>> => {
  const list = await readList(before.url, before.validators, relay.stop)
  const fresh = list.ok && list.value !== 'not-modified' ? list.value : undefined
  const queue = fresh === undefined ? before : await queued(relay, before, fresh)
  const found = fresh === undefined ? ok(before) : await writeState(relay.file, queue)
  if (!found.ok) return found
  const sent = await emptied(relay, found.value)
  if (!sent.ok) return sent
  const { state, report, failure } = sent.value
  return ok({
    state,
    report: { ...report, listed: fresh?.items.length ?? 0, waiting: state.waiting.length },
    problems: [
      ...(list.ok ? [] : [list.error]),
      ...overflow(queue, found.value),
      ...(failure ? [failure.message] : []),
    ],
    final: failure?.final === true,
  })
}
