// When alerts go out: facts, and what holds for every mode, zone and moment.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourOf, scheduleOf } from '../../../src/core/alert/schedule.ts'
import type { Delivery, QuietHours } from '../../../src/core/model.ts'
import { localAt } from '../../../src/core/zone.ts'

const HOUR = 3_600_000
const at = (text: string): number => Date.parse(`${text}Z`)
const seoul = (daily: string): Delivery => ({ daily, zone: 'Asia/Seoul' })
const night: QuietHours = { from: '22:00', to: '07:00', zone: 'America/New_York' }

const told = (modes: Delivery[], manners: { quiet?: QuietHours; cap?: number }, now: string, sent = 0): string => {
  const { at: when, digest } = scheduleOf(modes, manners, sent, at(now))
  const moment = new Date(when).toISOString().slice(0, 16)
  return digest === undefined ? moment : `${moment} ${digest.kind} ${digest.period}`
}

describe('an alert goes out', () => {
  it.each<[string, Delivery[], { quiet?: QuietHours; cap?: number }, string, string]>([
    ['at once when a rule says so', ['instant'], {}, '2026-11-25T06:10', '2026-11-25T06:10'],
    ['at once when its rules are gone', [], {}, '2026-11-25T06:10', '2026-11-25T06:10'],
    ['at the end of its hour', ['hourly'], {}, '2026-11-25T06:10', '2026-11-25T07:00 hourly 2026-11-25T06'],
    ['an hour later at the full hour', ['hourly'], {}, '2026-11-25T06:00', '2026-11-25T07:00 hourly 2026-11-25T06'],
    ['daily at a local time', [seoul('07:30')], {}, '2026-11-25T06:10', '2026-11-25T22:30 daily 2026-11-26'],
    ['a day later at that minute', [seoul('07:30')], {}, '2026-11-25T22:30', '2026-11-26T22:30 daily 2026-11-27'],
    [
      'as the most eager rule says: instant',
      [seoul('07:30'), 'hourly', 'instant'],
      {},
      '2026-11-25T06:10',
      '2026-11-25T06:10',
    ],
    [
      'as the most eager rule says: hourly',
      [seoul('07:30'), 'hourly'],
      {},
      '2026-11-25T06:10',
      '2026-11-25T07:00 hourly 2026-11-25T06',
    ],
    [
      'at the soonest of two times of day',
      [seoul('07:30'), { daily: '18:00', zone: 'UTC' }],
      {},
      '2026-11-25T06:10',
      '2026-11-25T18:00 daily 2026-11-25',
    ],
    ['at once by day', ['instant'], { quiet: night }, '2026-11-25T20:00', '2026-11-25T20:00'],
    ['after quiet hours', ['instant'], { quiet: night }, '2026-11-25T04:00', '2026-11-25T12:00 quiet 2026-11-25'],
    [
      'held from their first minute',
      ['instant'],
      { quiet: night },
      '2026-11-25T03:00',
      '2026-11-25T12:00 quiet 2026-11-25',
    ],
    ['at once from the minute of their end', ['instant'], { quiet: night }, '2026-11-25T12:00', '2026-11-25T12:00'],
    [
      'with the quiet hours’ digest when its hour ends in them',
      ['hourly'],
      { quiet: night },
      '2026-11-25T02:59',
      '2026-11-25T12:00 quiet 2026-11-25',
    ],
    [
      'with the quiet hours’ digest when its time of day lies in them',
      [{ daily: '06:00', zone: 'America/New_York' }],
      { quiet: night },
      '2026-11-24T20:00',
      '2026-11-25T12:00 quiet 2026-11-25',
    ],
    [
      'at once where quiet hours go from a time to itself',
      ['instant'],
      { quiet: { ...night, to: night.from } },
      '2026-11-25T04:00',
      '2026-11-25T04:00',
    ],
    [
      'at the end of the hour over a cap',
      ['instant'],
      { cap: 3 },
      '2026-11-25T06:10',
      '2026-11-25T07:00 cap 2026-11-25T06',
    ],
    ['at once below a cap', ['instant'], { cap: 4 }, '2026-11-25T06:10', '2026-11-25T06:10'],
    [
      'as the hour’s digest, over a cap or not',
      ['hourly'],
      { cap: 3 },
      '2026-11-25T06:10',
      '2026-11-25T07:00 hourly 2026-11-25T06',
    ],
    [
      'after quiet hours that begin as the hour over its cap ends',
      ['instant'],
      { cap: 3, quiet: night },
      '2026-11-25T02:30',
      '2026-11-25T12:00 quiet 2026-11-25',
    ],
  ])('%s', (_fact, modes, manners, now, expected) => {
    expect(told(modes, manners, now, 3)).toBe(expected)
  })

  it('quiet hours that end in an hour shown twice end once', () => {
    const quiet = { from: '22:00', to: '01:30', zone: 'America/New_York' }
    expect(told(['instant'], { quiet }, '2026-11-01T05:15')).toBe('2026-11-01T05:30 quiet 2026-11-01')
    // The clock shows 01:15 for the second time.
    expect(told(['instant'], { quiet }, '2026-11-01T06:15')).toBe('2026-11-01T06:15')
  })

  it('quiet hours that a gap swallows are none, and those that end in one end with it', () => {
    const zone = 'America/New_York'
    for (const now of ['2026-03-08T06:59', '2026-03-08T07:00']) {
      expect(told(['instant'], { quiet: { from: '02:00', to: '03:00', zone } }, now)).toBe(now)
    }
    expect(told(['instant'], { quiet: { from: '22:00', to: '02:30', zone } }, '2026-03-08T06:59')).toBe(
      '2026-03-08T07:00 quiet 2026-03-08',
    )
  })
})

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const mode = fc.oneof(
  fc.constant<Delivery>('instant'),
  fc.constant<Delivery>('hourly'),
  fc.record({ daily: clock, zone }),
)
const modes = fc.array(mode, { maxLength: 4 })
const quiet = fc.record({ from: clock, to: clock, zone })
const manners = fc.record({ quiet, cap: fc.integer({ min: 0, max: 5 }) }, { requiredKeys: [] })
const sent = fc.integer({ min: 0, max: 6 })
const now = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2040, 0) })

