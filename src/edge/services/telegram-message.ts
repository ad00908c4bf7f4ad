// A message as Telegram takes it: text, and marks as offsets into it, so that nothing in a text is ever parsed (the Bot API, 2026).
import { type Line, linesWithin, type Stretch } from '../../core/alert/telling.ts'
import { TELEGRAM } from '../../core/limits.ts'

/** Offset and length in UTF-16 units. */
export type Entity = { readonly type: string; readonly offset: number; readonly length: number; readonly url?: string }

const ENTITY = { strong: 'bold', found: 'bold', added: 'underline', removed: 'strikethrough' } as const

const entitiesOf = ({ text, tone, url }: Stretch, offset: number): Entity[] => {
  const place = { offset, length: text.length }
  return text === ''
    ? []
    : [
        ...(tone === undefined ? [] : [{ type: ENTITY[tone], ...place }]),
        ...(url === undefined ? [] : [{ type: 'text_link', ...place, url }]),
      ]
}

/** A text with its marks. */
export type Written = { readonly text: string; readonly entities: readonly Entity[] }

export type TelegramMessage = Written & {
  readonly chat_id: string
  readonly link_preview_options: { readonly is_disabled: true }
  readonly disable_notification?: true
  /** The message that it answers; sent by itself where that is gone. */
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: true }
}

/** The line feed after it included. */
const lineLength = (line: Line): number => line.reduce((sum, { text }) => sum + text.length, 1)
export const lengthOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lineLength(line), 0)

/** As many of the lines as there is room for. */
export const written = (lines: readonly Line[]): Written => {
  const entities: Entity[] = []
  let text = ''
  for (const line of linesWithin(lines, TELEGRAM.TEXT, lineLength)) {
    for (const stretch of line) {
      entities.push(...entitiesOf(stretch, text.length))
      text += stretch.text
    }
    text += '\n'
  }
  return { text: text.trimEnd(), entities: entities.slice(0, TELEGRAM.ENTITIES) }
}

export const messageOf = (chat: string, lines: readonly Line[], silent: boolean): TelegramMessage => ({
  chat_id: chat,
  ...written(lines),
  link_preview_options: { is_disabled: true },
  ...(silent ? { disable_notification: true } : {}),
})
