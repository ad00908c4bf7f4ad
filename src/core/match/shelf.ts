// What an isolate has read of its ruleset so far: rules, topics and their terms. Read when first asked for, and all put away together
// when it has grown too much, so that a hundred thousand rules cost what is used of them.

import { MATCH } from '../limits.ts'
import type { Query, TopicTrees } from '../query/ast.ts'
import type { Mention } from './compile.ts'
import { type Laid, lineAt, type Section } from './layout.ts'
import { type Plan, planOf, type Terms } from './plan.ts'
import { fromStored, type LoadedRule } from './stored-rule.ts'

/** Where the rules, the lists of who mentions a topic, and the topics stand. */
export type Sections = { readonly rules: Section; readonly mentions: Section; readonly topics: Section }

export type Shelf = {
  /** The nth rule; undefined when what is stored of it cannot be read. */
  readonly rule: (number: number) => LoadedRule | undefined
  /** The rules that mention a topic. */
  readonly mention: (number: number) => readonly number[]
  readonly topics: TopicTrees
  readonly plan: (topic: string) => Plan | undefined
  /** Puts everything away when it is too much; to be called between items, since plans share the numbers of their terms. */
  readonly tidy: () => void
}

/** Remembers what was read, also that it could not be. */
const reading = <Key, T>(read: (key: Key) => T): ((key: Key) => T) & { readonly held: Map<Key, T> } => {
  const held = new Map<Key, T>()
  const get = (key: Key): T => {
    const known = held.get(key)
    if (known !== undefined || held.has(key)) return known as T
    const value = read(key)
    held.set(key, value)
    return value
  }
  return Object.assign(get, { held })
}

const rulesOf = (mention: unknown): readonly number[] => {
  const { rules } = (mention ?? {}) as Partial<Mention>
  return Array.isArray(rules) ? rules : []
}

export const shelfOf = (laid: Laid, sections: Sections, topicIds: readonly string[]): Shelf => {
  const terms: Terms = new Map()
  const rule = reading((number: number) => fromStored(lineAt(laid, sections.rules, number), terms))
  const tree = reading(
    (id: string) => (lineAt(laid, sections.topics, topicIds.indexOf(id)) as Query | null | undefined) ?? undefined,
  )
  const plan = reading((id: string) => {
    const query = tree(id)
    return query === undefined ? undefined : planOf(query, terms)
  })
  return {
    rule,
    mention: reading((number: number) => rulesOf(lineAt(laid, sections.mentions, number))),
    topics: { get: tree },
    plan,
    tidy: () => {
      if (rule.held.size <= MATCH.RULES_HELD && terms.size <= MATCH.TERMS_HELD) return
      rule.held.clear()
      plan.held.clear()
      terms.clear()
    },
  }
}
