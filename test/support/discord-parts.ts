// Everything there is to say, press, choose, fill in and type, read off the declarations themselves.

/** As much of a command as tests and documents need; the platform's types stay out of tests that run in Node. */
type Option = { readonly declared: { readonly name: string; readonly required?: boolean }; readonly suggest?: unknown }
type Part = { readonly name: string; readonly description: string; readonly options?: readonly Option[] }
export type Declared = {
  readonly name: string
  readonly description?: string
  readonly access: 'managers' | 'everyone'
  readonly places: 'servers' | 'anywhere'
  readonly onMessage?: object
  readonly subcommands?: readonly Part[]
  readonly options?: readonly Option[]
  readonly components?: object
  readonly modals?: object
}

const INDEX = new URL('../../src/edge/discord/commands/index.ts', import.meta.url)

export const { COMMANDS } = (await import(/* @vite-ignore */ INDEX.href)) as { readonly COMMANDS: readonly Declared[] }

/** A command's subcommands, or itself where it has none: what a person says. */
export const pathsOf = ({ name, description = '', subcommands, options = [] }: Declared) =>
  (subcommands ?? [{ name: '', description, options }]).map((part) => ({
    path: `${name} ${part.name}`.trim(),
    description: part.description,
    options: part.options ?? [],
  }))

/** Options that offer something while they are typed. */
export const TYPED = COMMANDS.filter(({ onMessage }) => onMessage === undefined)
  .flatMap(pathsOf)
  .flatMap(({ path, options }) =>
    options.flatMap(({ declared, suggest }) => (suggest === undefined ? [] : [{ path, option: declared.name }])),
  )

/** How each part is called in a walk's record. */
export const partName = {
  said: (path: string): string => `/${path}`,
  typed: (path: string, option: string): string => `typing ${option} of /${path}`,
  pressed: (verb: string): string => `button or select ${verb}`,
  filled: (verb: string): string => `form ${verb}`,
  onMenu: (name: string): string => `menu ${name}`,
}

/** Every part of every command. */
export const ALL_PARTS: readonly string[] = [
  ...COMMANDS.flatMap((command) =>
    command.onMessage === undefined
      ? pathsOf(command).map(({ path }) => partName.said(path))
      : [partName.onMenu(command.name)],
  ),
  ...TYPED.map(({ path, option }) => partName.typed(path, option)),
  ...COMMANDS.flatMap(({ components = {} }) => Object.keys(components).map(partName.pressed)),
  ...COMMANDS.flatMap(({ modals = {} }) => Object.keys(modals).map(partName.filled)),
]