describe('for all modes, manners and moments', () => {
  it('an alert goes out now or in a digest to come, within two days and a skipped one', () => {
    fc.assert(
      fc.property(modes, manners, sent, now, (wanted, how, count, moment) => {
        const schedule = scheduleOf(wanted, how, count, moment)
        if (schedule.digest === undefined) expect(schedule.at).toBe(moment)
        else expect(schedule.at).toBeGreaterThan(moment)
        expect(schedule.at - moment).toBeLessThanOrEqual(98 * HOUR)
      }),
      { numRuns: 500 },
    )
  })

  it('one mode without quiet hours: whatever comes before a digest goes out goes with it', () => {
    fc.assert(
      fc.property(mode, sent, now, fc.double({ min: 0, max: 1, noNaN: true }), (wanted, count, moment, share) => {
        const first = scheduleOf([wanted], { cap: 3 }, count, moment)
        if (first.digest === undefined) return
        const later = Math.min(first.at - 1, Math.floor(moment + share * (first.at - moment)))
        expect(scheduleOf([wanted], { cap: 3 }, count, later)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })

  it('quiet hours without a digest of its own: the same', () => {
    fc.assert(
      fc.property(quiet, now, fc.double({ min: 0, max: 1, noNaN: true }), (hours, moment, share) => {
        const first = scheduleOf(['instant'], { quiet: hours }, 0, moment)
        if (first.digest === undefined) return
        const later = Math.min(first.at - 1, Math.floor(moment + share * (first.at - moment)))
        expect(scheduleOf(['instant'], { quiet: hours }, 0, later)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })

  it('nothing goes out while a clock that never changes shows quiet hours', () => {
    const steady = fc.constantFrom('UTC', 'Asia/Seoul', 'Asia/Kathmandu', 'Pacific/Honolulu')
    const hours = fc.record({ from: clock, to: clock, zone: steady })
    const recent = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
    fc.assert(
      fc.property(modes, hours, sent, recent, (wanted, { from, to, zone: name }, count, moment) => {
        const schedule = scheduleOf(wanted, { quiet: { from, to, zone: name }, cap: 3 }, count, moment)
        const { time } = localAt(name, schedule.at)
        const inside = from < to ? time >= from && time < to : from !== to && (time >= from || time < to)
        expect(inside).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('no two digests of a kind and mode share a period, and none is skipped: hours', () => {
    const start = at('2026-10-24T22:10')
    const periods = Array.from(
      { length: 8 },
      (_, hour) => scheduleOf(['hourly'], {}, 0, start + hour * HOUR).digest?.period,
    )
    expect(periods).toEqual(Array.from({ length: 8 }, (_, hour) => hourOf(start + hour * HOUR)))
    expect(new Set(periods).size).toBe(8)
  })
})
