// From what a reader found to an Item: cleaned, dated, its wire furniture put in its place. Readers say where things stand
// in their format; what those things mean is said here, once for all formats.
import { parseDate, type WrittenDate } from '../dates.ts'
import { READ } from '../limits.ts'
import { canonicalUrl } from '../links.ts'
import type { Author, Item } from '../model.ts'
import { isCutShort, takeDateline, takeEnd } from './dateline.ts'
import { foldLines, oneLine } from './plain-text.ts'

/** What a reader found of one story; texts plain already, the rest as written. */
export type Draft = {
  readonly id?: string | undefined
  /** Absolute. */
  readonly url?: string | undefined
  readonly title?: string | undefined
  readonly summary?: string | undefined
  readonly text?: string | undefined
  readonly published?: string | undefined
  readonly modified?: string | undefined
  readonly authors?: readonly Author[]
  readonly tags?: readonly string[]
  readonly language?: string | undefined
  readonly label?: string | undefined
  readonly originalUrl?: string | undefined
  /** The summary is known to be only the beginning of the text, whatever it ends with. */
  readonly excerpt?: boolean
}

/** An object without the keys that have no value. */
export const compact = <T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T

const filled = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text)

/** Cuts between letters, never inside one. */
const cutTo = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(0, units).replace(/[\ud800-\udbff]$/, '')

type Lead = { readonly lead: string; readonly dateline?: string | undefined; readonly complete: boolean }

const leadOf = (text: string | undefined, summary: string | undefined, excerpt: boolean): Lead => {
  const paragraphs = text?.split('\n') ?? []
  const { dateline, rest } = takeDateline(paragraphs[0] ?? summary ?? '')
  // Some outlets print the dateline as a paragraph of its own.
  const lead = rest === '' && dateline !== undefined ? (paragraphs[1] ?? '') : rest
  const known = lead !== '' && !(excerpt && text === undefined)
  return { lead, dateline, complete: known && (paragraphs.length > 1 || !isCutShort(lead)) }
}

const uniqueTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(tags.map(oneLine).filter((tag) => tag !== '')),
]

/** An id for an item that its source gave neither id nor address: what it says of itself. */
const madeId = (title: string, published: string | undefined, lead: string): string =>
  [published?.slice(0, 10), title === '' ? lead.slice(0, 80) : title].filter((part) => part).join(' ')

const dateOf = (written: string | undefined): WrittenDate | undefined =>
  written === undefined || written === '' ? undefined : parseDate(written)

/** Turns what was found into an item. */
export const itemOf = (draft: Draft): Item => {
  const title = cutTo(oneLine(draft.title ?? ''), READ.TITLE_CHARS)
  const body = takeEnd(foldLines(draft.text ?? ''))
  const brief = takeEnd(oneLine(draft.summary ?? ''))
  const text = filled(cutTo(body.text, READ.TEXT_CHARS))
  const summary = filled(cutTo(brief.text, READ.TEXT_CHARS))
  const { lead, dateline, complete } = leadOf(text, summary, draft.excerpt ?? false)
  const published = dateOf(draft.published) ?? dateOf(body.stamp)
  const id = filled(draft.id?.trim()) ?? canonicalUrl(draft.url ?? '') ?? madeId(title, published?.instant, lead)
  return compact<Item>({
    id,
    url: draft.url,
    title,
    summary,
    text,
    lead,
    complete,
    dateline,
    published: published?.instant,
    modified: dateOf(draft.modified)?.instant,
    day: published?.day,
    authors: draft.authors ?? [],
    tags: uniqueTags(draft.tags ?? []),
    language: filled(draft.language?.trim()),
    label: filled(oneLine(draft.label ?? '')),
    originalUrl: draft.originalUrl,
    ended: body.ended || (text === undefined && brief.ended),
  })
}

/** Leaves out items whose id an earlier one has. */
export const withoutRepeats = (items: readonly Item[]): readonly Item[] => {
  const seen = new Set<string>()
  const kept: Item[] = []
  for (const item of items) {
    if (item.id !== '' && seen.has(item.id)) continue
    seen.add(item.id)
    kept.push(item)
  }
  return kept
}

const ADDRESS = '[^\\s<>()\\[\\]"\':;,@]+@[^\\s<>()\\[\\]"\':;,@]+'

/** `me@example.com`, `me@example.com (Name)`, `Name (me@example.com)`, `Name <me@example.com>`. */
const ADDRESS_FIRST = new RegExp(`^(${ADDRESS})(?:\\s*\\(([^()]*)\\))?$`)
const NAME_FIRST = new RegExp(`^([^()<>]*)[(<]\\s*(${ADDRESS})\\s*[)>]$`)

/** UTF-16 units; what is longer is no name. */
const LONGEST_NAME = 300

/** A person written in one line. An address in other dress than these four stays in the name. */
export const authorOf = (written: string): Author | undefined => {
  const text = cutTo(oneLine(written), LONGEST_NAME)
  const addressFirst = ADDRESS_FIRST.exec(text)
  const nameFirst = NAME_FIRST.exec(text)
  const email = addressFirst?.[1] ?? nameFirst?.[2]
  const name = email === undefined ? text : oneLine(addressFirst?.[2] ?? nameFirst?.[1] ?? '')
  if (name === '' && email === undefined) return undefined
  return { ...(name === '' ? {} : { name }), ...(email === undefined ? {} : { email }) }
}

/** Authors without repeats and without empty ones. */
export const authorsOf = (found: readonly (Author | undefined)[]): readonly Author[] => {
  const unique = new Map<string, Author>()
  for (const author of found) {
    if (author?.name === undefined && author?.email === undefined) continue
    unique.set(`${author.name ?? ''}\n${author.email ?? ''}`, author)
  }
  return [...unique.values()]
}
