import { describe, expect, it } from 'vitest'
import { compileRuleset, type Header, RULESET_FORMAT } from '../../../src/core/match/compile.ts'
import { loadRuleset, matchItem } from '../../../src/core/match/ruleset.ts'
import type { Owner, Rule } from '../../../src/core/model.ts'
import { TOPICS } from '../../../src/core/topics/topics.ts'
import { OPERATOR_SOURCE, ruleOf, rulesetOf, subjectOf, textsOf } from './support.ts'

const ITEM = subjectOf({
  title: 'Missile test-fire',
  lead: 'It flew over Japan.',
  text: 'It flew over Japan.\nA satellite too.',
})

const idsOf = (rules: readonly Rule[], options: Parameters<typeof matchItem>[2] = OPERATOR_SOURCE): string[] =>
  matchItem(rulesetOf(rules), ITEM, options).map(({ match }) => match.rule)

const from = (id: string, owner: Owner) => ({ source: { id, owner }, now: OPERATOR_SOURCE.now })

describe('a match says which rule and why', () => {
  it('carries the rule, its id and name, and the spans', () => {
    const rule = ruleOf({ id: 'r7', name: 'Launches', query: 'missile test-fire' })
    const [found] = matchItem(rulesetOf([rule]), ITEM, OPERATOR_SOURCE)
    expect(found?.rule).toEqual(rule)
    expect(found?.match).toMatchObject({ rule: 'r7', name: 'Launches' })
    expect(textsOf(found?.match.spans)).toEqual(['Missile', 'test-fire'])
  })

  it('says how its rule wants to be told, where that is not as most do', () => {
    const most = ruleOf({ id: 'most' })
    const own = {
      delivery: 'hourly' as const,
      revisions: 'edit' as const,
      mentions: { roles: ['1'], users: [] },
      silent: true as const,
    }
    const matches = matchItem(rulesetOf([most, ruleOf({ id: 'own', ...own })]), ITEM, OPERATOR_SOURCE)
    expect(matches.map(({ match: { spans: _, name: __, ...told } }) => told)).toEqual([
      { rule: 'most' },
      { rule: 'own', ...own },
    ])
  })

  it('rules come in the order in which they were given', () => {
    const rules = ['japan', 'missile', 'flew', 'test-fire', 'rocket'].map((query) => ruleOf({ id: query, query }))
    expect(idsOf(rules)).toEqual(['japan', 'missile', 'flew', 'test-fire'])
  })
})

describe('who may match what', () => {
  const rule = (id: string, given: Partial<Rule>): Rule => ruleOf({ id, ...given })
  const all = [rule('op', {}), rule('g1', { owner: 'guild:1' }), rule('u1', { owner: 'user:1' })]

  it("the operator's source is everybody's", () => {
    expect(idsOf(all, from('kcna', 'operator'))).toEqual(['op', 'g1', 'u1'])
  })

  it("another owner's source is its own: not even the operator's rules see it", () => {
    expect(idsOf(all, from('mine', 'guild:1'))).toEqual(['g1'])
    expect(idsOf(all, from('mine', 'guild:2'))).toEqual([])
  })

  it('a rule with sources listens to those alone', () => {
    const rules = [rule('both', { sources: ['kcna', 'rodong'] }), rule('other', { sources: ['rodong'] })]
    expect(idsOf(rules, from('kcna', 'operator'))).toEqual(['both'])
  })

  it("naming another owner's source does not open it", () => {
    expect(idsOf([rule('g1', { owner: 'guild:1', sources: ['mine'] })], from('mine', 'guild:2'))).toEqual([])
  })

  it('a paused rule is silent, an expired one too, one that expires now is not yet', () => {
    const { now } = OPERATOR_SOURCE
    expect(idsOf([rule('paused', { paused: true })])).toEqual([])
    expect(idsOf([rule('past', { expires: '2026-10-31T23:59:59Z' }), rule('now', { expires: now })])).toEqual(['now'])
    expect(idsOf([rule('later', { expires: '2026-11-01T10:00:00+09:00' })])).toEqual(['later'])
  })
})

