// The story is told once; these tell it as well. Named in an embed's field, or at the end of a line.
import type { APIEmbedField } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { linksField, namedLink } from './link.ts'
import { clip, disarm, visible } from './text.ts'

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

/** A line that ends with who else tells its story, in the place of an earlier such end. @param last what comes right before its end */
export const withTellers = (line: string, last: string, separator: string, alert: Alert): string => {
  const start = `${separator}also in `
  // Further up, a headline may say so too.
  const earlier = line.indexOf(start, line.lastIndexOf(last))
  const names = tellersOf(alert).map(({ name }) => name)
  return (earlier < 0 ? line : line.slice(0, earlier)) + start + names.join(', ')
}
