// `nightdesk <command>`: which command, and nothing else.
import { VERSION } from '../core/version.ts'
import { EXIT, usageError } from './exit.ts'

const USAGE = `Usage: nightdesk COMMAND [OPTIONS]

  start      the local desk: a bundled wire, the Worker, and stand-ins for Discord and a webhook
  read       documents in, JSON Feed items out
  match      which items a query matches, and where
  tag        the topics of items
  explain    why a query matches an item, or what kept it out
  relay      a source that refuses Cloudflare, read from this machine and pushed to the Worker
  register   the slash commands at Discord
  deploy     the Worker at Cloudflare

"nightdesk COMMAND --help" tells more. In a checkout: npm run -s nightdesk -- COMMAND ...`

type CommandLine = (args: readonly string[]) => Promise<number>

/** Loaded when asked for: \`read\` needs nothing of what \`start\` needs. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandLine>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  read: async () => (await import('./read.ts')).readCommand,
  match: async () => (await import('./match.ts')).matchCommand,
  tag: async () => (await import('./match.ts')).tagCommand,
  explain: async () => (await import('./match.ts')).explainCommand,
  relay: async () => (await import('./relay.ts')).relayCommand,
  deploy: async () => (await import('./deploy.ts')).deployCommand,
  register: async () => {
    const { registerCommand } = await import('./register.ts')
    return registerCommand(await import('./declarations.mjs'))
  },
}

export const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(USAGE)
    return EXIT.OK
  }
  if (name === '--version') {
    console.log(VERSION)
    return EXIT.OK
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) return usageError(`There is no command "${name}".`, USAGE)
  return (await load())(args)
}
