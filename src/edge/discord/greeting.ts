// The first message to a place that has just been chosen: where it arrives, what follows will arrive too.
import type { SendOutcome } from '../../flow/delivery-ports.ts'
import { deskOf } from '../env.ts'
import type { Call } from './command.ts'
import { channelCourier } from './courier.ts'
import { textMessage, withNonce } from './message.ts'
import { outcomeOf } from './outcome.ts'
import { callDiscord, jsonOf } from './rest.ts'

export type Unheard = Exclude<SendOutcome, { outcome: 'sent' }>

/** Discord is not asked while it turns the bot away: each refused call counts against our address. */
const shut: Unheard = { outcome: 'later', reason: 'Discord turns the bot away for now; I try again by myself' }

const isShut = async ({ env, now }: Call): Promise<boolean> => (await deskOf(env).health(now)).gateClosed

/** A token that is refused here is refused everywhere: others need not find out for themselves. */
const told = async ({ env }: Call, outcome: SendOutcome): Promise<Unheard | undefined> => {
  if (outcome.outcome === 'sent') return undefined
  if (outcome.outcome === 'gate') await deskOf(env).closeGate(outcome.reason, outcome.forMs)
  return outcome
}

/** Posts a plain text; undefined once it has arrived. The interaction's id is its nonce: a second try is no second message. */
export const greet = async (call: Call, channel: string, text: string): Promise<Unheard | undefined> => {
  if (await isShut(call)) return shut
  const { id } = call.interaction
  const parcel = { id, body: JSON.stringify(withNonce(id, textMessage(text))), alerts: [], created: call.now, tries: 0 }
  return told(call, await channelCourier({ kind: 'discord-channel', channel }, call.settings).send(parcel, call.now))
}

const JUDGED = { bot: true, edit: false, nonce: false, inside: false, again: false }

/** The channel of the direct messages between the bot and whoever asks. */
export const directChannel = async (call: Call): Promise<{ readonly channel: string } | Unheard> => {
  if (await isShut(call)) return shut
  const body = JSON.stringify({ recipient_id: call.user })
  const answer = await callDiscord(call.settings, { method: 'POST', path: '/users/@me/channels', body, bot: true })
  const opened = 'silence' in answer || answer.status !== 200 ? undefined : (jsonOf(answer.text) as { id?: unknown })
  if (typeof opened?.id === 'string') return { channel: opened.id }
  const unheard = await told(call, outcomeOf(answer, JUDGED))
  return unheard ?? { outcome: 'later', reason: 'Discord names no channel' }
}
