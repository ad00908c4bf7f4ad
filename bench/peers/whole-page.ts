// The naive twin of the page readers: the whole page as a document tree, and selectors. It shows what the readers have to find
// and what a tree would cost; it has no idea of walls, of redesigns or of pages made to hurt.
import { DOMParser } from 'linkedom/worker'
import { joinTitles } from '../../src/core/feed/titles.ts'

export type WholeKind = 'kcna-watch' | 'kcna' | 'rodong'

export type WholeArticle = {
  readonly title: string
  /** Paragraphs as printed, separated by line feeds: dateline, end mark and stamp included. */
  readonly text: string
}

/** As much of a document as is used. */
type Element = { readonly textContent: string | null; readonly parentNode: Element | null; matches(s: string): boolean }
type Document = { querySelectorAll(selector: string): Iterable<Element> }

const documentOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html') as unknown as Document

const folded = ({ textContent }: Element): string => (textContent ?? '').replace(/\s+/g, ' ').trim()

const all = (document: Document, selector: string): readonly string[] =>
  [...document.querySelectorAll(selector)].map(folded).filter((text) => text !== '')

const article = (titles: readonly string[], lines: readonly string[]): WholeArticle | undefined =>
  titles.length === 0 ? undefined : { title: joinTitles(titles), text: lines.join('\n') }

const kcna = (document: Document): WholeArticle | undefined =>
  article(all(document, '.article-main-title'), all(document, '.content-wrapper p, .content-wrapper .publish-time')) ??
  article(all(document, 'main article h1'), all(document, 'main article .container > p'))

const PAPER = /^rodong sinmun$/i

/** Digits of full width, as the paper sets them, are common ones to readers. */
const plain = (text: string): string => text.replace(/[０-９]/g, (digit) => digit.normalize('NFKC'))

const rodong = (document: Document): WholeArticle | undefined => {
  const found =
    article(all(document, '.TitleP, .SubTitleP'), all(document, '#ContDIV .TextP')) ??
    article(all(document, '.news_Title'), all(document, '.ArticleContent')) ??
    article(all(document, '.ArticleContent').slice(0, 1), all(document, '.ArticleContent').slice(1))
  if (found === undefined) return undefined
  const text = found.text.split('\n').filter((line) => !PAPER.test(line))
  return { title: plain(found.title), text: plain(text.join('\n')) }
}

const READERS: { readonly [kind in WholeKind]: (document: Document) => WholeArticle | undefined } = {
  'kcna-watch': (document) => article(all(document, 'main h1'), all(document, '.article-content p')),
  kcna,
  rodong,
}

/** The title and the text of a story's page. */
export const readArticleWhole = (html: string, kind: WholeKind): WholeArticle | undefined =>
  READERS[kind](documentOf(html))
