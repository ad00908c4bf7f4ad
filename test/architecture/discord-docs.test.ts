// docs/discord.md, held against the declarations that Discord is given.
//   UPDATE_DOCS=1 npx vitest run --project node test/architecture/discord-docs.test.ts
import { it } from 'vitest'
import { ADMISSION } from '../../src/core/limits.ts'
import { COMMANDS, type Declared, pathsOf } from '../support/discord-parts.ts'
import { expectGenerated } from '../support/generated.ts'

const WHO = { managers: 'who manages the server', everyone: 'everybody' } as const
const WHERE = { servers: 'in servers', anywhere: 'anywhere' } as const

type Option = ReturnType<typeof pathsOf>[number]['options'][number]

const optionText = ({ declared: { name, required }, suggest }: Option): string => {
  const typed = suggest === undefined ? name : `${name}…`
  return required === true ? typed : `[${typed}]`
}

const rowsOf = (command: Declared): string[] => {
  const may = `${WHO[command.access]}, ${WHERE[command.places]}`
  if (command.onMessage !== undefined) return [`| \`Apps > ${command.name}\` | says why an alert came | – | ${may} |`]
  return pathsOf(command).map(({ path, description, options }) => {
    const own = options.length === 0 ? '–' : `\`${options.map(optionText).join(' ')}\``
    return `| \`/${path}\` | ${description} | ${own} | ${may} |`
  })
}

it('docs/discord.md lists every command with its options and who may use it', () => {
  const head = ['| command | does | options | who, and where |', '|---|---|---|---|']
  expectGenerated('docs/discord.md', 'commands', `\n${[...head, ...COMMANDS.flatMap(rowsOf)].join('\n')}\n`)
})

it('docs/discord.md says how much a server, a person and a minute may have', () => {
  const { GUILD_RULES, GUILD_SOURCES, GUILD_HOOKS, USER_RULES, SEARCHES_A_MINUTE } = ADMISSION
  const rows = [
    '| who | how much |',
    '|---|---|',
    `| a server | ${GUILD_RULES} rules, ${GUILD_SOURCES} sources of its own, ${GUILD_HOOKS} hooks |`,
    `| a person | ${USER_RULES} rules |`,
    `| either | ${SEARCHES_A_MINUTE} searches a minute: \`/latest\`, \`/search\` and \`/trend\` together |`,
  ]
  expectGenerated('docs/discord.md', 'quotas', `\n${rows.join('\n')}\n`)
})
