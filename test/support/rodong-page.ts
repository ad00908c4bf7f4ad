// Pages in the form of Rodong Sinmun around anybody's words, in the three forms its site had. The structure is that of pages
// saved in 2022 and of public code of 2023-2026; nobody has compared it with the live site.
import { escapeHtml } from './kcna-watch-page.ts'

export type RodongRow = {
  /** `2026-02-19`. */
  readonly day: string
  /** `003`; the English edition of 2022-24 wrote `H003`. */
  readonly serial: string
  readonly title: string
}

/** The query of an address since 2022: base64 of fields parted by `@`; the site adds `==` whether it is needed or not. */
export const rodongToken = (fields: string): string => `${Buffer.from(fields).toString('base64').replace(/=+$/, '')}==`

export const rodongStoryPath = ({ day, serial }: RodongRow, navigation = '1@1@@0@8@'): string =>
  `index.php?${rodongToken(`12@${day}-${serial}@${navigation}`)}`

export const rodongListPath = (section: number, page: number): string =>
  `index.php?${rodongToken(`1@@${section}@${page}@`)}`

/** Names of leaders are kept on one line. */
const words = (text: string): string => escapeHtml(text).replace(/Kim Jong (?:Il|Un)/g, '<nobr>$&</nobr>')

const page = (body: string): string => `<html>
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Rodong Sinmun</title>
<script>function open_it(u) { window.open(u, '로동신문') }</script></head>
<body>${body}</body></html>`

/** Until about 2022: links are calls of a script. */
export const rodongOldList = (rows: readonly RodongRow[]): string =>
  page(`<center><div class="TopMenu"><a href="index.php?strPageID=SF01_01_02&iMenuID=7">In DPRK</a></div>
<div class="ListNewsContainer">${rows
    .map(
      ({ day, serial, title }, n) =>
        `<div class="ListNewsLineContainer"><div class="ListNewsLineNo">${n + 1}.</div><div class="ListNewsLineTitleW"><a href="javascript:article_open('index.php?strPageID=SF01_02_01&newsID=${day}-${serial}')">${words(title)}</a> <img src="images/icon_photo.gif"></div><div class="ListNewsLineWriter">Rodong Sinmun</div><div class="ListNewsLineDate">${day.replaceAll('-', '.')}</div></div>`,
    )
    .join('')}</div></center>`)

/** 2022 to about 2024. */
export const rodongMiddleList = (rows: readonly RodongRow[]): string =>
  page(
    `<div class="container"><div class="date_news_list">${rows
      .map(
        (row) =>
          `<div class="row"><div class="media"><div class="media-left"><a class="media-heading" href="${rodongStoryPath(row, '15@1@@0@1')}"><img src="x.gif"></a></div><div class="media-body"><a class="media-heading" href="${rodongStoryPath(row, '15@1@@0@1')}">${words(row.title)}</a></div></div><div class="col-sm-3">Rodong Sinmun</div><span class="news_date">${row.day.replaceAll('-', '.')}.</span></div>`,
      )
      .join('')}</div></div>`,
  )

/** Since about 2025: `next` is a link to the page after this one. */
export const rodongList = (rows: readonly RodongRow[], section = 2, number = 1): string =>
  page(`<nav><a href="${rodongListPath(1, 1)}">Leadership</a><a href="${rodongListPath(section, 1)}">Today</a></nav>
<div id="PathBar">Home &gt; Today &gt; ${rows.length}</div>
<div id="revoList"><ul>${rows
    .map(
      (row) =>
        `<li><a href="${rodongStoryPath(row)}">${words(row.title)} [Photo]</a> <span class="date">${row.day.replaceAll('-', '.')}.</span></li>`,
    )
    .join('')}</ul></div>
<div class="pages"><a href="${rodongListPath(section, number)}">${number}</a> <a href="${rodongListPath(section, number + 1)}">＞＞＞</a> <a href="${rodongListPath(1, number + 1)}">another section</a></div>`)

export type RodongArticle = {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** As printed on the page. */
  readonly date: string
}

/** Until about 2022: one class for everything, the title first, the paper's name last. */
export const rodongOldArticle = ({ title, paragraphs, date }: RodongArticle): string =>
  page(`<center><div class="ArticleMenuDate">${date}</div>
<table><tr><td><p class="ArticleContent" align="center"><font style="font-weight:bold">${words(title)}</font></p><p class="ArticleContent">&nbsp;</p><p class="ArticleContent"><img src="a.jpg" alt="" /></p>${paragraphs
    .map((text) => `<p class="ArticleContent" style="text-align:justify">${words(text)}</p>`)
    .join('')}<p class="ArticleContent" align="right">Rodong Sinmun</p></td></tr></table>
<div class="ArticleFooterCopy">Copyright</div></center>`)

/** 2022 to about 2024. */
export const rodongMiddleArticle = ({ title, paragraphs, date }: RodongArticle): string =>
  page(`<div class="container-fluid text-center news_Title">${words(title)}</div><br>
<p class="News_Detail"><span class="NewsDate">${date}</span></p>
<div class="col-sm-8">${paragraphs
    .map((text) => `<p class="ArticleContent" style="text-align: justify;">${words(text)}</p>`)
    .join('')}<p class="ArticleContent">Rodong Sinmun</p></div><div id="moveNews"><a href="#">Next</a></div>`)

export type RodongLatestArticle = RodongArticle & {
  readonly subtitle?: string
  readonly writer?: string
}

/** Since about 2025. */
export const rodongArticle = ({ title, subtitle, paragraphs, date, writer }: RodongLatestArticle): string =>
  page(`<div class="article-modal-header row"><div id="article-homepage">Rodong Sinmun</div><div id="article-date">${date}</div></div>
<div class="control"><button>Prev</button> 3 / 543 <button>Next</button></div>
<div id="articleContent" class="article-content" style="display: block;"><div class="container" id="ContDIV">
<br><p class="TitleP" style="text-align:center;">${words(title)}</p><br>
${subtitle === undefined ? '' : `<p class="SubTitleP">${words(subtitle)}</p>`}
${paragraphs.map((text) => `<p class="TextP">${words(text)}</p>`).join('\n')}
${writer === undefined ? '' : `<p class="WriterP">${words(writer)}</p>`}
<script>$(document).ready(function () { no("text") });</script></div></div>`)
