// The practice wire: an RSS feed of the last stories with an ETag, and a page for each. It tells the next story when asked
// to; its own clock it has not.
import { revisedStory, type Story, storyOf, textOf } from './stories.ts'

/** How many stories the feed lists: a desk that slept longer than that has missed some, as on a real wire. */
const LISTED = 20

export const WIRE_NAME = 'Practice wire'

export type WireState = {
  readonly told: readonly { readonly number: number; readonly published: number; readonly revised: boolean }[]
}

export type PracticeWire = {
  readonly fetch: (request: Request) => Response
  /** Tells the next story. */
  readonly tell: () => Story
  /** Changes the headline of a story already told; undefined when it is not listed any more. */
  readonly revise: (number: number) => Story | undefined
  readonly stories: () => readonly Story[]
  /** What has to be kept so that the wire can go on after a restart. */
  readonly state: () => WireState
}

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`)

const addressOf = (origin: string, { number }: Story): string => `${origin}/story/${number}`

const itemOf = (origin: string, story: Story): string => {
  const html = textOf(story)
    .map((paragraph) => `<p>${escapeXml(paragraph)}</p>`)
    .join('')
  return `    <item>
      <title>${escapeXml(story.title)}</title>
      <link>${addressOf(origin, story)}</link>
      <guid isPermaLink="false">practice-${story.number}</guid>
      <pubDate>${new Date(story.published).toUTCString()}</pubDate>
      <source url="${origin}/feed.xml">${WIRE_NAME}</source>
      <content:encoded><![CDATA[${html}]]></content:encoded>
    </item>`
}

const feedOf = (origin: string, stories: readonly Story[]): string => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>${WIRE_NAME}</title>
    <link>${origin}/</link>
    <description>Invented stories to try Nightdesk with</description>
    <language>en</language>
${stories
  .toReversed()
  .map((story) => itemOf(origin, story))
  .join('\n')}
  </channel>
</rss>
`

const pageOf = (story: Story): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeXml(story.title)}</title>
<article>
<h1>${escapeXml(story.title)}</h1>
${textOf(story)
  .map((paragraph) => `<p>${escapeXml(paragraph)}</p>`)
  .join('\n')}
</article>
<footer>An invented story of the practice wire.</footer>
</html>
`

const html = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })

/** A wire that has told what `state` says. `now` in milliseconds. */
export const createWire = (state: WireState, now: () => number = Date.now): PracticeWire => {
  const told: Story[] = state.told.map(({ number, published, revised }) =>
    revised ? revisedStory(storyOf(number, published)) : storyOf(number, published),
  )
  const revised = new Set(state.told.filter((entry) => entry.revised).map(({ number }) => number))

  const tell = (): Story => {
    const story = storyOf((told.at(-1)?.number ?? 0) + 1, now())
    told.push(story)
    if (told.length > LISTED) told.shift()
    return story
  }

  const revise = (number: number): Story | undefined => {
    const index = told.findIndex((story) => story.number === number)
    const known = told[index]
    if (known === undefined) return undefined
    const changed = revisedStory(known)
    told[index] = changed
    revised.add(number)
    return changed
  }

  const feed = (request: Request, origin: string): Response => {
    const etag = `"${told.at(-1)?.number ?? 0}-${[...revised].reduce((sum, number) => sum + number, 0)}"`
    const headers = { etag, 'cache-control': 'no-cache', 'content-type': 'application/rss+xml; charset=utf-8' }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(feedOf(origin, told), { headers })
  }

  const page = (path: string): Response => {
    const story = told.find(({ number }) => path === `/story/${number}`)
    return story === undefined ? html('<title>No such story</title>', 404) : html(pageOf(story))
  }

  return {
    fetch: (request) => {
      const { origin, pathname } = new URL(request.url)
      return pathname === '/feed.xml' ? feed(request, origin) : page(pathname)
    },
    tell,
    revise,
    stories: () => told,
    state: () => ({
      told: told.map(({ number, published }) => ({ number, published, revised: revised.has(number) })),
    }),
  }
}
