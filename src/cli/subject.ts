// What a query sees of a line of JSON: its fields as they were given, so that a span's offsets hold in what the caller has.
// The item that is read from the same line is folded and cut, as the Worker stores it; it lends the facts alone.
import { takeDateline } from '../core/feed/dateline.ts'
import { asObject, type JsonObject } from '../core/feed/json-feed-item.ts'
import type { Item, Subject } from '../core/model.ts'

const given = (object: JsonObject, key: string): string | undefined => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  return typeof value === 'string' ? value : undefined
}

/** The first line that is not blank, without dateline; the one after it where the dateline stands alone, as some outlets print it. */
const firstLine = (text: string): string => {
  const [first = '', second = ''] = text.split('\n').filter((line) => line.trim() !== '')
  const { dateline, rest } = takeDateline(first.trimStart())
  if (dateline === undefined) return first
  return rest === '' ? second : rest
}

/**
 * title = `title`; text = `content_text`, else what `content_html` says; lead = `_nightdesk.lead`, else the first line of
 * content_text without dateline, else `summary`.
 */
export const subjectOf = (line: unknown, item: Item): Subject => {
  const object = asObject(line) ?? {}
  const ours = asObject(object['_nightdesk']) ?? {}
  const written = given(object, 'content_text') ?? ''
  const text = written.trim() === '' ? (item.text ?? '') : written
  return {
    title: given(object, 'title') ?? item.title,
    lead: given(ours, 'lead') ?? (firstLine(text) || (given(object, 'summary') ?? '')),
    text,
    sources: item.label === undefined ? [] : [item.label],
    tags: item.tags,
    ...(item.language === undefined ? {} : { language: item.language }),
  }
}
