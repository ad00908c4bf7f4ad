// Fetching one document from a source: honest about who asks, bounded in time and bytes, and never sent where it must not go.
import { FETCH, READ, UNITS } from '../core/limits.ts'
import { checkAddress } from '../core/links.ts'
import { HOMEPAGE, VERSION } from '../core/version.ts'
import type { Fetcher, FetchOutcome, Outlook, PageAsk, Validators } from '../flow/ports.ts'
import { readBytes } from './body.ts'
import { freshFor, retryAfter } from './freshness.ts'
import { present, type Settings } from './settings.ts'

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5'
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const PERMANENT: ReadonlySet<number> = new Set([301, 308])
/** Answers that mean `go away` rather than `not now`. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 451])

export const userAgent = (publicUrl: string | undefined): string =>
  `Nightdesk/${VERSION} (news alerts; +${publicUrl ?? HOMEPAGE})`

type Failed = Extract<FetchOutcome, { outcome: 'failed' }>

const failed = (code: Failed['code'], message: string, detail: Partial<Failed> = {}): Failed => ({
  ...detail,
  outcome: 'failed',
  code,
  message,
})

export const fetcherOf = (settings: Settings): Fetcher => {
  const policy = present({
    for: 'source' as const,
    allowPrivate: settings.allowPrivateNetwork,
    ownHost: settings.ownHost,
  })
  return async (url, validators = {}, ask) => {
    const signal = AbortSignal.timeout(FETCH.SOURCE_DEADLINE_MS)
    try {
      return await follow(url, { ...ask, headers: headersOf(settings, validators, ask) }, signal, policy)
    } catch (error) {
      return signal.aborted
        ? failed('timeout', `no whole answer within ${FETCH.SOURCE_DEADLINE_MS / UNITS.SECOND} seconds`)
        : failed('network', error instanceof Error ? error.message : 'the connection failed')
    }
  }
}

const headersOf = (settings: Settings, { etag, lastModified }: Validators, ask?: PageAsk): Headers => {
  const headers = new Headers({ ...ask?.headers, accept: ACCEPT, 'user-agent': userAgent(settings.publicUrl) })
  if (etag !== undefined) headers.set('if-none-match', etag)
  if (lastModified !== undefined) headers.set('if-modified-since', lastModified)
  return headers
}

type Policy = Parameters<typeof checkAddress>[1]
type Ask = Omit<PageAsk, 'headers'> & { readonly headers: Headers }

const follow = async (url: string, ask: Ask, signal: AbortSignal, policy: Policy): Promise<FetchOutcome> => {
  let next = url
  // Where permanent redirects alone have led so far; after a temporary one nothing is for good.
  let lasting: string | undefined = url
  let movedTo: string | undefined
  for (let hop = 0; hop <= FETCH.REDIRECTS; hop++) {
    const address = checkAddress(next, policy)
    if (!address.ok) return failed('address', address.error.message)
    // What a form sends goes to the form's own address; where that leads to is only read.
    const sent = hop === 0 ? ask : { headers: ask.headers }
    const response = await fetch(address.value, { ...sent, signal, redirect: 'manual', cache: 'no-store' })
    if (!REDIRECTS.has(response.status)) return await answerOf(response, address.value, movedTo)
    await response.body?.cancel()
    const location = response.headers.get('location')
    if (location === null || !URL.canParse(location, next)) return failed('redirects', 'a redirect without an address')
    const target = new URL(location, next)
    if (new URL(next).protocol === 'https:' && target.protocol !== 'https:') {
      return failed('redirects', 'a redirect from https to http')
    }
    next = target.href
    lasting = lasting !== undefined && PERMANENT.has(response.status) ? next : undefined
    movedTo = lasting ?? movedTo
  }
  return failed('redirects', `more than ${FETCH.REDIRECTS} redirects`)
}

const answerOf = async (response: Response, url: string, movedTo: string | undefined): Promise<FetchOutcome> => {
  const outlook: Outlook = present({ freshMs: freshFor(response.headers, Date.now()), movedTo })
  if (response.status === 304) return { outcome: 'not-modified', ...outlook }
  if (!response.ok) return await refusalOf(response)
  const body = await readBytes(response.body, READ.BODY_BYTES)
  if (body === undefined) return failed('too-large', `more than ${READ.BODY_BYTES} bytes`)
  const validators = present({
    etag: response.headers.get('etag') ?? undefined,
    lastModified: response.headers.get('last-modified') ?? undefined,
  })
  const contentType = response.headers.get('content-type')
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return {
    outcome: 'fetched',
    body,
    url,
    validators,
    ...outlook,
    ...(contentType === null ? {} : { contentType }),
    ...(cookies.length === 0 ? {} : { cookies: cookies.join('; ') }),
  }
}

const refusalOf = async (response: Response): Promise<FetchOutcome> => {
  await response.body?.cancel()
  const { status } = response
  const challenged = response.headers.get('cf-mitigated') === 'challenge'
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), Date.now())
  return failed(
    challenged || REFUSALS.has(status) ? 'blocked' : 'status',
    challenged ? 'a bot check stands in the way' : `answered ${status}`,
    { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  )
}
