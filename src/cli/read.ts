// `nightdesk read`: documents in, JSON Feed items out, through the same reader that the Worker uses.
import { dirname, resolve } from 'node:path'
import { toReadLine } from '../core/feed/json-feed-item.ts'
import { readDocument } from '../core/feed/read.ts'
import type { Result } from '../core/result.ts'
import { err, ok } from '../core/result.ts'
import { readArguments } from './arguments.ts'
import { decode } from './decode.ts'
import { EXIT, failure, usageError } from './exit.ts'
import { print, readBytes, readLines } from './lines.ts'

const USAGE = `Usage: nightdesk read [--url URL] [--content-type TYPE] FILE...
       nightdesk read --batch MANIFEST.jsonl

Prints one line of JSON per file: {file, ok, feed, items} or {file, ok, error}.
A manifest has lines {"file": ..., "url": ..., "contentType": ...}; its paths are relative to it.`

type Entry = { readonly file: string; readonly path: string; readonly url?: string; readonly contentType?: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const entryOf = (file: string, path: string, url: string | undefined, contentType: string | undefined): Entry => ({
  file,
  path,
  ...(url === undefined ? {} : { url }),
  ...(contentType === undefined ? {} : { contentType }),
})

const manifestEntries = async (manifest: string): Promise<Result<readonly Entry[], string>> => {
  const lines = await readLines(manifest)
  if (!lines.ok) return lines
  const entries: Entry[] = []
  for (const [index, line] of lines.value.entries()) {
    const fields = (typeof line === 'object' && line !== null ? line : {}) as Record<string, unknown>
    const file = text(fields['file'])
    if (file === undefined) return err(`${manifest}: entry ${index + 1} names no file`)
    entries.push(entryOf(file, resolve(dirname(manifest), file), text(fields['url']), text(fields['contentType'])))
  }
  return ok(entries)
}

const printEntry = async ({ file, path, url, contentType }: Entry): Promise<Result<undefined, string>> => {
  const body = await readBytes(path)
  if (!body.ok) return body
  const document = {
    body: body.value,
    ...(url === undefined ? {} : { url }),
    ...(contentType === undefined ? {} : { contentType }),
  }
  print(toReadLine(file, readDocument(document, decode)))
  return ok(undefined)
}

export const readCommand = async (args: readonly string[]): Promise<number> => {
  const parsed = readArguments(args, {
    url: { type: 'string' },
    'content-type': { type: 'string' },
    batch: { type: 'string' },
    help: { type: 'boolean' },
  })
  if (!parsed.ok) return usageError(parsed.error, USAGE)
  const { values, positionals } = parsed.value
  if (values.help === true) {
    console.log(USAGE)
    return EXIT.OK
  }
  if (values.batch === undefined ? positionals.length === 0 : positionals.length > 0) {
    return usageError('Name files, or a manifest with --batch.', USAGE)
  }
  const entries =
    values.batch === undefined
      ? ok(positionals.map((file) => entryOf(file, file, values.url, values['content-type'])))
      : await manifestEntries(values.batch)
  if (!entries.ok) return failure(entries.error)
  for (const entry of entries.value) {
    const printed = await printEntry(entry)
    if (!printed.ok) return failure(printed.error)
  }
  return EXIT.OK
}
