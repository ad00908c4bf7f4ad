// A page of www.kcna.kp, list or story, since July 2026 and (for archives) before. From public code and fixtures of 2024-2026;
// not verified on the live site. Galleries and videos are left out: their stories are in the article lists.
import { resolveUrl } from '../links.ts'
import type { Alternate, FeedInfo } from '../model.ts'
import { pageOf } from './blocks.ts'
import { compact } from './item.ts'
import { KCNA_HOME, kcnaList, kcnaStory } from './kcna-address.ts'
import { ARTICLE_MARKS, kcnaArticle } from './kcna-article.ts'
import { kcnaNextPage } from './kcna-form.ts'
import { kcnaCategories, kcnaListed, LIST_MARKS } from './kcna-list.ts'
import { marksOf } from './marks.ts'
import { isCheck, type PageReading } from './wall.ts'

const MARKS = marksOf(...ARTICLE_MARKS, ...LIST_MARKS)

const infoOf = (url: string | undefined, base: string): FeedInfo =>
  compact<FeedInfo>({ title: 'KCNA', homePageUrl: resolveUrl('/', base), feedUrl: url })

/** What a story's page has to say stands in its `main`; the old site had none. The rest need not be read. */
const mainOf = (html: string): string => {
  const from = html.indexOf('<main')
  const to = from < 0 ? -1 : html.indexOf('</main', from)
  return html.slice(Math.max(0, from), to < 0 ? html.length : to)
}

const readStory = (html: string, url: string): PageReading => {
  const story = kcnaArticle(pageOf(mainOf(html), MARKS), url, html)
  const item = story?.title === '' ? kcnaArticle(pageOf(html, MARKS), url, html) : story
  if (item === undefined) return isCheck(html) ? 'blocked' : 'not-an-article'
  return { feed: infoOf(url, url), items: [item] }
}

/**
 * A page whose address does not say that it is a story: a list, unless it lists nothing, or has an article that is closed by
 * the end mark or says which story it is.
 */
const readAnyPage = (html: string, url: string | undefined): PageReading => {
  const page = pageOf(html, MARKS)
  const base = url ?? resolveUrl(page.canonical ?? '') ?? KCNA_HOME
  const listed = kcnaListed(page, url, base)
  const article = kcnaList(url ?? '') === undefined ? kcnaArticle(page, url, html) : undefined
  if (article !== undefined && (listed.length === 0 || article.ended || kcnaStory(article.id) !== undefined)) {
    return { feed: infoOf(url, base), items: [article] }
  }
  if (listed.length === 0) return isCheck(html) ? 'blocked' : 'not-an-article'
  const next = kcnaNextPage(html, url)
  return { feed: infoOf(url, base), items: listed, ...(next === undefined ? {} : { next }) }
}

/** Reads a page of KCNA's own site: the story on it, or the stories it lists. */
export const readKcna = (html: string, url: string | undefined): PageReading =>
  url !== undefined && kcnaStory(url) !== undefined ? readStory(html, url) : readAnyPage(html, url)

/** The lists that a page of the site leads to, for who has an address without stories. */
export const kcnaAlternates = (html: string, url: string | undefined): readonly Alternate[] =>
  kcnaCategories(pageOf(html, MARKS), url ?? KCNA_HOME)
