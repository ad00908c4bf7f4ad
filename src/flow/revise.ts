// From changed items to recorded alerts: rules that match only now get an ordinary alert, rules that were told get `revised`.
import { READER_VERSION } from '../core/feed/reader-version.ts'
import { alertId, storyId } from '../core/identity.ts'
import { HAND_OVER, REVISE } from '../core/limits.ts'
import { isExpired, matchItem, matchOf, type RuleMatch, type Ruleset, rulesNamed } from '../core/match/ruleset.ts'
import type { Alert, Change, Item, Match } from '../core/model.ts'
import { differenceOf } from '../core/revise/compare.ts'
import { itemDiff } from '../core/revise/diff.ts'
import { isOwnPage, merge, readPage, WITH_PAGES } from './complete.ts'
import type { StoredItem, WirePorts } from './ports.ts'
import { mentionsOf, sampleOf, spread, subjectOf } from './record.ts'
import type { Changed, Watch } from './revision-ports.ts'

/** The items of this run (by sequence) that a rule matched only now. Taken from the table, like all that is owed. */
export const revise = async (wire: WirePorts): Promise<readonly number[]> => {
  const changes = await withPages(wire, wire.store.revisions.changes(wire.clock(), REVISE.ITEMS_PER_RUN))
  if (changes.length === 0) return []
  const ruleset = await wire.desk.ruleset(
    changes.map(({ stored, next }) => sampleOf(wire.source, { ...stored, item: next })),
  )
  if (ruleset === undefined) {
    wire.store.revisions.postpone(wire.run, wire.clock() + HAND_OVER.RETRY_MS)
    return []
  }
  const matched: number[] = []
  for (const change of changes) if (await reviseOne(wire, ruleset, change)) matched.push(change.stored.sequence)
  return matched
}

/** A list that gives excerpts says that a story changed, not what it reads now: that is on its page, if the page can be had. */
const withPages = async (wire: WirePorts, changes: readonly Changed[]): Promise<readonly Changed[]> => {
  const wanting = changes.filter((change) => wantsPage(wire, change))
  const pages = wanting.length === 0 ? 0 : await wire.desk.pages(wire.source, wanting.length)
  const read = new Map<Changed, Changed>()
  for (const change of wanting.slice(0, pages)) {
    const article = await readPage(wire, change.next)
    const next = article === undefined ? undefined : merge(change.next, article)
    // A page that still reads as before is behind its list, whose headline counts.
    if (next !== undefined && differenceOf(change.stored.item, next) !== 'none') {
      read.set(change, { ...change, next, paged: READER_VERSION })
    }
  }
  return changes.map((change) => listedState(read.get(change) ?? change))
}

const wantsPage = (wire: WirePorts, { next, paged }: Changed): boolean =>
  WITH_PAGES.has(wire.source.kind) && paged === 0 && !next.complete && isOwnPage(next.url, wire.source)

/** Over what was known: a list leaves out much of what a page told, and an excerpt takes no lead's place. */
const listedState = (change: Changed): Changed => {
  const { item } = change.stored
  const title = change.next.title || item.title
  const whole = change.next.complete || !item.complete
  return { ...change, next: whole ? { ...item, ...change.next, id: item.id, title } : { ...item, title } }
}

const reviseOne = async (wire: WirePorts, ruleset: Ruleset, changed: Changed): Promise<boolean> => {
  const { stored, next, paged } = changed
  const difference = differenceOf(stored.item, next)
  if (difference === 'none') {
    wire.store.revisions.forget(wire.run, stored.sequence)
    return false
  }
  const filled = changed.filled || difference === 'filled'
  const diff = filled ? {} : { diff: itemDiff(stored.item, next) }
  const fresh = newMatches(wire, ruleset, stored, next)
  const told = filled ? [] : toldRules(wire, ruleset, stored, next)
  const number = changed.revision + 1
  const change: Change = { kind: 'revised', told: told.map(({ rule }) => rule.id), ...diff }
  const alerts = await alertsOf(wire, { ...stored, item: next }, number, change, [...fresh, ...told])
  const byRule = new Map(alerts.flatMap(({ id, matches }) => matches.map(({ rule }) => [rule, id] as const)))
  wire.store.revisions.revise(wire.run, {
    sequence: stored.sequence,
    number,
    kind: 'revised',
    at: wire.clock(),
    next,
    paged,
    ...diff,
    matched: fresh.map(({ rule }) => ({ sequence: stored.sequence, rule: rule.id, alert: byRule.get(rule.id) ?? '' })),
    handOvers: spread(alerts, wire.clock()),
    watched: fresh.length > 0 && isOwnPage(next.url, wire.source),
  })
  return fresh.length > 0
}

