// The story is told once; these tell it as well. Named in an embed's field, or at the end of a line.
import type { APIEmbedField } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { linksField, namedLink } from './link.ts'
import { clip, disarm, listed, visible } from './text.ts'

export const ALSO_IN = 'Also in'

const tellersOf = ({ alsoIn = [] }: Alert): readonly { readonly name: string; readonly url?: string }[] =>
  alsoIn.map(({ name, ...rest }) => ({
    ...rest,
    name: clip(disarm(visible(name) ?? ''), DISCORD.OPTION) || 'another source',
  }))

/** None when nobody else tells it. */
export const alsoField = (alert: Alert): APIEmbedField[] => {
  const tellers = tellersOf(alert).map(({ name, url }) => namedLink(name, url, DISCORD.LINK) ?? name)
  return linksField(ALSO_IN, tellers, ', ')
}

/** In the room that every message leaves for it: names alone, those that do not fit counted. */
export const briefAlsoField = (alert: Alert): APIEmbedField => {
  const names = tellersOf(alert).map(({ name }) => name)
  return { name: ALSO_IN, value: listed(names, DISCORD.ALSO - ALSO_IN.length), inline: true }
}

/** A headline's own colon is escaped, so that this is no part of one. */
const LINK = /(?:\]\(|<)https?:\S+[)>]/

/** Where what follows the headline begins: after its link, or what comes right before its end. */
const afterHeadline = (line: string, last: string): number => {
  const link = LINK.exec(line)
  return link === null ? line.lastIndexOf(last) : link.index + link[0].length
}

/** A line that ends with who else tells its story, in the place of an earlier such end. @param last what comes right before its end where it has no link */
export const withTellers = (line: string, last: string, separator: string, alert: Alert): string => {
  const start = `${separator}also in `
  // Further up, a headline may say so too.
  const earlier = line.indexOf(start, afterHeadline(line, last))
  const names = tellersOf(alert).map(({ name }) => name)
  return (earlier < 0 ? line : line.slice(0, earlier)) + start + names.join(', ')
}
