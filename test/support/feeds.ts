// The same articles as RSS, Atom and JSON Feed.

export type Article = {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly content_text: string
  readonly date_published: string
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const html = (text: string): string =>
  text
    .split('\n')
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('')

export const asRss = (articles: readonly Article[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>All</title><link>https://wire.example/</link>
${articles
  .map(
    ({ id, url, title, content_text, date_published }) =>
      `<item><guid isPermaLink="false">${escaped(id)}</guid><link>${escaped(url)}</link><title>${escaped(title)}</title><pubDate>${new Date(date_published).toUTCString()}</pubDate><content:encoded><![CDATA[${html(content_text)}]]></content:encoded></item>`,
  )
  .join('\n')}
</channel></rss>`

export const asAtom = (articles: readonly Article[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title><id>https://wire.example/</id>
${articles
  .map(
    ({ id, url, title, content_text, date_published }) =>
      `<entry><id>${escaped(id)}</id><link href="${escaped(url)}"/><title>${escaped(title)}</title><updated>${date_published}</updated><published>${date_published}</published><content type="html">${escaped(html(content_text))}</content></entry>`,
  )
  .join('\n')}
</feed>`

export const asJsonFeed = (articles: readonly Article[]): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'All', items: articles })
