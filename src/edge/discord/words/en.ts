// What we say, in English: a section for each command, complete. What is put into a sentence is disarmed by whoever puts it in.

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`
const items = (number: number): string => count(number, 'item', 'items')
const days = (number: number): string => count(number, 'day', 'days')
const least = (atLeast: boolean): string => (atLeast ? 'at least ' : '')

export const EN = {
  common: {
    unknown: 'I do not know that command. It may be older or newer than this version of Nightdesk.',
    serversOnly: 'This works in a server only, where the bot itself is a member.',
    notOpen: 'This Nightdesk is not open to this server.',
    noUserInstall: 'This Nightdesk works in servers only: it cannot be taken along on a personal account.',
    notYours: 'This belongs to somebody else.',
    managersOnly: 'That takes the permission to manage the server.',
    personalOff: 'The operator has turned personal alerts off.',
    failed: 'Something went wrong on my side. Please try again in a minute.',
    tooLong: 'That took too long. Please try again in a minute.',
    tooLongChange: 'That took longer than I may wait. Please look whether it is done before you try again.',
    atWork: 'I am still at it.',
    missingRights: (rights: string, channel: string) =>
      `I cannot post in ${channel} yet. Give my role there: ${rights} (Edit Channel > Permissions), then try again.`,
    yes: 'yes',
    no: 'no',
    back: 'Back',
    more: 'More',
  },

  /** What is said of rules by every command that keeps them. */
  rules: {
    nothingToWatch: 'Tell me what to watch for: some words, or a topic.',
    nothingToTest: 'Tell me what to try: a rule, some words, or a topic.',
    nothingToChange: 'Tell me what to change: give at least one option.',
    noSuchRule: 'There is no such rule here. Choose one from the list that is offered.',
    noSuchPlace:
      'I cannot deliver to that channel. Choose a text channel, an announcement channel, a thread or a forum.',
    noSuchSource: (source: string) => `There is no source “${source}”. Choose one from the list that is offered.`,
    noTime: (time: string) => `“${time}” is no time of day. Write it as 07:30.`,
    noZone: (zone: string) => `I do not know the time zone “${zone}”. Write it as Asia/Seoul.`,
    tagsForForums: 'Tags belong to forums, and that channel is none.',
    forum: (fault: {
      readonly reason: 'unreachable' | 'unknown-tag' | 'needs-tag'
      readonly tag?: string
      readonly tags?: string
    }) => {
      if (fault.reason === 'unreachable')
        return 'Discord does not tell me that forum’s tags. Please try again in a minute.'
      if (fault.reason === 'needs-tag')
        return `Posts in that forum need a tag: ${fault.tags}. Name one in the option tags.`
      return `That forum has no tag “${fault.tag}”. It has: ${fault.tags || 'none'}.`
    },

    saved: (query: string, where: string, delivery: string) => `Watching for ${query} in ${where}, ${delivery}.`,
    untried: 'No items have been seen yet to try it on.',
    tried: (atLeast: boolean, hits: number, of: number) =>
      `It matches ${least(atLeast)}${hits} of the last ${items(of)}.`,
    triedMuch: (atLeast: boolean, hits: number, of: number) =>
      `It matches ${least(atLeast)}${hits} of the last ${items(of)}: more than a third.`,
    triedNone: (of: number, over: number) => `It matches none of the last ${items(of)}, seen over ${days(over)}.`,
    triedNoneInLead: (of: number, over: number) =>
      `It matches the title or lead of none of the last ${items(of)}, seen over ${days(over)}.`,
    nearMiss: (title: string, missing: string) => `Nearly: ${title} (without ${missing})`,
    nearBy: (terms: string) => `It would match without: ${terms}`,
    previewHead: 'An alert would look like this; a preview pings nobody.',
    nothingToPreview: 'None of the items seen lately matches, so there is nothing to show yet.',

    preview: 'Preview',
    edit: 'Edit',
    undo: 'Undo',
    undoLast: 'Undo the last change',
    undone: 'Undone.',
    tooLateToUndo: 'That has been changed again since, so I left it as it is.',
    noSuchChange: 'I no longer know that change.',
    noHistory: 'Nothing has been changed yet.',
    removed: (name: string) => `The rule ${name} is removed.`,
    pausedNow: (name: string) => `The rule ${name} is paused. /watch resume lets it go on.`,
    pausedNowUntil: (name: string, until: string) => `The rule ${name} is paused until ${until}.`,
    resumed: (name: string) => `The rule ${name} goes on.`,
    placeTriedAgain: (reason: string, replayed: number) =>
      `Its place had stopped taking alerts (${reason}). I try again, with ${count(replayed, 'message', 'messages')} that waited.`,

    instant: 'at once',
    hourly: 'once an hour',
    daily: (time: string, zone: string) => `daily at ${time} (${zone})`,
    dailyDefault: 'daily at 07:30 (Asia/Seoul)',
    scopeTitle: 'title',
    scopeLead: 'title and lead',
    scopeText: 'everything',
    active: 'active',
    paused: 'paused',
    pausedUntil: (when: string) => `paused, ends ${when}`,
    expired: 'expired',
    everySource: 'all',
    unknownPlace: 'a place that is gone',
    mend: 'Mend it, then use /watch resume.',
    operator: 'the operator',
    wasAdded: 'added',
    wasChanged: 'changed',
    wasRemoved: 'removed',

    name: 'Name',
    query: 'Looks for',
    scope: 'In',
    sources: 'Sources',
    where: 'Where',
    delivery: 'When',
    pings: 'Mentions',
    silent: 'Without a sound',
    changes: 'Changes of a story',
    state: 'State',
    fault: 'Fault',
    made: 'Made',

    formTitle: 'A new rule',
    formEdit: 'Change the rule',
    formQuery: { label: 'What to look for', description: 'Words, "a phrase", prefix*, OR, NOT, @topic' },
    formTopics: (others: string) => ({ label: 'Topics', description: `Any of them. By name, above: ${others}` }),
    formChannel: { label: 'Where to post' },
    formPing: { label: 'A role to mention', description: 'Leave it empty to mention nobody' },
    formDelivery: { label: 'When', description: 'At once if left out' },
    formName: { label: 'What to call it' },
    formScope: { label: 'How much of an item to look at' },
  },

  // /watch
  watch: {
    none: 'No rules yet. Make one with /watch add, or step by step with /watch new.',
  },

  // /alerts

  // /mute

  // /source

  // /hook

  // /latest, /search, /trend

  // /status

  // /help

  // Why did this match?
}
