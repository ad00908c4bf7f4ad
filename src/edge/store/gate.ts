// The gate for deliveries with the bot's token: one bad token or blocked address stops all Outboxes at once, and one at a time probes.
// While it is open, only so many go through at once as may be refused before the first of them has said so.
import { GATE } from '../../core/limits.ts'
import type { Facts } from './facts.ts'

export type GateState = {
  readonly until: number
  readonly reason: string
  readonly since: string
  /** Probes that were refused. */
  readonly probes?: number
  /** The mark of the token that was refused; absent when the token is not to blame. */
  readonly token?: string
}

/** The last try at the closed gate. `destination` is empty once it was refused. */
type Probe = { readonly at: number; readonly destination: string }
type Ticket = { readonly destination: string; readonly at: number }

export type Passage =
  /** `report`: others wait for word of how it goes. */
  { readonly open: true; readonly report: boolean } | { readonly open: false; readonly until: number }

export type Closing = {
  readonly reason: string
  /** ms since the epoch */
  readonly until: number
  readonly destination?: string
  readonly token?: string
}

export const gateOf = (facts: Facts) => {
  /** In memory: a Desk that starts anew knows of none, and lets so many through once more. */
  let tickets: readonly Ticket[] = []
  let lastSlot = 0

  const closedAt = (now: number): GateState | undefined => {
    const gate = facts.get<GateState>('gate')
    return gate !== undefined && gate.until > now ? gate : undefined
  }
  /** A moment of its own for everyone who has to come again. */
  const slotAfter = (at: number): number => {
    const next = lastSlot + GATE.SLOT_MS
    // Far ahead it was counted by a clock that went back.
    lastSlot = next > at && next - at < GATE.SLOTS_MS ? next : at
    return lastSlot
  }
  const nextProbe = ({ probes = 0 }: GateState, { at, destination }: Probe): number => {
    if (destination !== '') return at + GATE.PROBE_ANSWER_MS
    return at + (GATE.PROBES_MS[probes] ?? GATE.PROBES_MS.at(-1) ?? 0)
  }
  const passClosed = (gate: GateState, destination: string, now: number): Passage => {
    const next = nextProbe(gate, facts.get<Probe>('probe') ?? { at: 0, destination: '' })
    // A clock that went back would keep everyone out.
    if (now < next && next - now <= (GATE.PROBES_MS.at(-1) ?? 0)) {
      return { open: false, until: slotAfter(Math.min(next, gate.until)) }
    }
    facts.set('probe', { at: now, destination })
    return { open: true, report: true }
  }
  const passOpen = (destination: string, now: number): Passage => {
    tickets = tickets.filter(
      (ticket) => ticket.destination !== destination && Math.abs(now - ticket.at) < GATE.TICKET_MS,
    )
    if (tickets.length >= GATE.UNPROVEN) return { open: false, until: slotAfter(now + GATE.SLOT_MS) }
    tickets = [...tickets, { destination, at: now }]
    return { open: true, report: tickets.length > GATE.QUIET_TICKETS }
  }

  return {
    /** Undefined while it is open; a limit or a block is over when its term is. */
    state: closedAt,
    /** Whether this destination may try now. */
    pass: (destination: string, now: number): Passage => {
      const gate = closedAt(now)
      return gate === undefined ? passOpen(destination, now) : passClosed(gate, destination, now)
    },
    /** @returns whether this is news: it was open before */
    close: ({ reason, until, destination, token }: Closing, now: number): boolean => {
      const known = closedAt(now)
      const probe = facts.get<Probe>('probe')
      const refused = known !== undefined && destination !== undefined && probe?.destination === destination
      const probes = (known?.probes ?? 0) + (refused ? 1 : 0)
      const since = known?.since ?? new Date(now).toISOString()
      // Only its probe can say that it is over sooner.
      if (known === undefined || refused || until >= known.until)
        facts.set('gate', { until, reason, since, probes, token })
      // What was under way when it closed says nothing new.
      if (known === undefined || refused) facts.set('probe', { at: now, destination: '' })
      tickets = tickets.filter((ticket) => ticket.destination !== destination)
      return known === undefined
    },
    /** A run has ended. One that went through shows that the token was good for all who went before. @returns whether the gate opened */
    leave: (destination: string, proven: boolean, now: number): boolean => {
      tickets = proven ? [] : tickets.filter((ticket) => ticket.destination !== destination)
      const probe = facts.get<Probe>('probe')
      if (closedAt(now) === undefined || probe?.destination !== destination) return false
      // A probe that had nothing to send decides nothing: the next who comes may try.
      facts.set('probe', { at: 0, destination: '' })
      return proven
    },
    open: (): void => {
      facts.remove('gate')
      facts.remove('probe')
      tickets = []
    },
  }
}

export type Gate = ReturnType<typeof gateOf>
