// Why a rule told of an item or did not, stage by stage: was it seen, from where, may the rule hear it, does the query match, and what
// became of the alert.
import { ENDINGS } from '../core/alert/ending.ts'
import { type Clause, explain } from '../core/match/explain.ts'
import { isExpired } from '../core/match/ruleset.ts'
import type { AlertState, Item, Owner, Rule } from '../core/model.ts'
import { parseQuery } from '../core/query/parse.ts'
import { subjectOf } from './record.ts'
import type { Found, Stage, StageName } from './stage.ts'

/** An item as it is known of one source. `state`: `baseline` was there before the source was watched, `new` is owed a match. */
export type Sighting = {
  readonly source: { readonly id: string; readonly owner: Owner }
  readonly item: Item
  readonly firstSeen: number
  readonly state: 'new' | 'done' | 'baseline'
  /** Alerts that carry the rule's match of this item. */
  readonly alerts: readonly string[]
  /** The item may have a text, and it is not at hand. */
  readonly textless?: true
}

/** The recorded end of one alert for the rule. */
export type Ending = { readonly alert: string; readonly state: AlertState; readonly reason?: string }

/** What the people at the rule's destination want to hear no more of, and the item is part of. `until` in ms since the epoch. */
export type Silenced = { readonly kind: 'story' | 'source'; readonly label: string; readonly until?: number }

/** What the rule's destination knows of the item. */
export type Received = { readonly endings: readonly Ending[]; readonly muted: readonly Silenced[] }

export type RuleExplanation = {
  readonly matched: boolean
  /** Clauses of the query stand among the stages, where they are looked at. */
  readonly stages: readonly (Stage | Clause)[]
  readonly near: readonly string[]
}

const instant = (ms: number): string => new Date(ms).toISOString()

const stage = (name: StageName, ok: boolean, found: Found): Stage => ({ name, ok, found })

const isHeard = (
  rule: Pick<Rule, 'owner' | 'sources'>,
  source: { readonly id: string; readonly owner: Owner },
): boolean =>
  (source.owner === 'operator' || source.owner === rule.owner) &&
  (rule.sources.length === 0 || rule.sources.includes(source.id))

/** The sighting that the rule could hear of, else the first. */
export const sightingFor = <T extends Sighting>(rule: Rule, sightings: readonly T[]): T | undefined =>
  sightings.find(({ source }) => isHeard(rule, source)) ?? sightings[0]

const seenStage = (sightings: readonly Sighting[]): Stage =>
  sightings.length === 0
    ? stage('seen', false, { kind: 'unseen' })
    : stage('seen', true, {
        kind: 'seen',
        by: sightings.map(({ source, firstSeen }) => ({ source: source.id, at: instant(firstSeen) })),
      })

const sourceStage = (rule: Rule, { source }: Sighting): Stage =>
  isHeard(rule, source)
    ? stage('source', true, { kind: 'heard', source: source.id })
    : stage('source', false, { kind: 'unheard', source: source.id, listens: rule.sources })

/** When the rule could hear: an item seen earlier was never held against it. */
const timeStage = (rule: Rule, { firstSeen, state }: Sighting): Stage => {
  if (state === 'baseline') return stage('time', false, { kind: 'baseline' })
  const made = instant(Date.parse(rule.created))
  return firstSeen >= Date.parse(rule.created)
    ? stage('time', true, { kind: 'in time', made })
    : stage('time', false, { kind: 'too late', made })
}

const activeStage = (rule: Rule, now: number): Stage => {
  if (rule.paused) return stage('active', false, { kind: 'paused' })
  if (rule.expires === undefined) return stage('active', true, { kind: 'active' })
  return isExpired(rule, instant(now))
    ? stage('active', false, { kind: 'expired', at: rule.expires })
    : stage('active', true, { kind: 'active', until: rule.expires })
}

const mutedFound = (rule: Rule, { endings, muted }: Received, now: number): Found => {
  const [mute] = muted
  if (mute !== undefined) {
    const { kind: what, label, until } = mute
    return { kind: 'muted', what, label, ...(until === undefined ? {} : { until: instant(until) }) }
  }
  if (rule.snoozed !== undefined && Date.parse(rule.snoozed) > now) return { kind: 'snoozed', until: rule.snoozed }
  const quiet = (reason: string | undefined): boolean => reason === ENDINGS.muted || reason === ENDINGS.ruleSnoozed
  const was = endings.some(({ state, reason }) => state === 'dropped' && quiet(reason))
  return { kind: was ? 'was muted' : 'unmuted' }
}

const mutedStage = (rule: Rule, received: Received, now: number): Stage => {
  const found = mutedFound(rule, received, now)
  return stage('muted', found.kind === 'unmuted', found)
}

/** @param open whether a text that is not at hand could turn a clause */
const scopeStage = ({ scope }: Rule, { item }: Sighting, open: boolean): Stage => {
  if (open) return { ...stage('scope', true, { kind: 'scope', scope, lacks: 'text' }), open: true }
  const short = scope !== 'title' && item.lead === ''
  return stage('scope', !short, { kind: 'scope', scope, ...(short ? { lacks: 'lead' } : {}) })
}

const outcomeStage = (alerts: readonly string[], endings: readonly Ending[]): Stage => {
  const ends = alerts.map((alert) => endings.find((one) => one.alert === alert) ?? { alert })
  const told = endings.some(({ state }) => state === 'sent' || state === 'waiting' || state === 'merged')
  return stage('outcome', alerts.length > 0 && told, { kind: 'outcome', ends })
}

/** @param received of the sighting that `sightingFor` gives */
export const explainRule = (
  rule: Rule,
  sightings: readonly Sighting[],
  received: Received,
  now: number,
): RuleExplanation => {
  const sighting = sightingFor(rule, sightings)
  if (sighting === undefined) return { matched: false, stages: [seenStage([])], near: [] }
  const before = [
    seenStage(sightings),
    sourceStage(rule, sighting),
    timeStage(rule, sighting),
    activeStage(rule, now),
    mutedStage(rule, received, now),
  ]
  const query = parseQuery(rule.query)
  if (!query.ok) {
    const unread = stage('query', false, { kind: 'query', error: query.error })
    return { matched: false, stages: [...before, scopeStage(rule, sighting, false), unread], near: [] }
  }
  const subject = subjectOf(sighting.item, sighting.source)
  const textless = sighting.textless === true
  const { matched, clauses, near } = explain(query.value, subject, rule.scope, { textless })
  const open = clauses.some((clause) => clause.open === true)
  const scope = scopeStage(rule, sighting, open)
  const outcome = outcomeStage(sighting.alerts, received.endings)
  return { matched, stages: [...before, scope, ...clauses, outcome], near: open ? [] : near }
}