describe('the title alone, before the lead is there', () => {
  const headline = { ...OPERATOR_SOURCE, headlineOnly: true }

  it.each([
    ['missile', ['missile']],
    ['missile OR japan', ['missile OR japan']],
    ['japan', []],
    ['missile -china', []],
    ['missile NOT (a b)', []],
    ['text:japan OR missile', ['text:japan OR missile']],
    ['source:wire', ['source:wire']],
  ])('%s', (query, ids) => {
    expect(idsOf([ruleOf({ id: query, query, scope: 'text' })], headline)).toEqual(ids)
  })

  it('a NOT inside a topic counts', () => {
    const topics = [{ id: 'missiles', version: 1, description: '', query: 'missile -japan' }]
    const loaded = loadRuleset(compileRuleset([ruleOf({ query: '@missiles' })], topics, 'desk.1'))
    if (!loaded.ok) throw new Error(loaded.error.reason)
    expect(matchItem(loaded.value, ITEM, headline)).toEqual([])
    expect(matchItem(loaded.value, subjectOf({ title: 'Missile' }), OPERATOR_SOURCE)).toHaveLength(1)
  })

  it('spans are in the title only', () => {
    const [found] = matchItem(rulesetOf([ruleOf({ query: 'missile OR flew' })]), ITEM, headline)
    expect(found?.match.spans.map(({ field }) => field)).toEqual(['title'])
  })
})

/** What a compiled ruleset says of itself: its text is JSON as a whole. */
const read = (text: string) =>
  JSON.parse(text) as Header & { readonly rules: { readonly lines: readonly Record<string, unknown>[] } }

/** Another word of as many letters in its place, so that everything after it stays where it was. */
const damaged = (text: string, word: string, other: string): string => {
  expect(other).toHaveLength(word.length)
  expect(text).toContain(word)
  return text.replace(word, other)
}

const matchedIn = (text: string, item = ITEM): string[] => {
  const loaded = loadRuleset(text)
  if (!loaded.ok) throw new Error(loaded.error.reason)
  return matchItem(loaded.value, item, OPERATOR_SOURCE).map(({ rule }) => rule.id)
}

