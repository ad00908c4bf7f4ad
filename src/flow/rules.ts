// Making and changing rules: what is checked before the Desk writes one, and what its owner is told about it.
import type { QuotaRefusal } from '../core/admission.ts'
import type { Destination, Owner, QueryError, Rule, Source } from '../core/model.ts'
import { parseQuery } from '../core/query/parse.ts'
import { err, ok, type Result } from '../core/result.ts'

/** What a person gives for a rule; what is left out has its default. */
export type RuleDraft = Pick<Rule, 'query' | 'destination'> &
  Partial<
    Pick<Rule, 'name' | 'scope' | 'sources' | 'delivery' | 'mentions' | 'silent' | 'revisions' | 'merge' | 'expires'>
  >

export type RuleChange = { [K in keyof RuleDraft]?: RuleDraft[K] | undefined } & {
  readonly paused?: boolean | undefined
  /** An instant, or null to end it at once. */
  readonly snoozed?: string | null | undefined
}

export type RuleRefusal =
  | { readonly reason: 'query'; readonly error: QueryError }
  | { readonly reason: 'unknown-destination' }
  | { readonly reason: 'unknown-source'; readonly source: string }
  /** The operator has turned personal rules off. */
  | { readonly reason: 'personal-off' }
  | QuotaRefusal

/** What of the Desk a rule may mention: its owner's own things, and the operator's sources. */
export type Surroundings = {
  readonly destinations: readonly Destination[]
  readonly sources: readonly Source[]
}

export const newRule = (
  id: string,
  owner: Owner,
  draft: RuleDraft,
  now: string,
  around: Surroundings,
): Result<Rule, RuleRefusal> =>
  checked(
    {
      id,
      owner,
      name: draft.name ?? draft.query,
      query: draft.query,
      scope: draft.scope ?? 'lead',
      sources: draft.sources ?? [],
      destination: draft.destination,
      delivery: draft.delivery ?? 'instant',
      mentions: draft.mentions ?? { roles: [], users: [] },
      silent: draft.silent ?? false,
      revisions: draft.revisions ?? 'both',
      merge: draft.merge ?? true,
      paused: false,
      created: now,
      ...(draft.expires === undefined ? {} : { expires: draft.expires }),
    },
    around,
  )

export const changedRule = (rule: Rule, change: RuleChange, around: Surroundings): Result<Rule, RuleRefusal> => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { snoozed, ...changed } = { ...rule, ...given, name: nameAfter(rule, change) }
  return checked(typeof snoozed === 'string' ? { ...changed, snoozed } : changed, around)
}

/** A rule that is called by its query goes on being so, also where a form sends the name that it had along. */
const nameAfter = (rule: Rule, { name = rule.name, query = rule.query }: RuleChange): string =>
  rule.name === rule.query && name === rule.name ? query : name

const checked = (rule: Rule, around: Surroundings): Result<Rule, RuleRefusal> => {
  const query = parseQuery(rule.query)
  if (!query.ok) return err({ reason: 'query', error: query.error })
  if (!around.destinations.some(({ id, owner }) => id === rule.destination && owner === rule.owner)) {
    return err({ reason: 'unknown-destination' })
  }
  const visible = new Set(
    around.sources.filter(({ owner }) => owner === 'operator' || owner === rule.owner).map(({ id }) => id),
  )
  const unknown = rule.sources.find((id) => !visible.has(id))
  return unknown === undefined ? ok(rule) : err({ reason: 'unknown-source', source: unknown })
}
