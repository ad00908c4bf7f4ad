// A message that Telegram shows already, with one of its stories told anew or with who else told it, and everything else as it was.
import { ALSO_IN, type Line, toldAlsoIn } from '../../core/alert/telling.ts'
import { TELEGRAM } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import type { Posted } from '../../flow/delivery-ports.ts'
import { alertLines } from './telegram-lines.ts'
import { type TelegramMessage, type Written, written } from './telegram-message.ts'

/** Between two stories; no line of a story is empty. */
const BETWEEN = '\n\n'

type Place = { readonly start: number; readonly end: number }

const placesIn = (text: string): readonly Place[] => {
  let end = -BETWEEN.length
  return text.split(BETWEEN).map((block) => {
    const start = end + BETWEEN.length
    end = start + block.length
    return { start, end }
  })
}

/** With what is put in the place of a stretch; the marks behind it move along. */
const spliced = ({ text, entities }: Written, { start, end }: Place, put: Written): Written => ({
  text: text.slice(0, start) + put.text + text.slice(end),
  entities: [
    ...entities.filter(({ offset, length }) => offset + length <= start),
    ...put.entities.map((entity) => ({ ...entity, offset: entity.offset + start })),
    ...entities
      .filter(({ offset }) => offset >= end)
      .map((entity) => ({ ...entity, offset: entity.offset + put.text.length - (end - start) })),
  ],
})

const plain = (text: string): Line => [{ text }]

/** Where the line stands that names the others: the last one or, before the links, the last but one. Else the end, for a line more. */
const tellersPlace = (text: string, { start, end }: Place): Place & { readonly before: string } => {
  let from = end
  for (let line = 0; line < 2 && from > start; line++) {
    const at = text.lastIndexOf('\n', from - 1) + 1
    if (at > start && text.startsWith(ALSO_IN, at)) return { start: at, end: from, before: '' }
    from = at - 1
  }
  return { start: end, end, before: '\n' }
}

const named = (message: Written, place: Place, alert: Alert): Written => {
  const { before, ...line } = tellersPlace(message.text, place)
  return spliced(message, line, { text: before + written([plain(toldAlsoIn(alert))]).text, entities: [] })
}

/** @param carried the alerts of that message, in its order. Undefined when its stories are not theirs, or there is no room. */
export const packEdit = (
  { body, isDigest }: Pick<Posted, 'body' | 'isDigest'>,
  alert: Alert,
  carried: readonly Alert[],
): string | undefined => {
  const {
    entities,
    disable_notification: _quiet,
    reply_parameters: _answered,
    ...message
  } = JSON.parse(body) as Partial<Pick<TelegramMessage, 'entities'>> & Omit<TelegramMessage, 'entities'>
  const at = carried.findIndex(({ story }) => story === alert.story)
  const places = placesIn(message.text)
  const place = places[at]
  if (isDigest || place === undefined || places.length !== carried.length) return undefined
  const now = { text: message.text, entities: entities ?? [] }
  const edited =
    alert.change === undefined
      ? named(now, place, alert)
      : spliced(now, place, written(alertLines({ alsoIn: carried[at]?.alsoIn ?? [], ...alert })))
  if (edited.text.length > TELEGRAM.TEXT || edited.entities.length > TELEGRAM.ENTITIES) return undefined
  // What went out without marks was refused with them.
  return JSON.stringify({ ...message, ...(entities === undefined ? { text: edited.text } : edited) })
}
