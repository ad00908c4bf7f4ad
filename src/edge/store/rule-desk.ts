// The Desk's rules: made, changed, tried and undone, with every change noted, and what an Outbox is told of them.
import {
  admitOwner,
  admitStanding,
  type Holdings,
  type QuotaRefusal,
  type Standing,
  ticksADay,
  type Wish,
} from '../../core/admission.ts'
import { DESK } from '../../core/limits.ts'
import { canonicalUrl } from '../../core/links.ts'
import {
  type Destination,
  isHook,
  type Owner,
  type QueryError,
  type Rule,
  type Scope,
  type Source,
} from '../../core/model.ts'
import { parseQuery } from '../../core/query/parse.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Clearance, LeftOut } from '../../flow/delivery-ports.ts'
import type { Sample } from '../../flow/ports.ts'
import { changedRule, newRule, type RuleChange, type RuleDraft, type RuleRefusal } from '../../flow/rules.ts'
import { type Trial, tryQuery } from '../../flow/trial.ts'
import type { DeskStore } from './desk-store.ts'

export type SavedRule = { readonly rule: Rule; readonly trial: Trial; readonly change: string }
/** A rule that is gone, and the entry of the history by which it comes back. */
export type RemovedRule = { readonly rule: Rule; readonly change: string }
/** What of a rule can change without a trial. */
export type Halt = Pick<RuleChange, 'paused' | 'snoozed' | 'delivery'>
/** An item seen lately, as it is chosen from a list. */
export type FoundItem = { readonly source: string; readonly key: string; readonly title: string; readonly url?: string }
/** A removed rule may find its place taken by another. */
export type Undone = 'undone' | 'stale' | 'absent' | QuotaRefusal
export type TrialRequest = {
  readonly query: string
  readonly scope: Scope
  readonly sources: readonly string[]
  readonly last: number
  /** How many of the items that matched are to be shown; all if left out. */
  readonly shown?: number
  /** How many near misses; ten if left out. */
  readonly near?: number
}
/** Of a rule that is saved. */
const EXAMPLES = 10

export const isVisible = (source: Source, owner: Owner): boolean =>
  source.owner === 'operator' || source.owner === owner

/**
 * @param changed makes the ruleset anew and puts it on its way to KV
 * @param personal whether people may have rules of their own
 */
