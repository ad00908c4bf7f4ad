// The one file of the command line that reaches into the edge: what Discord is told of the commands stands beside their
// handlers, and so does the name we call there by.
// Plain JavaScript with types of its own, so that the platform's types stay out of the command line's.
import { COMMANDS } from '../edge/discord/commands/index.ts'
import { declarationsOf } from '../edge/discord/declare.ts'

export { declarationFaults } from '../edge/discord/declaration-check.ts'
export { DISCORD_USER_AGENT } from '../edge/discord/rest.ts'

/** @param {boolean} userInstall whether people may take the bot along on their own account */
export const declarations = (userInstall) => declarationsOf(COMMANDS, userInstall)
