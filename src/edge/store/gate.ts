// The gate for deliveries with the bot's token: one bad token or blocked address stops all Outboxes at once, and one at a time probes.
import { GATE } from '../../core/limits.ts'
import type { Facts } from './facts.ts'

export type GateState = { readonly until: number; readonly reason: string; readonly since: string }

type Probe = { readonly at: number; readonly destination: string }

export type Passage =
  | { readonly open: true; readonly probe: boolean }
  | { readonly open: false; readonly until: number }

const closedAt = (facts: Facts, now: number): GateState | undefined => {
  const gate = facts.get<GateState>('gate')
  return gate !== undefined && gate.until > now ? gate : undefined
}

export const gateOf = (facts: Facts) => ({
  /** Undefined while it is open; a limit or a block is over when its term is. */
  state: (now: number): GateState | undefined => closedAt(facts, now),
  /** Whether this destination may try now; while the gate is closed, one probe a minute. */
  pass: (destination: string, now: number): Passage => {
    const gate = closedAt(facts, now)
    if (gate === undefined) return { open: true, probe: false }
    const last = facts.get<Probe>('probe')
    if (last !== undefined && now - last.at < GATE.PROBE_MS) {
      return { open: false, until: Math.min(last.at + GATE.PROBE_MS, gate.until) }
    }
    facts.set('probe', { at: now, destination })
    return { open: true, probe: true }
  },
  close: (reason: string, until: number, now: number): void => {
    const known = closedAt(facts, now)
    facts.set('gate', { until, reason, since: known?.since ?? new Date(now).toISOString() })
    facts.set('probe', { at: now, destination: '' })
  },
  open: (): void => {
    facts.remove('gate')
    facts.remove('probe')
  },
})

export type Gate = ReturnType<typeof gateOf>
