// What a message says of a digest where the place has a form of its own for lists: its heading, and under each topic its stories, a
// headline and a line each.
import { SERVICE } from '../limits.ts'
import { cut } from '../summary/cut.ts'
import { type Digest, type DigestEntry, groupsOf } from './digest.ts'
import { digestHeading, digestNote, storyOf } from './digest-text.ts'
import { inert } from './inert.ts'
import { headlineOf, type Link, linksOf, rulesOf } from './telling.ts'

export type EntryTelling = {
  readonly headline: string
  /** Where it comes from, and the rules it answers to. */
  readonly detail: string
  readonly link?: Link
  /** The topic's name, above its first story. */
  readonly topic?: string
}

export type DigestTelling = {
  readonly title: string
  readonly note?: string
  readonly entries: readonly EntryTelling[]
}

const tellStory = (entry: DigestEntry): EntryTelling => {
  const [link] = linksOf(entry.alert)
  return {
    headline: headlineOf(entry.alert),
    detail: `${inert(cut(storyOf(entry).origin, SERVICE.NAME))} · Rule: ${rulesOf(entry.alert)}`,
    ...(link === undefined ? {} : { link }),
  }
}

const tellGroup = (name: string, entries: readonly DigestEntry[]): EntryTelling[] =>
  entries.map((entry, index) => ({ ...tellStory(entry), ...(index === 0 ? { topic: name } : {}) }))

/** One entry with its topic above it: the most room that it can take. */
export const tellEntry = (entry: DigestEntry): readonly EntryTelling[] =>
  groupsOf([entry]).flatMap(({ name, entries }) => tellGroup(name, entries))

export const tellDigest = (digest: Digest): DigestTelling => {
  const note = digestNote(digest)
  return {
    title: digestHeading(digest),
    ...(note === undefined ? {} : { note }),
    entries: groupsOf(digest.entries).flatMap(({ name, entries }) => tellGroup(name, entries)),
  }
}

/** Room for a heading, a note and what stands around them; UTF-16 units. */
export const HEADING_ROOM = 200

/** A digest in which a rule that is not silent has a share makes its sound. */
export const isSilent = ({ entries }: Digest): boolean => entries.every(({ alert }) => alert.silent)
