// The facts of flow/memory.ts, each one row in the Wire's own table; written with the items they speak of.
import { HEALTH } from '../../core/limits.ts'
import type { Move, News, ReadingMark, WireMemory } from '../../flow/memory.ts'
import type { Facts } from './facts.ts'

type Commit = (run: number, work: () => void) => void

const NOTHING_YET: News = { items: 0, alerts: 0, arrivals: [] }

/** @param sync resolves once what was written is on disk */
export const wireMemory = (facts: Facts, commit: Commit, sync: () => Promise<void>) => {
  const news = (): News => facts.get<News>('news') ?? NOTHING_YET
  const readingMark = (): ReadingMark | undefined => facts.get<ReadingMark>('reading')
  const port: WireMemory = {
    lead: () => facts.get<string>('lead'),
    setLead: (run, url) => commit(run, () => (url === undefined ? facts.remove('lead') : facts.set('lead', url))),
    move: () => facts.get<Move>('move'),
    setMove: (run, move) => commit(run, () => (move === undefined ? facts.remove('move') : facts.set('move', move))),
    news,
    readingMark,
    setReadingMark: async (run, mark) => {
      commit(run, () => facts.set('reading', mark))
      await sync()
    },
    cutShort: (run, mark, leanUntil) =>
      commit(run, () => {
        facts.set('reading', { ...mark, open: false, kills: mark.kills + 1 })
        facts.set('lean', leanUntil)
      }),
    leanUntil: () => facts.get<number>('lean') ?? 0,
  }
  return {
    port,
    /** Within the transaction that keeps a list that was read. */
    read: (): void => {
      if (readingMark() !== undefined) facts.remove('reading')
    },
    /** Within the transaction that keeps items. @param arrival false for the first list, which is no news */
    kept: (fresh: number, now: number, arrival: boolean): void => {
      if (fresh === 0) return
      const { items, alerts, arrivals } = news()
      const known = arrival ? [...arrivals, now].slice(-(HEALTH.GAPS + 1)) : arrivals
      facts.set('news', { items: items + fresh, alerts, arrivals: known })
    },
    /** Within the transaction that records alerts. */
    recorded: (alerts: number): void => {
      if (alerts > 0) facts.set('news', { ...news(), alerts: news().alerts + alerts })
    },
    /** Within the transaction of a poll that failed: the run ended by itself. */
    failed: (): void => {
      if (readingMark()?.open === true) facts.remove('reading')
    },
  }
}