describe('what is stored', () => {
  it('a rule that cannot be read is listed and stops nobody', () => {
    const rules = [ruleOf({ id: 'bad', query: '(missile', owner: 'guild:1' }), ruleOf({ id: 'good' })]
    expect(read(compileRuleset(rules, TOPICS, 'desk.3')).broken).toEqual([
      { id: 'bad', owner: 'guild:1', error: expect.objectContaining({ code: 'parenthesis-open' }) },
    ])
    expect(idsOf(rules)).toEqual(['good'])
  })

  it('a rule of a form that nobody knows is listed too', () => {
    const { query: _, ...noQuery } = ruleOf({ id: 'no-query' })
    const strange = [noQuery, ruleOf({ id: 'scope', scope: 'page' as 'text' }), { id: 'nothing' }] as Rule[]
    const text = compileRuleset([...strange, ruleOf({ id: 'good' })], TOPICS, 'desk.3')
    expect(read(text).broken.map(({ id, error }) => [id, error.code])).toEqual([
      ['no-query', 'unreadable'],
      ['scope', 'unreadable'],
      ['nothing', 'unreadable'],
    ])
    expect(matchedIn(text)).toEqual(['good'])
  })

  it('is JSON in ASCII, a line a rule, with its version, format and length', () => {
    const rules = [ruleOf({ query: '@missiles -japan "a b"', name: 'Стрельбы' }), ruleOf({ query: '미싸일 🚀탄도' })]
    const text = compileRuleset(rules, TOPICS, 'desk.42')
    expect(text).toMatch(/^[\x20-\x7e\n]*$/)
    expect(read(text)).toMatchObject({ format: RULESET_FORMAT, version: 'desk.42', topicIds: ['missiles'] })
    expect(read(text).rules.lines).toHaveLength(2)
    const loaded = loadRuleset(text)
    expect(loaded.ok && [loaded.value.version, loaded.value.size]).toEqual(['desk.42', 2])
  })

  it('gives every rule back as it was', () => {
    const rules = [
      ruleOf({}),
      ruleOf({ id: '2', name: 'missile', sources: ['wire'], delivery: { daily: '07:30', zone: 'Asia/Seoul' } }),
      ruleOf({ id: '3', scope: 'text', silent: true, merge: false, revisions: 'off', expires: '2027-01-01T00:00:00Z' }),
      ruleOf({ id: '4', mentions: { roles: ['1'], users: [] }, query: 'missile OR 미싸일', owner: 'guild:7' }),
    ]
    const matches = matchItem(rulesetOf(rules), ITEM, OPERATOR_SOURCE)
    expect(matches.map(({ rule }) => rule)).toEqual(rules)
  })

  it('a rule is read when it is first woken and not before', () => {
    const rules = [ruleOf({ id: 'asleep', query: 'submarine' }), ruleOf({ id: 'awake' })]
    const text = compileRuleset(rules, TOPICS, 'desk.1')
    const submarine = subjectOf({ title: 'Missile submarine' })
    expect(matchedIn(text, submarine)).toEqual(['asleep', 'awake'])
    const torn = damaged(text, '{"rule":{"id":"asleep"', '{"rule":{"id":"asleep,')
    expect(matchedIn(torn)).toEqual(['awake'])
    // Woken, a torn rule costs its own match and nobody else's.
    expect(matchedIn(torn, submarine)).toEqual(['awake'])
    expect(matchedIn(damaged(text, '"tree":{"type":"term"', '"tree":{"type":"tern"'), submarine)).toEqual(['awake'])
  })

  it('a torn list of numbers wakes nobody', () => {
    const text = compileRuleset([ruleOf({ id: 'torn', query: 'flew' }), ruleOf({ id: 'whole' })], TOPICS, 'desk.1')
    expect(matchedIn(damaged(text, '["flew",[0', '["flew",[x'))).toEqual(['whole'])
  })

  const compiled = compileRuleset([ruleOf({})], TOPICS, 'desk.1')
  const format = `"format":${RULESET_FORMAT}`
  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}\n'],
    ['the form of version 1', '{"version":"desk.1","ruleset":{"format":1,"version":1,"rules":[]}}'],
    ['an older format', compiled.replace(format, `"format":${RULESET_FORMAT - 1}`)],
    ['a newer format', compiled.replace(format, `"format":${RULESET_FORMAT + 1}`)],
    ['a copy cut short', compiled.slice(0, -3)],
    ['a copy of the first line alone', compiled.slice(0, compiled.indexOf('\n') + 1)],
    ['no places', `{${format},"version":"desk.1","length":0},\n`],
  ])('%s is refused with a reason', (_name, text) => {
    const loaded = loadRuleset(text)
    expect(loaded.ok ? '' : loaded.error.reason).not.toBe('')
  })

  it('words that are names of object members are ordinary words', () => {
    const rules = ['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((query) =>
      ruleOf({ id: query, query }),
    )
    const item = subjectOf({ title: 'The constructor of __proto__ and toString' })
    expect(matchItem(rulesetOf(rules), item, OPERATOR_SOURCE).map(({ rule }) => rule.id)).toEqual([
      'constructor',
      '__proto__',
      'toString',
    ])
  })

  it('a topic is asked as the rule mentions it: scope by scope', () => {
    const rules = [
      ruleOf({ id: 'title', query: '@missiles', scope: 'title' }),
      ruleOf({ id: 'text', query: '@space', scope: 'text' }),
      ruleOf({ id: 'lead', query: '@space', scope: 'lead' }),
      ruleOf({ id: 'in-text', query: 'text:@space', scope: 'title' }),
    ]
    const item = subjectOf({ title: 'Missile test-fire', lead: 'One.', text: 'One.\nA reconnaissance satellite.' })
    expect(matchItem(rulesetOf(rules), item, OPERATOR_SOURCE).map(({ rule }) => rule.id)).toEqual([
      'title',
      'text',
      'in-text',
    ])
  })

  it("a digest is nobody's topic, but a rule may ask for its words", () => {
    const rules = [
      ruleOf({ id: 'topic', query: '@missiles', scope: 'text' }),
      ruleOf({ id: 'words', query: 'missile', scope: 'text' }),
    ]
    const item = subjectOf({ title: 'Press Review', lead: 'News.', text: 'News.\nA missile test-fire.' })
    expect(matchItem(rulesetOf(rules), item, OPERATOR_SOURCE).map(({ rule }) => rule.id)).toEqual(['words'])
  })
})
