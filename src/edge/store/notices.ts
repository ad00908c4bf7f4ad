// Notices on their way from the Desk to Outboxes: kept until each Outbox has them for good, so that none is lost to a call that fails.
import type { Notice } from '../../core/alert/notice.ts'
import { DESK, OPS } from '../../core/limits.ts'
import type { Facts } from './facts.ts'

export type WaitingNotice = { readonly destination: string; readonly notice: Notice }
type Queue = { readonly next: number; readonly waiting: readonly WaitingNotice[] }

/** True once the Outbox has them. Idempotent. */
export type SendNotices = (destination: string, notices: readonly Notice[]) => Promise<boolean>

export type NoticeQueue = ReturnType<typeof noticeQueue>

export const noticeQueue = (facts: Facts, send: SendNotices) => {
  const queue = (): Queue => facts.get<Queue>('notices') ?? { next: 0, waiting: [] }
  const keep = (waiting: readonly WaitingNotice[], next: number): void => {
    if (waiting.length === 0) facts.remove('notices')
    else facts.set('notices', { next, waiting: waiting.slice(-OPS.WAITING) })
  }
  return {
    add: (notices: readonly WaitingNotice[]): void => {
      if (notices.length > 0) keep([...queue().waiting, ...notices], 0)
    },
    /** When to flush, in ms since the epoch; undefined when nothing waits. */
    nextAt: (now: number): number | undefined => {
      const { next, waiting } = queue()
      return waiting.length === 0 ? undefined : Math.max(now, next)
    },
    flush: async (now: number): Promise<void> => {
      const { waiting } = queue()
      const sent = new Set<string>()
      for (const [destination, group] of Map.groupBy(waiting, (one) => one.destination)) {
        if (
          !(await send(
            destination,
            group.map(({ notice }) => notice),
          ))
        )
          continue
        for (const one of group) sent.add(JSON.stringify(one))
      }
      // Read again: others may have been added while these were sent.
      if (waiting.length > 0) {
        keep(
          queue().waiting.filter((one) => !sent.has(JSON.stringify(one))),
          now + DESK.PUBLISH_RETRY_MS,
        )
      }
    },
  }
}
