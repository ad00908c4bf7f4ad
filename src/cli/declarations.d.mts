import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10'

type Declarations = Readonly<RESTPutAPIApplicationCommandsJSONBody>

export declare const declarations: (userInstall: boolean) => Declarations
export declare const declarationFaults: (declarations: Declarations) => readonly string[]
export declare const DISCORD_USER_AGENT: string
