// What the stages between an item and a rule are called and say in English: for HTTP and Discord alike.
import { ENGLISH_ENDINGS } from '../core/alert/ending.ts'
import { ENGLISH_FINDINGS } from '../core/match/finding.ts'
import type { StageWords, Telling } from './stage.ts'

export const ENGLISH_STAGES: StageWords = {
  names: {
    seen: 'seen',
    source: 'source',
    time: 'time',
    active: 'active',
    muted: 'muted',
    scope: 'scope',
    query: 'query',
    outcome: 'outcome',
  },
  findings: ENGLISH_FINDINGS,
  seen: (source, at) => `${source} at ${at}`,
  unseen: 'no source has an item with this id or address',
  unheard: (listens, source) => `the rule listens to ${listens}, not to ${source}`,
  everySource: 'every source its owner sees',
  baseline: 'it was in the source’s first list, which is not told',
  inTime: (made) => `the rule was made at ${made}`,
  tooLate: (made) => `the rule was made at ${made}, after the item was first seen`,
  paused: 'the rule is paused',
  expired: (at) => `the rule expired at ${at}`,
  active: 'neither paused nor expired',
  activeUntil: (at) => `until ${at}`,
  muted: (what, label) => `the ${what} “${label}” is muted at the destination`,
  mutedUntil: (what, label, until) => `the ${what} “${label}” is muted at the destination until ${until}`,
  snoozed: (until) => `the rule is snoozed until ${until}`,
  wasMuted: 'it was muted or snoozed when the alert came, and no longer is',
  unmuted: 'neither its story nor its source is muted, nor the rule snoozed',
  scopes: {
    title: 'looks at the title',
    lead: 'looks at title and lead',
    text: 'looks at title, lead and text',
  },
  lacks: {
    lead: (scope) => `${scope}, and this item has no lead yet`,
    text: (scope) => `${scope}, and its text is not at hand here`,
  },
  noAlert: 'no alert was recorded',
  alert: (alert, end) => `alert ${alert}: ${end}`,
  underWay: 'on its way to the destination, or older than the history',
  end: (state, reason) => (reason === '' ? state : `${state} (${reason})`),
  endings: ENGLISH_ENDINGS,
}

const asItStands = (text: string): string => text

/** As HTTP prints it: instants, and nothing disarmed. */
export const IN_PRINT: Telling = {
  words: ENGLISH_STAGES,
  quote: asItStands,
  moment: asItStands,
  fault: ({ message }) => message,
  reason: asItStands,
}
