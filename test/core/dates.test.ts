import { describe, expect, it } from 'vitest'
import { parseDate } from '../../src/core/dates.ts'

/** What is written, its instant, and sometimes why it is there. */
const instants: readonly (readonly string[])[] = [
  ['Mon, 02 Jan 2006 15:04:05 GMT', '2006-01-02T15:04:05Z', 'RFC 822'],
  ['Mon, 02 Jan 06 15:04 GMT', '2006-01-02T15:04:00Z', 'two-digit year, no seconds'],
  ['Mon, 02 Jan 96 15:04:05 GMT', '1996-01-02T15:04:05Z', 'two-digit years from 50 on are of the last century'],
  ['Mon, 02 Jan 2006 15:04:05 -0700', '2006-01-02T22:04:05Z'],
  ['Mon, 02 Jan 2006 15:04:05 GMT+02:00', '2006-01-02T13:04:05Z'],
  ['Mon, 02 Jan 2006 15:04:05 -0700 MST', '2006-01-02T22:04:05Z', 'offset and name'],
  ['Mon, 02 Jan 2006 15:04:05 KST', '2006-01-02T06:04:05Z'],
  ['Fri, 31 Mar 2023 20:19:00 America/New_York', '2023-04-01T00:19:00Z', 'a zone with its summer time'],
  ['Sat, 14 Jan 2023 20:19:00 America/New_York', '2023-01-15T01:19:00Z', 'and without it'],
  ['Blursday, 02 Jan 2006 15:04:05 GMT', '2006-01-02T15:04:05Z', 'a weekday that does not exist'],
  ['Sun Jan  8 16:29:06 2006', '2006-01-08T16:29:06Z', 'asctime'],
  ['Sun Jan 08 16:29:06 PST 2006', '2006-01-09T00:29:06Z', 'asctime with a zone'],
  ['2006-01-02T15:04:05.123+09:00', '2006-01-02T06:04:05Z', 'W3CDTF'],
  ['2006-01-02 15:04:05', '2006-01-02T15:04:05Z'],
  ['20060102T150405Z', '2006-01-02T15:04:05Z', 'ISO 8601, basic'],
  ['2006-01-02T24:00:00Z', '2006-01-03T00:00:00Z', 'ISO 8601 midnight at the end of a day'],
  ['2006-01-02T15:04:60Z', '2006-01-02T15:04:59Z', 'a leap second'],
  ['2006', '2006-01-01T00:00:00Z'],
  ['2006-02', '2006-02-01T00:00:00Z'],
  ['Thu, 1 Feb 2024, 4:20 pm', '2024-02-01T16:20:00Z'],
  ['Thu, 1 Feb 2024 12:05 am', '2024-02-01T00:05:00Z'],
  ['Do, 1 Feb 2024 10:00:00 +0100', '2024-02-01T09:00:00Z', 'German'],
  ['jeu., 1 févr. 2024 10:00:00 +0100', '2024-02-01T09:00:00Z', 'French'],
  ['jue, 1 ago 2024 10:00:00 GMT', '2024-08-01T10:00:00Z', 'Spanish'],
  ['mar, 5 mar 2024 10:00:00 GMT', '2024-03-05T10:00:00Z', 'of two `mar` the first is a weekday'],
  ['чт, 1 августа 2024 10:00', '2024-08-01T10:00:00Z', 'Russian'],
  ['2024년 2월 1일 오후 3:20', '2024-02-01T06:20:00Z', 'a time in Korean is Korean time'],
  ['Sat, 11/04/2020 - 19:19', '2020-04-11T19:19:00Z', 'the weekday decides between day and month'],
  ['Wed, 11/04/2020 - 19:19', '2020-11-04T19:19:00Z', 'either way'],
  ['11/04/2020 7:19 PM', '2020-11-04T19:19:00Z', 'a twelve-hour clock writes the month first'],
]

