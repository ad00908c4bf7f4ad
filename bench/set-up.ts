// What the desks are given once, before anything is measured; they keep it from process to process.
import { setTimeout as sleep } from 'node:timers/promises'
import { DESK, UNITS } from '../src/core/limits.ts'
import { SOURCES } from './calls.ts'
import { deskOn } from './desk.ts'
import type { Scene } from './scene.ts'

/** The sources that are polled by hand, by id. */
export type Watched = Readonly<Record<'quiet' | 'dull' | 'busy', string>> & {
  /** Resolves when the rules have been published to KV, provided that the desk runs then or is started afterwards. */
  readonly published: () => Promise<void>
}

/** The desk publishes its first edit at once and gathers the others for a while. */
const PUBLISHED_MS = DESK.PUBLISH_MS + UNITS.SECOND

export const setUp = async ({ world, discord, desks }: Scene): Promise<Watched> => {
  const due = await desks.due.start()
  const rounds = deskOn(due, world, discord)
  for (let number = 0; number < SOURCES; number++) await rounds.addSource(world.quiet(`due-${number}`), 1)
  await due.stop()
  const watching = await desks.watching.start()
  const desk = deskOn(watching, world, discord)
  await desk.addRules()
  const edited = Date.now()
  const watched = {
    quiet: await desk.addSource(world.quiet('by-hand'), 0),
    dull: await desk.addSource(world.dull, 0),
    busy: await desk.addSource(world.busy, 0),
    published: () => sleep(Math.max(0, edited + PUBLISHED_MS - Date.now())),
  }
  await watching.stop()
  return watched
}
