// Pages in the form of www.kcna.kp around anybody's words: since July 2026, and the older form of its archives. The structure is
// that of public code and trimmed fixtures of 2024-2026; nobody has compared it with the live site.
import { escapeHtml } from './kcna-watch-page.ts'

export type KcnaLanguage = 'kp' | 'en' | 'cn' | 'ru' | 'es' | 'jp'

export type KcnaRow = {
  /** 32 hexadecimal digits. */
  readonly hash: string
  readonly title: string
  /** As printed: `[2026.7.19.]`. */
  readonly date: string
}

export type KcnaCategory = { readonly hash: string; readonly name: string }

/** 32 hexadecimal digits that stand for a number. */
export const hashOf = (number: number): string => number.toString(16).padStart(4, '0').repeat(8)

const NAMES = /Kim (?:Il Sung|Jong Il|Jong Un)|김(?:일성|정일|정은)|金正恩/g

/** Names of leaders in elements of their own, as the site sets them; spaces stay where they are. */
export const withNames = (text: string, [open, close]: readonly [string, string] = AUGUST): string =>
  escapeHtml(text).replace(NAMES, (name) => `<nobr>${open}${name}${close}</nobr>`)

const AUGUST = ['<august_name>', '</august_name>'] as const
const OLD_NAME = ["<span class='fSpecCs'>", '</span>'] as const

export const KCNA_CATEGORIES: readonly KcnaCategory[] = [
  { hash: hashOf(0xa1), name: 'Top News' },
  { hash: hashOf(0xa2), name: 'Latest News' },
  { hash: hashOf(0xa3), name: 'Harvest of the Year' },
]

const LANGUAGES: readonly KcnaLanguage[] = ['kp', 'en', 'cn', 'ru', 'es', 'jp']

/** The same links for wide screens, narrow ones and tiles; the page's other languages. */
const frame = (language: KcnaLanguage, rest: string, title: string, body: string): string => `<!DOCTYPE html>
<html>
<head>
  <meta charset="UTF-8">
  <title>조선중앙통신 | 기사 | ${withNames(title)}</title>
  <link rel="stylesheet" href="/css/article_detail.min.css">
  <script>var total = 31; var cur_page = 1; var per_page = 15; var page_cnt = 3; document.write("<p>no text</p>")</script>
</head>
<body lang="${language === 'kp' ? 'ko' : language}">
<header>
  <div class="languages">${LANGUAGES.map(
    (other) => `<a${other === language ? ' class="active"' : ''} lang="${other}" href="/${other}${rest}">${other}</a>`,
  ).join(' ')}</div>
  ${['desktop', 'mobile', 'tiles']
    .map(
      (kind) =>
        `<nav class="${kind}"><ul>${KCNA_CATEGORIES.map(
          ({ hash, name }) =>
            `<li><a href="/${language}/article/list/${hash}"><img src="/icon.png" alt=""></a><a href="/${language}/article/list/${hash}">${name}</a></li>`,
        ).join('')}<li><a href="/${language}/gallery/list/${hashOf(0xb1)}">Photo</a></li></ul></nav>`,
    )
    .join('\n')}
</header>
${body}
<footer><p>A site for tests.</p></footer>
</body>
</html>
`

export type KcnaListPage = {
  readonly language?: KcnaLanguage
  readonly category?: string
  readonly rows: readonly KcnaRow[]
  /** Without it there is no form to turn the page with. */
  readonly token?: string
}

const row = (language: KcnaLanguage, { hash, title, date }: KcnaRow): string => `  <div class="article">
    <h5 class="block">
      <a href="/${language}/article/detail/${hash}">${withNames(title)}</a>
      <span><nobr>${date}</nobr></span>
    </h5>
  </div>`

export const kcnaListPage = ({ language = 'en', category = hashOf(0xa2), rows, token }: KcnaListPage): string =>
  frame(
    language,
    `/article/list/${category}`,
    'List',
    `<main>
  <div class="category_title">The list</div>
${rows.map((one) => row(language, one)).join('\n')}
</main>
${
  token === undefined
    ? ''
    : `<form id="article_form" method="POST" action="/${language}/article/list/${category}">
  <input type="hidden" name="page_num" value="1"><input type="hidden" name="cnt_per_page" value="15">
  <input type="hidden" name="keyword" value=""><input type="hidden" name="_csrf" value="${escapeHtml(token)}">
</form>`
}`,
  )

/** What a page turned without its session gives: 200, and nothing on it. */
export const kcnaEmptyPage = '<html><body><main></main></body></html>'

export type KcnaArticlePage = {
  readonly language?: KcnaLanguage
  readonly hash: string
  readonly title: string
  readonly subtitle?: string
  readonly paragraphs: readonly string[]
  readonly captions?: readonly string[]
}

/** A story since July 2026: no date on it, a second heading that is mostly empty, captions deeper than paragraphs. */
export const kcnaArticlePage = (page: KcnaArticlePage): string => {
  const { language = 'en', hash, title, subtitle = '', paragraphs, captions = [] } = page
  return frame(
    language,
    `/article/detail/${hash}`,
    title,
    `<main>
<article>
<div class="container">
<h1 class="text-center text-danger">
  ${withNames(title)}
</h1>
<h1 class="text-center text-danger">${withNames(subtitle)}</h1>
${paragraphs.map((text) => `<p>${withNames(text)}</p>`).join('\n')}
${captions.map((text) => `<div><p>${withNames(text)}</p></div>`).join('\n')}
<a class="right_button gallery_button" href="/${language}/gallery/detail/${hash}"><i class="fa fa-camera"></i>Photos</a>
</div>
</article>
</main>`,
  )
}

/** A list of the older form, dates in Juche years or common ones inside the links. */
export const kcnaOldListPage = (language: KcnaLanguage, rows: readonly KcnaRow[]): string => `<html><body>
<div class="menu-block"><a href="/${language}/category/articles/q/${hashOf(0xc1)}.kcmsf">Home News</a></div>
<ul class="article-link">${rows
  .map(
    ({ hash, title, date }) =>
      `<li><a href="/${language}/article/q/${hash}.kcmsf">${withNames(title, OLD_NAME)} <span class="publish-time">${date}</span></a></li>`,
  )
  .join('\n')}</ul></body></html>`

/** A story of the older form, stamp included. */
export const kcnaOldArticlePage = (title: string, paragraphs: readonly string[], stamp: string): string => `<html><body>
<div class="article-content-title"><div class="article-main-title"><strong>${withNames(title, OLD_NAME)}</strong></div></div>
<div class="media-icon"><a href="/en/media/photo/q/x.kcmsf"><i class="fa fa-camera"></i></a></div>
<div class="article-content-body"><div class="content-wrapper">${paragraphs
  .map((text) => `<p>${withNames(text, OLD_NAME)}</p>`)
  .join('')} <span class='publish-time'>${escapeHtml(stamp)}</span></div></div></body></html>`
