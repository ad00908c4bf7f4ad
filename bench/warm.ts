// The lines of a process that has been running for a while, with an empty Worker in turn.
import { cronOf, NAMES, requestTo, roundOn } from './calls.ts'
import { deskOn } from './desk.ts'
import { compare, type Line, type Side } from './measure.ts'
import type { Plan } from './plan.ts'
import type { Scene } from './scene.ts'
import type { Watched } from './set-up.ts'
import type { Workerd } from './workerd.ts'

/** What a desk without a source has to do. */
const bareLines = async ({ world, discord, desks, minute }: Scene, plan: Plan, empty: Workerd): Promise<Line[]> => {
  const subject = await desks.bare.start()
  const ping: Side = { subject, call: await deskOn(subject, world, discord).pinger() }
  const lines = [
    await compare(NAMES.ping, plan.ping, ping, requestTo(empty)),
    await compare(NAMES.idleRound, plan.idleRound, cronOf(subject, minute), cronOf(empty, minute)),
  ]
  await subject.stop()
  return lines
}

/** Cron rounds with every source due. */
const roundLines = async ({ world, desks, minute }: Scene, plan: Plan, empty: Workerd): Promise<Line[]> => {
  const subject = await desks.due.start()
  const line = await compare(NAMES.quietRound, plan.quietRound, roundOn(subject, world, minute), cronOf(empty, minute))
  await subject.stop()
  return [line]
}

/** Polls by hand, of a desk with a handful of rules. */
const pollLines = async (
  { world, discord, desks }: Scene,
  plan: Plan,
  { quiet, dull, busy }: Watched,
  empty: Workerd,
): Promise<Line[]> => {
  const subject = await desks.watching.start()
  const desk = deskOn(subject, world, discord)
  const side = (call: () => Promise<void>): Side => ({ subject, call, settled: desk.delivered })
  const lines = [
    await compare(
      NAMES.quietPoll,
      plan.quietPoll,
      side(() => desk.quietPoll(quiet)),
      requestTo(empty),
    ),
    await compare(
      NAMES.dullPoll,
      plan.busyPoll,
      side(() => desk.busyPoll(dull)),
      requestTo(empty),
    ),
    await compare(
      NAMES.busyPoll,
      plan.busyPoll,
      side(() => desk.busyPoll(busy)),
      requestTo(empty),
    ),
  ]
  await subject.stop()
  return lines
}

export const warmLines = async (scene: Scene, plan: Plan, watched: Watched): Promise<readonly Line[]> => {
  const empty = await scene.peers.empty()
  const lines = [
    ...(await bareLines(scene, plan, empty)),
    ...(await roundLines(scene, plan, empty)),
    ...(await pollLines(scene, plan, watched, empty)),
  ]
  await empty.stop()
  return lines
}
