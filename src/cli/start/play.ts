// The two ways to play the wire: live, a story every few seconds until somebody stops it; once, one edition and a sum.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '../../core/result.ts'
import { type LocalDesk, pollNow } from './desk.ts'
import type { Summary } from './show.ts'
import { takeStock } from './stock.ts'
import { EDITION, type Story } from './stories.ts'

const STORY_MS = 4_000
const POLL_MS = 2_000
/** `--once` waits so long for the last delivery before it calls it lost. */
const SETTLE_MS = 20_000
const SETTLE_STEP_MS = 200
/** Stories told between two polls of `--once`: so that one message carries several alerts, as on a busy night. */
const BATCH = 3
/** When this story of an edition is told, an earlier one gets a new headline. */
const REVISING = 10
const REVISED_BEFORE = 3

export type Tell = { readonly story: Story; readonly revised: boolean }
/** What came since the start. */
export type Tally = { readonly stories: number; readonly matched: number }

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}

const untilStopped = async (signal: AbortSignal, everyMs: number, step: () => Promise<void> | void): Promise<void> => {
  while (!signal.aborted) {
    await step()
    await pause(everyMs, signal)
  }
}

/** The story to tell now and, once an edition, an earlier one whose headline changes. */
const tellNext = ({ wire }: LocalDesk): readonly Tell[] => {
  const story = wire.tell()
  const revised = story.number % EDITION === REVISING ? wire.revise(story.number - REVISED_BEFORE) : undefined
  return [{ story, revised: false }, ...(revised === undefined ? [] : [{ story: revised, revised: true }])]
}

export type Watching = {
  /** Called for each story as the wire gets it. */
  readonly onTell: (tell: Tell) => void
  /** Called when something stands in the way, and not again while it is the same. */
  readonly onTrouble: (reason: string) => void
}

/** Plays until `signal` is aborted. */
export const playLive = async (
  desk: LocalDesk,
  signal: AbortSignal,
  { onTell, onTrouble }: Watching,
): Promise<Tally> => {
  let stories = 0
  let matched = 0
  let trouble = ''
  const tell = (): void => {
    for (const told of tellNext(desk)) onTell(told)
    stories += 1
    desk.save()
  }
  const telling = pause(STORY_MS, signal).then(() => untilStopped(signal, STORY_MS, tell))
  const polling = untilStopped(signal, POLL_MS, async () => {
    const polled = await pollNow(desk)
    if (polled.ok) matched += polled.value.matched
    const reason = polled.ok ? '' : polled.error
    if (reason !== '' && reason !== trouble) onTrouble(reason)
    trouble = reason
    await desk.worker.tick()
  })
  await Promise.all([telling, polling])
  return { stories, matched }
}

const settled = async (desk: LocalDesk, matched: number, signal: AbortSignal): Promise<Result<Summary, string>> => {
  const deadline = Date.now() + SETTLE_MS
  for (;;) {
    const stock = await takeStock(desk, matched)
    if (!stock.ok || stock.value.lost === 0 || Date.now() > deadline || signal.aborted) return stock
    await sleep(SETTLE_STEP_MS)
  }
}

/** Plays the rest of the first edition as fast as the Worker reads it, then waits until everything is delivered. */
export const playOnce = async (
  desk: LocalDesk,
  signal: AbortSignal,
  onTell: (tell: Tell) => void,
): Promise<Result<Summary, string>> => {
  let matched = 0
  for (;;) {
    const polled = await pollNow(desk)
    if (!polled.ok) return polled
    matched += polled.value.matched
    const told = desk.wire.stories().at(-1)?.number ?? 0
    if (told >= EDITION || signal.aborted) break
    for (let left = Math.min(BATCH, EDITION - told); left > 0; left--)
      onTell({ story: desk.wire.tell(), revised: false })
  }
  return settled(desk, matched, signal)
}
