// What Discord is told of the commands: their declarations, with names and descriptions in every language we have.
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import type { Command, SlashCommand, Subcommand } from './command.ts'
import type { Option } from './option.ts'
import { LOCALES } from './words/words.ts'

export type Declaration = RESTPutAPIApplicationCommandsJSONBody[number]

/** Discord's numbers: types of commands, a subcommand, kinds of installation, and places where a command shows. */
const CHAT_INPUT = 1
const ON_MESSAGE = 3
const SUBCOMMAND = 1
const GUILD_INSTALL = 0
const USER_INSTALL = 1
const IN_GUILD = 0
const BOT_DM = 1
const PRIVATE_CHANNEL = 2
const MANAGE_GUILD = '32'

type Part = 0 | 1

/** The same option of several commands is translated once: `* query`. */
export const sharedPath = (path: string): string => `* ${path.slice(path.lastIndexOf(' ') + 1)}`

const inLocales = (path: string, part: Part): Record<string, string> =>
  Object.fromEntries(
    Object.entries(LOCALES).flatMap(([locale, { declared }]) => {
      const word = (declared[path] ?? declared[sharedPath(path)])?.[part]
      return word === undefined ? [] : [[locale, word]]
    }),
  )

const named = <T extends object>(value: T, path: string): T & { name_localizations: Record<string, string> } => ({
  ...value,
  name_localizations: inLocales(path, 0),
})

const described = <T extends object>(value: T, path: string) => ({
  ...named(value, path),
  description_localizations: inLocales(path, 1),
})

const optionOf = ({ declared }: Option, above: string): APIApplicationCommandBasicOption => {
  const path = `${above} ${declared.name}`
  const option = described(declared, path)
  if (!('choices' in option) || option.choices === undefined) return option
  const choices = option.choices.map((choice) => named(choice, `${path}=${choice.value}`))
  return { ...option, choices } as APIApplicationCommandBasicOption
}

const subcommandOf = ({ name, description, options = [] }: Subcommand, above: string): APIApplicationCommandOption => {
  const path = `${above} ${name}`
  return {
    ...described({ type: SUBCOMMAND as 1, name, description }, path),
    options: options.map((option) => optionOf(option, path)),
  }
}

/** Who sees a command, and where: Discord hides it from others, which is a courtesy and no check. */
const mannersOf = ({ access, places }: Command, userInstall: boolean) => {
  const abroad = places === 'anywhere' && userInstall
  return {
    default_member_permissions: access === 'managers' ? MANAGE_GUILD : null,
    integration_types: abroad ? [GUILD_INSTALL, USER_INSTALL] : [GUILD_INSTALL],
    contexts: places === 'servers' ? [IN_GUILD] : abroad ? [IN_GUILD, BOT_DM, PRIVATE_CHANNEL] : [IN_GUILD, BOT_DM],
  }
}

const partsOf = ({ name, subcommands, options = [] }: SlashCommand): APIApplicationCommandOption[] =>
  subcommands?.map((subcommand) => subcommandOf(subcommand, name)) ?? options.map((option) => optionOf(option, name))

const declarationOf = (command: Command, userInstall: boolean): Declaration => {
  const { name } = command
  const manners = mannersOf(command, userInstall)
  if ('onMessage' in command) return { ...named({ type: ON_MESSAGE as 3, name }, name), ...manners }
  const described_ = described({ type: CHAT_INPUT as 1, name, description: command.description }, name)
  return { ...described_, ...manners, options: partsOf(command) }
}

/** @param userInstall whether people may take the bot along on their own account (ALLOW_USER_INSTALL) */
export const declarationsOf = (commands: readonly Command[], userInstall: boolean): readonly Declaration[] =>
  commands.map((command) => declarationOf(command, userInstall))
