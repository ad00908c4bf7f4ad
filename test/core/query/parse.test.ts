import { describe, expect, it } from 'vitest'
import type { Query, Term } from '../../../src/core/query/ast.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { placeOf } from '../../../src/core/query/places.ts'
import { printQuery } from '../../../src/core/query/print.ts'
import { withCpu } from '../../support/cpu.ts'

const tree = (text: string): Query => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

const term = (text: string): Term => ({ type: 'term', text })

describe('a query becomes a tree', () => {
  const rows: [string, Query][] = [
    ['missile', term('missile')],
    ['"test   fire"', term('test fire')],
    ['“test fire”', term('test fire')],
    ['«ракетный пуск»', term('ракетный пуск')],
    ['a«b c»', { type: 'and', of: [term('a'), term('b c')] }],
    ['dam OR\u200b rocket', { type: 'or', of: [term('dam'), term('rocket')] }],
    ['\ufefftit\u200ble:\u2060nato', { type: 'field', field: 'title', of: term('nato') }],
    ['a \u200b-\u200eb', { type: 'and', of: [term('a'), { type: 'not', of: term('b') }] }],
    ['a NEAR\u200d/2 b', { type: 'near', words: 2, ordered: false, left: term('a'), right: term('b') }],
    ['=co\u00adop', { type: 'term', text: 'coop', exact: true }],
    ['a b', { type: 'and', of: [term('a'), term('b')] }],
    ['a AND b', { type: 'and', of: [term('a'), term('b')] }],
    ['a b OR c', { type: 'or', of: [{ type: 'and', of: [term('a'), term('b')] }, term('c')] }],
    ['a (b OR c)', { type: 'and', of: [term('a'), { type: 'or', of: [term('b'), term('c')] }] }],
    ['a -b', { type: 'and', of: [term('a'), { type: 'not', of: term('b') }] }],
    ['a-b', term('a-b')],
    ['=US', { type: 'term', text: 'US', exact: true }],
    ['title:nato', { type: 'field', field: 'title', of: term('nato') }],
    ['title：nato', { type: 'field', field: 'title', of: term('nato') }],
    ['Title:nato', { type: 'field', field: 'title', of: term('nato') }],
    ['source:KCNA.kp', { type: 'fact', fact: 'source', value: 'KCNA.kp' }],
    ['atleast3:satellite', { type: 'atleast', count: 3, of: term('satellite') }],
    ['@missiles', { type: 'topic', id: 'missiles' }],
    ['a NEAR/5 b', { type: 'near', words: 5, ordered: false, left: term('a'), right: term('b') }],
    ['a ONEAR/5 b', { type: 'near', words: 5, ordered: true, left: term('a'), right: term('b') }],
    [
      'a NEAR/1 b NEAR/2 c',
      {
        type: 'near',
        words: 2,
        ordered: false,
        left: { type: 'near', words: 1, ordered: false, left: term('a'), right: term('b') },
        right: term('c'),
      },
    ],
    [
      'c -a NEAR/1 b',
      {
        type: 'and',
        of: [
          term('c'),
          { type: 'not', of: { type: 'near', words: 1, ordered: false, left: term('a'), right: term('b') } },
        ],
      },
    ],
    [
      'title:a NEAR/1 b',
      {
        type: 'near',
        words: 1,
        ordered: false,
        left: { type: 'field', field: 'title', of: term('a') },
        right: term('b'),
      },
    ],
    ['NOT NOT a', term('a')],
    ['((((((((((a))))))))))', term('a')],
    ['（a）', term('a')],
  ]
  it.each(rows)('%s', (text, expected) => {
    expect(tree(text)).toEqual(expected)
  })
})

