import { describe, expect, it } from 'vitest'
import type { Source } from '../../src/core/model.ts'
import { byHost, dueSources, pokedOn } from '../../src/flow/due.ts'

const source = (id: string, every: number, url = `https://${id}.example/feed`): Source => ({
  id,
  owner: 'operator',
  name: id,
  url,
  kind: 'feed',
  every,
  backfill: 0,
  created: '2026-11-23T00:00:00Z',
})

const MINUTE = 29_900_000

describe('turns', () => {
  it('come once in every so many minutes', () => {
    const wire = source('wire', 7)
    const turns = Array.from({ length: 70 }, (_, step) => dueSources([wire], MINUTE + step - 1, MINUTE + step).length)
    expect(turns.reduce((sum, turn) => sum + turn, 0)).toBe(10)
  })

  it('are spread over the minutes', () => {
    const sources = Array.from({ length: 500 }, (_, number) => source(`wire-${number}`, 5))
    const counts = [0, 1, 2, 3, 4].map((step) => dueSources(sources, MINUTE + step - 1, MINUTE + step).length)
    for (const count of counts) expect(count).toBeGreaterThan(60)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500)
  })

  it('that were missed are made up for, once, ten minutes back, the longest overdue first', () => {
    const sources = [source('a', 3), source('b', 3), source('c', 3)]
    const due = dueSources(sources, MINUTE - 3, MINUTE)
    expect(due.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c'])
    const order = due.map(({ id }) =>
      [1, 2, 3].find((step) => dueSources([source(id, 3)], MINUTE - 4 + step, MINUTE - 3 + step).length > 0),
    )
    expect(order).toEqual(order.toSorted())
    expect(dueSources([source('d', 1_000)], undefined, MINUTE).length).toBeLessThanOrEqual(1)
  })

  it('never come for a source that is only pushed to', () => {
    expect(dueSources([source('pushed', 0)], MINUTE - 1, MINUTE)).toEqual([])
  })
})

it('every Outbox is poked exactly once in six hours', () => {
  const names = Array.from({ length: 50 }, (_, number) => `outbox-${number}`)
  const poked = Array.from({ length: 360 }, (_, step) => pokedOn(names, MINUTE + step)).flat()
  expect(poked.toSorted()).toEqual(names.toSorted())
})

it('sources of one host stand in one line', () => {
  const lines = byHost([source('a', 5, 'https://x.example/1'), source('b', 5), source('c', 5, 'https://x.example/2')])
  expect(lines.map((line) => line.map(({ id }) => id))).toEqual([['a', 'c'], ['b']])
})
