// Every command there is. Adding one is a file of its own and a line here.
import { type Command, declarationOf } from '../command.ts'
import { watch } from './watch.ts'

export const COMMANDS: readonly Command[] = [watch]

/** What `nightdesk register` puts. */
export const DECLARATIONS = COMMANDS.map(declarationOf)
