// A page of Rodong Sinmun, list or story, in the three forms its site had. From public code and saved pages of 2021-2026; not
// verified on the live site. Photos and videos have tokens of their own and are left out.
import { resolveUrl } from '../links.ts'
import type { FeedInfo, Item, PageRequest } from '../model.ts'
import { markedLines, type Page, pageOf } from './blocks.ts'
import { compact, itemOf } from './item.ts'
import { listedIn } from './listed.ts'
import { marksOf } from './marks.ts'
import { RODONG_HOME, rodongList, rodongStory } from './rodong-address.ts'
import { ARTICLE_MARKS, commonDigits, rodongArticle } from './rodong-article.ts'
import { isCheck, type PageReading } from './wall.ts'

const MARKS = marksOf(...ARTICLE_MARKS)

/** What a list says of a story inside its link: the day, and that it has photos. */
const REMARKS = /(?:\s*(?:\[(?:photo|사진|图片)\]|[[(]?\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?[\])]?))+$/iu

/** The day is that of the address, which is the key; the one beside the link is the same. */
const listedItems = ({ blocks }: Page, base: string): readonly Item[] =>
  listedIn(blocks, (href) => rodongStory(href, base)).map(({ story, title }) =>
    itemOf({
      id: story.id,
      url: story.url,
      title: commonDigits(title.replace(REMARKS, '')),
      published: story.day,
      label: story.edition?.label ?? 'Rodong Sinmun',
      language: story.edition?.language,
    }),
  )

/** The link to the next page of the same section, where the list has one. */
const nextOf = ({ blocks }: Page, url: string | undefined, base: string): PageRequest | undefined => {
  const here = rodongList(url ?? '')
  if (here === undefined) return undefined
  const next = blocks
    .flatMap(({ links }) => links)
    .map(({ href }) => rodongList(href, base))
    .find((list) => list !== undefined && list.section === here.section && list.page === here.page + 1)
  return next === undefined ? undefined : { url: next.url }
}

/** Where what belongs to a story begins, in each form of the site; the frame in front of it need not be read. */
const STORY_BEGINS = /\b(?:article-date|ContDIV|news_Title|ArticleMenuDate|ArticleContent)\b/

const storyPart = (html: string): string => {
  const at = html.search(STORY_BEGINS)
  return at < 0 ? html : html.slice(Math.max(0, html.lastIndexOf('<', at)))
}

/** Reads a page of the paper: the story on it, else the stories it lists. */
export const readRodong = (html: string, url: string | undefined): PageReading => {
  const isStory = rodongStory(url ?? '') !== undefined
  const page = isStory ? markedLines(storyPart(html), MARKS) : pageOf(html, MARKS)
  const base = url ?? resolveUrl(page.canonical ?? '') ?? `${RODONG_HOME}en/`
  const article = rodongArticle(page, url)
  const listed = article === undefined && !isStory ? listedItems(page, base) : []
  const items = article === undefined ? listed : [article]
  if (items.length === 0) return isCheck(html) ? 'blocked' : 'not-an-article'
  const next = article === undefined ? nextOf(page, url, base) : undefined
  const feed = compact<FeedInfo>({ title: 'Rodong Sinmun', homePageUrl: resolveUrl('/', base), feedUrl: url })
  return { feed, items, ...(next === undefined ? {} : { next }) }
}
