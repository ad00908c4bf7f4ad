// People's time: hourly and daily digests, quiet hours, a cap; whatever is held goes out once, and nothing vanishes.
import { describe, expect, it, vi } from 'vitest'
import type { QuietHours } from '../../src/core/model.ts'
import {
  alertOf,
  answered,
  channel,
  HOUR,
  MINUTE,
  match,
  type Scene,
  SECOND,
  unknown,
  webhook,
  withScene,
} from '../support/outbox-scene.ts'

const bodies = (scene: Scene) =>
  scene.sent.map(({ at, body, id }) => ({ at: new Date(at).toISOString().slice(11, 16), id, ...JSON.parse(body) }))
const hourly = { matches: [match('rule', { delivery: 'hourly' })] }
const daily = (time: string, zone: string) => ({ matches: [match('rule', { delivery: { daily: time, zone } })] })

it('hourly alerts go out together at the end of their hour, and an hour without any has no digest', () =>
  withScene(channel, async (scene) => {
    scene.add(alertOf('a1', hourly))
    await scene.runFor(20 * MINUTE)
    scene.add(alertOf('a2', hourly))
    await scene.runFor(3 * HOUR)
    expect(bodies(scene)).toMatchObject([
      { at: '13:00', form: 'digest', kind: 'hourly', period: '2026-11-02T12', page: 1, pages: 1 },
    ])
    expect(bodies(scene)[0].stories.toSorted()).toEqual(['a1', 'a2'])
    expect(scene.ends()).toEqual({ a1: 'sent', a2: 'sent' })
  }))

it('an alert goes by the soonest mode of its rules, also of one that joins it while it waits', () =>
  withScene(channel, async (scene) => {
    scene.add(alertOf('a1', { matches: [match('hourly', { delivery: 'hourly' }), match('instant')] }))
    scene.add(alertOf('a2', hourly))
    await scene.runFor(MINUTE)
    expect(bodies(scene)).toMatchObject([{ form: 'full', stories: ['a1'] }])
    scene.add(alertOf('a2', { matches: [match('instant')] }))
    await scene.runFor(MINUTE)
    expect(bodies(scene)).toMatchObject([{ stories: ['a1'] }, { form: 'full', stories: ['a2'] }])
  }))

it('a long digest goes out in pages, each with an id that its place and its turn decide', async () => {
  const told: string[][] = []
  for (let time = 0; time < 2; time++) {
    await withScene(channel, async (scene) => {
      scene.add(...Array.from({ length: 12 }, (_, index) => alertOf(`a${index}`, daily('07:30', 'Asia/Seoul'))))
      await scene.runFor(24 * HOUR)
      expect(bodies(scene).map(({ page, pages, stories }) => [page, pages, stories.length])).toEqual([
        [1, 3, 5],
        [2, 3, 5],
        [3, 3, 2],
      ])
      expect(bodies(scene)[0]).toMatchObject({ at: '22:30', kind: 'daily', period: '2026-11-03' })
      told.push(scene.sent.map(({ id }) => id))
    })
  }
  expect(told[0]).toEqual(told[1])
})

it('two daily rules at two times of a day have a digest each', () =>
  withScene(channel, async (scene) => {
    scene.add(alertOf('a1', daily('18:00', 'UTC')), alertOf('a2', daily('20:00', 'UTC')))
    await scene.runFor(24 * HOUR)
    expect(bodies(scene).map(({ at, stories }) => [at, stories])).toEqual([
      ['18:00', ['a1']],
      ['20:00', ['a2']],
    ])
  }))

const quiet: QuietHours = { from: '12:30', to: '18:00', zone: 'UTC' }

it('what comes in quiet hours, or was waiting when they began, is told in one digest after them', () =>
  withScene(channel, async (scene) => {
    scene.manners = { quiet }
    scene.answer = () => ({ outcome: 'limited', reason: 'slow', status: 429, afterMs: 40 * MINUTE })
    scene.add(alertOf('a1'))
    await scene.run()
    scene.add(alertOf('a2'))
    await scene.run(35 * MINUTE)
    scene.answer = () => 'sent'
    scene.add(alertOf('a3'), alertOf('a4', hourly))
    await scene.runFor(8 * HOUR)
    const [, again, digest, ...more] = bodies(scene)
    expect(again).toMatchObject({ at: '18:00', stories: ['a1'] })
    expect(digest).toMatchObject({ at: '18:00', kind: 'quiet' })
    expect(digest.stories.toSorted()).toEqual(['a2', 'a3', 'a4'])
    expect(more).toEqual([])
  }))

it('a digest that could not go out in time does not go out in quiet hours', () =>
  withScene(channel, async (scene) => {
    scene.manners = { quiet: { from: '13:05', to: '18:00', zone: 'UTC' } }
    scene.add(alertOf('a1', hourly))
    scene.now += 70 * MINUTE
    await scene.runFor(8 * HOUR)
    expect(bodies(scene)).toMatchObject([{ at: '18:00', kind: 'quiet', stories: ['a1'] }])
  }))

