// A digest as a Discord message: its lines by topic in one embed or more, and a menu of its stories. Every text from the wire is
// disarmed; a title is a link of its own only where nothing in it could end the link early or be taken for an address.
import type { APIEmbed } from 'discord-api-types/v10'
import { type Digest, type DigestEntry, groupsOf } from '../../core/alert/digest.ts'
import { type DigestStory, digestHeading, digestNote, storyOf } from '../../core/alert/digest-text.ts'
import { DISCORD } from '../../core/limits.ts'
import type { Alert, Mentions } from '../../core/model.ts'
import type { Parcel } from '../../flow/delivery-ports.ts'
import { rowOf } from './alert-row.ts'
import { withTellers } from './also.ts'
import { messageIn, postedRest } from './body.ts'
import { bareLink, namedLink } from './link.ts'
import { type Message, pingsOf, SILENT, withNonce } from './message.ts'
import { textForm } from './plain.ts'
import { clip, disarm, visible } from './text.ts'

const BULLET = '• '
const GAP = ' · '

/** Brackets end a link's name for some readers of Markdown, escaped or not; Discord shows no link whose name is an address. */
const isNameOfLink = (title: string): boolean => !/[[\]\\]|:\/\//.test(title)

const linked = (title: string, url: string | undefined): string => {
  const name = clip(disarm(title), DISCORD.EMBED_TITLE)
  const link = isNameOfLink(title) ? namedLink(name, url, DISCORD.EMBED_URL) : undefined
  if (link !== undefined) return link
  const bare = bareLink(url, DISCORD.EMBED_URL)
  return bare === undefined ? name : `${name} ${bare}`
}

const lineOf = ({ mark, title, origin, url }: DigestStory): string => {
  const seen = visible(title) ?? '(no headline)'
  const said = clip(disarm(visible(origin) ?? 'a source'), DISCORD.OPTION)
  return `${BULLET}${mark === undefined ? '' : `**${mark}** `}${linked(seen, url)}${GAP}${said}`
}

const linesOf = (entries: readonly DigestEntry[]): string[] =>
  groupsOf(entries).flatMap(({ name, entries: own }) => [`**${name}**`, ...own.map((entry) => lineOf(storyOf(entry)))])

/** Lines in as many descriptions as they need; no line is cut. */
const descriptionsOf = (lines: readonly string[]): string[] => {
  const parts: string[] = []
  for (const line of lines) {
    const longer = [...parts.slice(-1), line].join('\n')
    if (parts.length > 0 && longer.length <= DISCORD.DESCRIPTION) parts[parts.length - 1] = longer
    else parts.push(line)
  }
  return parts
}

const embedsOf = (digest: Digest): APIEmbed[] => {
  const note = digestNote(digest)
  const lines = [...(note === undefined ? [] : [note]), ...linesOf(digest.entries)]
  return inEmbeds(lines, clip(digestHeading(digest), DISCORD.EMBED_TITLE))
}

const inEmbeds = (lines: readonly string[], title: string | undefined): APIEmbed[] =>
  descriptionsOf(lines).map((description, index) =>
    index === 0 && title !== undefined ? { title, description } : { description },
  )

/** Everybody whom one of these is to call, but for a silent rule's. */
const mentionsOf = (entries: readonly DigestEntry[]): Mentions => {
  const loud = entries.flatMap(({ alert }) => (alert.silent ? [] : [alert.mentions]))
  const all = (ids: readonly string[]): string[] => [...new Set(ids)]
  return { roles: all(loud.flatMap(({ roles }) => roles)), users: all(loud.flatMap(({ users }) => users)) }
}

/** Roles and people who are called where some are wanted. */
const called = (wanted: Mentions): string[] => {
  const { roles = [], users = [] } = pingsOf(wanted).allowed_mentions
  return [...roles.map((id) => `&${id}`), ...users]
}

/** Nobody is left out because others are called as well. */
const pingsFit = (entries: readonly DigestEntry[]): boolean => {
  const together = new Set(called(mentionsOf(entries)))
  return entries.every((entry) => called(mentionsOf([entry])).every((id) => together.has(id)))
}

