// Digests: the alerts that were held for one turn go out together, in as many messages as they need.
import type { DigestEntry } from '../../core/alert/digest.ts'
import { type DigestTurn, scheduleOf } from '../../core/alert/schedule.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { OutboxPorts, WaitingAlert } from '../delivery-ports.ts'
import { type Admission, admit } from './admission.ts'
import { packing } from './packing.ts'

const ID_CHARS = 24

/** True when a digest was due and has been seen to. */
export const fixDigest = async (outbox: OutboxPorts, admission: Admission): Promise<boolean> => {
  const [turn] = outbox.store.turns(outbox.clock())
  if (turn === undefined) return false
  const ids: string[] = []
  while (!fixPages(outbox, admission, turn, ids)) ids.push(await pageId(outbox, turn, ids.length))
  return true
}

/** The same page of the same digest has the same id, whatever the clocks do. Pages of a turn that was told already go on from there. */
const pageId = async ({ fingerprint, destination, store }: OutboxPorts, turn: DigestTurn, index: number) => {
  const page = store.pages(turn) + index + 1
  return (await fingerprint(['digest', destination, turn.kind, turn.period, String(page)].join('\n'))).slice(
    0,
    ID_CHARS,
  )
}

/** False when it takes more ids than there are: they cannot be made without waiting, and between reading and fixing nothing may. */
const fixPages = (outbox: OutboxPorts, admission: Admission, turn: DigestTurn, ids: readonly string[]): boolean => {
  const waiting = admit(outbox, admission, outbox.store.waitingFor(turn, DELIVER.ALERTS_PER_DIGEST))
  const alerts = stillDue(outbox, waiting)
  const pages = packing(outbox, alerts, (some) => pagesOf(outbox, turn, some)) ?? []
  if (pages.length > ids.length) return false
  const before = outbox.store.pages(turn)
  const created = outbox.clock()
  for (const [index, { alerts, pack }] of pages.entries()) {
    const id = ids[index] ?? ''
    const body = packing(outbox, alerts, () => pack(id, created))
    if (body === undefined) break
    const digest = { ...turn, page: before + index + 1 }
    outbox.store.fix({ id, body, alerts: alerts.map((alert) => alert.id), created, tries: 0, digest })
  }
  return true
}

/** Hours may have become quiet while nothing could be sent. */
const stillDue = ({ store, manners: { quiet }, clock }: OutboxPorts, waiting: readonly WaitingAlert[]): Alert[] => {
  const now = clock()
  const end = quiet === undefined ? { at: now } : scheduleOf(['instant'], { quiet }, 0, now)
  if (end.at <= now) return waiting.map(({ alert }) => alert)
  for (const { alert } of waiting) store.hold(alert.id, end)
  return []
}

type Page = { readonly alerts: readonly Alert[]; readonly pack: (id: string, now: number) => string }

/** A place without a form for digests gets ordinary messages, at the time of the digest. */
const pagesOf = ({ courier }: OutboxPorts, turn: DigestTurn, alerts: readonly Alert[]): readonly Page[] => {
  const { fitsDigest, packDigest } = courier
  if (packDigest === undefined) {
    return shares(alerts, courier.fits).map((some) => ({
      alerts: some,
      pack: (id, now) => courier.pack(id, some, now),
    }))
  }
  const entries = alerts.map((alert) => ({ alert }))
  const all = shares<DigestEntry>(entries, fitsDigest ?? ((left) => left.length))
  return all.map((some, index) => ({
    alerts: some.map(({ alert }) => alert),
    pack: (id, now) => packDigest(id, { ...turn, entries: some, page: index + 1, pages: all.length }, now),
  }))
}

const shares = <T>(all: readonly T[], fits: (left: readonly T[]) => number): readonly (readonly T[])[] => {
  const found: (readonly T[])[] = []
  for (let left = all; left.length > 0; ) {
    const share = left.slice(0, Math.max(1, fits(left)))
    found.push(share)
    left = left.slice(share.length)
  }
  return found
}
