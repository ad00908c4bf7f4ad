import { describe, expect, it } from 'vitest'
import type { Field, Item, Span } from '../../../src/core/model.ts'
import { cut } from '../../../src/core/summary/cut.ts'
import { withoutHonorifics } from '../../../src/core/summary/honorifics.ts'
import { summarise as piecesOf } from '../../../src/core/summary/lead.ts'
import { unmarked } from '../../../src/core/summary/marked.ts'
import { sentencesOf } from '../../../src/core/summary/sentence.ts'
import { whyLines } from '../../../src/core/summary/why.ts'

const itemOf = (given: Partial<Item>): Item => ({
  id: '1',
  title: 'A title',
  lead: '',
  complete: true,
  authors: [],
  tags: [],
  ended: true,
  ...given,
})

const spanOf = (item: Item, field: Field, text: string): Span => {
  const start = (field === 'text' ? (item.text ?? '') : item[field]).indexOf(text)
  return { field, start, end: start + text.length, text }
}

/** What was found in brackets. */
const summarise = (item: Item, spans: readonly Span[], limit: number): string =>
  piecesOf(item, spans, limit)
    .map(({ text, found }) => (found ? `[${text}]` : text))
    .join('')

describe('cutting never cuts a letter', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['a missile was launched today', 20, 'a missile was…'],
    ['a missile, launched', 11, 'a missile…'],
    ['ab😀cd', 4, 'ab…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12, '👨‍👩‍👧‍👦…'],
    ['탄도미싸일시험발사', 5, '탄도미싸…'],
    ['anything', 0, ''],
    ['anything', 1, '…'],
  ])('%s in %i', (text, limit, expected) => {
    expect(cut(text, limit)).toBe(expected)
    expect(cut(text, limit).length).toBeLessThanOrEqual(limit)
  })
})

it.each([
  ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
  ['The C.C., WPK met. It ended.', ['The C.C., WPK met.', 'It ended.']],
  ['The U.S. said so. Then Mr. Kim left.', ['The U.S. said so.', 'Then Mr. Kim left.']],
  ['He said "Go." Then he left.', ['He said "Go."', 'Then he left.']],
  ['발사하였다. 시험은 성공하였다.', ['발사하였다.', '시험은 성공하였다.']],
  ['发射了。成功了。', ['发射了。', '成功了。']],
  ['A headline\nA paragraph', ['A headline', 'A paragraph']],
  ['3.5 km. On Sept. 9 it rose', ['3.5 km.', 'On Sept. 9 it rose']],
  ['', []],
])('%s splits into sentences', (text, sentences) => {
  expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences)
})

it.each([
  [
    "Kim Jong Un, general secretary of the Workers' Party of Korea and president of the State Affairs of the Democratic People's Republic of Korea, watched a drill.",
    'Kim Jong Un watched a drill.',
  ],
  [
    'Kim Jong Un, General Secretary of the Workers’ Party of Korea and President of the State Affairs of the Democratic People’s Republic of Korea, and others.',
    'Kim Jong Un and others.',
  ],
  ['Kim Jong Un, president of the State Affairs of the DPRK, sent it.', 'Kim Jong Un sent it.'],
  ['The respected Comrade Kim Jong Un came.', 'Kim Jong Un came.'],
  ['The respected ComradeKim Jong Un came.', 'Kim Jong Un came.'],
  ['경애하는 김정은동지께서 오시였다.', '김정은께서 오시였다.'],
  ['The premier of the Cabinet came.', 'The premier of the Cabinet came.'],
])('%s', (text, plain) => {
  expect(withoutHonorifics(unmarked(text)).text).toBe(plain)
})

