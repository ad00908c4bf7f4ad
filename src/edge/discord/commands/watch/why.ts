// /watch why: what became of one story for one rule, stage by stage. Only a Wire knows, so that it counts as a search.
import type { Source } from '../../../../core/model.ts'
import { deskOf } from '../../../env.ts'
import { explainedFor } from '../../../explained.ts'
import { askedOf } from '../../asked.ts'
import { type Subcommand, text } from '../../command.ts'
import { named } from '../../lists.ts'
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
    const desk = deskOf(env)
    const [known, visible] = await Promise.all([desk.itemNamed(owner, typed), desk.visibleSources(owner)])
    if (!(await desk.admitSearch(owner))) return { content: say.archive.searchesSpent }
    const { sources, left } = askedOf(visible, owner, known?.source)
    const explained = await explainedFor(env, rule, known?.item.id ?? typed, sources)
    const title = explained.item === undefined ? undefined : `**${disarm(explained.item.title)}**`
    const stages = explained.stages.map(
      ({ stage, ok, detail }) => `${ok ? '✓' : '✗'} ${disarm(stage)}: ${disarm(detail)}`,
    )
    const near = explained.near.map((term) => disarm(term)).join(', ')
    const names = (list: readonly Source[]): string =>
      named(
        say,
        list.map(({ name }) => name),
      )
    const { unanswered = [] } = explained
    const lines = [
      title,
      ...stages,
      near === '' ? undefined : say.rules.nearBy(near),
      left.length === 0 ? undefined : say.rules.notAsked(names(left)),
      unanswered.length === 0 ? undefined : say.archive.noAnswer(names(unanswered)),
    ]
    return { content: lines.filter((line) => line !== undefined).join('\n') }
  }),
}
