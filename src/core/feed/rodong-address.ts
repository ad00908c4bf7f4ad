// The addresses of Rodong Sinmun. Until about 2022 they name the story; since then the query is base64 of fields parted by `@`,
// of which the day and the serial name the story and the rest says how a reader came to it. So one story has many addresses.
// From public code and saved pages of 2021-2026; not verified on the live site.
import { parseDate } from '../dates.ts'
import { resolveUrl } from '../links.ts'
import { base64ToBytes } from './base64.ts'

export const RODONG_HOME = 'http://www.rodong.rep.kp/'

export type RodongEdition = {
  readonly path: string
  readonly language: string
  /** In the manner of KCNA Watch. */
  readonly label: string
}

const EDITIONS: ReadonlyMap<string, RodongEdition> = new Map(
  [
    { path: 'en', language: 'en', label: 'Rodong Sinmun (En)' },
    { path: 'ko', language: 'ko', label: 'Rodong Sinmun (Kr)' },
    { path: 'cn', language: 'zh', label: 'Rodong Sinmun (Cn)' },
  ].map((edition) => [edition.path, edition]),
)

/** The edition whose folder an address is in. */
export const rodongEdition = (url: string | undefined): RodongEdition | undefined => {
  const absolute = resolveUrl(url ?? '')
  const folder = absolute === undefined ? undefined : /^\/(en|ko|cn)(?=\/|$)/i.exec(new URL(absolute).pathname)?.[1]
  return EDITIONS.get(folder?.toLowerCase() ?? '')
}

/** `newsID=2022-03-10-0005`. */
const OLD = /[?&]newsID=(\d{4}-\d{2}-\d{2})-([A-Z]?\d{3,4})(?![\w-])/
/** `12@2026-02-19-003@…` from a list, `8@…` from a search; the English edition of 2022-24 wrote `H003`. */
const TOKEN = /^(?:12|8)@(\d{4}-\d{2}-\d{2})-([A-Z]?\d{3,4})(?=@|$)/
/** `1@@2@3@`: page 3 of section 2. */
const PAGE = /^\d{1,2}@@([1-9]\d{0,4})@([1-9]\d{0,4})(?=@|$)/

/** Links as the site itself writes them: a script call, or a query of one of the kinds above (`12@`, `8@2`, `1@@`). */
const OWN_LINK = /article_open\(|index\.php\?(?:MTJA|OEAy|MUBA)/
const OWN_FRAME = /\bid\s*=\s*["']?ContDIV\b|class\s*=\s*["'][^"']*\b(?:news_Title|ArticleMenuDate)\b/

/** UTF-16 units of a query that are decoded: the key stands in front. */
const QUERY_CHARS = 200

const decoded = (absolute: string): string | undefined => {
  const query = new URL(absolute).search.slice(1, QUERY_CHARS).split('&', 1)[0] ?? ''
  const letters = query.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const whole = letters.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
  return base64ToBytes(whole.length % 4 === 1 ? whole.slice(0, -1) : whole)
}

/** `javascript:article_open('index.php?…')` opens a window on the address inside. */
const addressIn = (href: string): string => /^javascript:\s*article_open\(\s*['"]([^'"]+)/i.exec(href)?.[1] ?? href

export type RodongStory = {
  /** `rodong:2026-02-19-003`; other editions than the English count on their own: `rodong:ko:2026-02-19-003`. */
  readonly id: string
  /** Absolute, as first seen. */
  readonly url: string
  /** The day of the paper, in Pyongyang. */
  readonly day: string
  readonly edition: RodongEdition | undefined
}

/** The story that an address is of, or undefined. */
export const rodongStory = (href: string, base?: string): RodongStory | undefined => {
  const url = resolveUrl(addressIn(href), base)
  if (url === undefined || !/\/(?:index\.php)?\?/i.test(url)) return undefined
  const [, day = '', serial = ''] = OLD.exec(url) ?? TOKEN.exec(decoded(url) ?? '') ?? []
  if (parseDate(day)?.day !== day) return undefined
  const edition = rodongEdition(url)
  const prefix = edition === undefined || edition.path === 'en' ? '' : `${edition.path}:`
  return { id: `rodong:${prefix}${day}-${serial}`, url, day, edition }
}

export type RodongList = { readonly url: string; readonly section: string; readonly page: number }

/** The page of a list that an address is of, or undefined. */
export const rodongList = (href: string, base?: string): RodongList | undefined => {
  const url = resolveUrl(href, base)
  if (url === undefined || !/\/index\.php\?/i.test(url)) return undefined
  const [, section, page] = PAGE.exec(decoded(url) ?? '') ?? []
  return section === undefined ? undefined : { url, section, page: Number(page) }
}

const isHost = (url: string | undefined): boolean => {
  const absolute = resolveUrl(url ?? '')
  return absolute !== undefined && /(?:^|\.)rodong\.rep\.kp$/i.test(new URL(absolute).hostname)
}

/** Whether a page is one of the paper's: by its host, or by links and frames that only its pages have. */
export const isRodong = (html: string, url: string | undefined): boolean =>
  isHost(url) || OWN_LINK.test(html) || OWN_FRAME.test(html)
