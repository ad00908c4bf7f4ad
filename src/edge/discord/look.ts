// Whether a parcel of unknown outcome has arrived: the channel's last messages, searched for its mark.
import { DISCORD } from '../../core/limits.ts'
import type { LookOutcome, Parcel, SendOutcome } from '../../flow/delivery-ports.ts'
import type { Answer, NoAnswer } from '../send.ts'
import type { Settings } from '../settings.ts'
import { messageIn } from './body.ts'
import { messageIdOf, outcomeOf } from './outcome.ts'
import { callDiscord, jsonOf } from './rest.ts'

type Listed = { readonly nonce?: unknown; readonly components?: unknown; readonly timestamp?: unknown }

/** The mark is the nonce, which Discord seldom gives back, or the custom_id of a button or menu. */
const carries = ({ nonce, components }: Listed, parcel: string): boolean =>
  nonce === parcel || JSON.stringify(components ?? []).includes(parcel)

const unseen = (reason: string): LookOutcome => ({ found: 'unseen', reason })

/** Whether so many messages came since that the parcel's may be further back. */
const movedOn = (messages: readonly Listed[], { doubtSince }: Parcel): boolean => {
  const oldest = Math.min(...messages.map(({ timestamp }) => Date.parse(String(timestamp))))
  return messages.length >= DISCORD.LOOK_MESSAGES && doubtSince !== undefined && oldest > doubtSince
}

const JUDGED = { bot: true, edit: false, nonce: false, inside: false, again: false }

/** An answer that says nothing of the channel: a second look may be given a better one. */
const laterOf = (answer: Answer | NoAnswer): Extract<SendOutcome, { outcome: 'later' | 'gate' }> | undefined => {
  if (!('silence' in answer) && answer.status === 200) return undefined
  const judged = outcomeOf(answer, JUDGED)
  switch (judged.outcome) {
    case 'gate':
    case 'later':
      return judged
    case 'limited': {
      const { reason, status, afterMs } = judged
      return { outcome: 'later', reason, status, afterMs }
    }
    case 'unknown':
      return { ...judged, outcome: 'later' }
    default:
      return undefined
  }
}

export const lookFor = async (settings: Settings, channel: string, parcel: Parcel): Promise<LookOutcome> => {
  const path = `/channels/${channel}/messages?limit=${DISCORD.LOOK_MESSAGES}`
  const answer = await callDiscord(settings, { method: 'GET', path, bot: true, bytes: DISCORD.LOOK_BYTES })
  const later = laterOf(answer)
  if (later !== undefined) return { found: 'later', sent: later }
  if ('silence' in answer) return unseen(answer.silence)
  if (answer.status !== 200) return unseen(`Discord answered ${answer.status}`)
  const list = jsonOf(answer.text)
  if (!Array.isArray(list)) return unseen('Discord’s list of messages could not be read')
  const messages = list.filter((message): message is Listed => typeof message === 'object' && message !== null)
  // Who may not read a channel's history is shown an empty one (Discord, Get Channel Messages), so emptiness proves nothing.
  if (messages.length === 0)
    return unseen('the channel shows no messages: it has none, or the bot may not read its history')
  const message = messageIdOf(messages.find((candidate) => carries(candidate, parcel.id)))
  if (message !== undefined) return { found: 'there', message }
  if (messageIn(parcel.body)?.components === undefined) return unseen('the message has no mark to be known by')
  return movedOn(messages, parcel) ? unseen('too many messages came after it') : { found: 'absent' }
}
