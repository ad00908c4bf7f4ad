// What a handler answers, and the forms Discord takes it in. Everything is ephemeral and pings nobody, unless it says otherwise.
import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10'
import { InteractionResponseFlags, InteractionResponseType } from 'discord-interactions'
import { COMMAND, DISCORD } from '../../core/limits.ts'
import { clip } from './text.ts'

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>
export type Modal = APIModalInteractionResponseCallbackData

/** The texts are Discord's markdown: what a person or a wire wrote is disarmed by whoever puts it in. */
export type Message = {
  readonly content?: string
  readonly embeds?: readonly APIEmbed[]
  readonly components?: readonly Row[]
  /** What a replay is told instead, and what is remembered for it: a secret is shown once. */
  readonly again?: Message
}

/** A message of its own, a form to fill in, or the message that a component sits on, changed. */
export type Reply = Message | { readonly modal: Modal } | { readonly update: Message }

/** What is offered while somebody types: `value` comes back, `name` is shown. */
export type Choice = { readonly name: string; readonly value: string }

/** The JSON body of an answer to an interaction. */
export type Answer = { readonly type: number; readonly data?: object }

/** What may be kept of an answer. */
export const kept = (reply: Reply): Reply => (isMessage(reply) && reply.again !== undefined ? reply.again : reply)

export const isMessage = (reply: Reply): reply is Message => !('modal' in reply) && !('update' in reply)

const NO_MENTIONS = { parse: [] }

/** What is left out stays as it was in an update, so that every part is stated. */
export const messageData = ({ content = '', embeds = [], components = [] }: Message) => ({
  content: clip(content, DISCORD.CONTENT),
  embeds,
  components,
  allowed_mentions: NO_MENTIONS,
})

export const answerOf = (reply: Reply): Answer => {
  if ('modal' in reply) return { type: InteractionResponseType.MODAL, data: reply.modal }
  if ('update' in reply) return { type: InteractionResponseType.UPDATE_MESSAGE, data: messageData(reply.update) }
  return {
    type: InteractionResponseType.CHANNEL_MESSAGE_WITH_SOURCE,
    data: { ...messageData(reply), flags: InteractionResponseFlags.EPHEMERAL },
  }
}

/** "… is thinking": the reply follows. Whether it is ephemeral is settled here. */
export const DEFERRED: Answer = {
  type: InteractionResponseType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE,
  data: { flags: InteractionResponseFlags.EPHEMERAL },
}

export const PONG: Answer = { type: InteractionResponseType.PONG }

export const choicesOf = (choices: readonly Choice[]): Answer => ({
  type: InteractionResponseType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT,
  data: {
    choices: choices
      .filter(({ name, value }) => name.trim() !== '' && value !== '' && value.length <= COMMAND.CHOICE_CHARS)
      .slice(0, COMMAND.CHOICES)
      .map(({ name, value }) => ({ name: clip(name, COMMAND.CHOICE_CHARS), value })),
  },
})