describe('a summary', () => {
  const text = 'The first story is about rain. It rained.\nA satellite came by. Nobody saw it.'
  const item = itemOf({ lead: 'The first story is about rain. It rained.', text })

  it('is the lead when the match is in the title or the lead', () => {
    expect(summarise(item, [spanOf(item, 'lead', 'rain')], 200)).toBe(item.lead)
    expect(summarise(item, [], 200)).toBe(item.lead)
    expect(summarise(item, [spanOf(item, 'lead', 'rain'), spanOf(item, 'text', 'satellite')], 200)).toBe(item.lead)
  })

  it('adds the sentence that holds the match when it stands further down, with the words marked', () => {
    expect(summarise(item, [spanOf(item, 'text', 'satellite')], 200)).toBe(`${item.lead} … A [satellite] came by.`)
  })

  it('adds the sentence of a word that the headline has not, when another is in the headline', () => {
    const spans = [spanOf(item, 'title', 'title'), spanOf(item, 'text', 'satellite')]
    expect(summarise(item, spans, 200)).toBe(`${item.lead} … A [satellite] came by.`)
  })

  it('keeps to the lead when the headline has the word too', () => {
    const titled = itemOf({ ...item, title: 'Satellite' })
    expect(summarise(titled, [spanOf(titled, 'title', 'Satellite'), spanOf(titled, 'text', 'satellite')], 200)).toBe(
      item.lead,
    )
  })

  it('marks a word where honorifics and line ends before it were taken out', () => {
    const long = itemOf({
      lead: 'A lead.',
      text: "A lead.\n\nThe respected Comrade Kim Jong Un, general secretary of the Workers' Party of Korea, saw\u00a0 a satellite.",
    })
    const spans = [spanOf(long, 'text', 'Comrade Kim Jong Un'), spanOf(long, 'text', 'saw\u00a0 a satellite')]
    expect(summarise(long, spans, 200)).toBe('A lead. … [Kim Jong Un] [saw a satellite].')
  })

  it.each([
    [
      'secretary',
      'Kim Jong Un, general secretary of the WPK, came.',
      'Kim Jong Un, general [secretary] of the WPK, came.',
    ],
    ['respected', 'The respected Marshal Kim Jong Un came.', 'The [respected] Marshal Kim Jong Un came.'],
    ['총비서동지', '경애하는 김정은총비서동지께서 보시였다.', '김정은[총비서동지]께서 보시였다.'],
  ])('leaves a title whole in which %s was found', (word, sentence, shown) => {
    const told = itemOf({ lead: 'A lead.', text: `A lead.\n${sentence}` })
    expect(summarise(told, [spanOf(told, 'text', word)], 200)).toBe(`A lead. … ${shown}`)
  })

  it('marks two words of one title, each in its place', () => {
    const sentence = 'He saw Kim Jong Un, president of the State Affairs of the DPRK, there.'
    const told = itemOf({ lead: 'A lead.', text: `A lead.\n${sentence}` })
    const spans = [spanOf(told, 'text', 'State'), spanOf(told, 'text', 'DPRK')]
    expect(summarise(told, spans, 200)).toBe(
      'A lead. … He saw Kim Jong Un, president of the [State] Affairs of the [DPRK], there.',
    )
  })

  it('marks the longer of two words that lie over each other', () => {
    const spans = [spanOf(item, 'text', 'satellite'), spanOf(item, 'text', 'satellite came')]
    expect(summarise(item, spans, 200)).toBe(`${item.lead} … A [satellite came] by.`)
  })

  it('marks it in its place where the text itself is the beginning', () => {
    const bare = itemOf({ text: 'A satellite came by.' })
    expect(summarise(bare, [spanOf(bare, 'text', 'satellite')], 100)).toBe('A [satellite] came by.')
  })

  it('shows what was found also at the end of a long sentence', () => {
    const long = itemOf({
      lead: 'A lead.',
      text: `A lead.\n${'and on it went '.repeat(20)}to the satellite, they say.`,
    })
    const told = summarise(long, [spanOf(long, 'text', 'satellite')], 120)
    expect(told).toMatch(/^A lead\. … (?:and|on|it|went) .*went to the \[satellite\], they say\.$/)
    expect(told.length).toBeLessThanOrEqual(120 + '[]'.length)
  })

  it('shows of a long sentence the word that the headline has not', () => {
    const long = itemOf({
      title: 'A banner',
      lead: 'A lead.',
      text: `A lead.\nThe banner ${'went on and '.repeat(20)}to the satellite, they say.`,
    })
    const spans = [spanOf(long, 'title', 'banner'), spanOf(long, 'text', 'banner'), spanOf(long, 'text', 'satellite')]
    expect(summarise(long, spans, 120)).toContain('to the [satellite], they say.')
  })

  it('has one sign of omission between a lead that was cut and the sentence', () => {
    const lead = `A lead ${'that goes on '.repeat(20)}.`
    const long = itemOf({ lead, text: `${lead}\n${'and on it went '.repeat(20)}to the satellite, they say.` })
    expect(summarise(long, [spanOf(long, 'text', 'satellite')], 120).match(/…/g)).toHaveLength(1)
  })

  it('shows what was found far down in an item without a lead', () => {
    const bare = itemOf({ text: `${'It went on. '.repeat(30)}A satellite came by.` })
    expect(summarise(bare, [spanOf(bare, 'text', 'satellite')], 100)).toMatch(/… A \[satellite\] came by\.$/)
  })

  it.each([10, 30, 50, 60])('stays within %i', (limit) => {
    const told = summarise(item, [spanOf(item, 'text', 'satellite')], limit)
    expect(told.replace(/[[\]]/g, '').length).toBeLessThanOrEqual(limit)
  })

  it.each([
    [{ summary: 'Only a summary' }, 'Only a summary'],
    [{ text: 'Only\na text' }, 'Only a text'],
    [{}, ''],
  ])('without a lead: %o', (given, expected) => {
    expect(summarise(itemOf(given), [], 100)).toBe(expected)
  })
})

