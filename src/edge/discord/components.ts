// Buttons, and the fields of forms, in the shapes Discord takes (its component reference, August 2026).
import type {
  APIComponentInLabel,
  APIComponentInMessageActionRow,
  APILabelComponent,
  APISelectMenuOption,
  APITextInputComponent,
} from 'discord-api-types/v10'
import type { Row } from './reply.ts'
import { clip } from './text.ts'

const ACTION_ROW = 1
const BUTTON = 2
const STRING_SELECT = 3
const TEXT_INPUT = 4
const ROLE_SELECT = 6
const CHANNEL_SELECT = 8
const LABEL = 18

const STYLES = { primary: 1, secondary: 2, danger: 4 } as const

type Button = APIComponentInMessageActionRow

export const button = (label: string, id: string, style: keyof typeof STYLES = 'secondary'): Button =>
  ({ type: BUTTON, style: STYLES[style], label: clip(label, 80), custom_id: id }) as Button

/** No row at all without components: Discord refuses an empty one. */
export const rows = (...components: readonly Button[]): Row[] =>
  components.length === 0 ? [] : [{ type: ACTION_ROW, components: [...components] }]

/** A select of one value. */
export const select = (id: string, placeholder: string, options: readonly APISelectMenuOption[]): Row => ({
  type: ACTION_ROW,
  components: [{ type: STRING_SELECT, custom_id: id, placeholder: clip(placeholder, 150), options: [...options] }],
})

/** What a field of a form is called: at most 45 characters, and 100 of explanation. */
export type Caption = { readonly label: string; readonly description?: string }

export const labelled = ({ label, description }: Caption, component: APIComponentInLabel): APILabelComponent => ({
  type: LABEL,
  label: clip(label, 45),
  ...(description === undefined ? {} : { description: clip(description, 100) }),
  component,
})

type TextField = { readonly value?: string; readonly most: number; readonly required?: boolean; readonly long?: true }

export const textField = (id: string, { value, most, required = false, long }: TextField): APITextInputComponent => ({
  type: TEXT_INPUT,
  custom_id: id,
  style: long === true ? 2 : 1,
  max_length: most,
  required,
  ...(value === undefined || value === '' ? {} : { value }),
})

/** At most 25 options; none, one or (`most`) several may be chosen. */
export const selectField = (id: string, options: readonly APISelectMenuOption[], most = 1): APIComponentInLabel => ({
  type: STRING_SELECT,
  custom_id: id,
  required: false,
  min_values: 0,
  max_values: Math.min(most, options.length),
  options: [...options],
})

export const roleField = (id: string): APIComponentInLabel => ({
  type: ROLE_SELECT,
  custom_id: id,
  required: false,
  min_values: 0,
  max_values: 1,
})

/** @param chosen the channel that stands there already, of one of the kinds */
export const channelField = (
  id: string,
  kinds: readonly number[],
  chosen: string | undefined,
): APIComponentInLabel => ({
  type: CHANNEL_SELECT,
  custom_id: id,
  required: true,
  max_values: 1,
  channel_types: [...kinds],
  ...(chosen === undefined ? {} : { default_values: [{ id: chosen, type: 'channel' as never }] }),
})
