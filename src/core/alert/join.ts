// Two tellings of one alert made one: matches that came later join those that were there, and nobody's ping is lost. And an alert told to
// some of its rules alone: nobody is called whom only the others call.
import { DISCORD } from '../limits.ts'
import type { Alert, Match, Mentions } from '../model.ts'

const union = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].slice(0, DISCORD.MENTIONS)

/** The later telling's item, with the matches and mentions of both; silent only if both are. */
export const joinAlerts = (open: Alert, later: Alert): Alert => ({
  ...later,
  matches: [...open.matches, ...later.matches],
  mentions: {
    roles: union(open.mentions.roles, later.mentions.roles),
    users: union(open.mentions.users, later.mentions.users),
  },
  silent: open.silent && later.silent,
})

/** The alert for some of its matches. What no match says, because another version recorded it, stays. */
export const keeping = (alert: Alert, matches: readonly Match[]): Alert => {
  const kept = new Set(matches.map(({ rule }) => rule))
  const left = alert.matches.filter(({ rule }) => !kept.has(rule))
  if (left.length === 0) return { ...alert, matches }
  const still = (whom: keyof Mentions): readonly string[] => {
    const wanted = new Set(matches.flatMap(({ mentions }) => mentions?.[whom] ?? []))
    const unwanted = new Set(left.flatMap(({ mentions }) => mentions?.[whom] ?? []))
    return alert.mentions[whom].filter((id) => wanted.has(id) || !unwanted.has(id))
  }
  return {
    ...alert,
    matches,
    mentions: { roles: still('roles'), users: still('users') },
    silent: alert.silent || matches.every(({ silent }) => silent === true),
  }
}
