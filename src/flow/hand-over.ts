// Handing recorded alerts to their Outboxes: one call per destination, repeated until each has them for good.
import { HAND_OVER } from '../core/limits.ts'
import type { WirePorts } from './ports.ts'

export const handOver = async (wire: WirePorts): Promise<void> => {
  for (let calls = 0; calls < HAND_OVER.CALLS_PER_RUN; ) {
    const destinations = wire.store.openDestinations(wire.clock())
    if (destinations.length === 0) return
    for (const destination of destinations.slice(0, HAND_OVER.CALLS_PER_RUN - calls)) await handTo(wire, destination)
    calls += destinations.length
  }
}

/** Either way the destination is open no more at this moment: its alerts are closed or postponed. */
const handTo = async (wire: WirePorts, destination: string): Promise<void> => {
  const open = wire.store.openHandOvers(destination, wire.clock(), HAND_OVER.ALERTS_PER_CALL)
  if (await wire.hand(destination, open)) {
    wire.store.closeHandOvers(
      wire.run,
      destination,
      open.map(({ alert }) => alert.id),
    )
  } else {
    wire.store.postponeHandOvers(wire.run, destination, wire.clock() + HAND_OVER.RETRY_MS)
  }
}
