import { describe, expect, it } from 'vitest'
import { arrivalOfHook, arrivalOfMessage, markSpans, piecesOfMarkdown } from '../../src/cli/start/arrivals.ts'
import { parseStart } from '../../src/cli/start/options.ts'
import { arrivalLines, headingLines, summaryLine, wireLine } from '../../src/cli/start/show.ts'
import { storyOf } from '../../src/cli/start/stories.ts'
import { painter, plain, wrap } from '../../src/cli/terminal.ts'

const ESCAPE = '\u001b'
const NOON = Date.UTC(2026, 10, 23, 12)
const coloured = painter({ isTTY: true }, {})
const bare = painter({ isTTY: false }, {})

const MESSAGE = {
  id: '5',
  type: 0,
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  channel_id: '4',
  author: { id: '1', username: 'Nightdesk', bot: true as const },
  timestamp: '2026-11-23T12:00:00Z',
  edited_timestamp: null,
  nonce: 'parcel-1',
  embeds: [
    {
      author: { name: 'Practice wire · Haesong, November 23 (Practice)' },
      title: 'Test\\-fire off Haesong',
      url: 'http://127.0.0.1/story/2',
      description: 'A unit fired a missile.',
      fields: [
        { name: 'Why', value: 'A unit fired a **missile**\\.' },
        { name: 'First seen', value: `<t:${NOON / 1_000}:R>`, inline: true },
      ],
      footer: { text: 'Rule: Test launches' },
    },
  ],
}

const HOOK = {
  id: 'parcel-2',
  at: NOON,
  path: '/hook',
  text: '',
  repeat: false,
  body: {
    type: 'item.matched',
    data: {
      item: {
        title: 'Dam to Open',
        url: 'http://127.0.0.1/story/4',
        content_text: 'x',
        _nightdesk: { lead: 'The dam opens its floodgates.', dateline: 'Sangok, November 23 (Practice)' },
      },
      rules: [{ id: 'r', name: 'Dams', spans: [{ field: 'lead', start: 4, end: 7, text: 'dam' }] }],
      first_seen: '2026-11-23T12:00:00.000Z',
    },
  },
}

const ARRIVALS = [arrivalOfMessage({ message: MESSAGE, edited: false }), arrivalOfHook(HOOK)]

const shown = (paint: typeof bare): string =>
  [
    ...headingLines(
      { worker: 'w', wire: 'x', discord: 'd', receiver: 'r', tokenFile: 't', rules: [], remembered: 0 },
      paint,
    ),
    wireLine(NOON, storyOf(2, NOON), paint),
    ...ARRIVALS.flatMap((arrival) => arrivalLines(NOON, arrival, paint)),
  ].join('\n')

describe('colour', () => {
  it.each([
    ['the stream is no terminal', { isTTY: false }, {}],
    ['NO_COLOR is set', { isTTY: true }, { NO_COLOR: '1' }],
    ['the terminal is dumb', { isTTY: true }, { TERM: 'dumb' }],
  ])('is absent when %s', (_name, stream, environment) => {
    expect(shown(painter(stream, environment))).not.toContain(ESCAPE)
  })

  it('is there on a terminal, also with an empty NO_COLOR', () => {
    expect(shown(coloured)).toContain(ESCAPE)
    expect(painter({ isTTY: true }, { NO_COLOR: '' }).colour).toBe(true)
  })

  it('changes nothing but the colour and the form of a mark', () => {
    const words = (text: string) => plain(text).replace(/[[\]]/g, '')
    expect(words(shown(coloured))).toBe(words(shown(bare)))
  })
})

describe('an alert on the terminal', () => {
  it.each([
    ['Discord', 0, ['Test-fire off Haesong', 'a [missile].', 'Rule: Test launches', 'Discord channel 4, message 5']],
    ['a webhook', 1, ['Dam to Open', 'The [dam] opens', 'Rule: Dams', 'webhook receiver /hook, parcel-2']],
  ])('from %s tells title, reason, rule and where it arrived', (_name, index, parts) => {
    const arrival = ARRIVALS[index]
    const text = arrival === undefined ? '' : arrivalLines(NOON, arrival, bare).join('\n')
    for (const part of parts) expect(text).toContain(part)
  })

  it.each([
    ['an edit', { message: MESSAGE, edited: true }, ['EDITED', 'message 5']],
    [
      'a reply',
      { message: { ...MESSAGE, id: '6', message_reference: { message_id: '5' } }, edited: false },
      ['REPLY', 'message 6, in reply to 5'],
    ],
  ])('that is %s says so, and of which message', (_name, event, parts) => {
    const text = arrivalLines(NOON, arrivalOfMessage(event), bare).join('\n')
    for (const part of parts) expect(text).toContain(part)
  })

  it('knows its parcel', () => {
    expect(ARRIVALS.map(({ parcel, via }) => [parcel, via])).toEqual([
      ['parcel-1', 'discord'],
      ['parcel-2', 'webhook'],
    ])
  })

  it('shows a body that is none of ours without failing', () => {
    expect(arrivalLines(NOON, arrivalOfHook({ ...HOOK, body: undefined }), bare).join('\n')).toContain(
      'webhook receiver',
    )
  })
})

describe('text from a wire', () => {
  it('loses escape sequences, controls, line breaks and invisible marks', () => {
    expect(
      plain(`a${ESCAPE}[31mred${ESCAPE}[0m\u0007 b\n\tc \u202ed ${ESCAPE}]8;;http://x\u0007link${ESCAPE}]8;;\u0007`),
    ).toBe('ared b c d link')
  })

  it('keeps its marks and loses Discord’s escapes', () => {
    expect(piecesOfMarkdown('un\\*safe **test\\-fire** now')).toEqual([
      { text: 'un*safe ', marked: false },
      { text: 'test-fire', marked: true },
      { text: ' now', marked: false },
    ])
  })

  it('is marked at its spans and cut to their surroundings', () => {
    const text = `${'before '.repeat(20)}missile${' after'.repeat(20)}`
    const start = text.indexOf('missile')
    const pieces = markSpans(text, [{ start, end: start + 7 }])
    expect(pieces.filter(({ marked }) => marked)).toEqual([{ text: 'missile', marked: true }])
    expect(pieces.map((piece) => piece.text).join('')).toMatch(/^… (before )+missile( after)+ …$/)
  })

  it('is wrapped between words by what is seen of it', () => {
    expect(wrap(`${ESCAPE}[1maa${ESCAPE}[22m bb cc`, 5)).toEqual([`${ESCAPE}[1maa${ESCAPE}[22m bb`, 'cc'])
  })
})

describe('the sum', () => {
  it('has the form that scripts read', () => {
    expect(summaryLine({ items: 12, matched: 5, alerts: 5, discord: 3, webhook: 2, lost: 0 })).toBe(
      '12 items, 5 matched, 5 alerts, 3 discord, 2 webhook, 0 lost',
    )
  })
})

describe('the words of start', () => {
  it.each([
    [[], { once: false, help: false }],
    [['--once', '--port', '8790'], { once: true, help: false, port: 8790 }],
    [['--state', 'desk'], { once: false, help: false, state: 'desk' }],
    [['-h'], { once: false, help: true }],
  ])('%j are understood', (words, value) => {
    expect(parseStart(words)).toEqual({ ok: true, value })
  })

  it.each([
    [['--frob']],
    [['extra']],
    [['--port', '0']],
    [['--port', '65536']],
    [['--port', 'x']],
    [['--once', '--state', 'd']],
  ])('%j are refused', (words) => {
    expect(parseStart(words).ok).toBe(false)
  })
})
