// A list of stories at www.kcna.kp: links, each with its day in brackets. No leads; those are on the stories' own pages.
import { parseDate } from '../dates.ts'
import type { Alternate, Item } from '../model.ts'
import type { Page } from './blocks.ts'
import { itemOf } from './item.ts'
import { type KcnaStory, kcnaList, kcnaStory } from './kcna-address.ts'
import { listedIn } from './listed.ts'

/** `[2026.7.19.]`, until October 2024 `[Juche113.8.2.]`. */
const DAY = /\[\s*((?:Juche\s*|주체\s*)?\d{2,4}\.\s?\d{1,2}\.\s?\d{1,2}\.?)\s*\]/i

export const LIST_MARKS = ['.category_title'] as const

/** The names of the site's languages, which lead to the same list in another one. */
const LANGUAGE = /^(?:kp|en|cn|ru|es|sp|jp|조선어|English|中国语|中文|Русский|Español|日本語)$/i

/** The lists that the page's navigation links to; occasions come and go, so they are read, never known beforehand. */
export const kcnaCategories = ({ blocks }: Page, base: string): readonly Alternate[] => {
  const categories = new Map<string, Alternate>()
  for (const { href, text } of blocks.flatMap(({ links }) => links)) {
    const url = LANGUAGE.test(text) ? undefined : kcnaList(href, base)
    if (url !== undefined && !categories.has(url)) categories.set(url, { url, type: 'text/html', title: text })
  }
  return [...categories.values()]
}

/** What the site calls this list. */
const categoryOf = (page: Page, url: string | undefined, base: string): string | undefined => {
  const own = kcnaList(url ?? '')
  const linked = own === undefined ? undefined : kcnaCategories(page, base).find((category) => category.url === own)
  return linked?.title ?? page.blocks.find(({ marks }) => marks.has('.category_title'))?.text
}

type Row = { readonly story: KcnaStory; readonly title: string; readonly day: string | undefined }

/** One row a story: tiles repeat what the list has, and not all of them have the day. */
const rowsOf = (page: Page, base: string): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { story, title, beside } of listedIn(page.blocks, (href) => kcnaStory(href, base))) {
    const day = (DAY.exec(title) ?? DAY.exec(beside))?.[1]
    const known = rows.get(story.url)
    const first = known ?? { story, title: title.replace(DAY, '').trim(), day }
    rows.set(story.url, { ...first, day: first.day ?? day })
  }
  return [...rows.values()]
}

/** The stories of a list, as the list gives them. */
export const kcnaListed = (page: Page, url: string | undefined, base: string): readonly Item[] => {
  const category = categoryOf(page, url, base)
  return rowsOf(page, base).map(({ story, title, day }) =>
    itemOf({
      id: story.url,
      url: story.url,
      title,
      published: parseDate(day ?? '')?.day,
      tags: category === undefined ? [] : [category],
      label: story.edition.label,
      language: story.edition.language,
    }),
  )
}
