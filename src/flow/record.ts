// From items to recorded alerts: match, group by destination, and write it all in one transaction.

import { sketchOf } from '../core/alert/cluster.ts'
import { hash } from '../core/hash.ts'
import { alertId, storyId } from '../core/identity.ts'
import { DISCORD, HAND_OVER, UNITS } from '../core/limits.ts'
import { matchItem, type RuleMatch, type Ruleset } from '../core/match/ruleset.ts'
import type { Alert, Item, Mentions, Rule, Source, Subject } from '../core/model.ts'
import { awaitsPage, isOwnPage, WITH_PAGES } from './complete.ts'
import { paceOf } from './pace.ts'
import type { HandOver, Recorded, Sample, StoredItem, WirePorts } from './ports.ts'

/** What a query sees of an item of this source. */
export const subjectOf = (item: Item, source: Pick<Source, 'id'>): Subject => ({
  title: item.title,
  lead: item.lead,
  text: item.text ?? '',
  sources: item.label === undefined ? [source.id] : [source.id, item.label],
  tags: item.tags,
  ...(item.language === undefined ? {} : { language: item.language }),
})

/** The items of this run (by sequence) for which a match was recorded. */
export const matchOwed = async (wire: WirePorts): Promise<ReadonlySet<number>> => {
  const matched = new Set<number>()
  for (let batch = wire.store.owed(paceOf(wire).items); batch.length > 0; ) {
    const ready = batch.filter((stored) => !awaitsPage(wire, stored))
    const early = batch.filter((stored) => awaitsPage(wire, stored) && !stored.headlined)
    if (ready.length + early.length > 0) {
      const ruleset = await wire.desk.ruleset([...ready, ...early].map((stored) => sampleOf(wire.source, stored)))
      if (ruleset === undefined) {
        wire.store.rest(wire.run, wire.clock() + HAND_OVER.RETRY_MS)
        break
      }
      for (const sequence of await recordBatch(wire, ruleset, ready, early)) matched.add(sequence)
    }
    batch = wire.store.owed(paceOf(wire).items, batch.at(-1)?.sequence)
  }
  return matched
}

type Seen = Pick<StoredItem, 'key' | 'firstSeen' | 'item'>

/** Titles and leads are enough to try a rule on; whole texts stay with their Wire. */
export const sampleOf = (source: Source, { key, firstSeen, item }: Seen): Sample => {
  const { text, ...rest } = item
  return { source: source.id, key, firstSeen, item: rest, ...(text === undefined ? { whole: true } : {}) }
}

const recordBatch = async (
  wire: WirePorts,
  ruleset: Ruleset,
  ready: readonly StoredItem[],
  early: readonly StoredItem[],
): Promise<readonly number[]> => {
  const outcomes = await Promise.all([
    ...ready.map((stored) => outcomeOf(wire, ruleset, stored, false)),
    ...early.map((stored) => outcomeOf(wire, ruleset, stored, true)),
  ])
  const alerts = outcomes.flatMap(({ alerts }) => alerts)
  wire.store.record(wire.run, {
    matched: outcomes.flatMap(({ recorded }) => recorded),
    handOvers: spread(alerts, wire.clock()),
    headlined: early.map(({ sequence }) => sequence),
    done: ready.map(({ sequence }) => sequence),
    watched: watchable(wire.source, [...ready, ...early], outcomes),
    now: wire.clock(),
  })
  return outcomes.flatMap(({ recorded }) => recorded.map(({ sequence }) => sequence))
}

/** Items that somebody was told of and that have a page on the source's own site. */
const watchable = (source: Source, items: readonly StoredItem[], outcomes: readonly Outcome[]): number[] =>
  items.flatMap(({ sequence, item }, index) =>
    isOwnPage(item.url, source) && (outcomes[index]?.recorded.length ?? 0) > 0 ? [sequence] : [],
  )

type Outcome = { readonly recorded: readonly Recorded[]; readonly alerts: readonly Alert[] }

const outcomeOf = async (
  wire: WirePorts,
  ruleset: Ruleset,
  stored: StoredItem,
  headlineOnly: boolean,
): Promise<Outcome> => {
  const already = wire.store.recordedRules(stored.sequence)
  const now = new Date(wire.clock()).toISOString()
  const matches = matchItem(ruleset, subjectOf(stored.item, wire.source), { source: wire.source, now, headlineOnly })
  const fresh = matches.filter(({ rule }) => !already.has(rule.id))
  const byDestination = Map.groupBy(fresh, ({ rule }) => rule.destination)
  const alerts = await Promise.all(
    [...byDestination].map(([destination, group]) => alertOf(wire, stored, destination, group)),
  )
  const recorded = alerts.flatMap((alert) =>
    alert.matches.map(({ rule }) => ({ sequence: stored.sequence, rule, alert: alert.id })),
  )
  return { recorded, alerts }
}

const alertOf = async (
  wire: WirePorts,
  stored: StoredItem,
  destination: string,
  matches: readonly RuleMatch[],
): Promise<Alert> => {
  const rules = matches.map(({ rule }) => rule)
  const { source } = wire
  return {
    id: await alertId(wire.fingerprint, source.id, stored.key, 0, destination),
    destination,
    story: await storyId(wire.fingerprint, source.id, stored.key),
    source: { id: source.id, name: source.name },
    revision: 0,
    item: stored.item,
    matches: matches.map(({ match }) => match),
    mentions: mentionsOf(rules),
    silent: rules.every((rule) => rule.silent),
    firstSeen: new Date(stored.firstSeen).toISOString(),
    headlineOnly: isHeadlineOnly(wire, stored),
    ...storyOf(stored.item, rules),
  }
}

/** The rules saw the title alone, or a lead cut short where a whole one could have been had. */
const isHeadlineOnly = ({ source }: WirePorts, { item }: StoredItem): boolean =>
  item.lead === '' || (WITH_PAGES.has(source.kind) && !item.complete)

/** By what an Outbox knows the story again when another source tells it. */
const storyOf = (item: Item, rules: readonly Rule[]): Pick<Alert, 'sketch' | 'apart'> => {
  const sketch = sketchOf(item)
  if (sketch === undefined) return {}
  const apart = rules.filter(({ merge }) => !merge).map(({ id }) => id)
  return apart.length === 0 ? { sketch } : { sketch, apart }
}

export const mentionsOf = (rules: readonly Rule[]): Mentions => ({
  roles: [...new Set(rules.flatMap(({ mentions }) => mentions.roles))].slice(0, DISCORD.MENTIONS),
  users: [...new Set(rules.flatMap(({ mentions }) => mentions.users))].slice(0, DISCORD.MENTIONS),
})

/** A burst to many destinations is spread over seconds, each destination at a place of its own. */
export const spread = (alerts: readonly Alert[], now: number): HandOver[] => {
  const destinations = new Set(alerts.map(({ destination }) => destination)).size
  const seconds = Math.ceil(destinations / HAND_OVER.DESTINATIONS_PER_SECOND)
  return alerts.map((alert) => {
    const delay = seconds > 1 ? (hash(alert.destination) % seconds) * UNITS.SECOND : 0
    return { alert, notBefore: now + delay }
  })
}
