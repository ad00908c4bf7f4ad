// docs/discord.md, held against the declarations that Discord is given.
//   UPDATE_DOCS=1 npx vitest run --project node test/architecture/discord-docs.test.ts
import { it } from 'vitest'
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
