// Pages in the form of KCNA Watch, around anybody's words: an article page, a listing, and the fragment of cards that the
// site's own pages load. No complete page of the site is publicly known; what is known of its markup and of its order of
// lines is here, what is not known is plain HTML.

export type Card = {
  readonly url: string
  readonly title: string
  readonly excerpt: string
  /** As printed: `February 24, 2026`. */
  readonly date: string
}

export type ArticlePage = {
  /** The day the page was looked at, in the two ways it is printed on top: [`February 25, 2026`, `Feb 25, 2026`]. */
  readonly crawled: readonly [long: string, short: string]
  /** `KCNA.kp (En)`. */
  readonly label: string
  readonly title: string
  /** Day first: `30/01/2023`. */
  readonly date: string
  readonly originalUrl: string
  readonly paragraphs: readonly string[]
  /** `www.kcna.kp (Juche112.1.30.)`. */
  readonly stamp?: string
  readonly cards: readonly Card[]
}

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const frame = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="en-US">
<head>
  <meta charset="UTF-8">
  <title>${escapeHtml(title)} | KCNA Watch</title>
  <link rel="stylesheet" href="/wp-content/themes/kcnawatch/style.css">
  <script>window.dataLayer = window.dataLayer || []; document.write("<h1>not a title</h1>")</script>
</head>
<body class="single">
<nav><ul><li><a href="/">Home</a></li><li><a href="/newstream/">News stream</a></li></ul></nav>
${body}
<footer><p>A site for tests.</p></footer>
</body>
</html>
`

const logo = '<img src="/wp-content/themes/kcnawatch/logos/kcna_kp.png" alt="KCNA">'

/** Title and excerpt twice, date once: one of each pair is for wide screens, the other for narrow ones. */
const moreCard = ({ url, title, excerpt, date }: Card): string => `<div class="col-12">
  <h4 class="d-none d-md-block"><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></h4>
  <h5 class="d-md-none"><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></h5>
  <p class="d-none d-md-block">${escapeHtml(excerpt)}</p>
  <div class="articled-date"><span>${escapeHtml(date)}</span></div>
  <p class="d-md-none">${escapeHtml(excerpt)}</p>
</div>`

/** An article page; `stamp` and every paragraph stand in elements of their own. */
export const kcnaWatchArticlePage = (page: ArticlePage): string =>
  frame(
    page.title,
    `<header><span class="d-none d-md-inline">${page.crawled[0]}</span><span class="d-md-none">${page.crawled[1]}</span></header>
<main>
<div class="source">${logo} KCNA ${escapeHtml(page.label)}</div>
${page.title === '' ? '' : `<h1>${escapeHtml(page.title)}</h1>`}
<p class="article-meta">Date: ${page.date} | Source: ${escapeHtml(page.label)} | <a href="${escapeHtml(page.originalUrl)}">Read original version at source</a></p>
<div class="article-content">
${[...page.paragraphs, ...(page.stamp === undefined ? [] : [page.stamp])].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</div>
<section><h3>More From ${escapeHtml(page.label)}</h3>
${page.cards.map(moreCard).join('\n')}
<a class="btn" href="/newstream/">More Articles</a></section>
</main>`,
  )

const listCard = ({ url, title, excerpt, date }: Card): string => `<article class="clearfix"><div class="row">
  <div class="col-sm-3">${logo}</div>
  <div class="article-desc">
    <h4><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></h4>
    <p class="articled-date"><span>${escapeHtml(date)}</span></p>
    <p class="d-none d-sm-none d-md-block">${escapeHtml(excerpt)}</p>
  </div>
</div></article>`

/** The fragment of cards, as the list address gives it: no page around it. */
export const kcnaWatchCards = (cards: readonly Card[]): string => cards.map(listCard).join('\n')

/** A listing page. */
export const kcnaWatchListing = (cards: readonly Card[]): string =>
  frame('News stream', `<main>${kcnaWatchCards(cards)}<button id="more_results">Load More</button></main>`)
