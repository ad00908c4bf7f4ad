// The sources that a new installation can begin with. None has been verified on the live site: what is known of each comes from
// public code, saved pages and reports, and its note says of when. A probe after deployment says the rest.
import type { Source, SourceKind } from './model.ts'

export type KnownSource = Pick<Source, 'id' | 'name' | 'url' | 'kind' | 'every'> & {
  readonly verified: false
  /** One line for the operator: what it is, and what may go wrong. */
  readonly note: string
}

const KIND_OF_HOST: ReadonlyMap<string, SourceKind> = new Map([
  ['kcnawatch.org', 'kcna-watch'],
  ['kcna.kp', 'kcna'],
  ['rodong.rep.kp', 'rodong'],
])
/** Where WordPress has its posts as JSON (developer.wordpress.org/rest-api/reference/posts). */
const WP_POSTS = /\/wp-json\/wp\/v2\/posts\/?$/

/** The kind that an address gives away: sites with readers of their own, and WordPress; else `auto`. A leading `www.` does not count. */
export const kindAt = (address: string): SourceKind => {
  if (!URL.canParse(address)) return 'auto'
  const { hostname, pathname } = new URL(address)
  const site = KIND_OF_HOST.get(hostname.replace(/^www\./, '').replace(/\.$/, ''))
  return site ?? (WP_POSTS.test(pathname) ? 'wp-json' : 'auto')
}

/** State media first, then who reports on them and can be reached from anywhere. */
export const KNOWN_SOURCES: readonly KnownSource[] = [
  {
    id: 'kcna-watch',
    name: 'KCNA Watch',
    url: 'https://kcnawatch.org/newstream/',
    kind: 'kcna-watch',
    every: 10,
    verified: false,
    note: 'All North Korean outlets in one stream; parts of the site ask for a free membership or check for robots, and are then shown as blocked.',
  },
  {
    id: 'kcna',
    name: 'KCNA (English)',
    // The category Latest News; its address was the same in July and October 2026.
    url: 'http://www.kcna.kp/en/article/list/a666dda1282180e0ee1b4427b0574ae7',
    kind: 'kcna',
    every: 10,
    verified: false,
    note: 'The agency itself, latest news; plain HTTP, 2 to 80 seconds a page, and many cloud addresses are turned away: a relay may be needed.',
  },
  {
    id: 'rodong',
    name: 'Rodong Sinmun (English)',
    url: 'http://www.rodong.rep.kp/en/',
    kind: 'rodong',
    every: 30,
    verified: false,
    note: 'The party newspaper, front page; carries what KCNA had a day before, without dateline. Plain HTTP, often out of reach.',
  },
  {
    id: 'yonhap-north-korea',
    name: 'Yonhap: North Korea',
    url: 'https://en.yna.co.kr/RSS/northkorea.xml',
    kind: 'feed',
    every: 5,
    verified: false,
    note: 'South Korean news agency; quotes state media within minutes.',
  },
  {
    id: '38-north',
    name: '38 North',
    url: 'https://www.38north.org/feed/',
    kind: 'feed',
    every: 60,
    verified: false,
    note: 'Analysis and satellite imagery; a few articles a week.',
  },
  {
    id: 'nk-news',
    name: 'NK News',
    url: 'https://www.nknews.org/feed/',
    kind: 'feed',
    every: 15,
    verified: false,
    note: 'Independent news on North Korea; the feed gives headlines and excerpts of articles behind a subscription.',
  },
  {
    id: 'daily-nk',
    name: 'Daily NK (English)',
    url: 'https://www.dailynk.com/english/feed/',
    kind: 'feed',
    every: 15,
    verified: false,
    note: 'Reports from sources inside the country.',
  },
  {
    id: 'kfa-uk',
    name: 'KFA UK',
    url: 'https://www.kfauk.com/feed/',
    kind: 'feed',
    every: 60,
    verified: false,
    note: 'A friendship association that reposts KCNA English word for word; late and selective, but within reach.',
  },
  {
    id: 'choson-sinbo',
    name: 'Choson Sinbo',
    url: 'https://www.chosonsinbo.com/wp-json/wp/v2/posts?per_page=50&_fields=id,date,date_gmt,modified,modified_gmt,link,title,excerpt,content',
    kind: 'wp-json',
    every: 15,
    verified: false,
    note: 'Newspaper of Koreans in Japan, in Korean and Japanese; quotes state media at length.',
  },
]
