// Gathering what `explain` needs for one rule and item: every Wire that has the item, and the ends recorded in the rule's Outbox.
import { itemKeysOf } from '../core/identity.ts'
import type { Explanation } from '../core/match/explain.ts'
import type { Rule, Source } from '../core/model.ts'
import { explainRule, type Sighting, sightingFor } from '../flow/explain.ts'
import { type Env, outboxOf, wireOf } from './env.ts'
import { fingerprint } from './fingerprint.ts'

export type Explained = Explanation & {
  readonly item?: { readonly id: string; readonly url?: string; readonly title: string; readonly source: string }
}

const named = ({ item: { id, url, title }, source }: Sighting): NonNullable<Explained['item']> => ({
  id,
  title,
  source: source.id,
  ...(url === undefined ? {} : { url }),
})

/** @param item its id or address @param sources whose Wires are asked */
export const explainedFor = async (
  env: Env,
  rule: Rule,
  item: string,
  sources: readonly Source[],
): Promise<Explained> => {
  const keys = await itemKeysOf(item, fingerprint)
  const sightings = await Promise.all(
    sources.map(async (source) => {
      const sighted = await wireOf(env, source.id).sighting(keys, rule.id)
      return sighted === undefined ? [] : [{ source, ...sighted }]
    }),
  )
  const all: Sighting[] = sightings.flat()
  const sighting = sightingFor(rule, all)
  if (sighting === undefined) return explainRule(rule, all, { endings: [], muted: [] }, Date.now())
  const received = await outboxOf(env, rule.destination).receivedOf(rule.id, sighting.source.id, sighting.alerts)
  return { ...explainRule(rule, all, received, Date.now()), item: named(sighting) }
}
