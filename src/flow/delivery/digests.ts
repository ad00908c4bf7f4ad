// Digests: the alerts that were held for one turn go out together, in as many messages as they need.
import { digestId, entriesOf, pagesOf } from '../../core/alert/digest.ts'
import { DELIVER } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { DueTurn, OutboxPorts, WaitingAlert } from '../delivery-ports.ts'
import { topicOf } from '../topic-of.ts'
import { type Admission, admit } from './admission.ts'
import { fixMarked, lineOf } from './changes.ts'
import { quietUntil } from './manners.ts'
import { packing } from './packing.ts'

/** True when a digest was due and has been seen to. */
export const fixDigest = async (outbox: OutboxPorts, admission: Admission): Promise<boolean> => {
  const [turn] = outbox.store.turns(outbox.clock())
  if (turn === undefined) return false
  const ids: string[] = []
  while (!fixPages(outbox, admission, turn, ids)) ids.push(await pageId(outbox, turn, ids.length))
  return true
}

/** Pages of a turn that was told already go on from there. */
const pageId = ({ fingerprint, destination, store }: OutboxPorts, turn: DueTurn, index: number): Promise<string> =>
  digestId(fingerprint, destination, { ...turn, page: store.pages(turn) + index + 1 })

/** False when it takes more ids than there are: they cannot be made without waiting, and between reading and fixing nothing may. */
const fixPages = (outbox: OutboxPorts, admission: Admission, turn: DueTurn, ids: readonly string[]): boolean => {
  const waiting = admit(outbox, admission, outbox.store.waitingFor(turn, DELIVER.ALERTS_PER_DIGEST))
  const due = stillDue(outbox, waiting)
  const told = due.flatMap((alert) => lineOf(outbox, alert) ?? [])
  const pages = packing(outbox, told, (alerts) => packagesOf(outbox, turn, alerts)) ?? []
  if (pages.length > ids.length) return false
  const lines = new Set(told.map(({ id }) => id))
  const unlined = due.filter(({ id }) => !lines.has(id)).map(({ id }) => id)
  outbox.store.together(() => {
    const seenTo = new Set([...unlined, ...fixAll(outbox, turn, pages, ids)])
    // In the order in which they came: the last mark of a message is how it reads.
    for (const alert of due) if (seenTo.has(alert.id)) fixMarked(outbox, alert)
  })
  return true
}

/** The alerts of the pages that could be fixed. */
const fixAll = (
  outbox: OutboxPorts,
  turn: DueTurn,
  pages: readonly Package[],
  ids: readonly string[],
): readonly string[] => {
  const { kind, period } = turn
  const before = outbox.store.pages(turn)
  const created = outbox.clock()
  const fixed: string[] = []
  for (const [index, { alerts, pack }] of pages.entries()) {
    const id = ids[index] ?? ''
    const body = packing(outbox, alerts, () => pack(id, created))
    if (body === undefined) break
    const carried = alerts.map((alert) => alert.id)
    const digest = { kind, period, page: before + index + 1 }
    outbox.store.fix({ id, body, alerts: carried, created, tries: 0, digest })
    fixed.push(...carried)
  }
  return fixed
}

/** Hours may have become quiet while nothing could be sent. */
const stillDue = (outbox: OutboxPorts, waiting: readonly WaitingAlert[]): Alert[] => {
  const end = quietUntil(outbox)
  if (end === undefined) return waiting.map(({ alert }) => alert)
  for (const { alert } of waiting) outbox.store.hold(alert.id, end)
  return []
}

type Package = { readonly alerts: readonly Alert[]; readonly pack: (id: string, now: number) => string }

/** A place without a form for digests gets ordinary messages, at the time of the digest. */
const packagesOf = ({ courier }: OutboxPorts, turn: DueTurn, alerts: readonly Alert[]): readonly Package[] => {
  const { fitsDigest, packDigest } = courier
  if (packDigest === undefined) return plainPackages(courier, alerts)
  const pages = pagesOf(turn, entriesOf(alerts, topicOf), fitsDigest ?? ((entries) => entries.length))
  return pages.map((page) => ({
    alerts: page.entries.map(({ alert }) => alert),
    pack: (id, now) => packDigest(id, page, now),
  }))
}

const plainPackages = ({ fits, pack }: OutboxPorts['courier'], alerts: readonly Alert[]): readonly Package[] => {
  const packages: Package[] = []
  for (let left = alerts; left.length > 0; ) {
    const share = left.slice(0, Math.max(1, fits(left)))
    packages.push({ alerts: share, pack: (id, now) => pack(id, share, now) })
    left = left.slice(share.length)
  }
  return packages
}
