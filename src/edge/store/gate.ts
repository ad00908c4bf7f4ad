// The gate for deliveries with the bot's token: one bad token or blocked address stops all Outboxes at once, and one at a time probes.
import { GATE } from '../../core/limits.ts'
import type { Facts } from './facts.ts'

export type GateState = { readonly until: number; readonly reason: string; readonly since: string }

type Probe = { readonly at: number; readonly destination: string }

export type Passage =
  | { readonly open: true; readonly probe: boolean }
  | { readonly open: false; readonly until: number }

export const gateOf = (facts: Facts) => ({
  state: (): GateState | undefined => facts.get<GateState>('gate'),
  /** Whether this destination may try now; while the gate is closed, one probe a minute. */
  pass: (destination: string, now: number): Passage => {
    if (facts.get<GateState>('gate') === undefined) return { open: true, probe: false }
    const last = facts.get<Probe>('probe')
    if (last !== undefined && now - last.at < GATE.PROBE_MS) return { open: false, until: last.at + GATE.PROBE_MS }
    facts.set('probe', { at: now, destination })
    return { open: true, probe: true }
  },
  close: (reason: string, until: number, now: number): void => {
    const known = facts.get<GateState>('gate')
    facts.set('gate', { until, reason, since: known?.since ?? new Date(now).toISOString() })
    facts.set('probe', { at: now, destination: '' })
  },
  open: (): void => {
    facts.remove('gate')
    facts.remove('probe')
  },
})

export type Gate = ReturnType<typeof gateOf>
