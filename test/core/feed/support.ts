// Short ways to read a document in a test.
import type { Decode } from '../../../src/core/feed/read.ts'
import { type Provenance, readText } from '../../../src/core/feed/read.ts'
import type { Item, Reading } from '../../../src/core/model.ts'

/** Bytes to text as the command line does it. */
export const decode: Decode = (bytes, label, fatal) => {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}

export const read = (text: string, from: Provenance = { url: 'https://site.example.org/feed.xml' }): Reading => {
  const result = readText(text, from)
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

export const codeOf = (text: string, from: Provenance = {}): string => {
  const result = readText(text, from)
  return result.ok ? `${result.value.items.length} items` : result.error.code
}

/** The one item of a one-item RSS 2.0 document around `inside`. */
export const rssItem = (inside: string, channel = ''): Item => {
  const { items } = read(
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
      xmlns:x="https://unknown.example.org/ns"><channel>${channel}<item>${inside}</item></channel></rss>`,
  )
  return items[0] as Item
}

/** The one entry of an Atom 1.0 document around `inside`. */
export const atomEntry = (inside: string, feed = ''): Item => {
  const { items } = read(`<feed xmlns="http://www.w3.org/2005/Atom">${feed}<entry>${inside}</entry></feed>`)
  return items[0] as Item
}
