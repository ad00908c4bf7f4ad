// How a Discord message shows that a story changed or was withdrawn: a mark before its origin, and a field that says what changed.
import type { APIEmbedField } from 'discord-api-types/v10'
import { MARKS, type Mark, markOf } from '../../core/alert/mark.ts'
import { DISCORD } from '../../core/limits.ts'
import type { Alert, DiffPart, Field } from '../../core/model.ts'
import { cleaned, clip, disarm, partsWithin } from './text.ts'

/** Whether a field's name, or what stands before an origin, is a mark. */
export const isMark = (text: string): text is Mark => Object.values(MARKS).some((mark) => mark === text)

/** Discord ends a struck stretch at the first two tildes, escaped ones included: inside it they are put by a look-alike. */
export const struck = (harmless: string): string => `~~${harmless.replace(/\\?~/g, '∼')}~~`

const WITHDRAWN = 'Its page was gone twice, at least an hour apart.'

const NAMES: { readonly [field in Field]: string } = { title: 'Headline', lead: 'Lead', text: 'Text' }

/** Marks must touch the letters they mark. */
const around = (mark: (harmless: string) => string, text: string): string => {
  const words = text.trim()
  const harmless = disarm(words).trim()
  return harmless === '' ? '' : text.replace(words, () => mark(harmless))
}

const shown = ({ op, text }: DiffPart): string => {
  if (op === 'same') return disarm(text)
  return around(op === 'added' ? (harmless) => `**${harmless}**` : struck, cleaned(text))
}

const lines = ({ change }: Alert): string => {
  const diff = change?.diff ?? {}
  const fields = (['title', 'lead', 'text'] as const).flatMap((field) => {
    const parts = diff[field]
    return parts === undefined ? [] : [{ name: NAMES[field], parts }]
  })
  const room = Math.floor(DISCORD.CHANGE / Math.max(1, fields.length))
  return fields.map(({ name, parts }) => partsWithin(`${name}: `, parts, room - 1, shown)).join('\n')
}

/** The field that says what changed; none for the item as it was first seen. */
export const changedField = (alert: Alert): APIEmbedField[] => {
  const name = markOf(alert)
  if (name === undefined) return []
  const value = alert.change?.kind === 'withdrawn' ? WITHDRAWN : lines(alert)
  return [{ name, value: clip(value, DISCORD.FIELD) || 'More of the story is known now.' }]
}
