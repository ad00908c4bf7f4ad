// /alerts muted: the stories that somebody muted under an alert of theirs, and hearing of them again.
import { deskOf } from '../../../env.ts'
import { type Subcommand, text } from '../../command.ts'
import { listMuted, suggestMuted, unmuteIn, WHAT_CHARS } from '../../muted.ts'
import { textOption } from '../../option.ts'

export const muted: Subcommand = {
  name: 'muted',
  description: 'Show what you muted, or hear of it again',
  options: [textOption('what', 'What to hear of again', { suggest: suggestMuted, most: WHAT_CHARS })],
  changes: true,
  handle: async (call) =>
    text(call, 'what') === undefined
      ? listMuted(call, call.say.alerts.nothingMuted)
      : unmuteIn(call, await deskOf(call.env).listDestinations(call.owner)),
}
