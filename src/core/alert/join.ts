// Two tellings of one alert made one: matches that came later join those that were there, and nobody's ping is lost.
import { DISCORD } from '../limits.ts'
import type { Alert, Match } from '../model.ts'

const union = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].slice(0, DISCORD.MENTIONS)

/** The later telling's item, with the matches and mentions of both; silent only if both are. */
export const joinAlerts = (open: Alert, later: Alert, fresh: readonly Match[] = later.matches): Alert => ({
  ...later,
  matches: [...open.matches, ...fresh],
  mentions: {
    roles: union(open.mentions.roles, later.mentions.roles),
    users: union(open.mentions.users, later.mentions.users),
  },
  silent: open.silent && later.silent,
})
