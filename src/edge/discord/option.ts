// Options of commands, and what is offered while one is typed.
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import type { Call } from './command.ts'
import type { Choice } from './reply.ts'

/** What fits what has been typed so far; at most 25 are shown. People may submit what is on no list. */
export type Suggest = (call: Call, typed: string) => Promise<readonly Choice[]>

export type Option = { readonly declared: APIApplicationCommandBasicOption; readonly suggest?: Suggest }

/** Discord's numbers for the types of options. */
const STRING = 3
const INTEGER = 4
const BOOLEAN = 5
const CHANNEL = 7
const ROLE = 8

type Given = { readonly required?: true }

export const textOption = (
  name: string,
  description: string,
  { suggest, most, ...given }: Given & { readonly suggest?: Suggest; readonly most?: number } = {},
): Option => ({
  declared: {
    type: STRING,
    name,
    description,
    ...given,
    ...(most === undefined ? {} : { max_length: most }),
    ...(suggest === undefined ? {} : { autocomplete: true }),
  } as APIApplicationCommandBasicOption,
  ...(suggest === undefined ? {} : { suggest }),
})

/** One of a few: value and the name it is shown by. */
export const choiceOption = (
  name: string,
  description: string,
  choices: Readonly<Record<string, string>>,
  given: Given = {},
): Option => ({
  declared: {
    type: STRING,
    name,
    description,
    ...given,
    choices: Object.entries(choices).map(([value, shown]) => ({ name: shown, value })),
  },
})

export const numberOption = (
  name: string,
  description: string,
  { least, most, ...given }: Given & { readonly least: number; readonly most: number },
): Option => ({ declared: { type: INTEGER, name, description, ...given, min_value: least, max_value: most } })

export const flagOption = (name: string, description: string, given: Given = {}): Option => ({
  declared: { type: BOOLEAN, name, description, ...given },
})

/** @param kinds Discord's numbers for kinds of channels */
export const channelOption = (
  name: string,
  description: string,
  kinds: readonly number[],
  given: Given = {},
): Option => ({ declared: { type: CHANNEL, name, description, ...given, channel_types: [...kinds] } })

export const roleOption = (name: string, description: string, given: Given = {}): Option => ({
  declared: { type: ROLE, name, description, ...given },
})
