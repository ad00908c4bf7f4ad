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
