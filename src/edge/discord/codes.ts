// Discord's codes of what went wrong with a message, sorted by what they mean for a delivery (Discord's page of JSON error codes, August
// 2026, and the codes that its threads name).
import { DISCORD } from '../../core/limits.ts'

export const AGAIN = 'then enable this destination again'
const ELSEWHERE = 'choose another place for its rules'

/** Codes after which a destination takes nothing until somebody does something, and what. */
export const GONE: ReadonlyMap<number, string> = new Map([
  [10003, `the channel no longer exists: ${ELSEWHERE}`],
  [10004, `the server no longer exists, or the bot was removed from it: invite the bot, ${AGAIN}`],
  [10015, 'the webhook was deleted: make a new one in the channel’s settings and add it as a new destination'],
  [40058, `posts in a forum open a thread: remove this destination and add the forum again, ${ELSEWHERE}`],
  [40067, `the forum wants a tag on every post: give this destination one, ${AGAIN}`],
  [50001, `the bot cannot see the channel: allow it View Channel there, ${AGAIN}`],
  [
    50007,
    `this person takes no direct messages from the bot: allow them in the privacy settings of a server you share with it, ${AGAIN}`,
  ],
  [50008, `messages cannot be sent in this kind of channel: ${ELSEWHERE}`],
  [
    50013,
    `the bot may not post in the channel: allow it Send Messages and Embed Links there (in threads Send Messages in Threads), ${AGAIN}`,
  ],
  [50024, `messages cannot be sent in this kind of channel: ${ELSEWHERE}`],
  [50027, 'the webhook’s token is no longer valid: make a new webhook and add it as a new destination'],
  [50083, `the thread is archived and does not open by itself: open it, ${AGAIN}`],
  [50278, `this person shares no server with the bot: join one that it is in, ${AGAIN}`],
  [160005, `the thread is locked: unlock it, ${AGAIN}`],
  [220001, 'the webhook belongs to a forum: add it again with the id of a thread'],
  [220002, 'the webhook’s thread has a name and an id: add it again with the id alone'],
  [220003, 'webhooks can open threads in forums only: add it again without a thread'],
])

const CODES: ReadonlyMap<string, number> = new Map(Array.from(GONE, ([code, reason]) => [reason, code]))

/** The code behind a reason that was stored as a sentence. */
export const codeOfReason = (reason: string): number | undefined => CODES.get(reason)

/** Codes that end this message alone. */
export const REFUSED: ReadonlyMap<number, string> = new Map([
  [10062, 'the interaction is over'],
  [40005, 'the message is too large'],
  [40060, 'the interaction was answered before'],
  [200000, 'the server’s AutoMod blocked the message'],
  [200001, 'the server’s AutoMod blocked the title'],
  [240000, 'Discord’s filter for harmful links blocked the message'],
])

/** Codes of limits that may come under another status than 429, with the wait where none is named. */
export const LIMITED: ReadonlyMap<number, number> = new Map([
  [20016, DISCORD.LIMITED_MS],
  [20022, DISCORD.LIMITED_MS],
  [20028, DISCORD.LIMITED_MS],
  [20029, DISCORD.LIMITED_MS],
  [30046, DISCORD.OLD_EDIT_MS],
  [40003, DISCORD.OLD_EDIT_MS],
  [40062, DISCORD.LIMITED_MS],
])

/** Discord has too much to do, or the server too many open threads: nothing is wrong with message or place. */
export const LATER: ReadonlySet<number> = new Set([40004, 130000, 160006])

export const UNKNOWN_MESSAGE = 10008
/** A mark finds its message, or the thread it stood in, deleted. */
export const GONE_MESSAGE: ReadonlySet<number> = new Set([UNKNOWN_MESSAGE, 10003])
/** An invalid User-Agent or address, turned away before Discord proper. */
export const NETWORK_ERROR = 40333
export const BAD_TOKEN: ReadonlySet<number> = new Set([40001, 50014])
export const WEBHOOK_GONE: ReadonlySet<number> = new Set([10015, 50027])
/** It may have been carried out before the answer was lost. 520 and 524 come from the network in front of Discord. */
export const UNKNOWN_STATUS: ReadonlySet<number> = new Set([500, 502, 504, 520, 524])

/**
 * A part of the message that a plainer form does without, under whatever status: a tag of the forum that was deleted since, or, mostly
 * under 403, the message that it answers, where the bot may post and not read the history.
 */
export const MALFORMED: ReadonlySet<number> = new Set([10087, 160002, 160009, 160010])
