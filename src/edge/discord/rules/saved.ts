// The reply to a rule that was saved: what it does, what it would have caught, and what can be done next.
import type { Rule } from '../../../core/model.ts'
import type { SavedRule } from '../../store/rule-desk.ts'
import type { Call } from '../command.ts'
import { button, rows } from '../components.ts'
import { customId } from '../custom-id.ts'
import type { Message } from '../reply.ts'
import { disarm } from '../text.ts'
import { deliveryText, exampleLine, restText, triedText } from './text.ts'

const EXAMPLES = 3

/** A command that keeps rules: its parts are named after it. */
export type Family = 'watch' | 'alerts'

/** What can be done with a rule that has just been saved. @param change the entry of the history that made it so */
const nextRows = ({ say }: Call, family: Family, rule: Rule, change: string) =>
  rows(
    button(say.rules.preview, customId(`${family}-preview`, rule.id), 'primary'),
    button(say.rules.edit, customId(`${family}-edit`, rule.id)),
    button(say.rules.undo, customId(`${family}-undo`, change), 'danger'),
  )

/** @param where already Discord's markdown */
export const savedMessage = (
  call: Call,
  { rule, trial, change }: SavedRule,
  where: string,
  family: Family,
): Message => {
  const { say } = call
  const named = rule.name === rule.query ? '' : `${disarm(rule.name)}: `
  const rest = restText(say, rule, call.now)
  const lines = [
    say.rules.saved(`${named}${disarm(rule.query)}`, where, deliveryText(say, rule.delivery)),
    ...(rest === undefined ? [] : [`${say.rules.state}: ${rest}`]),
    triedText(say, trial, rule.scope),
    ...trial.items.slice(0, EXAMPLES).map(exampleLine),
  ]
  return { content: lines.join('\n'), components: nextRows(call, family, rule, change) }
}