export const ruleDesk = (store: DeskStore, changed: (owner: Owner) => void, personal: () => boolean) => {
  const standing = (): Standing => ({
    ticksADay: store.sources.all().reduce((sum, { every }) => sum + ticksADay(every), 0),
    destinations: store.destinations.all().length,
    rules: store.rules.count(),
  })
  const holdings = (owner: Owner): Holdings => ({
    sources: store.sources.all().filter((source) => source.owner === owner).length,
    rules: store.rules.of(owner).length,
    hooks: store.destinations.of(owner).filter(({ kind }) => isHook(kind)).length,
  })
  /** Whether an owner may have one more of something that costs so much. */
  const admit = (owner: Owner, wish: Wish, cost: Partial<Standing>): Result<undefined, QuotaRefusal> => {
    const own = admitOwner(owner, wish, holdings(owner))
    if (!own.ok) return own
    const before = standing()
    const after = { ...before }
    for (const key of Object.keys(cost) as (keyof Standing)[]) after[key] = before[key] + (cost[key] ?? 0)
    return admitStanding(before, after)
  }

  const surroundings = (): { sources: readonly Source[]; destinations: readonly Destination[] } => ({
    sources: store.sources.all(),
    destinations: store.destinations.all(),
  })

  /** Recent items that a rule of this owner could have seen. */
  const recent = (owner: Owner, sources: readonly string[], last: number): readonly Sample[] => {
    const visible = store.sources.all().filter((source) => isVisible(source, owner))
    const wanted = new Set(visible.map(({ id }) => id).filter((id) => sources.length === 0 || sources.includes(id)))
    return store.sample
      .newest()
      .filter(({ source }) => wanted.has(source))
      .slice(0, last)
  }

  const seen = (owner: Owner): readonly Sample[] => recent(owner, [], DESK.SAMPLE_ITEMS)

  /** Items seen lately whose title, address or source has these words, newest first. */
  const find = (owner: Owner, words: string, limit: number): readonly FoundItem[] => {
    const wanted = words.trim().toLowerCase()
    const holds = ({ source, item }: Sample): boolean =>
      [item.title, item.url ?? '', source].some((text) => text.toLowerCase().includes(wanted))
    return seen(owner)
      .filter(holds)
      .slice(0, limit)
      .map(({ source, key, item: { title, url } }) => ({ source, key, title, ...(url === undefined ? {} : { url }) }))
  }

  /** @param name `source:key`, a key, an address or an item's id. Several sources may have had one story. */
  const named = (owner: Owner, name: string): readonly Sample[] => {
    const known = seen(owner)
    const exact = known.filter(
      ({ source, key, item: { id, url } }) =>
        key === name || url === name || id === name || `${source}:${key}` === name,
    )
    const address = exact.length > 0 ? undefined : canonicalUrl(name)
    if (address === undefined) return exact
    return known.filter(({ item: { url } }) => url !== undefined && canonicalUrl(url) === address)
  }

  const attempt = (
    owner: Owner,
    { query, scope, sources, last, shown, near }: TrialRequest,
  ): Result<Trial, QueryError> => {
    const parsed = parseQuery(query)
    if (!parsed.ok) return parsed
    const trial = tryQuery(parsed.value, scope, recent(owner, sources, last), near)
    return ok({ ...trial, items: trial.items.slice(0, shown) })
  }

  const write = (before: Rule | undefined, after: Rule | undefined, by: string | undefined): string => {
    const rule = after ?? before
    if (rule === undefined) return ''
    if (after === undefined) store.rules.remove(rule.id)
    else store.rules.put(after)
    const change = store.history.note(Date.now(), by, before, after)
    changed(rule.owner)
    return change
  }

  const ruleOf = (owner: Owner, id: string): Rule | undefined => store.rules.of(owner).find((rule) => rule.id === id)

  const checkedChange = (known: Rule, change: RuleChange): Result<Rule, RuleRefusal> =>
    changedRule(known, change, surroundings())

  const save = (before: Rule | undefined, rule: Rule, by: string | undefined): Result<SavedRule, RuleRefusal> => {
    const change = write(before, rule, by)
    const trial = attempt(rule.owner, { ...rule, last: DESK.SAMPLE_ITEMS, shown: EXAMPLES, near: 0 })
    return trial.ok ? ok({ rule, trial: trial.value, change }) : err({ reason: 'query', error: trial.error })
  }

  const leftOut = (rule: Rule | undefined, now: string): LeftOut | undefined => {
    if (rule === undefined) return 'gone'
    if (rule.paused || (rule.owner.startsWith('user:') && !personal())) return 'paused'
    return rule.snoozed !== undefined && Date.parse(rule.snoozed) > Date.parse(now) ? 'snoozed' : undefined
  }

  return {
    admit,
    find,
    named,
    attempt,
    add: (owner: Owner, id: string, draft: RuleDraft, by: string | undefined): Result<SavedRule, RuleRefusal> => {
      if (owner.startsWith('user:') && !personal()) return err({ reason: 'personal-off' })
      const admitted = admit(owner, 'rule', { rules: 1 })
      if (!admitted.ok) return admitted
      const rule = newRule(id, owner, draft, new Date().toISOString(), surroundings())
      return rule.ok ? save(undefined, rule.value, by) : rule
    },
    /** Undefined for a rule that is not this owner's. */
    change: (
      owner: Owner,
      id: string,
      change: RuleChange,
      by: string | undefined,
    ): Result<SavedRule, RuleRefusal> | undefined => {
      const known = ruleOf(owner, id)
      if (known === undefined) return undefined
      const rule = checkedChange(known, change)
      return rule.ok ? save(known, rule.value, by) : rule
    },
    /** The same for what leaves alone what a rule catches: it is not tried again. */
    changeUntried: (
      owner: Owner,
      id: string,
      change: Halt,
      by: string | undefined,
    ): Result<Rule, RuleRefusal> | undefined => {
      const known = ruleOf(owner, id)
      if (known === undefined) return undefined
      const rule = checkedChange(known, change)
      if (rule.ok) write(known, rule.value, by)
      return rule
    },
    remove: (owner: Owner, id: string, by: string | undefined): RemovedRule | undefined => {
      const known = ruleOf(owner, id)
      return known === undefined ? undefined : { rule: known, change: write(known, undefined, by) }
    },
    /** Takes one change back, if nothing has changed the rule since. */
    undo: (owner: Owner, id: string, by: string | undefined): Undone => {
      const entry = store.history.of(owner, undefined).find((known) => known.id === id)
      if (entry === undefined) return 'absent'
      const now = ruleOf(owner, entry.rule)
      if (JSON.stringify(now) !== JSON.stringify(entry.after)) return 'stale'
      const there = (rule: Rule): boolean => store.destinations.one(rule.destination)?.owner === owner
      if (entry.before !== undefined && !there(entry.before)) return 'stale'
      const admitted = entry.after === undefined ? admit(owner, 'rule', { rules: 1 }) : ok(undefined)
      if (!admitted.ok) return admitted.error
      write(now, entry.before, by)
      return 'undone'
    },
    /** What an Outbox is to know of these rules. */
    clearance: (rules: readonly string[], now: string): Pick<Clearance, 'live' | 'leftOut'> => {
      const known = new Map(store.rules.some(rules).map((rule) => [rule.id, rule]))
      const verdicts = rules.map((id) => [id, leftOut(known.get(id), now)] as const)
      const out = verdicts.filter((verdict): verdict is readonly [string, LeftOut] => verdict[1] !== undefined)
      return {
        live: verdicts.filter(([, reason]) => reason === undefined).map(([id]) => id),
        ...(out.length === 0 ? {} : { leftOut: Object.fromEntries(out) }),
      }
    },
  }
}

export type RuleDesk = ReturnType<typeof ruleDesk>
