import { describe, expect, it } from 'vitest'
import { compileRuleset, loadRuleset, matchItem, RULESET_FORMAT } from '../../../src/core/match/ruleset.ts'
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
    const loaded = loadRuleset(compileRuleset([ruleOf({ query: '@missiles' })], topics, 1))
    if (!loaded.ok) throw new Error(loaded.error.reason)
    expect(matchItem(loaded.value, ITEM, headline)).toEqual([])
    expect(matchItem(loaded.value, subjectOf({ title: 'Missile' }), OPERATOR_SOURCE)).toHaveLength(1)
  })

  it('spans are in the title only', () => {
    const [found] = matchItem(rulesetOf([ruleOf({ query: 'missile OR flew' })]), ITEM, headline)
    expect(found?.match.spans.map(({ field }) => field)).toEqual(['title'])
  })
})

describe('what is stored', () => {
  it('a rule that cannot be read is listed and stops nobody', () => {
    const rules = [ruleOf({ id: 'bad', query: '(missile', owner: 'guild:1' }), ruleOf({ id: 'good' })]
    const compiled = compileRuleset(rules, TOPICS, 3)
    expect(compiled.broken).toEqual([
      { id: 'bad', owner: 'guild:1', error: expect.objectContaining({ code: 'parenthesis-open' }) },
    ])
    expect(idsOf(rules)).toEqual(['good'])
  })

  it('is the same after a journey through JSON, with its version', () => {
    const compiled = compileRuleset([ruleOf({ query: '@missiles -japan "a b"' })], TOPICS, 42)
    const stored: unknown = JSON.parse(JSON.stringify(compiled))
    expect(stored).toEqual(compiled)
    const loaded = loadRuleset(stored)
    expect(loaded.ok && [loaded.value.version, loaded.value.size]).toEqual([42, 1])
  })

  it('a rule is read when it is first woken and not before', () => {
    const compiled = compileRuleset([ruleOf({ id: 'asleep', query: 'submarine' }), ruleOf({ id: 'awake' })], TOPICS, 1)
    const torn = {
      ...compiled,
      rules: compiled.rules.map((rule, index) => (index === 0 ? { ...rule, tree: '{"torn' } : rule)),
    }
    const loaded = loadRuleset(torn)
    if (!loaded.ok) throw new Error(loaded.error.reason)
    expect(matchItem(loaded.value, ITEM, OPERATOR_SOURCE).map(({ rule }) => rule.id)).toEqual(['awake'])
    // Woken, a torn tree costs its own match and nobody else's.
    expect(
      matchItem(loaded.value, subjectOf({ title: 'Missile submarine' }), OPERATOR_SOURCE).map(({ rule }) => rule.id),
    ).toEqual(['awake'])
  })

  const compiled = compileRuleset([ruleOf({})], TOPICS, 1)
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['an empty object', {}],
    ['no rules', { ...compiled, rules: undefined }],
    ['an older format', { ...compiled, format: RULESET_FORMAT - 1 }],
    ['a newer format', { ...compiled, format: RULESET_FORMAT + 1 }],
  ])('%s is refused with a reason', (_name, json) => {
    const loaded = loadRuleset(json)
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