describe('every node keeps the place where it was typed', () => {
  const childrenOf = (node: Query): readonly Query[] => {
    if (node.type === 'near') return [node.left, node.right]
    if (!('of' in node)) return []
    return Array.isArray(node.of) ? (node.of as readonly Query[]) : [node.of as Query]
  }
  const all = (node: Query): Query[] => [node, ...childrenOf(node).flatMap(all)]
  const typedAt = (text: string): string[] =>
    all(tree(text)).map((node) => text.slice(placeOf(node)?.start, placeOf(node)?.end))

  it.each<[string, string[]]>([
    [' missile ', ['missile']],
    ['a  b', ['a  b', 'a', 'b']],
    ['a (b OR "c d")', ['a (b OR "c d")', 'a', 'b OR "c d"', 'b', '"c d"']],
    ['a NOT  (b)', ['a NOT  (b)', 'a', 'NOT  (b)', 'b']],
    ['=US title:=UK', ['=US title:=UK', '=US', 'title:=UK', '=UK']],
    ['a NEAR/2 b ONEAR/1 c', ['a NEAR/2 b ONEAR/1 c', 'a NEAR/2 b', 'a', 'b', 'c']],
    ['atleast2:"x y" @us', ['atleast2:"x y" @us', 'atleast2:"x y"', '"x y"', '@us']],
    ['source:"KCNA.kp (En)"', ['source:"KCNA.kp (En)"']],
    ['미싸일 -한국', ['미싸일 -한국', '미싸일', '-한국', '한국']],
  ])('%s', (text, expected) => {
    expect(typedAt(text)).toEqual(expected)
  })

  it('and the tree itself holds none: it is the same after a journey through JSON', () => {
    const parsed = tree('a -(b NEAR/3 c) OR title:d')
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
    expect(JSON.stringify(parsed)).not.toMatch(/start|end|place/)
    expect(placeOf(JSON.parse(JSON.stringify(parsed)) as Query)).toBeUndefined()
  })
})

describe('a query is printed with the fewest parentheses', () => {
  it.each([
    ['(a b) OR (c)', 'a b OR c'],
    ['a AND (b OR c)', 'a (b OR c)'],
    ['NOT a b', '-a b'],
    ['b -(a OR c)', 'b -(a OR c)'],
    ['b NOT a NEAR/3 c', 'b -(a NEAR/3 c)'],
    ['"or"', '"or"'],
    ['"missile"', 'missile'],
    ['test-fire', 'test-fire'],
    ['Hwasong-*', 'Hwasong-*'],
    ['="Five Eyes"', '="Five Eyes"'],
    ['source:"KCNA.kp (En)" a', 'source:"KCNA.kp (En)" a'],
    ['title:(a OR b)', 'title:(a OR b)'],
    ['"near/5"', '"near/5"'],
    ['"-a"', '"-a"'],
    ['"title:a"', '"title:a"'],
    ['don’t', 'don’t'],
    ["'ab0", "'ab0"],
    ['#tag a/b $5', '#tag a/b $5'],
    ['"a:b"', '"a:b"'],
    ['"@a" "=a" "abc*"', '"@a" "=a" abc*'],
    ['«a b»', '"a b"'],
    ['a NEAR/1 (b NEAR/1 c)', 'a NEAR/1 (b NEAR/1 c)'],
  ])('%s', (text, printed) => {
    expect(printQuery(tree(text))).toBe(printed)
    expect(printQuery(tree(printed))).toBe(printed)
    expect(tree(printed)).toEqual(tree(text))
  })
})

