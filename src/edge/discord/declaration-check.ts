// What Discord would refuse of a declaration, said before it is sent. Its published schema cannot express most of this, and takes a
// misspelt key in silence (Discord's application command page, August 2026).
import * as v from 'valibot'

const LOCALES = ['es-419', 'es-ES', 'ja', 'ko', 'ru', 'zh-CN'] as const
/** Names: letters, digits, `-`, `_`, `'`; Devanagari and Thai with their marks. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const MOST = 25
/** Characters of names, descriptions and values of a whole command; of a text in several languages the longest counts. */
const COMMAND_CHARS = 8_000

const isLower = (name: string): boolean => name === name.toLowerCase()
const name = v.pipe(
  v.string(),
  v.regex(NAME, 'a name of 1 to 32 letters, digits, - or _'),
  v.check(isLower, 'a name in lower case'),
)
const menuName = v.pipe(v.string(), v.minLength(1), v.maxLength(32))
const description = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const choiceName = v.pipe(v.string(), v.minLength(1), v.maxLength(100))

const localised = <T extends v.GenericSchema<string, string>>(schema: T) => v.record(v.picklist(LOCALES), schema)

const common = {
  name,
  name_localizations: localised(name),
  description,
  description_localizations: localised(description),
}

const choice = v.strictObject({
  name: choiceName,
  name_localizations: localised(choiceName),
  value: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
})

const basicOption = v.pipe(
  v.strictObject({
    ...common,
    type: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(11)),
    required: v.optional(v.boolean()),
    autocomplete: v.optional(v.boolean()),
    choices: v.optional(v.pipe(v.array(choice), v.minLength(1), v.maxLength(MOST))),
    min_length: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(6_000))),
    max_length: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(6_000))),
    min_value: v.optional(v.number()),
    max_value: v.optional(v.number()),
    channel_types: v.optional(v.array(v.number())),
  }),
  v.check(
    ({ autocomplete, choices }) => autocomplete !== true || choices === undefined,
    'either autocomplete or choices',
  ),
)

type Named = { readonly name: string; readonly required?: boolean | undefined }

const areDistinct = (options: readonly Named[]): boolean =>
  new Set(options.map((option) => option.name)).size === options.length

/** Required options come first. */
const areOrdered = (options: readonly Named[]): boolean => {
  const firstOptional = options.findIndex(({ required }) => required !== true)
  return firstOptional < 0 || options.slice(firstOptional).every(({ required }) => required !== true)
}

const optionList = v.pipe(
  v.array(basicOption),
  v.maxLength(MOST),
  v.check((options) => areDistinct(options), 'options with different names'),
  v.check((options) => areOrdered(options), 'required options first'),
)

const subcommandList = v.pipe(
  v.array(v.strictObject({ ...common, type: v.literal(1), options: optionList })),
  v.minLength(1),
  v.maxLength(MOST),
  v.check((options) => areDistinct(options), 'subcommands with different names'),
)

const manners = {
  default_member_permissions: v.nullable(v.pipe(v.string(), v.regex(/^\d+$/))),
  integration_types: v.pipe(v.array(v.picklist([0, 1])), v.minLength(1)),
  contexts: v.pipe(v.array(v.picklist([0, 1, 2])), v.minLength(1)),
}

const declaration = v.variant('type', [
  v.strictObject({ ...common, ...manners, type: v.literal(1), options: v.union([subcommandList, optionList]) }),
  v.strictObject({ ...manners, type: v.literal(3), name: menuName, name_localizations: localised(menuName) }),
])

/** The longest of a text and its translations. */
const longest = (text: unknown, translations: unknown): number =>
  Math.max(
    typeof text === 'string' ? text.length : 0,
    ...Object.values((translations ?? {}) as Record<string, string>).map((word) => word.length),
  )

type Weighed = {
  readonly name?: unknown
  readonly name_localizations?: unknown
  readonly description?: unknown
  readonly description_localizations?: unknown
  readonly value?: unknown
  readonly options?: unknown
  readonly choices?: unknown
}

/** Characters of a command as Discord counts them. */
export const weigh = (part: object): number => {
  const { name, name_localizations, description, description_localizations, value, options, choices } = part as Weighed
  const below = [options, choices].flatMap((list) => (Array.isArray(list) ? (list as object[]) : []))
  return (
    longest(name, name_localizations) +
    longest(description, description_localizations) +
    (typeof value === 'string' ? value.length : 0) +
    below.reduce<number>((sum, one) => sum + weigh(one), 0)
  )
}

const faultsOf = (command: object): readonly string[] => {
  const called = String((command as { name?: unknown }).name)
  const checked = v.safeParse(declaration, command)
  const faults = (checked.issues ?? []).map((issue) => `${called}: ${v.getDotPath(issue) ?? ''} ${issue.message}`)
  const size = weigh(command)
  return size > COMMAND_CHARS ? [...faults, `${called}: ${size} characters, at most ${COMMAND_CHARS}`] : faults
}

/** Discord takes 100 slash commands and 15 of each menu, each name once. */
const countFaults = (commands: readonly { readonly name: string; readonly type?: number | undefined }[]): string[] => {
  const keys = commands.map((command) => `${command.type ?? 1} ${command.name}`)
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  const slash = keys.filter((key) => key.startsWith('1 ')).length
  const menus = keys.length - slash
  return [
    ...twice.map((key) => `${key.slice(2)}: declared twice`),
    ...(slash > 100 ? [`${slash} slash commands, at most 100`] : []),
    ...(menus > 15 ? [`${menus} message commands, at most 15`] : []),
  ]
}

/** One line for each fault; none means that Discord takes them. */
export const declarationFaults = (
  commands: readonly { readonly name: string; readonly type?: number | undefined }[],
): readonly string[] => [...commands.flatMap(faultsOf), ...countFaults(commands)]
