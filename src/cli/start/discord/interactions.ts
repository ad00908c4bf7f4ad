// Interactions in progress: the token of each, when it came, whether it was answered. One that nobody opened begins when
// it is first spoken of, because an answer on the HTTP request itself never passes here.
import { REFUSALS, type Refusal } from './refusals.ts'

/** Discord's page on receiving and responding, August 2026. */
const ANSWER_MS = 3_000
const TOKEN_MS = 15 * 60_000
const FOLLOW_UPS = 5

export type Interaction = {
  readonly token: string
  readonly channel: string
  /** The application is not installed in the server: Discord then bounds the follow-ups. */
  readonly userInstall?: boolean
}

type Progress = Interaction & { readonly at: number; readonly answered: boolean; readonly followUps: number }

export type Interactions = {
  readonly open: (interaction: Interaction) => void
  readonly channelOf: (token: string) => string
  /** Why a first answer comes in vain. */
  readonly answer: (token: string) => Refusal | undefined
  /** Why an edit of the answer does. */
  readonly refusal: (token: string) => Refusal | undefined
  readonly followUp: (token: string) => Refusal | undefined
}

/** @param now ms since the epoch */
export const createInteractions = (now: () => number): Interactions => {
  const known = new Map<string, Progress>()
  const open = (interaction: Interaction): Progress => {
    const progress = { ...interaction, at: now(), answered: false, followUps: 0 }
    known.set(interaction.token, progress)
    return progress
  }
  const at = (token: string): Progress => known.get(token) ?? open({ token, channel: token })
  const refusal = (token: string): Refusal | undefined =>
    now() - at(token).at > TOKEN_MS ? REFUSALS.badWebhookToken : undefined

  return {
    open: (interaction) => {
      open(interaction)
    },
    channelOf: (token) => at(token).channel,
    answer: (token) => {
      const progress = at(token)
      if (progress.answered) return REFUSALS.acknowledged
      if (now() - progress.at > ANSWER_MS) return REFUSALS.unknownInteraction
      known.set(token, { ...progress, answered: true })
      return undefined
    },
    refusal,
    followUp: (token) => {
      const progress = at(token)
      if (progress.userInstall === true && progress.followUps >= FOLLOW_UPS) return REFUSALS.tooManyFollowUps
      known.set(token, { ...progress, followUps: progress.followUps + 1 })
      return refusal(token)
    },
  }
}
