// Which event an alert is, and which it is for each of its rules: destinations choose events, rules come and go.
import type { Alert, Event } from '../model.ts'

type Told = Pick<Alert, 'change'>

/** A rule that was told of an earlier state hears of a revision; one that matches only now gets an ordinary alert. */
export const eventFor = ({ change }: Told, rule: string): Event => {
  if (change === undefined) return 'item'
  if (change.kind === 'withdrawn') return 'withdrawn'
  return change.told.includes(rule) ? 'revised' : 'item'
}

/** The event of the whole alert: ordinary as soon as one of its rules has not heard of the item before. */
export const eventOf = (alert: Pick<Alert, 'change' | 'matches'>): Event => {
  const events = alert.matches.map(({ rule }) => eventFor(alert, rule))
  return events.find((event) => event === 'item') ?? events[0] ?? 'item'
}
