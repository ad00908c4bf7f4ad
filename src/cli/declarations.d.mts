import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10'

export declare const DECLARATIONS: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[]
export declare const DISCORD_USER_AGENT: string
