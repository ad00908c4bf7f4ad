// What another source told of a story and was merged into the first telling: told after all where that one is refused for its own fault.
import { expect, it } from 'vitest'
import type { Alert } from '../../src/core/model.ts'
import type { SendOutcome } from '../../src/flow/delivery-ports.ts'
import {
  alertOf,
  answered,
  channel,
  HOUR,
  MINUTE,
  match,
  type Scene,
  webhook,
  withScene,
} from '../support/outbox-scene.ts'

const TOO_LARGE: SendOutcome = { outcome: 'refused', reason: 'answered 413', status: 413 }

const telling = (id: string, source: string, given: Partial<Alert> = {}): Alert =>
  alertOf(id, {
    source: { id: source, name: source },
    sketch: 'abcdefgh',
    item: { ...alertOf(id).item, title: 'One story' },
    ...given,
  })
const refuse = (scene: Scene, how: SendOutcome): void => {
  scene.answer = ({ stories }) => (stories.includes('a1') ? how : 'sent')
}

it('goes out where the digest of the first was refused, in a page of its own', () =>
  withScene(channel, async (scene) => {
    refuse(scene, TOO_LARGE)
    const hourly = { matches: [match('rule', { delivery: 'hourly' })] }
    scene.add(telling('a1', 'first', hourly), telling('a2', 'second', hourly))
    await scene.runFor(61 * MINUTE)
    expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent' })
  }))

it('goes out where the first stood aside until it was dead', () =>
  withScene(webhook, async (scene) => {
    refuse(scene, answered(503))
    scene.add(telling('a1', 'first'), telling('a2', 'second'), alertOf('b1'), alertOf('b2'))
    await scene.runFor(76 * HOUR)
    expect(scene.ends()).toEqual({ a1: 'dead', a2: 'sent', b1: 'sent', b2: 'sent' })
  }))

it('stays merged where the whole place took nothing until the first was dead', () =>
  withScene(webhook, async (scene) => {
    scene.answer = () => answered(503)
    scene.add(telling('a1', 'first'), telling('a2', 'second'), alertOf('b1'))
    await scene.runFor(76 * HOUR)
    expect(scene.ends()).toMatchObject({ a1: 'dead', a2: 'merged' })
  }))

it('stays merged where the first was told, and is refused when somebody replays it', () =>
  withScene(webhook, async (scene) => {
    scene.add(telling('a1', 'first'), telling('a2', 'second'))
    await scene.run()
    refuse(scene, TOO_LARGE)
    const cargo = scene.store.cargoOf('p1')
    scene.store.fix({
      id: 'r1',
      body: scene.courier.pack('r1', cargo?.alerts ?? [], 0),
      alerts: ['a1'],
      created: scene.now,
      tries: 0,
      replayOf: 'p1',
    })
    await scene.runFor(MINUTE)
    expect(scene.sent.map(({ stories }) => stories[0])).toEqual(['a1', 'a1'])
    expect(scene.ends()).toEqual({ a1: 'sent', a2: 'merged' })
  }))
