// How a Discord message shows that a story changed or was withdrawn: a mark before its origin, and what changed. It is a message of its
// own; answering or editing the first one is not done here.
import type { APIEmbedField } from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import type { Alert, DiffPart, Field } from '../../core/model.ts'
import { clip, disarm } from './text.ts'

/** Undefined for the item as it was first seen. */
export const markOf = ({ change }: Alert): string | undefined => {
  if (change === undefined) return undefined
  return change.kind === 'withdrawn' ? 'Withdrawn' : 'Changed'
}

const WITHDRAWN = 'Its page was gone twice, at least an hour apart.'

const NAMES: { readonly [field in Field]: string } = { title: 'Headline', lead: 'Lead', text: 'Text' }

/** Marks must touch the letters they mark. */
const around = (mark: string, text: string): string => {
  const words = text.trim()
  const harmless = disarm(words).trim()
  return harmless === '' ? '' : text.replace(words, () => `${mark}${harmless}${mark}`)
}

const shown = ({ op, text }: DiffPart): string => {
  if (op === 'same') return disarm(text)
  return around(op === 'added' ? '**' : '~~', text)
}

/** Parts are dropped whole: half a part would leave its mark open. */
const within = (parts: readonly string[], limit: number): string => {
  let line = ''
  for (const part of parts) {
    if (line.length + part.length >= limit) return clip(`${line}…`, limit)
    line += part
  }
  return line
}

const lines = ({ change }: Alert): string => {
  const diff = change?.diff ?? {}
  const fields = (['title', 'lead', 'text'] as const).flatMap((field) => {
    const parts = diff[field]
    return parts === undefined ? [] : [{ name: NAMES[field], parts }]
  })
  const room = Math.floor(DISCORD.CHANGE / Math.max(1, fields.length))
  return fields.map(({ name, parts }) => within([`${name}: `, ...parts.map(shown)], room - 1)).join('\n')
}

/** The field that says what changed; none for the item as it was first seen. */
export const changedField = (alert: Alert): APIEmbedField[] => {
  const name = markOf(alert)
  if (name === undefined) return []
  const value = alert.change?.kind === 'withdrawn' ? WITHDRAWN : lines(alert)
  return [{ name, value: clip(value, DISCORD.FIELD) || 'More of the story is known now.' }]
}
