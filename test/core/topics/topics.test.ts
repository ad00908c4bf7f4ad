import { describe, expect, it } from 'vitest'
import { QUERY } from '../../../src/core/limits.ts'
import type { Subject } from '../../../src/core/model.ts'
import { parsePack } from '../../../src/core/query/parse.ts'
import { printQuery } from '../../../src/core/query/print.ts'
import { hasNegation, leavesOf } from '../../../src/core/query/walk.ts'
import { TOPIC_IDS } from '../../../src/core/topics/ids.ts'
import { TOPICS } from '../../../src/core/topics/topics.ts'
import { topicsOf } from '../../../src/core/topics/topics-of.ts'
import { subjectOf } from '../match/support.ts'

it('there are 29, in their order, each once', () => {
  expect(TOPICS.map(({ id }) => id)).toEqual(TOPIC_IDS)
  expect(new Set(TOPIC_IDS).size).toBe(29)
})

describe.each(TOPICS)('$id', ({ description, version, query }) => {
  const parsed = parsePack(query)

  it('can be read, and printed so that it can be read again', () => {
    if (!parsed.ok)
      throw new Error(`${parsed.error.message} at ${query.slice(parsed.error.start, parsed.error.start + 40)}`)
    expect(parsePack(printQuery(parsed.value))).toEqual(parsed)
  })

  it('says what it is, and keeps within the limit of a pack', () => {
    expect(description).not.toBe('')
    expect(version).toBeGreaterThan(0)
    expect(parsed.ok ? leavesOf(parsed.value).length : 0).toBeLessThanOrEqual(QUERY.PACK_TERMS)
  })

  it('only asks for what is there, so that a headline is enough for an alert', () => {
    expect(parsed.ok && hasNegation(parsed.value)).toBe(false)
  })

  it('names nothing twice', () => {
    const names = parsed.ok && parsed.value.type === 'or' ? parsed.value.of.map(printQuery) : []
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe('an item and its topics', () => {
  const rows: [Partial<Subject>, string[]][] = [
    [{ title: 'Ballistic Missile Launched' }, ['missiles']],
    [{ title: 'New-type Hwasongpho-20 Test-fired' }, ['missiles']],
    [{ title: '탄도미싸일 시험발사' }, ['missiles']],
    [{ title: '조선로동당 중앙위원회 정치국회의' }, ['party']],
    [{ title: 'Respected Comrade Kim Jong Un Inspects Shipyard' }, ['navy', 'leader']],
    [{ title: 'Respected Comrade Kim Jong Un Receives Greetings from Abroad' }, ['leader-messages']],
    [{ title: 'Respected Comrade Kim Jong Un Receives Military Delegation' }, ['leader']],
    [{ title: 'Stormy Cheers', lead: 'All cheered.' }, []],
    [{ title: 'New Missile Factory', lead: 'One day in May Juche 106 (2017), he visited it.' }, []],
    [{ title: 'Press Review', lead: 'Japan, floods and a missile in the papers.' }, []],
    [{ title: 'Review of Rodong Sinmun', lead: 'A missile in the papers.' }, []],
    [{ title: 'Press Review [2024.09.05.]', lead: 'A missile in the papers.' }, []],
    [{ title: '신문개관', lead: '미싸일' }, []],
  ]
  it.each(rows)('$title', (given, topics) => {
    const found = topicsOf(subjectOf(given), 'lead')
    // Diplomacy may stand beside a delegation; the rows say what must and what must not be there otherwise.
    expect(found.filter((id) => id !== 'diplomacy')).toEqual(topics)
  })

  it("the leader's titles alone are neither party nor state", () => {
    const lead =
      "Kim Jong Un, general secretary of the Workers' Party of Korea and president of the State Affairs of the Democratic People's Republic of Korea, watched a game."
    expect(topicsOf(subjectOf({ title: 'A Game', lead }), 'lead')).toEqual(['leader'])
  })

  it('a wider scope finds more', () => {
    const item = subjectOf({ title: 'A Day', lead: 'A day.', text: 'A day.\nThe submarine came.' })
    expect(topicsOf(item, 'lead')).toEqual([])
    expect(topicsOf(item, 'text')).toEqual(['navy'])
  })
})
