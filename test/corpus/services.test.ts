// What goes to Slack, Mattermost, Teams, ntfy, Telegram and signed webhooks: within each one's limits, and nothing of it live.
import { describe, expect, it } from 'vitest'
import type { Digest, DigestEntry } from '../../src/core/alert/digest.ts'
import { utf8Length } from '../../src/core/alert/payload.ts'
import type { Alert } from '../../src/core/model.ts'
import type { Courier } from '../../src/flow/delivery-ports.ts'
import { ALERTS } from '../support/alert-rows.ts'
import { alertWith, numbered, revisedAlert, withdrawnAlert } from '../support/alerts.ts'
import { faultsOf } from '../support/webhook-schemas.ts'

// By its address, because the platform's types stay out of these tests.
const { courierOf } = (await import(new URL('../../src/edge/courier.ts', import.meta.url).href)) as {
  courierOf: (config: object, settings: object) => Courier
}
const NOW = Date.parse('2026-11-23T06:02:00Z')
const ID = 'n'.repeat(24)

const COURIERS = {
  slack: courierOf({ kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x' }, {}),
  mattermost: courierOf({ kind: 'slack', url: 'https://chat.example.org/hooks/x' }, {}),
  teams: courierOf({ kind: 'teams', url: 'https://x.logic.azure.com/workflows/1' }, {}),
  ntfy: courierOf({ kind: 'ntfy', url: 'https://ntfy.sh/', topic: 'desk' }, {}),
  telegram: courierOf({ kind: 'telegram', token: '1:a', chat: '-1' }, {}),
  webhook: courierOf({ kind: 'webhook', url: 'https://receiver.example/', secret: 'whsec_' }, {}),
} as const
type Name = keyof typeof COURIERS
const NAMES = Object.keys(COURIERS) as Name[]

type Body = Record<string, unknown>
type Block = { type: string; text?: { type: string; text: string }; fields?: { text: string }[] }
type Attachment = { fallback: string; title: string; text: string; pretext?: string; title_link?: string }
type Run = { text: string; selectAction?: { url: string } }
type Entity = { type: string; offset: number; length: number; url?: string }

const blocksOf = (body: Body) => body['blocks'] as Block[]
const attachmentsOf = (body: Body) => body['attachments'] as Attachment[]
const cardOf = (body: Body) =>
  (body['attachments'] as { content: { body: { type: string; inlines: Run[] }[] } }[])[0]!.content.body

/** Each service's documented bounds, and the shape that it takes. */
const LIMITS: Record<Name, (body: Body, bytes: number) => void> = {
  slack: (body) => {
    const blocks = blocksOf(body)
    expect(blocks.length).toBeLessThanOrEqual(50)
    for (const { type, text, fields = [] } of blocks) {
      expect(text?.type).toBe('plain_text')
      expect(text!.text.length).toBeGreaterThan(0)
      expect(text!.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000)
      for (const field of fields) expect(field.text.length).toBeLessThanOrEqual(4_000)
    }
    expect(body).toMatchObject({ mrkdwn: false, unfurl_links: false })
  },
  mattermost: (body) => {
    expect(attachmentsOf(body).length).toBeLessThanOrEqual(20)
    expect(JSON.stringify(body).length).toBeLessThanOrEqual(16_383)
  },
  teams: (body, bytes) => {
    expect(bytes).toBeLessThanOrEqual(20_000)
    for (const element of cardOf(body)) expect(element.type).toBe('RichTextBlock')
  },
  ntfy: (body, bytes) => {
    expect(bytes).toBeLessThanOrEqual(8_192)
    expect(utf8Length(body['message'] as string)).toBeLessThanOrEqual(4_096)
    expect(body).not.toHaveProperty('markdown')
    expect(body['topic']).toBe('desk')
  },
  telegram: (body) => {
    const text = body['text'] as string
    const entities = body['entities'] as Entity[]
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(4_096)
    expect(entities.length).toBeLessThanOrEqual(100)
    for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length + 1)
    expect(body).not.toHaveProperty('parse_mode')
  },
  webhook: (body, bytes) => {
    expect(bytes).toBeLessThan(20_000)
    expect(faultsOf(JSON.stringify(body))).toEqual([])
  },
}

/** Every text that a reader sees, as the service shows it before it formats; addresses of ours are not among them. */
const TEXTS: Record<Exclude<Name, 'webhook'>, (body: Body) => string[]> = {
  slack: (body) => [body['text'] as string, ...blocksOf(body).flatMap(({ text }) => text?.text ?? [])],
  mattermost: (body) => [
    (body['text'] as string | undefined) ?? '',
    ...attachmentsOf(body).flatMap(({ fallback, title, text, pretext = '' }) => [
      fallback,
      title,
      text.replace(/\[Original\]\(\S+\)$/, ''),
      pretext,
    ]),
  ],
  teams: (body) => cardOf(body).flatMap(({ inlines }) => inlines.map(({ text }) => text)),
  ntfy: (body) => [body['title'] as string, (body['message'] as string).replace(/^ {2}https?:\S+$/gm, '')],
  telegram: (body) => [body['text'] as string],
}

/** What services and telephones turn into links, mentions, tags and commands by themselves. */
const LIVE =
  /https?:\/\/|www\.\w|\w\.example|mailto:\w|tel:\+|\w@\w|(?:^|\s)@\w|(?:^|\s)#\w|(?:^|\s)\$[A-Z]|(?:^|\s)\/(?:start|kick)|\d\.\d+\.\d+\.\d|:(?:smile|\+1):/i
/** Direction-turning and other invisible characters; the joiner that keeps text inert, and those of scripts and emoji, are none. */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]|(?!\n)\p{Cc}/u

