// /help: the commands that whoever asks may use where they ask, in their language, and the rule language on one screen.
import { cheatSheet } from '../../../core/query/cheat-sheet.ts'
import type { Call, Command, SlashCommand } from '../command.ts'
import type { Message } from '../reply.ts'
import { wholePieces } from '../text.ts'
import { declaredIn } from '../words/words.ts'

/** With the cheat sheet it stays under the 6,000 characters of a message's embeds. */
const COMMANDS_CHARS = 3_800

const isOpen = ({ owner, manages, settings }: Call, { access, places, concerns }: Command): boolean => {
  if (concerns === 'person' && !settings.personalAlerts) return false
  if (places === 'servers' && !owner.startsWith('guild:')) return false
  return access === 'everyone' || manages
}

const lineOf = (locale: string, path: readonly string[], english: string): string => {
  const { names, description } = declaredIn(locale, path)
  return `\`/${names}\` ${description ?? english}`
}

const linesOf = ({ say, interaction: { locale } }: Call, command: Command): readonly string[] => {
  if ('onMessage' in command) return [say.help.onMessage(declaredIn(locale, [command.name]).names)]
  const { name, description, subcommands } = command
  if (subcommands === undefined) return [lineOf(locale, [name], description)]
  return subcommands.map((subcommand) => lineOf(locale, [name, subcommand.name], subcommand.description))
}

const helpOn = (call: Call, commands: readonly Command[]): Message => {
  const lines = commands.filter((command) => isOpen(call, command)).flatMap((command) => linesOf(call, command))
  return {
    embeds: [
      { title: call.say.help.commands, description: wholePieces(lines, '\n', COMMANDS_CHARS) },
      { title: call.say.help.language, description: `\`\`\`\n${cheatSheet(call.say.help.means)}\n\`\`\`` },
    ],
  }
}

/** @param commands all there are; they are asked for late, since help is one of them */
export const helpOf = (commands: () => readonly Command[]): SlashCommand => ({
  name: 'help',
  description: 'What you can do here, and how queries are written',
  access: 'everyone',
  places: 'anywhere',
  run: { handle: async (call) => helpOn(call, commands()) },
})