describe('a wrong query is refused at the letter, with a sentence', () => {
  const rows: [query: string, code: string, at: string, says: RegExp][] = [
    ['', 'empty', '', /at least one word/],
    ['   ', 'empty', '   ', /at least one word/],
    ['say "test fire', 'quote-open', '"test fire', /never closed/],
    ['(a OR b', 'parenthesis-open', '(', /add a \)/],
    ['a)', 'parenthesis-stray', ')', /closes nothing/],
    ['a ()', 'parenthesis-empty', '()', /nothing between/],
    ['OR a', 'nothing-before', 'OR', /both sides/],
    ['a OR', 'nothing-after', 'OR', /after OR/],
    ['a OR OR b', 'nothing-after', 'OR', /after OR/],
    ['a (b AND)', 'nothing-after', 'AND', /after AND/],
    ['a NOT', 'nothing-after', 'NOT', /after NOT/],
    ['missile or rocket', 'small-operator', 'or', /Write OR in capitals/],
    ['missile and rocket', 'small-operator', 'and', /"and" in quotes/],
    ['missile not japan', 'small-operator', 'not', /NOT in capitals/],
    ['a near/5 b', 'small-operator', 'near/5', /NEAR in capitals/],
    ['a NEAR b', 'near-number', 'NEAR', /NEAR\/5/],
    ['a NEAR/x b', 'near-number', 'NEAR/x', /NEAR\/5/],
    ['a NEAR/21 b', 'near-far', 'NEAR/21', /At most 20/],
    ['a NEAR/5', 'nothing-after', 'NEAR/5', /after NEAR\/5/],
    ['(a b) NEAR/5 c', 'near-operand', '(a b) ', /joins words/],
    ['a NEAR/5 @missiles', 'near-operand', '@missiles', /joins words/],
    ['a - b', 'lone-sign', '-', /right before the word/],
    ['@', 'lone-sign', '@', /name of a topic/],
    ['Or missile', 'nothing-before', 'Or', /look for the word itself, write "Or" in quotes/],
    ['(and a)', 'nothing-before', 'and', /"and" in quotes/],
    ['missile or', 'nothing-after', 'or', /"or" in quotes/],
    ['missile not', 'nothing-after', 'not', /"not" in quotes/],
    ['missile-(training OR museum)', 'glued-minus', '-', /space before it to rule out/],
    ['title:missile–(training)', 'glued-minus', '–', /space before it/],
    ['source:rodong-(a OR b)', 'glued-minus', '-', /space before it/],
    ['missile-"training ground"', 'glued-minus', '-', /after it to ask for both/],
    ['missile | rocket', 'bar', '|', /Write OR instead of \|/],
    ['missile || rocket', 'bar', '||', /Write OR instead of \|\|/],
    ['missile !japan', 'bang', '!japan', /write -japan, or "!japan" in quotes/],
    ['title:！japan', 'bang', '！japan', /write -japan/],
    ['missile !@us', 'bang', '!@us', /write -@us, or "!@us" in quotes/],
    ['missile !=US', 'bang', '!=US', /write -=US/],
    ['missile !-japan', 'bang', '!-japan', /write -japan/],
    ['missile !(japan OR us)', 'bang', '!', /write - right before what is not to be found/],
    ['missile !"south korea"', 'bang', '!', /write - right before/],
    ['title :@us', 'colon-apart', ':@us', /stand together: title:@us/],
    ['title :nato', 'colon-apart', ':nato', /stand together: title:nato/],
    ['title : nato', 'colon-apart', ':', /stand together: title:nato/],
    ['missile\ud83d', 'half-character', '\ud83d', /Half of a character/],
    ['dam \u200bor\u200b rocket', 'small-operator', 'or\u200b', /Write OR in capitals/],
    ['dam (\u200brocket', 'parenthesis-open', '(\u200b', /never closed/],
    ['\u200bdam \u200b"rocket', 'quote-open', '"rocket', /never closed/],
    ['🚀', 'no-letters', '🚀', /no letter or digit/],
    ['a & b', 'no-letters', '&', /take it out/],
    ['mis*le', 'star-inside', 'mis*le', /only end a word/],
    ['*sile', 'star-inside', '*sile', /only end a word/],
    ['a *', 'star-alone', '*', /missile\*/],
    ['"*"', 'star-alone', '"*"', /missile\*/],
    ['mi*', 'prefix-short', 'mi*', /3 letters/],
    ['"a mi*"', 'prefix-short', '"a mi*"', /3 letters/],
    ['titel:nato', 'field-unknown', 'titel:', /Did you mean title/],
    ['foo:nato', 'field-unknown', 'foo:', /no field foo/],
    ['title: nato', 'field-empty', 'title:', /without a space/],
    ['title:-nato', 'field-empty', 'title:', /right after/],
    ['title:lead:nato', 'field-twice', 'lead:', /one field/],
    ['source:(a OR b)', 'fact-value', '(', /one whole name/],
    ['source:rod*', 'fact-value', 'rod*', /one whole name/],
    ['= US', 'exact-term', '=', /=US/],
    ['=(a b)', 'exact-term', '=', /=US/],
    ['=mis*', 'exact-star', 'mis*', /letter by letter/],
    ['atleast:a', 'atleast-count', 'atleast:', /2 to 99/],
    ['atleast0:a', 'atleast-count', 'atleast0:', /2 to 99/],
    ['atleast3:(a OR b)', 'atleast-term', '(', /one word/],
    ['@mussiles', 'topic-unknown', '@mussiles', /@missiles/],
    ['@weather', 'topic-unknown', '@weather', /no topic @weather/],
    ['-japan', 'only-negation', '-japan', /must not be there/],
    ['NOT (a b)', 'only-negation', 'NOT (a b)', /add a word/],
    ['-a -b', 'only-negation', '-a -b', /add a word/],
    ['a OR -b', 'or-negation', '-b', /One side of an OR/],
    ['-x (a OR -b)', 'or-negation', '-b', /One side of an OR/],
    ['(-a OR -b) -c', 'only-negation', '(-a OR -b) -c', /add a word/],
    ['a -a', 'impossible', '-a', /never match/],
    ['b (c NOT  c)', 'impossible', 'NOT  c', /never match/],
    ['(a -a) OR (b -b)', 'impossible', '-a', /never match/],
    ['"of fire" -fire', 'impossible', '-fire', /ruled out/],
    ['="test fire" -test', 'impossible', '-test', /ruled out/],
    ['"탄도 미싸일" -미싸일', 'impossible', '-미싸일', /ruled out/],
    ['title:a -a', 'impossible', '-a', /ruled out/],
    ['@missiles -@missiles', 'impossible', '-@missiles', /ruled out/],
    ['missile source:rodong -source:rodong', 'impossible', '-source:rodong', /ruled out/],
    ['a NEAR/3 b NOT (a NEAR/3 b)', 'impossible', 'NOT (a NEAR/3 b)', /ruled out/],
    ['atleast3:a -atleast3:a', 'impossible', '-atleast3:a', /ruled out/],
    ['a (b OR c) -b -c', 'impossible', '-b', /ruled out/],
    ['title:a NEAR/5 lead:b', 'near-apart', 'title:a NEAR/5 lead:b', /different fields/],
    ['lang:ko lang:en', 'two-languages', 'lang:ko', /one language/],
    ['nato NOT (rocket OR nato*)', 'impossible', 'NOT (rocket OR nato*)', /never match/],
    ['missile NOT (rocket OR mis*)', 'impossible', 'NOT (rocket OR mis*)', /never match/],
  ]
  it.each(rows)('%s', (text, code, at, says) => {
    const parsed = parseQuery(text)
    expect(parsed.ok).toBe(false)
    if (parsed.ok) return
    expect(parsed.error.code).toBe(code)
    expect(text.slice(parsed.error.start, parsed.error.end)).toBe(at)
    expect(parsed.error.message).toMatch(says)
  })

  it.each([
    'missil* -missile',
    'us -=US',
    'text:a -a',
    'a -title:a',
    '(a -a) OR b',
    '=US -"us forces"',
    '"test fire" -test',
    'test-fire -fire',
    'Hwasong-* -hwasong',
    'hwasong-18 -18',
    'testfire -testf*',
    'missile -missile*',
    '"kim jong un" -kim',
  ])('what looks impossible but is not is accepted: %s', (text) => {
    expect(parseQuery(text).ok).toBe(true)
  })
})

