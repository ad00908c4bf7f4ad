// The addresses of www.kcna.kp, before and since its redesign of July 2026, and what they say: which story, in which language.
// From public code of 2024-2026; not verified on the live site.
import { resolveUrl } from '../links.ts'

/** Its TLS handshake fails; plain HTTP is the only way in. */
export const KCNA_HOME = 'http://www.kcna.kp/'

type Edition = { readonly language: string; readonly label: string }

/** Editions by the first part of the path; `sp` is an older name of `es`. Labels in the manner of KCNA Watch. */
const EDITIONS: ReadonlyMap<string, Edition> = new Map([
  ['kp', { language: 'ko', label: 'KCNA.kp (Kr)' }],
  ['en', { language: 'en', label: 'KCNA.kp (En)' }],
  ['cn', { language: 'zh', label: 'KCNA.kp (Cn)' }],
  ['ru', { language: 'ru', label: 'KCNA.kp (Ru)' }],
  ['es', { language: 'es', label: 'KCNA.kp (Es)' }],
  ['sp', { language: 'es', label: 'KCNA.kp (Es)' }],
  ['jp', { language: 'ja', label: 'KCNA.kp (Jp)' }],
])

const LANGUAGE = [...EDITIONS.keys()].join('|')

/** A story of the new site, or of the old one (`q/….kcmsf`). Servers append `;jsessionid=…` where a browser has no cookie. */
const STORY = new RegExp(
  `^/(${LANGUAGE})/article/(?:detail/([0-9a-f]{32})|q/([0-9a-f]{32,128})\\.kcmsf)(?=[;/]|$)`,
  'i',
)
const LIST = new RegExp(
  `^/(${LANGUAGE})/(?:article/list/[0-9a-f]{32}|category/articles(?:/q/[0-9a-f]+)?\\.kcmsf)(?=[;/]|$)`,
  'i',
)

/** Links as the site itself writes them, from its root. */
const OWN_LINK = new RegExp(
  `href\\s*=\\s*["']?/(?:${LANGUAGE})/(?:article/(?:detail|list)/[0-9a-f]{32}|(?:article|category/articles)/q/[0-9a-f]{32,128}\\.kcmsf)`,
  'i',
)

const isHost = (host: string): boolean => /^(?:www\.)?kcna\.kp$/i.test(host)

/** The site under its one name; another host (a copy of the site) keeps its own. */
const originOf = (url: URL): string => (isHost(url.hostname) ? KCNA_HOME.slice(0, -1) : url.origin)

const parse = (href: string, base: string | undefined): URL | undefined => {
  const absolute = resolveUrl(href, base)
  return absolute === undefined ? undefined : new URL(absolute)
}

export type KcnaStory = {
  /** The one address of the story: without session, in lower case. It is the item's id. */
  readonly url: string
  readonly edition: Edition
}

/** The story that an address is of, or undefined. */
export const kcnaStory = (href: string, base?: string): KcnaStory | undefined => {
  const url = parse(href, base)
  const [, path = '', detail, older = ''] = STORY.exec(url?.pathname ?? '') ?? []
  const edition = EDITIONS.get(path.toLowerCase())
  if (url === undefined || edition === undefined) return undefined
  const rest = detail === undefined ? `q/${older}.kcmsf` : `detail/${detail}`
  return { url: `${originOf(url)}/${path}/article/${rest}`.toLowerCase(), edition }
}

/** The one address of a list (a category), or undefined. */
export const kcnaList = (href: string, base?: string): string | undefined => {
  const url = parse(href, base)
  const [path] = LIST.exec(url?.pathname ?? '') ?? []
  return url === undefined || path === undefined ? undefined : `${originOf(url)}${path}`.toLowerCase()
}

/** The edition that an address belongs to, story or not. */
export const kcnaEdition = (url: string | undefined): Edition | undefined =>
  EDITIONS.get(/^\/([a-z]{2})(?=\/|$)/i.exec(parse(url ?? '', undefined)?.pathname ?? '')?.[1]?.toLowerCase() ?? '')

/** Whether a page is one of the site's: by its host, or by links that only its pages have. */
export const isKcna = (html: string, url: string | undefined): boolean =>
  isHost(parse(url ?? '', undefined)?.hostname ?? '') || OWN_LINK.test(html)
