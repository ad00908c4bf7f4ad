// The real article of the first milestone, put back into a page of the structure that its text was taken from.
import { type Card, kcnaWatchArticlePage } from './kcna-watch-page.ts'
import { readShared } from './shared-data.ts'

/** Cards stand as title twice, excerpt twice around a date. */
const cardsOf = (lines: readonly string[], origin: string): Card[] => {
  const cards: Card[] = []
  for (let at = 0; at + 4 < lines.length; at += 5) {
    const [title = '', , excerpt = '', date = ''] = lines.slice(at, at + 5)
    cards.push({ url: `${origin}/newstream/177189120${at}-${at}/card-${at}/`, title, excerpt, date })
  }
  return cards
}

export const seedArticlePage = (origin: string): { url: string; html: string; cards: Card[] } => {
  const blocks = readShared('kcna/seed-article.txt')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const meta = blocks.findIndex((line) => line.startsWith('Date:'))
  const more = blocks.findIndex((line) => line.startsWith('More From'))
  const end = blocks.indexOf('More Articles')
  const body = blocks.slice(meta + 1, more)
  const stamp = body.at(-1) ?? ''
  const [, date = '', label = ''] = /^Date: (\S+) \| Source: (.+?) \|/.exec(blocks[meta] ?? '') ?? []
  const cards = cardsOf(blocks.slice(more + 1, end), origin)
  const html = kcnaWatchArticlePage({
    crawled: ['February 25, 2026', 'Feb 25, 2026'],
    label,
    title: blocks[meta - 1] ?? '',
    date,
    originalUrl: 'http://www.kcna.kp/en/article/q/0123456789abcdef0123456789abcdef.kcmsf',
    paragraphs: body.slice(0, -1),
    stamp,
    cards,
  })
  return { url: `${origin}/newstream/1675062000-123456789/nato-secretary-generals-trip/`, html, cards }
}
