// Digests: every alert in exactly one message, by topic, newest first, and what they say.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DIGEST_KINDS,
  type Digest,
  type DigestEntry,
  digestId,
  entriesOf,
  groupsOf,
  pagesOf,
} from '../../../src/core/alert/digest.ts'
import { digestHeading, digestNote, digestText, plainStory } from '../../../src/core/alert/digest-text.ts'
import type { Alert } from '../../../src/core/model.ts'
import { TOPIC_IDS, type TopicId } from '../../../src/core/topics/ids.ts'
import { topicOf } from '../../../src/flow/topic-of.ts'

const alert = (id: string, more: Partial<Alert> = {}, title = `Story ${id}`): Alert => ({
  id,
  destination: 'place',
  story: id,
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: { id, title, url: `https://wire.example/${id}`, lead: '', complete: true, authors: [], tags: [], ended: true },
  matches: [{ rule: 'r', name: 'Rule', spans: [] }],
  mentions: { roles: [], users: [] },
  silent: false,
  firstSeen: '2026-11-25T06:00:00Z',
  headlineOnly: false,
  ...more,
})

const seen = (id: string, time: string): Alert => alert(id, { firstSeen: `2026-11-25T${time}:00Z` })
const topics = (table: Record<string, TopicId>) => (one: Alert) => table[one.id]
const ids = (entries: readonly DigestEntry[]): string[] => entries.map(({ alert: one }) => one.id)

describe('the entries of a digest', () => {
  it('stand by topic in the order in which topics are printed everywhere, what has none last', () => {
    const table = { a: 'sports', b: 'missiles', d: 'leader' } as const
    const entries = entriesOf(
      ['a', 'b', 'c', 'd'].map((id) => alert(id)),
      topics(table),
    )
    expect(ids(entries)).toEqual(['b', 'd', 'a', 'c'])
    expect(groupsOf(entries).map(({ name }) => name)).toEqual(['Missiles', 'Kim Jong Un', 'Sports', 'Other'])
  })

  it('stand newest first within their topic', () => {
    const entries = entriesOf([seen('a', '05:00'), seen('b', '07:00'), seen('c', '06:00')], () => 'us')
    expect(ids(entries)).toEqual(['b', 'c', 'a'])
  })

  it('are each there once, and in one order however they came', () => {
    const some = fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }), hour: fc.integer({ min: 10, max: 12 }) }), {
      maxLength: 40,
    })
    const topic = fc.func(fc.option(fc.constantFrom(...TOPIC_IDS), { nil: undefined }))
    fc.assert(
      fc.property(some, topic, (list, pick) => {
        const hours = new Map(list.map(({ id, hour }) => [String(id), hour]))
        const alerts = list.map(({ id }) => seen(String(id), `${hours.get(String(id))}:00`))
        const of = ({ id }: Alert) => pick(id)
        const entries = entriesOf(alerts, of)
        expect(ids(entries).sort()).toEqual([...hours.keys()].sort())
        expect(entriesOf([...alerts].reverse(), of)).toEqual(entries)
        const names = groupsOf(entries).map(({ name }) => name)
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })

  it('a story is filed under the first topic that its headline and lead are about', () => {
    expect(topicOf(alert('a', {}, 'Kim Jong Un oversees test-fire of strategic cruise missile'))).toBe('missiles')
    expect(topicOf(alert('b', {}, 'Gardening'))).toBeUndefined()
  })
})