/** Marks that are formatting in Slack's and Mattermost's readers. */
const OWN_MARKS: Partial<Record<Name, RegExp>> = {
  slack: /<|>|&(?!amp;|lt;|gt;)/,
  // A bare mark is one without a backslash. Those that set off a found term, or what changed, are ours.
  mattermost: /<|>|&(?!amp;|lt;|gt;)|(?<!\\)(?:\\\\)*[`_[\]|#!]/,
}

const packed = (name: Name, alerts: readonly Alert[]): string => {
  const share = alerts.slice(0, COURIERS[name].fits(alerts))
  return COURIERS[name].pack(ID, share, NOW)
}

const digestOf = (entries: readonly DigestEntry[], more: Partial<Digest> = {}): Digest => ({
  kind: 'daily',
  period: '2026-11-23',
  page: 1,
  pages: 2,
  entries,
  ...more,
})

const packedDigest = (name: Name, entries: readonly DigestEntry[]): string => {
  const { fitsDigest, packDigest } = COURIERS[name]
  return packDigest!(ID, digestOf(entries.slice(0, fitsDigest!(entries))), NOW)
}

const expectHarmless = (name: Name, body: Body): void => {
  if (name === 'webhook') return
  for (const text of TEXTS[name](body)) {
    expect(text).not.toMatch(LIVE)
    expect(text).not.toMatch(HIDDEN)
  }
  const marks = OWN_MARKS[name]
  if (marks === undefined) return
  const read =
    name === 'mattermost'
      ? attachmentsOf(body).flatMap(({ title, text }) => [title, text.replace(/\[Original\]\(\S+\)$/, '')])
      : TEXTS[name](body)
  for (const text of read) expect(text).not.toMatch(marks)
}

describe.each(NAMES)('%s', (name) => {
  it.each(ALERTS)('takes %s: within its limits, with nothing live', (_fact, alerts) => {
    const text = packed(name, alerts)
    const body = JSON.parse(text) as Body
    LIMITS[name](body, utf8Length(text))
    expectHarmless(name, body)
  })

  it.each(ALERTS)('takes a digest of %s', (_fact, alerts) => {
    const entries = [...alerts, ...alerts].map((one, index) => ({
      alert: one,
      topic: index % 2 === 0 ? 'nuclear' : 'diplomacy <b>',
    }))
    const text = packedDigest(name, entries)
    const body = JSON.parse(text) as Body
    LIMITS[name](body, utf8Length(text))
    expectHarmless(name, body)
  })

  it('takes a notice of a silent source, or leaves it out by choice', () => {
    const notice = {
      kind: 'source.silent' as const,
      source: { id: 'wire', name: '<!channel> @all' },
      state: 'quiet',
      since: '2026-11-23T05:42:10.000Z',
    }
    const text = COURIERS[name].packNotice(ID, notice, NOW)
    if (name === 'webhook') return expect(faultsOf(text!)).toEqual([])
    expect(text).not.toContain('@all')
    if (name === 'slack' || name === 'mattermost') expect(text).not.toContain('<!')
  })

  it('tells a full digest whole: every entry that it says fits is in it', () => {
    const entries = Array.from({ length: 60 }, (_, number) => ({
      alert: alertWith({ title: `Story number ${number};` }),
    }))
    const count = COURIERS[name].fitsDigest!(entries)
    expect(count).toBeGreaterThan(5)
    const text = COURIERS[name].packDigest!(ID, digestOf(entries.slice(0, count)), NOW)
    for (let number = 0; number < count; number++) expect(text).toContain(`Story number ${number};`)
  })

  it('tells of every alert that it says fits', () => {
    const alerts = Array.from({ length: 12 }, (_, number) => alertWith({ title: `Story number ${number};` }))
    const count = COURIERS[name].fits(alerts)
    const text = COURIERS[name].pack(ID, alerts.slice(0, count), NOW)
    for (let number = 0; number < count; number++) expect(text).toContain(`Story number ${number};`)
    expect(count).toBe(name === 'ntfy' || name === 'webhook' ? 1 : count)
  })

  it.runIf(name !== 'webhook')('says that a story changed, and how', () => {
    const text = packed(name, [revisedAlert({ title: 'Choir visits Wonsan' }, { title: 'Choir visits Hamhung' })])
    expect(text).toContain('Changed: Choir visits Hamhung')
    expect(text).toContain('Wonsan')
  })

  it.runIf(name !== 'webhook')('says that a story was withdrawn', () => {
    expect(packed(name, [withdrawnAlert()])).toContain('Withdrawn: Missile brigade honoured')
  })
})

describe('alerts that do not sound alike', () => {
  it.each(NAMES)('never share a message at %s', (name) => {
    expect(COURIERS[name].fits([alertWith(), alertWith({}, { silent: true })])).toBe(1)
    expect(COURIERS[name].fits([alertWith(), alertWith({}, { mentions: { roles: ['1'], users: [] } })])).toBe(1)
  })
})

describe('a silent alert', () => {
  const silent = alertWith({}, { silent: true })
  it.each([
    ['ntfy', { priority: 2 }],
    ['telegram', { disable_notification: true }],
  ] as const)('makes no sound at %s; another does', (name, quiet) => {
    expect(JSON.parse(packed(name, [silent]))).toMatchObject(quiet)
    expect(JSON.parse(packed(name, [alertWith()]))).not.toHaveProperty(Object.keys(quiet)[0]!)
    expect(JSON.parse(packedDigest(name, [{ alert: silent }]))).toMatchObject(quiet)
  })
})

describe('a message of Telegram that was posted', () => {
  const { pack, packEdit, packReply, packDigest } = COURIERS.telegram
  const carried = [1, 2, 3].map((number) =>
    numbered(number, { title: `Story number ${number}`, url: `https://wire.example/${number}` }),
  )
  const body = pack(ID, carried, NOW)
  const second = carried[1] as Alert
  const change = revisedAlert(
    { title: 'Story number 2' },
    { title: 'Story number 2, corrected' },
    { story: second.story },
  )
  const told = (...names: string[]): Alert => ({ ...second, alsoIn: names.map((name) => ({ id: name, name })) })
  const read = (text = '{}') => JSON.parse(text) as Body & { text: string; entities: Entity[] }
  const blocks = ({ text }: { text: string }): string[] => text.split('\n\n')
  /** What is bold, by its words: an offset that is wrong shows. */
  const bold = ({ text, entities }: { text: string; entities: Entity[] }): string[] =>
    entities.filter(({ type }) => type === 'bold').map(({ offset, length }) => text.slice(offset, offset + length))

  it('tells the story that changed anew, and leaves the others as they were', () => {
    const edited = read(packEdit?.({ body }, change, carried))
    const before = read(body)
    expect([blocks(edited)[0], blocks(edited)[2]]).toEqual([blocks(before)[0], blocks(before)[2]])
    expect(blocks(edited)[1]).toMatch(/^Changed: Story number 2, corrected\n/)
    expect(bold(edited).filter((words) => words.includes('Story number'))).toEqual([
      'Story number 1',
      'Changed: Story number 2, corrected',
      'Story number 3',
    ])
    expect(edited).not.toHaveProperty('disable_notification')
  })

  it('names who else told a story in one line, whatever became of the story', () => {
    const changed = packEdit?.({ body }, change, carried) ?? ''
    const once = packEdit?.({ body: changed }, told('Rodong'), carried) ?? ''
    const twice = read(packEdit?.({ body: once }, told('Rodong', 'Third'), carried))
    expect(blocks(twice)[1]).toMatch(/^Changed: /)
    expect(twice.text.match(/^Also in .*$/gm)).toEqual(['Also in Rodong, Third'])
    expect(blocks(twice)[1]).toMatch(/\nAlso in Rodong, Third$/)
    expect(bold(twice).at(-1)).not.toContain('Also')
    expect(bold(twice)).toContain('Story number 3')
  })

  it('names them in the line that was posted with one already, and keeps the links below it', () => {
    const first = [told('Rodong')]
    const edited = read(packEdit?.({ body: pack(ID, first, NOW) }, told('Rodong', 'Third'), first))
    expect(edited.text).toMatch(/\nAlso in Rodong, Third\nRead · Original$/)
    const links = edited.entities.filter(({ type }) => type === 'text_link')
    expect(links.map(({ offset, length }) => edited.text.slice(offset, offset + length)).slice(1)).toEqual([
      'Read',
      'Original',
    ])
  })

  it('keeps who else told a story when that changes', () => {
    const first = [told('Rodong')]
    expect(read(packEdit?.({ body: pack(ID, first, NOW) }, change, first)).text).toContain('\nAlso in Rodong\n')
  })

  it('stays without marks where it went out so', () => {
    const plain = COURIERS.telegram.plain?.(body) ?? ''
    const edited = read(packEdit?.({ body: plain }, change, carried))
    expect(edited).not.toHaveProperty('entities')
    expect(edited.text).toContain('Changed: Story number 2, corrected')
  })

  it('is none where it is a digest, tells other stories, or would be too long', () => {
    const digest = packDigest?.(ID, digestOf(carried.map((alert) => ({ alert }))), NOW) ?? ''
    expect(packEdit?.({ body: digest, isDigest: true }, change, carried)).toBeUndefined()
    expect(packEdit?.({ body }, withdrawnAlert({}, { story: 'other' }), carried)).toBeUndefined()
    expect(packEdit?.({ body }, change, carried.slice(0, 2))).toBeUndefined()
    const full = JSON.stringify({
      ...read(body),
      text: `${'x'.repeat(2_000)}\n\n${'y'.repeat(90)}\n\n${'z'.repeat(2_000)}`,
      entities: [],
    })
    expect(packEdit?.({ body: full }, told('Rodong'), carried)).toBeUndefined()
  })

  it('is answered with what changed alone, by itself where the message is gone', () => {
    const reply = read(packReply?.(ID, change, '77', NOW))
    expect(reply['reply_parameters']).toEqual({ message_id: 77, allow_sending_without_reply: true })
    expect(reply.text).toMatch(/^Changed: Story number 2, corrected\n/)
    expect(reply.text).toContain('Headline: ')
    expect(reply.text).not.toContain('Why: ')
  })

  it.each(ALERTS)('%s: stays within its limits and inert when it is edited or answered', (_fact, alerts) => {
    const share = alerts.slice(0, COURIERS.telegram.fits(alerts))
    const posted = pack(ID, share, NOW)
    const [one] = share as [Alert]
    const many = Array.from({ length: 9 }, (_, number) => ({ id: `${number}`, name: '@all https://evil.example' }))
    const edits = [withdrawnAlert({}, { story: one.story }), { ...one, alsoIn: many }].flatMap(
      (alert) => packEdit?.({ body: posted }, alert, share) ?? [],
    )
    for (const text of [...edits, packReply?.(ID, one, '1', NOW) ?? '{}']) {
      LIMITS.telegram(JSON.parse(text), utf8Length(text))
      expectHarmless('telegram', JSON.parse(text))
    }
  })
})

