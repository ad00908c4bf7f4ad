// The lines of fresh processes: what starting costs, and what the first call costs on top of it.
import { cronOf, NAMES, requestTo, roundOn } from './calls.ts'
import { deskOn } from './desk.ts'
import type { Start } from './installation.ts'
import { compareFirst, type Figure, figureOf, type Line, perCall, type Side } from './measure.ts'
import type { Plan } from './plan.ts'
import type { Scene } from './scene.ts'
import type { Watched } from './set-up.ts'
import { atRest, type Workerd } from './workerd.ts'

/** CPU of one call to a fresh process, its start not counted. */
const first = (start: Start, sideOf: (subject: Workerd) => Promise<Side> | Side) => async (): Promise<number> => {
  const subject = await start()
  const side = await sideOf(subject)
  await atRest(subject)
  const used = await perCall(side, 1)
  await subject.stop()
  return used
}

/** The desks must have been set up and used before: a desk's very first call makes its tables as well. */
export const coldLines = async (
  { world, discord, minute, peers: { empty }, desks: { bare, due, watching } }: Scene,
  { starts }: Plan,
  { busy, published }: Watched,
): Promise<readonly Line[]> => {
  const request = first(empty, requestTo)
  const cron = first(empty, (subject) => cronOf(subject, minute))
  const ping = first(bare.start, async (subject) => ({
    subject,
    call: await deskOn(subject, world, discord).pinger(),
  }))
  const idle = first(bare.start, (subject) => cronOf(subject, minute))
  const round = first(due.start, (subject) => roundOn(subject, world, minute))
  const poll = first(watching.start, (subject) => {
    const desk = deskOn(subject, world, discord)
    return { subject, call: () => desk.busyPoll(busy), settled: desk.delivered }
  })
  const lines = [
    await compareFirst(NAMES.ping, starts, ping, request),
    await compareFirst(NAMES.idleRound, starts, idle, cron),
    await compareFirst(NAMES.quietRound, starts, round, cron),
  ]
  // Until then a fresh Desk would compile the rules for the poll, and the figure would be that of a desk edited just now.
  await published()
  return [...lines, await compareFirst(NAMES.busyPoll, starts, poll, request)]
}

export type StartLine = Line & { readonly libraries: Figure }

/** CPU of a process until it is ready for its first call and at rest. */
export const startLine = async ({ peers, desks: { bare } }: Scene, { starts }: Plan): Promise<StartLine> => {
  const started = async (start: Start): Promise<number> => {
    const subject = await start()
    const used = subject.cpu()
    await subject.stop()
    return used
  }
  const libraries: number[] = []
  const ours = async (): Promise<number> => {
    libraries.push(await started(peers.libraries))
    return started(bare.start)
  }
  const line = await compareFirst(NAMES.start, starts, ours, () => started(peers.empty))
  return { ...line, libraries: figureOf(libraries) }
}
