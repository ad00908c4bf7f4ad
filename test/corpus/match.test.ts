// The language against 1,039 real articles: an independent reading of the same questions by plain regular expressions, the
// percolator against the evaluator, and the topics against two readers' labels.

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { askerOf } from '../../src/core/match/evaluate.ts'
import { matchItem } from '../../src/core/match/ruleset.ts'
import { prepare } from '../../src/core/match/subject.ts'
import type { Subject } from '../../src/core/model.ts'
import { topicsOf } from '../../src/core/topics/topics-of.ts'
import { OPERATOR_SOURCE, ruleOf, rulesetOf, treeOf } from '../core/match/support.ts'

const FOLDER = '../shared/data/kcna'
const here = existsSync(FOLDER)
if (!here) console.log(`${FOLDER} is not there: the corpus tests are skipped`)

type Row = { readonly id: string; readonly title: string; readonly content_text: string }
type Label = { readonly key: string; readonly yes: readonly string[]; readonly maybe: readonly string[] }

const DATELINE = /^[\p{Lu}][\p{L} .'-]*, \p{L}+\.? \d+ \(KCNA\)\s*[-–—]+\s*/u

const subjectOf = (row: Row): Subject => ({
  title: row.title,
  lead: (row.content_text.split('\n')[0] ?? '').replace(DATELINE, ''),
  text: row.content_text,
  sources: ['kcna'],
  tags: [],
  language: 'en',
})

const rows: Row[] = here
  ? readFileSync(`${FOLDER}/articles-2024.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  : []
const subjects = rows.map(subjectOf)
/** Each article is folded once, however many questions are put to it. */
const askers = subjects.map((subject) => askerOf(prepare(subject)))

/** The words of a field as a regular expression sees them, with the leader's glued names set free. */
const plain = (text: string): string =>
  text
    .replace(/(Kim\s+(?:Jong\s+(?:Un|Il)|Il\s+Sung))/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .toLowerCase()

const reads = (subject: Subject, pattern: RegExp): boolean =>
  pattern.test(plain(subject.title)) || pattern.test(plain(subject.lead))

describe.skipIf(!here)('words and phrases find what a plain reading finds', () => {
  it.each([
    ['missile', /(?<![\p{L}\p{N}])missile(?![\p{L}\p{N}])/u],
    ['flood', /(?<![\p{L}\p{N}])flood(?![\p{L}\p{N}])/u],
    ['russian', /(?<![\p{L}\p{N}])russian(?![\p{L}\p{N}])/u],
    ['"kim jong un"', /(?<![\p{L}\p{N}])kim jong un(?![\p{L}\p{N}])/u],
    ['"foreign ministry"', /(?<![\p{L}\p{N}])foreign[ -]ministry(?![\p{L}\p{N}])/u],
    ['"people\'s republic"', /(?<![\p{L}\p{N}])people['’]s republic(?![\p{L}\p{N}])/u],
    ['nuclear*', /(?<![\p{L}\p{N}])nuclear/u],
    ['20×10', /20×10/],
    ['test-fire OR test-fires OR test-firing', /test-?(?:fires?|firing)(?![\p{L}\p{N}])/u],
  ])('%s', (query, pattern) => {
    const tree = treeOf(query)
    const found = rows.filter((_, index) => askers[index]!(tree, 'lead') !== undefined).map(({ id }) => id)
    expect(found).toEqual(rows.filter((_, index) => reads(subjects[index]!, pattern)).map(({ id }) => id))
    expect(found.length).toBeGreaterThan(0)
  })

  it('the leader is found by name in every article that names him', () => {
    const tree = treeOf('"kim jong un"')
    for (const [index, { text, title }] of subjects.entries()) {
      const named = /Kim[\s\u00a0]+Jong[\s\u00a0]+Un/.test(text)
      if (named) expect(askers[index]!(tree, 'text'), title).toBeDefined()
    }
  })

  it('scopes nest: what matches the title matches the lead and the text', () => {
    for (const query of ['missile', 'flood damage', '"foreign minister"', '@leader', 'kim NEAR/5 visit*']) {
      const tree = treeOf(query)
      for (const ask of askers) {
        const [title, lead, text] = (['title', 'lead', 'text'] as const).map((scope) => ask(tree, scope) !== undefined)
        expect(!title || lead).toBe(true)
        expect(!lead || text).toBe(true)
      }
    }
  })
})

describe.skipIf(!here)('the percolator over real articles', () => {
  const words = [...new Set(subjects.flatMap(({ title }) => title.toLowerCase().match(/[a-z]{4,}/g) ?? []))].sort()
  const queries = words.slice(0, 2_000).map((word, index) => {
    const other = words[(index * 7 + 13) % words.length] ?? 'missile'
    return (
      [
        word,
        `${word} OR ${other}`,
        `${word} -${other}`,
        `"${word} ${other}" OR ${word} NEAR/5 ${other}`,
        `${word}* @missiles OR ${other}`,
      ][index % 5] ?? word
    )
  })
  const ruleset = rulesetOf(
    queries.map((query, index) => ruleOf({ id: `r${index}`, query, scope: index % 10 === 0 ? 'text' : 'lead' })),
  )

  it('agrees with the evaluator on every rule, for one article in forty', () => {
    const trees = Array.from({ length: ruleset.size }, (_, number) => {
      const { rule, plan } = ruleset.shelf.rule(number)!
      return { rule, tree: plan.node }
    })
    for (const subject of subjects.filter((_, index) => index % 40 === 0)) {
      const ask = askerOf(prepare(subject))
      const naive = trees.filter(({ rule, tree }) => ask(tree, rule.scope) !== undefined).map(({ rule }) => rule.id)
      expect(matchItem(ruleset, subject, OPERATOR_SOURCE).map(({ match }) => match.rule)).toEqual(naive)
    }
  })
})

it.skipIf(!here)('topics agree with two readers', () => {
  const labels = JSON.parse(readFileSync(`${FOLDER}/gold-dev.json`, 'utf8')) as Label[]
  const labelled = new Set(labels.map(({ key }) => key))
  const tagged = new Map(
    rows.flatMap(({ id }, index) => (labelled.has(id) ? [[id, topicsOf(subjects[index]!, 'lead')] as const] : [])),
  )
  let hit = 0
  let extra = 0
  let missed = 0
  for (const { key, yes, maybe } of labels) {
    const said = tagged.get(key) ?? []
    hit += said.filter((topic) => yes.includes(topic)).length
    extra += said.filter((topic) => !yes.includes(topic) && !maybe.includes(topic)).length
    missed += yes.filter((topic) => !said.includes(topic)).length
  }
  const f1 = (2 * hit) / (2 * hit + extra + missed)
  console.log(`topics: micro-F1 ${f1.toFixed(3)} over ${labels.length} articles`)
  expect(f1).toBeGreaterThan(0.85)
})
