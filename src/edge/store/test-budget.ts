// Tests of destinations, counted by owner: a test is a request to an address of the owner's choice.
import { REQUEST, UNITS } from '../../core/limits.ts'
import type { Owner } from '../../core/model.ts'
import type { Facts } from './facts.ts'

/** When each owner's tests of the last hour were made; ms since the epoch. */
export type TestTimes = Readonly<Record<string, readonly number[]>>

/** Counts one more test, or undefined when the owner's are spent. Times beyond the hour are forgotten, everybody's. */
export const admitted = (times: TestTimes, owner: Owner, now: number): TestTimes | undefined => {
  const recent = Object.entries(times)
    .map(([name, made]) => [name, made.filter((at) => now - at < UNITS.HOUR)] as const)
    .filter(([, made]) => made.length > 0)
  const left = Object.fromEntries(recent)
  const own = left[owner] ?? []
  return own.length >= REQUEST.TESTS_PER_HOUR ? undefined : { ...left, [owner]: [...own, now] }
}

export type TestBudget = { admit(owner: Owner, now: number): boolean }

export const testBudgetOf = (facts: Facts): TestBudget => ({
  admit: (owner, now) => {
    const times = admitted(facts.get<TestTimes>('tests') ?? {}, owner, now)
    if (times !== undefined) facts.set('tests', times)
    return times !== undefined
  },
})
