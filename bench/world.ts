// The world outside the Worker: a wire that brings ten new stories whenever it is asked, one that never changes, and a webhook's
// receiver that counts. All stories are made up.
import { type Served, serve } from '../src/cli/start/serve.ts'

/** Items of the list, and how many of them are new each time: the shape of a busy wire's RSS. */
export const LISTED = 30
export const FRESH = 10

export type World = {
  /** Ten new items each time, three of which speak of what the rules look for. */
  readonly busy: string
  /** Ten new items each time, of no interest to any rule. */
  readonly dull: string
  /** Answers 304 to whoever has its one version. @param name any, so that there can be several */
  readonly quiet: (name: string) => string
  readonly hook: string
  readonly received: () => number
  /** Requests that were answered with 304. */
  readonly notModified: () => number
  readonly close: Served['close']
}

/** Every tenth story starts with the first of these, and so on. */
const DULL = [
  'Harvest teams finish the first round of weeding on the western plain',
  'Library opens a reading room for engineers of the railway bureau',
  'Orchestra tours the northern provinces with a programme of new songs',
  'Fishing cooperatives report a good catch of pollack this winter',
  'Glass works tries a furnace that saves a third of its coal',
  'Students of the agricultural college plant trees along the canal',
  'Museum shows pottery found at the old fortress gate',
  'Hospital receives instruments made by the precision machine plant',
  'Volleyball championship enters its second week in the indoor hall',
  'Bridge over the lower river opens to traffic after two years',
] as const

const INTERESTING: ReadonlyMap<number, string> = new Map([
  [1, 'General staff observes a test fire of a new rocket engine'],
  [4, 'Foreign ministry comments on the summit of the three neighbours'],
  [8, 'Flooding along the upper river damages roads and fields'],
])

/** Thirty stories with them make a document of 34 KB, as an ordinary feed is. */
const PARAGRAPHS = [
  'The work was organised by the local committee together with the bureau in charge, which had set the goal at its meeting in the spring.',
  'Officials said that the experience of the neighbouring county had been studied in detail and that the teams had been given what they needed in good time.',
  'According to those who took part, the result is better than that of the year before, both in quantity and in quality, and costs less coal and timber.',
  'A display was set up at the entrance where visitors can read how the plan came about, who proposed it first and what it may bring in the coming years.',
  'The correspondents were told that the same method will be tried at eleven other places before the end of the season, beginning with the two that asked for it.',
] as const

const DAY_START = Date.UTC(2026, 10, 1)
const MINUTE_MS = 60_000

const story = (number: number, origin: string, titles: (place: number) => string): string => {
  const title = `${titles(number % FRESH)}, report ${number}`
  const url = `${origin}/story/${number}`
  const text = PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join('')
  return `<item><guid isPermaLink="false">story-${number}</guid><link>${url}</link><title>${title}</title><pubDate>${new Date(
    DAY_START + number * MINUTE_MS,
  ).toUTCString()}</pubDate><content:encoded><![CDATA[<p>${title}.</p>${text}]]></content:encoded></item>`
}

/** The list after so many editions, newest first. */
const rss = (edition: number, origin: string, titles: (place: number) => string): string => {
  const newest = edition * FRESH + LISTED
  const items = Array.from({ length: LISTED }, (_, index) => story(newest - index, origin, titles))
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bench wire</title><link>${origin}/</link>
${items.join('\n')}
</channel></rss>`
}

const dullTitle = (place: number): string => DULL[place] ?? ''
const busyTitle = (place: number): string => INTERESTING.get(place) ?? dullTitle(place)

const RSS = { 'content-type': 'application/rss+xml; charset=utf-8' }
const VERSION = '"one"'

export const startWorld = async (): Promise<World> => {
  const editions = { busy: 0, dull: 0 }
  let received = 0
  let notModified = 0

  const quiet = (request: Request, origin: string): Response => {
    if (request.headers.get('if-none-match') === VERSION) {
      notModified++
      return new Response(null, { status: 304, headers: { etag: VERSION } })
    }
    return new Response(rss(0, origin, dullTitle), { headers: { ...RSS, etag: VERSION } })
  }

  const served = await serve((request) => {
    const { pathname, origin } = new URL(request.url)
    if (pathname === '/busy') return new Response(rss(editions.busy++, origin, busyTitle), { headers: RSS })
    if (pathname === '/dull') return new Response(rss(editions.dull++, origin, dullTitle), { headers: RSS })
    if (pathname.startsWith('/quiet/')) return quiet(request, origin)
    if (pathname !== '/hook') return new Response(null, { status: 404 })
    received++
    return new Response(null, { status: 204 })
  })
  return {
    busy: `${served.origin}/busy`,
    dull: `${served.origin}/dull`,
    quiet: (name) => `${served.origin}/quiet/${name}`,
    hook: `${served.origin}/hook`,
    received: () => received,
    notModified: () => notModified,
    close: served.close,
  }
}
