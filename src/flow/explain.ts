// Why a rule told of an item or did not, stage by stage: was it seen, from where, may the rule hear it, does the query match, and what
// became of the alert.
import { type Explanation, explain, type Stage } from '../core/match/explain.ts'
import { isExpired } from '../core/match/ruleset.ts'
import type { AlertState, Item, Owner, Rule, Scope, Source } from '../core/model.ts'
import { parseQuery } from '../core/query/parse.ts'
import { subjectOf } from './record.ts'

/** An item as one Wire has it. `state`: `baseline` was there before the source was watched, `new` is owed a match. */
export type Sighting = {
  readonly source: Source
  readonly item: Item
  readonly firstSeen: number
  readonly state: 'new' | 'done' | 'baseline'
  /** Alerts that carry the rule's match of this item. */
  readonly alerts: readonly string[]
}

/** The recorded end of one alert for the rule. */
export type Ending = { readonly alert: string; readonly state: AlertState; readonly reason?: string }

/** What the people at the rule's destination want to hear no more of, and the item is part of. `until` in ms since the epoch. */
export type Silenced = { readonly kind: 'story' | 'source'; readonly label: string; readonly until?: number }

/** What the rule's destination knows of the item. */
export type Received = { readonly endings: readonly Ending[]; readonly muted: readonly Silenced[] }

const LOOKED_AT: Readonly<Record<Scope, string>> = {
  title: 'looks at the title',
  lead: 'looks at title and lead',
  text: 'looks at title, lead and text',
}

const instant = (ms: number): string => new Date(ms).toISOString()

const isHeard = (
  rule: Pick<Rule, 'owner' | 'sources'>,
  source: { readonly id: string; readonly owner: Owner },
): boolean =>
  (source.owner === 'operator' || source.owner === rule.owner) &&
  (rule.sources.length === 0 || rule.sources.includes(source.id))

/** The sighting that the rule could hear of, else the first. */
export const sightingFor = (rule: Rule, sightings: readonly Sighting[]): Sighting | undefined =>
  sightings.find(({ source }) => isHeard(rule, source)) ?? sightings[0]

const seenStage = (sightings: readonly Sighting[]): Stage => ({
  stage: 'seen',
  ok: sightings.length > 0,
  detail:
    sightings.length === 0
      ? 'no source has an item with this id or address'
      : sightings.map(({ source, firstSeen }) => `${source.id} at ${instant(firstSeen)}`).join(', '),
})

const sourceStage = (rule: Rule, { source }: Sighting): Stage => {
  const ok = isHeard(rule, source)
  const listens = rule.sources.length === 0 ? 'every source its owner sees' : rule.sources.join(', ')
  return { stage: 'source', ok, detail: ok ? source.id : `the rule listens to ${listens}, not to ${source.id}` }
}

/** When the rule could hear: an item seen earlier was never held against it. */
const timeStage = (rule: Rule, { firstSeen, state }: Sighting): Stage => {
  const made = Date.parse(rule.created)
  if (state === 'baseline') {
    return { stage: 'time', ok: false, detail: 'it was in the source’s first list, which is not told' }
  }
  return firstSeen >= made
    ? { stage: 'time', ok: true, detail: `the rule was made at ${instant(made)}` }
    : { stage: 'time', ok: false, detail: `the rule was made at ${instant(made)}, after the item was first seen` }
}

const activeStage = (rule: Rule, now: number): Stage => {
  if (rule.paused) return { stage: 'active', ok: false, detail: 'the rule is paused' }
  const expired = isExpired(rule, instant(now))
  const until = rule.expires === undefined ? 'neither paused nor expired' : `until ${rule.expires}`
  return { stage: 'active', ok: !expired, detail: expired ? `the rule expired at ${rule.expires}` : until }
}

const mutedStage = (rule: Rule, { endings, muted }: Received, now: number): Stage => {
  const stage = 'muted'
  const [mute] = muted
  if (mute !== undefined) {
    const until = mute.until === undefined ? '' : ` until ${instant(mute.until)}`
    return { stage, ok: false, detail: `the ${mute.kind} “${mute.label}” is muted at the destination${until}` }
  }
  if (rule.snoozed !== undefined && Date.parse(rule.snoozed) > now) {
    return { stage, ok: false, detail: `the rule is snoozed until ${rule.snoozed}` }
  }
  return endings.some(({ state, reason }) => state === 'dropped' && (reason === 'muted' || reason === 'rule snoozed'))
    ? { stage, ok: false, detail: 'it was muted or snoozed when the alert came, and no longer is' }
    : { stage, ok: true, detail: 'neither its story nor its source is muted, nor the rule snoozed' }
}

const scopeStage = (rule: Rule, { item }: Sighting): Stage => {
  const short = rule.scope !== 'title' && item.lead === ''
  return {
    stage: 'scope',
    ok: !short,
    detail: short ? `${LOOKED_AT[rule.scope]}, and this item has no lead yet` : LOOKED_AT[rule.scope],
  }
}

const endStage = (alerts: readonly string[], endings: readonly Ending[]): Stage => {
  if (alerts.length === 0) return { stage: 'outcome', ok: false, detail: 'no alert was recorded' }
  const told = alerts.map((alert) => {
    const ending = endings.find((one) => one.alert === alert)
    if (ending === undefined) return `alert ${alert}: on its way to the destination, or older than the history`
    return `alert ${alert}: ${ending.state}${ending.reason === undefined ? '' : ` (${ending.reason})`}`
  })
  const ok = endings.some(({ state }) => state === 'sent' || state === 'waiting' || state === 'merged')
  return { stage: 'outcome', ok, detail: told.join('; ') }
}

/** @param received of the sighting that `sightingFor` gives */
export const explainRule = (
  rule: Rule,
  sightings: readonly Sighting[],
  received: Received,
  now: number,
): Explanation => {
  const sighting = sightingFor(rule, sightings)
  if (sighting === undefined) return { matched: false, stages: [seenStage([])], near: [] }
  const before = [
    seenStage(sightings),
    sourceStage(rule, sighting),
    timeStage(rule, sighting),
    activeStage(rule, now),
    mutedStage(rule, received, now),
    scopeStage(rule, sighting),
  ]
  const query = parseQuery(rule.query)
  if (!query.ok) {
    const stage = { stage: 'query', ok: false, detail: query.error.message }
    return { matched: false, stages: [...before, stage], near: [] }
  }
  const { matched, stages, near } = explain(query.value, subjectOf(sighting.item, sighting.source), rule.scope)
  return { matched, stages: [...before, ...stages, endStage(sighting.alerts, received.endings)], near }
}
