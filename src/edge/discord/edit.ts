// A mark on a message that was posted before: its body again, with the story that changed marked as such, or with who else told it,
// and everything else as it was. Editing notifies nobody; the answer that does is in alert-reply.ts.

import type { APIEmbed } from 'discord-api-types/v10'
import { markOf } from '../../core/alert/mark.ts'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { Parcel } from '../../flow/delivery-ports.ts'
import { ALSO_IN, alsoField, briefAlsoField, withTellers } from './also.ts'
import { messageIn, postedRest } from './body.ts'
import { changedField, isMark, struck } from './change.ts'
import { isDigest, markDigest } from './digest.ts'
import { embedLength, embedOf, embedsLength } from './embed.ts'
import { webLink } from './link.ts'
import { clip, plainLine } from './text.ts'

const SEPARATOR = ' · '

/** What a line says without the mark that an earlier change put before it. */
const unmarked = (line: string): string => {
  const [first = '', ...rest] = line.split(SEPARATOR)
  return isMark(first) ? rest.join(SEPARATOR) : line
}

/** The tildes around a struck title count too. */
const struckTitle = (title: string): string =>
  title.startsWith('~~') ? title : struck(clip(title, DISCORD.EMBED_TITLE - '~~~~'.length))

const namesNobody = ({ fields = [] }: APIEmbed): boolean => !fields.some(({ name }) => name === ALSO_IN)

/** The embed with who told its story as well, with links where they leave the other stories room to name theirs; all else as it was. */
const retoldForms = (stored: APIEmbed, alert: Alert, others: readonly APIEmbed[]): APIEmbed[] => {
  const fields = (stored.fields ?? []).filter(({ name }) => name !== ALSO_IN)
  const linked = { ...stored, fields: [...fields, ...alsoField(alert)] }
  const brief = { ...stored, fields: [...fields, briefAlsoField(alert)] }
  const left = DISCORD.EMBED_CHARS - embedsLength([linked, ...others])
  return left < DISCORD.ALSO * others.filter(namesNobody).length ? [brief] : [linked, brief]
}

/** The forms of the marked embed, the fullest first. Why it was told, its rules and dates stay as they were posted. */
const markedForms = (stored: APIEmbed, change: Alert): APIEmbed[] => {
  const withdrawn = change.change?.kind === 'withdrawn'
  const { title = '', description, ...now } = withdrawn ? stored : { ...stored, ...textsOf(change) }
  const author = [markOf(change), unmarked(stored.author?.name ?? '')].filter(Boolean).join(SEPARATOR)
  const fields = (stored.fields ?? []).filter(({ name }) => !isMark(name))
  const brief: APIEmbed = {
    ...now,
    author: { ...stored.author, name: plainLine(author, DISCORD.AUTHOR) },
    title: withdrawn ? struckTitle(title) : title,
    fields,
  }
  const full: APIEmbed = description === undefined ? brief : { ...brief, description }
  return [{ ...full, fields: [...changedField(change), ...fields] }, full, brief]
}

const textsOf = (change: Alert): Pick<APIEmbed, 'title' | 'description'> => {
  const { title, description } = embedOf(change, 'buttons')
  return { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) }
}

/** Which of the message's stories this one is; undefined when its embeds are not those of the alerts it carried. */
const embedAt = (embeds: readonly APIEmbed[], alert: Alert, carried: readonly Alert[]): number | undefined => {
  const at = carried.findIndex(({ story }) => story === alert.story)
  if (at < 0) return undefined
  if (embeds.length === carried.length) return at
  const url = webLink(carried[at]?.item.url, DISCORD.EMBED_URL)
  const found = url === undefined ? -1 : embeds.findIndex((embed) => embed.url === url)
  return found < 0 ? undefined : found
}

const markedEmbeds = (
  embeds: readonly APIEmbed[],
  alert: Alert,
  carried: readonly Alert[],
): readonly APIEmbed[] | undefined => {
  const at = embedAt(embeds, alert, carried)
  const stored = at === undefined ? undefined : embeds[at]
  if (at === undefined || stored === undefined) return undefined
  const others = embeds.toSpliced(at, 1)
  const room = DISCORD.EMBED_CHARS - embedsLength(others)
  const forms = alert.change === undefined ? retoldForms(stored, alert, others) : markedForms(stored, alert)
  const marked = forms.find((form) => embedLength(form) <= room)
  return marked === undefined ? undefined : embeds.with(at, marked)
}

const lineWith = (line: string, alert: Alert): string =>
  alert.change === undefined
    ? withTellers(line, '>', SEPARATOR, alert)
    : `${markOf(alert)}${SEPARATOR}${unmarked(line)}`

/** The plain form has a line per story, after the pings. */
const markedLines = (content: string, alert: Alert, carried: readonly Alert[]): string | undefined => {
  const lines = content.split('\n')
  const place = carried.findIndex(({ story }) => story === alert.story)
  const at = lines.length - carried.length + place
  const line = lines[at]
  if (place < 0 || at < 0 || line === undefined) return undefined
  const marked = lines.with(at, lineWith(line, alert)).join('\n')
  return marked.length > DISCORD.CONTENT ? undefined : marked
}

/** @param earlier what the message was made of last @param carried the alerts of that message, in its order */
export const packEdit = (
  earlier: Pick<Parcel, 'body'>,
  alert: Alert,
  carried: readonly Alert[],
): string | undefined => {
  if (isDigest(earlier.body)) return markDigest(earlier, alert, carried)
  const message = messageIn(earlier.body)
  if (message === undefined) return undefined
  if (message.embeds !== undefined && message.embeds.length > 0) {
    const embeds = markedEmbeds(message.embeds, alert, carried)
    return embeds === undefined ? undefined : JSON.stringify({ ...postedRest(message), embeds })
  }
  const content = markedLines(message.content ?? '', alert, carried)
  return content === undefined ? undefined : JSON.stringify({ ...postedRest(message), content })
}
