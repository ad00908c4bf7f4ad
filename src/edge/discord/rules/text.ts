// What is said of rules: what one does, what it would have caught, and why it was refused.
import { endedIn, endedText } from '../../../core/alert/ending.ts'
import type { Delivery, QueryError, Rule, Scope, Span } from '../../../core/model.ts'
import { pointAt } from '../../../core/text/width.ts'
import type { RuleRefusal } from '../../../flow/rules.ts'
import { type Trial, type TrialItem, verdictOf } from '../../../flow/trial.ts'
import { UNCONFIRMED } from '../../webhook/consent.ts'
import { codeOfReason } from '../codes.ts'
import { disarm } from '../text.ts'
import type { Sentences } from '../words/words.ts'

/** The query again, with a caret under the first wrong letter, in a code block that nothing in it can end. */
export const pointed = ({ common }: Sentences, query: string, { code, start, message, like }: QueryError): string => {
  const own = common.queryErrors[code]
  const meant = own === undefined || like === undefined ? '' : ` ${common.meant(like)}`
  return `\`\`\`\n${pointAt(query.replaceAll('`', 'ˋ'), start)}\n\`\`\`${disarm(`${own ?? message}${meant}`)}`
}

/** @param query as typed, for a caret under its first wrong letter */
export const refusalText = (say: Sentences, refusal: RuleRefusal, query: string): string => {
  switch (refusal.reason) {
    case 'query':
      return pointed(say, query, refusal.error)
    case 'unknown-destination':
      return say.rules.noSuchPlace
    case 'unknown-source':
      return say.rules.noSuchSource(disarm(refusal.source))
    case 'quota':
      return say.common.quota(refusal)
    case 'personal-off':
      return say.common.personalOff
  }
}

export const deliveryText = ({ rules }: Sentences, delivery: Delivery): string => {
  if (delivery === 'instant') return rules.instant
  return delivery === 'hourly' ? rules.hourly : rules.daily(delivery.daily, delivery.zone)
}

export const scopeText = ({ rules }: Sentences, scope: Scope): string =>
  ({ title: rules.scopeTitle, lead: rules.scopeLead, text: rules.scopeText })[scope]

/** A moment as everybody's own clock shows it. */
export const moment = (instant: string, form: 'R' | 'f' = 'R'): string =>
  `<t:${Math.floor(Date.parse(instant) / 1_000)}:${form}>`

/**
 * Why an alert ended, or a place takes nothing any more, in the language of whoever asks where the reason is ours, disarmed; what a
 * service answered stays as it is.
 */
export const reasonText = ({ common, why }: Sentences, reason: string): string => {
  const ended = endedIn(reason)
  const own = ended === undefined ? undefined : endedText(why.stages.endings, ended)
  return disarm(own ?? common.standstills[codeOfReason(reason) ?? 0] ?? reason)
}

/** Why a place takes nothing, and what mends it: nothing but a test mends one that has yet to accept one. @param mend for any other */
export const standstillText = (say: Sentences, disabled: string, mend: string): string =>
  disabled === UNCONFIRMED ? say.hook.unconfirmed : `${reasonText(say, disabled)}. ${mend}`

/** Whether a rule tells of anything now; nothing for one that does. */
export const restText = ({ rules }: Sentences, rule: Rule, now: number): string | undefined => {
  if (rule.paused) return rules.paused
  if (rule.snoozed !== undefined && Date.parse(rule.snoozed) > now) return rules.pausedUntil(moment(rule.snoozed))
  if (rule.expires !== undefined && Date.parse(rule.expires) <= now) return rules.expired
  return undefined
}

export const triedText = ({ rules }: Sentences, trial: Trial, scope: Scope): string => {
  const { of, days, hits } = trial
  const atLeast = scope === 'text'
  switch (verdictOf(trial)) {
    case 'untried':
      return rules.untried
    case 'none':
      return atLeast ? rules.triedNoneInLead(of, days) : rules.triedNone(of, days)
    case 'much':
      return rules.triedMuch(atLeast, hits, of)
    case 'some':
      return rules.tried(atLeast, hits, of)
  }
}

/** A text with the found words marked, disarmed. */
const marked = (text: string, spans: readonly Span[]): string => {
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start < at) continue
    pieces.push(disarm(text.slice(at, start)), `**${disarm(text.slice(start, end))}**`)
    at = end
  }
  return [...pieces, disarm(text.slice(at))].join('')
}

/** An item that matched: its title with the words marked; words that stand further below are named after it. */
export const exampleLine = ({ title, spans }: TrialItem): string => {
  const inTitle = spans.filter(({ field }) => field === 'title')
  const below = spans.filter(({ field }) => field !== 'title').map(({ text }) => `**${disarm(text)}**`)
  const named = inTitle.length > 0 || below.length === 0 ? '' : ` (${[...new Set(below)].slice(0, 4).join(', ')})`
  return `• ${marked(title, inTitle)}${named}`
}
