// Gathering what `explain` needs for one rule and item: every Wire that has the item, and the ends recorded in the rule's Outbox.
import { itemKeysOf } from '../core/identity.ts'
import { COMMAND } from '../core/limits.ts'
import type { Stage } from '../core/match/explain.ts'
import type { Rule, Source } from '../core/model.ts'
import { explainRule, type Sighting, sightingFor } from '../flow/explain.ts'
import { told } from '../flow/stage.ts'
import { IN_PRINT } from '../flow/stage-words.ts'
import { type Env, outboxOf, wireOf } from './env.ts'
import { fingerprint } from './fingerprint.ts'
import { within } from './within.ts'

export type Explained = {
  readonly matched: boolean
  readonly stages: readonly Stage[]
  readonly near: readonly string[]
  readonly item?: { readonly id: string; readonly url?: string; readonly title: string; readonly source: string }
  /** Ids of sources whose Wires did not answer: the item may be there. */
  readonly unanswered?: readonly string[]
}

const named = ({ item: { id, url, title }, source }: Sighting): NonNullable<Explained['item']> => ({
  id,
  title,
  source: source.id,
  ...(url === undefined ? {} : { url }),
})

/** What each Wire has of the item; one that fails or is late keeps none of the others' answers away. */
const sightingsOf = async (env: Env, sources: readonly Source[], keys: readonly string[], rule: string) => {
  const heard = await Promise.all(
    sources.map(async (source) => {
      const asked = wireOf(env, source.id).sighting(keys, rule)
      // Nothing seen is an answer, no answer is none.
      const answer = await within(
        COMMAND.WIRE_MS,
        Promise.resolve(asked).then((sighted) => ({ sighted })),
      )
      return { source, answer }
    }),
  )
  const sightings = heard.flatMap(({ source, answer }): Sighting[] =>
    answer?.sighted === undefined ? [] : [{ source, ...answer.sighted }],
  )
  return { sightings, silent: heard.filter(({ answer }) => answer === undefined).map(({ source }) => source.id) }
}

const NOTHING = { endings: [], muted: [] }

/** @param item its id or address @param sources whose Wires are asked */
export const explainedFor = async (
  env: Env,
  rule: Rule,
  item: string,
  sources: readonly Source[],
): Promise<Explained> => {
  const keys = await itemKeysOf(item, fingerprint)
  const { sightings, silent } = await sightingsOf(env, sources, keys, rule.id)
  const sighting = sightingFor(rule, sightings)
  const received =
    sighting === undefined
      ? NOTHING
      : await outboxOf(env, rule.destination).receivedOf(rule.id, sighting.source.id, sighting.alerts)
  const { matched, stages, near } = explainRule(rule, sightings, received, Date.now())
  return {
    matched,
    stages: stages.map((one) => {
      const { name, detail } = told(IN_PRINT, one)
      return { stage: name, ok: one.ok, detail }
    }),
    near,
    ...(sighting === undefined ? {} : { item: named(sighting) }),
    ...(silent.length === 0 ? {} : { unanswered: silent }),
  }
}
