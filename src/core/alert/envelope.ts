// What alerts must have in common to share a message: whom it calls, and whether it makes a sound. The destination they share already.
import type { Alert } from '../model.ts'

/** Equal for alerts that may share a message. */
export const envelopeOf = ({ mentions, silent }: Pick<Alert, 'mentions' | 'silent'>): string =>
  JSON.stringify([mentions.roles.toSorted(), mentions.users.toSorted(), silent])
