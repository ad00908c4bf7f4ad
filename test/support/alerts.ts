// Alerts to be packed: plain ones, ones at the edges of what a source can publish, and with every hostile title of the collection.
import type { Alert, Change, Item } from '../../src/core/model.ts'
import { itemDiff } from '../../src/core/revise/diff.ts'
import { hasShared, readShared } from './shared-data.ts'

const TITLES = 'abuse/titles.json'

export const item = (changes: Partial<Item> = {}): Item => ({
  id: 'story',
  url: 'https://wire.example/story?a=1',
  title: 'Missile brigade honoured',
  lead: 'A missile brigade received a banner.',
  complete: true,
  authors: [],
  tags: [],
  ended: true,
  published: '2026-11-23T06:00:00Z',
  originalUrl: 'http://original.example/1',
  label: 'Wire (En)',
  dateline: 'Wonsan, November 23 (Practice)',
  ...changes,
})

export const alert = (changes: Partial<Item> = {}, more: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  destination: 'place',
  story: 'story',
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: item(changes),
  matches: [{ rule: 'r', name: 'Missiles', spans: [{ field: 'title', start: 0, end: 7, text: 'Missile' }] }],
  mentions: { roles: [], users: [] },
  silent: false,
  firstSeen: '2026-11-23T06:01:00Z',
  headlineOnly: false,
  ...more,
})

/** A story that came to read so after it was told. */
export const revised = (before: Partial<Item>, after: Partial<Item>, told: readonly string[] = ['r']): Alert => {
  const change: Change = { kind: 'revised', told, diff: itemDiff(item(before), item(after)) }
  return alert(after, { revision: 1, change })
}

export const withdrawn = (): Alert => alert({}, { revision: 2, change: { kind: 'withdrawn', told: ['r'] } })

const hostileAlerts = (title: string): Alert[] => {
  const spans = [{ field: 'title' as const, start: 0, end: Math.min(3, title.length), text: title.slice(0, 3) }]
  const matches = [{ rule: 'r', name: title.slice(0, 80), spans }]
  const also = { alsoIn: [{ id: 'other', name: title }], source: { id: 'wire', name: title } }
  return [
    alert({ title, lead: title.repeat(3), label: title, dateline: title }, { matches, ...also }),
    revised({ title: `a ${title}` }, { title: `${title} b`, lead: title }),
  ]
}

const MORE_HOSTILE = [
  '<!channel> <!here|x> <@U012AB3CD> <https://evil.example|bank>',
  '@channel @all @here @someone ~town-square #tag $USD /start /kick@bot',
  'https://evil.example www.evil.example evil.example //evil.example mailto:a@evil.example tel:+15550100 192.0.2.1',
  '*b* _i_ ~s~ `c` ```f``` > q\n> q\n1. one\n- two',
  ':smile: :+1: &lt;b&gt; &amp;amp; <b>html</b> <a href="https://evil.example">x</a> <at>everyone</at>',
  '{{DATE()}} {title} \\u0000 \\\\ " \' %s',
]

const hostile = (): Alert[] => {
  const titles = hasShared(TITLES) ? (JSON.parse(readShared(TITLES)) as { input: string }[]) : []
  return [...titles.map(({ input }) => (input === '' ? ' ' : input)), ...MORE_HOSTILE].flatMap(hostileAlerts)
}

const KOREAN = '조선인민군 미싸일총국은 장거리포병구분대의 발사훈련을 진행하였다. '

const FURNITURE: Partial<Item> = {
  id: '"'.repeat(9_000),
  url: `https://wire.example/${'u'.repeat(2_020)}`,
  originalUrl: `https://wire.example/${'o'.repeat(4_000)}`,
  label: '"'.repeat(5_000),
  dateline: '"'.repeat(5_000),
  language: 'l'.repeat(5_000),
  tags: Array.from({ length: 500 }, (_, number) => `tag ${number} ${'"'.repeat(500)}`),
  authors: Array.from({ length: 500 }, (_, number) => ({ name: `Author ${number} ${'a'.repeat(900)}` })),
}

const CROWD: Partial<Alert> = {
  matches: Array.from({ length: 100 }, (_, number) => ({ rule: `rule-${number}`, name: '규'.repeat(80), spans: [] })),
  alsoIn: Array.from({ length: 50 }, (_, number) => ({
    id: `source-${number}`,
    name: '원'.repeat(80),
    url: `https://wire.example/${'u'.repeat(2_000)}`,
  })),
}

const endless = (): Alert => {
  const told = revised(
    { title: KOREAN.repeat(9).slice(0, 256), lead: 'a '.repeat(2_000), text: 'b '.repeat(9_000) },
    {
      ...FURNITURE,
      title: '"\\'.repeat(128),
      lead: '"\\'.repeat(9_000),
      text: '"\n'.repeat(9_000),
      summary: '"'.repeat(9_000),
    },
  )
  return { ...told, ...CROWD }
}

export const ALERTS: readonly (readonly [fact: string, alerts: readonly Alert[]])[] = [
  ['one story', [alert()]],
  ['a story without an address', [(({ url: _url, ...rest }) => alert(rest as Partial<Item>))(item())]],
  ['a story without a headline', [alert({ title: '' })]],
  ['a story with nothing but an id', [alert({ title: '', lead: '', authors: [] })]],
  ['a long story', [alert({ title: 'x'.repeat(256), lead: 'y '.repeat(5_000), text: 'z '.repeat(40_000) })]],
  ['a long Korean story', [alert({ title: KOREAN.repeat(9).slice(0, 256), lead: KOREAN.repeat(200) })]],
  [
    'a story full of quotes',
    [alert({ title: '"\\'.repeat(128), lead: '"\\'.repeat(3_000), text: '"\n'.repeat(9_000) })],
  ],
  ['a story with endless furniture', [alert(FURNITURE)]],
  ['a story that a hundred rules want and fifty sources tell', [alert({}, CROWD)]],
  ['everything at once', [endless()]],
  ['a silent rule', [alert({}, { silent: true })]],
  ['headline only', [alert({}, { headlineOnly: true })]],
  ['a changed story', [revised({ title: 'Old headline' }, { title: 'New headline' })]],
  ['a story of which more is known', [alert({}, { revision: 1, change: { kind: 'revised', told: [] } })]],
  [
    'a long story rewritten',
    [
      revised(
        { title: KOREAN.repeat(9).slice(0, 256), text: 'y '.repeat(9_000) },
        { title: 'z '.repeat(128), text: KOREAN.repeat(400) },
      ),
    ],
  ],
  ['a withdrawn story', [withdrawn()]],
  [
    'thirty stories',
    Array.from({ length: 30 }, (_, number) => alert({ url: `https://wire.example/${number}`, lead: KOREAN.repeat(9) })),
  ],
  ...hostile().map((one, number): [string, Alert[]] => [`hostile title ${number}`, [one]]),
]
