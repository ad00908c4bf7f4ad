// The names of buttons, selects and forms: `1:<verb>:<argument>:…`. The number is the version of this format. An argument is an id or a
// word of ours, and proves nothing: whoever acts on it looks it up by (owner, id).

const VERSION = '1'
const PART = /^[\w-]{0,64}$/

export type CustomId = { readonly verb: string; readonly parts: readonly string[] }

/** At most 100 characters, by Discord's rule: a verb and three ids of ours stay far below. */
export const customId = (verb: string, ...parts: readonly string[]): string => [VERSION, verb, ...parts].join(':')

/** Undefined for a name that is not ours, or of a version that is no longer understood. */
export const readCustomId = (text: string): CustomId | undefined => {
  const [version, verb, ...parts] = text.split(':')
  if (version !== VERSION || verb === undefined || verb === '' || text.length > 100) return undefined
  return parts.every((part) => PART.test(part)) ? { verb, parts } : undefined
}