describe('the messages of a digest', () => {
  const turn = { kind: 'daily', period: '2026-11-25' } as const
  const entriesFor = (count: number): readonly DigestEntry[] =>
    entriesOf(
      Array.from({ length: count }, (_, number) => alert(String(number))),
      () => undefined,
    )

  it('hold every entry exactly once, in order, whatever a courier says fits; none is empty', () => {
    const answers = fc.array(fc.oneof(fc.integer({ min: -2, max: 30 }), fc.double({ min: 0, max: 3, noNaN: true })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), answers, (count, fitting) => {
        const entries = entriesFor(count)
        let call = 0
        const pages = pagesOf(turn, entries, () => fitting[call++ % fitting.length] ?? 1)
        expect(pages.flatMap((page) => page.entries)).toEqual(entries)
        expect(pages.every((page) => page.entries.length > 0)).toBe(true)
        expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1))
        expect(pages.every((page) => page.pages === pages.length && page.total === count)).toBe(true)
      }),
    )
  })

  it('are none for no alerts', () => {
    expect(pagesOf(turn, [], () => 10)).toEqual([])
  })

  it('have ids that are the same each time, and differ by destination, kind, period, page and time of day', async () => {
    const fingerprint = async (text: string) => text.replaceAll('\n', '/').padEnd(24, '.').slice(-24)
    const base = { kind: 'daily', period: '11-25', page: 1, at: 7 } as const
    const others = [{ kind: 'quiet' }, { period: '11-26' }, { page: 2 }, { at: 8 }] as const
    const all = [
      digestId(fingerprint, 'd', base),
      digestId(fingerprint, 'e', base),
      ...others.map((other) => digestId(fingerprint, 'd', { ...base, ...other })),
    ]
    expect(new Set(await Promise.all(all)).size).toBe(6)
    expect(await digestId(fingerprint, 'd', base)).toBe(await digestId(fingerprint, 'd', { ...base }))
    expect((await digestId(async () => 'x'.repeat(43), 'd', base)).length).toBe(24)
  })
})

describe('the words of a digest', () => {
  const digest = (more: Partial<Digest>): Digest => ({
    kind: 'daily',
    period: '2026-11-25',
    entries: [{ alert: alert('a') }],
    page: 1,
    pages: 1,
    ...more,
  })

  it.each<[Partial<Digest>, string]>([
    [{ total: 12 }, 'Daily digest, 25 November 2026: 12 stories'],
    [{}, 'Daily digest, 25 November 2026: 1 story'],
    [{ total: 60, page: 2, pages: 3 }, 'Daily digest, 25 November 2026: 60 stories (2 of 3)'],
    [{ kind: 'hourly', period: '2026-03-01T06' }, 'Hourly digest, 1 March 2026, 06:00–07:00 UTC: 1 story'],
    [{ kind: 'cap', period: '2026-03-01T23' }, 'Over the hourly cap, 1 March 2026, 23:00–00:00 UTC: 1 story'],
    [{ kind: 'quiet' }, 'After quiet hours, 25 November 2026: 1 story'],
    [{ kind: 'late' }, 'More than a day late, 25 November 2026: 1 story'],
    [{ period: 'unheard of' }, 'Daily digest, unheard of: 1 story'],
  ])('%j is headed “%s”', (more, heading) => {
    expect(digestHeading(digest(more))).toBe(heading)
  })

  it('say why stories are told together where no rule asked for it', () => {
    expect(DIGEST_KINDS.filter((kind) => digestNote({ kind }) === undefined)).toEqual(['hourly', 'daily'])
  })

  it('are a heading, the topics, and a line for each story, with its mark, its source and its address', () => {
    const withdrawn = alert('c', { revision: 2, change: { kind: 'withdrawn', told: ['r'] } })
    const changed = alert('b', {
      revision: 1,
      change: { kind: 'revised', told: ['r'] },
      alsoIn: [{ id: 'n', name: 'Rodong' }],
    })
    const entries = entriesOf([alert('a', {}, ' '), changed, withdrawn], topics({ b: 'missiles', c: 'missiles' }))
    expect(digestText(digest({ kind: 'late', entries }))).toBe(
      [
        'More than a day late, 25 November 2026: 3 stories',
        'Told together, because nothing could be delivered here for more than a day.',
        '',
        'Missiles',
        '• Changed: Story b · Wire, also in Rodong https://wire.example/b',
        '• Withdrawn: Story c · Wire https://wire.example/c',
        '',
        'Other',
        '• (no headline) · Wire https://wire.example/a',
      ].join('\n'),
    )
  })

  it('leave the link to the place that shows it', () => {
    const text = digestText(digest({}), ({ url, ...story }) => `<${url}|${plainStory(story)}>`)
    expect(text).toContain('• <https://wire.example/a|Story a · Wire>')
  })
})
