// The posts of a WordPress site as its REST API lists them (`/wp-json/wp/v2/posts`, developer.wordpress.org/rest-api): an array
// of posts, or one post alone. Which fields there are is up to the request (`_fields`), so every one of them may be missing.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { FeedInfo, Item, Reading } from '../model.ts'
import { authorsOf, compact, itemOf } from './item.ts'
import { asObject, type JsonObject, listAt, textAt } from './json-feed-item.ts'
import { htmlToText } from './plain-text.ts'

const NOTHING: JsonObject = {}

const objectOf = (value: unknown): JsonObject => asObject(value) ?? NOTHING

const objectAt = (object: JsonObject, key: string): JsonObject =>
  objectOf(Object.hasOwn(object, key) ? object[key] : undefined)

/** `{ rendered: "<p>…</p>" }`, or the text alone. */
const rendered = (post: JsonObject, key: string): string | undefined => {
  const html = textAt(objectAt(post, key), 'rendered') ?? textAt(post, key)
  return html === undefined ? undefined : htmlToText(html)
}

/** `date_gmt` says the instant. `date` is the site's own clock, whose zone nobody tells: its day is all that is sure. */
const dateOf = (post: JsonObject, key: 'date' | 'modified'): string | undefined => {
  const gmt = textAt(post, `${key}_gmt`)
  if (gmt !== undefined && !gmt.startsWith('0000')) return /[zZ]$|[+-]\d\d:?\d\d$/.test(gmt) ? gmt : `${gmt}Z`
  return textAt(post, key)?.slice(0, 'YYYY-MM-DD'.length)
}

/** No other JSON has its texts `rendered`. */
const isPost = (post: JsonObject): boolean =>
  textAt(post, 'link') !== undefined &&
  ['title', 'excerpt', 'content'].some((key) => Object.hasOwn(objectAt(post, key), 'rendered'))

/** Numbers are a site's own; the address by number is the one that WordPress also gives its feeds as guid. */
const idOf = (post: JsonObject, link: string | undefined): string | undefined => {
  const guid = textAt(objectAt(post, 'guid'), 'rendered')
  const number = textAt(post, 'id')
  if (guid !== undefined || number === undefined || link === undefined) return guid
  return `${new URL(link).origin}/?p=${number}`
}

/** Names of what was asked for with `_embed`. */
const namesIn = (list: readonly unknown[]): readonly string[] =>
  list.flat().flatMap((entry) => textAt(objectOf(entry), 'name') ?? [])

const itemOfPost = (post: JsonObject, url: string | undefined): Item => {
  const link = resolveUrl(textAt(post, 'link') ?? '', url)
  const embedded = objectAt(post, '_embedded')
  return itemOf({
    id: idOf(post, link),
    url: link,
    title: rendered(post, 'title'),
    summary: rendered(post, 'excerpt'),
    text: rendered(post, 'content'),
    published: dateOf(post, 'date'),
    modified: dateOf(post, 'modified'),
    authors: authorsOf(namesIn(listAt(embedded, 'author')).map((name) => ({ name }))),
    tags: namesIn(listAt(embedded, 'wp:term')),
  })
}

/** Reads parsed JSON; undefined when it is no list of posts. `asked`: an empty list is one, too. */
export const readWpPosts = (json: unknown, url: string | undefined, asked: boolean): Reading | undefined => {
  const list: readonly unknown[] = Array.isArray(json) ? json.slice(0, READ.ITEMS) : [json]
  const posts = list.map(objectOf).filter(isPost)
  if (posts.length === 0 && !(asked && Array.isArray(json) && json.length === 0)) return undefined
  const home = resolveUrl('/', url ?? textAt(posts[0] ?? NOTHING, 'link'))
  return {
    feed: compact<FeedInfo>({ homePageUrl: home, feedUrl: url }),
    items: posts.map((post) => itemOfPost(post, url)),
  }
}
