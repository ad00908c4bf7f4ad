// What is said of a rule when it is made, changed or refused.
import type { QueryError } from '../../core/model.ts'
import { pointAt } from '../../core/text/width.ts'
import type { RuleRefusal } from '../../flow/rules.ts'
import type { SavedRule } from '../store/rule-desk.ts'
import { disarm } from './text.ts'
import type { Sentences } from './words/words.ts'

const EXAMPLES = 3

/** The query again, with a caret under the first wrong letter, in a code block that nothing in it can end. */
export const pointed = (query: string, { start, message }: QueryError): string =>
  `\`\`\`\n${pointAt(query.replaceAll('`', 'ˋ'), start)}\n\`\`\`${disarm(message)}`

export const refusalText = (say: Sentences, refusal: RuleRefusal, query: string): string => {
  switch (refusal.reason) {
    case 'query':
      return pointed(query, refusal.error)
    case 'unknown-destination':
      return say.watch.noSuchPlace
    case 'unknown-source':
      return say.watch.noSuchSource(disarm(refusal.source))
    case 'quota':
      return refusal.message
    case 'personal-off':
      return say.common.personalOff
  }
}

/** @param where already Discord's markdown */
export const savedText = (say: Sentences, { rule, trial }: SavedRule, where: string): string => {
  const { of, hits, items } = trial
  const tried = of === 0 ? say.watch.notTried : say.watch.tried(rule.scope === 'text', hits, of)
  const examples = items.slice(0, EXAMPLES).map(({ title }) => `• ${disarm(title)}`)
  return [say.watch.saved(disarm(rule.query), where, rule.id), tried, ...examples].join('\n')
}
