// Alerts for tests of what is made of them: one ordinary story, and what tests want changed of it.
import type { Alert, Change, Item } from '../../src/core/model.ts'
import { itemDiff } from '../../src/core/revise/diff.ts'

/** `original: undefined` and the like take a field away. */
type Changes = { readonly [key in keyof Item]?: Item[key] | undefined }

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T

export const itemWith = (changes: Changes = {}): Item =>
  defined({
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
  }) as Item

export const alertWith = (changes: Changes = {}, more: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  destination: 'place',
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: itemWith(changes),
  matches: [{ rule: 'r', name: 'Missiles', spans: [{ field: 'title', start: 0, end: 7, text: 'Missile' }] }],
  mentions: { roles: [], users: [] },
  silent: false,
  story: 'story',
  firstSeen: '2026-11-23T06:01:00Z',
  headlineOnly: false,
  ...more,
})

/** The nth of several stories. */
export const numbered = (number: number, changes: Changes = {}, more: Partial<Alert> = {}): Alert =>
  alertWith(
    { url: `https://wire.example/${number}`, title: `Missile brigade ${number} honoured`, ...changes },
    { id: `alert-${number}`.padEnd(24, '-'), story: `story-${number}`, ...more },
  )

/** A story that came to read so after it was told. */
export const revisedAlert = (before: Changes, after: Changes, more: Partial<Alert> = {}): Alert => {
  const change: Change = { kind: 'revised', told: ['r'], diff: itemDiff(itemWith(before), itemWith(after)) }
  return alertWith(after, { id: 'b'.repeat(24), revision: 1, change, ...more })
}

export const withdrawnAlert = (changes: Changes = {}, more: Partial<Alert> = {}): Alert =>
  alertWith(changes, { id: 'c'.repeat(24), revision: 1, change: { kind: 'withdrawn', told: ['r'] }, ...more })
