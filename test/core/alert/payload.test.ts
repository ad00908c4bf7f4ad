import { describe, expect, it } from 'vitest'
import { eventFor, eventOf } from '../../../src/core/alert/event.ts'
import { type ItemEvent, itemMatched, utf8Length } from '../../../src/core/alert/payload.ts'
import { WEBHOOK } from '../../../src/core/limits.ts'
import type { Alert, Change, Item } from '../../../src/core/model.ts'
import { itemDiff } from '../../../src/core/revise/diff.ts'

const item = (changes: Partial<Item> = {}): Item => ({
  id: 'story',
  title: 'Missile brigade honoured',
  lead: 'A missile brigade received a banner.',
  complete: true,
  authors: [],
  tags: [],
  ended: true,
  ...changes,
})

const match = (rule: string) => ({ rule, name: rule, spans: [] })
const alert = (more: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  destination: 'place',
  source: { id: 'wire', name: 'Wire' },
  revision: 0,
  item: item(),
  matches: [match('old'), match('new')],
  mentions: { roles: [], users: [] },
  silent: false,
  story: 'story',
  firstSeen: '2026-11-23T06:01:00Z',
  headlineOnly: false,
  ...more,
})
const bodyOf = (given: Alert): ItemEvent => JSON.parse(itemMatched(given, '2026-11-23T06:02:00Z')) as ItemEvent

const revised: Change = { kind: 'revised', told: ['old'] }

describe('the event of an alert', () => {
  it.each<[string, Partial<Alert>, string, string]>([
    ['an item as it was first seen', {}, 'item', 'item.matched'],
    ['a change that a rule matches only now', { revision: 1, change: revised }, 'item', 'item.matched'],
    [
      'a change for rules that were told',
      { revision: 1, change: revised, matches: [match('old')] },
      'revised',
      'item.revised',
    ],
    [
      'a withdrawal',
      { revision: 2, change: { kind: 'withdrawn', told: ['old'] }, matches: [match('old')] },
      'withdrawn',
      'item.withdrawn',
    ],
  ])('%s', (_fact, more, event, type) => {
    expect(eventOf(alert(more))).toBe(event)
    expect(bodyOf(alert(more)).type).toBe(type)
    expect(bodyOf(alert(more)).data.revision).toBe(more.revision)
  })

  it('is for each rule what that rule has to hear', () => {
    const both = alert({ revision: 1, change: revised })
    expect(['old', 'new'].map((rule) => eventFor(both, rule))).toEqual(['revised', 'item'])
  })
})

it('a body with a rewritten long text stays under 20 kB, and says at least how the headline changed', () => {
  const after = item({ title: '새 소식 '.repeat(60), lead: '지도자 '.repeat(300), text: '글 '.repeat(20_000) })
  const before = item({ title: '소식 '.repeat(60), lead: '동지 '.repeat(300), text: '말 '.repeat(20_000) })
  const change: Change = { kind: 'revised', told: ['old'], diff: itemDiff(before, after) }
  const text = itemMatched(alert({ revision: 1, item: after, change }), '2026-11-23T06:02:00Z')
  expect(utf8Length(text)).toBeLessThan(WEBHOOK.BODY_BYTES)
  expect((JSON.parse(text) as ItemEvent).data.diff).toHaveProperty('title')
})
