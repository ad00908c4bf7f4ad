<<<<<<< HEAD
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

/** @param chosen the channel that stands there already */
export const channelField = (id: string, kinds: readonly number[], chosen: string): APIComponentInLabel => ({
  type: CHANNEL_SELECT,
  custom_id: id,
  required: true,
  max_values: 1,
  channel_types: [...kinds],
  default_values: [{ id: chosen, type: 'channel' as never }],
})
=======
// What stands below a bot's alert: buttons for one story, a menu for several. Their custom_ids are the parcel's mark, by which a
// look finds it again: `1:<verb>:<alert>:<parcel>`, `1:story:<parcel>`.
import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIStringSelectComponent,
} from 'discord-api-types/v10'
import { DISCORD } from '../../core/limits.ts'
import type { Alert } from '../../core/model.ts'
import { headlineOf, originOf } from './embed.ts'
import { webLink } from './link.ts'
import { plainLine } from './text.ts'

export const ALERT_VERBS = ['why', 'snooze', 'mute'] as const
export type AlertVerb = (typeof ALERT_VERBS)[number]

/** Discord's numbers for an action row, a button, a menu of own options, and the two styles of buttons we use. */
const ACTION_ROW = 1
const BUTTON = 2
const STRING_SELECT = 3
const SECONDARY = 2
const LINK = 5

const LABELS: { readonly [verb in AlertVerb]: string } = { why: 'Why?', snooze: 'Snooze', mute: 'Mute story' }

type Button = APIButtonComponentWithURL | APIButtonComponentWithCustomId
export type Row = APIActionRowComponent<Button> | APIActionRowComponent<APIStringSelectComponent>

const verbButton = (verb: AlertVerb, { id }: Alert, parcel: string): Button => ({
  type: BUTTON,
  style: SECONDARY,
  label: LABELS[verb],
  custom_id: `1:${verb}:${id}:${parcel}`,
})

const linkButton = (label: string, address: string | undefined): Button[] => {
  const url = webLink(address, DISCORD.BUTTON_URL)
  return url === undefined ? [] : [{ type: BUTTON, style: LINK, label, url }]
}

const buttonRow = (alert: Alert, parcel: string): Row => {
  const { url, originalUrl } = alert.item
  return {
    type: ACTION_ROW,
    components: [
      ...linkButton('Read', url),
      ...linkButton('Original', originalUrl === url ? undefined : originalUrl),
      ...ALERT_VERBS.map((verb) => verbButton(verb, alert, parcel)),
    ],
  }
}

const menuRow = (alerts: readonly Alert[], parcel: string): Row => ({
  type: ACTION_ROW,
  components: [
    {
      type: STRING_SELECT,
      custom_id: `1:story:${parcel}`,
      placeholder: 'Choose a story…',
      options: alerts.map((alert) => ({
        label: plainLine(headlineOf(alert), DISCORD.OPTION),
        value: alert.id,
        description: plainLine(originOf(alert), DISCORD.OPTION) || 'a source',
      })),
    },
  ],
})

/** @param parcel the id of the message's parcel */
export const rowOf = (alerts: readonly Alert[], parcel: string): Row | undefined => {
  const [first] = alerts
  if (first === undefined) return undefined
  return alerts.length === 1 ? buttonRow(first, parcel) : menuRow(alerts, parcel)
}
>>>>>>> main
