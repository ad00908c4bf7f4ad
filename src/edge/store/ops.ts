// What the operator's channel, and of its own sources a server's, has been told: one message per change of a subject's state, not more often than every quarter of an
// hour, and always the last word. A subject that nobody was told about is thought to be `ok`.
import { OPS, UNITS } from '../../core/limits.ts'
import type { Facts } from './facts.ts'

/** `to` is the Outbox of a server's status channel; the operator's if left out. */
export type Turn = { readonly subject: string; readonly state: string; readonly text: string; readonly to?: string }
type Told = { readonly state: string; readonly at: number }
type Memory = { readonly told: Readonly<Record<string, Told>>; readonly held: readonly Turn[] }

/** Items and alerts since the last daily line. */
export type Counts = { readonly since: number; readonly items: number; readonly alerts: number }
/** A Wire's counters, which only grow. */
export type Tally = { readonly items: number; readonly alerts: number }

/** @param say puts a message on its way; the first argument tells it from every other, the last is the turn's `to` */
export const opsOf = (facts: Facts, say: (subject: string, text: string, to?: string) => void) => {
  const memory = (): Memory => facts.get<Memory>('ops') ?? { told: {}, held: [] }

  /** Told already, to be told later, or said now. */
  const judge = ({ told, held }: Memory, turn: Turn, now: number): Memory => {
    const { subject, state, text, to } = turn
    const others = held.filter((other) => other.subject !== subject)
    const last = told[subject]
    if (state === (last?.state ?? 'ok')) return { told, held: others }
    if (last !== undefined && now - last.at < OPS.DAMP_MS) return { told, held: [...others, turn] }
    say(`${subject}\n${state}\n${now}`, text, to)
    return { told: { ...told, [subject]: { state, at: now } }, held: others }
  }
  /** A subject that is ok, and was told so long ago, is like one that nobody spoke of. */
  const isNews = ({ state, at }: Told, now: number): boolean => state !== 'ok' || now - at < OPS.DAMP_MS
  const write = (before: Memory, { told, held }: Memory, now: number): void => {
    const kept = Object.fromEntries(Object.entries(told).filter(([, one]) => isNews(one, now)))
    const after = { told: kept, held }
    if (JSON.stringify(before) !== JSON.stringify(after)) facts.set('ops', after)
  }

  return {
    turned: (turn: Turn, now: number): void => {
      const before = memory()
      write(before, judge(before, turn, now), now)
    },
    /** Each minute: what was held back and still differs from what was told. */
    review: (now: number): void => {
      const before = memory()
      if (before.held.length > 0) {
        write(
          before,
          before.held.reduce((known, turn) => judge(known, turn, now), before),
          now,
        )
      }
    },
    forget: (subject: string): void => {
      const { told, held } = memory()
      if (!Object.hasOwn(told, subject)) return
      const { [subject]: _gone, ...others } = told
      facts.set('ops', { told: others, held: held.filter((turn) => turn.subject !== subject) })
    },
    /** Takes a Wire's counters in; repeated or late reports count once. */
    count: (source: string, tally: Tally, now: number): void => {
      const known = facts.get<Tally>(`tally:${source}`) ?? { items: 0, alerts: 0 }
      // Counters that went back belong to a Wire that was emptied and began anew.
      const grown = (to: number, from: number): number => (to < from ? to : to - from)
      const [items, alerts] = [grown(tally.items, known.items), grown(tally.alerts, known.alerts)]
      if (items + alerts === 0) return
      const day = facts.get<Counts>('daily') ?? { since: now, items: 0, alerts: 0 }
      facts.set(`tally:${source}`, tally)
      facts.set('daily', { ...day, items: day.items + items, alerts: day.alerts + alerts })
    },
    /** Once a day, shortly after midnight UTC: the day's counts, which begin anew; undefined at any other time. */
    closeDay: (now: number): Counts | undefined => {
      const counts = facts.get<Counts>('daily')
      const dayOf = (at: number): number => Math.floor((at - OPS.DAILY_MINUTE * UNITS.MINUTE) / UNITS.DAY)
      if (counts !== undefined && dayOf(now) <= dayOf(counts.since)) return undefined
      facts.set('daily', { since: now, items: 0, alerts: 0 })
      return counts
    },
  }
}
