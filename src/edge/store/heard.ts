// Which interactions that change nothing were answered, so that one that comes again takes no news along. In memory: a table would be
// written at every look at a list. What was signed before this memory began may have been answered by the Desk before it.
import { OWNERS, UNITS } from '../../core/limits.ts'

export type Heard = ReturnType<typeof heardOf>

/** @param began ms since the epoch, as `signed` and `now` below */
export const heardOf = (began: number) => {
  const answered = new Map<string, number>()
  const forgetOld = (now: number): void => {
    for (const [interaction, at] of answered) {
      if (at >= now - OWNERS.REPLAY_MS) return
      answered.delete(interaction)
    }
  }
  return {
    /** Whether it is known to come for the first time. @param signed Discord signs whole seconds */
    isFirst: (interaction: string, signed: number, now: number): boolean => {
      forgetOld(now)
      const isNew = interaction !== '' && !answered.has(interaction)
      if (isNew) answered.set(interaction, now)
      return isNew && signed + UNITS.SECOND > began
    },
  }
}
