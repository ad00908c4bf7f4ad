// The list and its article pages, fetched from a person's machine and read by the same reader that the Worker uses.
import { createHash } from 'node:crypto'
import { readDocument } from '../../core/feed/read.ts'
import { READ, RELAY } from '../../core/limits.ts'
import { isSameSite } from '../../core/links.ts'
import type { Item } from '../../core/model.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { HOMEPAGE, VERSION } from '../../core/version.ts'
import { merge } from '../../flow/complete.ts'
import type { Validators } from '../../flow/ports.ts'
import { decode } from '../decode.ts'

export const USER_AGENT = `Nightdesk/${VERSION} (news relay; +${HOMEPAGE})`

type Fetched = {
  readonly body: Uint8Array
  readonly url: string
  readonly contentType: string
  readonly validators: Validators
}

export type List = { readonly items: readonly Item[]; readonly validators: Validators; readonly isPage: boolean }

export const fingerprint = async (text: string): Promise<string> =>
  createHash('sha256').update(text).digest('base64url')

/** Why a request failed, without anything of what was sent. */
export const reasonOf = (error: unknown): string => {
  const { name, cause, code } = error as { name?: string; cause?: { code?: string }; code?: string }
  if (name === 'TimeoutError') return 'no whole answer in time'
  return cause?.code ?? code ?? 'the connection failed'
}

const readBody = async (body: Response['body']): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > READ.BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const fetchDocument = async (
  url: string,
  validators: Validators,
  stop: AbortSignal,
): Promise<Result<Fetched | 'not-modified', string>> => {
  const headers = new Headers({ 'user-agent': USER_AGENT })
  if (validators.etag !== undefined) headers.set('if-none-match', validators.etag)
  if (validators.lastModified !== undefined) headers.set('if-modified-since', validators.lastModified)
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(RELAY.SOURCE_DEADLINE_MS)])
    const response = await fetch(url, { headers, signal })
    if (response.status === 304) return ok('not-modified')
    if (!response.ok) return err(`The source answered ${response.status}.`)
    if (url.startsWith('https:') && !response.url.startsWith('https:'))
      return err('The source redirects from https to http.')
    const body = await readBody(response.body)
    if (body === undefined) return err(`The source sent more than ${READ.BODY_BYTES} bytes.`)
    return ok({
      body,
      url: response.url,
      contentType: response.headers.get('content-type') ?? '',
      validators: validatorsOf(response),
    })
  } catch (error) {
    return err(`The source could not be reached: ${reasonOf(error)}.`)
  }
}

const validatorsOf = ({ headers }: Response): Validators => {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')]
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) }
}

/** The list, or that it has not changed, or a sentence on why it could not be had. */
export const readList = async (
  url: string,
  validators: Validators,
  stop: AbortSignal,
): Promise<Result<List | 'not-modified', string>> => {
  const fetched = await fetchDocument(url, validators, stop)
  if (!fetched.ok || fetched.value === 'not-modified') return fetched as Result<'not-modified', string>
  const { contentType } = fetched.value
  const read = readDocument(fetched.value, decode)
  if (!read.ok) return err(`The source was reached. ${read.error.message}`)
  return ok({ items: read.value.items, validators: fetched.value.validators, isPage: contentType.includes('html') })
}

const isOwnPage = (url: string, list: string): boolean =>
  URL.canParse(url) && isSameSite(new URL(url).hostname, new URL(list).hostname)

/**
 * Items of a page that lists no leads, with what their own pages say; those whose page cannot be had stay as they are.
 * @param list its address: pages are asked of its own site alone
 */
export const completed = async (items: readonly Item[], list: string, stop: AbortSignal): Promise<readonly Item[]> => {
  const done: Item[] = []
  let asked = 0
  for (const item of items) {
    const wanted = !item.complete && item.url !== undefined && isOwnPage(item.url, list)
    const page = wanted && asked < RELAY.PAGES && !stop.aborted ? await readPage(item.url, stop) : undefined
    if (wanted) asked++
    done.push(page === undefined ? item : merge(item, page))
  }
  return done
}

const readPage = async (url: string, stop: AbortSignal): Promise<Item | undefined> => {
  const fetched = await fetchDocument(url, {}, stop)
  if (!fetched.ok || fetched.value === 'not-modified') return undefined
  const read = readDocument(fetched.value, decode)
  const article = read.ok ? read.value.items[0] : undefined
  return article?.complete ? article : undefined
}
