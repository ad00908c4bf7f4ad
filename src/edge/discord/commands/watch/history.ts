// /watch history: who changed which rule, and when; the last change can be taken back.
import { DISCORD } from '../../../../core/limits.ts'
import type { Destination, Rule } from '../../../../core/model.ts'
import { deskOf } from '../../../env.ts'
import type { RuleEntry } from '../../../store/rule-history.ts'
import { type Subcommand, text } from '../../command.ts'
import { button, rows } from '../../components.ts'
import { customId } from '../../custom-id.ts'
import { RULE_OPTION } from '../../rules/acts.ts'
import { placeText } from '../../rules/place.ts'
import { deliveryText, moment, scopeText } from '../../rules/text.ts'
import { clip, disarm, wholePieces } from '../../text.ts'
import type { Sentences } from '../../words/words.ts'

const SHOWN = 10
const VALUE_CHARS = 60

type Shown = (rule: Rule) => string
type Places = ReadonlyMap<string, Destination>

/** What can differ between two states of a rule, and how each is put. */
const aspects = (say: Sentences, places: Places): readonly (readonly [string, Shown])[] => [
  [say.rules.name, ({ name }) => disarm(name)],
  [say.rules.query, ({ query }) => disarm(query)],
  [say.rules.scope, ({ scope }) => scopeText(say, scope)],
  [say.rules.sources, ({ sources }) => sources.map((id) => disarm(id)).join(', ') || say.rules.everySource],
  [say.rules.delivery, ({ delivery }) => deliveryText(say, delivery)],
  [say.rules.pings, ({ mentions }) => mentions.roles.map((id) => `<@&${id}>`).join(' ') || '–'],
  [say.rules.silent, ({ silent }) => (silent ? say.common.yes : say.common.no)],
  [say.rules.merge, ({ merge }) => (merge ? say.common.yes : say.common.no)],
  [say.rules.where, ({ destination }) => placeText(say, places.get(destination))],
  [say.rules.changes, ({ revisions }) => revisions],
  [
    say.rules.state,
    ({ paused, snoozed }) => {
      if (paused) return say.rules.paused
      return snoozed === undefined ? say.rules.active : say.rules.pausedUntil(moment(snoozed, 'f'))
    },
  ],
]

const differences = (say: Sentences, places: Places, { before, after }: RuleEntry): string => {
  if (before === undefined || after === undefined) return ''
  const changed = aspects(say, places).flatMap(([name, shown]) => {
    const [was, is] = [shown(before), shown(after)]
    return was === is ? [] : [`${name}: ${clip(was, VALUE_CHARS)} → ${clip(is, VALUE_CHARS)}`]
  })
  return changed.length === 0 ? '' : ` (${changed.join('; ')})`
}

const lineOf = (say: Sentences, places: Places, entry: RuleEntry): string => {
  const done = { added: say.rules.wasAdded, changed: say.rules.wasChanged, removed: say.rules.wasRemoved }[entry.what]
  const who = entry.by === undefined ? say.rules.operator : `<@${entry.by}>`
  return `• ${moment(entry.at)} ${who}: ${done} **${clip(disarm(entry.name), VALUE_CHARS)}**${differences(say, places, entry)}`
}

export const history: Subcommand = {
  name: 'history',
  description: 'Who changed which rule, and when',
  options: [{ ...RULE_OPTION, declared: { ...RULE_OPTION.declared, required: false } }],
  handle: async (call) => {
    const { env, owner, say } = call
    const entries = (await deskOf(env).ruleHistory(owner, text(call, 'rule'))).slice(0, SHOWN)
    const [newest] = entries
    if (newest === undefined) return { content: say.rules.noHistory }
    const destinations = await deskOf(env).listDestinations(owner)
    const places = new Map(destinations.map((place) => [place.id, place]))
    const lines = entries.map((entry) => lineOf(say, places, entry))
    return {
      content: wholePieces(lines, '\n', DISCORD.CONTENT),
      components: rows(button(say.rules.undoLast, customId('watch-undo', newest.id), 'danger')),
    }
  },
}
