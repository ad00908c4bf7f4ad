// The cron round: ask the Desk who is due, tick those Wires, poke the Outboxes of the minute and the Wires without turns, report the end.
// Nothing else.
import { DESK, HEALTH, UNITS } from '../core/limits.ts'
import type { Source } from '../core/model.ts'
import { byHost, dueSources } from '../flow/due.ts'
import { deskOf, type Env, outboxOf, wireOf } from './env.ts'
import { fetcherOf } from './fetcher.ts'
import { settingsOf } from './settings.ts'
import { SOURCES_KEY } from './store/publisher.ts'
import type { Due } from './store/rounds.ts'
import { within } from './within.ts'

/** @param scheduled ms since the epoch, of the slot */
export const round = async (env: Env, scheduled: number): Promise<void> => {
  const minute = Math.floor(scheduled / UNITS.MINUTE)
  const told = await within(DESK.ANSWER_MS, deskOf(env).due(minute))
  const due = told ?? (await dueWithoutDesk(env, minute))
  const ticks = await Promise.all(byHost(due.sources).map((sources) => tickInTurn(env, sources)))
  const poked = [
    ...due.outboxes.map((id) => outboxOf(env, id).poke()),
    ...due.wires.map((id) => wireOf(env, id).poke()),
  ]
  await Promise.allSettled(poked)
  const now = Date.now()
  const heard = await within(DESK.ANSWER_MS, deskOf(env).roundEnded(now))
  // Without the Desk nothing can be matched: that is no heart to speak of.
  if (told !== undefined && heard === true && ticks.every((tried) => tried)) await beat(env, minute)
}

/** The Desk is not there: the same answer for this minute alone, from its last publication. */
const dueWithoutDesk = async (env: Env, minute: number): Promise<Due> => {
  const published = await env.RULES.get<{ sources: Source[] }>(SOURCES_KEY, 'json').catch(() => null)
  const due = dueSources(published?.sources ?? [], minute - 1, minute)
  return { sources: due.slice(0, DESK.TICKS_PER_ROUND), outboxes: [], wires: [] }
}

/** Sources of one host, one after the other; whether every one was tried. */
const tickInTurn = async (env: Env, sources: readonly Source[]): Promise<boolean> => {
  let tried = true
  for (const source of sources) {
    const ticked = await wireOf(env, source.id)
      .tick(source)
      .then(
        () => true,
        () => false,
      )
    tried &&= ticked
  }
  return tried
}

/** A dead-man's switch elsewhere hears from us while rounds end well; its silence is the alarm. */
const beat = async (env: Env, minute: number): Promise<void> => {
  const { heartbeatUrl } = settingsOf(env)
  if (heartbeatUrl === undefined || minute % (HEALTH.HEARTBEAT_MS / UNITS.MINUTE) !== 0) return
  const answer = await fetcherOf(settingsOf(env))(heartbeatUrl)
  if (answer.outcome === 'failed') console.warn(`the heartbeat was not taken: ${answer.code}`)
}
