// Alerts to be packed: plain ones, ones at the edges of what a source can publish, and with every hostile title of the collection.
import type { Alert, Item } from '../../src/core/model.ts'
import { alertWith, itemWith, revisedAlert, withdrawnAlert } from './alerts.ts'
import { hasShared, readShared } from './shared-data.ts'

const TITLES = 'abuse/titles.json'

const hostileAlerts = (title: string): Alert[] => {
  const spans = [{ field: 'title' as const, start: 0, end: Math.min(3, title.length), text: title.slice(0, 3) }]
  const matches = [{ rule: 'r', name: title.slice(0, 80), spans }]
  const also = { alsoIn: [{ id: 'other', name: title }], source: { id: 'wire', name: title } }
  return [
    alertWith({ title, lead: title.repeat(3), label: title, dateline: title }, { matches, ...also }),
    revisedAlert({ title: `a ${title}` }, { title: `${title} b`, lead: title }),
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
  const told = revisedAlert(
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
  ['one story', [alertWith()]],
  ['a story without an address', [(({ url: _url, ...rest }) => alertWith(rest as Partial<Item>))(itemWith())]],
  ['a story without a headline', [alertWith({ title: '' })]],
  ['a story with nothing but an id', [alertWith({ title: '', lead: '', authors: [] })]],
  ['a long story', [alertWith({ title: 'x'.repeat(256), lead: 'y '.repeat(5_000), text: 'z '.repeat(40_000) })]],
  ['a long Korean story', [alertWith({ title: KOREAN.repeat(9).slice(0, 256), lead: KOREAN.repeat(200) })]],
  [
    'a story full of quotes',
    [alertWith({ title: '"\\'.repeat(128), lead: '"\\'.repeat(3_000), text: '"\n'.repeat(9_000) })],
  ],
  ['a story with endless furniture', [alertWith(FURNITURE)]],
  ['a story that a hundred rules want and fifty sources tell', [alertWith({}, CROWD)]],
  ['everything at once', [endless()]],
  ['a silent rule', [alertWith({}, { silent: true })]],
  ['headline only', [alertWith({}, { headlineOnly: true })]],
  ['a changed story', [revisedAlert({ title: 'Old headline' }, { title: 'New headline' })]],
  ['a story of which more is known', [alertWith({}, { revision: 1, change: { kind: 'revised', told: [] } })]],
  [
    'a long story rewritten',
    [
      revisedAlert(
        { title: KOREAN.repeat(9).slice(0, 256), text: 'y '.repeat(9_000) },
        { title: 'z '.repeat(128), text: KOREAN.repeat(400) },
      ),
    ],
  ],
  ['a withdrawn story', [withdrawnAlert()]],
  [
    'thirty stories',
    Array.from({ length: 30 }, (_, number) =>
      alertWith({ url: `https://wire.example/${number}`, lead: KOREAN.repeat(9) }),
    ),
  ],
  ...hostile().map((one, number): [string, Alert[]] => [`hostile title ${number}`, [one]]),
]