describe('each limit holds at its number and is named when it is passed', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(' ')
  const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`
  const rows: [name: string, good: string, bad: string, code: string, number: string][] = [
    ['400 characters', 'a'.repeat(400), 'a'.repeat(401), 'too-long', '400'],
    ['400 characters beyond the BMP', `a${'😀'.repeat(399)}`, `a${'😀'.repeat(400)}`, 'too-long', '400'],
    ['64 terms', words(64), words(65), 'too-many-terms', '64'],
    ['8 prefixes', 'abc* '.repeat(8), 'abc* '.repeat(9), 'too-many-prefixes', '8'],
    ['prefixes of 3 letters', 'abc*', 'ab*', 'prefix-short', '3'],
    ['20 words between', 'a NEAR/20 b', 'a NEAR/21 b', 'near-far', '20'],
    ['parentheses 10 deep', nested(10), nested(11), 'too-deep', '10'],
  ]
  it.each(rows)('%s', (_name, good, bad, code, number) => {
    expect(parseQuery(good).ok).toBe(true)
    const refused = parseQuery(bad)
    expect(refused.ok ? undefined : refused.error.code).toBe(code)
    expect(refused.ok ? '' : refused.error.message).toContain(number)
  })

  it('the 401st character and the 65th term are where the caret stands', () => {
    const long = parseQuery(`${'a'.repeat(400)}b`)
    expect(long.ok ? undefined : long.error.start).toBe(400)
    const many = parseQuery(words(65))
    expect(many.ok ? undefined : words(65).slice(many.error.start)).toBe('w64')
  })

  it('a star after Hangul, Han or kana is no prefix', () => {
    expect(parseQuery('핵* '.repeat(20)).ok).toBe(true)
  })

  it('a topic counts as one term', () => {
    expect(parseQuery('@missiles '.repeat(30)).ok).toBe(true)
  })
})

describe('hostile input is answered in bounded time: refused by name, or read', () => {
  const rows: [name: string, typed: string, answer: string][] = [
    ['10,000 parentheses', '('.repeat(10_000), 'too-long'],
    ['10,000 closed parentheses', '()'.repeat(10_000), 'too-long'],
    ['a megabyte', 'a '.repeat(500_000), 'too-long'],
    ['399 minus signs', `${'-'.repeat(399)}a`, 'only-negation'],
    ['200 NOTs', `${'NOT '.repeat(99)}a`, 'only-negation'],
    ['lone surrogates', '\ud800 \udc00', 'half-character'],
    ['right-to-left marks', '\u202e\u202d', 'empty'],
    ['quotes', '"'.repeat(400), 'no-letters'],
    ['NUL', '\u0000', 'no-letters'],
    ['emoji', '🚀🚀 👨‍👩‍👧‍👦 🇰🇵', 'no-letters'],
    ['emoji between words', 'missile 🚀 launch', 'no-letters'],
    ['right-to-left words', 'صاروخ OR טיל', 'accepted'],
    ['a lone surrogate in a word', 'missile\ud83d', 'half-character'],
    ['stop marks alone', '... !!! ??? ,;:', 'no-letters'],
    ['full-width stop marks', '。、！？「」', 'no-letters'],
    ['quotes around stop marks', '"..." "-" "—"', 'no-letters'],
    ['stars', '*'.repeat(400), 'star-inside'],
    ['colons', ':'.repeat(400), 'no-letters'],
    ['10,000 parentheses within the characters', `${'('.repeat(200)}${')'.repeat(200)}`, 'too-deep'],
    ['every operator at once', 'AND OR NOT NEAR/5 ONEAR/5 - = @ * title: source: atleast3:', 'nothing-before'],
  ]
  it.each(rows)('%s', (_name, text, answer) => {
    const { value: parsed, ms } = withCpu(() => parseQuery(text))
    expect(ms).toBeLessThan(250)
    expect(parsed.ok ? 'accepted' : parsed.error.code).toBe(answer)
    if (!parsed.ok) {
      expect(parsed.error.start).toBeGreaterThanOrEqual(0)
      expect(parsed.error.end).toBeLessThanOrEqual(text.length)
      expect(parsed.error.message).not.toBe('')
    }
  })
})
