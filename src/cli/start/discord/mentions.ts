// Whom a message pings: what stands in its content, as far as `allowed_mentions` lets it through.

export type AllowedMentions = {
  readonly parse?: readonly string[]
  readonly roles?: readonly string[]
  readonly users?: readonly string[]
}

export type Mentions = {
  readonly users: readonly string[]
  readonly roles: readonly string[]
  readonly everyone: boolean
}

/** What counts when a body says nothing: a bot's message pings everybody it names, a webhook's only people. */
export const PINGS = { bot: { parse: ['users', 'roles', 'everyone'] }, webhook: { parse: ['users'] } } as const

const found = (content: string, form: RegExp): string[] => [
  ...new Set(Array.from(content.matchAll(form), ([, id]) => id ?? '')),
]

export const mentionsOf = (content: string, allowed: AllowedMentions): Mentions => {
  const { parse = [], users = [], roles = [] } = allowed
  const kept = (ids: readonly string[], kind: string, listed: readonly string[]) =>
    parse.includes(kind) ? ids : ids.filter((id) => listed.includes(id))
  return {
    users: kept(found(content, /<@!?(\d+)>/g), 'users', users),
    roles: kept(found(content, /<@&(\d+)>/g), 'roles', roles),
    everyone: parse.includes('everyone') && /@(everyone|here)\b/.test(content),
  }
}
