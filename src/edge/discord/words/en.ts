// What we say, in English: a section for each command, complete. What is put into a sentence is disarmed by whoever puts it in.

import type { QuotaRefusal } from '../../../core/admission.ts'
import { newsSentence } from '../../../core/alert/news.ts'
import { ADMISSION, DELIVER, UNITS } from '../../../core/limits.ts'
import type { AddressRefusal } from '../../../core/links.ts'
import type { SourceState } from '../../../core/model.ts'
import { ENGLISH_STAGES } from '../../../flow/stage-words.ts'

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
    news: newsSentence,
    /** By code; where there is none, the sentence that comes along, which is English. */
    queryErrors: {} as Readonly<Partial<Record<string, string>>>,
    /** Why a place takes nothing any more, by Discord's code; where there is none, the reason that comes along, which is English. */
    standstills: {} as Readonly<Record<number, string>>,
    meant: (like: string) => `Did you mean ${like}?`,
    quota: ({ message }: QuotaRefusal) => message,
    /** By what is wrong; nothing where the sentence that comes along is good enough. */
    address: {} as Readonly<Partial<Record<AddressRefusal['code'], string>>>,
    yes: 'yes',
    no: 'no',
    back: 'Back',
    more: 'More',
    andMore: (number: number) => `and ${number} more`,
  },

  /** What is said of rules by every command that keeps them. */
  rules: {
    nothingToWatch: 'Tell me what to watch for: some words, or a topic.',
    nothingToTest: 'Tell me what to try: a rule, some words, or a topic.',
    nothingToChange: 'Tell me what to change: give at least one option.',
    noSuchRule: 'There is no such rule here. Choose one from the list that is offered.',
    onePlace: 'Choose a channel or a hook, not both.',
    noSuchPlace:
      'I cannot deliver to that channel. Choose a text channel, an announcement channel, a thread or a forum.',
    noSuchSource: (source: string) => `There is no source “${source}”. Choose one from the list that is offered.`,
    noTime: (time: string) => `“${time}” is no time of day. Write it as 07:30.`,
    noZone: (zone: string) => `I do not know the time zone “${zone}”. Write it as Asia/Seoul.`,
    tagsForForums: 'Tags belong to forums, and that channel is none.',
    tagsWithChannel: 'Tags go with a forum: name it in the option channel.',
    noEveryone: 'I mention roles, never everyone. Choose a role that people can have.',
    mayNotPing: (role: string, channel: string) =>
      `I may not be able to mention ${role} in ${channel}. If not everybody may mention that role, give my role there: Mention Everyone (Edit Channel > Permissions).`,
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
    pausedNow: (name: string) => `The rule ${name} is paused until you resume it.`,
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
    merge: 'Several sources in one alert',
    changes: 'Changes of a story',
    state: 'State',
    fault: 'Fault',
    made: 'Made',

    formTitle: 'A new rule',
    formEdit: 'Change the rule',
    formQuery: { label: 'What to look for', description: 'Words, "a phrase", prefix*, OR, NOT, @topic' },
    formTopics: { label: 'Topics: arms and leadership', description: 'Any of them' },
    formOtherTopics: { label: 'Topics: abroad, economy, society', description: 'Any of them' },
    formChannel: { label: 'Where to post' },
    formPing: { label: 'A role to mention', description: 'Leave it empty to mention nobody' },
    formDelivery: { label: 'When' },
    formName: { label: 'What to call it' },
    formScope: { label: 'How much of an item to look at' },
  },

  // /watch
  watch: {
    none: 'No rules yet. Make one with /watch add, or step by step with /watch new.',
  },

  // /alerts
  alerts: {
    none: 'You have no rules yet. Make one with /alerts add.',
    here: 'your direct messages',
    greeting:
      'This is where your alerts will come. /alerts list shows your rules, /alerts settings sets quiet hours, /alerts forget-me deletes everything of you.',
    closed:
      'I cannot send you direct messages, so nothing was saved. Allow them in the privacy settings of a server that we share (Privacy Settings > Direct Messages), then try again.',
    notArrived: (reason: string) => `A first direct message to you did not arrive (${reason}), so nothing was saved.`,
    forgotten: (rules: number) =>
      `Everything of you is deleted: ${count(rules, 'rule', 'rules')}, your settings and your alerts.`,
    nothingMuted: 'You have muted nothing.',
    noHours: (hours: string) => `“${hours}” are no quiet hours. Write them as 22:00-07:00, or off to end them.`,
    arranged: 'Set.',
    noQuiet: 'Quiet hours: none',
    quiet: (from: string, to: string) =>
      `Quiet hours: ${from} to ${to}; what comes then is told after them, in one message`,
    digest: (time: string) => `Daily digest: at ${time}`,
    zone: (zone: string) => `Time zone: ${zone}`,
  },

  // /mute
  mute: {
    sourceChoice: (name: string) => `Source: ${name}`,
    none: 'Nothing is muted in this server.',
    noTime: 'Choose for how long from the list that is offered.',
    noSuchThing: 'I know no such story or source. Choose one from the list that is offered.',
    nothingTold: (channel: string) => `No rule delivers to ${channel}, so there is nothing to mute there.`,
    everywhere: 'everywhere in this server',
    forGood: 'for good',
    until: (when: string) => `(ends ${when})`,
    muted: (what: string, where: string, until: string) => `Muted: **${what}**, ${where} ${until}`,
    notMuted: 'That is not muted there.',
    unmuted: (what: string) => `No longer muted: **${what}**`,
  },

  // /source
  source: {
    none: 'No source is read yet. /source add takes the address of a feed.',
    noSuch: 'This server has no such source of its own. Choose one from the list that is offered.',
    shared: (name: string, id: string) =>
      `The operator has ${name} already, as \`${id}\`: your rules hear of it, and nothing is added.`,
    known: (name: string, id: string) => `You have ${name} already, as \`${id}\`.`,
    added: (name: string, id: string) => `Reading ${name} from now on, as \`${id}\`.`,
    readSoon: (minutes: number) => `It is read within ${minutes} minutes; /source status says how it went.`,
    firstFailed: (why: string) => `The first look failed: ${why}\nI go on trying; /source status says how it is.`,
    firstRead: (stories: number, minutes: number) =>
      `It can be read: ${items(stories)} listed. What comes from now on is matched, within ${minutes} minutes.`,
    removed: (name: string) => `${name} is no longer read.`,
    inUse: (name: string, rules: string) =>
      `${name} stays, because these rules name it: ${rules}. Change or remove them first.`,
    every: (minutes: number) => `every ${minutes} min`,
    pushed: 'brought in from outside',
    own: 'this server’s own',
    operators: 'the operator’s',
    items: items,
    noAnswer: 'no answer',
    state: (state: SourceState | 'silent', since: string) =>
      state === 'silent' ? `silent, last story ${since}` : `${state} since ${since}`,
  },

  // /hook
  hook: {
    none: 'No hooks yet. Make one with /hook add.',
    noSuch: 'There is no such hook here. Choose one from the list that is offered.',
    noSuchFormat: 'I do not know that format. Choose one from the list that is offered.',
    formTitle: (format: string) => `New hook: ${format}`,
    fields: {
      url: { label: 'Address (https://…)', description: 'Secret: it is stored, and never shown again' },
      thread: { label: 'Thread, by its id' },
      topic: { label: 'Topic', description: 'Whoever knows it can read along' },
      token: { label: 'Token of the bot', description: 'Secret: it is stored, and never shown again' },
      chat: { label: 'Chat', description: 'Its number, or the @name of a channel' },
    },
    formName: { label: 'What to call it' },
    faults: {
      url: 'That is not an address I can take: it is missing or too long.',
      thread: 'A thread’s id is a string of digits.',
      topic: 'A topic has letters, digits, - and _, at most 64.',
      token: 'A bot’s token looks like 123456:ABC-DEF…',
      chat: 'A chat is a number, or the @name of a channel.',
      name: 'That name is too long.',
    },
    wrongForm: 'I cannot make a hook of that form. Please open it again with /hook add.',
    known: (name: string) => `This server has that hook already: ${name}. /hook test tries it.`,
    added: (name: string, address: string) => `The hook ${name} is stored (${address}).`,
    accepted: (name: string) => `The test was accepted: ${name} is ready for alerts.`,
    refused: 'The test was refused.',
    noAnswer: 'The test got no answer.',
    challenge:
      'The test was not answered with its challenge: give back the value of `data.challenge`, as the body or in the header `webhook-challenge`.',
    untilAccepted: 'Nothing is sent there until a test is accepted. Mend it, then use /hook test.',
    testsSpent: (most: number) =>
      `No test was sent: a server may send ${most} an hour. A new hook waits for one; use /hook test later.`,
    secret: (secret: string) =>
      `Its signing secret, shown this once (keep it where the receiver can read it): ||\`${secret}\`||`,
    secretShown: 'Its signing secret was shown once. /hook rotate makes a new one.',
    rotated: (name: string) => `${name} has a new secret; the old one is signed with for another 24 hours as well.`,
    noSecret: 'Only a signed webhook (Standard Webhooks) has a secret.',
    enabled: (name: string, replayed: number) =>
      `${name} goes on${replayed === 0 ? '' : `, with ${count(replayed, 'message', 'messages')} that had been given up`}.`,
    removed: (name: string) => `The hook ${name} is removed, and its address forgotten.`,
    inUse: (name: string, rules: string) =>
      `${name} stays, because these rules deliver there: ${rules}. Change or remove them first.`,
    unconfirmed: 'waiting for a test that is accepted: /hook test',
    disabled: (why: string) => `given up (${why}): mend it, then /hook enable`,
    neverYet: 'ready, nothing sent yet',
    lastTold: (when: string) => `ready, last sent ${when}`,
    waiting: (number: number) => `${number} waiting`,
  },

  // /latest, /search, /trend
  archive: {
    noSources: 'No source is read yet, so there is nothing to look through.',
    nothingYet: 'The wires have brought nothing yet.',
    nothing: (query: string) => `Nothing is kept that matches ${query}.`,
    cut: 'There is more than I could look through at once; older stories may match as well.',
    notAsked: (sources: string) => `Not asked: ${sources}. Name one in the option source to have it asked.`,
    noAnswer: (sources: string) => `No answer from: ${sources}.`,
    searchesSpent: `That is as often as may be asked in a minute (${ADMISSION.SEARCHES_A_MINUTE} times). Please try again in a minute.`,
    noHeadline: '(no headline)',
    trend: (query: string, over: number, total: number, atLeast: boolean) =>
      `**${query}**: ${least(atLeast)}${count(total, 'story', 'stories')} in ${days(over)}, by the day in Pyongyang.`,
    trendNone: (query: string, over: number) => `Nothing that matches ${query} in the last ${days(over)}.`,
    since: (when: string) => `What I keep begins ${when}; days before it may have had more.`,
  },

  // /status
  status: {
    title: 'Nightdesk here',
    places: 'Where alerts go',
    sources: 'Sources',
    canPost: 'I can post in this channel.',
    noHistory: (channel: string) =>
      `I cannot look back in ${channel}: an alert may come twice when the connection breaks, and a change is not told as a reply. Give my role there: Read Message History.`,
    open: 'Discord takes my messages.',
    shut: 'Discord turns me away for now. Alerts wait, and go out when it lets me in again; the operator’s log says why.',
    polled: (when: string) => `The sources were last asked ${when}.`,
    late: (when: string) =>
      `The sources were last asked ${when}: tell the operator that the cron trigger does not run.`,
    channel: (channel: string) => `Word of trouble goes to ${channel}.`,
    noChannel: 'Word of trouble waits for the next command here. /status with a channel has it told there.',
    greeting: 'This is where I will tell it when a destination or a source of this server stops.',
    channelSet: (channel: string) => `Word of trouble goes to ${channel} from now on.`,
    channelCleared: 'Word of trouble goes to no channel any more.',
    noSuchChannel: 'I cannot tell that channel. Choose a text channel, an announcement channel or a thread.',
    notArrived: (channel: string, reason: string) =>
      `A first message in ${channel} did not arrive (${reason}), so nothing was changed.`,
    noPlaces: 'None yet. /watch add makes a rule for a channel.',
    noAnswer: 'it does not answer now; try again in a minute',
    mendHook: 'Mend it, then use /hook enable.',
    failing: (waiting: number, next: string) =>
      `it does not take messages now, ${count(waiting, 'message waits', 'messages wait')}; tried again ${next}`,
    nothingSent: 'ready, nothing sent yet',
    lastSent: (when: string) => `last sent ${when}`,
    waiting: (waiting: number) => count(waiting, 'message waits', 'messages wait'),
    notShown: (names: string) => `Not shown: ${names}`,
    noSources: 'None yet. The operator adds those that are everybody’s.',
    states: {
      quiet: 'nothing new for longer than usual',
      failing: 'it does not answer',
      blocked: 'the site turns me away',
      moved: 'many of its stories are gone or changed at once',
      unparsable: 'its list can no longer be read',
      gap: 'more was new than its list shows, so that some may be missing',
    },
    mendOwn: {
      quiet: 'Look whether the site still publishes.',
      failing: 'I try again by myself.',
      blocked: 'I respect that: remove it with /source remove, or ask the site.',
      moved: 'Look where the site has gone; /source add takes the new address.',
      unparsable: 'Look whether the address still is a feed; /source add takes another.',
      gap: 'Nothing to do; a source that is asked more often misses less.',
    },
    mendShared: 'It is the operator’s, who is told.',
  },

  // /help
  help: {
    commands: 'What you can do here',
    language: 'How to write a query',
    /** What the examples of the cheat sheet mean, by example; what is missing is said in English. */
    means: {} as Readonly<Partial<Record<string, string>>>,
    onMessage: (name: string) => `In the menu of a message, under Apps: \`${name}\` tells why an alert came`,
  },

  // /watch why
  why: {
    stages: {
      ...ENGLISH_STAGES,
      unseen: `neither among the newest stories nor in what was told there in the last ${days(DELIVER.KEEP_MS / UNITS.DAY)}`,
    },
    open: 'What is marked ? hangs on the text of the story, which is not kept here.',
    choose: 'Choose the story from the list that is offered, or give its whole address.',
    untold:
      'It would be told now, and there is no alert of it there: the rule was changed since, or the alert is on its way.',
    elsewhere:
      'The sources themselves are asked by /search; for the operator’s own rules, by `POST /api/v1/rules/:id/explain`. `nightdesk explain` tries a query on any story.',
  },

  // Why did this match?
  story: {
    notHere: 'I know no such alert in this channel.',
    noAlert: 'That message carries no alert of mine that I still remember.',
    rule: (name: string, terms: string) => `Rule ${name}: ${terms}`,
    factsAlone: 'its query asks for no word, and all of it held',
    earlier: 'an earlier state of the story matched; this one tells that it changed',
    headlineOnly: 'The lead could not be had in time: only the headline was looked at.',
    inTitle: 'in the title',
    inLead: 'in the lead',
    inText: 'in the text',
    several: 'This message carries several stories. Which one?',
    choose: 'Choose a story…',
    snoozeWhich: 'Several rules told of it. Which one is to be quiet?',
    whichRule: 'Choose a rule…',
    snoozeHowLong: (name: string) => `For how long is the rule ${name} to be quiet?`,
    howLong: 'Choose how long…',
    lasting: { '1h': '1 hour', '8h': '8 hours', '24h': '24 hours', '7d': '7 days' },
    rulesGone: 'The rules that told of it are gone.',
    muted: (title: string) => `No more of this story here: ${title}`,
  },
}
