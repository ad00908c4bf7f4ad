// What makes two sightings one item, and what names an alert. SHA-256 comes in as a function: the core knows no platform.
import { canonicalUrl } from './links.ts'
import type { Item } from './model.ts'

/** base64url of the SHA-256 of a text's UTF-8 bytes. */
export type Fingerprint = (text: string) => Promise<string>

/** Characters of a key or an alert id: 144 bits, and short enough for a Discord nonce (25). */
const KEY_CHARS = 24
/** UTF-16 units of the text that count toward identity when neither id nor url is known. */
const OPENING_CHARS = 200

const normal = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const openingOf = (item: Item): string => normal(item.text ?? item.lead).slice(0, OPENING_CHARS)

const namesOf = (item: Item): string[] => {
  const names = [`id\n${item.id}`]
  const url = item.url === undefined ? undefined : canonicalUrl(item.url)
  if (url !== undefined) names.push(`url\n${url}`)
  const date = item.day ?? item.published?.slice(0, 10)
  const opening = openingOf(item)
  if (item.title !== '' && date !== undefined && opening !== '') {
    names.push(`story\n${normal(item.title)}\n${date}\n${opening}`)
  }
  return names
}

/**
 * The keys of an item, the first of which names it for good. An item is known when any of its keys is known.
 * A feed whose ids change every time is caught by its urls, and one that moves its pages by title, date and opening words.
 */
export const itemKeys = async (item: Item, fingerprint: Fingerprint): Promise<[string, ...string[]]> => {
  const keys = await Promise.all(namesOf(item).map(async (name) => (await fingerprint(name)).slice(0, KEY_CHARS)))
  return keys as [string, ...string[]]
}

/** The keys of an item of which no more than its id or its address is known. */
export const itemKeysOf = async (idOrUrl: string, fingerprint: Fingerprint): Promise<string[]> => {
  const url = canonicalUrl(idOrUrl)
  const names = [`id\n${idOrUrl}`, ...(url === undefined ? [] : [`id\n${url}`, `url\n${url}`])]
  return Promise.all(names.map(async (name) => (await fingerprint(name)).slice(0, KEY_CHARS)))
}

/** What an item's alerts have in common, whatever the revision and the destination. */
export const storyId = async (fingerprint: Fingerprint, source: string, itemKey: string): Promise<string> =>
  (await fingerprint([source, itemKey].join('\n'))).slice(0, KEY_CHARS)

/** The id of the alert of one item (or its nth revision) for one destination. */
export const alertId = async (
  fingerprint: Fingerprint,
  source: string,
  itemKey: string,
  revision: number,
  destination: string,
): Promise<string> =>
  (await fingerprint([source, itemKey, String(revision), destination].join('\n'))).slice(0, KEY_CHARS)
