// The Desk's publications to KV: the compiled ruleset, the source list, and one readable document per owner.
// KV takes one write a second and key and 1,000 a day, so they are gathered, spaced and counted.
import { DESK, UNITS } from '../../core/limits.ts'
import { compileRuleset } from '../../core/match/compile.ts'
import { loadRuleset } from '../../core/match/ruleset.ts'
import type { Owner } from '../../core/model.ts'
import { TOPICS } from '../../core/topics/topics.ts'
import { freshId } from '../fingerprint.ts'
import { RULESET_KEY } from '../ruleset-cache.ts'
import type { DeskStore } from './desk-store.ts'
import type { Facts } from './facts.ts'

export const SOURCES_KEY = 'sources'
const ownerKey = (owner: Owner): string => `rules:${owner}`

type Dirty = { readonly keys: readonly string[] }
type Spent = { readonly day: string; readonly writes: number }

/** The name of a ruleset: no two Desks ever share one, not even a Desk and its successor. */
type Version = { readonly line: string; readonly number: number }

export type Publisher = ReturnType<typeof publisherOf>

export const publisherOf = (facts: Facts, store: DeskStore, kv: KVNamespace) => {
  let compiled: { readonly version: string; readonly text: string } | undefined

  const version = (): Version => {
    const known = facts.get<Version>('version')
    if (known !== undefined) return known
    const first = { line: freshId(8), number: 1 }
    facts.set('version', first)
    return first
  }
  const versionName = (): string => `${version().line}.${version().number}`

  const mark = (key: string): void => {
    const { keys } = facts.get<Dirty>('dirty') ?? { keys: [] }
    if (!keys.includes(key)) facts.set('dirty', { keys: [...keys, key] })
  }

  const ruleset = (): string => {
    const name = versionName()
    if (compiled?.version !== name) {
      compiled = { version: name, text: compileRuleset(store.rules.all(), TOPICS, name) }
    }
    return compiled.text
  }

  const contentOf = (key: string): string => {
    if (key === RULESET_KEY) return ruleset()
    if (key === SOURCES_KEY) return JSON.stringify({ format: 1, sources: store.sources.all() })
    const owner = key.slice(key.indexOf(':') + 1) as Owner
    return JSON.stringify({ format: 1, owner, rules: store.rules.of(owner) })
  }

  const spentOn = (day: string): number => {
    const spent = facts.get<Spent>('kv-writes')
    return spent?.day === day ? spent.writes : 0
  }

  return {
    versionName,
    ruleset,
    /** Ids of the rules that the ruleset at hand leaves out; undefined while none is. */
    broken: (): readonly string[] | undefined => {
      const loaded = compiled === undefined ? undefined : loadRuleset(compiled.text)
      return loaded?.ok === true ? loaded.value.broken.map(({ id }) => id) : undefined
    },
    rulesChanged: (owner: Owner): void => {
      const { line, number } = version()
      facts.set('version', { line, number: number + 1 })
      mark(RULESET_KEY)
      mark(ownerKey(owner))
    },
    /** The rules are the same and what they mean is not: a deploy brought other topics. */
    topicsChanged: (): void => {
      const { line, number } = version()
      facts.set('version', { line, number: number + 1 })
      mark(RULESET_KEY)
    },
    sourcesChanged: (): void => mark(SOURCES_KEY),
    /** When to publish next, in ms since the epoch; undefined when nothing is new. */
    nextAt: (now: number): number | undefined => {
      if (facts.get<Dirty>('dirty') === undefined) return undefined
      const today = dayOf(now)
      if (spentOn(today) >= DESK.KV_WRITES_PER_DAY) return Date.parse(`${today}T00:00:00Z`) + UNITS.DAY
      return Math.max(now, (facts.get<number>('published') ?? 0) + DESK.PUBLISH_MS)
    },
    writesOn: spentOn,
    /** Whether the day's writes to KV are used up. */
    isSpent: (now: number): boolean => spentOn(new Date(now).toISOString().slice(0, 10)) >= DESK.KV_WRITES_PER_DAY,
    /** Puts what changed; a failed put stays marked and is tried again. Past the day's budget the Desk itself serves the ruleset. */
    publish: async (now: number): Promise<void> => {
      const day = dayOf(now)
      const { keys } = facts.get<Dirty>('dirty') ?? { keys: [] }
      facts.set('published', now)
      for (const key of keys) {
        if (spentOn(day) >= DESK.KV_WRITES_PER_DAY) return
        facts.set('kv-writes', { day, writes: spentOn(day) + 1 })
        // Unmarked before the put, so that an edit made while it is under way marks the key again.
        unmark(facts, key)
        try {
          await kv.put(key, contentOf(key))
        } catch (error) {
          mark(key)
          console.warn(
            `publishing to KV failed and will be tried again: ${error instanceof Error ? error.message : 'unknown'}`,
          )
        }
      }
    },
  }
}

/** The day whose quota a moment belongs to: quotas begin anew at 00:00 UTC. */
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

const unmark = (facts: Facts, key: string): void => {
  const left = (facts.get<Dirty>('dirty')?.keys ?? []).filter((marked) => marked !== key)
  if (left.length === 0) facts.remove('dirty')
  else facts.set('dirty', { keys: left })
}