/** Heading and note, which are not known before the digest is divided. */
const HEAD = DISCORD.EMBED_TITLE + DISCORD.WHY_LINE

/** How many of these, in order, go into one message: each can be chosen in its menu, and all who are to be called fit. */
export const fitsDigest = (entries: readonly DigestEntry[]): number => {
  const most = entries.slice(0, DISCORD.OPTIONS)
  let fitting = most.length
  const fits = (some: readonly DigestEntry[]): boolean =>
    HEAD + linesOf(some).join('\n').length <= DISCORD.EMBED_CHARS && pingsFit(some)
  while (fitting > 1 && !fits(most.slice(0, fitting))) fitting--
  return Math.max(1, fitting)
}

/** What a Discord webhook executes: no menu, no nonce. */
export const webhookDigest = (digest: Digest): Message => ({
  ...pingsOf(mentionsOf(digest.entries)),
  embeds: embedsOf(digest),
  ...(digest.entries.every(({ alert }) => alert.silent) ? { flags: SILENT } : {}),
})

/** A bot's message without its nonce, which a forum does not take. @param id the parcel's */
export const menuDigest = (id: string, digest: Digest): Message => {
  const alerts = digest.entries.map(({ alert }) => alert)
  const row = rowOf(alerts, id)
  return row === undefined ? webhookDigest(digest) : { ...webhookDigest(digest), components: [row] }
}

export const digestMessage = (id: string, digest: Digest): Message => withNonce(id, menuDigest(id, digest))

const isStory = (line: string): boolean => line.startsWith(BULLET)

/** The embeds of a digest's body; an alert's embeds always have an author. */
const digestIn = (body: string): { readonly message: Message; readonly embeds: readonly APIEmbed[] } | undefined => {
  const message = messageIn(body)
  const embeds = message?.embeds ?? []
  const ours = embeds.length > 0 && embeds.every(({ author, description }) => author === undefined && description)
  return message !== undefined && ours ? { message, embeds } : undefined
}

export const isDigest = (body: string): boolean => digestIn(body) !== undefined

const LINK = /\[((?:\\.|[^\\\]])*)\]\(([^)\s]*)\)/g

/** A line within some room: with its link as it is, else without. */
const lineWithin = (line: string, room: number): string => {
  const bare = line.replace(LINK, (_, name: string, address: string) => `${name} <${address}>`)
  if (bare.length <= room) return bare
  return clip(line.replace(LINK, '$1').replace(/ <\S+>(?= · )/, ''), room)
}

/** The plainest form: the same lines as text, each cut to its share of the room rather than any left out. */
export const plainDigest = (body: string): Message | undefined => {
  const digest = digestIn(body)
  if (digest === undefined) return undefined
  const stories = digest.embeds.flatMap(({ description = '' }) => description.split('\n').filter(isStory))
  const head = [digest.embeds[0]?.title].filter((line) => line !== undefined)
  return textForm(digest.message, head, stories.length, (at, room) => lineWithin(stories[at] ?? '', room))
}

/**
 * A posted digest with the line of one story put anew; undefined when there is no such line, or no room.
 * @param carried the alerts of that message, in its order
 */
export const markDigest = (
  { body }: Pick<Parcel, 'body'>,
  alert: Alert,
  carried: readonly Alert[],
): string | undefined => {
  const digest = digestIn(body)
  let left = carried.findIndex(({ story }) => story === alert.story)
  if (digest === undefined || left < 0) return undefined
  const { alsoIn = [] } = carried[left] ?? {}
  const anew = (line: string): string =>
    alert.change === undefined ? withTellers(line, GAP, ', ', alert) : lineOf(storyOf({ alert: { alsoIn, ...alert } }))
  const renewed = (line: string): string => (isStory(line) && left-- === 0 ? anew(line) : line)
  const lines = digest.embeds.flatMap(({ description = '' }) => description.split('\n')).map(renewed)
  const embeds = inEmbeds(lines, digest.embeds[0]?.title)
  const inAll = embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
  if (left >= 0 || inAll > DISCORD.EMBED_CHARS) return undefined
  return JSON.stringify({ ...postedRest(digest.message), embeds })
}
