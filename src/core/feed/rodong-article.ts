// A story's page in Rodong Sinmun, in the three forms it had: until about 2022, until about 2024, and since.
import type { Item } from '../model.ts'
import type { Block, Page } from './blocks.ts'
import { itemOf } from './item.ts'
import { rodongEdition, rodongStory } from './rodong-address.ts'
import { joinTitles } from './titles.ts'

export const ARTICLE_MARKS = [
  '.TitleP',
  '.RevoTitleP',
  '.HeadP',
  '.SubTitleP',
  '.TextP',
  '.MarkP',
  '.WriterP',
  '#ContDIV',
  '#article-date',
  '.news_Title',
  '.NewsDate',
  '.ArticleContent',
  '.ArticleMenuDate',
] as const

type Mark = (typeof ARTICLE_MARKS)[number]

type Parts = { readonly title: string; readonly text: readonly Block[]; readonly date: string | undefined }

const within = (blocks: readonly Block[], ...marks: readonly Mark[]): readonly Block[] =>
  blocks.filter((block) => marks.some((mark) => block.marks.has(mark)))

const lineOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join(' ')

/** Since about 2025: every line has a class of its own. Heads in front of the first paragraph belong to the title. */
const latestParts = ({ blocks }: Page): Parts | undefined => {
  const titles = new Set(within(blocks, '.TitleP', '.RevoTitleP'))
  if (titles.size === 0) return undefined
  const heads = new Set(within(blocks, '.HeadP', '.SubTitleP'))
  const lines = within(blocks, '#ContDIV', '.HeadP', '.SubTitleP', '.TextP', '.MarkP', '.WriterP')
  const inside = lines.filter((block) => !titles.has(block))
  const first = inside.findIndex((block) => !heads.has(block))
  const above = first < 0 ? inside : inside.slice(0, first)
  return {
    title: joinTitles([lineOf([...titles]), ...above.map(({ text }) => text)]),
    text: first < 0 ? [] : inside.slice(first),
    date: within(blocks, '#article-date')[0]?.text,
  }
}

/** 2022 to about 2024. */
const middleParts = ({ blocks }: Page): Parts | undefined => {
  const titles = within(blocks, '.news_Title')
  if (titles.length === 0) return undefined
  return { title: lineOf(titles), text: within(blocks, '.ArticleContent'), date: within(blocks, '.NewsDate')[0]?.text }
}

/** Until about 2022: one class for all, the first line is the title. */
const oldestParts = ({ blocks }: Page): Parts | undefined => {
  const [title, ...text] = within(blocks, '.ArticleContent')
  return title === undefined
    ? undefined
    : { title: title.text, text, date: within(blocks, '.ArticleMenuDate')[0]?.text }
}

/** The paper's own name under a story says nothing; a writer's does. */
const PAPER = /^(?:by )?(?:the )?rodong sinmu?n[.]?$|^로동신문$|^劳动新闻$/i

const isName = ({ text, marks }: Block): boolean => marks.has('.WriterP') || PAPER.test(text)

/** Full-width digits, as the paper sets its numbers, become the common ones; lengths stay. */
export const commonDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfe_e0))

/**
 * The story on a page, or undefined. Its day is that of its address, else the one on the page; the rest of the address is
 * navigation.
 */
export const rodongArticle = (page: Page, url: string | undefined): Item | undefined => {
  const parts = latestParts(page) ?? middleParts(page) ?? oldestParts(page)
  if (parts === undefined) return undefined
  const story = rodongStory(url ?? '')
  const edition = story?.edition ?? rodongEdition(url)
  const writers = parts.text.filter((block) => block.marks.has('.WriterP') && !PAPER.test(block.text))
  return itemOf({
    id: story?.id,
    url,
    title: commonDigits(parts.title),
    text: commonDigits(
      parts.text
        .filter((block) => !isName(block))
        .map(({ text }) => text)
        .join('\n'),
    ),
    published: story?.day ?? parts.date,
    authors: writers.map(({ text }) => ({ name: text })),
    label: edition?.label ?? 'Rodong Sinmun',
    language: edition?.language ?? page.language,
  })
}