const days: readonly (readonly [written: string, day: string])[] = [
  ['30/01/2023', '2023-01-30'],
  ['03/02/2023', '2023-02-03'],
  ['03/30/2023', '2023-03-30'],
  ['November 26, 2022', '2022-11-26'],
  ['Nov 26, 2022', '2022-11-26'],
  ['Sept. 9, 2024', '2024-09-09'],
  ['Feb. 19, 2026 Thursday', '2026-02-19'],
  ['Feb. 19, 2026 Thursday [Photo]', '2026-02-19'],
  ['Feb. 11, Juche 111 (2022) Friday', '2022-02-11'],
  ['Juche112.1.30.', '2023-01-30'],
  ['[Juche113.8.2.]', '2024-08-02'],
  ['112.1.30.', '2023-01-30'],
  ['[2024.11.1.]', '2024-11-01'],
  ['2023.3.13.', '2023-03-13'],
  ['주체112(2023)년 1월 30일', '2023-01-30'],
  ['2023年1月30日', '2023-01-30'],
  ['2023-01-30', '2023-01-30'],
  ['20230130', '2023-01-30'],
  ['2023-030', '2023-01-30'],
  ['30.01.23', '2023-01-30'],
  ['3rd April 2017', '2017-04-03'],
  ['２０２３.１.３０.', '2023-01-30'],
]

const refused: readonly (readonly [written: string, why: string])[] = [
  ['', 'nothing'],
  ['foobar', 'no date'],
  ['tomorrow', 'no date'],
  ['30 January', 'no year'],
  ['Pyongyang, January 30 (KCNA)', 'no year'],
  ['Thu, 31 Jun 2004 19:48:21 GMT', 'June has 30 days'],
  ['29/02/2023', 'no leap year'],
  ['2006-13-02', 'month 13'],
  ['2006-01-02T25:04:05Z', 'hour 25'],
  ['2006-01-02T15:61:05Z', 'minute 61'],
  ['2006-01-02T15:04:61Z', 'second 61'],
  ['2006-01-02 13:04 pm', 'hour 13 of a twelve-hour clock'],
  ['2006-01-02T15:04:05+15:00', 'no place is that far east'],
  ['2006-01-02T15:04:05+05:99', '99 minutes'],
  ['Mon, 02 Jan 2006 15:04:05 XYZ', 'a zone nobody knows'],
  ['Mon, 02 Jan 2006 15:04:05 Mars/Olympus_Mons', 'a region nobody knows'],
  ['Mon, 02 Jan 2006 1:2:3:4 GMT', 'four parts of a time'],
  ['01-02-03', 'any order'],
  ['2006-01-02-03', 'four numbers'],
  ['Feb. 11, Juche 111 (2023)', 'the two years disagree'],
  ['May June 2020', 'two months'],
  ['0001-01-01T00:00:00Z', 'a program said: none'],
]

describe('parseDate', () => {
  it.each(instants)('%s is %s', (written = '', instant) => {
    expect(parseDate(written)).toEqual({ instant })
  })

  it.each(days)('%s is the day %s', (written, day) => {
    expect(parseDate(written)).toEqual({ instant: `${day}T00:00:00Z`, day })
  })

  it.each(refused)('%j is no date: %s', (written) => {
    expect(parseDate(written)).toBeUndefined()
  })

  it('a time without a day is no date', () => {
    expect(parseDate('2004-02 10:00')).toBeUndefined()
  })

  it('a year or a month alone names no day', () => {
    expect(parseDate('Juche 111 (2022)')).toEqual({ instant: '2022-01-01T00:00:00Z' })
    expect(parseDate('January 2022')).toEqual({ instant: '2022-01-01T00:00:00Z' })
  })

  it('every English month is known by its first three letters', () => {
    const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
    expect(names.map((name) => parseDate(`1 ${name} 2024`)?.day?.slice(5, 7))).toEqual(
      names.map((_, month) => String(month + 1).padStart(2, '0')),
    )
  })

  it('gives up on a text too long to be a date', () => {
    expect(parseDate(`${' '.repeat(200)}2006-01-02`)).toBeUndefined()
  })
})
