// A story's own page at www.kcna.kp. It has no date on it since July 2026: the list that named it does. Names of leaders stand
// in elements of their own, so texts are joined before anything is trimmed.
import { READ } from '../limits.ts'
import type { Item } from '../model.ts'
import type { Block, Page } from './blocks.ts'
import { decodeEntities } from './dom.ts'
import { itemOf } from './item.ts'
import { KCNA_HOME, type KcnaStory, kcnaEdition, kcnaStory } from './kcna-address.ts'
import { attributesOf } from './markup.ts'
import { joinTitles } from './titles.ts'

/** What is asked of a page: `article` to `article > p` since July 2026, the next two before. */
export const ARTICLE_MARKS = [
  'article',
  'h1',
  'p',
  '.container > p',
  'article > p',
  '.article-main-title',
  '.content-wrapper',
] as const

type Parts = { readonly title: string; readonly text: string }

const textOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join('\n')

/** `조선중앙통신 | 기사 | TITLE`: the last part, where the page itself has no heading. */
const windowTitle = (title: string | undefined): string => title?.split('|').at(-1)?.trim() ?? ''

/** Paragraphs stand in the container itself; deeper ones are captions, unless there are no others. */
const paragraphsIn = (blocks: readonly Block[]): readonly Block[] => {
  const direct = blocks.filter(({ marks }) => marks.has('.container > p') || marks.has('article > p'))
  if (direct.length > 0) return direct
  const any = blocks.filter(({ marks }) => marks.has('p'))
  return any.length > 0 ? any : blocks.filter(({ links }) => links.length === 0)
}

/** A second first-level heading is the subtitle; mostly it is empty. */
const newParts = (page: Page): Parts | undefined => {
  const inside = page.blocks.filter(({ marks }) => marks.has('article'))
  if (inside.length === 0) return undefined
  const headings = inside.filter(({ marks }) => marks.has('h1')).map(({ text }) => text)
  const text = textOf(paragraphsIn(inside.filter(({ heading }) => !heading)))
  const title = headings.length > 0 ? joinTitles(headings) : windowTitle(page.title)
  return title === '' && text === '' ? undefined : { title, text }
}

/** The stamp follows the last paragraph, and is told from it by what it says. */
const oldParts = ({ blocks }: Page): Parts | undefined => {
  const titles = blocks.filter(({ marks }) => marks.has('.article-main-title')).map(({ text }) => text)
  const body = blocks.filter(({ marks }) => marks.has('.content-wrapper'))
  return titles.length === 0 ? undefined : { title: joinTitles(titles), text: textOf(body) }
}

/** Links marked as active that are looked at, and UTF-16 units of such a link. */
const ACTIVE_LINKS = 20
const LINK_CHARS = 400

/** What the page says it is: the link to itself among those to its other languages. */
const ownStory = (html: string, base: string): KcnaStory | undefined => {
  let at = html.indexOf('active')
  for (let seen = 0; at >= 0 && seen < ACTIVE_LINKS; seen++, at = html.indexOf('active', at + 1)) {
    const from = html.lastIndexOf('<', at)
    const tag = at - from > LINK_CHARS ? '' : html.slice(from, html.indexOf('>', at)).slice(0, LINK_CHARS)
    const href = /^<a\s/i.test(tag) ? attributesOf(tag.slice(2), READ.ATTRIBUTES).get('href') : undefined
    const story = href === undefined ? undefined : kcnaStory(decodeEntities(href), base)
    if (story !== undefined) return story
  }
  return undefined
}

/**
 * The story on a page. undefined when there is none, or when the page (`html`, all of it) says it is another story than was
 * asked for: a public crawler guards against such answers (2026).
 */
export const kcnaArticle = (page: Page, url: string | undefined, html: string): Item | undefined => {
  const asked = kcnaStory(url ?? '')
  const own = ownStory(html, url ?? KCNA_HOME)
  if (asked !== undefined && own !== undefined && asked.url !== own.url) return undefined
  const parts = oldParts(page) ?? newParts(page)
  if (parts === undefined) return undefined
  const story = asked ?? own
  const edition = story?.edition ?? kcnaEdition(url)
  return itemOf({
    id: story?.url,
    url: story?.url ?? url,
    ...parts,
    label: edition?.label,
    language: edition?.language ?? page.language,
  })
}
