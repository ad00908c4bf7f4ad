// An item as JSON: JSON Feed 1.1 with one extension of ours, the shape that `read` prints, webhooks carry and `match`, `tag`
// and push read back. Keys that have no value are absent.
import { resolveUrl } from '../links.ts'
import type { Author, Item, ReadError, Reading } from '../model.ts'
import type { Result } from '../result.ts'
import { authorsOf, compact, itemOf } from './item.ts'
import { textParagraphs } from './parts.ts'
import { htmlToText, oneLine } from './plain-text.ts'

export type JsonFeedAuthor = { readonly name?: string; readonly _email?: string }

export type JsonFeedItem = {
  readonly id: string
  readonly url?: string
  readonly title: string
  readonly summary?: string
  readonly content_text?: string
  readonly date_published?: string
  readonly date_modified?: string
  readonly authors?: readonly JsonFeedAuthor[]
  readonly tags?: readonly string[]
  readonly language?: string
  readonly _nightdesk: {
    readonly source?: string
    readonly lead: string
    readonly dateline?: string
    readonly original_url?: string
    readonly ended?: true
    readonly day?: string
    readonly ingested?: string
    /** A webhook body holds only the beginning of the text. */
    readonly cut?: true
  }
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

const jsonAuthor = ({ name, email }: Author): JsonFeedAuthor => compact<JsonFeedAuthor>({ name, _email: email })

/** The item as JSON Feed has it. */
export const toJsonFeedItem = (item: Item): JsonFeedItem =>
  compact<JsonFeedItem>({
    id: item.id,
    url: item.url,
    title: item.title,
    summary: item.summary,
    content_text: item.text,
    date_published: item.published,
    date_modified: item.modified,
    authors: some(item.authors.map(jsonAuthor)),
    tags: some(item.tags),
    language: item.language,
    _nightdesk: compact<JsonFeedItem['_nightdesk']>({
      source: item.label,
      lead: item.lead,
      dateline: item.dateline,
      original_url: item.originalUrl,
      ended: item.ended ? true : undefined,
      day: item.day,
      ingested: item.ingested,
    }),
  })

export type ReadLine =
  | {
      readonly file: string
      readonly ok: true
      readonly feed: {
        readonly title?: string
        readonly home_page_url?: string
        readonly feed_url?: string
        readonly description?: string
      }
      readonly items: readonly JsonFeedItem[]
    }
  | { readonly file: string; readonly ok: false; readonly error: ReadError }

/** One line of what `read` prints; `file` is the name that was given, unchanged. */
export const toReadLine = (file: string, result: Result<Reading, ReadError>): ReadLine => {
  if (!result.ok) return { file, ok: false, error: result.error }
  const { title, homePageUrl, feedUrl, description } = result.value.feed
  return {
    file,
    ok: true,
    feed: compact({ title, home_page_url: homePageUrl, feed_url: feedUrl, description }),
    items: result.value.items.map(toJsonFeedItem),
  }
}

export type JsonObject = { readonly [key: string]: unknown }

/** A plain object; own keys only, so that `__proto__` and `constructor` are keys like others. */
export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined)

/** The text under a key; numbers count as their digits. */
export const textAt = (object: JsonObject, key: string): string | undefined => {
  const value = own(object, key)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export const listAt = (object: JsonObject, key: string): readonly unknown[] => {
  const value = own(object, key)
  return Array.isArray(value) ? value : []
}

export const hasList = (object: JsonObject, key: string): boolean => Array.isArray(own(object, key))

/** Authors of a feed or an item: 1.1 has a list, 1.0 had one. */
export const authorsAt = (object: JsonObject): readonly Author[] => {
  const written = [...listAt(object, 'authors'), own(object, 'author')]
  return authorsOf(
    written.map((value) => {
      if (typeof value === 'string') return { name: oneLine(value) }
      const author = asObject(value)
      if (author === undefined) return undefined
      const name = textAt(author, 'name')
      const email = textAt(author, '_email')
      return { ...(name === undefined ? {} : { name: oneLine(name) }), ...(email === undefined ? {} : { email }) }
    }),
  )
}

/** What an item inherits from the feed it stands in. */
export type Inherited = {
  readonly base?: string | undefined
  readonly authors?: readonly Author[]
  readonly language?: string | undefined
}

/** Where both are given they say the same, and the markup says where the paragraphs end. */
const textOfContent = (object: JsonObject): string | undefined => {
  const html = textAt(object, 'content_html')
  if (html !== undefined) return htmlToText(html)
  const plain = textAt(object, 'content_text')
  return plain === undefined ? undefined : textParagraphs(plain)
}

/**
 * Reads an item back from JSON: from any JSON Feed, or from what toJsonFeedItem made, which it then equals.
 * undefined when it is no object.
 */
export const fromJsonFeedItem = (json: unknown, inherited: Inherited = {}): Item | undefined => {
  const object = asObject(json)
  if (object === undefined) return undefined
  const ours = asObject(own(object, '_nightdesk')) ?? {}
  const address = textAt(object, 'url') ?? textAt(object, 'external_url') ?? textAt(object, 'id') ?? ''
  const hasAddress = textAt(object, 'url') !== undefined || textAt(object, 'external_url') !== undefined
  const authors = authorsAt(object)
  const item = itemOf({
    id: textAt(object, 'id'),
    url: resolveUrl(address, hasAddress ? inherited.base : undefined),
    title: textAt(object, 'title'),
    summary: textAt(object, 'summary'),
    text: textOfContent(object),
    published: textAt(object, 'date_published'),
    modified: textAt(object, 'date_modified'),
    authors: authors.length > 0 ? authors : (inherited.authors ?? []),
    tags: listAt(object, 'tags').filter((tag) => typeof tag === 'string'),
    language: textAt(object, 'language') ?? inherited.language,
    label: textAt(ours, 'source'),
    originalUrl: resolveUrl(textAt(ours, 'original_url') ?? ''),
  })
  const [lead, dateline, day] = [own(ours, 'lead'), textAt(ours, 'dateline'), textAt(ours, 'day')]
  const ingested = textAt(ours, 'ingested')
  return {
    ...item,
    ...(typeof lead === 'string' ? { lead: oneLine(lead) } : {}),
    ...(dateline === undefined ? {} : { dateline: oneLine(dateline) }),
    ...(day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
    ...(ingested !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(ingested) ? { ingested } : {}),
    ended: item.ended || own(ours, 'ended') === true,
  }
}
