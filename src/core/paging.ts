// Further pages of a list: what to ask for when a list has moved on by more than its own length. Data only; asking is for others.
import type { PageRequest, Reading, SourceKind } from './model.ts'

/** An address, if it is on the host of another one, or that one is not known: a list goes on where it began. */
export const sameHost = (url: string | undefined, other: string | undefined): string | undefined => {
  if (url === undefined || !URL.canParse(url)) return undefined
  return other === undefined || !URL.canParse(other) || new URL(url).host === new URL(other).host ? url : undefined
}

type Parameter = readonly [name: string, value: string]

const parametersOf = (url: URL): readonly Parameter[] =>
  url.search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
    })

const parameter = (url: URL, name: string): string | undefined => parametersOf(url).find(([key]) => key === name)?.[1]

/** The address with one parameter set anew, in its place or at the end; the others as they stand. */
const withParameter = (address: string, name: string, value: string): string => {
  const url = new URL(address)
  const parameters = parametersOf(url)
  const set = parameters.map(([key, old]): Parameter => [key, key === name ? value : old])
  const all = parameters.some(([key]) => key === name) ? set : [...set, [name, value]]
  url.search = `?${all.map((pair) => pair.join('=')).join('&')}`
  return url.href
}

/** The page after the one whose number stands in an address (1 where none does), or a given one. */
export const numberedPage = (address: string, name: string, page?: number): PageRequest | undefined => {
  if (!URL.canParse(address)) return undefined
  const current = Number(parameter(new URL(address), name) ?? 1)
  const wanted = page ?? current + 1
  return Number.isInteger(wanted) && wanted > 1 ? { url: withParameter(address, name, String(wanted)) } : undefined
}

/** Cards that one request gives, where the address does not say. */
const CARDS = 10

/** `…&from=10&to=10`: `from` is where to begin, `to` how many (public code of 2022; not verified on the live site). */
const cardsPage = (address: string, page: number): PageRequest => {
  const count = Number(parameter(new URL(address), 'to') ?? CARDS)
  const step = Number.isInteger(count) && count > 0 ? count : CARDS
  return { url: withParameter(address, 'from', String((page - 1) * step)) }
}

const isWpJson = (url: URL): boolean => /\/wp-json\/wp\/v2\/posts\/?$/.test(url.pathname)
const isCardList = (url: URL): boolean =>
  url.pathname.endsWith('/admin-ajax.php') && parameter(url, 'action') === 'get_cat_by_source'

const derivedPage = (kind: SourceKind, address: string, page: number): PageRequest | undefined => {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (kind === 'wp-json' || (kind === 'auto' && isWpJson(url))) return numberedPage(address, 'page', page)
  return (kind === 'kcna-watch' || kind === 'auto') && isCardList(url) ? cardsPage(address, page) : undefined
}

/**
 * What to ask for to get page `page` (2 and up) of the list at `url`; `previous` is the page before, as it was read.
 * undefined where the list ends or cannot be paged: most feeds, the listings of KCNA Watch (a script turns them), the front
 * page of Rodong Sinmun, and KCNA's lists as long as their first page was not read.
 */
export const nextPage = (
  kind: SourceKind,
  url: string,
  page: number,
  previous?: Pick<Reading, 'items' | 'next'>,
): PageRequest | undefined => {
  if (page < 2 || previous?.items.length === 0) return undefined
  return previous?.next ?? derivedPage(kind, url, page)
}
