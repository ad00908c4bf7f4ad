// A rule and its tree as they stand in the compiled ruleset: what has its default is left out, since most of a rule has.

import { type Rule, SCOPES } from '../model.ts'
import type { Query } from '../query/ast.ts'
import { type Plan, planOf, type Terms } from './plan.ts'

const DEFAULTS = {
  scope: 'lead',
  sources: [],
  delivery: 'instant',
  mentions: { roles: [], users: [] },
  silent: false,
  revisions: 'both',
  merge: true,
  paused: false,
} as const satisfies Partial<Rule>

const isDefault = (key: string, value: unknown, rule: Rule): boolean =>
  key === 'name'
    ? value === rule.query
    : Object.hasOwn(DEFAULTS, key) && JSON.stringify(value) === JSON.stringify(DEFAULTS[key as keyof typeof DEFAULTS])

export type StoredRule = { readonly rule: Partial<Rule>; readonly negates?: true; readonly tree: Query }

export const toStored = (rule: Rule, tree: Query, negates: boolean): StoredRule => ({
  rule: Object.fromEntries(Object.entries(rule).filter(([key, value]) => !isDefault(key, value, rule))),
  ...(negates ? { negates } : {}),
  tree,
})

/** Ready to be asked. */
export type LoadedRule = { readonly rule: Rule; readonly negates: boolean; readonly plan: Plan }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Whether a rule, from whatever version it was stored by, has what matching needs. */
export const isReadable = (rule: unknown): rule is Rule =>
  isObject(rule) &&
  typeof rule['id'] === 'string' &&
  typeof rule['query'] === 'string' &&
  SCOPES.some((scope) => scope === rule['scope']) &&
  Array.isArray(rule['sources'])

/** Reads one back; undefined when it is not what was stored. */
export const fromStored = (json: unknown, terms: Terms): LoadedRule | undefined => {
  if (!isObject(json) || !isObject(json['rule']) || !isObject(json['tree'])) return undefined
  const given = json['rule'] as Partial<Rule>
  const rule = { ...DEFAULTS, name: given.query, ...given }
  if (!isReadable(rule)) return undefined
  return { rule, negates: json['negates'] === true, plan: planOf(json['tree'] as Query, terms) }
}
