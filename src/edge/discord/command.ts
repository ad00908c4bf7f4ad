// A command is one value: what Discord is told of it and what it does. Registration, routing and help read the same value.
import type {
  APIApplicationCommandInteractionDataBasicOption,
  APIApplicationCommandSubcommandOption,
  APIChatInputApplicationCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import type { Owner } from '../../core/model.ts'
import type { Env } from '../env.ts'

export type Reply = { readonly content: string }

/** Everything a handler may know: who asks on whose behalf, and with which options. */
export type Call = {
  readonly env: Env
  readonly owner: Owner
  readonly options: ReadonlyMap<string, string | number | boolean>
  readonly interaction: APIChatInputApplicationCommandInteraction
}

export type Subcommand = {
  readonly declaration: APIApplicationCommandSubcommandOption
  readonly handle: (call: Call) => Promise<Reply>
}

export type Command = {
  readonly declaration: Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, 'options'>
  readonly subcommands: readonly Subcommand[]
}

export const declarationOf = ({
  declaration,
  subcommands,
}: Command): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  ...declaration,
  options: subcommands.map((subcommand) => subcommand.declaration),
})

export const optionsOf = (
  options: readonly APIApplicationCommandInteractionDataBasicOption[] = [],
): ReadonlyMap<string, string | number | boolean> => new Map(options.map(({ name, value }) => [name, value]))

/** A text option; anything else that arrives under its name counts as absent. */
export const text = (call: Call, name: string): string | undefined => {
  const value = call.options.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
