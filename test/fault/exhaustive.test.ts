// One story's way from tick to delivery, cut at every single step in every way, restarted and drained: everything arrives, always under
// the same id, and something is armed wherever something is owed. `npm run test:faults` cuts at every step, `npm test` at some.

import { abortAllDurableObjects, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { round } from '../../src/edge/cron.ts'
import { FAULTS, type Fault, FaultPoints } from '../support/fault-points.ts'
import { type FaultWorld, MINUTE, openFaultWorld } from '../support/fault-world.ts'

const points = new FaultPoints()
let world: FaultWorld

const scene = async (): Promise<void> => {
  world = await openFaultWorld((ask) => points.aside(ask))
  const answer = vi.mocked(globalThis.fetch).getMockImplementation()!
  vi.mocked(globalThis.fetch).mockImplementation((input, init) =>
    points.later({ kind: 'fetch', name: new Request(input as RequestInfo, init as RequestInit).url }, () =>
      answer(input, init),
    ),
  )
}

const isCut = (error: unknown): boolean => error instanceof Error && error.message.startsWith('cut ')

/** From the cron's minute to everything sent. */
const run = async (): Promise<void> => {
  await round(env, Date.now()).catch(() => undefined)
  vi.setSystemTime(Date.now() + 1_000)
  await world.alarms(isCut)
}

const runUntilCut = async (fault: Fault | undefined): Promise<void> => {
  const running = run()
  if (fault !== 'hang') return running
  let ended = false
  running
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  while (!points.reached && !ended) await scheduler.wait(1)
  await scheduler.wait(1)
}

const cutAt = async (step: number, fault: Fault): Promise<void> => {
  await scene()
  points.arm(step, fault)
  await runUntilCut(fault)
  const cut = points.steps[step]
  const label = `${fault} step ${step}, ${cut?.kind ?? 'none'} ${cut?.name ?? ''}`
  points.disarm()
  await abortAllDurableObjects()
  vi.setSystemTime(Date.now() + MINUTE)
  for (const outbox of world.outboxes()) await outbox.poke()
  expect(await world.unarmed(), label).toEqual([])
  await world.drain()
  await world.expectAllArrived(label)
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
}

beforeEach(async () => {
  await points.install()
})

afterEach(async () => {
  points.disarm()
  points.uninstall()
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

/** Steps of one run without a fault. */
const count = async (): Promise<number> => {
  await scene()
  points.arm()
  await run()
  await run()
  const { length } = points.steps
  points.disarm()
  await world.drain()
  await world.expectAllArrived('no fault')
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
  return length
}

/** Every step in the campaign; in `npm test` one in so many, another beginning for each fault. */
const STRIDE = inject('faults') === 'all' ? 1 : 151

it('cut at any step, in any way, everything arrives once it is restarted', { timeout: 30 * 60_000 }, async () => {
  const steps = await count()
  expect(steps).toBeGreaterThan(50)
  let cuts = 0
  for (const [offset, fault] of FAULTS.entries()) {
    for (let step = (offset * 5) % STRIDE; step < steps; step += STRIDE) {
      await cutAt(step, fault)
      cuts++
    }
  }
  console.log(`${cuts} cuts over ${steps} steps: nothing lost, nothing under two ids`)
})
