// The lives of a story from tick to delivery, cut at every single step in every way, restarted and drained: something is armed wherever
// something is owed, and everything arrives, always under the same id. Nothing is poked: alarms and the cron's ticks alone bring it all.
// `npm run test:faults` cuts at every step of each, `npm test` at some.

import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { resetWith } from '../support/clean.ts'
import { LIVES, type Life } from '../support/fault-lives.ts'
import { FAULTS, type Fault, FaultPoints } from '../support/fault-points.ts'
import { type FaultWorld, MINUTE, openFaultWorld } from '../support/fault-world.ts'

const points = new FaultPoints()
let world: FaultWorld

const scene = async ({ places, stories, prepare }: Life): Promise<void> => {
  world = await openFaultWorld({
    ...(places === undefined ? {} : { places }),
    aside: (ask) => points.aside(ask),
    isDead: () => points.dead,
  })
  if (stories !== undefined) world.stories = stories
  await prepare?.(world)
  const answer = vi.mocked(globalThis.fetch).getMockImplementation()!
  vi.mocked(globalThis.fetch).mockImplementation((input, init) =>
    points.later({ kind: 'fetch', name: new Request(input as RequestInfo, init as RequestInit).url }, () =>
      answer(input, init),
    ),
  )
}

const endScene = async (): Promise<void> => {
  points.disarm()
  vi.useRealTimers()
  vi.restoreAllMocks()
  await resetWith(world.objects())
}

const isCut = (error: unknown): boolean => error instanceof Error && error.message.startsWith('cut ')

const actUntilCut = async ({ act }: Life, fault: Fault): Promise<void> => {
  const acting = act(world, isCut)
  if (fault !== 'hang') return acting
  let ended = false
  acting
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  while (!points.reached && !ended) await scheduler.wait(1)
  await scheduler.wait(1)
}

const expectDone = async ({ expectDone: expected }: Life, label: string): Promise<void> => {
  const done = (told: string) => (expected === undefined ? world.expectAllArrived(told) : expected(world, told))
  await world.drain(done)
  await done(label)
}

/** @returns whether the step was reached */
const cutAt = async (life: Life, step: number, fault: Fault): Promise<boolean> => {
  await scene(life)
  points.arm(step, fault)
  await actUntilCut(life, fault)
  const { reached } = points
  const cut = points.steps[step]
  const label = `${life.name}: ${fault} step ${step}, ${cut?.kind ?? 'none'} ${cut?.name ?? ''}`
  // As long as the points are armed, what died does nothing more.
  await world.die()
  points.disarm()
  await world.rise()
  expect(await world.unarmed(), label).toEqual([])
  vi.setSystemTime(Date.now() + MINUTE)
  await life.again?.(world)
  await expectDone(life, label)
  await endScene()
  return reached
}

/** Steps of a life without a fault. */
const count = async (life: Life): Promise<number> => {
  await scene(life)
  points.arm()
  await life.act(world, isCut)
  const { length } = points.steps
  points.disarm()
  await expectDone(life, `${life.name}: no fault`)
  await endScene()
  return length
}

beforeEach(async () => {
  await points.install()
})

afterEach(async () => {
  points.uninstall()
  await endScene()
})

const isWhole = inject('faults') === 'all'
/** Cuts of each kind of fault in the short form. */
const FEW = 1

/** Evenly spread, each fault beginning elsewhere. */
const stepsOf = (steps: number, stride: number, offset: number): number[] =>
  Array.from({ length: Math.ceil(steps / stride) }, (_, index) => index * stride + (offset % stride)).filter(
    (step) => step < steps,
  )

const lives = LIVES.map((life) => ({ ...life, share: isWhole ? 'every step' : 'some steps' }))

it.each(lives)(
  '$name, cut at $share in every way: nothing is lost, nothing goes under two ids',
  {
    timeout: 60 * MINUTE,
  },
  async (life) => {
    const began = performance.now()
    const steps = await count(life)
    expect(steps).toBeGreaterThan(50)
    const stride = isWhole ? 1 : Math.ceil(steps / FEW)
    let cuts = 0
    let missed = 0
    for (const [index, fault] of FAULTS.entries()) {
      for (const step of stepsOf(steps, stride, index * Math.ceil(stride / FAULTS.length))) {
        if (!(await cutAt(life, step, fault))) missed++
        cuts++
      }
    }
    const seconds = Math.round((performance.now() - began) / 1_000)
    console.log(`${life.name}: ${cuts} cuts over ${steps} steps (${missed} past the end) in ${seconds} s`)
    // Runs differ by a poke or two, that is, by the minute at which an object has its turn.
    expect(missed).toBeLessThanOrEqual(Math.ceil(cuts / 50))
  },
)
