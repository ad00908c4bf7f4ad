import { describe, expect, it } from 'vitest'
import { datedAs, pyongyangTime } from '../../../src/core/alert/pyongyang.ts'

/** The platform's own table of time zones. */
const byTable = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Pyongyang', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  )

describe('Pyongyang’s time', () => {
  it.each([
    '2026-11-23T06:00:00Z',
    '2026-11-22T15:00:00Z',
    '2015-08-14T14:59:00Z',
    '2015-08-14T15:00:00Z',
    '2017-09-03T03:30:00Z',
    '2018-05-04T14:59:00Z',
    '2018-05-04T15:00:00Z',
    '2018-05-05T00:00:00Z',
  ])('of %s is the one of the table of time zones', (instant) => {
    expect(pyongyangTime(instant)).toBe(byTable(instant))
  })

  it('is none of a text that is no instant', () => {
    expect(pyongyangTime('yesterday')).toBeUndefined()
  })
})

describe('a story is dated', () => {
  it.each([
    [{ published: '2026-11-22T15:30:00Z' }, '2026-11-23 00:30, Pyongyang time'],
    [{ published: '2026-11-23T00:00:00Z', day: '2026-11-23' }, '2026-11-23 (the outlet’s calendar)'],
    [{}, 'undated'],
    [{ published: 'soon' }, 'undated'],
  ])('%j as %s', (item, text) => {
    expect(datedAs(item)).toBe(text)
  })
})
