// The sentences of the operator's channel.

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

const TURNS: Readonly<Record<string, string>> = { moved: 'has moved', gap: 'has a gap' }

export const sourceSentence = (name: string, state: string, evidence: string | undefined): string => {
  if (state === 'ok') return `${name} is ok again.`
  const turn = TURNS[state] ?? `is ${state}`
  return evidence === undefined ? `${name} ${turn}.` : `${name} ${turn}: ${evidence}.`
}

export const gateSentence = (closed: string | undefined): string =>
  closed === undefined
    ? 'Discord takes messages again; what waited is being sent.'
    : `Nothing is sent to Discord for now: ${closed}. All alerts wait.`

/** @param disabled why, when nothing is sent there any more */
export const destinationSentence = (name: string, disabled: string | undefined): string =>
  disabled === undefined
    ? `Alerts go to ${name} again.`
    : `Alerts to ${name} have stopped: ${disabled}. What waits is kept; enable the destination to send it.`

export const quotaSentence = (spent: boolean, writes: number): string =>
  spent
    ? `The day’s ${writes} writes to KV are spent; until 00:00 UTC the Desk itself serves the rules.`
    : 'KV is written again.'

/** Ids shown of rules that cannot be read. */
const IDS_SHOWN = 5

/** @param ids of the rules that this version cannot read */
export const brokenSentence = (ids: readonly string[]): string => {
  if (ids.length === 0) return 'Every rule can be read again.'
  const shown = ids.slice(0, IDS_SHOWN).join(', ')
  const more = ids.length > IDS_SHOWN ? ` and ${ids.length - IDS_SHOWN} more` : ''
  return ids.length === 1
    ? `1 rule matches nothing, because this version cannot read it: ${shown}.`
    : `${ids.length} rules match nothing, because this version cannot read them: ${shown}${more}.`
}

export type Day = {
  readonly hours: number
  readonly items: number
  readonly alerts: number
  readonly waiting: number
  readonly sources: Readonly<Record<string, number>>
}

const sourcesPart = (sources: Day['sources']): string => {
  const all = Object.values(sources).reduce((sum, n) => sum + n, 0)
  const { ok = 0, ...others } = sources
  if (all === 0) return 'no sources'
  if (ok === all) return all === 1 ? 'the source ok' : `all ${all} sources ok`
  const rest = Object.entries(others).flatMap(([state, n]) => (n === 0 ? [] : [`${n} ${state}`]))
  return [`${ok} of ${count(all, 'source')} ok`, ...rest].join(', ')
}

/** `24 h: 312 items, 14 alerts, 0 waiting, all 9 sources ok` */
export const dailyLine = ({ hours, items, alerts, waiting, sources }: Day): string =>
  `${hours} h: ${[count(items, 'item'), count(alerts, 'alert'), `${waiting} waiting`, sourcesPart(sources)].join(', ')}`