describe('why', () => {
  const item = itemOf({
    title: 'Missile flew',
    lead: 'It was a missile. It came down.',
    text: 'It was a missile. It came down.\nA *satellite* too.',
  })
  const bold = { mark: (found: string) => `**${found}**`, plain: (rest: string) => rest.replaceAll('*', '\\*') }
  const matchOf = (...spans: Span[]) => ({ rule: 'r', name: 'R', spans })

  it('shows each matched sentence with its terms marked, the rest escaped', () => {
    const match = matchOf(
      spanOf(item, 'title', 'Missile'),
      spanOf(item, 'lead', 'missile'),
      spanOf(item, 'text', 'satellite'),
    )
    expect(whyLines(match.spans, item, 200, bold)).toEqual([
      '**Missile** flew',
      'It was a **missile**.',
      'A \\***satellite**\\* too.',
    ])
  })

  it('marks several terms of one sentence in one line', () => {
    const match = matchOf(spanOf(item, 'lead', 'was'), spanOf(item, 'lead', 'missile'))
    expect(whyLines(match.spans, item, 200, bold)).toEqual(['It **was** a **missile**.'])
  })

  it('shows the neighbourhood of the term when the sentence is long', () => {
    const long = itemOf({ lead: `${'word '.repeat(60)}missile ${'word '.repeat(60)}`.trim() })
    const [line] = whyLines([spanOf(long, 'lead', 'missile')], long, 80, bold)
    expect(line).toContain('**missile**')
    expect(line).toMatch(/^…(?:word )+\*\*missile\*\* .*…$/)
    expect(line?.length).toBeLessThan(100)
  })

  it('is empty for a match by facts alone, and three lines at most', () => {
    expect(whyLines([], item, 200, bold)).toEqual([])
    const many = itemOf({ text: 'A b. '.repeat(9).trim() })
    const spans = [...(many.text ?? '').matchAll(/b/g)].map(
      ({ index }): Span => ({ field: 'text', start: index, end: index + 1, text: 'b' }),
    )
    expect(whyLines(spans, many, 200, bold)).toHaveLength(3)
  })
})
