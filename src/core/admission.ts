// What a deployment can carry, and what each owner may ask of it. Every standing cost is priced when it is asked for.
import { ADMISSION, UNITS } from './limits.ts'
import type { Owner } from './model.ts'
import { err, ok, type Result } from './result.ts'

/** What stands, day and night, whether anything is published or not. */
export type Standing = { readonly ticksADay: number; readonly destinations: number; readonly rules: number }

/** What one owner has. */
export type Holdings = { readonly sources: number; readonly rules: number; readonly hooks: number }

export type Wish = 'source' | 'rule' | 'hook' | 'channel'

/** Which bound it was: what an owner holds of something, or a daily quota of the whole installation (percent of it). */
export type Quota =
  | {
      readonly of: 'holdings'
      readonly wish: Exclude<Wish, 'channel'>
      readonly most: number
      readonly personal: boolean
    }
  | { readonly of: 'requests' | 'time' | 'rules'; readonly percent: number; readonly most: number }

/** `message` is the sentence in English. */
export type QuotaRefusal = { readonly reason: 'quota'; readonly message: string; readonly quota: Quota }

/** @param every minutes between polls; 0 = never */
export const ticksADay = (every: number): number => (every === 0 ? 0 : UNITS.DAY / UNITS.MINUTE / every)

type Line = {
  readonly id: 'requests' | 'time' | 'rules'
  readonly name: string
  readonly remedy: string
  readonly of: number
  readonly cost: (standing: Standing) => number
}

/** The daily free quotas that standing costs draw on, and the one value that holds the rules. */
const LINES: readonly Line[] = [
  {
    id: 'requests',
    name: 'the free Durable Object requests of a day',
    remedy: 'Remove a source or a destination, or poll a source less often.',
    of: ADMISSION.REQUESTS_A_DAY,
    cost: ({ ticksADay, destinations }) => ADMISSION.ROUND_REQUESTS + ticksADay + destinations * ADMISSION.POKES_A_DAY,
  },
  {
    id: 'time',
    name: 'the free Durable Object time of a day',
    remedy: 'Remove a source, or poll one less often.',
    of: ADMISSION.GB_SECONDS_A_DAY,
    cost: ({ ticksADay }) => ticksADay * ADMISSION.TICK_GB_SECONDS,
  },
  {
    id: 'rules',
    name: 'what one KV value holds of rules',
    remedy: 'Remove rules.',
    of: ADMISSION.RULESET_BYTES,
    cost: ({ rules }) => rules * ADMISSION.RULE_BYTES,
  },
]

const percent = (share: number): number => Math.round(share * 100)

/** Refused when it would take a quota over its share; what makes nothing worse is never refused. */
export const admitStanding = (before: Standing, after: Standing): Result<undefined, QuotaRefusal> => {
  for (const { id, name, remedy, of, cost } of LINES) {
    const share = cost(after) / of
    if (share <= ADMISSION.SHARE || cost(after) <= cost(before)) continue
    const quota = { of: id, percent: percent(share), most: percent(ADMISSION.SHARE) }
    const message = `That would take ${quota.percent} % of ${name}; ${quota.most} % is the limit. ${remedy}`
    return err({ reason: 'quota', message, quota })
  }
  return ok(undefined)
}

type OwnerKind = 'operator' | 'guild' | 'user'
const kindOf = (owner: Owner): OwnerKind =>
  owner === 'operator' ? owner : owner.startsWith('guild:') ? 'guild' : 'user'

const MOST: Readonly<Record<Exclude<OwnerKind, 'operator'>, Holdings>> = {
  guild: { sources: ADMISSION.GUILD_SOURCES, rules: ADMISSION.GUILD_RULES, hooks: ADMISSION.GUILD_HOOKS },
  user: { sources: 0, rules: ADMISSION.USER_RULES, hooks: 0 },
}

const NAMES = {
  sources: ['source', 'sources', '/source remove'],
  rules: ['rule', 'rules', '/watch remove'],
  hooks: ['hook', 'hooks', '/hook remove'],
} as const
const HELD_AS = { source: 'sources', rule: 'rules', hook: 'hooks' } as const

/** Whether an owner may have one more. The operator is bound by the quotas alone. */
export const admitOwner = (owner: Owner, wish: Wish, held: Holdings): Result<undefined, QuotaRefusal> => {
  const kind = kindOf(owner)
  if (kind === 'operator' || wish === 'channel') return ok(undefined)
  const held_as = HELD_AS[wish]
  const most = MOST[kind][held_as]
  if (held[held_as] < most) return ok(undefined)
  const [one, many, command] = NAMES[held_as]
  const whose = kind === 'guild' ? 'A server' : 'A person'
  const quota = { of: 'holdings', wish, most, personal: kind === 'user' } as const
  if (most === 0) return err({ reason: 'quota', message: `${whose} cannot have ${many} of their own here.`, quota })
  const remedy = kind === 'user' ? '/alerts remove' : command
  return err({
    reason: 'quota',
    message: `${whose} may have ${most} ${most === 1 ? one : many}, and all ${most} are taken. Remove one with ${remedy}.`,
    quota,
  })
}

/** The shortest time between polls that an owner may ask for, in minutes. */
export const leastEvery = (owner: Owner): number => (owner === 'operator' ? 0 : ADMISSION.OWN_SOURCE_MINUTES)
