// /watch new, show, test and preview: what concerns one rule.
import { DESK } from '../../../../core/limits.ts'
import { outboxOf } from '../../../env.ts'
import type { Subcommand } from '../../command.ts'
import { button, rows } from '../../components.ts'
import { customId } from '../../custom-id.ts'
import { numberOption } from '../../option.ts'
import { destinationOf, RULE_OPTION, test, withRule } from '../../rules/acts.ts'
import { newRuleForm } from '../../rules/form.ts'
import { placeText } from '../../rules/place.ts'
import { previewOf } from '../../rules/preview.ts'
import { deliveryText, moment, restText, scopeText, standstillText } from '../../rules/text.ts'
import { WISH_OPTIONS } from '../../rules/wish.ts'
import { disarm } from '../../text.ts'

export const newRule: Subcommand = {
  name: 'new',
  description: 'Make a rule step by step, in a form',
  handle: async (call) => ({ modal: newRuleForm(call) }),
}

export const show: Subcommand = {
  name: 'show',
  description: 'Everything about a rule',
  options: [RULE_OPTION],
  handle: withRule(async (call, rule) => {
    const { say, env, now } = call
    const [place, { disabled }] = await Promise.all([
      destinationOf(call, rule),
      outboxOf(env, rule.destination).status(),
    ])
    const roles = rule.mentions.roles.map((id) => `<@&${id}>`).join(' ')
    const facts: readonly (readonly [string, string | undefined])[] = [
      [say.rules.query, disarm(rule.query)],
      [say.rules.scope, scopeText(say, rule.scope)],
      [say.rules.sources, rule.sources.map((id) => disarm(id)).join(', ') || say.rules.everySource],
      [say.rules.where, placeText(say, place)],
      [say.rules.delivery, deliveryText(say, rule.delivery)],
      [say.rules.pings, roles === '' ? undefined : roles],
      [say.rules.silent, rule.silent ? say.common.yes : undefined],
      [say.rules.merge, rule.merge ? undefined : say.common.no],
      [say.rules.state, restText(say, rule, now) ?? say.rules.active],
      [say.rules.fault, disabled === undefined ? undefined : standstillText(say, disabled, say.rules.mend)],
      [say.rules.made, moment(rule.created, 'f')],
    ]
    const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
    return {
      content: [`**${disarm(rule.name)}**`, ...lines].join('\n'),
      components: rows(
        button(say.rules.preview, customId('watch-preview', rule.id), 'primary'),
        button(say.rules.edit, customId('watch-edit', rule.id)),
      ),
    }
  }),
}

const named = (name: string) => WISH_OPTIONS.filter(({ declared }) => declared.name === name)

export const tryOut: Subcommand = {
  name: 'test',
  description: 'What a rule or a query would have caught lately; saves nothing',
  options: [
    { ...RULE_OPTION, declared: { ...RULE_OPTION.declared, required: false } },
    ...named('query'),
    ...named('topic'),
    ...named('source'),
    ...named('scope'),
    numberOption('items', 'How many of the last items to try it on', { least: 1, most: DESK.SAMPLE_ITEMS }),
  ],
  deferred: true,
  handle: test,
}

export const preview: Subcommand = {
  name: 'preview',
  description: 'Show here what an alert of a rule looks like; pings nobody',
  options: [RULE_OPTION],
  handle: withRule(previewOf),
}
