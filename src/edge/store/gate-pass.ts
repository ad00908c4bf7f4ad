// One run's way through the gate: asked for once, and given back when the token has shown to be good, or the run ends.
import { DELIVER, GATE } from '../../core/limits.ts'
import type { Secret } from '../../core/secret.ts'
import type { OutboxPorts } from '../../flow/delivery-ports.ts'
import { fingerprint } from '../fingerprint.ts'
import { within } from '../within.ts'
import type { Desk } from './desk.ts'

export type GatePass = Pick<OutboxPorts, 'clear' | 'closeGate' | 'passed'> & { readonly finished: () => Promise<void> }

/** What tells one token from another, and says nothing else of it. */
export const tokenMark = async (token: Secret | undefined): Promise<string> =>
  token === undefined ? '' : (await fingerprint(`token\n${token.reveal()}`)).slice(0, 12)

export const gatePass = (
  desk: DurableObjectStub<Desk>,
  destination: string,
  gated: boolean,
  token: Secret | undefined,
): GatePass => {
  let owed = false
  const giveBack = async (proven: boolean): Promise<void> => {
    if (!owed) return
    owed = false
    await within(DELIVER.CLEAR_MS, desk.leaveGate(destination, proven))
  }
  return {
    clear: async (rules) => {
      const clearance = await within(DELIVER.CLEAR_MS, desk.clear(destination, rules, gated))
      owed = clearance?.report ?? false
      return clearance
    },
    closeGate: async (reason, forMs) => {
      owed = false
      // Only a bad token closes it until something is done about it.
      const mark = forMs < GATE.BAD_TOKEN_MS ? undefined : await tokenMark(token)
      await within(DELIVER.CLEAR_MS, desk.closeGate(reason, forMs, destination, mark))
    },
    passed: () => giveBack(true),
    finished: () => giveBack(false),
  }
}
