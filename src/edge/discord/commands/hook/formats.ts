// What takes alerts: its name for people, the kind of destination it is, and what has to be known of it.
import type { Destination, DestinationKind } from '../../../../core/model.ts'

export type FieldId = 'url' | 'thread' | 'topic' | 'token' | 'chat'
type Field = { readonly id: FieldId; readonly required: boolean }
type Known = { readonly label: string; readonly kind: DestinationKind; readonly fields: readonly Field[] }

const needed = (id: FieldId): Field => ({ id, required: true })

export const FORMATS = {
  standard: { label: 'Standard Webhooks', kind: 'webhook', fields: [needed('url')] },
  slack: { label: 'Slack, Mattermost', kind: 'slack', fields: [needed('url')] },
  teams: { label: 'Microsoft Teams', kind: 'teams', fields: [needed('url')] },
  discord: { label: 'Discord', kind: 'discord-webhook', fields: [needed('url'), { id: 'thread', required: false }] },
  ntfy: { label: 'ntfy', kind: 'ntfy', fields: [needed('url'), needed('topic')] },
  telegram: { label: 'Telegram', kind: 'telegram', fields: [needed('token'), needed('chat')] },
} as const satisfies Readonly<Record<string, Known>>

export type Format = keyof typeof FORMATS

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name)

export const formatOf = ({ kind }: Destination): string =>
  Object.values(FORMATS).find((format) => format.kind === kind)?.label ?? kind