describe('a message that was tried before the quiet hours', () => {
  it('and turned away, is tried again after them', () =>
    withScene(channel, async (scene) => {
      scene.manners = { quiet: { from: '12:05', to: '18:00', zone: 'UTC' } }
      scene.answer = () => answered(503)
      scene.add(alertOf('a1'))
      await scene.runFor(4 * MINUTE)
      const before = scene.sent.length
      expect(before).toBeGreaterThan(1)
      scene.answer = () => 'sent'
      await scene.runFor(8 * HOUR)
      expect(bodies(scene).slice(before)).toMatchObject([{ at: '18:00', stories: ['a1'] }])
    }))

  it('and may have arrived, is cleared up at once', () =>
    withScene(channel, async (scene) => {
      scene.manners = { quiet: { from: '12:01', to: '18:00', zone: 'UTC' } }
      scene.now += 59 * SECOND
      scene.answer = () => unknown
      scene.add(alertOf('a1'))
      await scene.run()
      scene.answer = () => 'sent'
      await scene.runFor(MINUTE)
      expect(bodies(scene)).toMatchObject([{ at: '12:00' }, { at: '12:01', stories: ['a1'] }])
    }))

  it('and is replayed by hand, goes at once', () =>
    withScene(webhook, async (scene) => {
      scene.answer = () => ({ outcome: 'refused', reason: 'large', status: 413 })
      scene.add(alertOf('a1'))
      await scene.run()
      scene.manners = { quiet }
      scene.answer = () => 'sent'
      scene.now += HOUR
      const body = JSON.stringify({ stories: ['a1'] })
      scene.store.fix({ id: 'again', body, alerts: ['a1'], created: scene.now, tries: 0, replayOf: 'p1' })
      await scene.run()
      expect(bodies(scene).at(-1)).toMatchObject({ at: '13:00', stories: ['a1'] })
    }))
})

it('beyond its cap of messages an hour, the rest is told in one at the end of the hour', () =>
  withScene(channel, async (scene) => {
    scene.manners = { cap: 2 }
    for (let index = 0; index < 6; index++) {
      scene.add(alertOf(`a${index}`))
      await scene.runFor(MINUTE)
    }
    expect(bodies(scene)).toHaveLength(2)
    await scene.runFor(HOUR)
    expect(bodies(scene)).toMatchObject([
      { stories: ['a0'] },
      { stories: ['a1'] },
      { at: '13:00', kind: 'cap', period: '2026-11-02T12' },
    ])
    expect(bodies(scene)[2].stories.toSorted()).toEqual(['a2', 'a3', 'a4', 'a5'])
    scene.add(alertOf('b'))
    await scene.runFor(SECOND)
    expect(bodies(scene)[3]).toMatchObject({ form: 'full', stories: ['b'] })
  }))

it('messages that could not go yet count for the cap: it holds also when they go all at once', () =>
  withScene(channel, async (scene) => {
    scene.manners = { cap: 1 }
    scene.answer = () => answered(503)
    // Loud and silent ones cannot share a message, so that there is a younger one to be tried beside the oldest.
    for (let index = 0; index < 6; index++) scene.add(alertOf(`a${index}`, { silent: index % 2 === 0 }))
    await scene.runFor(20 * MINUTE)
    scene.answer = () => 'sent'
    scene.sent.length = 0
    await scene.runFor(20 * MINUTE)
    expect(bodies(scene)).toMatchObject([{ form: 'full', stories: ['a0', 'a2', 'a4'] }])
    await scene.runFor(HOUR)
    expect(bodies(scene)[1]).toMatchObject({ at: '13:00', kind: 'cap' })
    expect(bodies(scene)[1].stories.toSorted()).toEqual(['a1', 'a3', 'a5'])
  }))

it('a place without a form for digests gets ordinary messages at the time of the digest', () =>
  withScene(webhook, async (scene) => {
    scene.add(alertOf('a1', hourly), alertOf('a2', hourly))
    await scene.runFor(2 * HOUR)
    expect(bodies(scene).map(({ at, stories }) => [at, stories])).toEqual([
      ['13:00', ['a1']],
      ['13:00', ['a2']],
    ])
  }))

it('an alert that cannot be part of a digest ends by itself, and the digest goes without it', () =>
  withScene(channel, async (scene) => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { packDigest } = scene.courier
    scene.courier = {
      ...scene.courier,
      packDigest: (id, digest, now) => {
        if (digest.entries.some(({ alert }) => alert.id === 'a2')) throw new TypeError('no title')
        return packDigest?.(id, digest, now) ?? ''
      },
    }
    scene.add(alertOf('a1', hourly), alertOf('a2', hourly), alertOf('a3', hourly))
    await scene.runFor(2 * HOUR)
    expect(bodies(scene).map(({ stories }) => stories.toSorted())).toEqual([['a1', 'a3']])
    expect(scene.ends()).toEqual({ a1: 'sent', a2: 'dead', a3: 'sent' })
    reported.mockRestore()
  }))

it('a story that is muted before its digest is not in it, and a digest of nothing is not sent', () =>
  withScene(channel, async (scene) => {
    scene.add(alertOf('a1', hourly))
    await scene.run()
    scene.store.mutes.add('m1', { kind: 'story', value: 'story-of-a1', label: 'A story' }, scene.now)
    await scene.runFor(2 * HOUR)
    expect(scene.sent).toEqual([])
    expect(scene.ends()).toEqual({ a1: 'dropped' })
  }))
