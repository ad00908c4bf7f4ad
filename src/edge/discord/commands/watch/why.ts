// /watch why: what became of one story for one rule, stage by stage, from what is kept; no Wire is asked.
import { DISCORD } from '../../../../core/limits.ts'
import { type Telling, told } from '../../../../flow/stage.ts'
import { type Recalled, recalledFor } from '../../../recalled.ts'
import { type Subcommand, text } from '../../command.ts'
import { textOption } from '../../option.ts'
import { RULE_OPTION, withRule } from '../../rules/acts.ts'
import { suggestItems } from '../../rules/suggest.ts'
import { moment, reasonText } from '../../rules/text.ts'
import { clip, disarm, wholePieces } from '../../text.ts'
import type { Sentences } from '../../words/words.ts'

const ADDRESS_CHARS = 2_048
const LINE_CHARS = 300

const telling = (say: Sentences): Telling => ({
  words: say.why.stages,
  quote: disarm,
  moment: (instant) => moment(instant, 'f'),
  reason: (recorded) => reasonText(say, recorded),
  fault: ({ code, message }) => disarm(say.common.queryErrors[code] ?? message),
})

const MARKS = { open: '?', ok: '✓', not: '✗' } as const

const lineOf = (language: Telling, stage: Recalled['stages'][number]): string => {
  const { name, detail } = told(language, stage)
  const mark = stage.open === true ? MARKS.open : stage.ok ? MARKS.ok : MARKS.not
  return clip(`${mark} ${name}: ${detail}`, LINE_CHARS)
}

const ADDRESS = /^https?:\/\//i

/** Everything holds, and the rule's place has no alert of it. */
const isUntold = ({ matched, stages }: Recalled): boolean => {
  const stopped = stages.flatMap((stage) => ('found' in stage && !stage.ok ? [stage.found] : []))
  return matched && stopped.every((found) => found.kind === 'outcome' && found.ends.length === 0) && stopped.length > 0
}

/** What cannot be said from here, and who can say it. @param name as the story was named */
const remarksOf = ({ why }: Sentences, recalled: Recalled, name: string): readonly string[] => {
  if (recalled.title === undefined) return ADDRESS.test(name) ? [why.elsewhere] : [why.choose, why.elsewhere]
  if (recalled.stages.some((stage) => stage.open === true)) return [why.open, why.elsewhere]
  return isUntold(recalled) ? [why.untold] : []
}

/** As many of the lines as fit, the others counted; the last one, what became of it all, is always there. */
const fitted = ({ common }: Sentences, lines: readonly string[], room: number): string => {
  const all = lines.join('\n')
  if (all.length <= room) return all
  const end = lines.at(-1) ?? ''
  const shown = wholePieces(lines.slice(0, -1), '\n', room - end.length - common.andMore(lines.length).length - 2)
  return [shown, common.andMore(lines.length - 1 - shown.split('\n').length), end].join('\n')
}

const whyText = (say: Sentences, recalled: Recalled, name: string): string => {
  const { title, stages, near } = recalled
  const language = telling(say)
  const head = title === undefined ? [] : [`**${disarm(clip(title, DISCORD.EMBED_TITLE))}**`]
  const missing = near.length === 0 ? [] : [say.rules.nearBy(near.map((term) => disarm(term)).join(', '))]
  const tail = [...missing, ...remarksOf(say, recalled, name)].map((line) => `\n${line}`).join('')
  const lines = [...head, ...stages.map((stage) => lineOf(language, stage))]
  return fitted(say, lines, DISCORD.CONTENT - tail.length) + tail
}

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
  handle: withRule(async (call, rule) => {
    const name = text(call, 'item') ?? ''
    return { content: whyText(call.say, await recalledFor(call.env, rule, name, call.now), name) }
  }),
}
