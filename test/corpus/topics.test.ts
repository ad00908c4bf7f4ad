// The topics against two readers' labels, and against fitting them to what they are measured on (npm run topics:check prints it all).
import { describe, expect, it } from 'vitest'
import { realArticles } from '../../bench/articles.ts'
import {
  builtIn,
  caughtBy,
  GRAINS,
  isKnown,
  knownTexts,
  labels,
  scoreOf,
  staleReasons,
  tag,
  unfoundedTerms,
  withoutSingles,
} from '../../bench/topics.ts'
import { parsePack } from '../../src/core/query/parse.ts'
import { foldName } from '../../src/core/text/fold.ts'
import { EDITIONS, REASONS } from '../../src/core/topics/reasons.ts'

const articles = realArticles() ?? []
const gold = labels() ?? []
const known = knownTexts() ?? ''
const here = articles.length > 0 && gold.length > 0 && known !== ''
if (!here) console.log('../shared is not there: the tests of the topics on real articles are skipped')

const keys = new Set(gold.map(({ key }) => key))
const labelled = articles.filter(({ id }) => keys.has(id))
const score = here ? scoreOf(tag(builtIn(), labelled), gold) : undefined

describe.skipIf(!here)('on 155 articles that two readers labelled', () => {
  it('micro-F1 is 0.85 at least', () => {
    expect(score?.micro).toBeGreaterThanOrEqual(0.85)
  })

  it('macro-F1 over topics with six examples is 0.80 at least, and none of these is under 0.65', () => {
    expect(score?.macro).toBeGreaterThanOrEqual(0.8)
    const counted = score?.topics.filter(({ examples }) => examples >= 6) ?? []
    expect(counted.length).toBeGreaterThan(8)
    expect(counted.filter(({ f1 }) => f1 < 0.65)).toEqual([])
  })

  it.each(GRAINS)('falls by 0.03 at most without the %s that catch a single one of them', (grain) => {
    const without = scoreOf(tag(withoutSingles(labelled, grain), labelled), gold)
    expect((score?.micro ?? 0) - without.micro).toBeLessThanOrEqual(0.03)
  })
})

describe.skipIf(!here)('on all 1,039 articles', () => {
  it('every term catches three, or was written down before, or has its reason', () => {
    expect(unfoundedTerms(articles, known)).toEqual([])
  })

  it("the papers' reviews are nobody's topic", () => {
    const reviews = articles.filter(({ title }) => /^(?:press review|review of rodong sinmun)/.test(foldName(title)))
    expect(reviews.length).toBeGreaterThan(50)
    for (const tree of builtIn().values()) expect(caughtBy(tree, reviews)).toEqual([])
  })
})

it('a reason stands for a term that is there, and says something', () => {
  expect(staleReasons()).toEqual([])
  const whys = [...[...REASONS.values()].flat(), ...EDITIONS].map(({ why }) => why)
  for (const why of whys) expect(why).toMatch(/^.{20,}\.$/)
})

it.each([
  ['spy', 'a crispy day', false],
  ['spy', 'a spy satellite', true],
  ['missile*', 'two missiles', true],
  ['missile', 'two missiles', false],
  ['port', 'export and import', false],
  ['title:=EU', 'deutsch, neu', false],
  ['Hwasong-*', 'a hwasong-18', true],
])('what was written down before knows %s from "%s": %s', (query, text, knows) => {
  const parsed = parsePack(query)
  expect(parsed.ok && isKnown(parsed.value, text)).toBe(knows)
})
