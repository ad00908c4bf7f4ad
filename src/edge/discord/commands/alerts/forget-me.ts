// /alerts forget-me: everything of the person who asks, at once.
import { deskOf } from '../../../env.ts'
import type { Subcommand } from '../../command.ts'

export const forgetMe: Subcommand = {
  name: 'forget-me',
  description: 'Delete everything that is kept of you, at once',
  deferred: true,
  changes: true,
  handle: async ({ env, user, say }) => {
    const { rules } = await deskOf(env).forgetUser(user)
    return { content: say.alerts.forgotten(rules) }
  },
}
