// Digests on Discord: against Discord's own schema, the rules that the schema cannot say, and an independent reader of its Markdown.
import { parse } from 'discord-markdown-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digest, entriesOf, pagesOf } from '../../src/core/alert/digest.ts'
import type { Alert } from '../../src/core/model.ts'
import { TOPIC_IDS } from '../../src/core/topics/ids.ts'
import {
  digestMessage,
  fitsDigest,
  isDigest,
  markDigest,
  plainDigest,
  webhookDigest,
} from '../../src/edge/discord/digest.ts'
import { botMessage, type Message } from '../../src/edge/discord/message.ts'
import { alertWith, numbered, revisedAlert, withdrawnAlert } from '../support/alerts.ts'
import { brokenRules, schemaErrors } from '../support/discord-schema.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

const PARCEL = 'p'.repeat(24)
const TITLES = 'abuse/titles.json'
const hostile: string[] = hasShared(TITLES)
  ? (JSON.parse(readShared(TITLES)) as { input: string }[]).map(({ input }) => input)
  : []

const TURN = { kind: 'late', period: '2026-11-25' } as const
const topicOf = ({ id }: Alert) => TOPIC_IDS[(id.charCodeAt(6) * 7) % 35]
const pagesFor = (alerts: readonly Alert[]): readonly Digest[] => pagesOf(TURN, entriesOf(alerts, topicOf), fitsDigest)

type Body = { readonly root: 'MessageCreate' | 'WebhookExecute' | 'WebhookEdit'; readonly message: Message }

const bodiesOf = (digest: Digest): Body[] => {
  const full = JSON.stringify(digestMessage(PARCEL, digest))
  const carried = digest.entries.map(({ alert }) => alert)
  const marked = carried.flatMap(({ story, item }) => {
    const body = markDigest({ body: full }, withdrawnAlert(item, { story }), carried)
    return body === undefined ? [] : [body]
  })
  return [
    { root: 'MessageCreate', message: JSON.parse(full) },
    { root: 'WebhookExecute', message: webhookDigest(digest) },
    { root: 'MessageCreate', message: plainDigest(full) ?? {} },
    ...marked.map((body): Body => ({ root: 'WebhookEdit', message: JSON.parse(body) })),
  ]
}

type Node = { readonly type: string; readonly target?: unknown; readonly content?: unknown }

const nodesOf = (content: unknown): Node[] =>
  Array.isArray(content) ? content.flatMap((node: Node) => [node, ...nodesOf(node.content)]) : []

/** Everything that a reader of Discord's Markdown sees in a text beside letters. */
const seen = (text: string): string[] =>
  nodesOf(parse(text, 'extended')).flatMap(({ type, target }) =>
    ['text', 'br', 'newline', 'strong', 'twemoji'].includes(type) ? [] : [`${type} ${String(target)}`],
  )

const isOurs = (node: string): boolean => /^(?:link|autolink|url) https:\/\/wire\.example\//.test(node)

const faults = (digest: Digest): unknown[] =>
  bodiesOf(digest).flatMap(({ root, message }) => [
    ...schemaErrors(root, message),
    ...brokenRules(message),
    ...(message.embeds ?? []).flatMap(({ title, description = '' }) => [
      ...(title === undefined || title === '' ? [] : seen(title)),
      ...(description.length > 4_096 ? ['a description too long'] : []),
      ...seen(description).filter((node) => !isOurs(node)),
    ]),
  ])

/** An embed without a title of its own follows one that has one. */
const withoutUntitled = (list: unknown[]): unknown[] => list.filter((fault) => fault !== 'an empty title')

const several = (count: number, more: (n: number) => Parameters<typeof numbered>[1] = () => ({})): Alert[] =>
  Array.from({ length: count }, (_, n) => numbered(n, more(n)))

