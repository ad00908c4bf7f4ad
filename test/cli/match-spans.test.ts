// Spans point into the fields as they were given, whatever the reader would make of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '../../src/cli/subject.ts'
import { fromJsonFeedItem } from '../../src/core/feed/json-feed-item.ts'
import { askerOf } from '../../src/core/match/evaluate.ts'
import { prepare } from '../../src/core/match/subject.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { jsonLines, runWarm as run } from '../support/command-line.ts'
import { hasShared, readSharedLines } from '../support/shared-data.ts'

type Span = { readonly field: string; readonly start: number; readonly end: number; readonly text: string }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-test-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const spansOf = async (item: object, query: string, scope = 'text'): Promise<readonly Span[]> => {
  const path = join(folder, 'item.jsonl')
  writeFileSync(path, `${JSON.stringify(item)}\n`)
  const { stdout } = await run(['match', '--query', query, '--scope', scope, path])
  return jsonLines<{ spans: readonly Span[] }>(stdout)[0]?.spans ?? []
}

describe('spans point into', () => {
  it.each<[string, object, Span]>([
    [
      'a title with white space of its own',
      { title: '  Naval \u00a0\n missile test' },
      { field: 'title', start: 11, end: 18, text: 'missile' },
    ],
    [
      'a text with double spaces, tabs and blank lines',
      { _nightdesk: { lead: '' }, content_text: 'Rain  fell.\n\n\tA  missile flew. -0-' },
      { field: 'text', start: 17, end: 24, text: 'missile' },
    ],
    [
      'a text that ends in an end mark, which can be found',
      { _nightdesk: { lead: '' }, content_text: 'Rain fell.\nThe missile (끝)' },
      { field: 'text', start: 15, end: 22, text: 'missile' },
    ],
    [
      'the lead as it was given',
      { _nightdesk: { lead: 'A  new   missile' }, content_text: 'Something else.' },
      { field: 'lead', start: 9, end: 16, text: 'missile' },
    ],
    [
      'the first line of the text without its dateline, where no lead was given',
      { content_text: 'Pyongyang, November 1 (KCNA) --  A  missile\n flew.' },
      { field: 'lead', start: 3, end: 10, text: 'missile' },
    ],
    [
      'the summary as it was given, where there is no text',
      { summary: 'Seen:  a  missile' },
      { field: 'lead', start: 10, end: 17, text: 'missile' },
    ],
    [
      'content_text, where there is content_html too',
      { _nightdesk: { lead: '' }, content_html: '<p>A missile</p>', content_text: 'The  missile' },
      { field: 'text', start: 5, end: 12, text: 'missile' },
    ],
  ])('%s', async (_fact, given, span) => {
    expect(await spansOf({ id: 'a', ...given }, 'missile')).toEqual([span])
  })

  it('nothing that only content_html says, where content_text is given', async () => {
    expect(await spansOf({ id: 'a', content_html: '<p>A missile</p>', content_text: 'Rain.' }, 'missile')).toEqual([])
  })

  it('a text that only content_html gives', async () => {
    expect(await spansOf({ id: 'a', _nightdesk: { lead: '' }, content_html: '<p>A missile</p>' }, 'missile')).toEqual([
      { field: 'text', start: 2, end: 9, text: 'missile' },
    ])
  })
})

const ARTICLES = 'kcna/articles-2024.jsonl'
const here = hasShared(ARTICLES)

describe.runIf(here)('on a year of a wire', () => {
  type Row = { readonly title: string; readonly content_text: string }
  const articles = (here ? readSharedLines<Row>(ARTICLES) : []).map((row) => {
    const subject = subjectOf(row, fromJsonFeedItem(row)!)
    return { row, subject, ask: askerOf(prepare(subject)) }
  })

  it('an article is asked as it was given, its lead out of its text', () => {
    for (const { row, subject } of articles) {
      expect([subject.title, subject.text]).toEqual([row.title, row.content_text])
      expect(row.content_text).toContain(subject.lead)
    }
  })

  it.each(['missile', 'the NEAR/3 of', '"Kim Jong Un"', 'nuc*', '=DPRK', 'title:nuc* OR text:party'])(
    '%s: each span is what stands there',
    (typed) => {
      const query = parseQuery(typed)
      if (!query.ok) throw new Error(query.error.message)
      const found = articles.flatMap(({ subject, ask }) =>
        (ask(query.value, 'text') ?? []).map((span) => ({ span, field: subject[span.field] })),
      )
      expect(found.length).toBeGreaterThan(50)
      for (const { span, field } of found) expect(field.slice(span.start, span.end)).toBe(span.text)
    },
  )
})
