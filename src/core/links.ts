// Addresses: made absolute, made comparable, and checked before anything is fetched or sent. A name check is half of the
// defence against requests to private places; the other half is where the product runs and that it follows no redirect unchecked.
import { FETCH } from './limits.ts'
import { err, ok, type Result } from './result.ts'

const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:'

const parse = (text: string, base?: string): URL | undefined => {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const root = base === undefined || !URL.canParse(base.trim()) ? undefined : base.trim()
  return URL.parse(trimmed, root) ?? undefined
}

/** Absolute http(s) address as given, with its fragment and parameters; undefined when it cannot be made one. */
export const resolveUrl = (text: string, base?: string): string | undefined => {
  const url = parse(text, base)
  return url !== undefined && isWeb(url) ? url.href : undefined
}

/** Parameters that say where a reader came from, not what is read. */
const TRACKING = /^(?:utm_.*|mc_.*|fbclid|gclid)$/i

const parameterName = (parameter: string): string => parameter.split('=', 1)[0] ?? ''

/**
 * The address by which a story is recognised: absolute, host in lower case, without fragment and tracking parameters.
 * Other parameters keep their order and spelling.
 */
export const canonicalUrl = (text: string, base?: string): string | undefined => {
  const url = parse(text, base)
  if (url === undefined || !isWeb(url)) return undefined
  url.hash = ''
  if (url.search !== '') {
    const kept = url.search
      .slice(1)
      .split('&')
      .filter((parameter) => !TRACKING.test(parameterName(parameter)))
    url.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  }
  return url.href
}

/** What an address is for, and what the place we run in allows. */
export type AddressPolicy = {
  readonly for: 'source' | 'webhook'
  /** For local use and tests: any port, http, and addresses on this machine or network. */
  readonly allowPrivate?: boolean
  /** The Worker's own host, which is never fetched. */
  readonly ownHost?: string
}

export type AddressRefusal = {
  readonly code: 'invalid' | 'too-long' | 'scheme' | 'credentials' | 'port' | 'address' | 'name' | 'own-host'
  readonly message: string
}

/** Names that never belong to the public net: RFC 6761, 6762, 7686, 8375, ICANN's .internal, and common home-router use. */
const PRIVATE_ENDINGS = 'localhost local internal lan home.arpa onion test example invalid localdomain'.split(' ')

/** Public names made to point at whatever address is written in them, or at the asker's own machine. */
const REBINDING_ENDINGS = (
  'nip.io sslip.io xip.io localtest.me lvh.me localh.st vcap.me lacolhost.com 1u.ms rbndr.us traefik.me localdomain.pw ' +
  'oastify.com burpcollaborator.net'
).split(' ')

const endsWithName = (host: string, ending: string): boolean => host === ending || host.endsWith(`.${ending}`)

/** An IPv4 address spelled out among the labels of a name. */
const EMBEDDED_ADDRESS = /(?:^|\.)(?:\d{1,3}\.){3}\d{1,3}(?:\.|$)/

/** The URL parser has already turned every decimal, octal, hex, short and full-width spelling into one of these two. */
const isLiteral = (host: string): boolean => host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)

const nameRefusal = (host: string, ownHost: string | undefined): AddressRefusal | undefined => {
  if (isLiteral(host)) return { code: 'address', message: 'Use a host name; numeric addresses are not accepted.' }
  if (!host.includes('.')) return { code: 'name', message: 'That host name has no domain.' }
  if (ownHost !== undefined && host === ownHost.toLowerCase()) {
    return { code: 'own-host', message: 'Nightdesk does not fetch or call itself.' }
  }
  const isPrivate = [...PRIVATE_ENDINGS, ...REBINDING_ENDINGS].some((ending) => endsWithName(host, ending))
  return isPrivate || EMBEDDED_ADDRESS.test(host)
    ? { code: 'name', message: 'That host name does not belong to the public internet.' }
    : undefined
}

const schemeRefusal = (url: URL, policy: AddressPolicy): AddressRefusal | undefined => {
  if (url.protocol === 'http:' && policy.for === 'webhook') {
    return { code: 'scheme', message: 'A webhook address must begin with https://.' }
  }
  // The parser drops the port that its scheme stands for, so any that is left is another one.
  return url.port === '' ? undefined : { code: 'port', message: 'Only the usual port of http or https is accepted.' }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const HIDDEN = /[\u0000-\u001f\u007f]/

const WEB_ADDRESS = /^https?:\/\/(?![/\\])/i

/**
 * Parses an address once and answers with the only spelling that may be stored and used, or says why not.
 * Whoever fetches must use that answer, never the text it came from.
 */
export const checkAddress = (text: string, policy: AddressPolicy): Result<string, AddressRefusal> => {
  const given = text.trim()
  if (given.length > FETCH.URL_CHARS) return err({ code: 'too-long', message: 'That address is too long.' })
  if (HIDDEN.test(given)) return err({ code: 'invalid', message: 'That address has hidden characters in it.' })
  const url = parse(given)
  if (url === undefined) return err({ code: 'invalid', message: 'That is not a web address.' })
  if (!isWeb(url) || !WEB_ADDRESS.test(given)) {
    return err({ code: 'scheme', message: 'An address must begin with https:// (or http:// for a source).' })
  }
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?#\\]*@/.test(given)) {
    return err({ code: 'credentials', message: 'An address must not carry a user name or password.' })
  }
  const host = url.hostname.replace(/\.$/, '')
  const refusal =
    policy.allowPrivate === true ? undefined : (schemeRefusal(url, policy) ?? nameRefusal(host, policy.ownHost))
  if (refusal !== undefined) return err(refusal)
  return url.href.length > FETCH.URL_CHARS
    ? err({ code: 'too-long', message: 'That address is too long.' })
    : ok(url.href)
}

/** Whether a host is a source's own or below it; a leading `www.` does not count. Host names as a parsed URL gives them. */
export const isSameSite = (host: string, sourceHost: string): boolean => {
  const bare = sourceHost.replace(/^www\./, '')
  return host === bare || host.endsWith(`.${bare}`)
}
