import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/cli/start/rules.ts'
import { EDITION, storyOf } from '../../src/cli/start/stories.ts'
import { createWire } from '../../src/cli/start/wire.ts'
import { readText } from '../../src/core/feed/read.ts'
import { evaluate } from '../../src/core/match/evaluate.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { subjectOf } from '../../src/flow/record.ts'

const MORNING = Date.UTC(2026, 10, 23, 16, 0, 0)
const FEED = 'http://127.0.0.1:4000/feed.xml'

const wireOf = (stories: number) => {
  const wire = createWire({ told: [] }, () => MORNING)
  for (let left = stories; left > 0; left--) wire.tell()
  return wire
}

const get = (wire: ReturnType<typeof wireOf>, path: string, headers: Record<string, string> = {}) =>
  wire.fetch(new Request(new URL(path, FEED), { headers }))

const itemsOf = async (wire: ReturnType<typeof wireOf>) => {
  const read = readText(await get(wire, '/feed.xml').text(), { url: FEED, contentType: 'application/rss+xml' })
  if (!read.ok) throw new Error(read.error.message)
  return read.value.items
}

describe('the practice wire', () => {
  it('is read by the product as whole stories: dateline, lead, end mark', async () => {
    const [item] = await itemsOf(wireOf(2))
    expect(item).toMatchObject({
      id: 'practice-2',
      url: 'http://127.0.0.1:4000/story/2',
      complete: true,
      ended: true,
      label: 'Practice wire',
      // 01:00 on the next day in Pyongyang.
      dateline: expect.stringMatching(/^[A-Z][a-z]+, November 24 \(Practice\)$/),
      lead: expect.stringMatching(/^Coastal Defence Unit \d+ conducted a test-fire/),
    })
  })

  it('answers 304 while nothing changed, and 200 after a new story or a new headline', () => {
    const wire = wireOf(7)
    const etagOf = () => get(wire, '/feed.xml').headers.get('etag') ?? ''
    const first = etagOf()
    expect(get(wire, '/feed.xml', { 'if-none-match': first }).status).toBe(304)
    wire.tell()
    const second = etagOf()
    expect(get(wire, '/feed.xml', { 'if-none-match': first }).status).toBe(200)
    wire.revise(7)
    expect(get(wire, '/feed.xml', { 'if-none-match': second }).status).toBe(200)
  })

  it('changes a headline and nothing else of the story', async () => {
    const wire = wireOf(7)
    const before = (await itemsOf(wire)).find(({ id }) => id === 'practice-7')
    wire.revise(7)
    const after = (await itemsOf(wire)).find(({ id }) => id === 'practice-7')
    expect(after?.title).not.toBe(before?.title)
    expect({ ...after, title: '' }).toEqual({ ...before, title: '' })
  })

  it('has a page for each story listed, and none for others', async () => {
    const wire = wireOf(2)
    expect(await get(wire, '/story/2').text()).toContain('-0-')
    expect(get(wire, '/story/99').status).toBe(404)
  })

  it('goes on after a restart where it was', () => {
    const wire = wireOf(8)
    wire.revise(7)
    const again = createWire(wire.state(), () => MORNING)
    expect(again.stories()).toEqual(wire.stories())
    expect(again.tell().number).toBe(9)
  })

  it('never tells a story twice, whatever the edition', () => {
    const titles = Array.from({ length: 20 * EDITION }, (_, index) => storyOf(index + 1, MORNING).title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})

describe('the local desk’s rules', () => {
  it.each([1, 2, 9])(
    'find five of the twelve stories of edition %i: three for Discord, two for the webhook',
    async (edition) => {
      const last = edition * EDITION
      const told = Array.from({ length: EDITION }, (_, index) => ({
        number: last - EDITION + index + 1,
        published: MORNING,
        revised: false,
      }))
      const items = await itemsOf(createWire({ told }, () => MORNING))
      const hits = (to: 'discord' | 'webhook') =>
        items.filter((item) =>
          RULES.filter((rule) => rule.to === to).some(({ query }) => {
            const parsed = parseQuery(query)
            return parsed.ok && evaluate(parsed.value, subjectOf(item, { id: 'practice-wire' }), 'lead') !== undefined
          }),
        )
      expect(items).toHaveLength(12)
      expect([hits('discord').length, hits('webhook').length]).toEqual([3, 2])
    },
  )

  it('keep the football team called Rocket out by a NOT', async () => {
    const football = (await itemsOf(wireOf(EDITION))).find(({ title }) => title.includes('Football'))
    const space = RULES.find(({ query }) => query.includes('-football'))
    const finds = (query: string) => {
      const parsed = parseQuery(query)
      if (!parsed.ok || football === undefined) throw new Error('no football or no query')
      return evaluate(parsed.value, subjectOf(football, { id: 'practice-wire' }), 'lead') !== undefined
    }
    expect(finds('rocket')).toBe(true)
    expect(finds(space?.query ?? '')).toBe(false)
  })
})
