// Explaining one story for one rule from what is kept anyway, without asking a Wire: the Desk's sample of what was seen lately, and the
// record of the place that the rule delivers to.
import { storyId } from '../core/identity.ts'
import type { Alert, Rule, Source } from '../core/model.ts'
import { type Ending, explainRule, type RuleExplanation, type Sighting, sightingFor } from '../flow/explain.ts'
import type { Sample } from '../flow/ports.ts'
import { deskOf, type Env, outboxOf } from './env.ts'
import { fingerprint } from './fingerprint.ts'

/** `title` of the story that was found, if any was. */
export type Recalled = RuleExplanation & { readonly title?: string }

type Trace = { readonly story: string; readonly sample?: Sample; readonly alerts: readonly Alert[] }
type Remembered = Sighting & { readonly story: string }

/** What was seen of a story beside what was told of it, the newest first of both. */
const tracesOf = (seen: ReadonlyMap<string, Sample>, alerts: readonly Alert[]): readonly Trace[] => {
  const told = Map.groupBy(alerts, ({ story }) => story)
  return [...new Set([...seen.keys(), ...told.keys()])].map((story) => {
    const sample = seen.get(story)
    return { story, alerts: told.get(story) ?? [], ...(sample === undefined ? {} : { sample }) }
  })
}

type State = Pick<Sighting, 'item' | 'firstSeen' | 'state' | 'textless'> & { readonly source: string }

const toldState = ({ item, source, firstSeen, headlineOnly }: Alert): State => ({
  item,
  source: source.id,
  firstSeen: Date.parse(firstSeen),
  state: 'done',
  ...(headlineOnly && item.text === undefined ? { textless: true } : {}),
})

const seenState = ({ item, source, firstSeen, whole, baseline }: Sample): State => ({
  item,
  source,
  firstSeen,
  state: baseline === true ? 'baseline' : 'done',
  ...(whole === true ? {} : { textless: true }),
})

/** An alert has the whole item; one that had to go by its headline knows less than what was seen since. */
const stateOf = ({ sample, alerts: [newest] }: Trace): State | undefined => {
  if (newest !== undefined && (sample === undefined || !newest.headlineOnly)) return toldState(newest)
  return sample === undefined ? undefined : seenState(sample)
}

const remembered = (
  trace: Trace,
  rule: Rule,
  sources: readonly Source[],
  endings: readonly Ending[],
): Remembered | undefined => {
  const state = stateOf(trace)
  if (state === undefined) return undefined
  const { source: id, ...known } = state
  // A source that was removed since is its rule's own.
  const owner = sources.find((source) => source.id === id)?.owner ?? rule.owner
  const own = new Set(endings.map(({ alert }) => alert))
  const alerts = trace.alerts.map((alert) => alert.id).filter((alert) => own.has(alert))
  return { ...known, source: { id, owner }, alerts, story: trace.story }
}

const storiesOf = async (samples: readonly Sample[]): Promise<ReadonlyMap<string, Sample>> =>
  new Map(
    await Promise.all(
      samples.map(async (sample) => [await storyId(fingerprint, sample.source, sample.key), sample] as const),
    ),
  )

/** @param name an item's id or address, or the key that the sample has it under */
export const recalledFor = async (env: Env, rule: Rule, name: string, now: number): Promise<Recalled> => {
  const { samples, sources } = await deskOf(env).recall(rule.owner, name)
  const seen = await storiesOf(samples)
  const { alerts, endings, mutes } = await outboxOf(env, rule.destination).recall(rule.id, [...seen.keys()], name)
  const sightings = tracesOf(seen, alerts).flatMap((trace) => remembered(trace, rule, sources, endings) ?? [])
  const sighting = sightingFor(rule, sightings)
  if (sighting === undefined) return explainRule(rule, [], { endings: [], muted: [] }, now)
  const muted = mutes.filter(({ kind, value }) => value === (kind === 'source' ? sighting.source.id : sighting.story))
  const shared = endings.filter(({ alert }) => sighting.alerts.includes(alert))
  const { title, url = '' } = sighting.item
  return { ...explainRule(rule, sightings, { endings: shared, muted }, now), title: title || url }
}
