// The answer to an earlier message that says what changed. It pings nobody, and it is posted as a message of its own where the one
// it answers is gone.
import type { APIEmbed } from 'discord-api-types/v10'
import type { Alert } from '../../core/model.ts'
import { rowOf } from './alert-row.ts'
import { ALSO_IN } from './also.ts'
import { placeOfMessage } from './body.ts'
import { isMark } from './change.ts'
import { embedOf } from './embed.ts'
import { type Message, SILENT, withNonce } from './message.ts'

/** Beside what changed only when: the rest stands in the message that is answered. */
const KEPT = new Set(['First seen', ALSO_IN])

const changeEmbed = (change: Alert): APIEmbed => {
  const { description: _told, fields = [], ...embed } = embedOf(change, 'buttons')
  return { ...embed, fields: fields.filter(({ name }) => isMark(name) || KEPT.has(name)) }
}

/** @param message the answered message, `channelId/messageId` */
export const replyMessage = (id: string, change: Alert, message: string): Message => {
  const { channel, id: answered } = placeOfMessage(message)
  const row = rowOf([change], id)
  return withNonce(id, {
    embeds: [changeEmbed(change)],
    ...(row === undefined ? {} : { components: [row] }),
    message_reference: {
      message_id: answered,
      ...(channel === undefined ? {} : { channel_id: channel }),
      fail_if_not_exists: false,
    },
    allowed_mentions: { parse: [], replied_user: false },
    ...(change.silent ? { flags: SILENT } : {}),
  })
}
