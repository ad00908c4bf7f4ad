// Stories that were found, as embeds: title and link, where the words stand, from whom and when.
import type { APIEmbed } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import { whyLines } from '../../core/summary/why.ts'
import type { Found } from '../archive.ts'
import { webLink } from './link.ts'
import { summaryOf } from './summary.ts'
import { bold, clip, disarm, plainLine, visible } from './text.ts'
import type { Sentences } from './words/words.ts'

/** Ten of these stay under the 6,000 characters of a message. */
const TITLE_CHARS = 180
const TEXT_CHARS = 320
const FOOTER_CHARS = 90
const LINE_CHARS = 140

const MARKS = { mark: bold, plain: disarm }

/** The sentences with the found words marked; of what has none, how it begins. */
const textOf = ({ stored: { item }, spans = [] }: Found): string => {
  const lines = whyLines(spans, item, LINE_CHARS, MARKS)
  return lines.length > 0 ? clip(lines.join('\n'), TEXT_CHARS) : summaryOf(item, [], TEXT_CHARS)
}

const embedOf = (found: Found, say: Sentences): APIEmbed => {
  const { stored, source } = found
  const { item, firstSeen } = stored
  const title = visible(item.title)
  const text = textOf(found)
  const url = webLink(item.url, DISCORD.EMBED_URL)
  const embed: APIEmbed = {
    title: title === undefined ? say.archive.noHeadline : clip(disarm(title), TITLE_CHARS),
    footer: { text: plainLine(visible(item.label ?? '') ?? visible(source.name) ?? source.id, FOOTER_CHARS) },
    timestamp: new Date(firstSeen).toISOString(),
  }
  if (text !== '') embed.description = text
  if (url !== undefined) embed.url = url
  return embed
}

/** Discord shows embeds of one address as one: the second goes without it. */
export const foundEmbeds = (found: readonly Found[], say: Sentences): readonly APIEmbed[] => {
  const seen = new Set<string>()
  return found.map((one) => {
    const { url, ...embed } = embedOf(one, say)
    if (url === undefined || seen.has(url)) return embed
    seen.add(url)
    return { ...embed, url }
  })
}
