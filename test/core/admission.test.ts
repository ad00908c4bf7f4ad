import { describe, expect, it } from 'vitest'
import { admitOwner, admitStanding, type Holdings, type Standing, ticksADay } from '../../src/core/admission.ts'
import { ADMISSION } from '../../src/core/limits.ts'

const NOTHING: Standing = { ticksADay: 0, destinations: 0, rules: 0 }
const HELD: Holdings = { sources: 0, rules: 0, hooks: 0 }

describe('what a deployment takes on', () => {
  it('a source every five minutes is 288 ticks a day, one that is only pushed to none', () => {
    expect([ticksADay(5), ticksADay(15), ticksADay(0)]).toEqual([288, 96, 0])
  })

  it('a hundred sources at five minutes are taken, and the 109th is refused with the share and what to remove', () => {
    const sources = (count: number): Standing => ({ ...NOTHING, ticksADay: count * ticksADay(5) })
    expect(admitStanding(sources(99), sources(100)).ok).toBe(true)
    expect(admitStanding(sources(107), sources(108)).ok).toBe(true)
    expect(admitStanding(sources(108), sources(109))).toMatchObject({
      ok: false,
      error: {
        message: expect.stringMatching(
          /would take 60 % of the free Durable Object time of a day; 60 % is the limit\. Remove/,
        ),
      },
    })
  })

  it('fourteen thousand destinations are too many to poke', () => {
    expect(admitStanding(NOTHING, { ...NOTHING, destinations: 14_000 }).ok).toBe(true)
    expect(admitStanding(NOTHING, { ...NOTHING, destinations: 15_000 }).ok).toBe(false)
  })

  it('rules are bounded by what one KV value holds', () => {
    const most = Math.floor((ADMISSION.RULESET_BYTES * ADMISSION.SHARE) / ADMISSION.RULE_BYTES)
    expect(admitStanding({ ...NOTHING, rules: most - 1 }, { ...NOTHING, rules: most }).ok).toBe(true)
    expect(admitStanding({ ...NOTHING, rules: most }, { ...NOTHING, rules: most + 1 }).ok).toBe(false)
  })

  it('what is over already may still be made less, and may have more of what costs nothing there', () => {
    const over: Standing = { ...NOTHING, ticksADay: 40_000 }
    expect(admitStanding(over, { ...over, ticksADay: 39_000 }).ok).toBe(true)
    expect(admitStanding(over, { ...over, rules: 1 }).ok).toBe(true)
  })
})

describe('what an owner may have', () => {
  it.each([
    ['guild:1', 'source', { sources: 2 }, true],
    [
      'guild:1',
      'source',
      { sources: 3 },
      'A server may have 3 sources, and all 3 are taken. Remove one with /source remove.',
    ],
    ['guild:1', 'rule', { rules: 49 }, true],
    [
      'guild:1',
      'rule',
      { rules: 50 },
      'A server may have 50 rules, and all 50 are taken. Remove one with /watch remove.',
    ],
    ['guild:1', 'hook', { hooks: 4 }, true],
    ['guild:1', 'hook', { hooks: 5 }, 'A server may have 5 hooks, and all 5 are taken. Remove one with /hook remove.'],
    ['guild:1', 'channel', { hooks: 5, rules: 50 }, true],
    ['user:1', 'rule', { rules: 9 }, true],
    [
      'user:1',
      'rule',
      { rules: 10 },
      'A person may have 10 rules, and all 10 are taken. Remove one with /alerts remove.',
    ],
    ['user:1', 'source', {}, 'A person cannot have sources of their own here.'],
    ['user:1', 'hook', {}, 'A person cannot have hooks of their own here.'],
    ['operator', 'rule', { rules: 5_000 }, true],
  ] as const)('%s, one more %s while it has %j: %s', (owner, wish, held, answer) => {
    const admitted = admitOwner(owner, wish, { ...HELD, ...held })
    expect(admitted.ok ? true : admitted.error.message).toBe(answer)
  })
})
