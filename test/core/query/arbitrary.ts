// Random queries and random items that have something to do with each other: few words, written in all the ways that count as the
// same, so that matches are common.

import fc from 'fast-check'
import type { Field, Subject } from '../../../src/core/model.ts'
import type { Query, Term } from '../../../src/core/query/ast.ts'

const WORDS = [
  'test',
  'fire',
  'testfire',
  'missile',
  'hwasong',
  '18',
  'us',
  'kim',
  'jong',
  'un',
  'air',
  'craft',
  'anti',
]
const SUBSTRINGS = ['미싸일', '싸일', '탄도', '导弹', '弹', 'ミサ', '핵']
const PLAIN = [
  ...WORDS,
  ...SUBSTRINGS,
  'test fire',
  'test-fire',
  'hwasong-18',
  'Hwasong-*',
  'hwasong *',
  'tes*',
  'testf*',
  'missil*',
  'anti-aircraft',
  'antiaircraft',
  'anti-air-craft',
  'antiair*',
  'anti-air*',
  'tes-tfire',
  'kim jong un',
  'air craft anti',
  'u.s.',
  'dprk',
  'dpr*',
  '탄도 미싸일',
  'kn-23형',
  'missile 미싸일',
  'test * missile',
]

const EXACT = ['US', 'Test', 'Test-fire', 'Test fire']

/** Every term that a random query may have. */
export const TERMS: readonly Term[] = [
  ...PLAIN.map((text): Term => ({ type: 'term', text })),
  ...EXACT.map((text): Term => ({ type: 'term', text, exact: true })),
]

const term: fc.Arbitrary<Term> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TERMS.filter(({ exact }) => exact !== true)) },
  { weight: 1, arbitrary: fc.constantFrom(...TERMS.filter(({ exact }) => exact === true)) },
)

const place: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: term },
  { weight: 1, arbitrary: fc.tuple(term, term).map(([a, b]): Query => ({ type: 'or', of: [a, b] })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<Field[]>('title', 'lead', 'text'), term)
      .map(([field, of]): Query => ({ type: 'field', field, of })),
  },
)

const leaf: fc.Arbitrary<Query> = fc.oneof(
  { weight: 8, arbitrary: term },
  {
    weight: 2,
    arbitrary: fc
      .record({ words: fc.integer({ min: 0, max: 4 }), ordered: fc.boolean(), left: place, right: place })
      .map((near): Query => ({ type: 'near', ...near })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ count: fc.integer({ min: 2, max: 3 }), of: term })
      .map((it): Query => ({ type: 'atleast', ...it })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Query>(
      { type: 'fact', fact: 'source', value: 'Wire' },
      { type: 'fact', fact: 'section', value: 'politics' },
      { type: 'fact', fact: 'lang', value: 'en' },
      { type: 'topic', id: 'missiles' },
    ),
  },
)

const list =
  (type: 'and' | 'or') =>
  (of: Query[]): Query => ({
    type,
    of: of.flatMap((node) => (node.type === type ? node.of : [node])),
  })

/** Any tree, also ones that only negate. */
export const anyTree: fc.Arbitrary<Query> = fc.letrec<{ node: Query }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map(list('and')) },
    { weight: 2, arbitrary: fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map(list('or')) },
    { weight: 1, arbitrary: tie('node').map((of): Query => (of.type === 'not' ? of.of : { type: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom<Field[]>('title', 'lead', 'text'), tie('node'))
        .map(([field, of]): Query => ({ type: 'field', field, of })),
    },
  ),
})).node

const text = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...WORDS,
        ...SUBSTRINGS,
        'test-fire',
        'test fire',
        'anti-air-craft',
        'Hwasong-18',
        'Hwasong18',
        'D.P.R.K.',
        'Test',
        'US',
        'U.S.',
        'missiles',
        'Hwasongpho',
        'testing',
        'kn',
        '23형',
        'and',
        'ComradeKim Jong Unmet',
      ),
      fc.constantFrom(' ', ' ', ' ', '-', '. ', ', ', '', '\n'),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.flat().join('').trim())

export const anySubject: fc.Arbitrary<Subject> = fc
  .record({
    title: text,
    lead: text,
    rest: text,
    dateline: fc.constantFrom('', 'Pyongyang, May 1 (KCNA) -- '),
    tagged: fc.boolean(),
  })
  .map(({ title, lead, rest, dateline, tagged }) => ({
    title,
    lead,
    text: `${dateline}${lead}\n${rest}`,
    sources: [tagged ? 'wire' : 'other'],
    tags: tagged ? [] : ['Politics'],
  }))
