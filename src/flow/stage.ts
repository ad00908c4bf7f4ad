// A stage between an item and a rule: whether it let the item through, and what was found there, as facts.
import type { EndingWords } from '../core/alert/ending.ts'
import type { Clause } from '../core/match/explain.ts'
import type { FindingWords, Quote } from '../core/match/finding.ts'
import { findingText } from '../core/match/finding.ts'
import type { AlertState, QueryError, Scope } from '../core/model.ts'

export type StageName = 'seen' | 'source' | 'time' | 'active' | 'muted' | 'scope' | 'query' | 'outcome'

/** The recorded end of one alert; without a state it is on its way, or older than what is kept. */
export type End = { readonly alert: string; readonly state?: AlertState; readonly reason?: string }

/** Moments are instants, ISO 8601. */
export type Found =
  | { readonly kind: 'seen'; readonly by: readonly { readonly source: string; readonly at: string }[] }
  /** By no source that was asked, or nowhere in what is at hand. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'heard'; readonly source: string }
  /** @property listens empty = every source its owner sees */
  | { readonly kind: 'unheard'; readonly source: string; readonly listens: readonly string[] }
  | { readonly kind: 'baseline' }
  | { readonly kind: 'in time' | 'too late'; readonly made: string }
  | { readonly kind: 'paused' }
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'active'; readonly until?: string }
  | {
      readonly kind: 'muted'
      readonly what: 'story' | 'source'
      readonly label: string
      readonly until?: string
    }
  | { readonly kind: 'snoozed'; readonly until: string }
  | { readonly kind: 'was muted' }
  | { readonly kind: 'unmuted' }
  | { readonly kind: 'scope'; readonly scope: Scope; readonly lacks?: 'lead' | 'text' }
  | { readonly kind: 'query'; readonly error: QueryError }
  | { readonly kind: 'outcome'; readonly ends: readonly End[] }

export type Stage = {
  readonly name: StageName
  readonly ok: boolean
  readonly found: Found
  /** A text that was not at hand could turn it. */
  readonly open?: true
}

/** The sentences of one language; what is put in comes ready to be shown. */
export type StageWords = {
  readonly names: Readonly<Record<StageName, string>>
  readonly findings: FindingWords
  readonly seen: (source: string, at: string) => string
  readonly unseen: string
  readonly unheard: (listens: string, source: string) => string
  readonly everySource: string
  readonly baseline: string
  readonly inTime: (made: string) => string
  readonly tooLate: (made: string) => string
  readonly paused: string
  readonly expired: (at: string) => string
  readonly active: string
  readonly activeUntil: (at: string) => string
  readonly muted: (what: 'story' | 'source', label: string) => string
  readonly mutedUntil: (what: 'story' | 'source', label: string, until: string) => string
  readonly snoozed: (until: string) => string
  readonly wasMuted: string
  readonly unmuted: string
  readonly scopes: Readonly<Record<Scope, string>>
  readonly lacks: Readonly<Record<'lead' | 'text', (scope: string) => string>>
  readonly noAlert: string
  readonly alert: (alert: string, end: string) => string
  readonly underWay: string
  /** @param reason empty = none was recorded */
  readonly end: (state: AlertState, reason: string) => string
  readonly endings: EndingWords
}

/** How a language's sentences are filled. */
export type Telling = {
  readonly words: StageWords
  readonly quote: Quote
  readonly moment: (instant: string) => string
  /** What is wrong with a query. */
  readonly fault: (error: QueryError) => string
  /** Why an alert ended so, as it was recorded. */
  readonly reason: (recorded: string) => string
}

const endText = ({ words, quote, reason }: Telling, { alert, state, reason: why }: End): string =>
  words.alert(
    quote(alert),
    state === undefined ? words.underWay : words.end(state, why === undefined ? '' : reason(why)),
  )

const foundText = (telling: Telling, found: Found): string => {
  const { words, quote, moment } = telling
  switch (found.kind) {
    case 'seen':
      return found.by.map(({ source, at }) => words.seen(quote(source), moment(at))).join(', ')
    case 'unseen':
      return words.unseen
    case 'heard':
      return quote(found.source)
    case 'unheard':
      return words.unheard(found.listens.map(quote).join(', ') || words.everySource, quote(found.source))
    case 'baseline':
      return words.baseline
    case 'in time':
      return words.inTime(moment(found.made))
    case 'too late':
      return words.tooLate(moment(found.made))
    case 'paused':
      return words.paused
    case 'expired':
      return words.expired(moment(found.at))
    case 'active':
      return found.until === undefined ? words.active : words.activeUntil(moment(found.until))
    case 'muted': {
      const { what, label, until } = found
      return until === undefined ? words.muted(what, quote(label)) : words.mutedUntil(what, quote(label), moment(until))
    }
    case 'snoozed':
      return words.snoozed(moment(found.until))
    case 'was muted':
      return words.wasMuted
    case 'unmuted':
      return words.unmuted
    case 'scope': {
      const looksAt = words.scopes[found.scope]
      return found.lacks === undefined ? looksAt : words.lacks[found.lacks](looksAt)
    }
    case 'query':
      return telling.fault(found.error)
    case 'outcome':
      return found.ends.map((end) => endText(telling, end)).join('; ') || words.noAlert
  }
}

/** One line of what is told: a stage or a clause by its name, and what was found there. */
export const told = (telling: Telling, one: Stage | Clause): { readonly name: string; readonly detail: string } =>
  'clause' in one
    ? { name: telling.quote(one.clause), detail: findingText(one.finding, telling.words.findings, telling.quote) }
    : { name: telling.words.names[one.name], detail: foundText(telling, one.found) }
