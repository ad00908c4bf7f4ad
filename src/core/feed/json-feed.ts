// JSON Feed 1.0 and 1.1. A document is one when it is an object with a list of items.
import { READ } from '../limits.ts'
import { resolveUrl } from '../links.ts'
import type { FeedInfo, Reading } from '../model.ts'
import { sameHost } from '../paging.ts'
import { compact } from './item.ts'
import { asObject, authorsAt, fromJsonFeedItem, hasList, type JsonObject, listAt, textAt } from './json-feed-item.ts'
import { oneLine } from './plain-text.ts'

const isJsonFeed = (object: JsonObject): boolean =>
  hasList(object, 'items') && (textAt(object, 'version') !== undefined || textAt(object, 'title') !== undefined)

/** Reads parsed JSON; undefined when it is no JSON Feed. */
export const readJsonFeed = (json: unknown, url: string | undefined): Reading | undefined => {
  const object = asObject(json)
  if (object === undefined || !isJsonFeed(object)) return undefined
  const feedUrl = resolveUrl(textAt(object, 'feed_url') ?? '', url) ?? url
  const homePageUrl = resolveUrl(textAt(object, 'home_page_url') ?? '', feedUrl)
  const inherited = {
    base: feedUrl ?? homePageUrl,
    authors: authorsAt(object),
    language: textAt(object, 'language'),
  }
  const line = (key: string): string | undefined => {
    const text = textAt(object, key)
    return text === undefined ? undefined : oneLine(text)
  }
  const next = sameHost(resolveUrl(textAt(object, 'next_url') ?? '', feedUrl), feedUrl)
  return {
    feed: compact<FeedInfo>({ title: line('title'), homePageUrl, feedUrl, description: line('description') }),
    items: listAt(object, 'items')
      .slice(0, READ.ITEMS)
      .flatMap((item) => fromJsonFeedItem(item, inherited) ?? []),
    ...(next === undefined ? {} : { next: { url: next } }),
  }
}
