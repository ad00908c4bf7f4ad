// Packing alerts that may be damaged: what its courier cannot pack ends by itself, and keeps nobody else waiting.
import { ENDINGS } from '../../core/alert/ending.ts'
import type { Alert } from '../../core/model.ts'
import type { OutboxPorts } from '../delivery-ports.ts'

/** Whether the alert alone, in any form it may go in, is too much for its courier. */
const fails = ({ courier, clock }: OutboxPorts, alert: Alert): boolean => {
  const now = clock()
  try {
    courier.fits([alert])
    courier.pack('', [alert], now)
    courier.packReply?.('', alert, '0/0', now)
    courier.packDigest?.('', { kind: 'late', period: '', entries: [{ alert }], page: 1, pages: 1 }, now)
    return false
  } catch {
    return true
  }
}

/** What `pack` gives; undefined when it failed, after the alert that is to blame has its end. Throws what is no alert's fault. */
export const packing = <T>(
  outbox: OutboxPorts,
  alerts: readonly Alert[],
  pack: (alerts: readonly Alert[]) => T,
): T | undefined => {
  try {
    return pack(alerts)
  } catch (error) {
    const blamed = alerts.find((alert) => fails(outbox, alert))
    // A storage that refuses a write is tried again; an alert that ended for it would be lost.
    if (blamed === undefined) throw error
    console.error(`alert ${blamed.id}: ${ENDINGS.unpacked}: ${error instanceof Error ? error.message : 'unknown'}`)
    outbox.store.together(() => {
      outbox.store.settleAlert(blamed.id, 'dead', ENDINGS.unpacked)
      outbox.store.giveBack([blamed.id], outbox.clock())
    })
    return undefined
  }
}