const CASES: [string, Alert[]][] = [
  ['one story', [alertWith()]],
  ['30 stories', several(30)],
  [
    'a story that changed and one that was withdrawn',
    [revisedAlert({ title: 'Old' }, { title: 'New' }), withdrawnAlert({ url: 'https://wire.example/2' })],
  ],
  ['a story without address or headline', [alertWith({ title: '', url: undefined, originalUrl: undefined })]],
  ['long headlines', several(30, (n) => ({ title: `${n} ${'*'.repeat(900)}` }))],
  ['headlines in Korean', several(30, (n) => ({ title: `${n} ${'미사일'.repeat(80)}` }))],
  ['addresses at their limit', several(12, (n) => ({ url: `https://wire.example/${n}${'a'.repeat(2_020)}` }))],
  ['addresses beyond it', several(12, (n) => ({ url: `https://wire.example/${n}${'a'.repeat(2_100)}` }))],
  ['hostile headlines', several(hostile.length, (n) => ({ title: hostile[n] ?? '' }))],
  ['hostile sources', several(hostile.length, (n) => ({ label: hostile[n] ?? '' }))],
  [
    'hostile addresses',
    several(hostile.length, (n) => ({ url: `https://wire.example/${n}?q=${hostile[n]?.toWellFormed()})x` })),
  ],
]

