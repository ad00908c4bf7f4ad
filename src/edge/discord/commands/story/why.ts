// Why an alert came: which terms of which rules stand where, in their sentences. For everyone who can see it, and for nobody else.
import { DISCORD } from '../../../../core/limits.ts'
import { type Alert, type Match, SCOPES } from '../../../../core/model.ts'
import { whyLines } from '../../../../core/summary/why.ts'
import type { Call } from '../../command.ts'
import { select } from '../../components.ts'
import { customId } from '../../custom-id.ts'
import { headlineOf } from '../../embed.ts'
import type { Message } from '../../reply.ts'
import { clip, disarm, plainLine, wholePieces } from '../../text.ts'
import type { Sentences } from '../../words/words.ts'
import { alertHere, alertsInMessage } from './here.ts'

const TERMS_CHARS = 200
/** As many as Discord shows in one select. */
const MENU = 25

const bold = (text: string): string => (text.trim() === '' ? text : `**${text}**`)

/** Without a term: the rule may ask for facts alone, or only an earlier state of the story had its words. */
const withoutTerms = (say: Sentences, { change }: Alert, { rule }: Match): string =>
  change?.told.includes(rule) === true ? say.story.earlier : say.story.factsAlone

const matchLines = (say: Sentences, alert: Alert, match: Match): readonly string[] => {
  const { name, spans } = match
  const terms = [...new Set(spans.map(({ text }) => text.toLowerCase()))].map((term) => disarm(term))
  const found = terms.length === 0 ? withoutTerms(say, alert, match) : clip(terms.join(', '), TERMS_CHARS)
  const where = { title: say.story.inTitle, lead: say.story.inLead, text: say.story.inText }
  const lines = SCOPES.flatMap((field) => {
    const own = spans.filter((span) => span.field === field)
    const sentences = whyLines(own, alert.item, DISCORD.WHY_LINE, { mark: bold, plain: disarm })
    return sentences.map((sentence) => `• ${where[field]}: ${sentence}`)
  })
  return [say.story.rule(bold(clip(disarm(name), TERMS_CHARS)), found), ...lines]
}

const whyText = (say: Sentences, alert: Alert): string => {
  const title = bold(clip(disarm(headlineOf(alert)), DISCORD.EMBED_TITLE))
  const note = alert.headlineOnly ? [say.story.headlineOnly] : []
  return wholePieces(
    [title, ...note, ...alert.matches.flatMap((match) => matchLines(say, alert, match))],
    '\n',
    DISCORD.CONTENT,
  )
}

/** The button under an alert, or a choice among several. */
export const why = async (call: Call): Promise<Message> => {
  const here = await alertHere(call, call.interaction.values[0] ?? call.parts[0])
  return { content: here === undefined ? call.say.story.notHere : whyText(call.say, here.alert) }
}

const whichOf = ({ say }: Call, alerts: readonly Alert[]): Message => ({
  content: say.story.several,
  components: [
    select(
      customId('why'),
      say.story.choose,
      alerts.map((alert) => ({ label: plainLine(headlineOf(alert), DISCORD.OPTION), value: alert.id })),
    ),
  ],
})

/** The command in a message's menu. */
export const whyThis = async (call: Call): Promise<Message> => {
  const alerts = await alertsInMessage(call)
  const [first] = alerts
  if (first === undefined) return { content: call.say.story.noAlert }
  return alerts.length > 1 ? whichOf(call, alerts.slice(0, MENU)) : { content: whyText(call.say, first) }
}
