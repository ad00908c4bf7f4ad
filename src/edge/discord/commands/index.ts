// Every command there is, in the order in which help tells of them. Adding one is a file of its own and a line here.
import type { Command } from '../command.ts'
import { watch } from './watch.ts'

export const COMMANDS: readonly Command[] = [
  watch,
  // /alerts
  // /mute
  // /source
  // /hook
  // /latest, /search, /trend
  // /status
  // /help
  // Why did this match?
]
