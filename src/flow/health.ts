// The state of a source: what a poll found, seen together with what the Wire remembers. Written and told only when it changes.
import { HEALTH, POLL, UNITS } from '../core/limits.ts'
import type { Source, SourceState } from '../core/model.ts'
import { type Rhythm, rhythmOf } from '../core/silence.ts'
import type { SourceHealth, WirePorts, WireStore } from './ports.ts'

export const CUT_SHORT = 'the last run was cut short while reading'

type Watched = Pick<WirePorts, 'store' | 'clock'>
type Finding = { readonly state: SourceState; readonly evidence?: string }

/** States that only a poll can find, and only a poll can end. */
const FOUND_BY_POLL: ReadonlySet<SourceState> = new Set(['failing', 'blocked', 'unparsable'])

const instant = (at: number): string => new Date(at).toISOString()

const hours = (ms: number): string => `${Math.round((ms / UNITS.HOUR) * 10) / 10} hours`

/** An address as evidence: a query may hold a secret. */
const shownAddress = (url: string): string => {
  const { origin, pathname, search } = new URL(url)
  return `${origin}${pathname}${search === '' ? '' : '?…'}`
}

const silentSince = ({ store, clock }: Watched): Rhythm | undefined => {
  const rhythm = rhythmOf(store.news().arrivals)
  return rhythm !== undefined && clock() > rhythm.after ? rhythm : undefined
}

/** A poll that went well says little; the Wire's memory says the rest. */
const seenAs = (wire: Watched, finding: Finding, silent: Rhythm | undefined): Finding => {
  if (finding.state !== 'ok') return finding
  // While a round of changes is held back, a source is not well.
  const held = wire.store.revisions.heldBack()
  if (held !== undefined)
    return { state: held.state, ...(held.evidence === undefined ? {} : { evidence: held.evidence }) }
  const { untold: _untold, since, ...known } = wire.store.health()
  if (known.state === 'gap' && wire.clock() - Date.parse(since) < HEALTH.GAP_SHOWN_MS) return known
  if (silent !== undefined) {
    return { state: 'quiet', evidence: `nothing new since ${instant(silent.last)}; usual are ${hours(silent.gap)}` }
  }
  const move = wire.store.move()
  if (move !== undefined && move.times >= POLL.MOVED_AFTER) {
    return { state: 'moved', evidence: `it answers from ${shownAddress(move.to)} for good and is read there` }
  }
  return wire.store.leanUntil() > wire.clock() ? { state: 'ok', evidence: CUT_SHORT } : finding
}

const healthOf = (wire: Watched, finding: Finding): SourceHealth => {
  const known = wire.store.health()
  const now = instant(wire.clock())
  const silent = silentSince(wire)
  const { state, evidence } = seenAs(wire, finding, silent)
  return {
    state,
    since: known.state === state && finding.state !== 'gap' ? known.since : now,
    ...(evidence === undefined ? {} : { evidence }),
    ...(silent === undefined
      ? {}
      : {
          silence: {
            since: known.silence?.since ?? now,
            lastItem: instant(silent.last),
            usualGapMinutes: Math.round(silent.gap / UNITS.MINUTE),
          },
        }),
  }
}

const isSame = (a: SourceHealth, b: SourceHealth): boolean =>
  a.state === b.state &&
  a.since === b.since &&
  a.evidence === b.evidence &&
  (a.silence === undefined) === (b.silence === undefined)

/** What was found goes to the Desk when it differs from what the Desk was told; until it answers, at every run. */
export const turnState = async (wire: WirePorts, state: SourceState, evidence?: string): Promise<void> => {
  const known = wire.store.health()
  const health = healthOf(wire, evidence === undefined ? { state } : { state, evidence })
  if (isSame(health, known) && known.untold === undefined) return
  const told = await wire.desk.report(wire.source.id, health)
  wire.store.setHealth(wire.run, told ? health : { ...health, untold: true })
}

/** The state after something other than a poll: what a poll found stands, silence is judged anew. */
export const reviewState = async (wire: WirePorts): Promise<void> => {
  const { state, evidence } = wire.store.health()
  return FOUND_BY_POLL.has(state) ? turnState(wire, state, evidence) : turnState(wire, 'ok')
}

/** Nobody ticks a source that is only pushed to: when its silence has to be looked at. */
export const nextReview = (source: Source | undefined, store: WireStore, now: number): number | undefined => {
  const health = store.health()
  if (source?.every !== 0 || (health.silence !== undefined && health.untold === undefined)) return undefined
  const rhythm = rhythmOf(store.news().arrivals)
  if (rhythm === undefined) return undefined
  return rhythm.after > now ? rhythm.after + 1 : now + POLL.BACKOFF_MS
}
