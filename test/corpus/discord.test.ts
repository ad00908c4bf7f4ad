// Every body we send to Discord, against Discord's own schema with unknown keys forbidden, and the rules that the schema cannot say.
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { declarationFaults, declarations } from '../../src/cli/declarations.mjs'
import type { Alert, Change, Item } from '../../src/core/model.ts'
import { itemDiff } from '../../src/core/revise/diff.ts'
import { botMessage, embedLength, fitsMessage, messageOf } from '../../src/edge/discord/message.ts'
import { hasShared, readShared } from '../support/shared-data.ts'

const SCHEMA = 'discord/request-subset.closed.json'
const TITLES = 'abuse/titles.json'

const item = (changes: Partial<Item> = {}): Item => ({
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

const alert = (changes: Partial<Item> = {}, more: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  destination: 'place',
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: item(changes),
  matches: [{ rule: 'r', name: 'Missiles', spans: [{ field: 'title', start: 0, end: 7, text: 'Missile' }] }],
  mentions: { roles: [], users: [] },
  silent: false,
  story: 'story',
  firstSeen: '2026-11-23T06:01:00Z',
  headlineOnly: false,
  ...more,
})

/** A story that came to read so after it was told. */
const revised = (before: Partial<Item>, after: Partial<Item>, told: readonly string[] = ['r']): Alert => {
  const change: Change = { kind: 'revised', told, diff: itemDiff(item(before), item(after)) }
  return alert(after, { revision: 1, change })
}

const hostile = (): Alert[] =>
  hasShared(TITLES)
    ? (JSON.parse(readShared(TITLES)) as { input: string }[]).flatMap(({ input }) => {
        const title = input.length > 0 ? input : ' '
        const spans = [{ field: 'title' as const, start: 0, end: Math.min(3, title.length), text: title.slice(0, 3) }]
        const told = alert(
          { title, lead: title.repeat(3) },
          { matches: [{ rule: 'r', name: title.slice(0, 80), spans }] },
        )
        return [told, revised({ title: `a ${title}` }, { title: `${title} b`, lead: title })]
      })
    : []

const ALERTS: [string, Alert[]][] = [
  ['one story', [alert()]],
  ['a story without an address', [(({ url: _url, ...rest }) => alert(rest as Partial<Item>))(item())]],
  ['a story without a headline', [alert({ title: '' })]],
  ['a story with nothing but an id', [alert({ title: '', lead: '', authors: [] })]],
  ['a long story', [alert({ title: 'x'.repeat(900), lead: 'y '.repeat(5_000) })]],
  ['mentions', [alert({}, { mentions: { roles: ['1', '2'], users: ['3'] } })]],
  ['a silent rule', [alert({}, { silent: true })]],
  ['headline only', [alert({}, { headlineOnly: true })]],
  ['a changed story', [revised({ title: 'Old headline' }, { title: 'New headline' })]],
  ['a changed story, told for the first time', [revised({ title: 'Old' }, { title: 'New' }, [])]],
  ['a story of which more is known', [alert({}, { revision: 1, change: { kind: 'revised', told: [] } })]],
  [
    'a long story rewritten',
    [
      revised(
        { title: 'x '.repeat(400), text: 'y '.repeat(9_000) },
        { title: 'z '.repeat(400), text: 'w '.repeat(9_000) },
      ),
    ],
  ],
  ['a withdrawn story', [alert({}, { revision: 2, change: { kind: 'withdrawn', told: ['r'] } })]],
  ['ten stories', Array.from({ length: 10 }, (_, number) => alert({ url: `https://wire.example/${number}` }))],
  ...hostile().map((one, number): [string, Alert[]] => [`hostile title ${number}`, [one]]),
]

/** Bare punctuation that Discord would read as formatting, a mention or a link: none may stand without its backslash. */
const LIVE = /(?<!\\)(?:@(?:everyone|here)|<[@#:/at]|\]\(|```|~~|\|\|)/

describe.runIf(hasShared(SCHEMA))('Discord’s schema', () => {
  const document = hasShared(SCHEMA) ? JSON.parse(readShared(SCHEMA)) : {}
  const ajv = new Ajv({ strict: false, validateFormats: false })
  if (document.$id !== undefined) ajv.addSchema(document)
  const validator = (root: string) => {
    const schema = JSON.stringify(document.roots[root]).replaceAll('"#/', `"${document.$id}#/`)
    return ajv.compile(JSON.parse(schema) as object)
  }

  it.each(ALERTS)('takes a bot’s message with %s', (_fact, alerts) => {
    const validate = validator('MessageCreate')
    const message = botMessage('n'.repeat(24), alerts.slice(0, fitsMessage(alerts)))
    validate(message)
    expect(validate.errors ?? []).toEqual([])
  })

  it.each(ALERTS)('takes a webhook’s message with %s', (_fact, alerts) => {
    const validate = validator('WebhookExecute')
    validate(messageOf(alerts))
    expect(validate.errors ?? []).toEqual([])
  })

  it.each([false, true])('takes the commands, user installs %s', (userInstall) => {
    const validate = validator('CommandsPut')
    // The schema wants a number where the documentation and the real API take a string.
    validate(
      declarations(userInstall).map((command) => ({
        ...command,
        default_member_permissions:
          command.default_member_permissions === null ? null : Number(command.default_member_permissions),
      })),
    )
    expect(validate.errors ?? []).toEqual([])
    expect(declarationFaults([...declarations(userInstall)])).toEqual([])
  })

  it('refuses a misspelt key, so that this test can fail', () => {
    const validate = validator('MessageCreate')
    expect(validate({ ...botMessage('n', [alert()]), alowed_mentions: {} })).toBe(false)
  })
})

describe('a link', () => {
  const link = (units: number): string => `https://wire.example/${'a'.repeat(units)}`.slice(0, units)

  it('that Discord would refuse for its length is left out, and the message goes out', () => {
    expect(botMessage('p', [alert({ url: link(2_048) })]).embeds?.[0]?.url).toBe(link(2_048))
    expect(botMessage('p', [alert({ url: link(2_049) })]).embeds?.[0]).not.toHaveProperty('url')
  })
})

describe('beyond the schema', () => {
  it.each(ALERTS)('%s: within Discord’s sums, with mentions stated and nothing left live', (_fact, alerts) => {
    const message = botMessage('n'.repeat(24), alerts.slice(0, fitsMessage(alerts)))
    const embeds = message.embeds ?? []
    expect(embeds.reduce((sum, embed) => sum + embedLength(embed), 0)).toBeLessThanOrEqual(6_000)
    expect(message.allowed_mentions?.parse).toEqual([])
    for (const { title = '', description = '', fields = [] } of embeds) {
      expect(title.trim()).not.toBe('')
      expect(title).not.toMatch(LIVE)
      expect(description).not.toMatch(LIVE)
      for (const { name, value } of fields) {
        expect(name.trim()).not.toBe('')
        expect(value.trim()).not.toBe('')
        const bare = value.replaceAll(/<t:\d+:[fR]>/g, '').replaceAll(/(?<!\\)~~(.+?)(?<!\\)~~/gs, '$1')
        expect(bare).not.toMatch(LIVE)
      }
    }
  })

  it('a changed story says so, with what was taken out and what was put in', () => {
    const [embed] =
      messageOf([revised({ title: 'Choir visits Wonsan' }, { title: 'Choir visits Hamhung' })]).embeds ?? []
    expect(embed?.author?.name).toBe('Changed · Wire (En) · Wonsan, November 23 (Practice)')
    expect(embed?.fields?.[0]).toEqual({ name: 'Changed', value: 'Headline: Choir visits ~~Wonsan~~**Hamhung**' })
  })

  it('a withdrawn story says so', () => {
    const [embed] = messageOf([alert({}, { revision: 1, change: { kind: 'withdrawn', told: ['r'] } })]).embeds ?? []
    expect(embed?.author?.name).toMatch(/^Withdrawn · /)
    expect(embed?.fields?.[0]?.name).toBe('Withdrawn')
  })

  it('stories of one address never share a message: Discord would show only one of them', () => {
    expect(fitsMessage([alert(), alert()])).toBe(1)
    expect(fitsMessage([alert(), alert({ url: 'https://wire.example/2' })])).toBe(2)
  })

  it('alerts with other mentions or another silence go by themselves', () => {
    const other = { url: 'https://wire.example/2' }
    expect(fitsMessage([alert(), alert(other, { silent: true })])).toBe(1)
    expect(fitsMessage([alert(), alert(other, { mentions: { roles: ['1'], users: [] } })])).toBe(1)
  })

  it('a bot’s message carries the parcel’s id as its nonce; one story has links as buttons', () => {
    const message = botMessage('parcel', [alert()])
    expect(message).toMatchObject({ nonce: 'parcel', enforce_nonce: true })
    expect(JSON.stringify(message.components)).toContain('http://original.example/1')
    expect(botMessage('parcel', [alert(), alert({ url: 'https://wire.example/2' })]).components).toBeUndefined()
  })

  it('an address that is no web link becomes neither a link nor a button', () => {
    const message = botMessage('parcel', [alert({ url: 'javascript:alert(1)', originalUrl: 'ftp://x' })])
    expect(JSON.stringify(message)).not.toMatch(/javascript:|ftp:/)
  })
})
