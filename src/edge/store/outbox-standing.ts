// How the destination stands, as facts of its Outbox.
import type { HiddenLimit, Standing, StandingStore } from '../../flow/delivery-ports.ts'
import type { Facts } from './facts.ts'

const same = (one: Standing | undefined, other: Standing): boolean => JSON.stringify(one) === JSON.stringify(other)

export const standingOf = (facts: Facts): StandingStore & { enable(): void } => ({
  standing: () => facts.get<Standing>('backoff') ?? { failures: 0, next: 0 },
  setStanding: (standing) => {
    if (!same(facts.get<Standing>('backoff'), standing)) facts.set('backoff', standing)
  },
  hiddenLimit: () => facts.get<HiddenLimit>('limit'),
  setHiddenLimit: (limit) => facts.set('limit', limit),
  disable: (reason) => facts.set('disabled', reason),
  disabled: () => facts.get<string>('disabled'),
  enable: () => {
    facts.remove('disabled')
    facts.remove('backoff')
  },
})
