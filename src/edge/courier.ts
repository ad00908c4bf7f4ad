// What an Outbox is told of its destination, and the courier that goes there. A new kind of place is one member and one line here.
import type { Courier } from '../flow/delivery-ports.ts'
import {
  channelCourier,
  type DiscordChannelConfig,
  type DiscordDirectConfig,
  type DiscordWebhookConfig,
  directCourier,
  webhookCourier as discordWebhookCourier,
} from './discord/courier.ts'
import { type NtfyConfig, ntfyCourier } from './services/ntfy.ts'
import { type SlackConfig, slackCourier } from './services/slack.ts'
import { type TeamsConfig, teamsCourier } from './services/teams.ts'
import { type TelegramConfig, telegramCourier } from './services/telegram.ts'
import type { Settings } from './settings.ts'
import { type WebhookConfig, webhookCourier } from './webhook/courier.ts'

/** Holds the destination's secret address; it never leaves its Outbox. */
export type DestinationConfig =
  | WebhookConfig
  | DiscordWebhookConfig
  | DiscordChannelConfig
  | DiscordDirectConfig
  | SlackConfig
  | TeamsConfig
  | NtfyConfig
  | TelegramConfig

export const courierOf = (config: DestinationConfig, settings: Settings): Courier => {
  switch (config.kind) {
    case 'webhook':
      return webhookCourier(config, settings)
    case 'discord-webhook':
      return discordWebhookCourier(config, settings)
    case 'discord-channel':
      return channelCourier(config, settings)
    case 'discord-dm':
      return directCourier(config, settings)
    case 'slack':
      return slackCourier(config, settings)
    case 'teams':
      return teamsCourier(config, settings)
    case 'ntfy':
      return ntfyCourier(config, settings)
    case 'telegram':
      return telegramCourier(config, settings)
  }
}

/** Whether deliveries there depend on the bot's token, and so on the gate. */
export const isGated = ({ kind }: DestinationConfig): boolean => kind === 'discord-channel' || kind === 'discord-dm'
