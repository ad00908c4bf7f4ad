// The collections of other readers' expectations, through the same door as `read --batch`, scored by their own script.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readArticleWhole } from '../../bench/peers/whole-page.ts'
import { decode as commandLineDecode } from '../../src/cli/decode.ts'
import { takeEnd } from '../../src/core/feed/dateline.ts'
import { fromJsonFeedItem, toReadLine } from '../../src/core/feed/json-feed-item.ts'
import { readDocument, readText } from '../../src/core/feed/read.ts'
import { decode } from '../core/feed/support.ts'
import { withCpu } from '../support/cpu.ts'
import { hashOf, kcnaArticlePage } from '../support/kcna-page.ts'
import { readSharedLines } from '../support/shared-data.ts'

const DATA = '../shared/data'
const SCORE = '../shared/score'
const present = existsSync(`${DATA}/feeds`) && existsSync(`${SCORE}/feeds.mjs`)
if (!present) console.log(`skipped: ${DATA} is not here`)

type Entry = { readonly file: string; readonly url?: string; readonly contentType?: string }

/** What `read --batch` prints for a manifest. */
const readBatch = (folder: string): string =>
  readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { file, ...from }: Entry = JSON.parse(line)
      return JSON.stringify(toReadLine(file, readDocument({ ...from, body: readFileSync(join(folder, file)) }, decode)))
    })
    .join('\n')

let scratch = ''
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'nightdesk-corpus-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const output = (lines: string): string => {
  const path = join(scratch, 'output.jsonl')
  writeFileSync(path, lines)
  return path
}

const node = (...args: readonly string[]): string => execFileSync(process.execPath, args, { encoding: 'utf8' })

describe.skipIf(!present)('other readers’ collections', () => {
  it.each([
    ['feedparser', 0.98],
    ['gofeed', 0.98],
    ['miniflux', 0.98],
  ])('%s: at least %d of the expected facts', (library, least) => {
    const folder = `${DATA}/feeds/${library}`
    const report = node(`${SCORE}/feeds.mjs`, `${folder}/rows.json`, output(readBatch(folder)))
    const [, pass = '0', of = '1'] = /feeds: (\d+)\/(\d+)/.exec(report) ?? []
    expect(Number(pass) / Number(of), report).toBeGreaterThanOrEqual(least)
  })

  it('dates: at least 97 in 100, and none of them wrong', () => {
    node(`${SCORE}/dates.mjs`, 'make', `${DATA}/dates.json`, scratch)
    const report = node(`${SCORE}/dates.mjs`, 'score', `${DATA}/dates.json`, output(readBatch(scratch)), '-v')
    const [, pass = '0', of = '1', wrong = '1'] = /dates: (\d+)\/(\d+), wrong instants: (\d+)/.exec(report) ?? []
    expect(Number(pass) / Number(of), report).toBeGreaterThanOrEqual(0.97)
    expect(Number(wrong), report).toBe(0)
  })
})

type Hostile = {
  readonly file: string
  readonly contentType: string
  readonly contentEncoding?: string
  readonly expected: {
    readonly title?: string
    readonly titleAnyOf?: readonly string[]
    readonly maxTitle?: number
    readonly mustNotContain?: string
    readonly date?: null
    readonly items?: number
    readonly error?: string
  }
}

/** The file as it is read after its transport: decompressed. */
const bodyOf = ({ file, contentEncoding }: Hostile): Uint8Array => {
  const bytes = readFileSync(`${DATA}/abuse/${file}`)
  return contentEncoding === 'gzip' ? gunzipSync(bytes) : bytes
}

describe.skipIf(!present)('hostile documents', () => {
  const rows: readonly Hostile[] = present ? JSON.parse(readFileSync(`${DATA}/abuse/manifest.json`, 'utf8')) : []

  it.each(rows)('$file', (row) => {
    const { contentType, expected } = row
    const fetched = vi.spyOn(globalThis, 'fetch')
    const body = bodyOf(row)
    const { value: result, ms } = withCpu(() => readDocument({ body, contentType }, commandLineDecode))
    expect(ms).toBeLessThan(2_000)
    expect(fetched).not.toHaveBeenCalled()
    if (expected.error !== undefined)
      return expect(result).toMatchObject({ ok: false, error: { code: expected.error } })
    if (!result.ok) return expect.unreachable(result.error.message)
    const [first] = result.value.items
    const title = first?.title ?? ''
    expect(JSON.stringify(result.value)).not.toContain(expected.mustNotContain ?? 'root:')
    expect(title.length).toBeLessThanOrEqual(expected.maxTitle ?? Number.POSITIVE_INFINITY)
    if (expected.title !== undefined) expect(title).toBe(expected.title)
    if (expected.titleAnyOf !== undefined) expect(expected.titleAnyOf).toContain(title)
    if (expected.items !== undefined) expect(result.value.items).toHaveLength(expected.items)
    if (expected.date === null) expect([first?.published, first?.day]).toEqual([undefined, undefined])
  })
})

const ARTICLES = `${DATA}/kcna/articles-2024.jsonl`

describe.skipIf(!existsSync(ARTICLES))('real dispatches', () => {
  it('94 in 100 have a dateline, all end with their mark, and no lead is empty or keeps its dateline', () => {
    const items = readFileSync(ARTICLES, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { id, title, content_text }: Record<string, unknown> = JSON.parse(line)
        return fromJsonFeedItem({ id, title, content_text })
      })
    expect(items.filter((item) => item?.dateline !== undefined).length / items.length).toBeGreaterThan(0.94)
    expect(items.filter((item) => item?.ended !== true)).toEqual([])
    expect(items.filter((item) => item?.lead === '' || /\(KCNA\)/.test(item?.lead.slice(0, 60) ?? ''))).toEqual([])
  })
})

type Dispatch = {
  readonly title: string
  readonly lines: readonly string[]
  readonly page: string
  readonly url: string
}

/** Every real text on a page of its own, a paragraph a line. */
const dispatches = (): readonly Dispatch[] =>
  readSharedLines<{ readonly title: string; readonly content_text: string }>('kcna/articles-2024.jsonl').map(
    ({ title, content_text }, n) => {
      const lines = content_text.split('\n').filter((line) => line.trim() !== '')
      const page = kcnaArticlePage({ hash: hashOf(n), title, paragraphs: lines })
      return { title, lines, page, url: `http://www.kcna.kp/en/article/detail/${hashOf(n)}` }
    },
  )

describe.skipIf(!existsSync(ARTICLES))('real dispatches on pages of KCNA', () => {
  it('come out with the dateline, end, lead and text that the plain text gives', () => {
    for (const { title, lines, page, url } of dispatches()) {
      const read = readText(page, { url, kind: 'kcna' })
      const plain = fromJsonFeedItem({ id: url, url, title, content_text: lines.join('\n') })
      expect(read.ok ? read.value.items : read.error).toEqual([{ ...plain, language: 'en', label: 'KCNA.kp (En)' }])
    }
  })

  it('are the same to a reader of the whole tree', () => {
    for (const { page, url } of dispatches()) {
      const whole = readArticleWhole(page, 'kcna')
      const read = readText(page, { url, kind: 'kcna' })
      const item = read.ok ? read.value.items[0] : undefined
      expect([item?.title, item?.text]).toEqual([whole?.title, takeEnd(whole?.text ?? '').text])
    }
  })
})
