// Quiet from a rule for a while: which one, where an alert has several, and for how long.
import type { Rule } from '../../../../core/model.ts'
import { deskOf } from '../../../env.ts'
import type { Call } from '../../command.ts'
import { select } from '../../components.ts'
import { customId } from '../../custom-id.ts'
import type { Message, Reply } from '../../reply.ts'
import { PAUSE_MS, pauseOf, ruleOf, snoozeRule } from '../../rules/acts.ts'
import { disarm, plainLine } from '../../text.ts'
import { alertHere, maySettle } from './here.ts'

/** As many as Discord shows in one select, and characters of each. */
const RULES_SHOWN = 25
const LABEL_CHARS = 100

const askHowLong = ({ say }: Call, { id, name }: Rule): Message => ({
  content: say.story.snoozeHowLong(disarm(name)),
  components: [
    select(
      customId('snooze-for', id),
      say.story.howLong,
      Object.keys(PAUSE_MS).map((value) => ({
        label: say.story.lasting[value as keyof typeof say.story.lasting],
        value,
      })),
    ),
  ],
})

const askWhich = ({ say }: Call, rules: readonly Rule[]): Message => ({
  content: say.story.snoozeWhich,
  components: [
    select(
      customId('snooze-rule'),
      say.story.whichRule,
      rules.slice(0, RULES_SHOWN).map(({ id, name }) => ({ label: plainLine(name, LABEL_CHARS) || id, value: id })),
    ),
  ],
})

/** The button under an alert. */
export const snooze = async (call: Call): Promise<Message> => {
  const { env, owner, say, parts } = call
  if (!maySettle(call)) return { content: say.common.managersOnly }
  const here = await alertHere(call, parts[0])
  if (here === undefined) return { content: say.story.notHere }
  const told = new Set(here.alert.matches.map(({ rule }) => rule))
  const rules = (await deskOf(env).listRules(owner)).filter(({ id }) => told.has(id))
  const [first] = rules
  if (first === undefined) return { content: say.story.rulesGone }
  return rules.length > 1 ? askWhich(call, rules) : askHowLong(call, first)
}

export const chooseRule = async (call: Call): Promise<Reply> => {
  if (!maySettle(call)) return { content: call.say.common.managersOnly }
  const rule = await ruleOf(call, call.interaction.values[0])
  return rule === undefined ? { content: call.say.rules.noSuchRule } : { update: askHowLong(call, rule) }
}

export const snoozeFor = async (call: Call): Promise<Reply> => {
  const { say, parts, interaction } = call
  if (!maySettle(call)) return { content: say.common.managersOnly }
  const ms = pauseOf(interaction.values[0] ?? '')
  if (ms === undefined) return { content: say.common.unknown }
  return { update: await snoozeRule(call, parts[0] ?? '', ms) }
}
