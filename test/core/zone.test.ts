// Wall clocks, against an independent reading of the same time zones: minute by minute, by another format of Intl.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, instantOfWall, isZone, localAt, nextTurn } from '../../src/core/zone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ZONES = Intl.supportedValuesOf('timeZone')

const zone = fc.constantFrom(...ZONES)
/** After 1972 every change falls on a whole minute, but Liberia's, whose offset had seconds for a week. */
const instant = fc.integer({ min: Date.UTC(1973, 0), max: Date.UTC(2045, 0) })
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))

const readings = new Map<string, Intl.DateTimeFormat>()
/** `2026-03-08 02:30` */
const shown = (name: string, at: number): string => {
  const made = () =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  const reading = readings.get(name) ?? made()
  readings.set(name, reading)
  return reading.format(at)
}

const text = (at: number): string => new Date(at).toISOString().slice(0, 16)

describe('the instant of a local time', () => {
  it('is the first at which the clock shows it or has gone past it, in every zone', () => {
    fc.assert(
      fc.property(zone, instant, (name, about) => {
        const wall = Math.floor(about / MINUTE) * MINUTE
        const wanted = text(wall).replace('T', ' ')
        const found = instantOfWall(name, wall)
        // From a time at which no clock on earth shows it yet.
        let at = wall - 15 * HOUR
        while (shown(name, at) < wanted) at += MINUTE
        expect(text(found)).toBe(text(at))
      }),
      { numRuns: 100 },
    )
  })

  it('is the same in the nights in which clocks change: all minutes of them', () => {
    const nights: [string, string][] = [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Europe/London', '2026-10-25'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['Asia/Pyongyang', '2015-08-14'],
      ['Asia/Pyongyang', '2018-05-04'],
      ['Pacific/Apia', '2011-12-29'],
      ['Pacific/Apia', '2011-12-30'],
      ['America/Nuuk', '2024-03-30'],
      ['America/Nuuk', '2024-10-26'],
      ['America/St_Johns', '2006-10-28'],
    ]
    for (const [name, date] of nights) {
      const start = Date.parse(`${date}T00:00Z`)
      let scan = start - 15 * HOUR
      const found: string[] = []
      const scanned: string[] = []
      for (let wall = start; wall < start + 30 * HOUR; wall += MINUTE) {
        const wanted = text(wall).replace('T', ' ')
        while (shown(name, scan) < wanted) scan += MINUTE
        found.push(`${wanted} ${text(instantOfWall(name, wall))}`)
        scanned.push(`${wanted} ${text(scan)}`)
      }
      expect(found, name).toEqual(scanned)
    }
  })

  it.each([
    ['a time that a gap swallows: the end of the gap', 'America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00'],
    ['a time that exists twice: the first', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30'],
    ['the same east of Greenwich', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30'],
    ['half an hour is a gap too', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30'],
    ['Pyongyang’s own time', 'Asia/Pyongyang', '2016-01-01', '07:00', '2015-12-31T22:30'],
    ['a day that was skipped: its end', 'Pacific/Apia', '2011-12-30', '07:00', '2011-12-30T10:00'],
  ])('%s', (_fact, name, date, written, at) => {
    expect(text(instantAt(name, date, written))).toBe(at)
  })

  it('a damaged record is an error, never an endless search', () => {
    for (const damaged of ['', '25:00', 'noon', '7:30']) {
      expect(() => nextTurn('Asia/Seoul', damaged, 0)).toThrow(RangeError)
    }
  })
})

describe('a local time', () => {
  it('is what the wall clock shows', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const { date, time: clock } = localAt(name, at)
        expect(`${date} ${clock}`).toBe(shown(name, at))
      }),
    )
  })

  it('before 1970 as well', () => {
    expect(localAt('Europe/London', -1)).toEqual({ date: '1970-01-01', time: '00:59' })
  })

  it('in a zone that this runtime does not know is UTC', () => {
    expect(localAt('Mars/Olympus', 0)).toEqual({ date: '1970-01-01', time: '00:00' })
  })
})

describe('a zone', () => {
  it('is any that the runtime lists, in any case, and UTC', () => {
    for (const name of [...ZONES, 'UTC', 'asia/seoul', 'Asia/Calcutta', 'Etc/GMT+9']) expect(isZone(name)).toBe(true)
  })

  it('is neither an offset nor an abbreviation that means several, nor nothing', () => {
    for (const name of ['+09:00', '-5', 'KST', 'GMT+9', '', ' ', 'Asia', 'Asia/Seoul ', '../etc']) {
      expect([name, isZone(name)]).toEqual([name, false])
    }
  })
})

describe('daily turns', () => {
  /** Every date that the zone's clocks show between two instants, by looking each half hour. */
  const datesOf = (name: string, from: number, to: number): string[] => {
    const dates = new Set<string>()
    for (let at = from; at < to; at += 30 * MINUTE) dates.add(shown(name, at).slice(0, 10))
    return [...dates].sort()
  }

  const turnsOf = (name: string, daily: string, from: number, dates: number): { at: number; date: string }[] => {
    const turns: { at: number; date: string }[] = []
    let now = from
    while (turns.length < dates) {
      const turn = nextTurn(name, daily, now)
      turns.push(turn)
      now = turn.at
    }
    return turns
  }

  const holds = (name: string, year: number, times: readonly string[]): void => {
    const from = instantAt(name, `${year}-01-01`, '00:00')
    const dates = datesOf(name, from, instantAt(name, `${year + 1}-01-01`, '00:00'))
    for (const daily of times) {
      const turns = turnsOf(name, daily, from - 1, dates.length)
      expect(turns.map(({ date }) => date)).toEqual(dates)
      expect(turns.every(({ at }, index) => at > (turns[index - 1]?.at ?? from - 1))).toBe(true)
    }
  }

  it.each([
    ['America/New_York', 2026],
    ['Europe/London', 2026],
    ['Australia/Lord_Howe', 2026],
    ['Pacific/Apia', 2011],
    ['Asia/Seoul', 2026],
    ['Asia/Seoul', 1988],
    ['Asia/Pyongyang', 2015],
    ['Asia/Pyongyang', 2018],
    ['America/Nuuk', 2024],
    ['America/St_Johns', 2006],
    ['America/Sao_Paulo', 2018],
    ['Pacific/Kwajalein', 1993],
    ['UTC', 2028],
  ])('are one for each date that %s had in %i, whatever the time', (name, year) => {
    holds(name, year, '00:00 00:01 00:30 01:30 02:15 02:30 07:30 23:00 23:30 23:59'.split(' '))
  })

  it('are one for each date in any zone, year and time', () => {
    const year = fc.integer({ min: 1975, max: 2040 })
    const some = fc.tuple(time, time)
    fc.assert(fc.property(zone, year, some, holds), { numRuns: 15 })
  })
})
