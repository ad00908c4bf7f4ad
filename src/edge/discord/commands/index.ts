// Every command there is, in the order in which help tells of them. Adding one is a file of its own and a line here.
import type { Command } from '../command.ts'
import { alerts } from './alerts.ts'
import { latest, search, trend } from './archive.ts'
import { helpOf } from './help.ts'
import { hook } from './hook.ts'
import { mute } from './mute.ts'
import { source } from './source.ts'
import { status } from './status.ts'
import { story } from './story.ts'
import { watch } from './watch.ts'

export const COMMANDS: readonly Command[] = [
  watch,
  alerts,
  mute,
  source,
  hook,
  latest,
  search,
  trend,
  status,
  helpOf(() => COMMANDS),
  story,
]