describe('a digest on Discord', () => {
  it.each(CASES)('passes schema, rules and reader with %s, and holds each story once', (_fact, alerts) => {
    const pages = pagesFor(alerts)
    for (const page of pages) expect(withoutUntitled(faults(page))).toEqual([])
    const lines = pages.flatMap((page) =>
      (webhookDigest(page).embeds ?? []).flatMap(({ description = '' }) => description.split('\n')),
    )
    expect(lines.filter((line) => line.startsWith('• ')).length).toBe(alerts.length)
    expect(pages.flatMap(({ entries }) => entries.map(({ alert }) => alert.id)).sort()).toEqual(
      alerts.map(({ id }) => id).sort(),
    )
  })

  it('shows each story with its topic, source and link, and lets one be chosen', () => {
    const [page] = pagesFor([numbered(0), numbered(1)]) as [Digest]
    const message = digestMessage(PARCEL, page)
    expect(message).toMatchObject({ nonce: PARCEL, enforce_nonce: true, allowed_mentions: { parse: [] } })
    expect(message.embeds?.[0]?.title).toBe('More than a day late, 25 November 2026: 2 stories')
    expect(message.embeds?.[0]?.description).toContain(
      '• [Missile brigade 0 honoured](https://wire.example/0) · Wire \\(En\\)',
    )
    const menu = JSON.stringify(message.components)
    expect(menu).toContain(`"custom_id":"1:story:${PARCEL}"`)
    for (const { alert } of page.entries) expect(menu).toContain(`"value":"${alert.id}"`)
  })

  it('gives a headline with brackets or an address in it no link of its own, but the bare one beside it', () => {
    const description = (title: string): string =>
      webhookDigest(pagesFor([alertWith({ title })])[0] as Digest).embeds?.[0]?.description ?? ''
    for (const title of ['[photo] Launch', 'x](https://evil.example)', 'see https://evil.example/']) {
      expect(description(title)).not.toMatch(/(?<!\\)\]\(/)
      expect(description(title)).toContain(' <https://wire.example/story?a=1> · ')
    }
  })

  it('calls whom its rules call, but not for silent ones; is silent when all are', () => {
    const calls = (silent: boolean, ...ids: string[]): Partial<Alert> => ({
      silent,
      mentions: { roles: ids, users: ['9'] },
    })
    const of = (...more: Partial<Alert>[]): Message =>
      webhookDigest(pagesFor(more.map((one, n) => numbered(n, {}, one)))[0] as Digest)
    const mixed = of(calls(false, '1', '2'), calls(true, '3'), calls(false, '2'))
    expect(mixed.content?.split(' ').sort()).toEqual(['<@&1>', '<@&2>', '<@9>'])
    expect(mixed.flags).toBeUndefined()
    const silent = of(calls(true, '1'), calls(true, '2'))
    expect(silent).toMatchObject({ flags: 4_096, allowed_mentions: { parse: [], roles: [], users: [] } })
    expect(silent.content).toBeUndefined()
  })

  it('is divided where not all who are to be called fit, and not for ids that are none', () => {
    const ids = (from: number) => Array.from({ length: 60 }, (_, n) => String(10n ** 18n + BigInt(from + n)))
    const alerts = [0, 60].map((from) => numbered(from, {}, { mentions: { roles: ids(from), users: [] } }))
    expect(pagesFor(alerts).length).toBe(2)
    expect(pagesFor(several(3).map((one) => ({ ...one, mentions: { roles: ['@everyone'], users: [] } }))).length).toBe(
      1,
    )
  })

  it('stays within Discord’s sum however full it is, heading and all', () => {
    for (let length = 60; length < 140; length++) {
      const url = (n: number): string => `https://wire.example/${n}/`.padEnd(length + 60, 'a')
      for (const page of pagesFor(several(25, (n) => ({ url: url(n) })))) {
        expect(brokenRules(webhookDigest(page))).not.toContain('6,000 characters over all embeds')
      }
    }
  })

  it('fits whatever titles, sources, addresses and topics are', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '`',
      '~~',
      '||',
      '[',
      ']',
      '(',
      ')',
      '\\',
      '<@1>',
      '@everyone',
      '# ',
      '발사',
      ' ',
      'word',
      ':x:',
      'https://evil.example/',
    )
    const text = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(''))
    const one = fc.record({ title: text, label: text, path: text })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (list) => {
        const alerts = list.map(({ path, ...item }, n) =>
          numbered(n, { ...item, url: `https://wire.example/${n}/${path}` }),
        )
        for (const page of pagesFor(alerts)) expect(withoutUntitled(faults(page))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a digest that was posted', () => {
  const [page] = pagesFor(several(4)) as [Digest]
  const body = JSON.stringify(digestMessage(PARCEL, page))
  const carried = page.entries.map(({ alert }) => alert)

  it('is told from the message of an alert', () => {
    expect(isDigest(body)).toBe(true)
    expect(isDigest(JSON.stringify(botMessage(PARCEL, several(2))))).toBe(false)
    expect(isDigest('{')).toBe(false)
  })

  it.each([0, 3])('has the line of one story put anew, number %i, and everything else as it was', (number) => {
    const { story, item } = carried[number] as Alert
    const change = revisedAlert(item, { ...item, title: 'Another headline' }, { story })
    const marked = JSON.parse(markDigest({ body }, change, carried) ?? '{}') as Message
    const before = (JSON.parse(body) as Message).embeds?.[0]?.description?.split('\n') ?? []
    const after = marked.embeds?.[0]?.description?.split('\n') ?? []
    const changed = after.filter((line, index) => line !== before[index])
    expect(changed).toEqual([`• **Changed** [Another headline](${item.url}) · Wire \\(En\\)`])
    expect(marked.components).toEqual((JSON.parse(body) as Message).components)
    expect(marked).not.toHaveProperty('nonce')
  })

  const retold = { alsoIn: [{ id: 'rodong', name: 'Rodong *Sinmun*', url: 'https://rodong.example/1' }] }

  it('names at the end of a line who else told its story, once, whatever the line says already', () => {
    const alert = carried[1] as Alert
    const withdrawn = markDigest({ body }, withdrawnAlert(alert.item, { story: alert.story }), carried) ?? ''
    const once = markDigest({ body: withdrawn }, { ...alert, ...retold }, carried) ?? ''
    const both = { alsoIn: [...retold.alsoIn, { id: 'third', name: 'Third' }] }
    const twice = JSON.parse(markDigest({ body: once }, { ...alert, ...both }, carried) ?? '{}') as Message
    const lines = twice.embeds?.[0]?.description?.split('\n').filter((line) => line.includes('also in'))
    expect(lines).toEqual([
      `• **Withdrawn** [${alert.item.title}](${alert.item.url}) · Wire \\(En\\), also in Rodong \\*Sinmun\\*, Third`,
    ])
  })

  it('names each once, also where one has the sign in its name that ends a headline', () => {
    const alert = carried[0] as Alert
    const [one, two] = [
      { id: 'a', name: 'Rodong · English' },
      { id: 'b', name: 'Third' },
    ]
    const once = markDigest({ body }, { ...alert, alsoIn: [one] }, carried) ?? ''
    const twice = JSON.parse(markDigest({ body: once }, { ...alert, alsoIn: [one, two] }, carried) ?? '{}') as Message
    expect(twice.embeds?.[0]?.description).toMatch(/ · Wire \\\(En\\\), also in Rodong · English, Third$/m)
  })

  it('names them in every line of a page whose first embed is full', () => {
    const [full] = pagesFor(several(25, (n) => ({ title: 'x'.repeat(150), url: `https://wire.example/${n}` }))) as [
      Digest,
    ]
    const all = full.entries.map((entry) => ({ ...entry.alert, alsoIn: [{ id: 'b', name: 'Third' }] }))
    const last = all.reduce(
      (now, alert) => markDigest({ body: now }, alert, all) ?? now,
      JSON.stringify(digestMessage(PARCEL, full)),
    )
    const message = JSON.parse(last) as Message
    expect(message.embeds?.flatMap(({ description = '' }) => description.split(', also in Third')).length).toBe(
      all.length + (message.embeds?.length ?? 0),
    )
    expect(brokenRules(message)).toEqual(brokenRules(digestMessage(PARCEL, full)))
  })

  it('leaves a headline whole that says where else it happened', () => {
    const [first] = several(1)
    const item = { ...(first as Alert).item, title: 'Floods in the north, also in the south' }
    const [alone] = pagesFor([{ ...(first as Alert), item }]) as [Digest]
    const posted = JSON.stringify(digestMessage(PARCEL, alone))
    const [alert] = alone.entries.map((entry) => entry.alert) as [Alert]
    const named = JSON.parse(markDigest({ body: posted }, { ...alert, ...retold }, [alert]) ?? '{}') as Message
    expect(named.embeds?.[0]?.description).toContain('[Floods in the north, also in the south](')
    expect(named.embeds?.[0]?.description).toMatch(/, also in Rodong \\\*Sinmun\\\*$/)
  })

  it('keeps who else told a story when that changes', () => {
    const told = carried.map((alert, index) => (index === 1 ? { ...alert, ...retold } : alert))
    const { story, item } = told[1] as Alert
    const marked = markDigest({ body }, withdrawnAlert(item, { story }), told) ?? ''
    expect((JSON.parse(marked) as Message).embeds?.[0]?.description).toContain(', also in Rodong')
  })

  it('of which the story was no part is not marked', () => {
    expect(markDigest({ body }, withdrawnAlert({}, { story: 'other' }), carried)).toBeUndefined()
  })

  it('is as text a line for each story, with its link where there is room', () => {
    const plain = plainDigest(body) ?? ({} as Message)
    expect(plain).toMatchObject({ nonce: PARCEL, enforce_nonce: true })
    expect(plain.content?.split('\n')[1]).toMatch(/^• Missile brigade \d honoured <https:\/\/wire\.example\/\d> · Wire/)
    const [full] = pagesFor(several(25, () => ({ title: 'long headline '.repeat(10) }))) as [Digest]
    const lines = (plainDigest(JSON.stringify(digestMessage(PARCEL, full)))?.content ?? '').split('\n')
    expect(lines.length).toBe(1 + full.entries.length)
  })
})
