// A command is one value: what Discord is told of it, who may use it, and what it does. Registration, routing, help and the documents
// read the same value. To add one: a file in commands/ that exports the value, a line in commands/index.ts, and its words in words/*.ts
// (the sentences it replies with in en.ts; names and descriptions of its options in the other languages, by path).
//
//   export const weather: Command = {
//     name: 'weather', description: 'How it is outside', access: 'everyone', places: 'anywhere',
//     subcommands: [{
//       name: 'show', description: 'Here and now', options: [textOption('place', 'Where', { suggest: places })],
//       deferred: true,                                                    // answers later; without it, within the 3 seconds
//       handle: async (call) => ({ content: call.say.weather.fine(disarm(text(call, 'place') ?? '')) }),
//     }],
//     components: { 'weather-more': { handle: async ({ parts }) => ({ update: { … } }) } }, // buttons and selects `1:weather-more:…`
//     modals: { 'weather-report': { changes: true, handle: … } },         // forms `1:weather-report:…`
//   }
import type { Owner } from '../../core/model.ts'
import type { Env } from '../env.ts'
import type { Settings } from '../settings.ts'
import type { Interaction } from './interaction.ts'
import type { Option } from './option.ts'
import type { Message, Reply } from './reply.ts'
import type { Sentences } from './words/words.ts'

/** Everything a handler may know: who asks, on whose behalf, with what, and the sentences of their language. */
export type Call = {
  readonly env: Env
  readonly settings: Settings
  /** Every look-up is by (owner, id); an id of another owner is as unknown as one that never was. */
  readonly owner: Owner
  /** The Discord user who asks. */
  readonly user: string
  /** Whether that person may manage the server. */
  readonly manages: boolean
  readonly say: Sentences
  /** ms since the epoch */
  readonly now: number
  /** What a component or form carries in its name, after the verb. */
  readonly parts: readonly string[]
  readonly interaction: Interaction
}

/** One thing a person can do. */
export type Act = {
  /** Who may, if it is not who may use the command: 'everyone' may press "Why?" under an alert. */
  readonly access?: Access
  /** It changes something: a replay of it is answered like the first time and changes nothing. */
  readonly changes?: true
} & (
  | { readonly deferred?: never; readonly handle: (call: Call) => Promise<Reply> }
  /** Answered after Discord's three seconds, as a message that only the asker sees. */
  | { readonly deferred: true; readonly handle: (call: Call) => Promise<Message> }
)

/** `managers` = who may manage the server. */
export type Access = 'managers' | 'everyone'

type Manners = {
  readonly name: string
  readonly access: Access
  /** `servers` = only where the bot itself is installed; `anywhere` = also in a DM with it and, where user installs are on, everywhere. */
  readonly places: 'servers' | 'anywhere'
  /** `person` = it concerns who asks, wherever they are; otherwise it concerns the installation behind the call. */
  readonly concerns?: 'person'
  /** Buttons and selects by their verb, unique over all commands. */
  readonly components?: Readonly<Record<string, Act>>
  /** Forms by their verb, unique over all commands. */
  readonly modals?: Readonly<Record<string, Act>>
}

export type Subcommand = Act & {
  readonly name: string
  readonly description: string
  readonly options?: readonly Option[]
}

export type SlashCommand = Manners & {
  readonly description: string
} & (
    | { readonly subcommands: readonly Subcommand[]; readonly run?: never; readonly options?: never }
    | { readonly run: Act; readonly options?: readonly Option[]; readonly subcommands?: never }
  )

/** In the menu of a message: Apps > name. */
export type MessageCommand = Manners & { readonly onMessage: Act }

export type Command = SlashCommand | MessageCommand

/** A text option; anything else that arrives under its name counts as absent. */
export const text = ({ interaction }: Call, name: string): string | undefined => {
  const value = interaction.options.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export const flag = ({ interaction }: Call, name: string): boolean | undefined => {
  const value = interaction.options.get(name)
  return typeof value === 'boolean' ? value : undefined
}

/** A whole number within bounds; Discord checks them on the person's machine only. */
export const whole = ({ interaction }: Call, name: string, least: number, most: number): number | undefined => {
  const value = interaction.options.get(name)
  return typeof value === 'number' && Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : undefined
}

/** A form's text field. */
export const field = ({ interaction }: Call, name: string): string | undefined => {
  const value = interaction.fields.get(name)?.[0]?.trim()
  return value === undefined || value === '' ? undefined : value
}
