// Lines in, lines out: one JSON object a line, UTF-8, in the same order.
import { readFile } from 'node:fs/promises'
import { fromJsonFeedItem } from '../core/feed/json-feed-item.ts'
import type { Item, Subject } from '../core/model.ts'
import { err, ok, type Result } from '../core/result.ts'
import { subjectOf } from './subject.ts'

export const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: string }).code
  return code === 'ENOENT' ? 'there is no such file' : (code ?? 'it could not be read')
}

export const readBytes = async (file: string): Promise<Result<Uint8Array, string>> => {
  try {
    return ok(new Uint8Array(await readFile(file)))
  } catch (error) {
    return err(`${file}: ${reasonOf(error)}`)
  }
}

/** The JSON values of a file's lines; empty lines are passed over. */
export const readLines = async (file: string): Promise<Result<readonly unknown[], string>> => {
  const bytes = await readBytes(file)
  if (!bytes.ok) return bytes
  const lines = new TextDecoder().decode(bytes.value).split('\n')
  const values: unknown[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    try {
      values.push(JSON.parse(line))
    } catch {
      return err(`${file}:${index + 1}: this line is not JSON`)
    }
  }
  return ok(values)
}

/** One JSON document over several lines, as an editor saves it; undefined when the file is anything else. */
const readWhole = async (file: string): Promise<unknown> => {
  const bytes = await readBytes(file)
  try {
    return bytes.ok ? JSON.parse(new TextDecoder().decode(bytes.value)) : undefined
  } catch {
    return undefined
  }
}

/** An item as the Worker would read it, and what a query sees of the line as it was given. */
export type GivenItem = { readonly item: Item; readonly subject: Subject }

/** Items as `read` prints them: one a line, or a single one laid out over several. */
export const readItems = async (file: string): Promise<Result<readonly GivenItem[], string>> => {
  const whole = await readWhole(file)
  const lines = whole === undefined ? await readLines(file) : ok([whole])
  if (!lines.ok) return lines
  const items: GivenItem[] = []
  for (const [index, line] of lines.value.entries()) {
    const item = fromJsonFeedItem(line)
    if (item === undefined) return err(`${file}: entry ${index + 1} is not an item with an id`)
    items.push({ item, subject: subjectOf(line, item) })
  }
  return ok(items)
}