describe('the form of each', () => {
  it('Slack: a header, plain lines with the found term in brackets, and the links', () => {
    expect(blocksOf(JSON.parse(packed('slack', [alertWith()])))).toMatchObject([
      { type: 'header', text: { type: 'plain_text', text: 'Missile brigade honoured' } },
      {
        type: 'section',
        text: { text: expect.stringContaining('Why: [Missile] brigade honoured') },
        fields: [{ text: '<https://wire.example/story?a=1|Read> · <http://original.example/1|Original>' }],
      },
    ])
  })

  it.each([
    ['slack', 'A brigade. … The [satellite] is to follow.'],
    ['mattermost', 'A brigade. … The **satellite** is to follow.'],
    ['ntfy', 'A brigade. … The [satellite] is to follow.'],
    ['telegram', '{"type":"bold","offset":85,"length":9}'],
  ] as const)('%s: the sentence further down that holds the match, marked', (name, expected) => {
    const spans = [{ field: 'text', start: 15, end: 24, text: 'satellite' }] as const
    const found = { matches: [{ rule: 'r', name: 'Space', spans }] }
    const body = packed(name, [
      alertWith({ lead: 'A brigade.', text: 'A brigade.\nThe satellite is to follow.' }, found),
    ])
    expect(JSON.stringify(JSON.parse(body))).toContain(expected)
  })

  it.each([
    [150, 150],
    [151, 150],
  ])('Slack: a headline of %d characters takes %d at most in the header', (given, most) => {
    const [header] = blocksOf(JSON.parse(packed('slack', [alertWith({ title: 'x'.repeat(given) })])))
    expect(header!.text!.text).toHaveLength(most)
    expect(header!.text!.text.endsWith('…')).toBe(given > most)
  })

  it('Mattermost: an attachment with the headline as a link and the found term bold', () => {
    expect(attachmentsOf(JSON.parse(packed('mattermost', [alertWith()])))).toMatchObject([
      {
        fallback: 'Missile brigade honoured',
        title_link: 'https://wire.example/story?a=1',
        text: expect.stringContaining('Why: **Missile** brigade honoured'),
      },
    ])
  })

  it('Teams: an adaptive card 1.4 whose headline opens the story', () => {
    const body = JSON.parse(packed('teams', [alertWith()])) as Body
    expect(body).toMatchObject({
      type: 'message',
      attachments: [{ content: { type: 'AdaptiveCard', version: '1.4' } }],
    })
    expect(cardOf(body)[0]!.inlines[0]).toMatchObject({
      text: 'Missile brigade honoured',
      selectAction: { type: 'Action.OpenUrl', url: 'https://wire.example/story?a=1' },
    })
  })

  it('ntfy: a title, a message, and the story behind a tap', () => {
    expect(JSON.parse(packed('ntfy', [alertWith()]))).toMatchObject({
      topic: 'desk',
      title: 'Missile brigade honoured',
      click: 'https://wire.example/story?a=1',
      actions: [
        { action: 'view', label: 'Read' },
        { action: 'view', label: 'Original', url: 'http://original.example/1' },
      ],
    })
  })

  it('Telegram: marks by offset, each on the words that it is for', () => {
    const { text, entities } = JSON.parse(packed('telegram', [alertWith()])) as { text: string; entities: Entity[] }
    const marked = entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])
    expect(marked).toEqual([
      ['bold', 'Missile brigade honoured'],
      ['text_link', 'Missile brigade honoured'],
      ['bold', 'Missile'],
      ['text_link', 'Read'],
      ['text_link', 'Original'],
    ])
  })

  it.each(['slack', 'mattermost', 'telegram'] as const)(
    '%s has a plainer one, and no plainer one than that',
    (name) => {
      const { plain } = COURIERS[name]
      const plainer = plain!(packed(name, [alertWith()]))!
      expect(plainer).toContain('Missile brigade honoured')
      expect(plain!(plainer)).toBeUndefined()
    },
  )

  it.each(NAMES)('%s: an address that is no web link becomes no link', (name) => {
    if (name === 'webhook') return
    expect(packed(name, [alertWith({ url: 'javascript:alertWith(1)', originalUrl: 'ftp://x' })])).not.toMatch(
      /javascript:|ftp:/,
    )
  })
})

it('a digest names a topic once, above its stories, and says why it is one and which page of it', () => {
  const entries = ['nuclear', 'nuclear', 'navy'].map((topic, number) => ({
    alert: alertWith({ title: `Story ${number}` }),
    topic,
  }))
  const text = COURIERS.ntfy.packDigest!(ID, digestOf(entries, { kind: 'quiet' }), NOW)
  const { message, title } = JSON.parse(text) as { message: string; title: string }
  expect(title).toBe('After quiet hours, 23 November 2026: 3 stories (1 of 2)')
  expect(message.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
    'Held until the quiet hours had ended.',
    expect.stringMatching(/^— .*uclear.* —$/),
    '• Story 0',
    '• Story 1',
    expect.stringMatching(/^— .*avy.* —$/),
    '• Story 2',
  ])
})
