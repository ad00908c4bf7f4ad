// One document in, items out: bytes, charset, format, reader, items. The only entry to reading; nothing here fetches, and
// nothing here throws, whatever the document.
import { READ } from '../limits.ts'
import type { Alternate, ReadError, ReadErrorCode, Reading, SourceKind } from '../model.ts'
import { err, ok, type Result } from '../result.ts'
import { alternatesIn } from './alternates.ts'
import { readAtom } from './atom.ts'
import { type Decode, textOfBytes } from './charset.ts'
import { withoutRepeats } from './item.ts'
import { readJsonFeed } from './json-feed.ts'
import { type PageReader, pageReader } from './pages.ts'
import { readRss } from './rss.ts'
import { type Format, sniff } from './sniff.ts'
import { isChallenge } from './wall.ts'
import { readWpPosts } from './wp-json.ts'
import { parseXml } from './xml.ts'

export type { Decode } from './charset.ts'

/** Where a document came from and what it is thought to be. */
export type Provenance = {
  /** Where it was fetched from: the last base of its relative addresses. */
  readonly url?: string
  readonly contentType?: string
  readonly kind?: SourceKind
  /** What a list called the story on this page: a page without a headline keeps it. */
  readonly title?: string
}

export type RawDocument = Provenance & {
  /** Decompressed. */
  readonly body: Uint8Array
}

const SENTENCES: { readonly [code in ReadErrorCode]: string } = {
  unreadable: 'The document is not text that can be read.',
  empty: 'The document is empty.',
  'not-a-feed': 'The document is not a feed that Nightdesk knows.',
  'not-an-article': 'The page has no article on it.',
  blocked: 'The site answered with a login or a bot check instead of the page.',
  'too-large': `The document is larger than ${READ.BODY_BYTES / 1_048_576} MB.`,
  truncated: 'The document was cut off before its first complete item.',
  charset: 'The document is written in a charset that cannot be told.',
}

const fail = (code: ReadErrorCode): Result<never, ReadError> => err({ code, message: SENTENCES[code] })

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const BINARY = /^[^<{[]{0,64}[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

const readXml = (text: string, url: string | undefined, format: Format): Result<Reading, ReadError> => {
  const document = parseXml(text, url)
  if (document === undefined) return fail('not-a-feed')
  const reading = format === 'atom' ? readAtom(document, url) : readRss(document, url)
  return document.cut && reading.items.length === 0 ? fail('truncated') : ok(reading)
}

const readJson = (text: string, { url, kind }: Provenance): Result<Reading, ReadError> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('unreadable')
  }
  const reading = readJsonFeed(json, url) ?? readWpPosts(json, url, kind === 'wp-json')
  return reading === undefined ? fail('not-a-feed') : ok(reading)
}

/** A page that is no list: the error says which lists it names. */
const notAFeed = (html: string, url: string | undefined, reader?: PageReader): Result<never, ReadError> => {
  const alternates: readonly Alternate[] = [...alternatesIn(html, url), ...(reader?.leadsTo?.(html, url) ?? [])]
  const error = { code: 'not-a-feed', message: SENTENCES['not-a-feed'] } as const
  return err(alternates.length === 0 ? error : { ...error, alternates: alternates.slice(0, READ.ALTERNATES) })
}

/** A story without a headline is no article that anybody could be told of. */
const headed = (page: Reading, title: string | undefined): Result<Reading, ReadError> => {
  const [story, ...others] = page.items
  if (story === undefined || story.title !== '' || story.text === undefined) return ok(page)
  return title === undefined ? fail('not-an-article') : ok({ ...page, items: [{ ...story, title }, ...others] })
}

const readHtml = (text: string, { url, kind = 'auto', title }: Provenance): Result<Reading, ReadError> => {
  if (isChallenge(text)) return fail('blocked')
  const reader = pageReader(text, url, kind)
  if (reader === undefined) return notAFeed(text, url)
  const page = reader.read(text, url)
  if (typeof page !== 'string') return headed(page, title)
  const meant = kind === reader.kind || reader.isStory(url)
  return page === 'not-an-article' && !meant ? notAFeed(text, url, reader) : fail(page)
}

const readFormat = (text: string, from: Provenance): Result<Reading, ReadError> => {
  const { format, at } = sniff(text)
  if (format === 'json') return readJson(text.slice(at), from)
  if (format === 'rss' || format === 'atom') return readXml(text.slice(at), from.url, format)
  if (format === 'html') return readHtml(text, from)
  return fail(BINARY.test(text) ? 'unreadable' : 'not-a-feed')
}

/** Reads a document that is text already. */
export const readText = (text: string, from: Provenance = {}): Result<Reading, ReadError> => {
  if (text.length > READ.BODY_BYTES) return fail('too-large')
  const clean = text.replace(/^\ufeff/, '')
  if (clean.trim() === '') return fail('empty')
  const url = from.url?.trim()
  const { url: _, ...rest } = from
  const reading = readFormat(clean, url === undefined || !URL.canParse(url) ? rest : { ...rest, url })
  return reading.ok ? ok({ ...reading.value, items: withoutRepeats(reading.value.items) }) : reading
}

/**
 * Reads a document: size, charset, format, reader, items; items of one id appear once.
 * `decode` is how the surroundings turn bytes of a named charset into text.
 */
export const readDocument = (document: RawDocument, decode: Decode): Result<Reading, ReadError> => {
  const { body, ...from } = document
  if (body.length > READ.BODY_BYTES) return fail('too-large')
  if (body.length === 0) return fail('empty')
  if (isCompressed(body)) return fail('unreadable')
  const text = textOfBytes(body, document.contentType, decode)
  return text === 'charset' ? fail('charset') : readText(text, from)
}

/** gzip, zip, PDF and pictures never were text. */
const SIGNATURES = ['\u001f\u008b', 'PK\u0003\u0004', '%PDF', '\u0089PNG', '\u00ff\u00d8\u00ff', 'GIF8']

const isCompressed = (body: Uint8Array): boolean => {
  const start = String.fromCharCode(...body.subarray(0, 8))
  return SIGNATURES.some((signature) => start.startsWith(signature))
}