const matchesOf = (wire: WirePorts, ruleset: Ruleset, item: Item): RuleMatch[] =>
  matchItem(ruleset, subjectOf(item, wire.source), { source: wire.source, now: new Date(wire.clock()).toISOString() })

/** Rules that match now, did not match the state before, and were never told. */
const newMatches = (wire: WirePorts, ruleset: Ruleset, stored: StoredItem, next: Item): RuleMatch[] => {
  const before = new Set(matchesOf(wire, ruleset, stored.item).map(({ rule }) => rule.id))
  const told = wire.store.recordedRules(stored.sequence)
  return matchesOf(wire, ruleset, next).filter(({ rule }) => !before.has(rule.id) && !told.has(rule.id))
}

/** Rules that were told and want to hear more; with their spans in the state of now, if it still has any. */
const toldRules = (wire: WirePorts, ruleset: Ruleset, stored: StoredItem, next: Item): RuleMatch[] => {
  const told = wire.store.recordedRules(stored.sequence)
  if (told.size === 0) return []
  const instant = new Date(wire.clock()).toISOString()
  const now = new Map(matchesOf(wire, ruleset, next).map((match) => [match.rule.id, match]))
  return rulesNamed(ruleset, told)
    .filter((rule) => rule.revisions !== 'off' && !rule.paused && !isExpired(rule, instant))
    .map((rule) => now.get(rule.id) ?? { rule, match: matchOf(rule, []) })
}

/** Who was told is not called again. */
const quiet = ({ mentions: _, ...match }: Match): Match => match

/** One alert a destination. Only rules that hear of the item for the first time may call people. */
const alertsOf = (
  wire: WirePorts,
  stored: StoredItem,
  revision: number,
  change: Change,
  matches: readonly RuleMatch[],
): Promise<Alert[]> =>
  Promise.all(
    [...Map.groupBy(matches, ({ rule }) => rule.destination)].map(async ([destination, group]): Promise<Alert> => {
      const rules = group.map(({ rule }) => rule)
      const fresh = rules.filter(({ id }) => !change.told.includes(id))
      return {
        id: await alertId(wire.fingerprint, wire.source.id, stored.key, revision, destination),
        destination,
        story: await storyId(wire.fingerprint, wire.source.id, stored.key),
        source: { id: wire.source.id, name: wire.source.name },
        revision,
        item: stored.item,
        matches: group.map(({ rule, match }) => (change.told.includes(rule.id) ? quiet(match) : match)),
        mentions: mentionsOf(fresh),
        silent: (fresh.length > 0 ? fresh : rules).every(({ silent }) => silent),
        firstSeen: new Date(stored.firstSeen).toISOString(),
        headlineOnly: !stored.item.complete,
        change: { ...change, told: rules.filter(({ id }) => change.told.includes(id)).map(({ id }) => id) },
      }
    }),
  )

/** The item's page is gone for good: whoever was told of the item is told so. */
export const withdraw = async (wire: WirePorts, { stored, revision }: Watch): Promise<void> => {
  const ruleset = await wire.desk.ruleset([])
  if (ruleset === undefined) return
  const told = toldRules(wire, ruleset, stored, stored.item)
  const change: Change = { kind: 'withdrawn', told: told.map(({ rule }) => rule.id) }
  const number = revision + 1
  const alerts = await alertsOf(wire, stored, number, change, told)
  wire.store.revisions.revise(wire.run, {
    sequence: stored.sequence,
    number,
    kind: 'withdrawn',
    at: wire.clock(),
    paged: 0,
    matched: [],
    handOvers: spread(alerts, wire.clock()),
    watched: false,
  })
}
