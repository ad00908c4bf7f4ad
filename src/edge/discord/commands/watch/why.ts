// /watch why: what became of one story for one rule, stage by stage.
import { DESK } from '../../../../core/limits.ts'
import { deskOf } from '../../../env.ts'
import { explainedFor } from '../../../explained.ts'
import { type Subcommand, text } from '../../command.ts'
import { textOption } from '../../option.ts'
import { RULE_OPTION, withRule } from '../../rules/acts.ts'
import { suggestItems } from '../../rules/suggest.ts'
import { disarm } from '../../text.ts'

const ADDRESS_CHARS = 2_048

export const why: Subcommand = {
  name: 'why',
  description: 'Why a rule told of a story, or did not',
  options: [
    RULE_OPTION,
    textOption('item', 'The story: choose one, or give its address', {
      required: true,
      suggest: suggestItems,
      most: ADDRESS_CHARS,
    }),
  ],
  deferred: true,
  handle: withRule(async (call, rule) => {
    const { env, owner, say } = call
    const typed = text(call, 'item') ?? ''
    const recent = await deskOf(env).recentItems(owner, DESK.SAMPLE_ITEMS)
    const id = recent.find(({ key }) => key === typed)?.item.id ?? typed
    const explained = await explainedFor(env, owner, rule.id, id)
    if (explained === undefined) return { content: say.rules.noSuchRule }
    const title = explained.item === undefined ? undefined : `**${disarm(explained.item.title)}**`
    const stages = explained.stages.map(
      ({ stage, ok, detail }) => `${ok ? '✓' : '✗'} ${disarm(stage)}: ${disarm(detail)}`,
    )
    const near = explained.near.map((term) => disarm(term)).join(', ')
    const lines = [title, ...stages, near === '' ? undefined : say.rules.nearBy(near)]
    return { content: lines.filter((line) => line !== undefined).join('\n') }
  }),
}
