// A story's page through our reader, from text to item: format, site, article, dates, lead.
import { readText } from '../src/core/feed/read.ts'
import type { Item } from '../src/core/model.ts'
import type { StoryPage } from './story-pages.ts'

export const readStory = ({ html, url, kind }: StoryPage): Item => {
  const reading = readText(html, { url, kind })
  const item = reading.ok ? reading.value.items[0] : undefined
  if (item === undefined) throw new Error(`nothing was read of ${url}`)
  return item
}
