import { expect, it } from 'vitest'
import { explain, printedClause } from '../../../src/core/match/explain.ts'
import { subjectOf, treeOf } from './support.ts'

const ITEM = subjectOf({ title: 'Missile launch', lead: 'Seen from Japan.', sources: ['rodong'] })

it.each([
  ['missile (launch OR rocket)', true, ['missile: ok Missile (title)', 'launch OR rocket: ok launch (title)'], []],
  ['missile submarine', false, ['missile: ok Missile (title)', 'submarine: no not in title and lead'], ['submarine']],
  ['missile -japan', false, ['missile: ok Missile (title)', '-japan: no found, and ruled out: Japan (lead)'], []],
  ['missile -china', true, ['missile: ok Missile (title)', '-china: ok not in title and lead'], []],
  ['source:rodong', true, ['source:rodong: ok holds'], []],
])('%s', (query, matched, stages, near) => {
  const told = explain(treeOf(query), ITEM, 'lead')
  expect(told.matched).toBe(matched)
  expect(
    told.clauses.map(printedClause).map(({ stage, ok, detail }) => `${stage}: ${ok ? 'ok' : 'no'} ${detail}`),
  ).toEqual(stages)
  expect(told.near).toEqual(near)
})

const FAR = subjectOf({
  title: 'Testfire of a missile',
  lead: 'Pictures show what was seen of the second missile and, much later on, a satellite over Japan.',
  sources: ['rodong', 'Rodong Sinmun'],
  tags: ['politics'],
  language: 'en',
})

it.each([
  ['atleast3:missile', '2 of 3: missile (title), missile (lead)'],
  ['atleast3:rocket', 'not in title and lead'],
  ['title:japan', 'not in the title'],
  ['title:(japan OR china)', 'not in the title'],
  ['title:atleast2:missile', '1 of 2: missile (title)'],
  ['source:kcna', 'the source is rodong, Rodong Sinmun'],
  ['lang:ko', 'the language is en'],
  ['section:sports', 'the sections are politics'],
  ['testfire NEAR/2 satellite', 'both there, not in one field: Testfire (title); satellite (lead)'],
  ['pictures NEAR/2 satellite', 'both there, too far apart: Pictures (lead); satellite (lead)'],
  ['missile ONEAR/3 testfire', 'both there, in the other order: missile (title), missile (lead); Testfire (title)'],
  ['missile NEAR/2 rocket', 'rocket: not in title and lead'],
  ['rocket NEAR/2 launch', 'not in title and lead'],
  ['rocket OR title:japan', 'rocket: not in title and lead; title:japan: not in the title'],
  ['missile rocket OR lang:ko', 'missile rocket: rocket: not in title and lead; lang:ko: the language is en'],
  ['@sports', 'not in title and lead'],
])('what does not hold says what is lacking, and where it was looked for: %s', (query, detail) => {
  expect(explain(treeOf(query), FAR, 'lead').clauses.map(printedClause)).toEqual([{ stage: query, ok: false, detail }])
})

it.each([
  ['-(pictures OR nothing)', false, 'found, and ruled out: Pictures (lead)'],
  ['-source:rodong', false, 'holds, and ruled out'],
  ['-(missile -rocket)', false, 'found, and ruled out: missile (title), missile (lead)'],
  ['-title:japan', true, 'not in the title'],
  ['-source:kcna', true, 'the source is rodong, Rodong Sinmun'],
  ['-(rocket japan)', true, 'rocket: not in title and lead'],
])('what is ruled out is named with its place: %s', (query, ok, detail) => {
  const clauses = explain(treeOf(`testfire ${query}`), FAR, 'lead').clauses.map(printedClause)
  expect(clauses[1]).toEqual({ stage: query, ok, detail })
})

// A story of which title and lead are at hand: what its text could turn is open, and nothing else.
it.each([
  ['text', 'missile', false],
  ['text', 'submarine', true],
  ['lead', 'submarine', false],
  ['text', 'title:submarine', false],
  ['lead', 'text:submarine', true],
  ['text', 'missile -submarine', true],
  ['text', 'missile -japan', false],
  ['lead', 'missile -submarine', false],
  ['text', 'atleast3:missile', true],
  ['text', 'missile NEAR/3 submarine', true],
  ['text', 'source:kcna', false],
  ['text', '@sports', true],
] as const)('without its text, with scope %s, %s is open: %s', (scope, query, open) => {
  const told = explain(treeOf(query), ITEM, scope, { textless: true })
  expect(told.clauses.some((clause) => clause.open === true)).toBe(open)
  expect(explain(treeOf(query), ITEM, scope).clauses.some((clause) => clause.open === true)).toBe(false)
})
