// What can be asked of an alert where it stands: why it came, quiet from a rule, or no more of the story. In the menu of a message, and
// behind the buttons under it (their names: ../alert-row.ts).
import type { MessageCommand } from '../command.ts'
import { choose } from './story/choose.ts'
import { mute, unmute } from './story/mute.ts'
import { chooseRule, snooze, snoozeFor } from './story/snooze.ts'
import { why, whyThis } from './story/why.ts'

export const story: MessageCommand = {
  name: 'Why did this match?',
  access: 'everyone',
  places: 'anywhere',
  onMessage: { handle: whyThis },
  components: {
    why: { handle: why },
    story: { handle: choose },
    snooze: { handle: snooze },
    'snooze-rule': { handle: chooseRule },
    'snooze-for': { changes: true, handle: snoozeFor },
    mute: { changes: true, handle: mute },
    'mute-undo': { changes: true, handle: unmute },
  },
}
