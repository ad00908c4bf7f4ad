// What we say, in English: a section for each command, complete. What is put into a sentence is disarmed by whoever puts it in.

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

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
  },

  // /watch
  watch: {
    none: 'No rules yet. Make one with /watch add.',
    nothingToWatch: 'Tell me what to watch for, in a server’s channel.',
    paused: 'paused',
    removed: 'The rule is removed.',
    noSuchRule: 'There is no such rule here. /watch list shows them.',
    noSuchPlace: 'I cannot deliver to that channel.',
    noSuchSource: (source: string) => `There is no source “${source}”.`,
    notTried: 'No items have been seen yet to try it on.',
    tried: (atLeast: boolean, hits: number, of: number) =>
      `It matches ${atLeast ? 'at least ' : ''}${hits} of the last ${plural(of, 'item', 'items')}.`,
    saved: (query: string, where: string, rule: string) => `Watching for ${query} in ${where} (rule \`${rule}\`).`,
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
