// A mark on a message that was posted before: its body again, with the story that changed marked as such and everything else as it
// was. Editing notifies nobody; the answer that does is in reply.ts.

import type { APIEmbed } from 'discord-api-types/v10'
import { markOf } from '../../core/alert/mark.ts'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { Parcel } from '../../flow/delivery-ports.ts'
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

/** Which of the message's stories changed; undefined when its embeds are not those of the alerts it carried. */
const embedAt = (embeds: readonly APIEmbed[], change: Alert, carried: readonly Alert[]): number | undefined => {
  const at = carried.findIndex(({ story }) => story === change.story)
  if (at < 0) return undefined
  if (embeds.length === carried.length) return at
  const url = webLink(carried[at]?.item.url, DISCORD.EMBED_URL)
  const found = url === undefined ? -1 : embeds.findIndex((embed) => embed.url === url)
  return found < 0 ? undefined : found
}

const markedEmbeds = (
  embeds: readonly APIEmbed[],
  change: Alert,
  carried: readonly Alert[],
): readonly APIEmbed[] | undefined => {
  const at = embedAt(embeds, change, carried)
  const stored = at === undefined ? undefined : embeds[at]
  if (at === undefined || stored === undefined) return undefined
  const room = DISCORD.EMBED_CHARS - embedsLength(embeds.toSpliced(at, 1))
  const marked = markedForms(stored, change).find((form) => embedLength(form) <= room)
  return marked === undefined ? undefined : embeds.with(at, marked)
}

/** The plain form has a line per story, after the pings. */
const markedLines = (content: string, change: Alert, carried: readonly Alert[]): string | undefined => {
  const lines = content.split('\n')
  const place = carried.findIndex(({ story }) => story === change.story)
  const at = lines.length - carried.length + place
  const line = lines[at]
  if (place < 0 || at < 0 || line === undefined) return undefined
  const marked = lines.with(at, `${markOf(change)}${SEPARATOR}${unmarked(line)}`).join('\n')
  return marked.length > DISCORD.CONTENT ? undefined : marked
}

/** @param earlier what the message was made of last @param carried the alerts of that message, in its order */
export const packEdit = (
  earlier: Pick<Parcel, 'body'>,
  change: Alert,
  carried: readonly Alert[],
): string | undefined => {
  if (isDigest(earlier.body)) return markDigest(earlier, change, carried)
  const message = messageIn(earlier.body)
  if (message === undefined) return undefined
  if (message.embeds !== undefined && message.embeds.length > 0) {
    const embeds = markedEmbeds(message.embeds, change, carried)
    return embeds === undefined ? undefined : JSON.stringify({ ...postedRest(message), embeds })
  }
  const content = markedLines(message.content ?? '', change, carried)
  return content === undefined ? undefined : JSON.stringify({ ...postedRest(message), content })
}
